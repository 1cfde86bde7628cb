"""Projekt 6 on many files: the RMSE of its forecast beside the naive one's, and how much its band holds. ./lab bench forecasts

The lab itself runs, with its default settings, up to its errors on the test part; then one more cell prints the figures. Files: the rates
and the index that come with the course, the sunspots, series of known kinds (price_files.py), and others that are named. Beside them
stand two classical methods of statsmodels, where it is installed: an autoregression whose order the BIC chooses, and exponential smoothing.
"""

import argparse
import csv
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import environment as env
import price_files

NAME, ABOUT = "forecasts", "Projekt 6 on many files beside the naive forecast and classical methods: forecasts -h"
FIGURES = """System.out.println("figures " + test.besideNaive() + " " + forecasts(network, testExamples, 0).besideNaive()
    + " " + shrinkage.weight() + " " + band.coverage(test.truth()) + " " + series.size());"""
FEWEST = 115  # values
INTERVALS = "dwmq"  # from the shortest to the longest
NO_PEERS = {"AR": float("nan"), "ETS": float("nan")}
PERIOD = {
    "d": lambda day: day.toordinal(),
    "w": lambda day: (day.toordinal() - 1) // 7,
    "m": lambda day: day.year * 12 + day.month,
    "q": lambda day: day.year * 4 + (day.month - 1) // 3,
}


def read(path):
    """Dates and closing prices of a file in stooq's layout."""
    rows = [row for row in csv.reader(path.open(encoding="utf-8")) if len(row) > 4 and row[0][:1].isdigit()]
    return [datetime.date.fromisoformat(row[0]) for row in rows], [float(row[4]) for row in rows]


def every(dates, values, interval):
    ends = [i for i, day in enumerate(dates) if i + 1 == len(dates) or PERIOD[interval](day) != PERIOD[interval](dates[i + 1])]
    return [values[i] for i in ends]


def own_interval(dates):
    gap = statistics.median((b - a).days for a, b in pairwise(dates))
    return "d" if gap < 5 else "w" if gap < 15 else "m" if gap < 60 else "q"


def sunspots(folder):
    """The sunspots of the course as a price file of months."""
    rows = list(csv.reader((env.HOME / "data" / "sunspots.csv").open()))[1:]
    days = price_files.month_ends(int(rows[0][0][:4]), len(rows))
    lines = (f"{day},{v},{v},{v},{v}" for day, (_, v) in zip(days, rows, strict=True))
    path = folder / "sunspots.csv"
    path.write_text("\n".join(["Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie", *lines, ""]))
    return path


def lab_figures(path, interval, share, seed):
    """What the lab finds: ratio, ratio of the network alone, weight, coverage, values, seconds; or the message that it ends with."""
    import nbformat

    sys.path.insert(0, str(env.HOME / "environment"))
    import run

    notebook = nbformat.read(run.labs()["projekt-6"], as_version=4)
    last = next(i for i, cell in enumerate(notebook.cells) if "besideNaive(test.naive())" in cell.source)
    notebook.cells = [*notebook.cells[: last + 1], nbformat.v4.new_code_cell(FIGURES)]
    run.apply_settings(notebook, {"csv": str(path), "interval": interval, "train": str(share), "seed": str(seed)})
    start = time.monotonic()
    failure = run.execute(notebook, timeout=600)
    if failure:
        return failure[1]
    printed = "".join(output.get("text", "") for output in notebook.cells[-1].outputs)
    return [*map(float, printed.split()[1:]), time.monotonic() - start]


def classical(python, values, share, interval):
    """Ratios to naive of an autoregression and of exponential smoothing, each fitted on the training part and then rolled on."""
    season = {"m": 12, "q": 4}.get(interval, 0)
    done = subprocess.run(
        [python, env.HERE / "classical.py"], input=json.dumps([values, round(len(values) * share), season]), capture_output=True, text=True
    )
    if done.returncode:
        print(f"no classical forecast ({interval}): {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return NO_PEERS
    return json.loads(done.stdout)


def has_statsmodels(python):
    return Path(python).exists() and subprocess.run([python, "-c", "import statsmodels"], capture_output=True).returncode == 0


def options_of(arguments):
    parser = argparse.ArgumentParser(
        prog="./lab bench forecasts", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="more files in stooq's layout")
    parser.add_argument("--only", type=lambda names: names.split(","), metavar="NAME,...", help="only files with these names")
    parser.add_argument("--intervals", default=INTERVALS, help=f"letters of {INTERVALS}, which is the default")
    parser.add_argument("--train", type=shares, default=[0.65], metavar="SHARE,...", help="shares of the training part (default 0.65)")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=2, help="labs that run side by side")
    parser.add_argument(
        "--peers", action="store_true", help="install the peers' environment first, where it is missing: it has statsmodels"
    )
    parser.add_argument("--statsmodels", metavar="PYTHON", default=str(env.PEERS_PYTHON), help="a Python that has statsmodels")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    return parser.parse_args(arguments)


def shares(text):
    return [float(share) for share in text.split(",")]


def files_of(options, folder):
    """The price files of a run; those that are made for it go into the folder."""
    files = [*price_files.write(folder), sunspots(folder)]
    files += [env.HOME / "data" / f"{name}.csv" for name in ("dax", "eurczk", "eurpln", "eurusd")]
    files += [Path(os.environ.get("RNNLAB_CALLED_FROM", ".")) / path for path in options.files]
    names = [path.stem for path in files]
    for name in options.only or []:
        if name not in names:
            env.fail(f"--only {name}: no file has this name; there are {', '.join(names)}")
    return [path for path in files if options.only is None or path.stem in options.only]


def cases_of(files, options):
    """(file, interval, share of the training part, prices): each file by its own interval and by all that are longer."""
    cases = []
    for path in files:
        dates, values = read(path)
        for interval in INTERVALS[INTERVALS.index(own_interval(dates)) :]:
            prices = every(dates, values, interval)
            if interval in options.intervals and len(prices) >= FEWEST:
                cases += [(path, interval, share, prices) for share in options.train]
    return cases or env.fail(f"no file has {FEWEST} values by the intervals {options.intervals}")


def row_of(case, found, peer):
    """The figures of a case: medians over the seeds."""
    path, interval, share, prices = case
    ratios, alone, weights, held, _, seconds = zip(*found, strict=True)
    medians = {name: statistics.median(column) for name, column in (("alone", alone), ("weight", weights), ("seconds", seconds))}
    place = {"file": path.stem, "interval": interval, "train": share, "values": len(prices)}
    return place | {"ratios": ratios, "coverage": held} | medians | peer


def show(row):
    ratios = row["ratios"]
    print(
        f"{row['file']:14}{row['interval']:2}{row['train']:6.2f}{row['values']:7}{statistics.median(ratios):9.3f}{min(ratios):8.3f}"
        f"{max(ratios):8.3f}{row['alone']:8.3f}{row['weight']:8.2f}{row['AR']:8.3f}{row['ETS']:8.3f}"
        f"{statistics.median(row['coverage']):8.1f}{row['seconds']:9.1f}",
        flush=True,
    )


def measured(cases, options):
    """Runs the lab on each case and shows its row; gives the rows."""
    head = {"/ naive": 9, "from": 8, "to": 8, "alone": 8, "weight": 8, "AR": 8, "ETS": 8, "band %": 8, "seconds": 9}
    print(f"{'file':16}{'train':>6}{'values':>7}" + "".join(f"{name:>{width}}" for name, width in head.items()))
    rows = []
    with ThreadPoolExecutor(options.at_once) as pool:
        waiting = []
        for case in cases:
            path, interval, share, prices = case
            labs = [pool.submit(lab_figures, path, interval, share, seed) for seed in range(1, options.seeds + 1)]
            peer = pool.submit(classical, options.statsmodels, prices, share, interval) if options.compared else None
            waiting.append((case, labs, peer))
        for case, labs, peer in waiting:
            found = [lab.result() for lab in labs]
            if failed := [f for f in found if isinstance(f, str)]:
                print(f"{case[0].stem:14}{case[1]:2}{case[2]:6.2f}{len(case[3]):7}  {failed[0]}", flush=True)
                continue
            rows.append(row_of(case, found, peer.result() if peer else NO_PEERS))
            show(rows[-1])
    return rows


def main(arguments):
    options = options_of(arguments)
    if options.peers:
        env.peers()
    options.compared = has_statsmodels(options.statsmodels)
    if not options.compared:
        print(f"{options.statsmodels} has no statsmodels: no AR and ETS. --peers installs it; --statsmodels names a Python that has it")
    env.DATA.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="prices-", dir=env.DATA) as folder:  # of this run: another one may read its own
        rows = measured(cases_of(files_of(options, Path(folder)), options), options)
    if not rows:
        env.fail("no case could be run")
    ratios = [r for row in rows for r in row["ratios"]]
    outside = [f"{row['file']} {row['interval']} {c:.1f}" for row in rows for c in row["coverage"] if not 85 <= c <= 95]
    print(f"\n{len(ratios)} runs: median {statistics.median(ratios):.3f}, worst {max(ratios):.3f} of naive")
    print(f"bands that hold less than 85 or more than 95 %: {', '.join(outside) or 'none'}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n")
