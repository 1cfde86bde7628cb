"""Submissions that are alike, found by JPlag (https://github.com/jplag/JPlag), with the given code skipped.

Only the report needs JPlag: Maven fetches it when the first one is made. JPlag reads Java files, so a notebook's own cells are made into
one (jplag/Compare.java). Submissions are parsed there and never run, in a process with limits.
"""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from grading.intake import UnclearError
from grading.notebook import NotebookError, Source, grade_id, read

HOME = Path(os.environ["RNNLAB_HOME"])
TOOL = Path(__file__).with_name("jplag")
JARS = HOME / ".lab" / "jplag"
SECONDS = 120


class NotComparedError(Exception):
    """Why there are no similarities."""


def fetch():
    """JPlag's jars, in the versions of jplag/pom.xml."""
    wanted, made = TOOL / "pom.xml", JARS / "pom.xml"
    if made.exists() and made.read_bytes() == wanted.read_bytes():
        return
    maven = os.environ.get("RNNLAB_MAVEN", "mvn")
    if not shutil.which(maven):
        raise NotComparedError("Maven fetches JPlag, and is not installed")
    print("Fetching JPlag, which finds similar submissions (once) ...", flush=True)
    shutil.rmtree(JARS, ignore_errors=True)
    command = [maven, "-B", "-ntp", "-q", "-f", str(wanted), "dependency:copy-dependencies", f"-DoutputDirectory={JARS}"]
    if subprocess.run(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL).returncode:
        told = shlex.join([maven, "-f", str(wanted.relative_to(HOME)), "dependency:copy-dependencies"])
        raise NotComparedError(f"JPlag could not be fetched; is there a network? {told} says more")
    shutil.copyfile(wanted, made)


def own_cells(notebook, source, released):
    """The cells that a student wrote or changed, by index."""
    given = {"".join(c.source.split()) for c in released.cells}
    code = {i: c.source for i, c in enumerate(notebook.cells) if c.cell_type == "code" and grade_id(c) not in source.tests}
    return {i: text for i, text in code.items() if "".join(text.split()) not in given}


def similar_pairs(course, assignment):
    """([(assignment, student, other student, similarity)], [what was not compared]): the most alike first, only pairs above 0.5."""
    students = course.students(assignment)
    pairs, notes = [], []
    for path in course.sources(assignment) if len(students) > 1 else []:
        source, (released, _) = Source(path), read(course.released(assignment, path.stem))
        answers = {}
        for student in students:
            try:
                notebook, _ = read(course.submission(assignment, student, path.stem).path, source)
                answers[student] = own_cells(notebook, source, released)
            except (NotebookError, UnclearError) as e:
                notes.append(f"{student}, {path.stem}: {e}")
        given = {i: c.source for i, c in enumerate(released.cells) if c.cell_type == "code"}
        found, unread = compare(answers, given)
        pairs += [(assignment, one, other, round(value, 3)) for one, other, value in found if value > 0.5]
        notes += [f"{student}, {path.stem}{f', cell {int(cell) + 1}' if cell else ''}: {reason}" for student, cell, reason in unread]
    return sorted(pairs, key=lambda p: -p[3]), notes


def compare(answers, given):
    """([(student, other student, similarity)], [(student, cell or "", reason)]). answers: each student's cells, given: cells, by index."""
    names = [student for student, cells in answers.items() if cells]
    if len(names) < 2:
        return [], []
    fetch()
    with tempfile.TemporaryDirectory(prefix="rnnlab-jplag-") as folder:
        for number, student in enumerate(names):
            write(Path(folder, "students", str(number)), answers[student])
        write(Path(folder, "given"), given)
        rows = run(folder, names)
    student = lambda number: names[int(number)]
    found = [(student(a), student(b), float(value)) for kind, a, b, value in (r for r in rows if r[0] == "pair")]
    return found, [(student(a), cell, reason) for kind, a, cell, reason in (r for r in rows if r[0] == "unread") if a != "given"]


def write(folder, cells):
    folder.mkdir(parents=True)
    for index, code in cells.items():
        (folder / f"{index:04}").write_text(code, encoding="utf-8", errors="replace")


def run(folder, names):
    """The lines that jplag/Compare.java prints, as lists."""
    java = Path(os.environ["JAVA_HOME"], "bin", "java")
    command = [str(java), "-Xmx1g", "-Xss256m", "-cp", str(JARS / "*"), str(TOOL / "Compare.java"), folder]
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS, start_new_session=True)
        said, reason = done.stdout, f"ended with {done.returncode}" if done.returncode else None
        error = done.stderr.decode(errors="replace").strip().splitlines()[:1]
    except subprocess.TimeoutExpired as e:
        said, reason, error = e.stdout or b"", f"had no end within {SECONDS} seconds", []
    rows = [line.split("\t") for line in said.decode(errors="replace").splitlines()]
    if reason:
        last = [names[int(number)] for kind, number in (r for r in rows if r[0] == "reading")][-1:]
        raise NotComparedError(" ".join([f"JPlag {reason}", *(f"at the answers of {name}" for name in last), *error]))
    return rows
