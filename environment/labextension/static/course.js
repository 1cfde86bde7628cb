// The course as the server tells it (environment/startpage), and what a student does with a lab.
export class Course {
    constructor(app, documents, { ServerConnection, URLExt, showDialog, Dialog }) {
        Object.assign(this, { app, documents, ServerConnection, URLExt, showDialog, Dialog });
    }

    async ask(what, body) {
        const settings = this.app.serviceManager.serverSettings;
        const url = this.URLExt.join(settings.baseUrl, 'rnnlab', what);
        const request = body ? { method: 'POST', body: JSON.stringify(body) } : {};
        const answer = await this.ServerConnection.makeRequest(url, request, settings);
        if (!answer.ok) {
            throw new Error(`${answer.status} ${answer.statusText}`);
        }
        return answer.json();
    }

    /** { labs, last }; no labs where JupyterLab is not open on a student's work. */
    read() {
        return this.ask('course');
    }

    /** Saves the notebooks that are open and have changed. */
    save() {
        const changed = [...this.app.shell.widgets('main')].map(widget => widget.context).filter(context =>
            context?.path?.endsWith('.ipynb') && context.model.dirty && !context.model.readOnly);
        return Promise.allSettled(changed.map(context => context.save()));
    }

    /** Opens a notebook; a cell, if one is named, is shown and is the active one. */
    async open(path, cell) {
        const panel = this.documents.openOrReveal(path);
        if (!panel || cell === undefined || cell === null) {
            return;
        }
        await panel.revealed;
        await panel.context.ready;
        if (cell < panel.content.widgets.length) {
            panel.content.activeCellIndex = cell;
            await panel.content.scrollToItem(cell, 'start');
        }
    }

    /** Gives the original back, after a question. */
    async reset(lab, path = lab.path) {
        const { button } = await this.showDialog({
            title: `Begin anew: ${lab.title}`,
            body: 'You get the lab as the course has it. Your notebook is kept in the folder labs/earlier.',
            buttons: [this.Dialog.cancelButton(), this.Dialog.okButton({ label: 'Begin anew' })]
        });
        if (!button.accept) {
            return;
        }
        const open = this.documents.findWidget(path);
        if (open) {
            await open.context.save();
        }
        const { kept } = await this.ask('reset', { lab: path.replace(/^labs\//, '') });
        if (open) {
            await open.context.revert();
        }
        await this.showDialog({
            title: lab.title,
            body: kept ? `The lab is as the course has it. Yours is kept: ${kept}` : 'The lab is as the course has it.',
            buttons: [this.Dialog.okButton()]
        });
    }
}
