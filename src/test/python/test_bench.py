"""The benchmark runner: what it measures, what it writes, what it says to wrong words."""

import fcntl
import json
import math
import os
import subprocess
import sys
import threading
from pathlib import Path

HOME = Path(os.environ.get("RNNLAB_HOME") or Path(__file__).resolve().parents[3])
sys.path.insert(0, str(HOME / "src" / "bench"))


def bench(*words):
    return subprocess.run(
        [sys.executable, HOME / "src" / "bench" / "bench.py", *map(str, words)], capture_output=True, text=True, timeout=120
    )


def test_figures_are_written_as_json_with_spread_and_rounds(tmp_path):
    file = tmp_path / "figures.json"
    done = bench("series", "--rounds", 3, "--json", file)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = json.loads(file.read_text())
    assert [(row["job"], row["system"], row["unit"], row["rounds"]) for row in rows] == [
        ("series", "rnnlab", "ms/epoch", 3),
        ("series", "floor", "ms/epoch", 3),
    ]
    for row in rows:
        assert set(row) == {"job", "system", "unit", "median", "min", "max", "rounds"}
        assert 0 < row["min"] <= row["median"] <= row["max"]
    assert "1281" in done.stdout, "the table names the network's parameters"


def test_a_job_with_attention_is_measured_beside_its_floor():
    done = bench("causal", "--rounds", 1)
    assert done.returncode == 0, done.stdout + done.stderr
    # Per layer 4 products of attention, 2 of feed-forward and 2 normalisations, with biases; vocabulary in and out, the last normalisation.
    layer = 4 * (128 + 1) * 128 + (128 + 1) * 512 + (512 + 1) * 128 + 2 * 2 * 128
    assert str(2 * layer + 60 * 128 + (128 + 1) * 60 + 2 * 128) in done.stdout, done.stdout
    assert "rnnlab" in done.stdout and "floor" in done.stdout


def test_an_unknown_job_or_system_is_named_with_what_there_is():
    done = bench("serie")
    assert done.returncode == 2
    assert "no job is called serie" in done.stderr and "series, char, recipes" in done.stderr
    done = bench("series", "--only", "rnnlab,torch")
    assert done.returncode == 2
    assert "no system is called torch" in done.stderr and "pytorch" in done.stderr


def test_a_system_that_cannot_do_a_job_is_reported_and_the_others_are_measured(tmp_path):
    file = tmp_path / "figures.json"
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from dataclasses import replace; from jobs import JOBS; from measure import measure\n"
        "import environment; environment.java_workers()\n"
        "job = next(j for j in JOBS if j.name == 'series')\n"
        "make = lambda folder: {**job.make(folder), 'target': 'nothing'}\n"
        "rows, failures = measure(replace(job, make=make), ['deeplearning4j', 'floor'], 1)\n"
        "import json; json.dump([[r.system for r in rows], failures], open(sys.argv[2], 'w'))\n"
    )
    subprocess.run([sys.executable, "-c", program, HOME / "src" / "bench", file], check=True, timeout=120)
    systems, failures = json.loads(file.read_text())
    assert systems == ["floor"]
    assert "Exception" in failures["deeplearning4j"]


def test_waves_follow_the_formula_and_are_the_same_for_the_same_seed(tmp_path):
    from array import array

    import data

    def read(path):
        values = array("f")
        values.frombytes(Path(path).read_bytes())
        return values

    files = data.waves(tmp_path, {"train": 300, "validation": 20}, 50)
    x, y = read(files["train"]["x"]), read(files["train"]["y"])
    assert (len(x), len(y)) == (300 * 50, 300)
    assert max(map(abs, x)) <= 0.75 + 1e-6
    naive = sum((y[k] - x[50 * k + 49]) ** 2 for k in range(300)) / 300
    assert math.isclose(naive, 0.020, rel_tol=0.25), "the error of tomorrow = today that the lectures give"
    again = data.waves(tmp_path / "again", {"train": 300, "validation": 20}, 50)
    assert read(again["train"]["x"]) == x
    assert read(files["validation"]["x"])[:50] != x[:50]


def test_a_second_benchmark_is_refused_while_one_measures():
    (HOME / ".lab").mkdir(exist_ok=True)
    with (HOME / ".lab" / "bench.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        done = bench("series", "--rounds", 1)
    assert done.returncode == 1 and "another one measures here" in done.stderr and done.stdout == ""


def test_two_runs_of_forecasts_at_once_keep_their_files_apart(monkeypatch):
    import forecasts

    both_run, seen, lock = threading.Barrier(2, timeout=60), {}, threading.Lock()

    def figures(path, interval, share, seed):
        text = path.read_text()
        both_run.wait()  # both runs have written their files and none has ended
        with lock:
            seen[path] = text == path.read_text()
        both_run.wait()
        return [1.0, 1.0, 0.5, 90.0, 600.0, 1.0]

    monkeypatch.setattr(forecasts, "lab_figures", figures)
    words = ["--only", "sunspots", "--intervals", "m", "--seeds", "1", "--statsmodels", "none"]
    runs = [threading.Thread(target=forecasts.main, args=(words,)) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert list(seen.values()) == [True, True]
    assert not any(path.exists() for path in seen), "what was made for a run goes with it"


def test_forecasts_name_a_file_that_is_not_there():
    done = bench("forecasts", "--only", "walk,warsaw")
    assert done.returncode == 1 and "--only warsaw: no file has this name; there are walk, index" in done.stderr
