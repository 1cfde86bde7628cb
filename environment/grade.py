"""Assignments: ./lab grade exercises, release, collect, autograde, report, feedback, desk. nbgrader keeps the books; the referee gives the points."""

import argparse
import json
import os
import pwd
import queue
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from grading.course import Bench, Course
from grading.notebook import BadNotebook, Source, read
from grading.referee import Referee, RefereeError, java
from grading.report import write_report
from grading.sandbox import DESCRIPTIONS, LIMITS, kind

HOME = Path(os.environ["RNNLAB_HOME"])
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # nbgrader calls alembic by name
EXERCISES = HOME / "notebooks" / "exercises"


def nbgrader_api(course):
    import warnings

    from sqlalchemy.exc import SAWarning

    warnings.simplefilter("ignore", SAWarning)  # nbgrader's own way with its database
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", path=str(HOME / "grading")).load_config()
    config.NbGrader.log_level = "ERROR"
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def named(course, wanted):
    known = course.assignments()
    for name in wanted:
        if name not in known:
            sys.exit(f"there is no assignment '{name}'; there are: {', '.join(known)}")
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
            sys.exit(f"{assignment}: {result.get('log') or result.get('error')}")
        own = course.root == HOME / "grading"  # the course's exercises, not a copy somewhere else
        for released in sorted((course.root / "release" / assignment).glob("*.ipynb")):
            print(f"released {released.relative_to(course.root)}")
            if own:
                EXERCISES.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(released, EXERCISES / released.name)
        if own:
            exchange(api, assignment)


def exchange(api, assignment):
    """Puts the release where nbgrader's assignment list offers it to students on this machine."""
    make_exchange()
    result = api.release_assignment(assignment)
    if not result["success"]:
        print(f"{assignment} is not in the exchange: {(result.get('log') or result.get('error')).strip().splitlines()[-1]}")


def make_exchange():
    """The folder that nbgrader's exchange wants to be writable for everybody."""
    folder = HOME / ".lab" / "exchange"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o777)


def check_source(source):
    """Solutions and hidden tests compile; a test's points are the sum of its checks' points."""
    referee = Referee(source, sys.stderr if os.environ.get("RNNLAB_DEBUG") else open(os.devnull, "w"))
    referee.close()
    for name, points in source.points().items():
        if referee.points[name] != points:
            raise RefereeError(f"{source.path.name}: '{name}' says {points} points, its checks have {referee.points[name]}")


def places(options):
    """How many submissions are judged at a time: one a processor, within the memory."""
    pages = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemAvailable"))
    by_memory = (pages // 1024 - 1000) // (LIMITS["memory"] // 2 + 700)
    return max(1, min(options.parallel or os.cpu_count(), by_memory))


def autograde(course, options):
    if options.no_sandbox:
        course.unprotected = True
    elif kind() is None:
        sys.exit("This system gives no sandbox: submissions would run as you. Grade as root on Linux (sudo ./lab grade autograde),"
                 " or say --no-sandbox when you trust every submission.")  # fmt: skip
    print(f"Sandbox: {DESCRIPTIONS['off' if course.unprotected else kind()]}.")
    (course.root / "verdicts").mkdir(parents=True, exist_ok=True)
    for assignment in named(course, options.assignments):
        if course.students(assignment) and not (course.root / "release" / assignment).exists():
            sys.exit(f"{assignment} is not released: ./lab grade release {assignment}")
    everything = [(a, s, p.stem) for a in named(course, options.assignments) for s in course.students(a) for p in course.sources(a)]
    if not everything:
        sys.exit(f"no submissions; they belong in {course.root}/submitted/STUDENT/ASSIGNMENT/")
    if options.again:
        for work in everything:
            course.verdict_file(*work).unlink(missing_ok=True)
    start = time.monotonic()
    failures = judge_all(course, [w for w in everything if course.known_verdict(*w) is None], len(everything), options)
    book_all(course, everything)
    print(f"{len(everything)} submissions in {time.monotonic() - start:.0f} s")
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


def judge_all(course, work, total, options):
    """Judges in parallel; one that fails does not stop the others, one that is judged stays judged."""
    todo, done, failures, lock = queue.SimpleQueue(), [], [], threading.Lock()
    for item in work:
        todo.put(item)
    print(f"{total - len(work)} of {total} submissions were judged before, {len(work)} are judged now, {places(options)} at a time", flush=True)

    def judge_some(slot):
        with Bench(course, slot) as bench:
            while True:
                try:
                    item = todo.get_nowait()
                except queue.Empty:
                    return
                try:
                    line = summary(bench.judge(*item))
                except Exception as e:  # a batch goes on whatever one submission does
                    failures.append(line := f"{'/'.join(item)}: not judged: {type(e).__name__}: {e}")
                with lock:
                    done.append(item)
                    print(f"[{len(done)}/{len(work)}] {line}", flush=True)

    threads = [threading.Thread(target=judge_some, args=(slot,), daemon=True) for slot in range(places(options))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def summary(verdict):
    earned = sum(e["earned"] for e in verdict["exercises"].values())
    points = sum(e["points"] for e in verdict["exercises"].values())
    notes = "; ".join(verdict["notes"])
    return (f"{verdict['student']} {verdict['assignment']}: {earned:g} of {points:g} points, {verdict['seconds']} s, "
            f"{verdict['memory']} MB{', ' + notes if notes else ''}")  # fmt: skip


def book_all(course, everything):
    """Writes the verdicts into nbgrader's gradebook and its autograded notebooks."""
    api = nbgrader_api(course)
    for assignment, student, notebook in everything:
        verdict = course.known_verdict(assignment, student, notebook)
        mark = course.verdict_file(assignment, student, notebook).with_suffix(".booked")
        if verdict is None or (mark.exists() and mark.read_text() == verdict["key"]):
            continue
        try:
            read(course.submitted(assignment, student, notebook))
            result = api.autograde(assignment, student, force=True, create=True)
            if not result["success"]:
                raise BadNotebook((result.get("log") or result.get("error")).strip().splitlines()[-1])
        except BadNotebook as e:
            book_zero(api, verdict, f"{e}")
        mark.write_text(verdict["key"])
    name_students(api)


def name_students(api):
    """The account's name, or else the id, for students without a name: formgrader would call all of them "None, None"."""
    with api.gradebook as gradebook:
        for student in gradebook.students:
            if student.last_name is None:
                student.first_name, _, student.last_name = account_name(student.id).rpartition(" ")
        gradebook.db.commit()


def account_name(student):
    try:
        return pwd.getpwnam(student).pw_gecos.split(",")[0].strip() or student
    except KeyError:
        return student


def book_zero(api, verdict, reason):
    """A submission that nbgrader cannot read: 0 in the gradebook, the reason in the verdict."""
    with api.gradebook as gradebook:
        gradebook.update_or_create_student(verdict["student"])
        gradebook.update_or_create_submission(verdict["assignment"], verdict["student"])
        submitted = gradebook.find_submission_notebook(verdict["notebook"], verdict["assignment"], verdict["student"])
        for grade in submitted.grades:
            grade.auto_score, grade.needs_manual_grade = 0, False
        gradebook.db.commit()
    for exercise in verdict["exercises"].values():
        exercise.update(earned=0.0, reason=reason)
    course = Course()
    course.verdict_file(verdict["assignment"], verdict["student"], verdict["notebook"]).write_text(json.dumps(verdict))


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
        if any((course.root / "feedback").glob(f"*/{assignment}")):
            succeed(assignment, api.release_feedback(assignment))
            print(f"{assignment}: feedback is in the exchange")


def succeed(assignment, result):
    if not result["success"]:
        sys.exit(f"{assignment}: {(result.get('log') or result.get('error')).strip().splitlines()[-1]}")


def desk(course, options):
    """JupyterLab with nbgrader's panels for the lecturer: formgrader, assignment list, validation."""
    import serve

    config = HOME / ".lab" / "jupyter" / "desk"
    (config / "labconfig").mkdir(parents=True, exist_ok=True)
    (config / "labconfig" / "page_config.json").write_text('{"disabledExtensions": {"@jupyter/nbgrader": false}}')
    shutil.copyfile(HOME / "environment" / "jupyter_server_config.py", config / "jupyter_server_config.py")
    shutil.copyfile(HOME / "grading" / "nbgrader_config.py", config / "nbgrader_config.py")
    make_exchange()
    (HOME / "work").mkdir(exist_ok=True)
    os.environ["JUPYTER_CONFIG_DIR"] = str(config)
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "0"  # the desk's switch comes before the students' one
    sys.argv = ["./lab grade desk", *options.rest]
    serve.main("grading", "The lecturer's desk is open at")


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
    except RefereeError as e:
        sys.exit(str(e))


if __name__ == "__main__":
    main()
