"""What a lecturer sees during the class: for each check how many have passed it, how many try and have not, for how long.

Of those only who have said shareProgress(true) in a notebook, without names; fewer than three people are not told apart. The hub keeps
this program running; it writes watch.html into the lecturers' folder.
"""

import html
import os
import pwd
import re
import stat
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from places import Places
from settings import read

FEW = 3
EVERY = 15  # seconds
LARGEST = 1_000_000
ENTRY = re.compile(r"([a-z0-9-]+)\.(tries|passed|hints)=(\w[\w.]*)")


def entries(file):
    """What a student's book of progress says, {check: {tries, hints, passed}}; None for who does not share it, or a file that is none."""
    try:
        opened = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(opened, "rb") as book:
        about = os.fstat(book.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST:
            return None
        lines = book.read(LARGEST).decode("latin-1").splitlines()
    if "share=true" not in lines:
        return None
    told = {}
    for line in lines:
        if found := ENTRY.fullmatch(line):
            value = found[3] == "true" if found[2] == "passed" else number(found[3])
            told.setdefault(found[1], {})[found[2]] = value
    return told


def number(text):
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return 0


def table(books):
    """[(check, passed, trying, median of tries of those who try, how many of them asked for a hint)], most who try first."""
    rows = []
    for check in sorted({check for book in books for check in book}):
        about = [book[check] for book in books if check in book]
        trying = [a for a in about if a.get("tries") and not a.get("passed")]
        passed = sum(bool(a.get("passed")) for a in about)
        tries = statistics.median(a["tries"] for a in trying) if len(trying) >= FEW else None
        rows.append((check, passed, len(trying), tries, sum(bool(a.get("hints")) for a in trying)))
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def few(count):
    return str(count) if count == 0 or count >= FEW else f"fewer than {FEW}"


def page(rows, sharing, people, seconds):
    """A page that loads itself anew."""
    head = ["check", "passed", "try it, have not passed", "tries of these (median)", "of these with a hint"]
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in
                         (check, few(passed), few(trying), "" if tries is None else f"{tries:g}", few(hints))) + "</tr>\n"
        for check, passed, trying, tries, hints in rows
    )  # fmt: skip
    return (
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="{EVERY}"><title>The class now</title>'
        "<style>body{font:16px sans-serif;margin:2em}td,th{padding:.3em 1em;text-align:left;border-bottom:1px solid #ccc}"
        "td+td{text-align:right}</style>"
        f"<h1>The class now</h1><p>{few(sharing)} of {people} students share their progress; no names. "
        f"{time.strftime('%H:%M:%S', seconds)}</p>"
        f"<table><tr>{''.join(f'<th>{h}</th>' for h in head)}</tr>\n{lines}</table>\n"
    )


def look(settings, places):
    books = []
    for name in settings.students:
        try:
            book = entries(Path(pwd.getpwnam(name).pw_dir) / "work" / "progress.properties")
        except KeyError:  # nobody has seen this student yet
            continue
        if book is not None:
            books.append(book)
    text = page(table(books) if len(books) >= FEW else [], len(books), len(settings.students), time.localtime())
    whole = places.state / "watch.html"  # where nobody else writes
    whole.write_text(text, encoding="utf-8")
    os.chown(whole, 0, places.grading.stat().st_gid)
    whole.chmod(0o640)
    whole.replace(places.grading / "watch.html")


def main():
    settings = read(os.environ["RNNLAB_CLASS"])
    places = Places(settings.folder)
    while True:
        try:
            look(settings, places)
        except OSError as e:  # a full disk ends, the class goes on
            print(f"watch: {e}", file=sys.stderr)
        time.sleep(EVERY)


if __name__ == "__main__":
    main()
