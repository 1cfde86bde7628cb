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

// What is hardly seen on a dark page: black, the grey of what was measured, the band behind a forecast.
const IN_THE_DARK = { '#000000': '#E6E6E6', '#7F7F7F': '#C8C8C8', '#F9D9BF': '#5E3B1C' };

function inTheme(data) {
    const dark = document.body.dataset.jpThemeLight === 'false';
    return dark ? JSON.parse(JSON.stringify(data), (key, value) => (/color$/.test(key) && IN_THE_DARK[value]) || value) : data;
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
        /** One after another: a drawing that begins inside another one gets axes without their numbers. */
        draw() {
            const next = () => this.figure && this.react();
            return (this.drawn = Promise.resolve(this.drawn).then(next, next));
        }
        async react() {
            const { data, layout, config } = this.figure;
            const Plotly = await plotly();
            // When the window changes, Plotly takes the height of the element, and an element without one has none.
            this.node.style.height = `${layout.height ?? 450}px`;
            this.node.setAttribute('role', 'img');
            this.node.setAttribute('aria-label', spoken(data, layout));
            await Plotly.react(this.node, inTheme(data), themed(layout, this.node), { ...config, responsive: true, showSendToCloud: false });
            this.hideButtonsOnTitle();
        }
        /** None of Plotly's buttons where they would lie on the title. */
        hideButtonsOnTitle() {
            const [bar, title] = ['.modebar', '.gtitle'].map(part => this.node.querySelector(part));
            if (bar && title) {
                const onTitle = bar.getBoundingClientRect().left < title.getBoundingClientRect().right;
                bar.style.visibility = onTitle ? 'hidden' : 'visible';
            }
        }
        onAfterAttach() {
            this.draw();
        }
        async onResize() {
            if (this.figure && window.Plotly && this.isVisible) {
                await window.Plotly.Plots.resize(this.node);
                this.hideButtonsOnTitle();
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
