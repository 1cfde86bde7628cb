"""Right submissions in whatever form, and trouble that no submission has made: points stay, a lecturer is asked by name, nothing is a 0.
The long list is harmless.py."""

import csv
import fcntl
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import types
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment"), str(Path(__file__).parent)]

import disturbances as d  # noqa: E402
import grade  # noqa: E402
import harmless  # noqa: E402
import install_kernel  # noqa: E402
from grading import booking, course, intake, reading, sandbox  # noqa: E402
from grading.notebook import Source, cells_to_run, changed_tests, read  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::FutureWarning")  # nbformat's, on what is repaired
LAB, NOTEBOOK = "recurrence-by-hand", "01-recurrence-by-hand"
SOURCE = HOME / "grading" / "source" / LAB / f"{NOTEBOOK}.ipynb"
IN_A_CELL = [*d.FORMAT, d.format_3, *d.CELLS, *d.FILE]


# Reading: quick, so all of them, and many together.


def kept(steps, seed, folder):
    """Whether the answers are the lecturer's after these disturbances, and no test is lost or taken for changed."""
    work = d.Work(harmless.right(LAB), random.Random(seed), "s", LAB, f"{NOTEBOOK}.ipynb")
    for step in steps:
        step(work)
    path = folder / "x.ipynb"
    path.write_bytes(work.bytes())
    notebook, _ = read(path, Source(SOURCE))
    run = "\n".join(c["source"] for c in cells_to_run(notebook, Source(SOURCE)))
    squeezed = lambda text: "".join(text.split())
    answers = [c.source for c in Source(SOURCE).notebook.cells if c.metadata.get("nbgrader", {}).get("solution")]
    return (
        "\r" not in run and all(squeezed(a) in squeezed(run) for a in answers) and changed_tests(notebook, Source(SOURCE)) == (set(), set())
    )


@pytest.mark.parametrize("step", IN_A_CELL, ids=lambda s: s.__name__)
def test_what_an_editor_does_to_a_notebook_changes_no_answer(step, tmp_path):
    assert kept([step], 1, tmp_path)


@pytest.mark.parametrize("seed", range(200))
def test_several_of_them_together_change_no_answer(seed, tmp_path):
    choose = random.Random(seed)
    steps = [*choose.sample(d.FORMAT, 3), *choose.sample(d.CELLS, 2), *choose.sample(d.FILE, 2)]
    assert kept(steps, seed, tmp_path), [s.__name__ for s in steps]


def test_a_repair_is_told():
    notebook = harmless.right(LAB)
    assert reading.load(json.dumps(notebook).encode())[1] == []
    assert "Additional properties" in reading.load(json.dumps(notebook | {"nbformat_minor": 4}).encode())[1][0]
    assert "comma" in reading.load(json.dumps(notebook).encode().replace(b"}]", b"},]"))[1][0]


@pytest.mark.parametrize(
    "data",
    [b"", b"no notebook", b"[" * 200_000, b'{"cells": 5}', b'{"cells": []', b"{}", b'"' + b'\\"' * 5_000_000, b"\xff\xfe\x00{", b"3"],
)
def test_what_is_no_notebook_is_said_to_be_none(data):
    with pytest.raises(reading.NotebookError, match="not a notebook"):
        reading.load(data)


# Which file it is.


def found(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SOURCE, folder / name)
    return intake.submission(folder, Source(SOURCE), [], HOME / "notebooks" / "exercises" / f"{NOTEBOOK}.ipynb")


@pytest.mark.parametrize("name", [n.format(NOTEBOOK) for n in d.FILE_NAMES])
def test_the_only_notebook_is_the_submission_whatever_its_name(name, tmp_path):
    taken = found(tmp_path, name, f".ipynb_checkpoints/{NOTEBOOK}-checkpoint.ipynb", "__MACOSX/x.ipynb")
    assert taken.path == tmp_path / name and intake.shown(name) in taken.notes[0]


def test_two_with_other_names_are_refused_and_both_named(tmp_path):
    with pytest.raises(intake.UnclearError, match=r"'a \(1\).ipynb' and 'b.ipynb'; keep the one that counts"):
        found(tmp_path, "a (1).ipynb", "b.ipynb")


def test_one_with_its_name_counts_and_the_other_is_named(tmp_path):
    taken = found(tmp_path, f"{NOTEBOOK}.ipynb", "old.ipynb")
    assert taken.path.name == f"{NOTEBOOK}.ipynb" and "old.ipynb" in taken.notes[0]


def test_one_as_it_was_given_beside_another_is_a_question(tmp_path):
    shutil.copyfile(HOME / "notebooks" / "exercises" / f"{NOTEBOOK}.ipynb", tmp_path / f"{NOTEBOOK}.ipynb")
    with pytest.raises(intake.UnclearError, match="is as it was given, and there is 'mine.ipynb'"):
        found(tmp_path, "mine.ipynb")


def test_no_notebook_is_a_question_that_names_what_is_there(tmp_path):
    (tmp_path / "work.zip").write_bytes(b"PK")
    with pytest.raises(intake.UnclearError, match=f"no notebook {NOTEBOOK}.ipynb; there is work.zip"):
        found(tmp_path)


def test_one_that_is_too_large_is_a_question(tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "LARGEST", 100)
    with pytest.raises(intake.UnclearError, match="clear its outputs"):
        found(tmp_path, f"{NOTEBOOK}.ipynb")


@pytest.mark.parametrize(
    "text, time",
    [
        ("2026-01-31 23:59:00.000000 UTC", "2026-01-31 23:59:00.000000 UTC"),
        ("\ufeff2026-01-31T23:59:00+01:00\r\n", "2026-01-31 22:59:00.000000 UTC"),
        ("31.01.2026 12:30", "2026-01-31 12:30:00.000000 UTC"),
        ("", ""),
    ],
)
def test_a_time_is_read_as_it_is_written_by_many_programs(text, time, tmp_path):
    (tmp_path / "timestamp.txt").write_text(text, encoding="utf-8")
    assert booking.timestamp(tmp_path) == (time, "")


def test_a_time_that_is_none_is_named(tmp_path):
    (tmp_path / "timestamp.txt").write_text("wczoraj wieczorem")
    assert "says 'wczoraj wieczorem', which is no time" in booking.timestamp(tmp_path)[1]


@pytest.mark.parametrize("text", d.TIMES)
def test_a_time_is_read_or_named(text, tmp_path):
    (tmp_path / "timestamp.txt").write_text(text, encoding="utf-8")
    time, trouble = booking.timestamp(tmp_path)
    assert bool(trouble) != bool(time) or not text
    assert not trouble or "timestamp.txt" in trouble


# A batch.


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    if sandbox.kind() is None:
        pytest.skip("this system gives no sandbox")
    grading = tmp_path_factory.mktemp("harmless [1] + 'ł") / "grading"
    grading.mkdir()
    plans = [
        [
            d.format_4_4_with_ids,
            d.marks_lost,
            d.commas_too_many,
            d.line_ends_of_windows,
            d.file("kopia (1).ipynb"),
            d.student("Zażółć [x] O'Brien"),
        ],
        [d.unknown_keys, d.broken_outputs, d.sources_as_lines_without_ends, d.extra_cells_that_fail, d.utf_16, d.student("+" + "x" * 200)],
        [d.methods_that_use_later_ones, d.all_cells_turned_round, d.other_files, d.time("wczoraj wieczorem"), d.student("-ada")],
        [d.two_with_other_names],
        [d.another_folder_name],
    ]
    return grading, *harmless.run(grading, plans, 1, labs=(LAB,))


def test_right_submissions_get_their_points_or_a_question(batch):
    _, results, said = batch
    assert [r for r in results if r[2]] == [], said


def test_the_time_that_is_none_is_named_and_the_points_are_booked(batch):
    grading, _, said = batch
    assert "-adas2/recurrence-by-hand: timestamp.txt says 'wczoraj wieczorem', which is no time" in said
    assert booked(grading, "-adas2") == (14, None)


def test_a_mended_time_is_booked_by_the_next_run(batch):
    grading, _, _ = batch
    (grading / "submitted" / "-adas2" / LAB / "timestamp.txt").write_text("2026-01-31 20:00:00 UTC")
    harmless.grade(grading, "autograde")
    assert booked(grading, "-adas2") == (14, "2026-01-31 20:00:00.000000")


def booked(grading, name):
    query = """select sum(g.auto_score), max(s.timestamp) from grade g join submitted_notebook n on g.notebook_id = n.id
               join submitted_assignment s on n.assignment_id = s.id where s.student_id = ?"""
    with sqlite3.connect(grading / "gradebook.db") as gradebook:
        return gradebook.execute(query, [name]).fetchone()


def test_points_stay_when_the_books_are_lost(batch):
    grading, _, _ = batch
    (grading / "gradebook.db").rename(grading / "lost.db")
    report = harmless.grade(grading, "report", "--no-feedback")
    with (grading / "report" / "points.csv").open(encoding="utf-8", newline="") as csv_file:
        rows = [r for r in csv.DictReader(csv_file) if r["student"] == "'-adas2"]
    assert sum(float(r["points"]) for r in rows) == 14, report.stdout
    assert "not in the gradebook yet" in rows[0]["notes"]
    (grading / "gradebook.db").write_text("no database")
    assert "14" in harmless.grade(grading, "report", "--no-feedback").stdout
    failed = harmless.grade(grading, "autograde")
    assert failed.returncode == 1 and "judged, not booked" in failed.stderr
    (grading / "lost.db").rename(grading / "gradebook.db")
    harmless.grade(grading, "autograde")
    assert booked(grading, "-adas2")[0] == 14


# Trouble that stops a batch.


@pytest.fixture
def prepared(tmp_path, monkeypatch):
    """A course with one right submission, released by hand."""
    shutil.copytree(SOURCE.parent, tmp_path / "source" / LAB)
    shutil.copytree(SOURCE.parent, tmp_path / "release" / LAB)
    shutil.copytree(SOURCE.parent, tmp_path / "submitted" / "ada" / LAB)
    (tmp_path / "verdicts").mkdir()
    monkeypatch.setenv("RNNLAB_GRADING", str(tmp_path))
    return course.Course()


OPTIONS = types.SimpleNamespace(parallel=1)


def test_a_sandbox_that_does_not_come_up_stops_the_batch_with_its_reason(prepared, monkeypatch):
    if sandbox.kind() is None:
        pytest.skip("this system gives no sandbox")
    monkeypatch.setattr(sandbox, "view", lambda *_: "echo 'mount: no such place' >&2; exit 32")
    with pytest.raises(SystemExit, match="Grading stopped.*the sandbox did not come up: mount: no such place"):
        grade.judge_all(prepared, prepared.work([LAB])[0], 1, OPTIONS)
    assert list(prepared.root.glob("verdicts/*/*/*.json")) == []


def test_nothing_is_judged_where_the_lecturer_s_own_answers_lose_points(prepared, monkeypatch):
    if sandbox.kind() is None:
        pytest.skip("this system gives no sandbox")
    path = prepared.source(LAB, NOTEBOOK)
    path.write_text(path.read_text(encoding="utf-8").replace("Math.max(0", "Math.max(-9"), encoding="utf-8")
    failures = grade.judge_all(prepared, prepared.work([LAB])[0], 1, OPTIONS)
    assert len(failures) == 1 and "nothing is judged: the lecturer's own answers do not get all points here" in failures[0]
    assert list(prepared.root.glob("verdicts/*/*/*.json")) == []


def test_a_second_batch_on_the_same_course_is_refused(prepared):
    with (prepared.root / "verdicts" / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with pytest.raises(SystemExit, match=f"another ./lab grade autograde is at work in {prepared.root}"):
            grade.autograde(prepared, types.SimpleNamespace(no_sandbox=True, assignments=[], again=False, parallel=1, workers=None))


@pytest.mark.parametrize("gigabytes, count", [(0.5, 1), (5, 2), (64, 8)])
def test_so_many_are_judged_at_a_time_as_processors_and_memory_allow(gigabytes, count, monkeypatch):
    monkeypatch.setattr(grade.psutil, "virtual_memory", lambda: types.SimpleNamespace(available=gigabytes * 2**30))
    monkeypatch.setattr(grade.os, "cpu_count", lambda: 8)
    assert grade.places(types.SimpleNamespace(parallel=None)) == count


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's file is looked at")
def test_a_submission_runs_where_there_is_no_proc(tmp_path, monkeypatch):
    """As on macOS, with --no-sandbox: limits are set, Linux's file is not touched."""
    box = sandbox.Sandbox(tmp_path, [], unprotected=True)
    monkeypatch.setattr(sandbox.sys, "platform", "darwin")
    before = Path("/proc/self/oom_score_adj").read_text()
    seen = subprocess.run(["cat", "/proc/self/oom_score_adj"], preexec_fn=box.limit, capture_output=True, text=True, check=True).stdout
    assert seen == before


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's sandboxes count their processes by themselves")
def test_no_two_sandboxes_of_a_machine_have_one_user():
    """Two commands at a time: a submission of one that makes hundreds of processes leaves none to the other's."""
    take = f"import sys, time; sys.path.insert(0, {str(HOME / 'environment')!r}); from grading.sandbox import OwnUser"
    waits = "; user = OwnUser(); print(user.number, flush=True); time.sleep(60)"
    other = subprocess.Popen([sys.executable, "-c", take + waits], stdout=subprocess.PIPE, text=True)
    theirs = int(other.stdout.readline())
    try:
        ours = [sandbox.OwnUser() for _ in range(3)]
        assert len({theirs, *(user.number for user in ours)}) == 4
    finally:
        other.kill()
        other.wait()
    ours[0].free()
    assert sandbox.OwnUser().number in (theirs, ours[0].number)


def verdict(points, ended):
    return {"exercises": {"e": {"points": 5, "earned": points, "reason": "", "report": ""}}, "notes": [], "ended": ended}


@pytest.mark.parametrize(
    "answers, points, times",
    [
        ([verdict(5.0, False)], 5, 1),
        ([verdict(0.0, False)], 0, 1),  # a wrong answer stays one
        ([verdict(0.0, True), verdict(5.0, False)], 5, 2),
        ([verdict(3.0, True), verdict(0.0, True)], 3, 2),
        ([verdict(0.0, True), verdict(0.0, True)], 0, 2),
    ],
)
def test_a_submission_whose_process_ended_is_judged_once_more(answers, points, times, monkeypatch):
    bench, left = object.__new__(course.Bench), list(answers)
    monkeypatch.setattr(bench, "ask_once", lambda *_: left.pop(0), raising=False)
    got = bench.ask("path", "source", 1)
    assert course.earned(got) == points
    assert len(answers) - len(left) == times
    assert any("judged twice" in note for note in got["notes"]) == (times == 2)


def test_an_error_of_the_grader_is_no_verdict(prepared, monkeypatch):
    monkeypatch.setattr(course, "judge", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(course.Bench, "rehearse", lambda *_: None)
    failures = grade.judge_all(prepared, prepared.work([LAB])[0], 1, OPTIONS)
    assert failures == [f"{LAB}/ada/{NOTEBOOK}: not judged: ZeroDivisionError: division by zero"]
    assert list(prepared.root.glob("verdicts/*/*/*.json")) == []


def test_a_sandbox_keeps_folders_with_any_name(tmp_path, monkeypatch):
    if sandbox.kind() is None:
        pytest.skip("this system gives no sandbox")
    odd = Path("/var/tmp") / f"rnnlab test {os.getpid()} 'q\" $HOME [ż]"
    odd.mkdir()
    try:
        (odd / "a file's name").write_text("seen")
        kept = [*sandbox.kept_paths(), odd]
        monkeypatch.setattr(sandbox, "kept_paths", lambda: kept)
        box = sandbox.Sandbox(tmp_path, [])
        look = [*box.command()[:-2], "cat", str(odd / "a file's name")]
        seen = subprocess.run(look, env=box.environment(), preexec_fn=box.limit, capture_output=True, text=True)
        assert seen.stdout == "seen", seen.stderr
    finally:
        shutil.rmtree(odd)


def test_folders_without_a_notebook_are_no_assignments(prepared):
    for name in ("new", ".ipynb_checkpoints"):
        (prepared.root / "source" / name).mkdir()
    assert prepared.assignments() == [LAB]
    with pytest.raises(SystemExit, match="source/new has no notebook yet"):
        grade.named(prepared, ["new"])


def test_what_lies_in_a_wrong_place_is_named(prepared):
    for place in ("Ada/Recurrence-By-Hand/x.ipynb", f"{LAB}/ada/x.ipynb", "ada/x.ipynb", "x.zip", f"{LAB} (1)/x.ipynb"):
        path = prepared.root / "submitted" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    lines = intake.strays(prepared)
    assert len(lines) == 5 and all("not graded" in line for line in lines)


def test_the_kernel_starts_from_a_folder_with_any_name(tmp_path, monkeypatch):
    home = tmp_path / "a \"b\" 'c' \\d ż"
    (home / "environment").mkdir(parents=True)
    shutil.copyfile(HOME / "environment" / "kernel.json", home / "environment" / "kernel.json")
    monkeypatch.setattr(install_kernel, "HOME", home)
    monkeypatch.setattr(install_kernel, "KERNEL", tmp_path)
    monkeypatch.setattr(install_kernel, "accepts", lambda *_: True)
    install_kernel.install_kernel(Path("/java"), 17)
    spec = json.loads((tmp_path / "kernel.json").read_text(encoding="utf-8"))
    assert spec["env"]["RNNLAB_HOME"] == str(home) and f"{home}/target/lib/*" in ":".join(spec["argv"])


def test_a_folder_that_java_cannot_take_is_refused_by_name():
    script = f"RNNLAB_HOME=/a:b; source '{HOME}/environment/setup.sh'; a_folder_that_java_can_take"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert done.returncode == 1 and "/a:b" in done.stderr and "Rename it" in done.stderr
