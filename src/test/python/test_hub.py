"""The hub's parts that need neither root nor network: a class's file, Moodle's forms, names, what is watched, the pod in a cluster."""

import csv
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment" / "hub"), str(HOME / "environment")]

import closed  # noqa: E402
import moodle  # noqa: E402
import settings  # noqa: E402
import watch  # noqa: E402


def class_of(tmp_path, text):
    file = tmp_path / "class.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_file_to_begin_with_is_a_class():
    read = settings.read(HOME / "environment" / "hub" / "class.toml")
    assert read.lecturers == ("lecturer",) and len(read.students) == 2
    assert read.limits == settings.Limits(), "the commented values are those without them"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lecturers = ['l'", "class.toml"),
        ("students = ['a']", "lecturers: nobody is named"),
        ("lecturers = ['l']\nstudents = 'a'", "students: is a list"),
        ("lecturers = ['l']\nstudents = ['Ana']", "'Ana' is no name of an account"),
        ("lecturers = ['l']\nstudents = ['a; rm']", "'a; rm' is no name"),
        ("lecturers = ['l']\nstudents = ['a', 'a']", "a is there twice"),
        ("lecturers = ['l']\nstudents = ['l']", "l is a lecturer too"),
        ("lecturers = ['l']\nstudent = ['a']", "student: there is no such setting"),
        ("lecturers = ['l']\nport = 70000", "port: 70000 is no whole number"),
        ("lecturers = ['l']\nport = true", "port: True is no whole number"),
        ("lecturers = ['l']\nfolder = 'srv'", "folder: 'srv' is no whole path"),
        ("lecturers = ['l']\ncertificate = '/c.pem'", "belong together"),
        ("lecturers = ['l']\n[limits]\nmemory = '100M'", "100M is too little"),
        ("lecturers = ['l']\n[limits]\nmemory = 1200", "1200 is no size"),
        ("lecturers = ['l']\n[limits]\nseats = 2.5", "2.5 is no whole number"),
        ("lecturers = ['l']\n[login]\nmethod = 'ldap'", "there is no 'ldap'"),
        ("lecturers = ['l']\n[login]\nmethod = 'lti'\nplatform = 'x'", "login.client_id: is missing"),
    ],
)
def test_a_mistake_in_the_file_is_told_by_its_key(tmp_path, text, told):
    with pytest.raises(settings.SettingsError) as refused:
        settings.read(class_of(tmp_path, text))
    assert told in str(refused.value) and "class.toml" in str(refused.value)


def test_all_but_the_list_is_closed(tmp_path):
    for name in ("grading/source/a.ipynb", "src/A.java", ".git/HEAD", "notebooks/01.ipynb", "target/lib/a.jar", "target/classes/A.class",
                 ".lab/hub/venv/bin/python", ".lab/hub/jupyter/x", ".lab/exchange/x", "new-file"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch(mode=0o644)
    tmp_path.chmod(0o755)
    assert set(closed.close(tmp_path)) == {"grading", "src", ".git", "new-file", "target/classes", ".lab/exchange", ".lab/hub/jupyter"}
    assert (tmp_path / "grading").stat().st_mode & 0o007 == 0
    for name in ("notebooks", "target/lib", ".lab/hub/venv"):
        assert (tmp_path / name).stat().st_mode & 0o005 == 0o005, name
    assert closed.close(tmp_path) == []


def test_workers_with_another_version_of_the_course_are_refused(monkeypatch):
    distributed = pytest.importorskip("distributed", reason="Dask is in the hub's environment")
    from grading import elsewhere

    class Judged:
        unprotected = True

    one = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    with distributed.LocalCluster(**one) as cluster, elsewhere.Workers(cluster.scheduler_address, Judged()) as workers:
        assert workers.check().startswith("1 workers with 1 places")
        monkeypatch.setattr(elsewhere, "about", lambda: ("another", "user"))
        with pytest.raises(elsewhere.WorkersError, match="has another version of the course"):
            workers.check()
    with pytest.raises(elsewhere.WorkersError, match="no scheduler answers at tcp://127.0.0.1:1"):
        elsewhere.Workers("tcp://127.0.0.1:1", Judged())


# Moodle's grading worksheet, as its documentation and source name the columns.
SHEET = (
    '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (grade)","Feedback comments"\r\n'
    '"Participant 101","Ana Zażółć","ana@uni.example","Submitted",,12.00,Yes,-,\r\n'
    '"Participant 102","Ben_O\'Neil","Ben.Oneil@uni.example","Submitted",,12.00,Yes,-,\r\n'
    '"Participant 103","Cem","cem@uni.example","No submission",,12.00,Yes,-,\r\n'
)
POINTS = {"ana": (7.5, 12.0), "ben-oneil": (12.0, 12.0)}


def test_partial_points_go_into_moodles_sheet_and_nothing_else_changes():
    text, lines = moodle.filled(SHEET, POINTS, "sheet.csv")
    before, after = (list(csv.DictReader(io.StringIO(t.removeprefix("\ufeff")))) for t in (SHEET, text))
    assert [row["Grade"] for row in after] == ["7.5", "12", ""]
    for row in (*before, *after):
        row.pop("Grade")
    assert before == after and text.startswith("\ufeff")
    assert lines == ["Participant 103 (Cem): nothing handed in here"]


def test_a_sheet_with_semicolons_and_commas_in_numbers_keeps_them():
    sheet = "Identifier;Full name;Email address;Grade;Maximum Grade\nParticipant 1;Ana;ana@x.example;;12,00\n"
    text, _ = moodle.filled(sheet, POINTS, "s")
    assert "Participant 1;Ana;ana@x.example;7,5;12,00" in text


def test_another_maximum_is_refused_and_who_is_in_no_row_is_told():
    with pytest.raises(moodle.MoodleError, match="the assignment has 12 points and Moodle's maximum is 100"):
        moodle.filled(SHEET.replace("12.00", "100.00"), POINTS, "sheet.csv")
    with pytest.raises(moodle.MoodleError, match="no column"):
        moodle.filled("a,b\n1,2\n", POINTS, "sheet.csv")
    _, lines = moodle.filled(SHEET, POINTS | {"dana": (1.0, 12.0)}, "sheet.csv")
    assert "dana: in no row of sheet.csv" in lines


def test_points_that_nobody_has_given_stay_empty():
    text, lines = moodle.filled(SHEET, {"ana": (None, 12.0)}, "sheet.csv")
    assert ",Submitted,,12.00" in text.replace('"', "") and "Participant 101 (Ana Zażółć): not graded yet" in lines


def test_feedback_files_have_the_names_that_moodle_takes(tmp_path):
    page = tmp_path / "01-lab.html"
    page.write_text("<p>well</p>")
    people = moodle.participants(SHEET, "sheet.csv")
    moodle.write_zip(tmp_path / "feedback.zip", people, {"ana": [page], "ben-oneil": [page]})
    names = zipfile.ZipFile(tmp_path / "feedback.zip").namelist()
    assert names == ["Ana Zażółć_101_assignsubmission_file_01-lab.html", "Ben O'Neil_102_assignsubmission_file_01-lab.html"]
    for name in names:  # Moodle splits at the first four underscores: name, number, plugin, kind, file
        parts = name.split("_", 4)
        assert parts[1].isdigit() and parts[2:4] == ["assignsubmission", "file"] and parts[4] == "01-lab.html"


def test_watching_counts_who_shares_and_names_nobody(tmp_path):
    book = "#Exercises\nhidden-state.tries={}\nhidden-state.hints=1\nshare=true\n"
    files = []
    for i, text in enumerate([book.format(4), book.format(6), book.format(8), book.format(1) + "hidden-state.passed=true\n"]):
        files.append(tmp_path / f"person{i}")
        files[-1].write_text(text)
    books = [watch.entries(file) for file in files]
    assert watch.table(books) == [("hidden-state", 1, 3, 6, 3)]
    page = watch.page(watch.table(books), 4, 30, __import__("time").localtime())
    assert "person" not in page and ">3<" in page and "fewer than 3" in page


def test_watching_leaves_alone_who_does_not_share_and_what_is_no_book(tmp_path):
    private, link, large, fifo = (tmp_path / n for n in ("private", "link", "large", "fifo"))
    private.write_text("a.tries=3\n")
    link.symlink_to(private)
    large.write_text("share=true\n" + "#" * 2_000_000)
    os.mkfifo(fifo)
    assert [watch.entries(f) for f in (private, link, large, fifo, tmp_path / "none")] == [None] * 5
    hostile = tmp_path / "hostile"
    hostile.write_text("share=true\n<script>.tries=1\na.tries=1e999\nb.tries=nan\n")
    assert "<script>" not in watch.page(watch.table([watch.entries(hostile)] * 3), 3, 3, __import__("time").localtime())
