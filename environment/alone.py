"""One process at a time: a lock that ends with its process, however that ends."""

import fcntl
import sys

held = []


def alone(file, message):
    """Locks the file until this process ends; ends it with the message when another one has the lock."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = file.open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(message)
    held.append(lock)  # one that nobody holds is closed
