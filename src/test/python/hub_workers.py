"""Submissions shared out to two workers in network namespaces of their own, one killed half way; then the same on this machine alone.

    sudo RNNLAB_HOME=$PWD JAVA_HOME=... JAVA_VERSION=17 .lab/hub/venv/bin/python \
        src/test/python/hub_workers.py [--submissions N] [--not-alone]

Prints times, whether each student has the points that the answers deserve, and whether the two reports are the same to the byte.
"""

import argparse
import csv
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment"), str(Path(__file__).parent)]

import class_of_forty  # noqa: E402

LAB = "recurrence-by-hand"
HUB, NETWORK = "10.231.77.1", "10.231.77.{}"
BRIDGE = "rnnbr77"


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
    """A scheduler here and a worker in each namespace; (address, {name: process})."""
    running, environment = {}, os.environ | {"PYTHONPATH": str(HOME / "environment"), "RNNLAB_HOME": str(HOME)}
    with namespaces(count) as names:
        try:
            log = (folder / "workers.log").open("w")
            program = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
            running["scheduler"] = subprocess.Popen(
                [*program, "--host", HUB, "--port", "8786", "--no-dashboard"], stdout=log, stderr=log, cwd=folder, env=environment
            )
            for name in names:
                command = [
                    "ip", "netns", "exec", name, sys.executable, "-m", "distributed.cli.dask_worker", f"tcp://{HUB}:8786", "--no-nanny",
                    "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder / name), "--name", name,
                ]  # fmt: skip
                running[name] = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment)
            end = time.monotonic() + 90
            while (folder / "workers.log").read_text().count("Registered to") < count:
                if time.monotonic() > end:
                    raise RuntimeError((folder / "workers.log").read_text())
                time.sleep(0.3)
            yield f"tcp://{HUB}:8786", {name: running[name] for name in names}
        finally:
            for process in running.values():
                process.kill()
                process.wait()


def grade(grading, *words):
    return [sys.executable, str(HOME / "environment" / "grade.py"), *words], os.environ | {"RNNLAB_GRADING": str(grading)}


def report(grading):
    command, environment = grade(grading, "report", "--no-feedback")
    subprocess.run(command, env=environment, capture_output=True)
    return (grading / "report" / "points.csv").read_bytes()


def sums(points):
    told = {}
    for row in csv.DictReader(points.decode().splitlines()):
        told[row["student"]] = told.get(row["student"], 0) + float(row["points"] or "nan")
    return told


def a_class(folder, submissions):
    """A folder of grading with so many submissions; {student: points deserved}."""
    grading = folder / "shared"
    shutil.copytree(HOME / "grading" / "source" / LAB, grading / "source" / LAB)
    command, environment = grade(grading, "release", LAB)
    subprocess.run(command, env=environment, check=True, capture_output=True)
    wrong, choose = list(class_of_forty.wrong_answers()), random.Random(7)
    deserved = {f"student{i:04}": 0.0 for i in range(submissions)}
    for student in deserved:
        deserved[student] = class_of_forty.submit(grading, student, LAB, wrong, choose)
    (grading / "secret").write_text("the same for both")
    return grading, deserved


def shared_out(grading, folder, submissions, kill):
    """Autogrades by two workers; (seconds, lines)."""
    with workers(2, folder) as (address, processes):
        command, environment = grade(grading, "autograde", "--workers", address)
        begun, lines = time.monotonic(), []
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in process.stdout:
            lines.append(line.rstrip())
            if kill and line.startswith(f"[{max(1, submissions // 2)}/"):
                victim = next(iter(processes.values()))
                for child in subprocess.run(["pgrep", "-P", str(victim.pid)], capture_output=True, text=True).stdout.split():
                    with suppress(ProcessLookupError):
                        os.kill(int(child), signal.SIGKILL)
                victim.kill()
        process.wait()
        return time.monotonic() - begun, lines, process.returncode


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--not-alone", action="store_true", help="without the comparison on this machine alone")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="rnnlab-workers-"))
    grading, deserved = a_class(folder, options.submissions)
    alone = folder / "alone"
    shutil.copytree(grading, alone)
    seconds, lines, status = shared_out(grading, folder, options.submissions, kill=True)
    judged = [line.split("] ")[1].split()[0] for line in lines if line.startswith("[")]
    print(f"two workers, one killed half way: {seconds:.0f} s, {len(judged)} judged, {len(set(judged))} students, ended with {status}")
    if status:
        print("\n".join(lines[-5:]), (folder / "workers.log").read_text()[-1500:], sep="\n")
    shared = report(grading)
    wrong = {s: (p, deserved[s]) for s, p in sums(shared).items() if p != deserved[s]}
    print(f"points that are not deserved: {len(wrong)} {dict(list(wrong.items())[:5]) or ''}; sum {sum(sums(shared).values()):g}")
    if not options.not_alone:
        begun = time.monotonic()
        command, environment = grade(alone, "autograde")
        subprocess.run(command, env=environment, check=True, capture_output=True)
        print(f"this machine alone: {time.monotonic() - begun:.0f} s")
        print(f"the same report to the byte: {report(alone) == shared}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
