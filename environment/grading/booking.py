"""nbgrader's books: verdicts go into its gradebook and its autograded notebooks. A trouble with the books changes no points.

nbgrader reads submissions from the folder `prepared`, where each has the lecturer's file name, a valid form and a time that can be read,
and nothing else of what a student has handed in.
"""

import os
import pwd
import shlex
import shutil
import sys
import warnings

import nbformat

from grading.course import HOME
from grading.intake import UnclearError, shown
from grading.notebook import NotebookError, Source, fingerprint, read
from grading.sandbox import scratch

SECRET = "submission_secret.txt"  # of a submission through the exchange: by it the student alone finds the feedback


class BookingError(Exception):
    """Why nbgrader does not have a verdict in its books."""


def nbgrader_api(course, submitted="submitted"):
    """submitted: the folder from which nbgrader takes submissions."""
    alembic_by_name()
    from sqlalchemy.exc import SAWarning

    warnings.simplefilter("ignore", SAWarning)  # nbgrader's own way with its database
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", path=str(HOME / "grading")).load_config()
    config.NbGrader.log_level = "ERROR"
    config.CourseDirectory.root = str(plain_root(course))
    config.CourseDirectory.db_url = db_url(course)
    config.CourseDirectory.submitted_directory = submitted
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def alembic_by_name():
    """nbgrader starts this program by its name. pip's own script for it breaks where the environment's path has quotes."""
    script = scratch() / "alembic"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m alembic.config "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    if not os.environ["PATH"].startswith(f"{script.parent}{os.pathsep}"):
        os.environ["PATH"] = os.pathsep.join([str(script.parent), os.environ["PATH"]])


def db_url(course):
    return f"sqlite:///{plain_root(course)}/gradebook.db"


def plain_root(course):
    """The course's folder under a name that nbgrader can take: it reads [ ] * ? as patterns, and an address ends at ? and #."""
    if not set(str(course.root)) & set("[]*?#%"):
        return course.root
    link = scratch() / "course"
    link.unlink(missing_ok=True)  # another process with this number may have left it
    link.symlink_to(course.root)
    return link


def log_line(result):
    """The last line of what nbgrader says about a failure."""
    said = (result.get("log") or result.get("error") or "").strip().splitlines()
    return said[-1] if said else "nbgrader gives no reason"


def book_all(course, work):
    """Books what is judged and not booked yet; ([what could not be booked], [what was left out])."""
    api = nbgrader_api(course, submitted="prepared")
    failures, notes = [], []
    for assignment, student in dict.fromkeys((a, s) for a, s, _ in work):
        try:
            notes += book(course, api, assignment, student)
        except Exception as e:  # nbgrader has no common exception; the verdicts stay, and the next run tries again
            failures.append(f"{student}/{assignment}: judged, not booked: {told(e)}")
    try:
        name_students(api)
    except Exception as e:
        failures.append(f"formgrader shows students without names: {told(e)}")
    return failures, notes


def told(error):
    return str(error) if isinstance(error, BookingError) else f"{type(error).__name__}: {next(iter(str(error).splitlines()), '')}"


def book(course, api, assignment, student):
    from grading.converters import AutogradeByName

    judged = [v for p in course.sources(assignment) if (v := course.known_verdict(assignment, student, p.stem))]
    if not judged:
        return []
    time, trouble = timestamp(course.folder(assignment, student))
    mark = course.verdict_file(assignment, student, "booked").with_suffix(".mark")
    key = fingerprint(time, *(v["key"] for v in judged))
    if not (mark.exists() and mark.read_text() == key and in_books(course, api, assignment, student)):
        prepare(course, assignment, student, [v["notebook"] for v in judged], time)
        result = AutogradeByName(api, assignment, student).result()
        if not result["success"]:
            raise BookingError(log_line(result))
        mark.write_text(key)
    return [f"{student}/{assignment}: {trouble}"] if trouble else []


def in_books(course, api, assignment, student):
    from nbgrader.api import MissingEntry

    if not (course.root / "autograded" / student / assignment).is_dir():
        return False
    with api.gradebook as gradebook:
        try:
            gradebook.find_submission(assignment, student)
            return True
        except MissingEntry:
            return False


def timestamp(folder):
    """(when it was handed in, as nbgrader writes it, or "", [what is wrong with the file that says it])."""
    from nbgrader.utils import parse_utc

    file = folder / "timestamp.txt"
    if not file.is_file():
        return "", ""
    try:
        with file.open("rb") as opened:
            text = opened.read(1000).decode("utf-8-sig").strip()
        return (f"{parse_utc(text):%Y-%m-%d %H:%M:%S.%f} UTC" if text else ""), ""
    except UnicodeDecodeError:
        said = "has letters that are not UTF-8"
    except OSError as e:
        said = f"cannot be read ({e.strerror})"
    except Exception:  # dateutil throws many kinds
        said = f"says '{shown(text[:60])}', which is no time"
    return "", f"timestamp.txt {said}; booked without a time. Write it as 2026-01-31 23:59:00 UTC and grade again"


def prepare(course, assignment, student, notebooks, time):
    """The submission as nbgrader is to read it."""
    folder = course.root / "prepared" / student / assignment
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in notebooks:
        source = Source(course.source(assignment, name))
        try:
            notebook, _ = read(course.submission(assignment, student, name).path, source)
        except (NotebookError, UnclearError) as e:
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"This submission: {e}")])
        notebook.metadata = {}
        for cell in notebook.cells:
            cell.metadata = {"nbgrader": mark} if isinstance(mark := cell.metadata.get("nbgrader"), dict) else {}
            cell.pop("attachments", None)
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, folder / source.path.name)
    if time:
        (folder / "timestamp.txt").write_text(time)
    secret = course.folder(assignment, student) / SECRET
    if secret.is_file() and not secret.is_symlink():
        with secret.open("rb") as opened:
            (folder / SECRET).write_bytes(opened.read(1000))


def name_students(api):
    """The account's name, or else the id, for students without a name: formgrader would call all of them "None, None"."""
    with api.gradebook as gradebook:
        for student in gradebook.students:
            if student.last_name is None:
                student.first_name, _, student.last_name = account_name(student.id).rpartition(" ")
        gradebook.db.commit()


def account_name(student):
    try:
        return pwd.getpwnam(student).pw_gecos.split(",")[0].strip() or student
    except (KeyError, ValueError):
        return student
