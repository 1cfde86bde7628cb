"""Submissions shared out to two workers in network namespaces of their own, one killed half way; then the same on this machine alone.

    sudo RNNLAB_HOME=$PWD JAVA_HOME=... JAVA_VERSION=17 .lab/hub/venv/bin/python \
        src/test/python/hub_workers.py [--submissions N] [--keep FOLDER]

The assignment is the first exercise of "recurrence-by-hand". Among each twenty submissions are nine right ones, five known wrong ones, a
stub, four hostile ones, and one that is handed in twice, wrong and judged, then right. Prints times, whether anybody is lost, judged or
booked twice, whether each has the points that the answer deserves, and whether the two reports are the same to the byte.
"""

import argparse
import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment"), str(Path(__file__).parent)]

import nbformat  # noqa: E402

import hostile  # noqa: E402
from class_of_forty import wrong_answers  # noqa: E402

LAB, FILE, EXERCISE = hostile.ASSIGNMENT, f"{hostile.NOTEBOOK}.ipynb", "hidden-state"
HUB, NETWORK = "10.231.77.1", "10.231.77.{}"
BRIDGE = "rnnbr77"
PATIENT = {"kernel": 300, "cell": 300, "call": 60, "exercise": 300, "notebook": 900, "all": 1800}  # seconds, for a machine that is shared
HOSTILE = ["exit-in-a-cell", "reads-the-solutions", "prints-a-score", "test-replaced", "test-deleted", "not-json", "exit-in-a-call"]


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextmanager
def namespaces(count):
    """So many network namespaces, each with one cable to a bridge of this machine; names of them."""
    names = [f"rnnworker{i}" for i in range(1, count + 1)]
    try:
        ip("link", "add", BRIDGE, "type", "bridge")
        ip("addr", "add", f"{HUB}/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        for i, name in enumerate(names, 2):
            ip("netns", "add", name)
            ip("link", "add", f"{name}h", "type", "veth", "peer", "name", "eth0", "netns", name)
            ip("link", "set", f"{name}h", "master", BRIDGE, "up")
            ip("-n", name, "addr", "add", f"{NETWORK.format(i)}/24", "dev", "eth0")
            ip("-n", name, "link", "set", "eth0", "up")
            ip("-n", name, "link", "set", "lo", "up")
        yield names
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], capture_output=True)
        subprocess.run(["ip", "link", "del", BRIDGE], capture_output=True)


@contextmanager
def workers(count, folder):
    """A scheduler here and a worker in each namespace; (address, [processes of the workers])."""
    running, environment = [], os.environ | {"PYTHONPATH": str(HOME / "environment"), "RNNLAB_HOME": str(HOME)}
    dask = str(Path(sys.executable).with_name("dask"))

    def launch(*command):
        running.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment))
        return running[-1]

    with namespaces(count) as names, (folder / "workers.log").open("w") as log:
        try:
            launch(dask, "scheduler", "--host", HUB, "--port", "8786", "--no-dashboard")
            options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder)]
            inside = [launch("ip", "netns", "exec", name, dask, "worker", f"tcp://{HUB}:8786", *options, "--name", name) for name in names]
            end = time.monotonic() + 180
            while (told := Path(log.name).read_text()).count("Registered to") < count:
                if time.monotonic() > end or any(p.poll() is not None for p in running):
                    raise RuntimeError(told)
                time.sleep(0.3)
            yield f"tcp://{HUB}:8786", inside
        finally:
            for process in running:
                dies(process)


def dies(process):
    """As when a machine loses its power: nothing of it is told anything."""
    with suppress(psutil.NoSuchProcess):
        everything = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        for one in everything:
            with suppress(psutil.NoSuchProcess):
                one.kill()
    process.wait()


class Grading:
    """A folder of grading with one assignment of one exercise, and what each student deserves."""

    def __init__(self, root, submissions, first=0):
        """first: the kind of the first submission, of the twenty kinds that come in turn."""
        self.root, self.deserved, self.again = root, {}, []
        source = nbformat.read(HOME / "grading" / "source" / LAB / FILE, as_version=4)
        last = next(i for i, c in enumerate(source.cells) if c.metadata.get("nbgrader", {}).get("grade_id") == EXERCISE)
        source.cells = source.cells[: last + 1]
        source.metadata["limits"] = PATIENT
        (root / "source" / LAB).mkdir(parents=True)
        nbformat.write(source, root / "source" / LAB / FILE)
        self.solution = hostile.answers(source)[f"{EXERCISE}-answer"].source
        self.points = next(c.metadata.nbgrader.points for c in source.cells if c.metadata.get("nbgrader", {}).get("grade"))
        self.run("release", LAB, check=True)
        (root / "secret").write_text("the same for both")
        wrong = [(code, points) for exercise, code, points in wrong_answers() if exercise == EXERCISE]
        for i in range(first, first + submissions):
            self.hand_in(f"student{i:04}", i // 20, i % 20, wrong)

    @classmethod
    def of(cls, other, root):
        """The same submissions in another folder, nothing of them judged."""
        copy = cls.__new__(cls)
        copy.root, copy.deserved, copy.again = root, other.deserved, other.again
        shutil.copytree(other.root, root)
        return copy

    def hand_in(self, student, round_, kind, wrong):
        """The kinds of the module's text, in turn."""
        notebook = nbformat.read(self.root / "release" / LAB / FILE, as_version=4)
        answer, deserved = self.solution, self.points
        if kind % 2 and kind < 11:
            answer, deserved = wrong[(round_ + kind) % len(wrong)]
        elif kind == 12:
            answer, deserved = hostile.answers(notebook)[f"{EXERCISE}-answer"].source, 0.0
        elif kind == 13:
            self.again.append(student)
        elif kind > 15:
            return self.hostile(student, notebook, HOSTILE[(4 * round_ + kind) % len(HOSTILE)])
        hostile.answers(notebook)[f"{EXERCISE}-answer"].source = answer
        self.deserved[student] = deserved
        nbformat.write(notebook, self.file(student))

    def hostile(self, student, notebook, name):
        self.deserved[student] = 0.0
        if name in hostile.FILES:
            self.file(student).write_bytes(hostile.FILES[name])
            return
        hostile.answers(notebook)[f"{EXERCISE}-answer"].source = hostile.ANSWERS[name][0] if name in hostile.ANSWERS else hostile.STUB
        if name in hostile.CHANGES:
            hostile.CHANGES[name][0](notebook)
        nbformat.write(notebook, self.file(student))

    def file(self, student):
        folder = self.root / "submitted" / student / LAB
        folder.mkdir(parents=True, exist_ok=True)
        return folder / FILE

    def command(self, *words):
        return [sys.executable, str(HOME / "environment" / "grade.py"), *words]

    @property
    def environment(self):
        return os.environ | {"RNNLAB_GRADING": str(self.root)}

    def run(self, *words, check=False):
        return subprocess.run(self.command(*words), env=self.environment, check=check, capture_output=True, text=True)

    def report(self):
        self.run("report", "--no-feedback")  # ends with 1 where there is no JPlag
        return self.root / "report" / "points.csv"

    def sums(self):
        told = Counter()
        with self.report().open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                told[row["student"]] += float(row["points"] or "nan")
        return told

    def booked(self):
        """How many submissions of each student nbgrader's gradebook has."""
        with sqlite3.connect(self.root / "gradebook.db") as book:
            return Counter(name for (name,) in book.execute("select student_id from submitted_assignment"))


def judged_first(grading, folder, address):
    """Those who hand in twice: an answer that is worth nothing is judged and booked, then the right one lies there."""
    hidden = grading.root / "submitted-later"
    (grading.root / "submitted").rename(hidden)
    for student in grading.again:
        notebook = nbformat.read(hidden / student / LAB / FILE, as_version=4)
        hostile.answers(notebook)[f"{EXERCISE}-answer"].source = hostile.STUB
        nbformat.write(notebook, grading.file(student))
    done = grading.run("autograde", "--workers", address)
    sums = grading.sums()
    shutil.rmtree(grading.root / "submitted")
    hidden.rename(grading.root / "submitted")
    if done.returncode or sums != dict.fromkeys(grading.again, 0.0):
        raise RuntimeError(f"the first answers of those who hand in twice: {sums}\n{done.stdout}{done.stderr}")


def shared_out(grading, folder, submissions, kill=True):
    """Autogrades by two workers, of which one is killed half way; (seconds, lines, exit status)."""
    with workers(2, folder) as (address, processes):
        judged_first(grading, folder, address)
        begun, lines = time.monotonic(), []
        process = subprocess.Popen(
            grading.command("autograde", "--workers", address),
            env=grading.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for line in process.stdout:
            lines.append(line.rstrip())
            if kill and line.startswith(f"[{max(1, submissions // 2)}/"):
                dies(processes[0])
                lines.append(f"killed after {time.monotonic() - begun:.0f} s")
            if line.startswith("[") and line.split("/")[0].endswith("00"):
                print(f"{time.monotonic() - begun:.0f} s {line.rstrip()}", flush=True)
        return time.monotonic() - begun, lines, process.wait()


def faults(grading, lines):
    """What is lost, judged or booked twice, or has other points than it deserves; nothing when all is well."""
    judged = Counter(line.split("] ")[1].split()[0] for line in lines if line.startswith("["))
    once, sums = dict.fromkeys(grading.deserved, 1), grading.sums()
    return [
        f"{what}: {sorted(set(told.items()) ^ set(wanted.items()))[:6]}"
        for what, told, wanted in (
            ("judged", judged, once),
            ("booked", grading.booked(), once),
            ("points", sums, grading.deserved),
        )
        if dict(told) != wanted
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="work here and leave everything for a look")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="rnnlab-workers-"))
    folder.mkdir(exist_ok=True)
    grading = Grading(folder / "shared", options.submissions)
    alone = Grading.of(grading, folder / "alone")
    seconds, lines, status = shared_out(grading, folder, options.submissions)
    print("\n".join([line for line in lines if line.startswith("killed")] + lines[-3:]))
    print(f"two workers, one killed half way: {seconds:.0f} s, ended with {status}", flush=True)
    wrong = faults(grading, lines)
    print(f"{options.submissions} submissions, {len(grading.again)} of them handed in twice; lost, twice or wrong: {wrong or 'none'}")
    print(f"points in all {sum(grading.sums().values()):g}, deserved {sum(grading.deserved.values()):g}", flush=True)
    shared, begun = grading.report().read_bytes(), time.monotonic()
    done = alone.run("autograde")
    print(f"this machine alone: {time.monotonic() - begun:.0f} s, ended with {done.returncode}")
    same = alone.report().read_bytes() == shared
    print(f"the same report to the byte: {same} ({len(shared)} bytes)")
    if options.keep is None:
        shutil.rmtree(folder)
    sys.exit(bool(wrong or not same or status))


if __name__ == "__main__":
    main()
