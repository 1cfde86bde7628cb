"""A student's copies of the labs. The originals stay as the course has them, so that an update of the course is never blocked;
a copy that the student has run or changed is never overwritten."""

import argparse
import hashlib
import json
import os
import re
import shutil
import sys
import time
from pathlib import Path

HOME = Path(os.environ["RNNLAB_HOME"])
ORIGINALS = HOME / "notebooks"
WORK = Path(os.environ.get("RNNLAB_WORK") or HOME / "work")  # where many share the course, each has a folder of its own
LABS = WORK / "labs"
EARLIER = "earlier"  # the folder beside the labs for copies that were set aside


class UnknownLabError(Exception):
    """A name that no lab has."""


def lab_name(path):
    """07-projekt-6.ipynb and projekt-6 are the same lab; numbers change when a lab comes between."""
    return re.sub(r"^\d+-", "", Path(path).name.removesuffix(".ipynb"))


def content(path):
    """What somebody has written into a notebook, and whether it was run: (a fingerprint, True or False)."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [[c["cell_type"], "".join(c["source"])] for c in notebook["cells"]]
    ran = any(c.get("outputs") or c.get("execution_count") for c in notebook["cells"])
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest(), ran


class Copies:
    """The copies in a folder, and a book of the originals from which they were made."""

    def __init__(self, folder=LABS, originals=ORIGINALS):
        self.folder, self.originals = Path(folder), Path(originals)
        self.book_file = self.folder / ".originals.json"
        try:
            self.book = json.loads(self.book_file.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            self.book = {}  # then every copy counts as the student's own

    def labs(self):
        """The originals, as paths from their folder."""
        found = (p.relative_to(self.originals) for p in sorted(self.originals.rglob("*.ipynb")))
        return [p for p in found if not any(part.startswith(".") for part in p.parts)]

    def update(self):
        """Copies what is not there yet, and what is new where the copy is as it was made. The rest stays."""
        labs = self.labs()
        for lab in labs:
            copy = self.folder / lab
            if not copy.exists():
                self._renumber(lab, labs)
            if not copy.exists():
                self._give(lab)
                continue
            original, (own, ran) = content(self.originals / lab)[0], self._content(copy)
            if own == original:
                self.book[lab.as_posix()] = original
            elif not ran and own == self.book.get(lab.as_posix()):
                self._give(lab)
        self._update_pages()
        self._write_book()

    def _update_pages(self):
        """The pages that labs link to; nobody writes into them, so that the course's own version is always there."""
        for page in sorted(self.originals.rglob("*.html")):
            copy = self.folder / page.relative_to(self.originals)
            if not copy.exists() or copy.read_bytes() != page.read_bytes():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(page, copy)

    def is_outdated(self, lab):
        """Whether the course has another version than the one that the copy was made from."""
        return self.book.get(lab.as_posix()) != content(self.originals / lab)[0]

    def reset(self, name):
        """Gives a lab's original back. Returns where the copy is kept, or None where there was none."""
        lab, kept = self.find(name), None
        copy = self.folder / lab
        if copy.exists():
            kept = self._aside(lab)
            copy.rename(kept)
        self._give(lab)
        self._write_book()
        return kept

    def find(self, name):
        """A lab by its name, its file's name or its path: projekt-6, 07-projekt-6.ipynb, exercises/projekt-6."""
        wanted = Path(str(name).removesuffix(".ipynb"))
        for lab in self.labs():
            if lab.parent == wanted.parent and lab_name(lab) == lab_name(wanted):
                return lab
        known = ", ".join((lab.parent / lab_name(lab)).as_posix() for lab in self.labs())
        raise UnknownLabError(f"there is no lab '{name}'; the labs are: {known}")

    @staticmethod
    def _content(copy):
        try:
            return content(copy)
        except (ValueError, KeyError, TypeError):
            return "damaged", True  # what is left of it is the student's

    def _renumber(self, lab, labs):
        """A copy follows its lab to another number."""
        for copy in sorted((self.folder / lab).parent.glob("*.ipynb")):
            old = copy.relative_to(self.folder)
            if lab_name(old) == lab_name(lab) and re.match(r"\d+-", old.name) and old not in labs:
                copy.rename(self.folder / lab)
                self.book[lab.as_posix()] = self.book.pop(old.as_posix(), "")
                return

    def _aside(self, lab):
        stem = f"{lab.stem} {time.strftime('%Y-%m-%d %H.%M.%S')}"
        folder = self.folder / EARLIER / lab.parent
        folder.mkdir(parents=True, exist_ok=True)
        free = (folder / f"{stem}{suffix}.ipynb" for suffix in ["", *(f" ({n})" for n in range(2, 1000))])
        return next(path for path in free if not path.exists())

    def _give(self, lab):
        copy = self.folder / lab
        copy.parent.mkdir(parents=True, exist_ok=True)
        whole = copy.with_name(f".{copy.name}.{os.getpid()}")  # there is never half a copy
        shutil.copyfile(self.originals / lab, whole)
        whole.replace(copy)
        self.book[lab.as_posix()] = content(copy)[0]

    def _write_book(self):
        whole = self.book_file.with_name(f".originals.json.{os.getpid()}")
        whole.write_text(json.dumps(self.book, indent=1) + "\n", encoding="utf-8")
        whole.replace(self.book_file)


def main():
    parser = argparse.ArgumentParser(prog="./lab reset", description="Give a lab's original back; your copy is kept aside.")
    parser.add_argument("labs", nargs="+", metavar="LAB", help="the lab's name, for example projekt-6 or exercises/projekt-6")
    copies = Copies()
    try:
        labs = [copies.find(name) for name in parser.parse_args().labs]
        for lab in labs:
            kept = copies.reset(lab)
            print(f"{lab} is as the course has it." + (f" Yours is kept: {kept.relative_to(HOME)}" if kept else ""))
    except UnknownLabError as e:
        sys.exit(str(e))
    except OSError as e:
        sys.exit(f"{e.filename}: {e.strerror}; nothing of yours was changed. Check the folder's rights and the disk's space.")


if __name__ == "__main__":
    main()
