"""nbgrader's exchange as a student's server has it, without a hub: on a small disk that gets full, and with no right to write."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment" / "hub"), str(HOME / "environment"), str(Path(__file__).parent)]

pytest.importorskip("nbgrader", reason="nbgrader is in the course's environment")
if os.geteuid() != 0 or not shutil.which("mount"):
    pytest.skip("a small disk needs root", allow_module_level=True)

import handing_in  # noqa: E402
from traitlets.config import Config  # noqa: E402

from disks import full, read_only  # noqa: E402

LAB = "ctc"


@pytest.fixture
def disk(tmp_path):
    """A disk of 3 MB with an exchange in which one assignment of 100 kB is released, and a student's folder."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(place)], check=True)
    released = place / "exchange" / "rnnlab" / "outbound" / LAB
    released.mkdir(parents=True)
    (place / "exchange").chmod(0o777)
    for i in range(4):
        (released / f"{i}.ipynb").write_text(json.dumps({"cells": [], "metadata": {"x": "y" * 25_000}, "nbformat": 4, "nbformat_minor": 5}))
    inbound = place / "exchange" / "rnnlab" / "inbound"
    inbound.mkdir()
    inbound.chmod(0o2733)
    (place / "work").mkdir()
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def student(disk, monkeypatch):
    """The list of assignments of the one student here."""

    class Student(handing_in.ToldAssignmentList):
        def load_config(self):
            config = Config()
            config.CourseDirectory.course_id = "rnnlab"
            config.Exchange.root = str(disk / "exchange")
            config.Exchange.assignment_dir = str(disk / "work")
            config.Exchange.cache = str(disk / "cache")
            config.ExchangeFactory.submit = "handing_in.SubmitWhole"
            config.ExchangeFactory.fetch_assignment = "handing_in.FetchWhole"
            return config

        @contextmanager
        def get_assignment_dir_config(self):
            yield self.load_config()

    monkeypatch.chdir(disk)
    student = Student()
    student.root_dir = str(disk / "work")
    return student


def statuses(student):
    told = student.list_assignments("rnnlab")
    assert told["success"], told["value"]
    return [a["status"] for a in told["value"]]


def test_a_fetch_that_fails_is_told_and_leaves_nothing_and_works_when_there_is_room(disk, student):
    with full(disk, left=60_000):
        student.fetch_assignment("rnnlab", LAB)
        told = student.list_assignments("rnnlab")
        assert not told["success"] and told["value"].startswith("Not fetched: the disk is full. Your notebooks are as you have saved them.")
        assert not (disk / "work" / LAB).exists()
        assert statuses(student) == ["released"], "the list itself comes again"
    student.fetch_assignment("rnnlab", LAB)
    assert statuses(student) == ["fetched"]


def test_handing_in_on_a_full_disk_is_told_and_leaves_no_half_for_the_lecturer(disk, student):
    student.fetch_assignment("rnnlab", LAB)
    inbound = disk / "exchange" / "rnnlab" / "inbound"
    for left in (60_000, 150_000):  # full while it is copied into the exchange; while it is copied into the student's own list
        with full(disk, left):
            told = student.submit_assignment("rnnlab", LAB)
            assert not told["success"] and told["value"].startswith("Not handed in: the disk is full.")
            assert list(inbound.iterdir()) == []
            assert statuses(student) == ["fetched"]
    assert student.submit_assignment("rnnlab", LAB)["success"]
    assert len(list(inbound.iterdir())) == 1 and statuses(student) == ["fetched", "submitted"]


def test_an_exchange_that_can_only_be_read_is_told(disk, student):
    student.fetch_assignment("rnnlab", LAB)
    with read_only(disk / "exchange"):
        told = student.submit_assignment("rnnlab", LAB)
        listed = student.list_assignments("rnnlab")
    assert not told["success"] and not listed["success"]
    assert listed["value"].startswith("Not listed: nothing can be written into the exchange at the moment.")
    assert told["value"].startswith("Not handed in: nothing can be written into the exchange at the moment. Your notebooks are as you")
    assert student.submit_assignment("rnnlab", LAB)["success"]


def test_another_trouble_is_told_by_its_last_line(disk, student):
    assert "Assignment not found" in student.submit_assignment("rnnlab", "no-such-lab")["value"]
    assert len(student.submit_assignment("rnnlab", "no-such-lab")["value"].splitlines()) == 1


def test_it_takes_the_place_of_nbgraders_own_list(tmp_path):
    from jupyter_server.serverapp import ServerApp
    from panels import extensions

    asyncio.set_event_loop(asyncio.new_event_loop())
    server = ServerApp(root_dir=str(tmp_path), config=Config({"ServerApp": {"jpserver_extensions": extensions(lecturer=False)}}))
    server.initialize(argv=[], new_httpserver=False)
    assert type(server.web_app.settings["assignment_list_manager"]) is handing_in.ToldAssignmentList
