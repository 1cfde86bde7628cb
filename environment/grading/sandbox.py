"""A process for code that nobody trusts: another user, no network, its own view of processes and files, limits on everything.

As root on Linux: namespaces and a user that owns nothing. As another user, where the system lets users have namespaces: the same
without another user. Elsewhere grading refuses, unless it is told to go on without a sandbox.
"""

import atexit
import fcntl
import json
import os
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import psutil

HOME = Path(os.environ["RNNLAB_HOME"])
INSIDE = Path(__file__).with_name("inside.py")
FIRST_USER = 61000
PROCESSES = 512  # and threads
MEGABYTE = 1 << 20
UP, READY = b"up", b"ready"  # what inside.py prints before anything of a submission runs

# Seconds, megabytes, characters.
LIMITS = {
    "kernel": 60,  # for the kernel to start
    "cell": 60,  # for a cell: it compiles and defines, it does not train for long
    "call": 10,  # for one call of a student's method
    "exercise": 60,  # for all calls of an exercise
    "notebook": 300,  # for the cells, restarts included
    "all": 600,  # for everything
    "starts": 5,  # of the kernel in all
    "memory": 2500,
    "heap": 1024,
    "files": 256,
    "output": 100_000,  # of a cell, shown
    "stop_output": 5_000_000,  # of a cell, at which it is ended
    "result": 20_000_000,
}

# Mounts a private view of the system: fresh /tmp, no home folders, no project but what a notebook needs. What is kept waits on a stage,
# a folder that is empty afterwards. A user's namespace may not take away what a mount forbids already, hence the second try to remount.
# The lines that name the folders come from view().
FUNCTIONS = r"""
set -e
umask 022 # the view is for another user, whatever the lecturers' group keeps for itself
read_only() { mount -o remount,bind,ro,nosuid "$1" 2>/dev/null || mount -o remount,bind,ro,nosuid,nodev "$1"; }
like() { if [ -d "$1" ]; then mkdir -p "$2"; else mkdir -p "$(dirname "$2")"; touch "$2"; fi; }
keep() { like "$1" "$2"; mount --bind "$1" "$2"; read_only "$2"; }
hide() { [ ! -d "$1" ] || mount -t tmpfs -o size=2m,mode=755 none "$1"; }
"""


def shell(*words):
    """A command for the shell, whatever the folders' names are."""
    return shlex.join(words)


def view(folder, files):
    """The shell's script that makes the view, then runs its arguments. folder: the submission's, seen as /tmp/submission."""
    kept = {str(path): f"{stage()}/{number}" for number, path in enumerate([*kept_paths(), folder])}
    lines = ["mount --make-rprivate /", shell("mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "none", stage())]
    lines += [shell("keep", path, waiting) for path, waiting in kept.items()]
    lines += [shell("hide", path) for path in hidden_folders() if path != stage()]
    lines += [f"mount -t tmpfs -o size={files}m,nr_inodes=20k,mode=1777,nosuid,nodev none /tmp"]
    lines += [shell("keep", waiting, path) for path, waiting in kept.items()]
    lines += ["mkdir /tmp/submission", shell("mount", "--bind", kept[str(folder)], "/tmp/submission")]
    lines += [shell("umount", "-l", stage()), shell("hide", stage()), "ip link set lo up 2>/dev/null || true", "cd /tmp", 'exec "$@"']
    return FUNCTIONS + "\n".join(lines)


NAMESPACES = ["--net", "--pid", "--mount", "--ipc", "--uts", "--fork", "--kill-child", "--mount-proc"]
NO_RIGHTS = ["--no-new-privs", "--bounding-set", "-all", "--inh-caps", "-all"]


class NoSandboxError(Exception):
    """This system gives no sandbox."""


@cache
def kind():
    """What this system gives: "user", another user and namespaces; "namespaces", the same user; None, neither."""
    if sys.platform != "linux" or not shutil.which("unshare") or not shutil.which("setpriv"):
        return None
    mount = ["mount", "-t", "tmpfs", "none", stage()]
    if os.geteuid() == 0:
        return "user" if probe(["unshare", *NAMESPACES, *mount]) else None
    return "namespaces" if probe(["unshare", "--map-root-user", *NAMESPACES, *mount]) else None


def probe(command):
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


DESCRIPTIONS = {
    "user": "each submission as another user, without network, with its own files and processes",
    "namespaces": "each submission without network, with its own files and processes, but as your own user; that is weaker, "
    "as root they get another one",
    "off": "NO SANDBOX: submissions run as you, with your files and your network",
}


def hidden_folders():
    """World-writable and private places, sockets of services and of other submissions, what holds the project and the course's grading."""
    places = {"/var/tmp", "/var/crash", "/dev/shm", "/run", "/home", "/root", "/srv", "/mnt", "/media"}
    roots = [HOME.resolve(), Path(os.environ.get("RNNLAB_GRADING", HOME / "grading")).resolve()]
    tops = {Path("/", root.parts[1]) for root in roots} - {Path("/usr")}  # nothing runs without it
    return sorted(places | {str(path) for path in (*roots, *tops)})


def stage():
    """A folder in which the view may be put together: nothing that is kept is below it."""
    return next(p for p in ("/mnt", "/media", "/srv") if Path(p).is_dir() and not any(k.is_relative_to(p) for k in kept_paths()))


@cache
def scratch():
    """Where the submissions' folders are, with the referee's sockets: nobody else on this machine gets there."""
    base = "/run" if os.geteuid() == 0 else os.environ.get("XDG_RUNTIME_DIR", "/tmp")
    folder = Path(base, f"rnnlab-grade-{os.geteuid()}", str(os.getpid()))
    folder.mkdir(parents=True, exist_ok=True)
    folder.parent.chmod(0o700)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def kept_paths():
    venv = Path(sys.prefix).resolve()
    java = Path(os.environ["JAVA_HOME"]).resolve()
    programs = [venv, Path(sys.base_prefix).resolve(), java]
    paths = [*programs, HOME / "target" / "lib", HOME / "target" / "rnnlab-1.0.0.jar", HOME / "data", INSIDE]
    hidden = hidden_folders()
    return [p for p in dict.fromkeys(map(Path.absolute, paths)) if p.exists() and any(p.is_relative_to(h) for h in hidden)]


def kernel_spec():
    """The course's kernel with this project's jars and a smaller heap."""
    spec = json.loads((Path(sys.prefix) / "share/jupyter/kernels/java/kernel.json").read_text(encoding="utf-8"))
    argv = [a for a in spec["argv"] if not a.startswith(("@", "-Xmx", "-XX:MaxRAMPercentage", "-XX:SharedArchiveFile"))]
    argv[1:1] = [f"-Xmx{LIMITS['heap']}m", "-XX:MaxDirectMemorySize=256m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1"]
    spec["argv"] = argv
    spec.setdefault("env", {})["RNNLAB_HOME"] = str(HOME)
    return spec


class SandboxError(Exception):
    """The sandbox did not come up, which no submission can cause: nothing can be judged on this system."""


class NotStartedError(Exception):
    """The kernel was never ready, which no submission can cause: nothing was judged."""


class OwnUser:
    """A user that no other sandbox of this machine has at the same time, of whatever course or command: the system counts processes by
    user, so that one submission that makes hundreds would leave none for another."""

    def __init__(self):
        folder = Path("/run/rnnlab-sandbox-users")  # where root alone may write
        folder.mkdir(mode=0o700, exist_ok=True)
        for self.number in range(FIRST_USER, FIRST_USER + 1000):
            self.lock = (folder / str(self.number)).open("w")
            try:
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the system frees it when this process ends
            except BlockingIOError:
                self.lock.close()
            else:
                return
        raise NoSandboxError("a thousand sandboxes run on this machine already")

    def free(self):
        self.lock.close()


class Sandbox:
    """One submission's process. Give it cells; ask its methods through the socket; take its outputs."""

    def __init__(self, folder, cells, limits=LIMITS, unprotected=False):
        self.folder, self.limits = Path(folder), limits
        self.socket = self.folder / "referee.sock"
        self.kind = "off" if unprotected else kind()
        if self.kind is None:
            raise NoSandboxError("this system gives no sandbox (needs Linux with namespaces)")
        self.cells, self.stopped, self.peak, self.output = cells, None, 0, b""
        self.user = OwnUser() if self.kind == "user" else None

    def start(self):
        job = {"cells": self.cells, "limits": self.limits, "kernel": kernel_spec()}
        file = self.folder / "job.json"
        file.write_text(json.dumps(job), encoding="utf-8")
        file.chmod(0o644)  # another user reads it, whatever the lecturers' group keeps for itself
        self.folder.chmod(0o755)
        self.process = subprocess.Popen(
            self.command(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=(self.folder / "sandbox.log").open("w"),
            env=self.environment(),
            start_new_session=True,
            preexec_fn=self.limit,
        )
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.watcher = threading.Thread(target=self.watch, daemon=True)
        self.reader.start()
        self.watcher.start()

    def environment(self):
        own = {k: os.environ[k] for k in ("PATH", "LANG", "LC_ALL", "JAVA_HOME", "JAVA_VERSION") if k in os.environ}
        return own | {
            "HOME": "/tmp",
            "RNNLAB_HOME": str(HOME),
            "JUPYTER_RUNTIME_DIR": "/tmp/runtime",
            "MALLOC_ARENA_MAX": "2",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def command(self):
        program = [str(Path(sys.prefix).resolve() / "bin" / "python"), str(INSIDE)]
        if self.kind == "off":
            Path("/tmp/submission").unlink(missing_ok=True)
            Path("/tmp/submission").symlink_to(self.folder)
            return program
        script = view(self.folder, self.limits["files"])
        if self.kind == "namespaces":  # the limit inside counts only what is inside
            own = ["setpriv", *NO_RIGHTS, "prlimit", f"--nproc={PROCESSES}"]
            return ["unshare", "--map-root-user", *NAMESPACES, "sh", "-c", script, "sh", *own, *program]
        user = str(self.user.number)
        drop = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups", *NO_RIGHTS]
        return ["unshare", *NAMESPACES, "sh", "-c", script, "sh", *drop, *program]

    def limit(self):
        os.nice(10)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * MEGABYTE, 64 * MEGABYTE))
        resource.setrlimit(resource.RLIMIT_NOFILE, (2048, 2048))
        if self.kind == "user":
            resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, PROCESSES))
        if sys.platform == "linux":  # the first to go when the machine's memory ends
            Path("/proc/self/oom_score_adj").write_text("1000")

    def read(self):
        while chunk := self.process.stdout.read1(65536):
            if len(self.output) < self.limits["result"]:
                self.output += chunk

    def watch(self):
        """Ends the sandbox at the end of its time or memory; both hold for all its processes together."""
        end = time.monotonic() + self.limits["all"]
        while self.process.poll() is None:
            memory = resident(self.process.pid)
            self.peak = max(self.peak, memory)
            if memory > self.limits["memory"]:
                self.stop(f"more than {self.limits['memory']} MB of memory")
            elif time.monotonic() > end:
                self.stop(f"no end within {self.limits['all']} seconds")
            time.sleep(0.2)
        self.socket.unlink(missing_ok=True)

    def stop(self, reason=None):
        self.stopped = self.stopped or reason
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def finish(self, seconds=10):
        """The outputs of the cells by index, as far as they can be read."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.stop()
            self.process.wait()
        self.watcher.join(5)
        self.reader.join(5)
        if self.user:
            self.user.free()
        said = self.output.split(b"\n", 2)
        if said[0] != UP:
            raise SandboxError(f"the sandbox did not come up: {self.complaint()}")
        if len(said) < 3 or said[1] != READY:
            raise NotStartedError("the Java kernel was not ready in time; is the machine too busy? Run this again")
        try:
            result = json.loads(said[2])
            return {int(i): list(o) for i, o in result["outputs"].items()}, {int(i): str(r) for i, r in result["left_out"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            return {}, {}

    def complaint(self):
        log = (self.folder / "sandbox.log").read_text(errors="replace").strip().splitlines()
        return log[-1] if log else f"it ended with {self.process.returncode}"


def resident(root):
    """Megabytes of a process and all its descendants; 0 when it has ended."""
    total = 0
    with suppress(psutil.Error):
        process = psutil.Process(root)
        for one in [process, *process.children(recursive=True)]:
            with suppress(psutil.Error):  # it has ended meanwhile
                total += one.memory_info().rss
    return total // MEGABYTE
