"""A class of forty submissions of three labs, graded by one command: seconds, peak memory; then killed in the middle and started again.

Run with the environment's Python and RNNLAB_HOME, JAVA_HOME set; some minutes. Each student answers with the solution, a stub, or a known
wrong answer for each exercise, so the sum that each must get is known beforehand.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))

import nbformat  # noqa: E402

from grading.sandbox import resident  # noqa: E402

LABS = {"recurrence-by-hand": "01", "simplernn-parameters": "02", "eurpln": "06"}
FIRST = ["ada", "bo", "cem", "dana", "eva", "filip", "gita", "hana", "ivo", "jan"]
LAST = ["novak", "kowal", "petrov", "svoboda"]


def wrong_answers():
    blocks = re.split(r"^== ", (HOME / "grading" / "wrong-answers.txt").read_text(encoding="utf-8"), flags=re.M)[1:]
    for block in blocks:
        head, code = block.split("\n", 1)
        exercise, _, points = head.split(" | ")
        yield exercise, code, float(points)


def submit(grading, student, lab, wrong, choose):
    """Writes a submission; returns the points that it deserves."""
    source = nbformat.read(HOME / "grading" / "source" / lab / f"{LABS[lab]}-{lab}.ipynb", as_version=4)
    notebook = nbformat.read(HOME / "notebooks" / "exercises" / f"{LABS[lab]}-{lab}.ipynb", as_version=4)
    solutions = {c.metadata.nbgrader.grade_id: c.source for c in source.cells if c.metadata.get("nbgrader", {}).get("solution")}
    points = {c.metadata.nbgrader.grade_id: c.metadata.nbgrader.points for c in source.cells if c.metadata.get("nbgrader", {}).get("grade")}
    deserved = 0
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if name in solutions:
            exercise = name.removesuffix("-answer")
            kind = choose.random()
            if kind < 0.5:
                cell.source, earned = solutions[name], points[exercise]
            elif kind < 0.9:
                cell.source, earned = choose.choice([(c, p) for e, c, p in wrong if e == exercise])
            else:
                earned = 0  # the stub stays
            deserved += earned
    folder = grading / "submitted" / student / lab
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{LABS[lab]}-{lab}.ipynb")
    return deserved


def measure(command, environment, kill_after=None):
    """Seconds, peak megabytes, lines; killed without warning when so many submissions are judged."""
    start, peak, lines = time.monotonic(), [0], []
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)

    def watch():
        while process.poll() is None:
            peak[0] = max(peak[0], resident(process.pid))
            time.sleep(0.5)

    threading.Thread(target=watch, daemon=True).start()
    for line in process.stdout:
        lines.append(line.rstrip())
        if kill_after and line.startswith(f"[{kill_after}/"):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return time.monotonic() - start, peak[0], lines


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    choose = random.Random(seed)
    grading = Path(tempfile.mkdtemp(prefix="class-", dir="/var/tmp")) / "grading"
    for lab in LABS:
        shutil.copytree(HOME / "grading" / "source" / lab, grading / "source" / lab)
    wrong = list(wrong_answers())
    students = [f"{a}-{b}" for a in FIRST for b in LAST]
    deserved = {s: submit(grading, s, choose.choice(list(LABS)), wrong, choose) for s in students}
    environment = os.environ | {"RNNLAB_GRADING": str(grading)}
    grade = [sys.executable, "-u", str(HOME / "environment" / "grade.py")]
    subprocess.run([*grade, "release"], env=environment, check=True, stdout=subprocess.DEVNULL)
    seconds, peak, _ = measure([*grade, "autograde"], environment, kill_after=12)
    print(f"killed after {seconds:.0f} s, peak {peak} MB")
    seconds, peak, lines = measure([*grade, "autograde"], environment)
    print(f"again: {lines[1]}; {lines[-1]}; peak {peak} MB")
    seconds, peak, lines = measure([*grade, "autograde", "--again"], environment)
    print(f"all at once: {lines[1]}; {lines[-1]}; peak {peak} MB")
    report = subprocess.run([*grade, "report"], env=environment, capture_output=True, text=True, check=True).stdout
    print(report)
    sums = dict(re.findall(r"^(\S+-\S+) .*?([\d.]+)$", report, re.M))
    bad = {s: (sums.get(s), d) for s, d in deserved.items() if abs(float(sums.get(s, -1)) - d) > 1e-9}
    print(f"seed {seed}: {len(students)} students, {len(bad)} sums that differ from what is deserved: {bad}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
