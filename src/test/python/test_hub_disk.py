"""A class on a disk of its own that gets full, and an exchange that can only be read: what people see, and that nothing is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment" / "hub"), str(HOME / "environment"), str(Path(__file__).parent)]

from disks import full, read_only  # noqa: E402
from test_hub_class import missing  # noqa: E402

pytestmark = pytest.mark.skipif((why := missing()) is not None, reason=why or "")

FIRST, SECOND = "recurrence-by-hand", "memory"
ANA, BEN = "rnndisk01", "rnndisk02"
LAB = "labs/01-recurrence-by-hand.ipynb"


@pytest.fixture(scope="module")
def hub():
    from hub_class import Class

    hub = Class(2, 2, port=9663, prefix="rnndisk")
    disk = hub.folder / "all"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400m,mode=755", "none", str(disk)], check=True)
    try:
        with hub:
            for exercise in (FIRST, SECOND):
                released = hub.grade("release", exercise)
                assert released.returncode == 0, released.stderr
            yield hub
            subprocess.run(["umount", "-l", str(disk)], check=True)
    finally:
        subprocess.run(["umount", "-l", str(disk)], capture_output=True)


@pytest.fixture(scope="module")
def ana(hub):
    person = hub.person(ANA)
    person.start()
    person.fetch(FIRST)
    return person


def disk(hub):
    return hub.folder / "all"


def inbound(hub):
    return disk(hub) / "exchange" / "rnnlab" / "inbound"


def test_saving_on_a_full_disk_says_so_and_what_was_saved_before_stays(hub, ana):
    from hub_people import RefusedError

    notebook = ana.read(LAB)["content"]
    larger = notebook | {"cells": notebook["cells"] + [{"cell_type": "markdown", "metadata": {}, "source": "x" * 1_000_000}]}
    with full(disk(hub)), pytest.raises(RefusedError) as refused:
        ana.save(LAB, larger)
    assert any(words in refused.value.said for words in ("No space left on device", "disk is full")), refused.value.said
    assert ana.read(LAB)["content"] == notebook
    ana.save(LAB, larger)
    assert len(ana.read(LAB)["content"]["cells"]) == len(larger["cells"])


def test_fetching_and_handing_in_on_a_full_disk_are_told_and_leave_no_halves(hub, ana):
    from hub_people import RefusedError

    with full(disk(hub)):
        with pytest.raises(RefusedError) as refused:
            ana.submit(FIRST)
        assert refused.value.said.startswith("Not handed in: the disk is full. Your notebooks are as you have saved them.")
        assert list(inbound(hub).iterdir()) == []
        with pytest.raises(RefusedError) as refused:
            ana.fetch(SECOND)
        assert refused.value.said.startswith("Not fetched: the disk is full.")
    assert {a["assignment_id"]: a["status"] for a in ana.assignments()["value"]} == {FIRST: "fetched", SECOND: "released"}
    ana.fetch(SECOND)
    ana.submit(FIRST)
    assert len(list(inbound(hub).iterdir())) == 1


def test_who_comes_to_a_full_disk_is_told_so_by_the_page_and_by_the_hubs_interface(hub, ana):
    from hub_people import RefusedError

    ben = hub.person(BEN)
    with full(disk(hub), left=20 << 20):
        with pytest.raises(RefusedError) as refused:
            ben.start()
        assert refused.value.status == 507 and "is full (" in refused.value.said and "Please tell your lecturer" in refused.value.said
        status, shown = ben.page(f"/hub/spawn/{BEN}", hub.passwords[BEN])
        assert status == 507 and "is full (" in shown and "Please tell your lecturer" in shown
    ben.start()


def test_when_the_hub_itself_can_write_nothing_down_its_page_says_so(hub, ana):
    with full(disk(hub)):
        _, shown = ana.page("/hub/home", hub.passwords[ANA])
        assert "The disk of this machine is full" in shown, shown[-1500:]
    status, shown = ana.page("/hub/home", hub.passwords[ANA])
    assert status == 200 and f'user: "{ANA}"' in shown and "is full" not in shown, "it goes on when there is room"


def test_an_exchange_that_can_only_be_read_is_told_and_nothing_is_lost(hub, ana):
    from hub_people import RefusedError

    before = len(list(inbound(hub).iterdir()))
    with read_only(disk(hub) / "exchange"):
        with pytest.raises(RefusedError) as refused:
            ana.submit(FIRST)
        assert refused.value.said.startswith("Not handed in: nothing can be written into the exchange at the moment.")
        collected = hub.grade("release", FIRST)
        assert "is not in the exchange" in collected.stdout + collected.stderr
    ana.submit(FIRST)
    assert len(list(inbound(hub).iterdir())) == before + 1
