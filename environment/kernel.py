"""The course's Java kernel for other editors: ./lab kernel --install tells Jupyter, VS Code and JetBrains' programs where it is."""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

from jupyter_core import paths

from install_kernel import HOME, KERNEL

# Where a kernel of ours was put, so that the next set-up brings it up to date.
BOOK = HOME / ".lab" / "kernels.json"


class OtherKernelError(Exception):
    """A kernel of that name that is not the course's."""


def user_data():
    """Where the user's own Jupyter looks, whatever ./lab has set for the course's."""
    own = os.environ.get("RNNLAB_USERS_JUPYTER", "")
    if own and HOME not in Path(own).parents:
        return Path(own)
    ours = os.environ.pop("JUPYTER_DATA_DIR", None)
    try:
        return Path(paths.jupyter_data_dir())
    finally:
        if ours is not None:
            os.environ["JUPYTER_DATA_DIR"] = ours


def place(options):
    data = Path(options.prefix).absolute() / "share" / "jupyter" if options.prefix else user_data()
    return data / "kernels" / options.name


def is_ours(folder):
    """Whether a course put it there, this one or one that lay elsewhere."""
    try:
        spec = json.loads((folder / "kernel.json").read_text(encoding="utf-8"))
        return "RNNLAB_HOME" in spec["env"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def book():
    try:
        return json.loads(BOOK.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return []


def write_book(folders):
    BOOK.write_text(json.dumps(sorted(set(folders)), indent=1) + "\n", encoding="utf-8")


def install(folder):
    """The same kernel that JupyterLab has here: its files are named by their whole paths, so that it starts from anywhere."""
    if folder.exists() and not is_ours(folder):
        raise OtherKernelError(f"{folder} is another kernel; give the course's another name, for example --name rnnlab")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(KERNEL / "kernel.json", folder / "kernel.json")
    write_book([*book(), str(folder)])


def remove(folder):
    if not folder.exists():
        return False
    if not is_ours(folder):
        raise OtherKernelError(f"{folder} is another kernel; it stays")
    shutil.rmtree(folder)
    write_book(set(book()) - {str(folder)})
    return True


def refresh():
    """Brings the kernels outside up to date with another Java; those that the user has deleted are forgotten."""
    there = [folder for folder in book() if is_ours(Path(folder))]
    for folder in there:
        install(Path(folder))
    if BOOK.exists():
        write_book(there)


def main():
    parser = argparse.ArgumentParser(
        prog="./lab kernel", description="The course's Java kernel for VS Code, JetBrains and your own Jupyter."
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--install", action="store_true", help="put it where these programs look")
    what.add_argument("--remove", action="store_true", help="take it away again")
    what.add_argument("--refresh", action="store_true", help=argparse.SUPPRESS)  # set-up's
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--user", action="store_true", help="for you alone; so it is unless told")
    where.add_argument("--prefix", metavar="DIR", help="for one Python environment: the folder that its sys.prefix is")
    parser.add_argument("--name", default="java", help="the kernel's name; java, which the labs ask for, unless told")
    options = parser.parse_args()
    folder = place(options)
    try:
        if options.install:
            install(folder)
            print(f"The kernel 'Java (recurrent networks)' is in {folder}. Restart the editor, open a lab from {HOME / 'work' / 'labs'}.")
        elif options.refresh:
            refresh()
        elif options.remove:
            print(f"{folder} is gone." if remove(folder) else f"There is no kernel in {folder}.")
        else:
            print(
                "\n".join(f for f in book() if is_ours(Path(f)))
                or "The kernel is in this folder alone; ./lab kernel --install puts it outside."
            )
    except OtherKernelError as e:
        sys.exit(str(e))
    except OSError as e:
        sys.exit(f"{e.filename}: {e.strerror}. Check the folder's rights, or name another with --prefix.")


if __name__ == "__main__":
    main()
