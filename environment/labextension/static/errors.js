// An error shows its message and the lines of the cells; the way through the libraries is folded below.
import { element } from './elements.js';

const MIME = 'application/vnd.jupyter.error';
const WAY = '\n\nOn the way there:\n';

export async function errors(jupyterLabs) {
    const [{ Widget }, { IRenderMimeRegistry }] = await Promise.all(['@lumino/widgets', '@jupyterlab/rendermime'].map(jupyterLabs));

    class CellError extends Widget {
        async renderModel(model) {
            const told = model.data[MIME];
            const text = (told.traceback.join('\n') || `${told.ename}: ${told.evalue}`).replace(/\x1b\[[\d;]*m/g, '').trimEnd();
            const [lines, way] = text.split(WAY);
            const [message, ...places] = lines.split('\n');
            this.node.replaceChildren(
                element('pre', { class: 'rnnlab-message' }, message),
                places.length ? element('pre', {}, places.join('\n')) : '',
                way ? element('details', {}, element('summary', {}, 'On the way there'), element('pre', {}, way)) : ''
            );
        }
    }

    const createRenderer = () => {
        const made = new CellError();
        made.addClass('rnnlab-error');
        return made;
    };
    const activate = (app, rendermime) => rendermime.addFactory({ safe: true, mimeTypes: [MIME], createRenderer }, 0);
    return { id: 'rnnlab:errors', autoStart: true, requires: [IRenderMimeRegistry], activate };
}
