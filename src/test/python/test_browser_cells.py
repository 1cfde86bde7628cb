"""Cells in Chromium: Stop, the live curve, how long a cell ran, errors, completion with documentation."""

import re

import nbformat
import pytest

import browser
from browser import Browser
from lab_page import LabServer, NotebookPage

pytestmark = pytest.mark.skipif(browser.program() is None, reason="there is no Chromium or Chrome on this machine")

CELLS = {
    "question": "",
    "network": """var network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(1).list()
        .layer(new LSTM.Builder().nOut(16).activation(Activation.TANH).build())
        .layer(new RnnOutputLayer.Builder(LossFunction.MSE).nOut(1).activation(Activation.IDENTITY).build())
        .setInputType(InputType.recurrent(1)).build());
        network.init();
        DataSet data = new DataSet(Nd4j.rand(256, 1, 20), Nd4j.rand(256, 1, 20));""",
    "training": "Trainer.of(network).epochs(1_000_000).batchSize(32).fit(data)",
    "loop": 'System.out.println("go");\nlong n = 0;\nwhile (true) n++;',
    "next": "1 + 1",
    "sleep": "Thread.sleep(1300);",
    "wrong": 'int[] few = new int[2];\nStooqCsv.read("nothing.csv")',
}
NUMBER = {name: index for index, name in enumerate(CELLS)}

# What is on the page in each frame: heights of the cell's output, whether its pictures are drawn, the bar's words.
SAMPLING = """(() => {
    const area = %s.outputArea.node;
    window.frames_seen = [];
    const look = () => {
        const pictures = [...area.querySelectorAll('img')];
        window.frames_seen.push([area.offsetHeight, pictures.length, pictures.every(p => p.complete && p.naturalHeight > 0),
            area.querySelector('progress')?.parentElement.textContent ?? '']);
        requestAnimationFrame(look);
    };
    look();
})()"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cells")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS.values()])
    notebook.metadata.kernelspec = {"name": "java", "language": "java", "display_name": "Java"}
    nbformat.write(notebook, folder / "cells.ipynb")
    with LabServer(folder) as running:
        yield running


@pytest.fixture(scope="module")
def page(server):
    with Browser() as opened:
        yield NotebookPage(opened, server, "cells.ipynb")
        assert opened.failures == []


def cell(page, name):
    return f"{page.CELLS}[{NUMBER[name]}]"


def shown(page, name):
    return page.browser.evaluate(f"{cell(page, name)}.outputArea.node.textContent")


def stop(page):
    page.browser.click(".jp-NotebookPanel-toolbar [data-command='notebook:interrupt-kernel']")
    page.wait_until_idle()


def run(page, name):
    page.run_cell(NUMBER[name])
    page.wait_until_idle()


def test_stop_ends_a_training_whose_curve_never_flickers_and_the_next_cell_runs(page):
    run(page, "network")
    page.browser.evaluate(SAMPLING % cell(page, "training"))
    page.run_cell(NUMBER["training"])
    page.browser.wait_for("window.frames_seen.filter(f => f[1] > 0).length > 100", 120)
    first = page.browser.evaluate(f"{cell(page, 'training')}.outputArea.node.querySelector('img').src")
    page.browser.wait_for(f"{cell(page, 'training')}.outputArea.node.querySelector('img').src !== {first!r}", 60)
    stop(page)
    frames = page.browser.evaluate("window.frames_seen")
    drawn = [f for f in frames if f[1] > 0]
    assert all(whole for _, _, whole, _ in drawn)
    heights = [height for height, *_ in drawn]
    assert heights == sorted(heights), "what stands below jumps up and down"
    assert any(re.search(r"epoch \d+ of 1000000, .* left, loss", words) for *_, words in frames)
    assert "stopped by you" in shown(page, "training")
    run(page, "next")
    assert shown(page, "next").strip().endswith("2")


def test_stop_ends_a_plain_loop_and_the_next_cell_runs(page):
    page.run_cell(NUMBER["loop"])
    page.browser.wait_for(f"{cell(page, 'loop')}.outputArea.node.textContent.includes('go')")
    stop(page)
    assert "interrupted" in shown(page, "loop").lower() and "still runs" not in shown(page, "loop")
    run(page, "next")
    assert shown(page, "next").strip().endswith("2")


def test_below_a_cell_stands_how_long_it_ran(page):
    run(page, "sleep")
    words = page.browser.wait_for(f"{cell(page, 'sleep')}.node.querySelector('.execute-time')?.textContent")
    seconds = re.search(r"(?:(\d+)m )?([\d.]+)s$", words)
    assert seconds and 60 * int(seconds[1] or 0) + float(seconds[2]) >= 1.3, words


def test_an_error_shows_its_message_first_and_the_way_through_libraries_is_folded(page):
    run(page, "wrong")
    output = f"{cell(page, 'wrong')}.outputArea.node.querySelector('.rnnlab-error')"
    assert page.browser.evaluate(f"{output}.innerText").startswith("CsvException: nothing.csv: there is no such file.")
    assert "line 2 of this cell" in page.browser.evaluate(f"{output}.innerText")
    folded = page.browser.evaluate(f"(d => [d.open, d.innerText, d.querySelector('pre').textContent])({output}.querySelector('details'))")
    assert folded[:2] == [False, "On the way there"] and "StooqCsv" in folded[2]


def write(page, text):
    """Into the cell for questions, at the top of the page, as somebody types it."""
    question = cell(page, "question")
    page.browser.evaluate(
        f"(async (notebook, number, cell) => {{ await notebook.scrollToItem(number); await cell.ready; notebook.activeCellIndex = number;"
        f"cell.model.sharedModel.setSource(''); notebook.mode = 'edit'; cell.editor.focus(); }})"
        f"({page.PANEL}.content, {NUMBER['question']}, {question})"
    )
    page.browser.call("Input.insertText", text=text)
    page.browser.wait_for("!!document.querySelector('.jp-mod-completer-enabled')")  # before that, Tab indents


def test_tab_lists_methods_and_shift_tab_shows_their_documentation(page):
    write(page, "Charts.")
    page.browser.press("Tab")
    page.browser.wait_for("[...document.querySelectorAll('.jp-Completer-match')].some(e => e.textContent.startsWith('series('))")
    page.browser.press("Escape")
    write(page, "Charts.series")
    page.browser.press("Tab", shift=True)
    said = page.browser.wait_for("document.querySelector('.jp-Tooltip')?.textContent")
    assert "Chart Charts.series(String name" in said and "A series over dates." in said
