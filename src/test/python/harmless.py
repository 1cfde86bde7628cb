"""The oracle the other way round from hostile.py: right submissions, disturbed in ways that change no answer, must get all their points,
or a refusal that names the submission and asks the lecturer. A 0, silent or not, is a mistake.

Run: src/test/python/harmless.py [HOW MANY [SEED]] with the environment's Python and RNNLAB_HOME, JAVA_HOME set; 200 take a quarter of an
hour. First each disturbance alone, then the names that are hard to take, then random ones together.
"""

import csv
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment"), str(Path(__file__).parent)]

import disturbances as d  # noqa: E402
from grading.intake import shown  # noqa: E402

LABS = {"recurrence-by-hand": "01", "simplernn-parameters": "02", "eurpln": "06", "ctc": "15"}


def right(lab):
    """The released notebook with the lecturer's answers in it, as JSON with one text a cell."""
    name = f"{LABS[lab]}-{lab}.ipynb"
    load = lambda path: json.loads(path.read_text(encoding="utf-8"))
    notebook, source = load(HOME / "notebooks" / "exercises" / name), load(HOME / "grading" / "source" / lab / name)
    text = lambda cell: "".join(cell["source"])
    answers = {c["metadata"]["nbgrader"]["grade_id"]: text(c) for c in source["cells"] if c["metadata"].get("nbgrader", {}).get("solution")}
    for cell in notebook["cells"]:
        cell["source"] = answers.get(cell["metadata"].get("nbgrader", {}).get("grade_id"), text(cell))
    return notebook


def points(lab):
    cells = json.loads((HOME / "grading" / "source" / lab / f"{LABS[lab]}-{lab}.ipynb").read_text(encoding="utf-8"))["cells"]
    return sum(c["metadata"]["nbgrader"].get("points", 0) for c in cells if c["metadata"].get("nbgrader", {}).get("grade"))


def write(grading, number, lab, steps, seed):
    """Puts a disturbed submission into the folder; gives what was made."""
    work = d.Work(right(lab), random.Random(f"{seed} {number}"), f"s{number}", lab, f"{LABS[lab]}-{lab}.ipynb")
    for step in steps:
        step(work)
    folder = grading / "submitted" / work.student / work.assignment
    files = work.beside | ({} if work.only_beside else {work.name: work.bytes()})
    for name, data in files.items():
        path = folder / name
        (path if data is None else path.parent).mkdir(parents=True, exist_ok=True)
        if data is not None:
            path.write_bytes(data)
    return work


def plan(count, seed):
    """Which disturbances each submission gets; a set of them goes in the order in which it can happen."""
    choose = random.Random(seed)
    plans = [[step] for step in d.ALONE]
    plans += [[step] for step in [*map(d.student, d.STUDENTS), *map(d.file, d.FILE_NAMES), *map(d.time, d.TIMES)]]
    while len(plans) < count:
        some = lambda steps, most: choose.sample(steps, choose.randint(0, most))
        plans.append(
            [*some(d.FORMAT, 3), *some(d.CELLS, 3), *some(d.FILE, 2), *some(d.PLACE, 3), *some(d.ASK, 1 if choose.random() < 0.1 else 0)]
        )
    return plans[:count]


def judged(grading, work, lab, asks, said):
    """None when a submission was treated as it deserves, else what is wrong."""
    with (grading / "report" / "points.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["student"].removeprefix("'") == work.student and r["assignment"] == lab]
    if any(r["points"] == "" for r in rows) or not rows:
        name = shown(work.student)
        if not asks:
            return f"was refused: {rows[0]['notes'] if rows else [line for line in said.splitlines() if name in line]}"
        return None if any(name in line and "not graded" in line for line in said.splitlines()) else "was refused without a word"
    if sum(float(r["points"]) for r in rows) < points(lab):
        return "; ".join(f"{r['exercise']} {r['points']} of {r['of']}: {r['reason']} {r['notes']}" for r in rows if r["points"] != r["of"])
    notes = "; ".join(r["notes"] for r in rows)
    if "not in the gradebook" in notes:
        return f"was not booked: {notes}"
    if not list((grading / "feedback" / work.student / lab).glob("*.html")):
        return "has no feedback"
    return None


def grade(grading, *step):
    command = [sys.executable, "-u", str(HOME / "environment" / "grade.py"), *step]
    return subprocess.run(command, env=os.environ | {"RNNLAB_GRADING": str(grading)}, capture_output=True, text=True, errors="replace")


def run(grading, plans, seed, labs=tuple(LABS)):
    """Grades the submissions of a plan as one batch; gives [(number, disturbances, what is wrong or None)] and what was said."""
    for lab in labs:
        shutil.copytree(HOME / "grading" / "source" / lab, grading / "source" / lab)
    (grading / "source" / "new").mkdir()  # formgrader's button for a new assignment makes an empty folder
    labs = [labs[i % len(labs)] for i in range(len(plans))]
    works = [write(grading, i, lab, steps, seed) for i, (lab, steps) in enumerate(zip(labs, plans, strict=True))]
    release = grade(grading, "release")
    assert release.returncode == 0, release.stdout + release.stderr
    batch = grade(grading, "autograde")
    report = grade(grading, "report")
    said = batch.stdout + batch.stderr + report.stdout + report.stderr
    assert "Traceback" not in said, said
    asks = [any(step in d.ASK for step in steps) for steps in plans]
    results = [
        (i, "+".join(step.__name__[:40] for step in p), judged(grading, w, lab, a, said))
        for i, (p, w, lab, a) in enumerate(zip(plans, works, labs, asks, strict=True))
    ]
    return results, said


def main():
    count, seed = int((sys.argv[1:] or [200])[0]), int((sys.argv[2:] or [7])[0])
    grading = Path(tempfile.mkdtemp(prefix="harmless-", dir="/var/tmp")) / "grading"
    grading.mkdir()
    start = time.monotonic()
    results, said = run(grading, plan(count, seed), seed)
    print(said)
    bad = [r for r in results if r[2]]
    for number, steps, wrong in bad:
        print(f"WRONG s{number} {steps}: {wrong}")
    print(f"seed {seed}: {len(results)} right submissions, {len(bad)} treated wrongly, {time.monotonic() - start:.0f} s, in {grading}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
