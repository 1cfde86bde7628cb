// Charts are drawn by Plotly as soon as they are there, in the colours of the theme and the width of the page.
const MIME = 'application/vnd.plotly.v1+json';
let library;

/** Plotly itself, loaded with the first chart from this server. */
function plotly() {
    library ??= new Promise((loaded, failed) => {
        const script = document.createElement('script');
        script.src = new URL('plotly.min.js', import.meta.url);
        Object.assign(script, { onload: () => loaded(window.Plotly), onerror: failed });
        document.head.append(script);
    });
    return library;
}

/** The same figure in the colours that JupyterLab's theme has now. */
function themed(layout, node) {
    const style = getComputedStyle(node);
    const color = name => style.getPropertyValue(name).trim();
    const [paper, ink, grid] = [color('--jp-layout-color0'), color('--jp-ui-font-color1'), color('--jp-border-color2')];
    const axis = given => ({ ...given, gridcolor: grid, zerolinecolor: grid, linecolor: ink, tickcolor: ink });
    const axes = Object.fromEntries(Object.entries(layout).filter(([key]) => /^[xy]axis\d*$/.test(key)).map(([key, value]) => [key, axis(value)]));
    const recolored = what => (layout[what] ?? []).map(one => ({ ...one, ...(one.line && { line: { ...one.line, color: ink } }), font: { ...one.font, color: ink } }));
    return {
        ...layout,
        ...axes,
        shapes: recolored('shapes').map(({ font, ...shape }) => shape),
        annotations: recolored('annotations'),
        paper_bgcolor: paper,
        plot_bgcolor: paper,
        font: { ...layout.font, color: ink },
        hoverlabel: { bgcolor: color('--jp-layout-color2'), font: { color: ink } },
        autosize: true
    };
}

/** What a screen reader says of a chart. */
function spoken(data, layout) {
    const names = data.map(trace => trace.name).filter(Boolean);
    const axes = ['xaxis', 'yaxis'].map(axis => layout[axis]?.title?.text).filter(Boolean);
    return `Chart: ${layout.title?.text || 'without a title'}` + (names.length ? `; ${names.join(', ')}` : '') +
        (axes.length ? `; axes ${axes.join(' and ')}` : '');
}

export async function charts(jupyterLabs) {
    const [{ Widget }, { IRenderMimeRegistry }, { IThemeManager }] = await Promise.all(
        ['@lumino/widgets', '@jupyterlab/rendermime', '@jupyterlab/apputils'].map(jupyterLabs)
    );
    const shown = new Set();

    class Chart extends Widget {
        constructor() {
            super();
            this.addClass('rnnlab-chart');
            shown.add(this);
        }
        async renderModel(model) {
            this.figure = model.data[MIME];
            await this.draw();
        }
        async draw() {
            if (!this.figure) {
                return;
            }
            const { data, layout, config } = this.figure;
            const Plotly = await plotly();
            // Plotly forgets the height when the page's width changes twice in a moment; the node keeps it.
            this.node.style.height = layout.height ? `${layout.height}px` : '';
            this.node.setAttribute('role', 'img');
            this.node.setAttribute('aria-label', spoken(data, layout));
            await Plotly.react(this.node, data, themed(layout, this.node), { ...config, responsive: true });
        }
        onAfterAttach() {
            this.draw();
        }
        onResize() {
            if (this.figure && window.Plotly && this.isVisible) {
                window.Plotly.Plots.resize(this.node);
            }
        }
        dispose() {
            shown.delete(this);
            window.Plotly?.purge(this.node);
            super.dispose();
        }
    }

    const activate = (app, rendermime, themes) => {
        // The last one counts, and the package plotly registers one of its own.
        app.started.then(() => rendermime.addFactory({ safe: true, mimeTypes: [MIME], createRenderer: () => new Chart() }, 0));
        themes?.themeChanged.connect(() => setTimeout(() => shown.forEach(chart => chart.draw()), 300)); // once its colours are there
    };
    return { id: 'rnnlab:charts', autoStart: true, requires: [IRenderMimeRegistry], optional: [IThemeManager], activate };
}
