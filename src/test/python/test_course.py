"""What the start page tells: read from the notebooks, the copies and the book of checks alone."""

import os
import sys
from pathlib import Path

import nbformat
import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))

from copies import ORIGINALS, Copies, lab_name  # noqa: E402
from startpage.course import course, plain  # noqa: E402


def write(path, text, code=(), about=None, ran=0, failed=False):
    cells = [nbformat.v4.new_markdown_cell(text), *(nbformat.v4.new_code_cell(source) for source in code)]
    for number, cell in enumerate(cells[1 : 1 + ran], 1):
        cell.execution_count = number
    if failed:
        cells[ran].outputs = [nbformat.v4.new_output("error", ename="E", evalue="no", traceback=[])]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"rnnlab": about} if about else {})
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


@pytest.fixture
def copies(tmp_path):
    """Three labs that no list knows, one with exercises and an edition in another language."""
    labs = tmp_path / "notebooks"
    write(labs / "01-tides.ipynb", "# Tides\n\n**What you will learn:** much.\n\n**The question:** when is *high* water?", ["1", "2"])
    write(labs / "02-waves.ipynb", "# Waves and [wind](x)\n\nThey roll. They break.", ["1", "", "2"])
    write(labs / "03-storm.ipynb", "# Storm", ["1"], {"needs": ["tides"], "project": True})
    write(labs / "pl" / "02-waves.ipynb", "# Fale", ["1"])
    write(labs / "exercises" / "02-waves.ipynb", "# Exercises", ['check("foam")', "int a;", 'check("spray")'])
    work = tmp_path / "work"
    (work / "labs").mkdir(parents=True)
    copies = Copies(work / "labs", labs)
    copies.update()
    return copies


def shown(copies):
    return course(copies, copies.folder.parent)


def test_labs_come_in_order_with_title_line_minutes_and_what_they_need(copies):
    labs = shown(copies)["labs"]
    assert [lab["title"] for lab in labs] == ["Tides", "Waves and wind", "Storm"]
    assert [lab["line"] for lab in labs] == ["When is high water?", "They roll. They break.", ""]
    assert [lab["needs"] for lab in labs] == [[], ["Tides"], ["Tides"]]
    assert [lab["project"] for lab in labs] == [False, False, True]
    assert labs[1]["editions"] == {"pl": "labs/pl/02-waves.ipynb"}
    assert [lab["exercises"] for lab in labs] == [None, "labs/exercises/02-waves.ipynb", None]


def test_minutes_grow_with_text_and_code(copies):
    write(copies.originals / "01-tides.ipynb", "# Tides\n\n" + "word " * 1300, ["int a = 1;\n" * 60])
    assert shown(copies)["labs"][0]["minutes"] == 20


def test_progress_is_what_the_copies_and_the_book_say(copies):
    assert shown(copies)["last"] is None
    write(copies.folder / "02-waves.ipynb", "# Waves", ["1", "", "2", "3"], ran=1, failed=True)
    (copies.folder.parent / "progress.properties").write_text("#x\nfoam.points=2.0\nfoam.passed=true\nspray.points=1.0\n")
    told = shown(copies)
    lab = told["labs"][1]
    assert (lab["cells"], lab["ran"], lab["failed"], lab["passed"], lab["checks"]) == (3, 1, 1, 1, 2)
    assert told["last"] == {"path": "labs/02-waves.ipynb", "title": "Waves and wind", "cell": 3}


def test_where_you_were_is_what_was_saved_last(copies):
    for moment, name in enumerate(["03-storm", "exercises/02-waves", "01-tides"]):
        write(copies.folder / f"{name}.ipynb", "# x", ["1"], ran=1)
        os.utime(copies.folder / f"{name}.ipynb", (moment, moment))
    assert shown(copies)["last"]["path"] == "labs/01-tides.ipynb"
    os.utime(copies.folder / "exercises/02-waves.ipynb", (9, 9))
    assert shown(copies)["last"] == {"path": "labs/exercises/02-waves.ipynb", "title": "Exercises", "cell": None}


def test_a_damaged_copy_hides_no_other_lab_and_a_newer_version_is_told(copies):
    (copies.folder / "01-tides.ipynb").write_text("{")
    write(copies.folder / "02-waves.ipynb", "# mine", ["1"], ran=1)
    write(copies.originals / "02-waves.ipynb", "# Waves, new", ["1"])
    labs = shown(copies)["labs"]
    assert [lab["newer"] for lab in labs] == [False, True, False]
    assert labs[0]["ran"] == 0


def test_what_the_courses_labs_need_are_labs_that_come_before():
    names = [lab_name(path) for path in sorted(ORIGINALS.glob("[0-9][0-9]-*.ipynb"))]
    projects = 0
    for number, path in enumerate(sorted(ORIGINALS.glob("[0-9][0-9]-*.ipynb"))):
        about = nbformat.read(path, as_version=4).metadata.get("rnnlab", {})
        assert set(about.get("needs", [])) <= set(names[:number]), path.name
        projects += about.get("project", False)
    assert projects == 1


def test_signs_of_markdown_are_left_out():
    assert plain("**The question:** is `h` *really* [there](http://x), at $t$?") == "Is h really there, at t?"
