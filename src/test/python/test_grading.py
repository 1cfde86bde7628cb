"""Grading end to end, on a few submissions: release, sandbox, referee, nbgrader's gradebook, feedback. The long lists are hostile.py and
class_of_forty.py."""

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment"), str(Path(__file__).parent)]

import hostile  # noqa: E402
from grading import notebook, preprocessors, sandbox, similarity  # noqa: E402

NAMES = ["honest", "exit-in-a-call", "thread-bomb", "test-replaced", "strange-marks", "not-json"]
GRADE = [sys.executable, str(HOME / "environment" / "grade.py")]


def run(grading, *step):
    return subprocess.run([*GRADE, *step], env=os.environ | {"RNNLAB_GRADING": str(grading)}, capture_output=True, text=True)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    if sandbox.kind() is None:
        pytest.skip("this system gives no sandbox")
    grading = tmp_path_factory.mktemp("grading")
    shutil.copytree(HOME / "grading" / "source" / hostile.ASSIGNMENT, grading / "source" / hostile.ASSIGNMENT)
    for name in NAMES:
        hostile.write(grading, name)
    assert run(grading, "release").returncode == 0
    batch = run(grading, "autograde")
    assert batch.returncode == 0, batch.stdout + batch.stderr
    report = run(grading, "report")
    assert report.returncode == 0, report.stdout + report.stderr
    return grading


def points(grading):
    sums = dict.fromkeys(NAMES, 0.0)
    with (grading / "report" / "points.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            sums[row["student"]] += float(row["points"])
    return sums


def test_each_submission_gets_what_it_deserves(graded):
    for name, earned in points(graded).items():
        least, most = hostile.wanted(name)
        assert least <= earned <= most, name


def test_the_report_says_why_points_are_missing(graded):
    with (graded / "report" / "points.csv").open(encoding="utf-8") as file:
        reasons = {r["student"]: r["reason"] for r in csv.DictReader(file) if r["exercise"] == "hidden-state"}
    assert "kernel ended" in reasons["exit-in-a-call"]
    assert "tampered" in reasons["test-replaced"]
    assert "not a notebook" in reasons["not-json"]
    assert reasons["honest"] == ""


def test_a_second_run_judges_nothing_again(graded):
    assert f"{len(NAMES)} of {len(NAMES)} submissions were judged before" in run(graded, "autograde").stdout


def test_students_get_feedback_without_the_hidden_tests(graded):
    pages = list(graded.glob("feedback/honest/*/*.html"))
    assert len(pages) == 1
    text = pages[0].read_text(encoding="utf-8")
    assert "Points: 5 of 5" in text and "BEGIN HIDDEN" not in text
    assert "overflow-wrap: anywhere" in text  # long lines do not run past the page's edge


def test_every_student_has_a_name_in_formgrader(graded):
    with sqlite3.connect(graded / "gradebook.db") as gradebook:
        assert dict(gradebook.execute("select id, last_name from student")) == {name: name for name in NAMES}


def test_released_notebooks_hold_no_solution_and_are_the_ones_beside_the_labs(graded):
    released = graded / "release" / hostile.ASSIGNMENT / f"{hostile.NOTEBOOK}.ipynb"
    assert "HIDDEN" not in released.read_text() and "SOLUTION" not in released.read_text()
    cells = lambda path: [c.source for c in nbformat.read(path, as_version=4).cells]
    assert cells(released) == cells(HOME / "notebooks" / "exercises" / released.name)


@pytest.mark.parametrize("path", sorted((HOME / "notebooks" / "exercises").glob("*.ipynb")), ids=lambda p: p.stem)
def test_no_exercise_notebook_gives_its_solutions_away(path):
    source = notebook.Source(next((HOME / "grading" / "source").glob(f"*/{path.name}")))
    text = path.read_text(encoding="utf-8")
    assert "SOLUTION" not in text and "HIDDEN" not in text and "hidden(" not in text
    assert path.read_text(encoding="utf-8").count("YOUR CODE HERE") >= len(source.tests)


@pytest.mark.parametrize("kind", ["user", "namespaces"])
def test_a_sandbox_shows_no_solutions_and_no_sockets_gives_no_rights_and_no_network(kind):
    if sandbox.kind() not in (kind, "user"):  # root can have both
        pytest.skip(f"this system gives no sandbox of the kind '{kind}'")
    folder, other = sandbox.scratch() / "test", sandbox.scratch() / "other"
    for place in (folder, other):
        place.mkdir(exist_ok=True)
    (other / "job.json").write_text("another submission")
    box = sandbox.Sandbox(folder, [])
    box.kind = kind
    look = f"""
        umount -l /home /tmp {HOME} {HOME.parent} /{HOME.parts[1]} 2>/dev/null && echo unmounted
        ls {HOME}/target/lib >/dev/null && echo jars
        ls {HOME}/grading 2>/dev/null && echo solutions
        cat {other}/job.json 2>/dev/null
        find / -xdev -type s -writable 2>/dev/null
        touch /tmp/submission/x 2>/dev/null && echo wrote
        echo "rights $(grep CapEff /proc/self/status | tr -d '[:alpha:]:[:space:]0')"
        echo "routes $(tail -n +2 /proc/net/route | wc -l)"
    """
    command = [*box.command()[:-2], "bash", "-c", look]
    seen = subprocess.run(command, env=box.environment(), preexec_fn=box.limit, capture_output=True, text=True)
    for place in (folder, other):
        shutil.rmtree(place)
    assert seen.stdout == "jars\nrights \nroutes 0\n", seen.stdout + seen.stderr


def test_a_course_for_grading_that_lies_elsewhere_is_hidden_too(monkeypatch):
    monkeypatch.setenv("RNNLAB_GRADING", "/data/courses/rnn")
    assert "/data" in sandbox.hidden_folders()
    monkeypatch.setenv("RNNLAB_GRADING", "/usr/local/rnn")
    assert "/usr/local/rnn" in sandbox.hidden_folders() and "/usr" not in sandbox.hidden_folders()


def test_nobody_else_on_the_machine_gets_at_the_submissions():
    assert sandbox.scratch().parent.stat().st_mode & 0o077 == 0


def test_the_memory_of_a_process_is_that_of_its_descendants_too():
    child = "block = bytearray(200 << 20); print(flush=True); input()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with subprocess.Popen([sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        assert 200 <= sandbox.resident(process.pid) < 300
        process.communicate(b"\n")
    assert sandbox.resident(process.pid) == 0


def test_outputs_of_a_submission_lose_everything_that_a_browser_would_run():
    outputs = [
        {
            "output_type": "display_data",
            "data": {"text/html": "<script>", "image/svg+xml": "<svg/>", "text/plain": "plain", "image/png": "no picture"},
        },
        {"output_type": "error", "ename": "E", "evalue": "\x1b[31mred\x1b[0m", "traceback": ["<b>"]},
        {"output_type": "something else"},
        "no output at all",
    ]
    cleaned = preprocessors.clean(outputs)
    assert [dict(o.get("data", {})) for o in cleaned] == [{"text/plain": "plain"}, {}]
    assert "<script>" not in json.dumps(cleaned) and cleaned[1].evalue == "red"


GIVEN = """double[] read(String file) {
    var numbers = new ArrayList<Double>();
    for (String line : Files.readAllLines(Path.of(file))) { if (line.isBlank()) continue; numbers.add(Double.valueOf(line.strip())); }
    return numbers.stream().mapToDouble(x -> x).toArray();
}
"""
OWN = """double f(double[] a) {
    double s = 0;
    for (int i = 0; i < a.length; i++) { if (a[i] < 0) continue; s += a[i] * a[i]; }
    System.out.println("sum " + s);
    return Math.sqrt(s / a.length);
}
f(read("x.txt"))"""
RENAMED = """// mine
double  f(double[] xs){ double sum=0;
for(int k=0;k<xs.length;k++){if(xs[k]<0)continue;sum+=xs[k]*xs[k];}
System.out.println("all: "+sum); return Math.sqrt(sum/xs.length);}
f(read("y.txt"))"""
OTHER = """record Sum(double value, int count) { Sum plus(double x) { return new Sum(value + x * x, count + 1); } }
double f(double[] a) {
    var sum = new Sum(0, 0);
    for (double x : a) sum = x < 0 ? sum : sum.plus(x);
    while (sum.count() < a.length) sum = sum.plus(0);
    return Math.pow(sum.value() / sum.count(), 0.5);
}"""


@pytest.fixture(scope="module")
def compared():
    answers = {"ada": OWN, "bo": RENAMED, "cem": OTHER, "dana": "double f(double[] a { return", "eva": "(" * 9000, "filip": "\ud800" + OWN}
    found, unread = similarity.compare({name: {3: GIVEN + code} for name, code in answers.items()}, {3: GIVEN})
    return {frozenset((a, b)): value for a, b, value in found}, {(name, cell) for name, cell, _ in unread}


def test_renamed_and_reformatted_code_is_alike_and_other_code_is_not(compared):
    alike, _ = compared
    assert alike[frozenset(("ada", "bo"))] > 0.9
    assert alike[frozenset(("ada", "cem"))] < 0.5


def test_code_that_was_given_is_not_alike(compared):
    alike, _ = compared
    assert alike.get(frozenset(("ada", "dana")), 0.0) == 0.0


def test_what_cannot_be_parsed_is_named_and_ends_nothing(compared):
    _, unread = compared
    assert unread == {("dana", "0003"), ("eva", "0003"), ("filip", "")}


def test_one_answer_that_can_be_parsed_is_like_no_other():
    assert similarity.compare({"ada": {0: OWN}, "bo": {0: "no Java {"}}, {})[0] == []
