"""How much memory the course may have, and what a student should know where it is little."""

from pathlib import Path

import psutil

GB = 2**30
# A training kernel, JupyterLab and a browser beside them.
ENOUGH = 3.5 * GB


def memory(root=Path("/")):
    """Bytes: the machine's memory, or less where a container or a control group holds it."""
    limits = [psutil.virtual_memory().total]
    for file in ["sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes"]:  # version 2, version 1
        try:
            limits.append(int((root / file).read_text(encoding="ascii")))
        except (OSError, ValueError):  # none, or "max"
            continue
    return min(limits)


def warning(available):
    """A sentence for the screen, or None where there is enough."""
    if available >= ENOUGH:
        return None
    return (
        f"There are {available / GB:.1f} GB of memory here; the course is made for 4. A lab's kernel takes at most half of it, and a cell "
        "that needs more is ended with a message. Keep one lab open at a time: Kernel -> Shut Down Kernel ends one."
    )
