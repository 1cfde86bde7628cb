"""The course's folder for grading: source, release, submitted, autograded, feedback (nbgrader's), verdicts and report (ours)."""

import hashlib
import json
import os
import secrets
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

from grading.intake import NOT_OURS, Submission, UnclearError, submission, writable
from grading.judge import judge
from grading.notebook import Source, fingerprint
from grading.referee import Referee, RefereeError
from grading.sandbox import LIMITS, kind, scratch

HOME = Path(os.environ["RNNLAB_HOME"])


SHARED = bool(os.environ.get("RNNLAB_SHARED"))  # a class's folder, for the group of its lecturers


class Course:
    """The folder by its parts: assignments, their notebooks, who has handed in what, and the verdicts."""

    def __init__(self, unprotected=False):
        self.root = Path(os.environ.get("RNNLAB_GRADING", HOME / "grading")).resolve()
        self.unprotected = unprotected

    def assignments(self):
        """Those that have a notebook, in the order of the notebooks' names."""
        folders = [p.name for p in (self.root / "source").glob("*") if p.is_dir() and not p.name.startswith(".")]
        return sorted(filter(self.sources, folders), key=lambda a: (self.sources(a)[0].name, a))

    def sources(self, assignment):
        return sorted(p for p in (self.root / "source" / assignment).glob("*.ipynb") if not p.name.startswith("."))

    def source(self, assignment, notebook):
        return self.root / "source" / assignment / f"{notebook}.ipynb"

    def released(self, assignment, notebook):
        return self.root / "release" / assignment / f"{notebook}.ipynb"

    def students(self, assignment):
        folders = [p for p in (self.root / "submitted").glob("*") if (p / assignment).is_dir() and p.name not in NOT_OURS]
        return sorted(p.name for p in folders if writable(p.name))

    def submission(self, assignment, student, notebook):
        """The file that counts, and notes. Raises UnclearError when a lecturer has to look."""
        source = self.source(assignment, notebook)
        others = [p for p in self.sources(assignment) if p != source]
        try:
            return submission(self.folder(assignment, student), Source(source), others, self.released(assignment, notebook))
        except OSError as e:
            raise UnclearError(f"cannot be read: {e.strerror}") from None

    def folder(self, assignment, student):
        return self.root / "submitted" / student / assignment

    def work(self, assignments):
        """([(assignment, student, notebook)], {those that a lecturer has to look at: why})."""
        clear, unclear = [], {}
        for item in [(a, s, p.stem) for a in assignments for s in self.students(a) for p in self.sources(a)]:
            try:
                self.submission(*item)
                clear.append(item)
            except UnclearError as e:
                unclear[item] = str(e)
        return clear, unclear

    def verdict_file(self, assignment, student, notebook):
        return self.root / "verdicts" / assignment / student / f"{notebook}.json"

    def secret(self):
        """What makes the random numbers of the tests unknown before grading; the same in each run."""
        file = self.root / "secret"
        if not file.exists():
            file.touch(mode=0o660 if SHARED else 0o600)
            file.write_text(secrets.token_hex(16))
        return file.read_text()

    def key(self, assignment, student, notebook):
        """Changes when the submission, the lecturer's notebook or the module does; an unchanged one is not judged again."""
        try:
            path = self.submission(assignment, student, notebook).path
            submitted = path.read_bytes() if not path.is_symlink() else b""
        except (UnclearError, OSError):
            return None
        return fingerprint(path.name, submitted, self.source(assignment, notebook).read_bytes(), module(), json.dumps(LIMITS))

    def written_verdict(self, assignment, student, notebook):
        """The last verdict, whatever has changed since; None when there is none."""
        try:
            return json.loads(self.verdict_file(assignment, student, notebook).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def known_verdict(self, assignment, student, notebook):
        """The verdict on what is there now, or None."""
        verdict = self.written_verdict(assignment, student, notebook)
        return verdict if verdict and verdict["key"] == self.key(assignment, student, notebook) else None

    def task(self, assignment, student, notebook):
        """What is to be judged, as it is now."""
        handed_in = self.submission(assignment, student, notebook)
        key = self.key(assignment, student, notebook)
        seed = int(hashlib.sha256(f"{self.secret()}/{student}/{notebook}".encode()).hexdigest()[:15], 16)
        return Task(assignment, student, notebook, handed_in, self.source(assignment, notebook), key, seed)

    def write(self, task, verdict):
        """Writes a verdict down, whole or not at all."""
        file = self.verdict_file(task.assignment, task.student, task.notebook)
        file.parent.mkdir(parents=True, exist_ok=True)
        verdict["notes"] = [*task.handed_in.notes, *verdict["notes"]]
        verdict |= {"key": task.key, "student": task.student, "assignment": task.assignment, "notebook": task.notebook}
        partial = file.with_suffix(".part")
        partial.write_text(json.dumps(verdict), encoding="utf-8")
        partial.replace(file)
        return json.loads(file.read_text(encoding="utf-8"))

    def verdict(self, assignment, student, notebook):
        """The verdict on a submission; it is judged now when it has not been yet."""
        known = self.known_verdict(assignment, student, notebook)
        if known is None:
            with Bench(self, slot=99) as bench:
                known = bench.judge(assignment, student, notebook)
        return known


@dataclass(frozen=True)
class Task:
    """One submission to judge: the file that counts, the lecturer's notebook, the key of both, the seed of the tests."""

    assignment: str
    student: str
    notebook: str
    handed_in: Submission
    source: Path
    key: str
    seed: int

    def sent(self):
        """As another machine needs it: name and bytes of the submission and of the lecturer's notebook, the seed. A link is no file of
        the student's, and goes as one that cannot be read."""
        path = self.handed_in.path
        submitted = b"" if path.is_symlink() else path.read_bytes()
        return path.name, submitted, self.source.name, self.source.read_bytes(), self.seed


def module():
    """Another number for each build of the module."""
    return (HOME / "target" / "rnnlab-1.0.0.jar").stat().st_mtime_ns


class RehearsalError(Exception):
    """The lecturer's own answers do not get their points."""


def earned(verdict):
    """The points of all exercises together."""
    return sum(exercise["earned"] for exercise in verdict["exercises"].values())


def lost_points(verdict):
    """Why the lecturer's own answers are not right, or ""."""
    exercises = verdict["exercises"]
    lost = [f"{i}: {e['earned']:g} of {e['points']:g} points, {e['reason']}" for i, e in exercises.items() if e["earned"] < e["points"]]
    return f"the lecturer's own answers do not get all points here: {'; '.join(lost)}" if lost else ""


class Bench:
    """One place at which submissions are judged, one after the other: a slot for sandboxes and a referee for each notebook."""

    def __init__(self, course, slot):
        self.course, self.slot, self.referees = course, slot, {}
        self.folder = scratch() / f"{slot}-{threading.get_ident()}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for referee in self.referees.values():
            referee.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def referee(self, source):
        if source.path not in self.referees:
            for path in list(self.referees):
                self.referees.pop(path).close()  # one at a time: they need memory
            log = (self.course.root / "verdicts" / f"referee-{self.slot}.log").open("w")
            self.referees[source.path] = Referee(source, log)
        return self.referees[source.path]

    def judge(self, assignment, student, notebook):
        """Judges, and writes the verdict down before anything else can happen to it. What goes wrong here is raised, and is no verdict."""
        task = self.course.task(assignment, student, notebook)
        return self.course.write(task, self.ask(task.handed_in.path, Source(task.source), task.seed))

    def ask(self, path, source, seed):
        """A verdict by the notebook's referee. A submission whose process ended before it had answered is judged a second time, since the
        first end may have been the machine's fault (memory, processes, whoever kills): the better verdict counts."""
        first = self.ask_once(path, source, seed)
        if not first["ended"]:
            return first
        second = self.ask_once(path, source, seed)
        verdict = max(second, first, key=earned)
        verdict["notes"].append("judged twice, as the first time its process ended before it had answered")
        return verdict

    def ask_once(self, path, source, seed):
        """A verdict; a referee that ends meanwhile gets a successor, once."""
        for successor in (True, False):
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            referee = self.referee(source)
            try:
                return judge(path, source, referee, self.folder, seed, unprotected=self.course.unprotected)
            except BaseException as e:
                self.referees.pop(source.path).process.kill()  # it may still wait for this submission
                if not (successor and isinstance(e, RefereeError)):
                    raise

    def rehearse(self, assignment, notebook):
        """The lecturer's own answers, judged like a submission: where they do not get all points, nobody's answers would.

        Once for each version of the notebook and the module. Raises RehearsalError with what is wrong.
        """
        source = Source(self.course.source(assignment, notebook))
        key = fingerprint(source.bytes, HOME, module(), self.course.unprotected, kind(), json.dumps(LIMITS))
        file = self.course.root / "verdicts" / assignment / f"{notebook}.rehearsed"
        if file.exists() and file.read_text() == key:
            return
        if lost := lost_points(self.ask(source.path, source, 1)):
            raise RehearsalError(lost)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(key)
