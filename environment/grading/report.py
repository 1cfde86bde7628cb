"""Points per student and exercise: a table on the screen, a CSV file, feedback as HTML, a list of similar submissions."""

import csv
import json
from contextlib import nullcontext

from grading.booking import db_url, log_line, timestamp
from grading.intake import UnclearError, strays
from grading.notebook import Source
from grading.sandbox import DESCRIPTIONS
from grading.similarity import NotComparedError, similar_pairs

NOT_BOOKED = "not in the gradebook yet: ./lab grade autograde books it"
CHANGED = "the submission or its lab has changed since it was graded: ./lab grade autograde"
NOT_JUDGED = "not graded yet: ./lab grade autograde"


def rows(course, assignments):
    """One row per student and exercise, from the verdicts and the gradebook (a lecturer may have changed points there)."""
    with gradebook_of(course) as gradebook:
        for assignment in assignments:
            for student in course.students(assignment):
                for source in course.sources(assignment):
                    yield from submission_rows(course, gradebook, assignment, student, source)


def gradebook_of(course):
    """nbgrader's gradebook, None when it cannot be read: the verdicts have the points too."""
    from nbgrader.api import Gradebook

    try:
        return Gradebook(db_url(course), "rnnlab")
    except Exception as e:  # of the database, of its driver, of what updates it
        print(f"{course.root}/gradebook.db cannot be read ({type(e).__name__}); points that were changed there are not shown")
        return nullcontext()


def submission_rows(course, gradebook, assignment, student, source):
    """Points that nobody has given are empty, never 0."""
    verdict, notes = course.written_verdict(assignment, student, source.stem), []
    try:
        course.submission(assignment, student, source.stem)
    except UnclearError as e:
        verdict, notes = None, [f"not graded: {e}"]
    if verdict is None:
        exercises = {i: {"points": p, "earned": None, "reason": ""} for i, p in Source(source).points().items()}
        notes = notes or [NOT_JUDGED]
    else:
        exercises = verdict["exercises"]
        notes += verdict["notes"] + [CHANGED] * (course.known_verdict(assignment, student, source.stem) is None)
    _, trouble = timestamp(course.folder(assignment, student))
    for exercise, e in exercises.items():
        booked = None if verdict is None else booked_points(gradebook, exercise, source.stem, assignment, student, e["earned"])
        points = e["earned"] if booked is None else booked
        said = [*notes, *([trouble] if trouble else []), *([NOT_BOOKED] if verdict and booked is None else [])]
        yield {"student": student, "assignment": assignment, "exercise": exercise, "points": "" if points is None else points,
               "of": e["points"], "reason": "" if points is not None and points >= e["points"] else e["reason"] or "; ".join(notes),
               "notes": "; ".join(dict.fromkeys(said))}  # fmt: skip


def booked_points(gradebook, exercise, notebook, assignment, student, earned):
    """The gradebook's points; None when it does not know the verdict: what is missing there is no 0."""
    from nbgrader.api import MissingEntry

    if gradebook is None:
        return None
    try:
        grade = gradebook.find_grade(exercise, notebook, assignment, student)
    except MissingEntry:
        return None
    return grade.score if grade.manual_score is not None or grade.auto_score == earned else None


def write_report(course, api, assignments, feedback=True):
    table = list(rows(course, assignments))
    lost = strays(course)
    if not table:
        raise SystemExit("\n".join(["nothing is graded yet: ./lab grade autograde", *lost]))
    folder = course.root / "report"
    folder.mkdir(exist_ok=True)
    write_csv(folder / "points.csv", table[0].keys(), (row.values() for row in table))
    show(table)
    remarks(table, lost)
    print(f"\npoints and reasons: {folder / 'points.csv'}")
    if feedback:
        write_feedback(course, api, assignments)
    weaker(course, assignments)
    write_similar(course, assignments, folder / "similarity.csv")


def write_csv(path, header, table):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(map(guarded, row) for row in table)


def remarks(table, lost):
    """What a lecturer should look at: a line for each submission that was not graded or booked as it came."""
    said = {(r["student"], r["assignment"]): r["notes"] for r in table if r["notes"]}
    for (student, assignment), notes in said.items():
        print(f"{student}, {assignment}: {notes}")
    for line in lost:
        print(line)


def write_feedback(course, api, assignments):
    from grading.converters import FeedbackByName

    for assignment in assignments:
        for student in course.students(assignment):
            if (course.root / "autograded" / student / assignment).exists():
                result = FeedbackByName(api, assignment, student).result()
                if not result["success"]:
                    print(f"no feedback for {student}, {assignment}: {log_line(result)}")
    print(f"feedback: {course.root / 'feedback'}/STUDENT/ASSIGNMENT/*.html")


def write_similar(course, assignments, file):
    """All pairs that are alike as CSV; those that are most alike, and what could not be compared, on the screen."""
    file.unlink(missing_ok=True)
    pairs, notes = [], []
    try:
        for assignment in assignments:
            found, unread = similar_pairs(course, assignment)
            pairs, notes = pairs + found, notes + unread
    except NotComparedError as e:
        raise SystemExit(f"everything is written but similarity.csv: {e}") from None
    write_csv(file, ["assignment", "student", "other student", "similarity"], pairs)
    for assignment, one, other, similarity in [p for p in pairs if p[3] >= 0.8][:20]:
        print(f"similar: {one} and {other}, {assignment}, {similarity:.0%}")
    for note in notes:
        print(f"not compared: {note}")


def weaker(course, assignments):
    """Says when submissions were not kept apart as well as they can be."""
    verdicts = [json.loads(p.read_text(encoding="utf-8")) for a in assignments for p in (course.root / "verdicts" / a).glob("*/*.json")]
    for kind in ("namespaces", "off"):
        if count := sum(v.get("sandbox") == kind for v in verdicts):
            print(f"weaker isolation for {count} of {len(verdicts)} submissions. {DESCRIPTIONS[kind]}")


def show(table):
    exercises = list(dict.fromkeys((r["assignment"], r["exercise"], r["of"]) for r in table))
    earned = {(r["student"], r["assignment"], r["exercise"]): r["points"] for r in table}
    for i, (assignment, exercise, of) in enumerate(exercises, 1):
        print(f"({i}) {assignment}: {exercise}, {of:g} points")
    students = sorted({r["student"] for r in table})
    width = max(map(len, [*students, "student"]))
    print(f"\n{'student':{width}} " + "".join(f"{f'({i})':>6}" for i in range(1, len(exercises) + 1)) + f"{'sum':>8}")
    for student in students:
        values = [earned.get((student, a, e)) for a, e, _ in exercises]
        cells = "".join(f"{'-' if v in (None, '') else format(v, 'g'):>6}" for v in values)
        print(f"{student:{width}} {cells}{sum(v or 0 for v in values):>8g}")


def guarded(value):
    """A text that a spreadsheet would take for a formula gets a quote in front."""
    return "'" + value if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
