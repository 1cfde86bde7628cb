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
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import environment as env
import price_files

NAME, ABOUT = "forecasts", "Projekt 6 on many files beside the naive forecast and classical methods: forecasts -h"
FIGURES = """System.out.println("figures " + test.besideNaive() + " " + forecasts(network, testExamples, 0).besideNaive()
    + " " + shrinkage.weight() + " " + band.coverage(test.truth()) + " " + series.size());"""
FEWEST = 115
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
    gap = statistics.median((b - a).days for a, b in zip(dates, dates[1:]))
    return "d" if gap < 5 else "w" if gap < 15 else "m" if gap < 60 else "q"


def sunspots(folder):
    """The sunspots of the course as a price file of months."""
    rows = list(csv.reader((env.HOME / "data" / "sunspots.csv").open()))[1:]
    days = price_files.month_ends(int(rows[0][0][:4]), len(rows))
    lines = (f"{day},{v},{v},{v},{v}" for day, (_, v) in zip(days, rows))
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
        return {"AR": float("nan"), "ETS": float("nan")}
    return json.loads(done.stdout)


def has_statsmodels(python):
    return Path(python).exists() and subprocess.run([python, "-c", "import statsmodels"], capture_output=True).returncode == 0


def main(arguments):
    parser = argparse.ArgumentParser(prog="./lab bench forecasts", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="more files in stooq's layout")
    parser.add_argument("--only", help="only files with these names, by commas")
    parser.add_argument("--intervals", default="dwmq")
    parser.add_argument("--train", default="0.65", help="shares of the training part, by commas")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--at-once", type=int, default=2, help="labs that run side by side")
    parser.add_argument("--statsmodels", metavar="PYTHON", default=str(env.PEERS_PYTHON), help="a Python that has statsmodels")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    compared = has_statsmodels(options.statsmodels)
    if not compared:
        print(f"{options.statsmodels} has no statsmodels: no AR and ETS; pip install statsmodels, and name its Python with --statsmodels")
    folder = env.DATA / "prices"
    files = [*price_files.write(folder), sunspots(folder)]
    files += [env.HOME / "data" / f"{name}.csv" for name in ("dax", "eurczk", "eurpln", "eurusd")]
    files += [Path(os.environ.get("RNNLAB_CALLED_FROM", ".")) / path for path in options.files]
    if options.only:
        files = [path for path in files if path.stem in options.only.split(",")]

    cases = []
    for path in files:
        dates, values = read(path)
        order = "dwmq"
        for interval in order[order.index(own_interval(dates)) :]:
            prices = every(dates, values, interval)
            if interval in options.intervals and len(prices) >= FEWEST:
                cases += [(path, interval, float(share), prices) for share in options.train.split(",")]

    rows = []
    print(f"{'file':14}{'':2}{'train':>6}{'values':>7}{'/ naive':>9}{'from':>8}{'to':>8}{'alone':>8}{'weight':>8}{'AR':>8}{'ETS':>8}{'band %':>8}{'seconds':>9}")
    with ThreadPoolExecutor(options.at_once) as pool:
        waiting = [
            (case, [pool.submit(lab_figures, *case[:3], seed) for seed in range(1, options.seeds + 1)], pool.submit(classical, options.statsmodels, case[3], case[2], case[1]) if compared else None)
            for case in cases
        ]
        for (path, interval, share, prices), futures, peers in waiting:
            found = [future.result() for future in futures]
            failed = [f for f in found if isinstance(f, str)]
            if failed:
                print(f"{path.stem:14}{interval:2}{share:6.2f}{len(prices):7}  {failed[0]}", flush=True)
                continue
            ratio, alone, weight, held, _, seconds = (statistics.median(column) for column in zip(*found))
            low, high = min(f[0] for f in found), max(f[0] for f in found)
            peer = peers.result() if peers else {"AR": float("nan"), "ETS": float("nan")}
            rows.append(
                {"file": path.stem, "interval": interval, "train": share, "values": len(prices), "ratios": [f[0] for f in found], "alone": alone,
                 "weight": weight, "AR": peer["AR"], "ETS": peer["ETS"], "coverage": [f[3] for f in found], "seconds": seconds}
            )
            print(
                f"{path.stem:14}{interval:2}{share:6.2f}{len(prices):7}{ratio:9.3f}{low:8.3f}{high:8.3f}{alone:8.3f}{weight:8.2f}"
                f"{peer['AR']:8.3f}{peer['ETS']:8.3f}{held:8.1f}{seconds:9.1f}",
                flush=True,
            )
    ratios = [r for row in rows for r in row["ratios"]]
    outside = [f"{row['file']} {row['interval']} {c:.1f}" for row in rows for c in row["coverage"] if not 85 <= c <= 95]
    print(f"\n{len(ratios)} runs: median {statistics.median(ratios):.3f}, worst {max(ratios):.3f} of naive")
    print(f"bands that hold less than 85 or more than 95 %: {', '.join(outside) or 'none'}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n")
