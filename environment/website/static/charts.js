// Charts: a picture until they come near the window, then Plotly's. On paper the picture again.
let library;

function plotly() {
    library ??= new Promise((loaded, failed) => {
        const script = document.createElement('script');
        Object.assign(script, { src: `${ROOT}static/plotly.min.js`, onload: loaded, onerror: failed });
        document.head.append(script);
    });
    return library;
}

async function draw(figure) {
    await plotly();
    const { data, layout, config } = JSON.parse(figure.querySelector('script').textContent);
    const drawn = document.createElement('div');
    drawn.style.height = `${layout.height ?? 450}px`; // when the window changes, Plotly takes the element's size
    figure.append(drawn);
    const bar = window.innerWidth > 600 && 'hover'; // on a narrow screen it would lie on the title
    await window.Plotly.newPlot(drawn, data, { ...layout, autosize: true }, { ...config, responsive: true, displayModeBar: bar, showSendToCloud: false });
    figure.classList.add('drawn');
}

const near = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) {
        if (isIntersecting) {
            near.unobserve(target);
            draw(target);
        }
    }
}, { rootMargin: '400px' });
document.querySelectorAll('figure.chart').forEach(figure => near.observe(figure));
