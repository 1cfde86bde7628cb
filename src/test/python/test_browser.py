"""JupyterLab in Chromium: a notebook opened and run as a student does it."""

import json
import os
import re
import urllib.request

import nbformat
import pytest

import browser
from browser import Browser
from lab_page import LabServer, NotebookPage

pytestmark = pytest.mark.skipif(browser.program() is None, reason="there is no Chromium or Chrome on this machine")

CELLS = [
    'Charts.series("EUR/PLN", "PLN", new double[] {4.2, 4.3, 4.25})',
    "Charts.loss(new double[] {1, 0.1, 0.01}, new double[] {2, 0.2, 0.02}).logY()",
    'Charts.heatMap("gates", new String[] {"f", "i"}, new double[] {1, 2}, new double[][] {{0, 1}, {1, 0}}, "activation")',
    'Charts.prediction("rate", "PLN", new double[] {4.2, 4.3}, new double[] {4.25, 4.2})'
    '.band("90 % band", new double[] {1, 2}, new double[] {4, 4}, new double[] {5, 5})',
]

SLIDES = """Chart step(int i) { return Chart.of("step " + i).bars("p", new String[] {"a", "b"}, new double[] {i, 1}); }
new Slides(List.of("one", "two", "three"), List.of(step(0), step(1), step(2)))"""

PRINTING = [
    "for (int i = 0; i < 10_000; i++) System.out.println(i);",
    "long n = 0; while (true) System.out.println(n++);",
    "1 + 1",
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("labs")
    for name, cells in [("charts", CELLS), ("slides", [SLIDES]), ("printing", PRINTING)]:
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        notebook.cells.append(nbformat.v4.new_markdown_cell("A formula: $h_{t-1}$"))
        notebook.metadata.kernelspec = {"name": "java", "language": "java", "display_name": "Java"}
        nbformat.write(notebook, folder / f"{name}.ipynb")
    with LabServer(folder) as running:
        yield running


def test_without_the_token_the_server_answers_403(server):
    assert server.status_of("/api/contents/charts.ipynb") == 403
    assert server.status_of(f"/api/contents/charts.ipynb?token={server.token}") == 200


def test_the_server_looks_for_no_programs_of_other_languages_which_write_into_the_home(tmp_path, monkeypatch):
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text(f"#!/bin/sh\ntouch '{tmp_path}/called'\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}:{os.environ['PATH']}")
    with LabServer(tmp_path) as server:
        assert server.status_of(f"/lsp/status?token={server.token}") == 200
    assert not (tmp_path / "called").exists()


@pytest.fixture(scope="module")
def charts(server):
    with Browser() as page:
        notebook = NotebookPage(page, server, "charts.ipynb")
        notebook.run_all()
        notebook.charts(len(CELLS))
        yield page
        assert page.failures == []


def texts(page, selector):
    return page.evaluate(f"[...document.querySelectorAll('.js-plotly-plot {selector}')].map(e => e.textContent)")


def test_charts_are_drawn_by_plotly_in_their_height_with_titles_and_axes_and_nothing_asks_for_the_network(server, charts):
    heights = charts.evaluate("[...document.querySelectorAll('.js-plotly-plot .main-svg')].map(e => e.clientHeight)")
    assert set(heights) == {420}
    assert texts(charts, ".gtitle") == ["EUR/PLN", "Loss", "gates", "rate: truth and prediction"]
    assert texts(charts, ".xtitle") == ["step", "epoch", "step"]
    assert texts(charts, ".ytitle") == ["EUR/PLN [PLN]", "loss", "rate [PLN]"]
    asked = charts.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert asked and all(address.startswith(server.url) for address in asked if address.startswith("http"))


# Where the second point of a chart's first line, or a cell of a heat map, is on the page.
SECOND_POINT = """(p => {
    p.scrollIntoView({block: 'center'});
    const {xaxis, yaxis} = p._fullLayout, {x, y, z} = p._fullData[0], box = p.getBoundingClientRect();
    const at = (axis, value) => axis._offset + axis.d2p(value);
    return [box.x + at(xaxis, x[1]), box.y + at(yaxis, z ? y[0] : y[1])];
})([...document.querySelectorAll('.js-plotly-plot')][%d])"""
HOVERED = "[...document.querySelectorAll('.js-plotly-plot')][%d].querySelector('.hoverlayer').textContent"


@pytest.mark.parametrize("number, value", [(0, "4.3"), (1, "0.1"), (2, "1")])
def test_each_chart_answers_the_pointer_with_the_value_there(charts, number, value):
    x, y = charts.evaluate(SECOND_POINT % number)
    for step in (-3, 0):  # a pointer comes from somewhere
        charts.call("Input.dispatchMouseEvent", type="mouseMoved", x=x + step, y=y)
    assert value in charts.wait_for(HOVERED % number)


# Of each chart: heights, what its buttons do, whether they lie on the title.
DRAWN = """[...document.querySelectorAll('.js-plotly-plot')].map(p => {
    const seen = [...p.querySelectorAll('.modebar-btn')].filter(b => getComputedStyle(b).visibility === 'visible');
    return [p.querySelector('.main-svg').clientHeight, seen.map(b => b.dataset.title),
        seen.length > 0 && seen[0].getBoundingClientRect().left < p.querySelector('.gtitle').getBoundingClientRect().right,
        p._fullLayout.width];
})"""


def test_in_a_narrow_window_charts_keep_their_height_and_their_titles_free(charts):
    ready = "%s.every(([height, , covered, width]) => height === 420 && !covered && width %s)"
    wide = charts.evaluate(DRAWN)[0][-1]
    charts.wait_for(ready % (DRAWN, f"=== {wide}"))
    charts.resize(700, 1000)
    try:
        charts.wait_for(ready % (DRAWN, f"< {wide - 300}"))
    finally:
        charts.resize(1400, 1000)
    charts.wait_for(ready % (DRAWN, f"=== {wide}"))
    assert all(buttons for _, buttons, *_ in charts.evaluate(DRAWN))


def test_no_button_sends_a_chart_to_another_server(charts):
    offered = {title for _, titles, *_ in charts.evaluate(DRAWN) for title in titles}
    assert "Zoom" in offered and not [title for title in offered if re.search("share|cloud|send|edit", title, re.IGNORECASE)]


def test_charts_that_are_drawn_again_and_again_have_the_axes_of_their_values(charts):
    ranges = "[...document.querySelectorAll('.js-plotly-plot')].map(p => [p._fullLayout.xaxis.range, p._fullLayout.yaxis.range])"
    before = charts.evaluate(ranges)
    for width in (1380, 1000, 1390, 1400):
        charts.resize(width, 1000)  # not waited for
    charts.wait_for(f"{DRAWN}.every(([height,,, width]) => height === 420 && width > 600)")
    assert charts.evaluate(ranges) == before


COLORS = (  # of a forecast's lines or of its band
    "[...[...document.querySelectorAll('.js-plotly-plot')][3].querySelectorAll('%s')]"
    ".map(e => getComputedStyle(e).%s.match(/\\d+/g).slice(0, 3).map(Number))"
)


def test_in_the_dark_theme_charts_are_drawn_light_on_dark(charts):
    color = "getComputedStyle(document.querySelector('.js-plotly-plot %s')).fill.match(/\\d+/g).slice(0, 3).map(Number)"
    assert min(charts.evaluate(color % ".bg")) > 200 and max(charts.evaluate(color % ".gtitle")) < 100
    charts.evaluate("void jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    try:
        charts.wait_for(f"Math.max(...{color % '.bg'}) < 60 && Math.min(...{color % '.gtitle'}) > 180")
        (band,) = charts.evaluate(COLORS % (".scatterlayer .js-fill", "fill"))
        (truth,) = [rgb for rgb in charts.evaluate(COLORS % (".scatterlayer .js-line", "stroke")) if max(rgb) - min(rgb) < 9]
        assert max(band) < 110 and min(truth) > 180, "the grey truth can be seen on its band"
    finally:  # the settings are the server's
        charts.evaluate("jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Light'})")


def test_the_slider_shows_each_step_in_the_height_and_colours_that_the_chart_had(server):
    with Browser() as page:
        notebook = NotebookPage(page, server, "slides.ipynb")
        notebook.run_all()
        notebook.charts(1)
        chart = "document.querySelector('.js-plotly-plot')"
        state = f"JSON.stringify([{chart}.offsetHeight, {chart}.layout.xaxis.gridcolor, {chart}.layout.xaxis.linecolor])"
        before = page.evaluate(state)
        # The page's width changes twice in a moment, as when the side panel goes and comes.
        page.evaluate(f"Promise.all([Plotly.Plots.resize({chart}), Plotly.Plots.resize({chart})]).then(() => true)")
        page.evaluate(f"{chart}.scrollIntoView({{block: 'end'}})")
        place = "(r => [r.x + r.width / 2, r.y - 14])([...document.querySelectorAll('.slider-label')].at(-1).getBoundingClientRect())"
        x, y = page.evaluate(place)
        page.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            page.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        page.wait_for(f"{chart}.querySelector('.gtitle').textContent === 'step 2'")
        assert page.evaluate(f"{chart}._fullData.filter(t => t.visible).map(t => t.y[0])") == [2]
        assert page.evaluate(state) == before
        assert page.failures == []


def exported(server, kind):
    with urllib.request.urlopen(f"{server.url}/nbconvert/{kind}/charts.ipynb?token={server.token}", timeout=120) as answer:
        return answer.read()


def test_a_notebook_is_exported_with_its_charts_as_one_file_that_loads_nothing_and_as_pdf(server, charts):
    charts.evaluate(f"{NotebookPage.PANEL}.context.save()")
    page = exported(server, "html").decode()
    pictures = [tag for tag in re.findall("<img [^>]*>", page) if re.search('src="data:image/png;base64,[^"]{1000}', tag)]
    assert len(pictures) == len(CELLS) and all(re.search('alt="[^"]*(EUR/PLN|Loss|gates|rate)', tag) for tag in pictures)
    assert not re.search(r"""(src|href)=["']https?:""", page) and "<msub>" in page
    assert exported(server, "webpdf").startswith(b"%PDF-")
    with urllib.request.urlopen(f"{server.url}/api/nbconvert?token={server.token}", timeout=60) as answer:
        assert not {"pdf", "latex", "qtpdf", "qtpng"} & set(json.load(answer)), "what cannot work here is not offered"


def test_every_line_arrives_and_a_flood_leaves_the_page_usable_and_is_ended_by_stop(server):
    with Browser() as page:
        notebook = NotebookPage(page, server, "printing.ipynb")
        notebook.run_cell(0)
        notebook.wait_until_idle()
        assert notebook.printed(0) == "".join(f"{i}\n" for i in range(10_000))

        notebook.run_cell(1)
        page.wait_for(f"{notebook.PANEL}.node.textContent.includes('the rest is left out. Stop (\u25a0) ends the cell.')", 300)
        page.click(".jp-NotebookPanel-toolbar [data-command='notebook:interrupt-kernel']")
        notebook.wait_until_idle()
        assert notebook.printed(1).startswith("0\n1\n2\n") and "lines were left out" in notebook.printed(1)

        notebook.run_cell(2)
        notebook.wait_until_idle()
        assert page.evaluate(f"{notebook.CELLS}[2].outputArea.node.textContent").strip().endswith("2")
        assert page.failures == []
