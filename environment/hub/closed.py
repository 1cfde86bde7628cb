"""What of the course's folder students may read: a list of what is open. All else in it, solutions and history too, is closed to them."""

import os
import stat
import subprocess
from pathlib import Path

OPEN = {
    "": {".lab", "data", "environment", "notebooks", "target", "README.md", "LICENSE", "NOTICE"},
    ".lab": {"hub", "venv"},  # a submission that is judged runs as nobody, by the Python of the course
    ".lab/hub": {"venv", "classes.jsa", "native"},
    "target": {"lib", "rnnlab-1.0.0.jar"},
}
OTHERS = stat.S_IROTH | stat.S_IWOTH | stat.S_IXOTH


class UnreachableError(Exception):
    """Students could not read what they need."""


def close(home):
    """Takes others' rights from everything that is not open; gives the names that were open until now."""
    closed = []
    for place, kept in OPEN.items():
        folder = home / place
        if not folder.is_dir():
            continue
        for entry in sorted(folder.iterdir()):
            mode = entry.lstat().st_mode
            if entry.name not in kept and not stat.S_ISLNK(mode) and mode & OTHERS:
                entry.chmod(stat.S_IMODE(mode) & ~OTHERS)
                closed.append(entry.relative_to(home).as_posix())
    return closed


def writable(home):
    """Files of the open part that others could change."""
    return [
        path
        for path in (home, *(home / p / name for p, names in OPEN.items() for name in names))
        if path.exists() and path.stat().st_mode & stat.S_IWOTH
    ]


def check_reachable(home, java):
    """Raises UnreachableError with the first folder on the way to the course or to Java that others cannot enter."""
    for wanted in (home, home / "target" / "lib", home / ".lab" / "hub" / "venv", Path(java)):
        for folder in [*reversed(wanted.resolve().parents), wanted.resolve()]:
            if not folder.stat().st_mode & stat.S_IXOTH:
                raise UnreachableError(
                    f"students cannot get to {wanted}: {folder} is closed to them. Move the course to /opt/rnnlab, or chmod o+x {folder}"
                )
    nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    python = [str(home / ".lab" / "hub" / "venv" / "bin" / "python"), "-c", ""]
    done = subprocess.run([*nobody, *python], capture_output=True, text=True, cwd="/", env={"PATH": os.environ["PATH"]})
    if done.returncode:
        raise UnreachableError(f"students cannot run the hub's Python: {done.stderr.strip()}. Delete .lab/hub and start ./lab hub again")
