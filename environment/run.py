"""Runs labs without a browser and prints a table: lab, cells, seconds, result."""

import argparse
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from pages import page

HOME = Path(os.environ["RNNLAB_HOME"])
STATE = Path(os.environ.get("RNNLAB_STATE", HOME / ".lab"))
LABS = HOME / "notebooks"


def labs():
    """The labs by name, in the order of the course: {"sunspots": notebooks/04-sunspots.ipynb, ...}."""
    return {re.sub(r"^\d+-", "", p.stem): p for p in sorted(LABS.glob("[0-9][0-9]-*.ipynb"))}


class SettingError(Exception):
    """A setting that the lab does not have, or a value that does not fit it."""


def settings_cell(notebook):
    return next((c for c in notebook.cells if "settings" in c.metadata.get("tags", [])), None)


def apply_settings(notebook, settings):
    """Gives variables of the lab's settings cell other initial values."""
    cell = settings_cell(notebook)
    declared = dict(re.findall(r"^\s*[\w<>\[\]]+\s+(\w+)\s*=\s*(.+?);", cell.source, re.M)) if cell else {}
    for name, value in settings.items():
        if name not in declared:
            raise SettingError(f"there is no setting '{name}'; this lab has: {', '.join(declared) or 'none'}")
        literal = literal_like(declared[name], name, value)
        start, end = re.search(rf"^\s*[\w<>\[\]]+\s+{name}\s*=\s*(.+?);", cell.source, re.M).span(1)
        cell.source = cell.source[:start] + literal + cell.source[end:]


def literal_like(old, name, value):
    """The value as a Java literal of the same kind as the old one."""
    if old.startswith('"'):
        return json.dumps(existing_file(value), ensure_ascii=False)
    if old in ("true", "false"):
        if value not in ("true", "false"):
            raise SettingError(f"{name}: '{value}' is neither true nor false")
        return value
    try:
        float(value)
    except ValueError:
        raise SettingError(f"{name}: '{value}' is not a number") from None
    return value


def existing_file(value):
    """A path typed in the shell means the shell's folder; a name that is no file there stays as it is."""
    path = Path(os.environ.get("RNNLAB_CALLED_FROM", ".")) / value
    return str(path.resolve()) if value and path.exists() else value


def execute(notebook, progress=lambda done, total: None, timeout=None):
    """Runs all cells, outputs into the notebook. Returns None, or (cell number, message) of the first that failed."""
    client = NotebookClient(
        notebook,
        kernel_name="java",
        timeout=timeout,
        startup_timeout=180,
        record_timing=False,
        resources={"metadata": {"path": str(LABS)}},
    )
    code = [(i, c) for i, c in enumerate(notebook.cells) if c.cell_type == "code"]
    number, failure = 0, None
    # Several runs may go on at once, so each has a log of its own; it stays when the kernel was in trouble.
    log = tempfile.NamedTemporaryFile("w", prefix="kernel-", suffix=".log", dir=STATE, delete=False)  # noqa: SIM115
    try:
        with log, client.setup_kernel(stdout=log, stderr=log):
            for number, (index, cell) in enumerate(code, 1):
                progress(number, len(code))
                client.execute_cell(cell, index)
    except CellExecutionError as e:
        failure = number, message(e, cell)
    except CellTimeoutError:
        failure = number, f"no end after {timeout} seconds"
    except DeadKernelError:
        return number, f"the Java kernel ended (out of memory?); the end of {log.name} may say more"
    except RuntimeError as e:
        return number, f"the Java kernel did not start: {e}; the end of {log.name} may say more"
    Path(log.name).unlink()
    return failure


def message(error, cell):
    """What went wrong in a cell; the compiler's message stands in the output alone."""
    if error.ename == "CompilationException":
        output = next(o for o in cell.outputs if o.output_type == "error")
        return "\n".join(re.sub(r"\x1b\[[\d;]*m", "", line) for line in output.traceback).strip()
    if error.ename == "CellError":
        return error.evalue
    # The kernel alone says "RuntimeException" and then the exception of the cell: package.Name, message.
    thrown = re.match(r"(?:[\w.]+\.)?(\w+), (.*)", error.evalue, re.S)
    return ": ".join(thrown.groups()) if thrown else f"{error.ename}: {error.evalue}".strip()


def export(notebook, path, folder, pdf=False):
    from website import exports, paper

    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / path.name)
    html = exports.html(notebook)
    (folder / path.with_suffix(".html").name).write_text(html, encoding="utf-8")
    if pdf:
        (folder / path.with_suffix(".pdf").name).write_bytes(paper.pdf(html))


def keep_page(notebook, path, command, seconds, folder):
    """What the lab has shown, as a static page that the lab can link to."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / path.with_suffix(".html").name).write_text(page(notebook, command, seconds), encoding="utf-8")


def on_last_line(text):
    """Shows a text on a terminal, in place of the last one."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def run_lab(name, path, settings, timeout, out, pages=None, pdf=False):
    """(row of the table, what went wrong or None). out, pages: the folders for what the lab has shown, or None."""
    notebook, start = nbformat.read(path, as_version=4), time.monotonic()
    cells = sum(c.cell_type == "code" for c in notebook.cells)
    try:
        apply_settings(notebook, settings)
        progress = lambda done, total: on_last_line(f"{name}: cell {done} of {total}, {time.monotonic() - start:.0f} s ")
        failure = execute(notebook, progress, timeout)
    except SettingError as e:
        failure = (0, str(e))
    on_last_line("")
    if out:
        export(notebook, path, out, pdf)
    if pages and not failure:
        command = f"./lab run {name}" + "".join(" --full" if k == "full" else f" --set {k}={v}" for k, v in settings.items())
        keep_page(notebook, path, command, time.monotonic() - start, pages)
    row = (name, cells, time.monotonic() - start, "failed" if failure else "passed")
    return row, failure and f"{name}, cell {failure[0]}: {failure[1]}"


def main():
    parser = argparse.ArgumentParser(prog="./lab run", description="Run labs without a browser.")
    parser.add_argument("labs", nargs="*", metavar="LAB", help="names of labs; all of them unless told")
    parser.add_argument("--full", action="store_true", help="the lecture's size instead of the quick one")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="another value for a lab's setting")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write executed notebooks and HTML here")
    parser.add_argument(
        "--pages", nargs="?", type=Path, const=LABS / "full-size", metavar="DIR",
        help="keep what each lab has shown as a static page, in notebooks/full-size unless told",
    )  # fmt: skip
    parser.add_argument("--pdf", action="store_true", help="with --out: write PDF too, by the Chromium or Chrome that is there")
    parser.add_argument("--timeout", type=int, metavar="SECONDS", help="the longest a cell may take")
    options = parser.parse_args()

    known = labs()
    chosen = options.labs or list(known)
    for name in chosen:
        if name not in known:
            sys.exit(f"there is no lab '{name}'; the labs are: {', '.join(known)}")
    settings = {}
    for pair in options.set:
        name, equals, value = pair.partition("=")
        if not equals:
            sys.exit(f"--set {pair}: expected name=value")
        settings[name] = value
    if options.full:
        settings["full"] = "true"
    if options.pages and options.pages.name in known and not options.labs:
        sys.exit(f"--pages {options.pages}: that is a lab and no folder; name it before --pages: ./lab run {options.pages} --full --pages")
    here = Path(os.environ.get("RNNLAB_CALLED_FROM", "."))
    out, pages = options.out and here / options.out, options.pages and here / options.pages
    if options.pages == LABS / "full-size" and not options.full:
        sys.exit("--pages: notebooks/full-size is for what --full has shown; add --full, or name another folder")

    if options.pdf:
        from website import paper

        if not out:
            sys.exit("--pdf: name a folder for it too: --out DIR")
        if not paper.browser():
            sys.exit("--pdf needs Chromium or Chrome, and there is none; without it HTML is written, and a browser prints it: Ctrl+P")

    if not options.labs:  # all labs have the size in common, nothing else
        settings = {k: v for k, v in settings.items() if k == "full"}
    results = [run_lab(name, known[name], settings, options.timeout, out, pages, options.pdf) for name in chosen]
    rows, failures = [row for row, _ in results], [failure for _, failure in results if failure]
    width = max(len(r[0]) for r in rows)
    print(f"{'lab':{width}}  cells  seconds  result")
    for name, cells, seconds, result in rows:
        print(f"{name:{width}}  {cells:5}  {seconds:7.1f}  {result}")
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
