"""./lab site: the labs, executed, as a static site."""

import argparse
import os
import sys
import time
from pathlib import Path

import nbformat

import run
from website import site


def executed(name, path, folder, settings, timeout):
    """The lab after all its cells have run: from the folder of executed notebooks, or run now."""
    if folder:
        kept = folder / path.name
        if not kept.exists():
            sys.exit(f"{folder} has no {path.name}. Make it by: ./lab run {name} --out {folder}")
        notebook = nbformat.read(kept, as_version=4)
        if wrong := failed(notebook):
            sys.exit(f"{kept}: code cell {wrong} has an error or has not run. Make it anew by: ./lab run {name} --out {folder}")
        return notebook
    notebook, start = nbformat.read(path, as_version=4), time.monotonic()
    run.apply_settings(notebook, {k: v for k, v in settings.items() if k == "full"})
    failure = run.execute(
        notebook, lambda done, total: run.on_last_line(f"{name}: cell {done} of {total}, {time.monotonic() - start:.0f} s "), timeout
    )
    run.on_last_line("")
    if failure:
        sys.exit(f"{name}, cell {failure[0]}: {failure[1]}\nNo site was written.")
    print(f"{name}: {time.monotonic() - start:.1f} s", flush=True)
    return notebook


def failed(notebook):
    """The number of the first code cell that has an error or has not run, None where there is none."""
    code = [c for c in notebook.cells if c.cell_type == "code"]
    wrong = (
        n for n, c in enumerate(code, 1) if c.source.strip() and not c.execution_count or any(o.output_type == "error" for o in c.outputs)
    )
    return next(wrong, None)


def main():
    parser = argparse.ArgumentParser(
        prog="./lab site", description="All labs, executed, as a static site that needs no server and no network."
    )
    parser.add_argument("--from", dest="source", type=Path, metavar="DIR", help="take the notebooks that ./lab run --out DIR has executed")
    parser.add_argument("--full", action="store_true", help="run the labs at the lecture's size instead of the quick one")
    parser.add_argument("--out", type=Path, default=None, metavar="DIR", help="write the site here; in the folder site unless told")
    parser.add_argument("--timeout", type=int, metavar="SECONDS", help="the longest a cell may take")
    options = parser.parse_args()
    here = Path(os.environ.get("RNNLAB_CALLED_FROM", "."))
    out = (here / options.out if options.out else run.HOME / "site").resolve()
    source = options.source and (here / options.source).resolve()

    labs = run.labs()
    settings = {"full": "true"} if options.full else {}
    notebooks = {p.relative_to(run.LABS): nbformat.read(p, as_version=4) for p in sorted(run.LABS.rglob("*.ipynb"))}
    for name, path in labs.items():
        notebooks[path.relative_to(run.LABS)] = executed(name, path, source, settings, options.timeout)
    try:
        pages = site.write(out, run.LABS, notebooks)
    except site.OccupiedError as e:
        sys.exit(str(e))
    except OSError as e:
        sys.exit(f"{e.filename}: {e.strerror}; no site was written")
    print(f"{pages} pages. Open {out / 'index.html'} in a browser.")


if __name__ == "__main__":
    main()
