"""./lab grade exercises, release, collect, autograde, report, feedback, desk: nbgrader keeps the books, the referee gives the points."""

import argparse
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil

from alone import alone
from grading.booking import SECRET, alembic_by_name, book_all, log_line, nbgrader_api
from grading.course import Bench, Course, RehearsalError
from grading.elsewhere import WorkersError
from grading.intake import UnclearError, strays
from grading.notebook import Source, SourceError
from grading.referee import Referee, RefereeError, java
from grading.report import write_report
from grading.sandbox import DESCRIPTIONS, LIMITS, MEGABYTE, NoSandboxError, NotStartedError, SandboxError, kind

HOME = Path(os.environ["RNNLAB_HOME"])
EXERCISES = HOME / "notebooks" / "exercises"


def named(course, wanted):
    known = course.assignments()
    for name in wanted:
        if name not in known:
            empty = (course.root / "source" / name).is_dir()
            if empty:
                sys.exit(f"{course.root}/source/{name} has no notebook yet")
            sys.exit(f"there is no assignment '{name}'; there are: {', '.join(known)}")
    for name in wanted or known:
        if set(name) & set("[]*?+") or name != name.strip():
            sys.exit(f"nbgrader takes no assignment '{name}'; rename the folder: no [ ] * ? +, no spaces at its ends")
    return wanted or known


def exercises(course, options):
    """A table of all exercises: the stub, the solution and known wrong answers, each with the points that it is given now."""
    sys.exit(subprocess.run([*java("rnnlab.grading.Rehearsal"), str(HOME / "grading")], stderr=subprocess.DEVNULL).returncode)


def release(course, options):
    """Students' versions, without solutions and hidden tests, after the lecturer's version has shown that it is right."""
    api = nbgrader_api(course)
    for assignment in named(course, options.assignments):
        for path in course.sources(assignment):
            check_source(Source(path))
        result = api.generate_assignment(assignment, force=True, create=True)
        if not result["success"]:
            sys.exit(f"{assignment}: {result.get('log') or log_line(result)}")
        own = course.root == HOME / "grading"  # the course's exercises, not a copy somewhere else
        for released in sorted((course.root / "release" / assignment).glob("*.ipynb")):
            print(f"released {released.relative_to(course.root)}")
            if own:
                EXERCISES.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(released, EXERCISES / released.name)
        if own or "RNNLAB_EXCHANGE" in os.environ:
            exchange(api, assignment)


def exchange(api, assignment):
    """Puts the release where nbgrader's assignment list offers it to students on this machine."""
    make_exchange()
    result = api.release_assignment(assignment)
    if not result["success"]:
        print(f"{assignment} is not in the exchange: {log_line(result)}")


def make_exchange():
    """The folder that nbgrader's exchange wants to be writable for everybody."""
    if "RNNLAB_EXCHANGE" in os.environ:
        return  # a class's own has been made with its rights
    folder = HOME / ".lab" / "exchange"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o777)


def check_source(source):
    """Solutions and hidden tests compile; a test's points are the sum of its checks' points."""
    referee = Referee(source, sys.stderr if os.environ.get("RNNLAB_DEBUG") else subprocess.DEVNULL)
    referee.close()
    for name, points in source.points().items():
        if referee.points[name] != points:
            raise RefereeError(f"{source.path.name}: '{name}' says {points} points, its checks have {referee.points[name]}")


def places(options):
    """How many submissions are judged at a time: one a processor, within the memory."""
    available = psutil.virtual_memory().available // MEGABYTE
    by_memory = (available - 1000) // (LIMITS["memory"] // 2 + 700)
    return max(1, min(options.parallel or os.cpu_count(), by_memory))


def autograde(course, options):
    if options.no_sandbox:
        course.unprotected = True
    elif kind() is None and not options.workers:
        sys.exit("This system gives no sandbox: submissions would run as you. Grade as root on Linux (sudo ./lab grade autograde),"
                 " or say --no-sandbox when you trust every submission.")  # fmt: skip
    if not options.workers:
        print(f"Sandbox: {DESCRIPTIONS['off' if course.unprotected else kind()]}.")
    alone(course.root / "verdicts" / "lock", f"another ./lab grade autograde is at work in {course.root}")
    assignments = named(course, options.assignments)
    for assignment in assignments:
        if course.students(assignment) and not (course.root / "release" / assignment).exists():
            sys.exit(f"{assignment} is not released: ./lab grade release {assignment}")
    work, unclear = course.work(assignments)
    lost = strays(course)
    if not (work or unclear or lost):
        sys.exit(f"no submissions; they belong in {course.root}/submitted/STUDENT/ASSIGNMENT/")
    if options.again:
        for item in work:
            course.verdict_file(*item).unlink(missing_ok=True)
    start = time.monotonic()
    todo = [w for w in work if course.known_verdict(*w) is None]
    failures = judge_elsewhere(course, todo, options) if options.workers else judge_all(course, todo, len(work), options)
    not_booked, notes = book_all(course, work)
    print(f"{len(work)} submissions in {time.monotonic() - start:.0f} s")
    for line in notes:
        print(line)
    failures += not_booked + [f"{'/'.join(item)}: not graded: {why}" for item, why in unclear.items()] + lost
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


def judge_all(course, work, total, options):
    """Judges in parallel; one that fails does not stop the others, one that is judged stays judged. Gives the failures."""
    before, at_once = total - len(work), places(options)
    print(f"{before} of {total} submissions were judged before, {len(work)} are judged now, {at_once} at a time", flush=True)
    notebooks = dict.fromkeys((assignment, notebook) for assignment, _, notebook in work)
    unfit = {}
    for notebook, error in in_parallel(course, notebooks, Bench.rehearse, places(options)):
        if error:
            unfit[notebook] = f"{notebook[0]}: nothing is judged: {told(error)}"
    todo = [(a, s, n) for a, s, n in work if (a, n) not in unfit]
    return [*unfit.values(), *told_as_they_come(in_parallel(course, todo, Bench.judge, places(options)), len(todo))]


def judge_elsewhere(course, todo, options):
    """As judge_all, by the workers of a Dask scheduler. The lecturer's own answers are judged by them too."""
    from grading.elsewhere import Workers

    with Workers(options.workers, course) as workers:
        print(f"{workers.check()}; {len(todo)} submissions are judged now", flush=True)
        unfit = workers.unfit(list(dict.fromkeys((a, n) for a, _, n in todo)))
        failures = [f"{a}: nothing is judged: {why}" for (a, _), why in unfit.items()]
        todo = [(a, s, n) for a, s, n in todo if (a, n) not in unfit]
        return failures + told_as_they_come(workers.judged(todo), len(todo))


def told_as_they_come(results, count):
    """Prints a line for each submission; gives those of failures."""
    failures = []
    for done, (item, verdict) in enumerate(results, 1):
        if isinstance(verdict, Exception):
            failures.append(line := f"{'/'.join(item)}: not judged: {told(verdict)}")
        else:
            line = summary(verdict)
        print(f"[{done}/{count}] {line}", flush=True)
    return failures


def in_parallel(course, items, step, count):
    """Pairs of an item and what the step gives or raises, as they come. A sandbox that does not come up ends everything: it is no 0."""
    todo, done, stopped = queue.SimpleQueue(), queue.SimpleQueue(), None
    for item in items:
        todo.put(item)

    def work(bench):
        try:
            with bench:
                while True:
                    item = todo.get_nowait()
                    try:
                        done.put((item, step(bench, *item)))
                    except Exception as e:  # a batch goes on whatever one submission does
                        done.put((item, e))
        except queue.Empty:
            return
        finally:
            done.put(None)

    running = [Bench(course, slot) for slot in range(min(count, len(items)))]
    for bench in running:
        threading.Thread(target=work, args=(bench,), daemon=True).start()
    while running:
        if (result := done.get()) is None:
            running.pop()
        elif isinstance(result[1], (SandboxError, NoSandboxError)):
            stopped = result[1]
            while not todo.empty():
                todo.get()
        else:
            yield result
    if stopped:
        sys.exit(f"Grading stopped; what is judged stays judged: {stopped}")


def told(error):
    """An exception of ours is a sentence; of another the class says more."""
    known = (RefereeError, RehearsalError, NotStartedError, SourceError, UnclearError)
    return str(error) if isinstance(error, known) else f"{type(error).__name__}: {error}"


def summary(verdict):
    earned = sum(e["earned"] for e in verdict["exercises"].values())
    points = sum(e["points"] for e in verdict["exercises"].values())
    notes = "; ".join(verdict["notes"])
    return (f"{verdict['student']} {verdict['assignment']}: {earned:g} of {points:g} points, {verdict['seconds']} s, "
            f"{verdict['memory']} MB{', ' + notes if notes else ''}")  # fmt: skip


def report(course, options):
    write_report(course, nbgrader_api(course), named(course, options.assignments), feedback=not options.no_feedback)


def collect(course, options):
    """What students have submitted through nbgrader's exchange; files that came another way need no collecting."""
    api = nbgrader_api(course)
    for assignment in named(course, options.assignments):
        succeed(assignment, api.collect(assignment))
        print(f"{assignment}: {len(course.students(assignment))} submissions")


def feedback(course, options):
    """The pages that report has written, to the students who submitted through the exchange."""
    api = nbgrader_api(course)
    for assignment in named(course, options.assignments):
        pages = sorted((course.root / "feedback").glob(f"*/{assignment}"))
        elsewhere = [p.parent.name for p in pages if not ((p / SECRET).is_file() and (p / "timestamp.txt").is_file())]
        if len(elsewhere) < len(pages):
            api.coursedir.student_id_exclude = ",".join(elsewhere)
            succeed(assignment, api.release_feedback(assignment))
            print(f"{assignment}: feedback is in the exchange")
        if elsewhere:
            print(f"{assignment}: not handed in through the exchange, so their pages stay in feedback: {', '.join(elsewhere)}")


def succeed(assignment, result):
    if not result["success"]:
        sys.exit(f"{assignment}: {log_line(result)}")


def desk(course, options):
    """JupyterLab with nbgrader's panels for the lecturer: formgrader, assignment list, validation."""
    import serve

    config = HOME / ".lab" / "jupyter" / "desk"
    (config / "labconfig").mkdir(parents=True, exist_ok=True)
    (config / "labconfig" / "page_config.json").write_text('{"disabledExtensions": {"@jupyter/nbgrader": false}}')
    shutil.copyfile(HOME / "environment" / "jupyter_server_config.py", config / "jupyter_server_config.py")
    shutil.copyfile(HOME / "grading" / "nbgrader_config.py", config / "nbgrader_config.py")
    make_exchange()
    alembic_by_name()
    (HOME / "work").mkdir(exist_ok=True)
    os.environ["JUPYTER_CONFIG_DIR"] = str(config)
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "0"  # the desk's switch comes before the students' one
    sys.argv = ["./lab grade desk", *options.rest]
    serve.main(lambda _: (HOME, "/lab/tree/grading"), "The lecturer's desk is open at")


def main():
    parser = argparse.ArgumentParser(prog="./lab grade", description="Assignments for students, points for their answers.")
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, step, text in [
        ("exercises", exercises, "a table of all exercises; known right and wrong answers with the points that they get"),
        ("release", release, "students' versions from grading/source into grading/release and notebooks/exercises"),
        ("collect", collect, "submissions from nbgrader's exchange into grading/submitted/STUDENT/ASSIGNMENT"),
        ("autograde", autograde, "points for grading/submitted/STUDENT/ASSIGNMENT/*.ipynb"),
        ("report", report, "a table, CSV, feedback as HTML, similar submissions"),
        ("feedback", feedback, "the pages that report has written, to the students through the exchange"),
        ("desk", desk, "JupyterLab with nbgrader's panels"),
    ]:
        sub = steps.add_parser(name, help=text, description=text, add_help=name != "desk")
        sub.set_defaults(run=step)
        if name not in ("desk", "exercises"):
            sub.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="all unless told")
        if name == "autograde":
            sub.add_argument("--parallel", type=int, metavar="N", help="submissions at a time; one a processor unless told")
            sub.add_argument(
                "--workers", metavar="ADDRESS", help="judge on the workers of this Dask scheduler, tcp://HOST:8786 or tls://..."
            )
            sub.add_argument("--again", action="store_true", help="judge everything again")
            sub.add_argument("--no-sandbox", action="store_true", help="run submissions as yourself: only when you trust them all")
        if name == "report":
            sub.add_argument("--no-feedback", action="store_true", help="no HTML for the students")
    options, rest = parser.parse_known_args()
    if rest and options.step != "desk":
        parser.error(f"unknown: {' '.join(rest)}")
    options.rest = rest
    try:
        options.run(Course(), options)
    except (RefereeError, SourceError, WorkersError) as e:
        sys.exit(str(e))


if __name__ == "__main__":
    main()
