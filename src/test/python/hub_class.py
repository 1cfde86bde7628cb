"""A class at ten o'clock: N students come, each starts a server, opens a lab, runs it, fetches an exercise, hands it in.

    sudo RNNLAB_HOME=$PWD JAVA_HOME=... JAVA_VERSION=17 .lab/hub/venv/bin/python src/test/python/hub_class.py [--students 30] [--within 600]

Prints start-up times, memory by the kernel's own count of shared pages, failures, and what happens to those for whom there is no place.
Makes accounts class01 ... and a folder of its own, and deletes them at the end. Minutes; all processors.
"""

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment" / "hub"), str(Path(__file__).parent)]

import accounts  # noqa: E402
import limits  # noqa: E402

from hub_people import Person, RefusedError, text  # noqa: E402

LAB, EXERCISE = "labs/01-recurrence-by-hand.ipynb", "recurrence-by-hand"
MEGABYTE = 1 << 20


class Class:
    """A hub for so many students, with places for fewer. Use it in a with statement."""

    def __init__(self, students, seats, port=9443, prefix="class", extra=""):
        self.folder = Path(tempfile.mkdtemp(prefix="rnnlab-hub-", dir="/srv"))
        self.folder.chmod(0o755)
        self.students = [f"{prefix}{i:02}" for i in range(1, students + 1)]
        self.lecturer, self.url = f"{prefix}-lecturer", f"https://127.0.0.1:{port}"
        self.file = self.folder / "class.toml"
        self.file.write_text(
            f'lecturers = ["{self.lecturer}"]\nstudents = {self.students}\nfolder = "{self.folder}/all"\nport = {port}\n'
            f"[limits]\nseats = {seats}\n{extra}".replace("'", '"')
        )
        self.log = self.folder / "start.log"

    def command(self, *words):
        return [sys.executable, str(HOME / "environment" / "hub" / "hub.py"), "--class", str(self.file), *words]

    def __enter__(self):
        self.end_servers()  # of a run that was killed
        self.remove_accounts()
        try:
            self.start()
        except Exception:
            self.__exit__()
            raise
        told = re.findall(r"^ +(?:student|lecturer) +(\S+) +(\S+)$", self.log.read_text(), re.M)
        self.passwords = dict(told)
        return self

    def start(self, *words):
        with self.log.open("w") as log:
            self.process = subprocess.Popen(self.command("--passwords"), stdout=log, stderr=log, start_new_session=True)
        end = time.monotonic() + 180
        while "Ctrl-C" not in self.log.read_text():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"the hub did not start: {self.log.read_text()}")
            time.sleep(0.2)

    def grade(self, *words):
        return subprocess.run(self.command("grade", *words), capture_output=True, text=True)

    def person(self, name):
        return Person(self.url, name, self.passwords[name])

    def end_servers(self):
        for name in [*self.students, self.lecturer]:
            for process in limits.processes(name):
                with suppress(ProcessLookupError):
                    os.kill(process, 9)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)
        self.end_servers()
        time.sleep(0.5)
        self.remove_accounts()
        subprocess.run(["rm", "-rf", str(self.folder)], check=True)

    def remove_accounts(self):
        for name in [*self.students, self.lecturer]:
            limits.remove(name)
            accounts.remove(name)


def memory(name):
    """Megabytes of a person's server and of its kernels, shared pages divided; and the same if each had a course of its own."""
    shared, alone = {"server": 0.0, "kernel": 0.0}, {"server": 0.0, "kernel": 0.0}
    for process in limits.processes(name):
        try:
            kind = "kernel" if "java" in Path(f"/proc/{process}/exe").readlink().name else "server"
            for file in psutil.Process(process).memory_maps():
                shared[kind] += file.pss / MEGABYTE
                alone[kind] += (file.rss if file.path.startswith(str(HOME)) else file.pss) / MEGABYTE
        except (OSError, psutil.Error):
            continue
    return shared, alone


def processor(name):
    """Seconds of a processor that a person's processes have taken, those that have ended among them."""
    total = 0.0
    for process in limits.processes(name):
        with suppress(psutil.Error):
            total += sum(psutil.Process(process).cpu_times()[:4])  # user, system, and those of children that have ended
    return total


class Student(threading.Thread):
    """One student's ten minutes; what took how long, or what went wrong."""

    def __init__(self, hub, name, comes, hold):
        super().__init__(daemon=True)
        self.hub, self.name_, self.comes, self.hold = hub, name, comes, hold
        self.took, self.seconds, self.failure, self.done = {}, {}, None, threading.Event()

    def run(self):
        time.sleep(self.comes)
        try:
            self.work()
        except Exception as e:
            self.failure = f"{type(e).__name__}: {e}"
        self.done.set()

    def step(self, name, action):
        begun, before = time.monotonic(), processor(self.name_)
        result = action()
        self.took[name] = time.monotonic() - begun
        self.seconds[name] = processor(self.name_) - before
        return result

    def work(self):
        person = self.step("log in", lambda: self.hub.person(self.name_))
        self.person = person
        self.step("server", person.start)
        self.step("page", lambda: (person.call("GET", f"{person.base}/lab"), person.course()))
        notebook = person.read(LAB)["content"]
        self.hold.wait()  # all servers are measured without kernels first
        kernel = self.step("kernel", lambda: first(person))
        self.step("lab", lambda: run_all(kernel, notebook))
        self.step("save", lambda: person.save(LAB, notebook))
        kernel.close()
        self.step("fetch", lambda: person.fetch(EXERCISE))
        self.step("submit", lambda: person.submit(EXERCISE))


def first(person):
    kernel = person.kernel(LAB)
    if text(kernel.run("1 + 1")) != "2":
        raise RuntimeError("the kernel does not compute")
    return kernel


def run_all(kernel, notebook):
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = kernel.run("".join(cell["source"]))
            if any(o["output_type"] == "error" for o in cell["outputs"]):
                raise RuntimeError(f"a cell has failed: {text(cell['outputs'])[:200]}")
            for output in cell["outputs"]:
                if output["output_type"] == "execute_result":
                    output.setdefault("execution_count", 1)


def spread(values):
    values = sorted(values)
    return f"{values[0]:.1f} / {statistics.median(values):.1f} / {values[-1]:.1f}" if values else "-"


def show(hub, names, moment):
    rows = [memory(name) for name in names if limits.processes(name)]
    for kind in ("server", "kernel"):
        shared, alone = [s[kind] for s, _ in rows if s[kind]], [a[kind] for _, a in rows if a[kind]]
        if shared:
            print(f"  {moment}: a {kind} {statistics.mean(shared):.0f} MB, {statistics.mean(alone):.0f} MB if each had a course of its own")
    total = sum(sum(s.values()) for s, _ in rows)
    print(
        f"  {moment}: {len(rows)} students {total:.0f} MB; the machine has {psutil.virtual_memory().available // MEGABYTE} MB left",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--within", type=float, default=600)
    parser.add_argument("--more", type=int, default=30, help="students for whom there is no place")
    options = parser.parse_args()
    with Class(options.students + options.more, options.students) as hub:
        released = hub.grade("release", EXERCISE)
        print(released.stdout.strip() or released.stderr)
        names, late = hub.students[: options.students], hub.students[options.students :]
        choose, hold = random.Random(1), threading.Event()
        people = [Student(hub, name, choose.uniform(0, options.within / 2), hold) for name in names]
        begun, lowest = time.monotonic(), [psutil.virtual_memory().available]
        for student in people:
            student.start()
        while not all("page" in s.took or s.failure for s in people):
            time.sleep(0.5)
        print(f"{sum('page' in s.took for s in people)} servers within {time.monotonic() - begun:.0f} s")
        show(hub, names, "nobody computes")
        hold.set()
        while not all("kernel" in s.took or s.failure for s in people):
            time.sleep(0.5)
        time.sleep(60)
        show(hub, names, "all compute")
        while not all(s.done.is_set() for s in people):
            lowest[0] = min(lowest[0], psutil.virtual_memory().available)
            time.sleep(0.5)
        print(f"all done after {time.monotonic() - begun:.0f} s; least memory left {lowest[0] // MEGABYTE} MB")
        show(hub, names, "all have run the lab")
        for step in ("log in", "server", "page", "kernel", "lab", "save", "fetch", "submit"):
            took, seconds = ([told[step] for told in (getattr(s, kind) for s in people) if step in told] for kind in ("took", "seconds"))
            print(f"  {step:8} {spread(took)} s (least / median / most); of a processor {spread(seconds)} s")
        failures = [f"{s.name_}: {s.failure}" for s in people if s.failure]
        print(f"failures: {len(failures)}")
        for failure in failures:
            print(f"  {failure}")
        refused(hub, late, names)
        collected = hub.grade("collect", EXERCISE)
        print("collected:", collected.stdout.strip() or collected.stderr)


def refused(hub, late, names):
    """Those without a place come, one, then all at once; everybody who was there stays."""
    before = {name: limits.processes(name) for name in names}
    said = []

    def come(name):
        try:
            hub.person(name).start()
            said.append("started")
        except RefusedError as e:
            said.append(f"{e.status} {e.said}")

    if late:
        come(late[0])
        threads = [threading.Thread(target=come, args=(name,)) for name in late[1:]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for answer in dict.fromkeys(said):
        print(f"no place: {said.count(answer)} x {answer}")
    lost = [name for name, processes in before.items() if not set(processes) <= set(limits.processes(name))]
    print(f"thrown out: {len(lost)} {lost or ''}")


if __name__ == "__main__":
    main()
