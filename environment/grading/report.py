"""Points per student and exercise: a table on the screen, a CSV file, feedback as HTML, a list of similar submissions."""

import csv
import json

from grading.sandbox import DESCRIPTIONS
from grading.similarity import NotCompared, similar_pairs


def rows(course, assignments):
    """One row per student and exercise, from the verdicts and the gradebook (a lecturer may have changed points there)."""
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(course.db_url, "rnnlab") as gradebook:
        for assignment in assignments:
            for student in course.students(assignment):
                for source in course.sources(assignment):
                    try:
                        verdict = json.loads(course.verdict_file(assignment, student, source.stem).read_text(encoding="utf-8"))
                    except OSError:
                        continue
                    for exercise, e in verdict["exercises"].items():
                        try:
                            booked = gradebook.find_grade(exercise, source.stem, assignment, student).score
                        except MissingEntry:
                            booked = 0.0
                        yield {"student": student, "assignment": assignment, "exercise": exercise, "points": booked or 0.0,
                               "of": e["points"], "reason": "" if (booked or 0) >= e["points"] else e["reason"]}  # fmt: skip


def write_report(course, api, assignments, feedback=True):
    table = list(rows(course, assignments))
    if not table:
        raise SystemExit("nothing is graded yet: ./lab grade autograde")
    folder = course.root / "report"
    folder.mkdir(exist_ok=True)
    with (folder / "points.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, table[0].keys())
        writer.writeheader()
        writer.writerows({k: guarded(v) for k, v in row.items()} for row in table)
    show(table)
    print(f"\npoints and reasons: {folder / 'points.csv'}")
    if feedback:
        for assignment in assignments:
            for student in course.students(assignment):
                if (course.root / "autograded" / student / assignment).exists():
                    result = api.generate_feedback(assignment, student, force=True)
                    if not result["success"]:
                        print(f"no feedback for {student}, {assignment}: {(result.get('log') or '').strip().splitlines()[-1:]}")
        print(f"feedback: {course.root / 'feedback'}/STUDENT/ASSIGNMENT/*.html")
    weaker(course, assignments)
    write_similar(course, assignments, folder / "similarity.csv")


def write_similar(course, assignments, file):
    """All pairs that are alike as CSV; those that are most alike, and what could not be compared, on the screen."""
    file.unlink(missing_ok=True)
    pairs, notes = [], []
    try:
        for assignment in assignments:
            found, unread = similar_pairs(course, assignment)
            pairs, notes = pairs + found, notes + unread
    except NotCompared as e:
        raise SystemExit(f"everything is written but similarity.csv: {e}") from None
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["assignment", "student", "other student", "similarity"])
        writer.writerows(pairs)
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
        cells = "".join(f"{'-' if v is None else format(v, 'g'):>6}" for v in values)
        print(f"{student:{width}} {cells}{sum(v or 0 for v in values):>8g}")


def guarded(value):
    """A text that a spreadsheet would take for a formula gets a quote in front."""
    return "'" + value if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value
