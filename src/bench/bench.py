"""Benchmarks of the course's engine, beside its peers: ./lab bench [JOB ...] [--peers].

Every system does the same work on the same data in one run. Each has a process of its own; they take turns round by round, and
those that wait are stopped, so that nothing else uses the processor. The table gives medians, spreads and ratios to rnnlab.
"""

import argparse
import json
import signal
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "environment"))

import environment
import fingerprints
import forecasts
import isa
import kernels
from alone import alone
from jobs import JOBS
from measure import measure
from table import show
from workers import SYSTEMS


def arguments():
    about = "\n".join(f"  {job.name:18}{job.about}" for job in JOBS)
    about += f"\n  {kernels.NAME:18}{kernels.ABOUT}\n  {forecasts.NAME:18}{forecasts.ABOUT}"
    about += f"\n  {fingerprints.NAME:18}{fingerprints.ABOUT}"
    parser = argparse.ArgumentParser(
        prog="./lab bench",
        description=__doc__,
        epilog=f"jobs:\n{about}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("jobs", nargs="*", metavar="JOB", help="default: " + ", ".join(job.name for job in JOBS if job.default))
    parser.add_argument("--peers", action="store_true", help="measure Keras, PyTorch, numpy and stock Deeplearning4j too")
    parser.add_argument("--only", metavar="SYSTEM,...", help="only these systems")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each system; slow ones make fewer (default 7)")
    parser.add_argument("--seeds", type=int, default=3, help="starts of each network of the suite (default 3)")
    parser.add_argument("--isa", choices=isa.LIMITS, help="limit all systems to this instruction set")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    options = parser.parse_args()
    names = [*(job.name for job in JOBS), kernels.NAME]
    unknown = [name for name in options.jobs if name not in names]
    if unknown:
        parser.error(f"no job is called {', '.join(unknown)}; there are {', '.join(names)}")
    strange = [s for s in (options.only or "").split(",") if s and s not in SYSTEMS]
    if strange:
        parser.error(f"no system is called {', '.join(strange)}; there are {', '.join(SYSTEMS)}")
    if options.rounds < 1 or options.seeds < 1:
        parser.error(f"--rounds {options.rounds} --seeds {options.seeds}: at least 1 each")
    return options


def main():
    for tool in (forecasts, fingerprints):
        if sys.argv[1:2] == [tool.NAME]:
            return tool.main(sys.argv[2:])
    options = arguments()
    alone(environment.LAB / "bench.lock", "lab bench: another one measures here; two at once would measure each other")
    # Told to end, it still ends its workers, which may be stopped at that moment.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    jobs = [job for job in JOBS if (job.name in options.jobs if options.jobs else job.default)]
    wanted = options.only.split(",") if options.only else None
    if options.isa:
        isa.limit(options.isa)
    print(isa.about(), flush=True)
    environment.java_workers()
    if options.peers:
        environment.peers()
    rows, failed = [], False
    for job in jobs:
        systems = ["rnnlab", *(job.peers if options.peers else []), *(["floor"] if job.floor else [])]
        systems = [s for s in systems if wanted is None or s in wanted]
        if systems:
            measured, failures = measure(job, systems, options.rounds, options.seeds)
            show(job, measured, failures)
            rows += [row.record() for row in measured]
            failed |= "rnnlab" in failures
    if kernels.NAME in options.jobs:
        measured = kernels.rows()
        kernels.show(measured)
        rows += [row.record() for row in measured]
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
        print(f"{len(rows)} figures in {options.json}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    sys.exit(main())
