"""What was handed in: which file of a student's folder is the submission, and what lies where nothing is graded."""

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from grading.notebook import NotebookError, grade_id, lines, read
from grading.reading import LARGEST

NOT_OURS = {".ipynb_checkpoints", "__MACOSX", ".git", ".virtual_documents"}
UNWRITABLE = {"Cc", "Cs", "Zl", "Zp"}


class UnclearError(Exception):
    """What was handed in can be taken in two ways, or in none: the lecturer has to look. It is no 0."""


@dataclass(frozen=True)
class Submission:
    """The file that counts."""

    path: Path
    notes: tuple  # what a lecturer should know about how it was found


def submission(folder, source, others, released):
    """The file in a student's folder that answers the lecturer's notebook `source`.

    others: the lecturer's other notebooks of this assignment; released: the students' version. Raises UnclearError with what to do.
    """
    exact = folder / source.path.name
    found = notebooks(folder)
    if exact.is_symlink() or exact in found:
        further = [p for p in found if p != exact and p.name not in {o.name for o in others}]
        if further and (fault := unanswered(exact, released)):
            raise UnclearError(f"{named(folder, [exact])} {fault}, and there is {named(folder, further)}; keep one, named {exact.name}")
        chosen, notes = exact, [f"there is {named(folder, further)} too; graded is {exact.name}"] if further else []
    else:
        chosen = only([p for p in found if p.name not in {o.name for o in others}], folder, source, bool(others))
        notes = [f"graded is {named(folder, [chosen])}, as there is no {exact.name}"]
    if not chosen.is_symlink() and chosen.stat().st_size > LARGEST:
        raise UnclearError(f"{named(folder, [chosen])} is larger than {LARGEST // 1_000_000} MB; open it, clear its outputs, save it")
    return Submission(chosen, tuple(notes))


def only(candidates, folder, source, several):
    """The one candidate; of several assignments' notebooks the one with this notebook's tests."""
    fitting = [path for path in candidates if fits(path, source)]
    chosen = fitting if fitting or several else candidates
    if len(chosen) == 1:
        return chosen[0]
    if len(chosen) > 1:
        raise UnclearError(f"there are {named(folder, chosen)}; keep the one that counts, and name it {source.path.name}")
    files = sorted(p.name for p in folder.iterdir() if p.name not in NOT_OURS)
    there = f"there is {', '.join(map(shown, files[:5]))}" if files else "the folder is empty"
    raise UnclearError(f"there is no notebook {source.path.name}; {there}")


def notebooks(folder):
    """The notebooks below a folder, in whatever folder an archive or a student has put them; links and copies of editors are none."""
    files = [Path(place, name) for place, _, names in walk(folder) for name in names if not name.startswith(("._", "~"))]
    files = [f for f in files if f.is_file() and not f.is_symlink()]
    endings = ((".ipynb",), (".ipynb.txt", ".ipynb.json"))
    return next((fitting for e in endings if (fitting := sorted(f for f in files if f.name.lower().endswith(e)))), [])


def walk(folder):
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in NOT_OURS)
        yield place, folders, sorted(names)


def fits(path, source):
    try:
        notebook, _ = read(path, source)
    except (NotebookError, OSError):
        return False
    return any(grade_id(cell) in source.tests for cell in notebook.cells)


def unanswered(path, released):
    """Why a notebook with the right name may not be the one that counts, or ""."""
    try:
        notebook, _ = read(path)
    except NotebookError:
        return "cannot be read"
    if not released.exists():
        return ""
    code = [[lines(c.source) for c in n.cells if c.cell_type == "code"] for n in (notebook, read(released)[0])]
    return "is as it was given" if code[0] == code[1] else ""


def strays(course):
    """What lies in the folder `submitted` where no submission belongs, a line for each: it would be passed over without a word."""
    root, known, found = course.root / "submitted", course.assignments(), []
    for place, _, names in walk(root):
        inside = Path(place).relative_to(root).parts
        if len(inside) >= 2 and inside[1] in known and writable(inside[0]):
            continue
        for name in names:
            if name.lower().endswith((".ipynb", ".zip")) and not name.startswith(("._", "~")):
                why = wrong_place(inside, known)
                found.append(f"submitted/{shown('/'.join((*inside, name)))}: not graded: {why}")
    return found


def wrong_place(inside, known):
    if inside and not writable(inside[0]):
        return "the folder's name has letters that are not UTF-8, or control characters; give it another name"
    if len(inside) >= 2:
        return f"there is no assignment '{shown(inside[1])}'; there are: {', '.join(known)}"
    return "it belongs into submitted/STUDENT/ASSIGNMENT/"


def writable(name):
    """Whether a name can be written into tables and databases: no control characters, no bytes that are not UTF-8."""
    return not any(unicodedata.category(c) in UNWRITABLE for c in name)


def named(folder, paths):
    return " and ".join(f"'{shown(str(p.relative_to(folder)))}'" for p in paths)


def shown(text):
    """A name as it can be printed anywhere."""
    return "".join(c.encode("unicode_escape", "surrogatepass").decode() if unicodedata.category(c) in UNWRITABLE else c for c in text)
