"""Rounds of all systems by turns."""

import statistics
import sys
import time
from dataclasses import dataclass, field

import environment as env
from jobs import GROWTH
from workers import Worker, WorkerError

# Warm-up goes on until a system has done so many rounds and seconds: compilers and caches are then done.
WARM_ROUNDS, WARM_SECONDS, SLOW_ROUNDS = 2, 6.0, 2


@dataclass
class Row:
    """The figures of one system on one job, in the job's unit."""

    job: str
    system: str
    unit: str
    figures: list = field(default_factory=list)
    losses: list = field(default_factory=list)
    parameters: int = 0
    megabytes: float | None = None
    vectors: str = ""  # what the system itself says of the instructions that it uses

    @property
    def median(self):
        return statistics.median(self.figures)

    def record(self):
        keys = {"job": self.job, "system": self.system, "unit": self.unit}
        numbers = {"median": self.median, "min": min(self.figures), "max": max(self.figures)}
        return {**keys, **{k: float(f"{v:.6g}") for k, v in numbers.items()}, "rounds": len(self.figures)}


def say(text):
    """What is going on, on one line of a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def rounds_of(job, system, rounds):
    return min(rounds, SLOW_ROUNDS) if system in job.slow else rounds


def by_rounds(job, systems, rounds, description=None, name=None):
    """All systems stay and take turns. Returns rows of those that can do the job, {system: what it said} of the others."""
    description = description or job.make(env.DATA)
    scale = job.scale(description)
    rows, failures, workers = {}, {}, {}
    try:
        for system in systems:
            say(f"{job.name}: {system} warms up")
            try:
                workers[system] = worker = Worker(system, job.name, description)
                if job.warm_up:
                    warm_up(worker, system in job.slow)
            except WorkerError as failure:
                failures[system] = str(failure)
                continue
            worker.rest()
            rows[system] = Row(name or job.name, system, job.unit, parameters=worker.ready["parameters"])
            rows[system].vectors = worker.ready["vectors"]
        for k in range(rounds):
            for system, row in rows.items():
                if rounds_of(job, system, rounds) > k:
                    say(f"{job.name}: round {k + 1} of {rounds}, {system}")
                    workers[system].wake()
                    answer = workers[system].round()
                    row.figures.append(answer["seconds"] * scale)
                    row.losses.append(answer["loss"])
                    row.megabytes = workers[system].peak_megabytes()
                    workers[system].rest()
    finally:
        say("")
        for worker in workers.values():
            worker.end()
    return list(rows.values()), failures


def warm_up(worker, slow):
    start = time.perf_counter()
    worker.round()
    done = 1
    while not slow and (done < WARM_ROUNDS or time.perf_counter() - start < WARM_SECONDS):
        worker.round()
        done += 1


def fresh(job, systems, rounds):
    """A new process for each round: its whole life up to the first result, and the first epoch in it alone."""
    description = job.make(env.DATA)
    whole = {s: Row(job.name, s, job.unit) for s in systems}
    first = {s: Row("first-epoch", s, job.unit) for s in systems}
    failures = {}
    for k in range(rounds):
        for system in systems:
            if system in failures or rounds_of(job, system, rounds) <= k:
                continue
            say(f"{job.name}: round {k + 1} of {rounds}, {system}")
            worker = None
            try:
                worker = Worker(system, job.name, description)
                answer = worker.round()
                whole[system].figures.append(time.perf_counter() - worker.started)
                first[system].figures.append(answer["seconds"])
                for row in (whole[system], first[system]):
                    row.parameters, row.megabytes = worker.ready["parameters"], worker.peak_megabytes()
                    row.losses.append(answer["loss"])
            except WorkerError as failure:
                failures[system] = str(failure)
            finally:
                if worker:
                    worker.end()
    say("")
    return [row for table in (whole, first) for row in table.values() if row.figures], failures


def growth(job, systems, rounds):
    """The same network with one size doubled at a time, each in processes of its own: time and peak memory."""
    rows, failures = [], {}
    for name, doubled in GROWTH.items():
        more, failed = by_rounds(job, systems, rounds, job.make(env.DATA, **doubled), f"growth, {name}")
        rows += more
        failures |= failed
    return rows, failures


def suite(job, systems, seeds):
    """Each network trained by each system for each seed: seconds and the validation error at the end."""
    seconds, errors, failures = {}, {}, {}
    for seed in range(1, seeds + 1):
        description = job.make(env.DATA, seed=seed)
        workers = {}
        try:
            for system in [s for s in systems if s not in failures]:
                try:
                    workers[system] = Worker(system, job.name, description)
                    workers[system].rest()
                except WorkerError as failure:
                    failures[system] = str(failure)
            for model in description["models"]:
                for system, worker in workers.items():
                    if system in failures:
                        continue
                    say(f"{job.name}: seed {seed} of {seeds}, {model['name']}, {system}")
                    worker.wake()
                    try:
                        answer = worker.round()
                    except WorkerError as failure:
                        failures[system] = f"{model['name']}: {failure}"
                        continue
                    worker.rest()
                    key = (model["name"], system)
                    time_row = seconds.setdefault(key, Row(f"suite, {model['name']}", system, job.unit))
                    error_row = errors.setdefault(key, Row(f"suite, {model['name']}", system, "validation MSE"))
                    time_row.figures.append(answer["seconds"])
                    error_row.figures.append(answer["validation"])
                    for row in (time_row, error_row):
                        row.parameters = answer["parameters"]
                        row.losses.append(answer["loss"])
        finally:
            for worker in workers.values():
                worker.end()
    say("")
    names = [model["name"] for model in description["models"]]
    order = sorted(seconds, key=lambda key: names.index(key[0]))
    return [table[key] for table in (seconds, errors) for key in order], failures


def measure(job, systems, rounds, seeds=3):
    if job.how == "fresh":
        return fresh(job, systems, rounds)
    if job.how == "growth":
        return growth(job, systems, min(rounds, 3))
    if job.how == "suite":
        return suite(job, systems, seeds)
    return by_rounds(job, systems, rounds)
