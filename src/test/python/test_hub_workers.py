"""Grading on several machines: two workers in network namespaces of their own, of which one dies half way. Needs root and ip."""

import os
import shutil
import sys
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment"), str(Path(__file__).parent)]

pytest.importorskip("distributed", reason="Dask is in the hub's environment")

from nbgrader.utils import notebook_hash  # noqa: E402

import hub_workers  # noqa: E402
from grading import sandbox  # noqa: E402

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("ip") or sandbox.kind() != "user", reason="network namespaces and sandboxes need root, and ip"
)
SUBMISSIONS = 6


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """(the grading by workers, the same by this machine alone, the lines that the first has printed)."""
    folder = tmp_path_factory.mktemp("workers")
    grading = hub_workers.Grading(folder / "shared", SUBMISSIONS, first=11)  # a stub, one handed in twice, hostile ones
    alone = hub_workers.Grading.of(grading, folder / "alone")
    _, lines, status = hub_workers.shared_out(grading, folder, SUBMISSIONS)
    assert status == 0, "\n".join(lines)
    done = alone.run("autograde")
    assert done.returncode == 0, done.stdout + done.stderr
    return grading, alone, lines


def test_a_worker_dies_and_nothing_is_lost_or_judged_or_booked_twice(graded):
    grading, _, lines = graded
    assert any(line.startswith("killed after") for line in lines)
    assert hub_workers.faults(grading, lines) == []


def test_the_report_is_the_same_to_the_byte_as_that_of_one_machine(graded):
    grading, alone, _ = graded
    assert grading.report().read_bytes() == alone.report().read_bytes()
    assert len(grading.report().read_text(encoding="utf-8").splitlines()) == SUBMISSIONS + 1


def test_files_that_the_lecturer_keeps_to_a_group_or_alone_are_there_for_the_sandbox(tmp_path):
    grading = hub_workers.Grading(tmp_path / "kept", 2, first=11)
    before = os.umask(0o077)
    try:
        done = grading.run("autograde")
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 are judged now" in done.stdout and done.stdout.count(" of 5 points") == 2


def test_feedback_goes_to_those_who_handed_in_through_the_exchange(tmp_path, monkeypatch):
    monkeypatch.setenv("RNNLAB_EXCHANGE", str(tmp_path / "exchange"))
    (tmp_path / "exchange").mkdir(mode=0o777)
    (tmp_path / "exchange").chmod(0o777)
    grading = hub_workers.Grading(tmp_path / "grading", 2, first=13)
    through, by_mail = sorted(grading.deserved)
    folder = grading.file(through).parent
    (folder / "submission_secret.txt").write_text("known to one student")
    (folder / "timestamp.txt").write_text("2026-01-31 20:00:00 UTC")
    for step in ("autograde", "report", "feedback"):
        done = grading.run(step)
        assert done.returncode == 0, done.stdout + done.stderr
    assert f"not handed in through the exchange, so their pages stay in feedback: {by_mail}" in done.stdout
    name = notebook_hash(secret="known to one student", notebook_id=Path(hub_workers.FILE).stem)  # as the student's list looks for it
    assert [page.name for page in (tmp_path / "exchange").rglob("*.html")] == [f"{name}.html"]
