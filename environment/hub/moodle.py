"""Points and feedback in the forms that Moodle takes: its grading worksheet filled in, feedback files in a zip archive, a plain CSV.

The worksheet comes from Moodle (assignment, "Download grading worksheet") and goes back there ("Upload grading worksheet"); the archive
goes into "Upload multiple feedback files in a zip".
"""

import csv
import io
import re
import zipfile
from pathlib import Path

from login import account_name

NUMBER = re.compile(r"(\d+)\s*$")
PERSON = ("Username", "ID number", "Email address")


class MoodleError(Exception):
    """What cannot be exported, and what to do."""


def write(assignment, sheet, folder):
    """Writes what there is into the folder; gives a line for each file and for each person to look at."""
    from grading.booking import nbgrader_api
    from grading.course import Course
    from grading.report import rows

    course = Course()
    if assignment not in course.assignments():
        raise MoodleError(f"there is no assignment '{assignment}'; there are: {', '.join(course.assignments())}")
    nbgrader_api(course)  # finds nbgrader's programs
    points = sums(rows(course, [assignment]))
    if not points:
        raise MoodleError(f"nobody has handed in {assignment} yet")
    folder.mkdir(parents=True, exist_ok=True)
    plain = folder / f"{assignment}.csv"
    with plain.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["username", assignment])
        writer.writerows((name, "" if earned is None else f"{earned:g}") for name, (earned, _) in sorted(points.items()))
    lines = [f"{plain}: for Grades, Import, CSV file"]
    if sheet is None:
        return lines + ["For the assignment's own sheet and the feedback files give Moodle's grading worksheet: --sheet CSV"]
    try:
        text = sheet.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise MoodleError(f"{sheet} is not UTF-8; take it as Moodle gives it, before a spreadsheet has saved it") from None
    filled_in, remarks = filled(text, points, sheet.name)
    target = folder / f"{assignment}-worksheet.csv"
    target.write_bytes(filled_in.encode("utf-8"))
    pages = {name: sorted((course.root / "feedback" / name / assignment).glob("*.html")) for name in points}
    archive = folder / f"{assignment}-feedback.zip"
    count = write_zip(archive, participants(text, sheet.name), pages)
    return [
        *lines,
        f"{target}: for Upload grading worksheet",
        f"{archive}: {count} files, for Upload multiple feedback files in a zip",
        *remarks,
    ]


def sums(table):
    """{student: (points, of)}; points are None while an exercise has none."""
    points = {}
    for row in table:
        earned, of = points.get(row["student"], (0.0, 0.0))
        known = None if earned is None or row["points"] == "" else earned + float(row["points"])
        points[row["student"]] = (known, of + row["of"])
    return points


def read(text, name):
    """(the sheet's dialect, its header, its rows)."""
    first = text.removeprefix("\ufeff").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    rows, header = list(reader), reader.fieldnames or []
    for column in ("Identifier", "Grade", "Maximum Grade"):
        if column not in header:
            raise MoodleError(f"{name} has no column '{column}'; it must be Moodle's grading worksheet, with Moodle in English")
    if not set(PERSON) & set(header):
        raise MoodleError(f"{name} has no column that says who it is: {', '.join(PERSON)}")
    return delimiter, header, rows


def account(row):
    """The account of the person in a row, or None."""
    for column in PERSON:
        if row.get(column):
            try:
                return account_name(row[column])
            except ValueError:
                continue
    return None


def participants(text, name):
    """{account: (full name, Moodle's number of the participant)}."""
    _, _, rows = read(text, name)
    return {
        account(row): (row.get("Full name", ""), NUMBER.search(row["Identifier"])[1]) for row in rows if NUMBER.search(row["Identifier"])
    }


def filled(text, points, name):
    """(the sheet with the points in it and nothing else changed, a line for each person to look at)."""
    delimiter, header, rows = read(text, name)
    lines, seen = [], set()
    for number, row in enumerate(rows, 2):
        who = account(row)
        shown = f"{row['Identifier']} ({row.get('Full name', '')})"
        if who not in points:
            lines.append(f"{shown}: nothing handed in here")
            continue
        if who in seen:
            raise MoodleError(f"{name}, line {number}: a second row for '{who}'; two addresses give the same account")
        seen.add(who)
        earned, of = points[who]
        comma = "," in row["Maximum Grade"]
        most = number_of(row["Maximum Grade"], name, number)
        if most != of:
            raise MoodleError(
                f"{name}, line {number}: the assignment has {of:g} points and Moodle's maximum is {most:g}; set Moodle's to {of:g}"
            )
        if earned is None:
            lines.append(f"{shown}: not graded yet")
        else:
            row["Grade"] = f"{earned:g}".replace(".", "," if comma else ".")
    lines += [f"{who}: in no row of {name}" for who in sorted(set(points) - seen)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, delimiter=delimiter, lineterminator="\r\n" if "\r\n" in text else "\n")
    writer.writeheader()
    writer.writerows(rows)
    return ("\ufeff" if text.startswith("\ufeff") else "") + out.getvalue(), lines


def number_of(text, name, line):
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise MoodleError(
            f"{name}, line {line}: the maximum grade '{text}' is no number; the assignment must be graded by points"
        ) from None


def write_zip(path, people, pages):
    """The pages {account: [files]} under the names by which Moodle knows whose they are; how many."""
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for who in sorted(set(pages) & set(people)):
            full, number = people[who]
            plain = re.sub(r"[_/\\]", " ", full)
            for page in pages[who]:
                archive.write(Path(page), f"{plain}_{number}_assignsubmission_file_{page.name}")
                count += 1
    return count
