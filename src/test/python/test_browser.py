"""JupyterLab in Chromium: a notebook opened and run as a student does it."""

import nbformat
import pytest

import browser
from browser import Browser
from lab_page import LabServer, NotebookPage

pytestmark = pytest.mark.skipif(browser.program() is None, reason="there is no Chromium or Chrome on this machine")

CELLS = [
    'Charts.series("EUR/PLN", "PLN", new double[] {4.2, 4.3, 4.25})',
    'Charts.loss(new double[] {1, 0.1, 0.01}, new double[] {2, 0.2, 0.02}).logY()',
    'Charts.heatMap("gates", new String[] {"f", "i"}, new double[] {1, 2}, new double[][] {{0, 1}, {1, 0}}, "activation")',
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("labs")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS])
    notebook.metadata.kernelspec = {"name": "java", "language": "java", "display_name": "Java"}
    nbformat.write(notebook, folder / "charts.ipynb")
    with LabServer(folder) as running:
        yield running


def test_without_the_token_the_server_answers_403(server):
    assert server.status_of("/api/contents/charts.ipynb") == 403
    assert server.status_of(f"/api/contents/charts.ipynb?token={server.token}") == 200


def test_charts_are_drawn_by_plotly_in_their_height_and_nothing_asks_for_the_network(server):
    with Browser() as page:
        notebook = NotebookPage(page, server, "charts.ipynb")
        notebook.run_all()
        assert page.evaluate("document.querySelectorAll('img.plot-img').length") == len(CELLS)
        assert notebook.touch_charts() == len(CELLS)
        heights = page.evaluate("[...document.querySelectorAll('.js-plotly-plot .main-svg')].map(e => e.clientHeight)")
        assert set(heights) == {420}
        titles = page.evaluate("[...document.querySelectorAll('.js-plotly-plot .gtitle')].map(e => e.textContent)")
        assert titles == ["EUR/PLN", "Loss", "gates"]
        asked = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        assert asked and all(address.startswith(server.url) for address in asked if address.startswith("http"))
        assert page.failures == []
