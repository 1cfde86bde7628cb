"""JupyterHub's own spawner for users of one system, with what it lacks: limits, a closed address, the course's labs as copies."""

import asyncio
import os
import pwd
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import accounts
import limits
import loopback
from jupyterhub.spawner import LocalProcessSpawner, set_user_setuid
from places import LEAST_FREE
from tornado import web
from traitlets import Any

COPIES = Path(__file__).with_name("copies_of_labs.py")


class StartError(web.HTTPError):
    """Why a server was not started, told to the person who wanted it: on the page, and by the hub's API. Of other exceptions the hub says
    "500" and no more."""

    def __init__(self, message, status=503):
        super().__init__(status, message.replace("%", "%%"))
        self.jupyterhub_message = message


class CourseSpawner(LocalProcessSpawner):
    """A server for one person of the class."""

    settings = Any(help="The class: environment/hub/settings.py.").tag(config=True)
    home = Any(help="The course's folder.").tag(config=True)
    places = Any(help="The class's folders: environment/hub/places.py.").tag(config=True)

    @property
    def is_lecturer(self):
        return self.user.name in self.settings.lecturers

    @property
    def memory(self):
        return self.settings.limits.lecturer_memory if self.is_lecturer else self.settings.limits.memory

    def work(self):
        return Path(pwd.getpwnam(self.user.name).pw_dir) / "work"

    async def start(self):
        try:
            await asyncio.to_thread(self.prepare)
        except (accounts.AccountError, loopback.NoFilterError, limits.NoLimitsError) as e:
            raise StartError(f"Your server was not started: {e}. Please tell your lecturer.") from e
        self.ip = loopback.address(self.user.name)
        self.notebook_dir = str(self.work())
        return await super().start()

    def prepare(self):
        """The account, its limits and its address; then, as the person, the copies of the labs."""
        name = self.user.name
        accounts.ensure(name, self.places.homes, self.is_lecturer)
        account = pwd.getpwnam(name)
        free = shutil.disk_usage(account.pw_dir).free
        if free < LEAST_FREE:
            raise StartError(f"Your server was not started: the disk of {account.pw_dir} is full ({free >> 20} MB left). Nothing of yours "
                             "is lost. Please tell your lecturer.", status=507)  # fmt: skip
        loopback.open_to(name)
        self.groups = limits.make(name, self.memory, self.settings.limits.processors)
        done = subprocess.run(
            [sys.executable, str(COPIES), "--lecturer" if self.is_lecturer else "--student", str(self.places.grading)],
            user=account.pw_uid, group=account.pw_gid, extra_groups=os.getgrouplist(name, account.pw_gid),
            cwd="/", env=self.environment_of(account), capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            said = done.stderr.strip().splitlines()
            raise StartError(f"Your server was not started: {said[-1] if said else done.returncode}")

    def environment_of(self, account):
        """What the course needs to know, for the server as for the copies."""
        config = self.places.config / ("lecturer" if self.is_lecturer else "student")
        work = Path(account.pw_dir) / "work"
        told = {
            "HOME": account.pw_dir,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
            "LC_ALL": "C.UTF-8",
            "RNNLAB_HOME": str(self.home),
            "RNNLAB_WORK": str(work),
            "RNNLAB_EXCHANGE": str(self.places.exchange),
            "RNNLAB_ADDRESS": loopback.address(self.user.name),
            "JAVA_HOME": os.environ["JAVA_HOME"],
            "JAVA_VERSION": os.environ["JAVA_VERSION"],
            "JUPYTER_CONFIG_PATH": str(config),  # before what the person has in the home folder
            "JUPYTER_PREFER_ENV_PATH": "0",
        }
        if self.is_lecturer:
            told |= {"RNNLAB_GRADING": str(work / "grading"), "RNNLAB_SHARED": "1"}
        return told

    def user_env(self, env):
        return super().user_env(env) | self.environment_of(pwd.getpwnam(self.user.name))

    def make_preexec_fn(self, name):
        become, groups, mask = set_user_setuid(name), self.groups, 0o007 if self.is_lecturer else 0o077

        def prepare():
            for group in groups:
                group.write_text(str(os.getpid()))
            with suppress(OSError):  # before any part of the hub, when memory ends all the same
                Path("/proc/self/oom_score_adj").write_text("300")
            become()
            os.umask(mask)

        return prepare

    async def stop(self, now=False):
        """Kernels have sessions of their own and would outlive a server that is killed; the group names them all."""
        await super().stop(now)
        for process in limits.processes(self.user.name):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        await asyncio.to_thread(self.remove_group)

    def remove_group(self):
        limits.remove(self.user.name)
