"""Memory and processor limits by Linux control groups, of the first kind or the second, whichever the system has.

A person's server and everything that it starts are in a group of their own. When the memory ends, the kernel ends a process in that
group and nowhere else.
"""

from contextlib import suppress
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
PARENT = "rnnlab-hub"
PERIOD = 100_000  # microseconds


class NoLimitsError(Exception):
    """The system does not let us make control groups."""


def is_second():
    """Whether all control groups are of the second kind, in one tree."""
    return (ROOT / "cgroup.controllers").exists()


def folders(name):
    """The group's folders by what they limit."""
    if is_second():
        return dict.fromkeys(("memory", "cpu", "pids"), ROOT / PARENT / name)
    return {kind: ROOT / kind / PARENT / name for kind in ("memory", "cpu", "pids")}


def make(name, memory, processors, processes=2000):
    """The group of this person with these limits, bytes and processors; the files into which a process writes itself to be in it."""
    places = folders(name)
    try:
        for place in dict.fromkeys(places.values()):
            place.mkdir(parents=True, exist_ok=True)
            if is_second():
                for above in (ROOT, ROOT / PARENT):
                    (above / "cgroup.subtree_control").write_text("+memory +cpu +pids")
        quota = int(processors * PERIOD)
        if is_second():
            values = {"memory": {"memory.max": memory, "memory.swap.max": 0}, "cpu": {"cpu.max": f"{quota} {PERIOD}"}}
            values["pids"] = {"pids.max": processes}
        else:
            values = {"memory": {"memory.limit_in_bytes": memory}, "pids": {"pids.max": processes}}
            values["cpu"] = {"cpu.cfs_period_us": PERIOD, "cpu.cfs_quota_us": quota}
        for kind, files in values.items():
            for file, value in files.items():
                with suppress(FileNotFoundError):  # a system without swap has no file for it
                    (places[kind] / file).write_text(str(value))
    except OSError as e:
        raise NoLimitsError(f"{e.filename}: {e.strerror}") from None
    return [place / "cgroup.procs" for place in dict.fromkeys(places.values())]


def available():
    """None, or why there are no limits here."""
    try:
        make("probe", 600 << 20, 1)
    except NoLimitsError as e:
        return str(e)
    remove("probe")
    return None


def processes(name):
    """The numbers of the processes in a group."""
    try:
        return [int(line) for line in (folders(name)["memory"] / "cgroup.procs").read_text().split()]
    except OSError:
        return []


def remove(name):
    for place in dict.fromkeys(folders(name).values()):
        with suppress(OSError):  # not empty, or not there
            place.rmdir()
