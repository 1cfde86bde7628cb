"""The class's folders on this machine, each with its rights."""

import grp
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

import accounts

COURSE = "rnnlab"  # nbgrader's name of the course
LEAST_FREE = 50 << 20  # bytes that a server and its kernel write before the student does anything


@dataclass(frozen=True)
class Places:
    """All below one folder."""

    folder: Path

    @property
    def state(self):
        """The hub's own: database, secrets, logs. Root's alone."""
        return self.folder / "hub"

    @property
    def exchange(self):
        """nbgrader's: everybody may hand in, nobody may list what is handed in but lecturers."""
        return self.folder / "exchange"

    @property
    def grading(self):
        """The lecturers': sources, submissions, gradebook."""
        return self.folder / "grading"

    @property
    def homes(self):
        return self.folder / "home"

    @property
    def config(self):
        """What Jupyter is told, for students and for lecturers; to be read by all."""
        return self.folder / "config"

    @property
    def full(self):
        """Whether the disk has too little room for one more server."""
        return shutil.disk_usage(self.folder).free < LEAST_FREE

    def make(self, home):
        """Makes what is missing and sets the rights anew. home: the course's folder."""
        lecturers = grp.getgrnam(accounts.LECTURERS).gr_gid
        for folder, mode, group in [
            (self.folder, 0o755, 0),
            (self.state, 0o700, 0),
            (self.homes, 0o755, 0),
            (self.config, 0o755, 0),
            (self.exchange, 0o1777, 0),
            (self.exchange / COURSE, 0o2775, lecturers),
            (self.grading, 0o2770, lecturers),
        ]:
            folder.mkdir(parents=True, exist_ok=True)
            os.chown(folder, 0, group)
            folder.chmod(mode)
        if not (self.grading / "source").exists():
            shutil.copytree(home / "grading" / "source", self.grading / "source")
        (self.grading / "gradebook.db").touch()  # the database would give the group no right to write
        os.chown(self.grading / "gradebook.db", -1, lecturers)
        (self.grading / "gradebook.db").chmod(0o660)
        for folder, _, files in os.walk(self.grading / "source"):
            os.chown(folder, 0, lecturers)
            Path(folder).chmod(0o2770)
            for file in files:
                os.chown(Path(folder, file), -1, lecturers)
                Path(folder, file).chmod(0o660)
        self.write_config(home)

    def write_config(self, home):
        """Settings of Jupyter and nbgrader: jupyter/student and jupyter/lecturer, on top of the course's own."""
        given = home / "environment" / "hub" / "jupyter"
        for who in ("student", "lecturer"):
            target = self.config / who
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(given / who, target)
            shutil.copyfile(home / "environment" / "jupyter_server_config.py", target / "course_server_config.py")
        shutil.copyfile(home / "grading" / "nbgrader_config.py", self.config / "lecturer" / "course_nbgrader_config.py")
        for path in [self.config, *self.config.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)

    def secret(self, name):
        """A random text that stays the same."""
        file = self.state / name
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_hex(32))
        return file.read_text()
