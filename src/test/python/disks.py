"""A disk that gets full, and a folder in which nothing can be written any more. Both need root."""

import shutil
import subprocess
from contextlib import contextmanager, suppress


@contextmanager
def full(folder, left=0):
    """The folder's disk with so many bytes left."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        file.write(bytes(max(0, shutil.disk_usage(folder).free - left)))
        while not left:
            file.write(bytes(4096))
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def read_only(folder):
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
