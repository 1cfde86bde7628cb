"""The start page in Chromium: the labs, a lab opened and run, where you were, the project, a lab begun anew."""

import os
import sys
from pathlib import Path

import nbformat
import pytest

import axe
import browser
from browser import Browser
from lab_page import LabServer, StartPage

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))

from copies import ORIGINALS, Copies  # noqa: E402

pytestmark = pytest.mark.skipif(browser.program() is None, reason="there is no Chromium or Chrome on this machine")

FIRST = "labs/01-recurrence-by-hand.ipynb"


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    work = tmp_path_factory.mktemp("student") / "work"
    (work / "labs").mkdir(parents=True)
    Copies(work / "labs").update()
    return work


@pytest.fixture(scope="module")
def server(work):
    with LabServer(work) as running:
        yield running


@pytest.fixture
def page(server):
    with Browser() as opened:
        yield StartPage(opened, server)
        assert opened.failures == []


def title(path):
    return nbformat.read(path, as_version=4).cells[0].source.splitlines()[0].removeprefix("# ")


def test_the_page_and_the_panel_show_every_lab_by_its_title_and_nothing_else_is_open(page):
    titles = [title(path) for path in sorted(ORIGINALS.glob("[0-9][0-9]-*.ipynb"))]
    assert page.texts(".rnnlab-page h3") == titles
    assert page.texts("#rnnlab-list .rnnlab-title") == titles
    assert page.browser.evaluate("Array.from(jupyterapp.shell.widgets('main')).map(w => w.title.label)") == ["Start"]


def test_in_a_narrow_window_the_page_has_the_whole_width(server):
    with Browser(width=640) as narrow:
        narrow.open(f"{server.url}/lab?token={server.token}&reset")
        narrow.wait_for("document.querySelector('.rnnlab-page')?.clientWidth > 500", 120)


def test_the_panel_is_wide_enough_for_the_names_of_the_files(page):
    page.browser.evaluate("void jupyterapp.commands.execute('filebrowser:open-path', {path: 'labs'})")
    page.browser.evaluate("jupyterapp.shell.activateById('filebrowser')")
    page.browser.wait_for("document.querySelectorAll('.jp-DirListing-itemText').length > 15")
    cut = "[...document.querySelectorAll('.jp-DirListing-itemText')].filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)"
    assert page.browser.evaluate(cut) == []


def test_the_project_is_one_click_away(page):
    page.press(".rnnlab-door", "The project")
    assert page.opened() == "labs/07-projekt-6.ipynb"


def test_axe_finds_nothing_that_keeps_somebody_from_reading_the_page_or_the_list(page):
    assert axe.violations(page.browser, "{include: [['#rnnlab-start'], ['#rnnlab-list']]}") == []


def test_a_lab_that_was_begun_is_continued_at_its_next_cell_and_begun_anew_on_demand(page, work):
    page.press(".rnnlab-door", "Begin with the first lab")
    assert page.opened() == FIRST
    notebook = page.notebook()
    code = [i for i, c in enumerate(nbformat.read(work / FIRST, as_version=4).cells) if c.cell_type == "code"]
    for index in code[:2]:
        notebook.run_cell(index)
        notebook.wait_until_idle()
    assert page.browser.evaluate(f"{notebook.PANEL}.context.model.dirty"), "what has run a moment ago is not saved yet"

    page.show()
    page.wait_for_text(".rnnlab-door", "Continue where you were")
    assert nbformat.read(work / FIRST, as_version=4).cells[code[1]].execution_count
    assert any(f"2 of {len(code)} cells have run" in facts for facts in page.texts(".rnnlab-facts"))
    page.press(".rnnlab-door", "Continue where you were")
    page.browser.wait_for(f"{notebook.PANEL}.content.activeCellIndex === {code[2]}")

    page.show()
    page.press(".rnnlab-action", "Begin anew")
    page.browser.wait_for("!!document.querySelector('.jp-Dialog .jp-mod-accept')")
    page.browser.click(".jp-Dialog .jp-mod-accept")
    page.browser.wait_for("document.querySelector('.jp-Dialog').textContent.includes('Yours is kept: labs/earlier/')")
    assert not any(c.get("execution_count") for c in nbformat.read(work / FIRST, as_version=4).cells)
    (kept,) = (work / "labs" / "earlier").glob("01-recurrence-by-hand *.ipynb")
    assert nbformat.read(kept, as_version=4).cells[code[1]].execution_count
    page.browser.wait_for(f"{notebook.CELLS}[{code[1]}].model.executionCount === null")
