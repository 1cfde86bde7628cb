"""The lecturer's notebooks and the submitted ones: which cells are given, which are answers, which are tests."""

import hashlib
import re
from pathlib import Path

import nbformat

LARGEST = 10_000_000
HIDDEN = re.compile(r"^\s*// BEGIN HIDDEN TESTS\n(.*?)^\s*// END HIDDEN TESTS", re.S | re.M)


class BadNotebook(Exception):
    """A submitted file that is no notebook."""


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
        self.notebook = nbformat.reads(self.bytes.decode("utf-8"), as_version=4)
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


def read(path):
    """A submitted notebook. Raises BadNotebook with the reason."""
    if path.is_symlink() or not path.is_file():
        raise BadNotebook("not a file")
    if path.stat().st_size > LARGEST:
        raise BadNotebook(f"larger than {LARGEST // 1_000_000} MB")
    try:
        notebook = nbformat.reads(path.read_bytes().decode("utf-8"), as_version=4)
        nbformat.validate(notebook)
    except Exception as e:  # nbformat has no common exception for what is no notebook
        raise BadNotebook(f"not a notebook ({type(e).__name__})") from None
    return notebook


def cells_to_run(notebook, source):
    """The code of a submission without its tests, which the referee brings; given cells as the lecturer wrote them."""
    cells = []
    for index, cell in enumerate(notebook.cells):
        name = grade_id(cell)
        if cell.cell_type != "code" or name in source.tests:
            continue
        original = source.marks.get(name)
        given = original is not None and original.metadata.nbgrader.locked
        cells.append({"index": index, "source": original.source if given else cell.source})
    return cells


def changed_tests(notebook, source):
    """Tests that the submission changed, and tests that it lacks."""
    found = {}
    for cell in notebook.cells:
        if grade_id(cell) in source.tests:
            found.setdefault(grade_id(cell), cell.source)
    changed = {i for i, text in found.items() if text.strip() != source.student_version(i).strip()}
    return changed, set(source.tests) - set(found)


def fingerprint(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part if isinstance(part, bytes) else str(part).encode())
        digest.update(b"\0")
    return digest.hexdigest()
