"""What nbgrader's autograde does here instead of running the tests itself: it puts the referee's verdict into the notebook.

In nbgrader a test cell without output gets full points. Here every test cell gets a number, and the number is 0 unless the referee has
said otherwise.
"""

import base64
import re

import nbformat
from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbgrader.api import Gradebook
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    GetGrades,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from grading.course import Course
from grading.notebook import HIDDEN, Source, grade_id

TEXT = 20_000
PICTURE = 3_000_000
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def submission(resources):
    names = resources["nbgrader"]
    return names["assignment"], names["student"], names["notebook"]


class Repair(NbGraderPreprocessor):
    """Gives cells the marks of the lecturer's notebook, each once: whatever a submission wrote there does not count."""

    def preprocess(self, nb, resources):
        assignment, _, notebook = submission(resources)
        source = Source(Course().source(assignment, notebook))
        left = dict(source.marks)
        for cell in nb.cells:
            original = left.pop(grade_id(cell), None)
            cell.metadata = nbformat.from_dict({"nbgrader": dict(original.metadata.nbgrader)} if original else {})
            cell.pop("attachments", None)
        return nb, resources


class AskReferee(NbGraderPreprocessor):
    """Outputs from the sandbox, cleaned, and the referee's points as the outputs of the tests."""

    def preprocess(self, nb, resources):
        assignment, student, notebook = submission(resources)
        course = Course()
        verdict = course.verdict(assignment, student, notebook)
        seen = set()
        for index, cell in enumerate(nb.cells):
            if cell.cell_type != "code":
                continue
            name = grade_id(cell)
            if name in verdict["exercises"]:
                seen.add(name)
                cell.outputs = points(verdict["exercises"][name])
                cell.execution_count = 1
            else:
                cell.outputs = clean(verdict["outputs"].get(str(index), []))
        zero_missing(resources["nbgrader"]["db_url"], assignment, student, notebook, set(verdict["exercises"]) - seen)
        return nb, resources


def points(exercise):
    """The report, then the number that nbgrader takes."""
    report = nbformat.v4.new_output("stream", name="stdout", text=exercise["report"] + "\n")
    number = nbformat.v4.new_output("execute_result", data={"text/plain": str(float(exercise["earned"]))}, execution_count=1)
    return [report, number]


def zero_missing(db_url, assignment, student, notebook, exercises):
    with Gradebook(db_url, "rnnlab") as gradebook:
        for exercise in exercises:
            grade = gradebook.find_grade(exercise, notebook, assignment, student)
            grade.auto_score, grade.needs_manual_grade = 0, False
        gradebook.db.commit()


def clean(outputs):
    """Text and pictures of an untrusted output; no HTML, no scripts, nothing large."""
    cleaned = []
    for output in outputs[:50]:
        kind = output.get("output_type") if isinstance(output, dict) else None
        if kind == "stream":
            cleaned.append(nbformat.v4.new_output("stream", name="stdout", text=text(output.get("text"))))
        elif kind == "error":
            name, value = text(output.get("ename"))[:200], text(output.get("evalue"))[:2000]
            cleaned.append(nbformat.v4.new_output("error", ename=name, evalue=value, traceback=[f"{name}: {value}"]))
        elif kind in ("display_data", "execute_result") and isinstance(output.get("data"), dict):
            data = {"text/plain": text(output["data"].get("text/plain"))}
            if picture := png(output["data"].get("image/png")):
                data["image/png"] = picture
            cleaned.append(nbformat.v4.new_output("display_data", data=data))
    return cleaned


def text(value):
    joined = "".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return ANSI.sub("", joined)[:TEXT]


def png(value):
    try:
        picture = base64.b64decode("".join(value) if isinstance(value, list) else value or "", validate=True)
    except (ValueError, TypeError):
        return None
    good = picture.startswith(b"\x89PNG\r\n") and len(picture) <= PICTURE
    return base64.b64encode(picture).decode() if good else None


class HideTests(NbGraderPreprocessor):
    """Feedback without the hidden tests: nbgrader would show them to the students."""

    def preprocess_cell(self, cell, resources, cell_index):
        cell.source = HIDDEN.sub("", cell.source).rstrip() if cell.cell_type == "code" else cell.source
        return cell, resources


class WrapLines(NbGraderPreprocessor):
    """Long lines of code and of reports go on below instead of past the page's edge. After the preprocessor that writes the style."""

    def preprocess(self, nb, resources):
        resources["inlining"]["css"].append("pre { white-space: pre-wrap !important; overflow-wrap: anywhere; }")
        return nb, resources


FEEDBACK = [HideTests, GetGrades, CSSHTMLHeaderPreprocessor, WrapLines]
SANITIZE = [Repair, ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells, CheckCellMetadata]
AUTOGRADE = [AskReferee, SanitizeHTML, ClearMetadataPreprocessor, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata]
