"""Rounds of all systems by turns."""

import statistics
import sys
import time
from dataclasses import dataclass

import environment as env
from workers import Failed, Worker

# Warm-up goes on until a system has done so many rounds and seconds: compilers and caches are then done.
WARM_ROUNDS, WARM_SECONDS, SLOW_ROUNDS = 2, 2.0, 2


@dataclass
class Row:
    """The figures of one system on one job, in the job's unit."""

    job: str
    system: str
    unit: str
    figures: list
    loss: float = float("nan")
    parameters: int = 0
    megabytes: float | None = None

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


def measure(job, systems, rounds):
    """Rows of the systems that can do the job, and {system: what it said} of those that cannot."""
    description = job.make(env.DATA)
    scale = job.scale(description)
    rows, failures, workers, left = {}, {}, {}, {}
    try:
        for system in systems:
            say(f"{job.name}: {system} warms up")
            try:
                workers[system] = worker = Worker(system, job.name, description)
                warm_up(worker, system in job.slow)
                worker.rest()
            except Failed as failure:
                failures[system] = str(failure)
                continue
            rows[system] = Row(job.name, system, job.unit, [], parameters=worker.ready["parameters"])
            left[system] = min(rounds, SLOW_ROUNDS) if system in job.slow else rounds
        for k in range(rounds):
            for system in [s for s in rows if left[s] > k]:
                say(f"{job.name}: round {k + 1} of {rounds}, {system}")
                workers[system].wake()
                answer = workers[system].round()
                rows[system].figures.append(answer["seconds"] * scale)
                rows[system].loss = answer["loss"]
                rows[system].megabytes = workers[system].peak_megabytes()
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
