"""The lecturer's notebooks and the submitted ones: which cells are given, which are answers, which are tests."""

import hashlib
import re
from pathlib import Path

import nbformat

from grading.reading import NotebookError, load

HIDDEN = re.compile(r"^\s*// BEGIN HIDDEN TESTS\n(.*?)^\s*// END HIDDEN TESTS", re.S | re.M)


class SourceError(Exception):
    """A lecturer's notebook that cannot be used."""


def grade_id(cell):
    """The cell's nbgrader name, or None."""
    mark = cell.metadata.get("nbgrader")
    name = mark.get("grade_id") if isinstance(mark, dict) else None
    return name if isinstance(name, str) else None


class Source:
    """A lecturer's notebook in nbgrader's format, with solutions and hidden tests."""

    def __init__(self, path):
        self.path = Path(path)
        self.bytes = self.path.read_bytes()
        try:
            self.notebook, _ = load(self.bytes)
        except NotebookError as e:
            raise SourceError(f"{self.path}: {e}") from None
        self.marks = {grade_id(c): c for c in self.notebook.cells if grade_id(c)}
        self.tests = {i: c for i, c in self.marks.items() if c.metadata.nbgrader.grade and not c.metadata.nbgrader.solution}

    def points(self):
        return {i: float(c.metadata.nbgrader.points) for i, c in self.tests.items()}

    def limits(self):
        """Other limits than the usual ones, from the notebook's metadata: {"limits": {"call": 120}}."""
        return dict(self.notebook.metadata.get("limits", {}))

    def given(self):
        """The code that hidden tests may call: everything but the tests."""
        code = [c for c in self.notebook.cells if c.cell_type == "code" and grade_id(c) not in self.tests]
        return [{"name": grade_id(c) or c.source.split("\n")[0], "source": c.source} for c in code]

    def hidden_tests(self):
        return [{"exercise": i, "source": "\n".join(HIDDEN.findall(c.source))} for i, c in self.tests.items()]

    def student_version(self, test):
        """A test cell's text without the hidden part, as it was released."""
        return re.sub(r"^\s*// BEGIN HIDDEN TESTS\n.*?// END HIDDEN TESTS[^\n]*\n?", "", self.tests[test].source, flags=re.S | re.M)


def read(path, source=None):
    """(a submitted notebook, [what was repaired]). Raises NotebookError with why. source: the lecturer's notebook, for lost marks."""
    if path.is_symlink() or not path.is_file():
        raise NotebookError("not a file")
    notebook, repairs = load(path.read_bytes())
    if source is not None and (lost := restore_marks(notebook, source)):
        repairs.append(f"repaired: {lost} cells have lost nbgrader's marks; known by their text")
    return notebook, repairs


def restore_marks(notebook, source):
    """Some editors drop what they do not know, nbgrader's marks among it. A cell with a test's text is that test. Gives their number."""
    present = {grade_id(cell) for cell in notebook.cells}
    texts = {squeezed(source.student_version(i)): i for i in source.tests if i not in present}
    lost = 0
    for cell in notebook.cells:
        name = texts.pop(squeezed(cell.source), None) if cell.cell_type == "code" and "nbgrader" not in cell.metadata else None
        if name is not None:
            cell.metadata["nbgrader"] = nbformat.from_dict(dict(source.marks[name].metadata.nbgrader))
            lost += 1
    return lost


def squeezed(text):
    return "".join(text.split())


def cells_to_run(notebook, source):
    """The code of a submission without its tests, which the referee brings; given cells as the lecturer wrote them, deleted ones first."""
    given = {i: c for i, c in source.marks.items() if c.cell_type == "code" and c.metadata.nbgrader.locked and i not in source.tests}
    present = {grade_id(cell) for cell in notebook.cells if cell.cell_type == "code"}
    deleted = [cell for i, cell in given.items() if i not in present]
    cells = [{"index": -number, "source": cell.source} for number, cell in enumerate(deleted, 1)]
    for index, cell in enumerate(notebook.cells):
        name = grade_id(cell)
        if cell.cell_type == "code" and name not in source.tests:
            cells.append({"index": index, "source": given[name].source if name in given else cell.source})
    return cells


def changed_tests(notebook, source):
    """Tests that the submission changed, and tests that it lacks."""
    found = {}
    for cell in notebook.cells:
        if grade_id(cell) in source.tests:
            found.setdefault(grade_id(cell), cell.source)
    changed = {i for i, text in found.items() if lines(text) != lines(source.student_version(i))}
    return changed, set(source.tests) - set(found)


def text_answers(notebook, source):
    """Cells with answers that are not code any more."""
    answers = {i for i, c in source.marks.items() if c.cell_type == "code" and c.metadata.nbgrader.solution}
    return [index for index, cell in enumerate(notebook.cells) if cell.cell_type != "code" and grade_id(cell) in answers]


def lines(text):
    """A text's lines without what nobody sees: spaces at their ends, empty lines around."""
    return [line.rstrip() for line in text.strip().splitlines()]


def fingerprint(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part if isinstance(part, bytes) else str(part).encode())
        digest.update(b"\0")
    return digest.hexdigest()
