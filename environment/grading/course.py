"""The course's folder for grading: source, release, submitted, autograded, feedback (nbgrader's), verdicts and report (ours)."""

import hashlib
import json
import os
import secrets
import shutil
import threading
from pathlib import Path

from grading.judge import judge, zero
from grading.notebook import Source, fingerprint
from grading.referee import Referee, RefereeError
from grading.sandbox import LIMITS, NotStarted, scratch

HOME = Path(os.environ["RNNLAB_HOME"])


class Course:
    def __init__(self, unprotected=False):
        self.root = Path(os.environ.get("RNNLAB_GRADING", HOME / "grading")).resolve()
        self.db_url = f"sqlite:///{self.root}/gradebook.db"
        self.unprotected = unprotected

    def assignments(self):
        return sorted((p.name for p in (self.root / "source").iterdir() if p.is_dir()), key=lambda a: self.sources(a)[0].name)

    def sources(self, assignment):
        return sorted((self.root / "source" / assignment).glob("*.ipynb"))

    def source(self, assignment, notebook):
        return self.root / "source" / assignment / f"{notebook}.ipynb"

    def students(self, assignment):
        return sorted(p.parent.name for p in (self.root / "submitted").glob(f"*/{assignment}") if p.is_dir())

    def submitted(self, assignment, student, notebook):
        return self.root / "submitted" / student / assignment / f"{notebook}.ipynb"

    def verdict_file(self, assignment, student, notebook):
        return self.root / "verdicts" / assignment / student / f"{notebook}.json"

    def secret(self):
        """What makes the random numbers of the tests unknown before grading; the same in each run."""
        file = self.root / "secret"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_hex(16))
        return file.read_text()

    def key(self, assignment, student, notebook):
        """Changes when the submission, the lecturer's notebook or the module does; an unchanged one is not judged again."""
        path = self.submitted(assignment, student, notebook)
        submitted = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        jar = HOME / "target" / "rnnlab-1.0.0.jar"
        return fingerprint(submitted, self.source(assignment, notebook).read_bytes(), jar.stat().st_mtime_ns, json.dumps(LIMITS))

    def known_verdict(self, assignment, student, notebook):
        try:
            verdict = json.loads(self.verdict_file(assignment, student, notebook).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return verdict if verdict["key"] == self.key(assignment, student, notebook) else None

    def verdict(self, assignment, student, notebook):
        """The verdict on a submission; it is judged now when it has not been yet."""
        known = self.known_verdict(assignment, student, notebook)
        if known is None:
            with Bench(self, slot=99) as bench:
                known = bench.judge(assignment, student, notebook)
        return known


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
        """Judges, and writes the verdict down before anything else can happen to it."""
        course = self.course
        file = course.verdict_file(assignment, student, notebook)
        file.parent.mkdir(parents=True, exist_ok=True)
        source = Source(course.source(assignment, notebook))
        key = course.key(assignment, student, notebook)
        seed = int(hashlib.sha256(f"{course.secret()}/{student}/{notebook}".encode()).hexdigest()[:15], 16)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        path = course.submitted(assignment, student, notebook)
        try:
            referee = self.referee(source)
            verdict = judge(path, source, referee, self.slot, self.folder, seed, unprotected=course.unprotected)
        except RefereeError as e:
            broken = self.referees.pop(source.path, None)
            if broken is None:
                raise  # the lecturer's notebook itself is wrong
            broken.process.kill()
            verdict = zero(source, f"not graded: {e}")
        except NotStarted:
            raise  # no verdict: the next run judges it
        except Exception as e:  # a submission that breaks the grader itself gets nothing, with that reason
            if source.path in self.referees:
                self.referees.pop(source.path).process.kill()
            verdict = zero(source, f"not graded: {type(e).__name__}: {e}")
        verdict |= {"key": key, "student": student, "assignment": assignment, "notebook": notebook}
        partial = file.with_suffix(".part")
        partial.write_text(json.dumps(verdict), encoding="utf-8")
        partial.replace(file)
        return json.loads(file.read_text(encoding="utf-8"))
