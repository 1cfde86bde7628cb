"""A student's copies of the labs: given, updated, kept, numbered anew, reset."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))

from copies import Copies, UnknownLabError  # noqa: E402


def notebook(*sources, ran=False):
    cells = [{"cell_type": "code", "source": s, "metadata": {}, "outputs": [], "execution_count": 1 if ran else None} for s in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


@pytest.fixture
def course(tmp_path):
    """Two labs and exercises to one of them, and the copies of a student who has just begun."""
    originals = tmp_path / "notebooks"
    (originals / "exercises").mkdir(parents=True)
    for name in ["01-sums", "02-loops", "exercises/01-sums"]:
        (originals / f"{name}.ipynb").write_text(notebook(f"// {name}", "int a = 1;"))
    copies = Copies(tmp_path / "work" / "labs", originals)
    copies.folder.mkdir(parents=True)
    copies.update()
    return copies


def again(course):
    """The next start of ./lab."""
    copies = Copies(course.folder, course.originals)
    copies.update()
    return copies


def text(course, name):
    return (course.folder / name).read_text()


def test_every_lab_is_given_as_it_is(course):
    for lab in ["01-sums.ipynb", "02-loops.ipynb", "exercises/01-sums.ipynb"]:
        assert text(course, lab) == (course.originals / lab).read_text()


def test_an_update_comes_where_nothing_was_done_and_leaves_what_was_changed_or_run(course):
    (course.folder / "01-sums.ipynb").write_text(notebook("// 01-sums", "int a = 7;"))
    (course.folder / "exercises/01-sums.ipynb").write_text(notebook("// exercises/01-sums", "int a = 1;", ran=True))
    for lab in course.labs():
        (course.originals / lab).write_text(notebook("// new", "int a = 2;"))
    copies = again(course)
    assert "// new" in text(course, "02-loops.ipynb")
    assert "int a = 7;" in text(course, "01-sums.ipynb")
    assert "// new" not in text(course, "exercises/01-sums.ipynb")
    assert [copies.is_outdated(lab) for lab in copies.labs()] == [True, False, True]


def test_a_damaged_copy_and_one_without_a_book_stay(course):
    (course.folder / "01-sums.ipynb").write_text("{ half a noteb")
    (course.originals / "01-sums.ipynb").write_text(notebook("// new"))
    course.book_file.write_text("?")
    (course.originals / "02-loops.ipynb").write_text(notebook("// new"))
    again(course)
    assert text(course, "01-sums.ipynb") == "{ half a noteb"
    assert "// 02-loops" in text(course, "02-loops.ipynb")


def test_a_copy_of_before_the_book_that_equals_the_original_is_up_to_date(course):
    course.book_file.unlink()
    assert not any(again(course).is_outdated(lab) for lab in course.labs())


def test_a_copy_follows_its_lab_to_another_number(course):
    (course.folder / "02-loops.ipynb").write_text(notebook("// mine"))
    (course.originals / "02-loops.ipynb").rename(course.originals / "05-loops.ipynb")
    (course.originals / "02-between.ipynb").write_text(notebook("// between"))
    again(course)
    assert "// mine" in text(course, "05-loops.ipynb")
    assert not (course.folder / "02-loops.ipynb").exists()
    assert "// between" in text(course, "02-between.ipynb")


def test_two_labs_that_change_their_numbers_keep_their_copies(course):
    (course.folder / "02-loops.ipynb").write_text(notebook("// my loops"))
    (course.folder / "01-sums.ipynb").write_text(notebook("// my sums"))
    shutil.move(course.originals / "01-sums.ipynb", course.originals / "03-sums.ipynb")
    shutil.move(course.originals / "02-loops.ipynb", course.originals / "01-loops.ipynb")
    again(course)
    assert "// my loops" in text(course, "01-loops.ipynb")
    assert "// my sums" in text(course, "03-sums.ipynb")


@pytest.mark.parametrize("name", ["loops", "02-loops", "02-loops.ipynb", "07-loops"])
def test_reset_gives_the_original_back_and_keeps_the_copy_each_time(course, name):
    for n in range(3):
        (course.folder / "02-loops.ipynb").write_text(notebook(f"// try {n}"))
        kept = course.reset(name)
        assert f"// try {n}" in kept.read_text()
    assert text(course, "02-loops.ipynb") == (course.originals / "02-loops.ipynb").read_text()
    assert sorted("".join(json.loads(p.read_text())["cells"][0]["source"]) for p in kept.parent.glob("*")) == [
        "// try 0", "// try 1", "// try 2"]  # fmt: skip


def test_exercises_are_reset_by_their_path_and_what_was_set_aside_is_no_lab(course):
    before = text(course, "01-sums.ipynb")
    kept = course.reset("exercises/sums")
    assert kept.relative_to(course.folder).parts[:2] == ("earlier", "exercises")
    assert text(course, "01-sums.ipynb") == before
    again(course)
    assert kept.exists()


def test_a_deleted_copy_comes_back_and_an_unknown_name_is_answered_with_the_known_ones(course):
    (course.folder / "01-sums.ipynb").unlink()
    again(course)
    assert "// 01-sums" in text(course, "01-sums.ipynb")
    with pytest.raises(UnknownLabError, match="there is no lab 'sum'; the labs are: sums, loops, exercises/sums"):
        course.reset("sum")


def test_pages_that_labs_link_to_are_always_the_courses_own(course):
    page = course.originals / "full-size" / "01-sums.html"
    page.parent.mkdir()
    page.write_text("what the lab shows")
    copy = course.folder / "full-size" / "01-sums.html"
    course.update()
    assert copy.read_text() == "what the lab shows"
    page.write_text("what it shows now")
    course.update()
    assert copy.read_text() == "what it shows now"
