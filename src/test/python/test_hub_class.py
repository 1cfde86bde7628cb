"""A class of two students and a lecturer on this machine: what each can reach of the other, what survives. Needs root, nft, Node.js."""

import contextlib
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import psutil
import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment" / "hub"), str(HOME / "environment"), str(Path(__file__).parent)]


def missing():
    """Why no hub can be started here, or None."""
    if os.geteuid() != 0:
        return "starting servers as other users needs root"
    if not shutil.which("nft") or not shutil.which("node"):
        return "needs nft (nftables) and Node.js"
    import closed
    import limits

    try:
        closed.check_reachable(HOME, os.environ["JAVA_HOME"])
    except closed.UnreachableError as e:
        return str(e)
    return limits.available()


pytestmark = pytest.mark.skipif((why := missing()) is not None, reason=why or "")

EXERCISE = "recurrence-by-hand"
NOTEBOOK = f"{EXERCISE}/01-{EXERCISE}.ipynb"
ANA, BEN = "rnntest01", "rnntest02"


@pytest.fixture(scope="module")
def hub():
    from hub_class import Class

    with Class(3, 2, port=9643, prefix="rnntest") as hub:
        released = hub.grade("release", EXERCISE)
        assert released.returncode == 0, released.stderr
        yield hub


@pytest.fixture(scope="module")
def ana(hub):
    person = hub.person(ANA)
    person.start()
    return person


@pytest.fixture(scope="module")
def ben(hub):
    person = hub.person(BEN)
    person.start()
    return person


@pytest.fixture(scope="module")
def kernel(ana):
    """A kernel of Ana's, in which Java can try what it likes."""
    return ana.kernel("labs/01-recurrence-by-hand.ipynb")


def said(kernel, expression):
    """What an expression gives in a kernel, or the exception that it throws."""
    from hub_people import text

    return text(kernel.run(f'Object said; try {{ said = {expression}; }} catch (Exception e) {{ said = "refused: " + e; }}\nsaid'))


def java(text):
    return json.dumps(str(text))


def test_a_student_has_the_labs_as_copies_and_the_heap_of_the_limit(hub, ana, kernel):
    assert len(ana.course()["labs"]) == len(list((HOME / "notebooks").glob("[0-9]*.ipynb")))
    home = Path(pwd.getpwnam(ANA).pw_dir)
    assert said(kernel, 'System.getenv("RNNLAB_WORK")') == str(home / "work")
    heap = int(said(kernel, "Runtime.getRuntime().maxMemory() >> 20"))
    assert 400 < heap <= 600, "half of the 1200 MB of the place"


@pytest.mark.parametrize(
    "what",
    ["another's home", "solutions", "the copy of the solutions", "gradebook", "handed in", "the hub's secrets", "history", "root's home"],
)
def test_a_students_kernel_cannot_read(hub, ana, ben, kernel, what):
    grading = hub.folder / "all" / "grading"
    place = {
        "another's home": Path(pwd.getpwnam(BEN).pw_dir) / "work" / "labs",
        "solutions": HOME / "grading" / "source" / EXERCISE,
        "the copy of the solutions": grading / "source",
        "gradebook": grading / "gradebook.db",
        "handed in": hub.folder / "all" / "exchange" / "rnnlab" / "inbound",
        "the hub's secrets": hub.folder / "all" / "hub" / "proxy.token",
        "history": HOME / ".git",
        "root's home": Path("/root"),
    }[what]
    assert place.exists()
    read = "Files.readAllBytes" if place.is_file() else "Files.list"
    answer = said(kernel, f"java.nio.file.{read}(java.nio.file.Path.of({java(place)}))")
    assert answer.startswith("refused: java.nio.file.AccessDeniedException"), answer


@pytest.mark.parametrize("place", ["target/rnnlab-1.0.0.jar", ".lab/hub/classes.jsa", "environment/hub/spawner.py", "notebooks", "data"])
def test_a_students_kernel_reads_the_course_and_cannot_change_it(kernel, place):
    path = f"java.nio.file.Path.of({java(HOME / place)})"
    assert said(kernel, f"java.nio.file.Files.isReadable({path})") == "true"
    assert said(kernel, f"java.nio.file.Files.isWritable({path})") == "false"


def test_a_kernel_shares_the_courses_files_and_unpacks_none_of_its_own(kernel):
    """Native libraries and the archive of classes are the course's, for all; of the archive most pages are as in the file."""
    import limits

    assert "4" in said(kernel, "org.nd4j.linalg.factory.Nd4j.ones(2, 2).sumNumber()")
    hub = HOME / ".lab" / "hub"
    process = next(p for p in limits.processes(ANA) if Path(f"/proc/{p}/exe").readlink().name == "java")
    mapped = {file.path: file for file in psutil.Process(process).memory_maps()}
    systems = ("/usr/", "/lib", f"{Path(os.environ['JAVA_HOME']).resolve()}/")
    libraries = {Path(name).parent for name in mapped if ".so" in name and not name.startswith(systems)}
    assert libraries == {hub / "native"}
    archive = mapped[str(hub / "classes.jsa")]
    assert 0 < archive.private_dirty < archive.rss / 2
    assert not list(Path(pwd.getpwnam(ANA).pw_dir).glob(".javacpp/cache/*"))


def test_anothers_token_opens_nothing(ana, ben):
    from hub_people import RefusedError

    for path in (f"{ben.base}/api/contents", f"{ben.base}/api/kernels", f"/hub/api/users/{BEN}"):
        with pytest.raises(RefusedError) as refused:
            ben.call("GET", path, token=ana.token)
        assert refused.value.status in (403, 404), path
    with pytest.raises(RefusedError) as refused:
        ana.call("POST", f"/hub/api/users/{BEN}/tokens", {})
    assert refused.value.status in (403, 404)


def test_anothers_environment_with_the_token_in_it_is_closed(ben, kernel):
    import limits

    process = limits.processes(BEN)[0]
    answer = said(kernel, f'java.nio.file.Files.readAllBytes(java.nio.file.Path.of("/proc/{process}/environ"))')
    assert "AccessDeniedException" in answer


def test_anothers_sockets_are_closed_and_the_own_are_open(hub, ana, ben, kernel):
    import limits
    import loopback
    import psutil

    bens = ben.kernel("labs/01-recurrence-by-hand.ipynb")
    connections = [c for c in psutil.net_connections("tcp") if c.status == "LISTEN" and loopback.address(BEN) in c.laddr.ip]
    assert len(connections) >= 6, "the server and a kernel's five sockets"
    assert {c.pid for c in connections} <= set(limits.processes(BEN))
    for connection in connections:
        answer = said(kernel, f'new java.net.Socket("{loopback.address(BEN)}", {connection.laddr.port}).isConnected()')
        assert "refused" in answer, answer
        assert said(bens, f'new java.net.Socket("{loopback.address(BEN)}", {connection.laddr.port}).isConnected()') == "true"
    bens.close()


def test_the_proxys_door_for_the_hub_needs_its_token(kernel):
    request = 'java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:9645/api/routes")).build()'
    answer = said(
        kernel, f"java.net.http.HttpClient.newHttpClient().send({request}, java.net.http.HttpResponse.BodyHandlers.ofString()).statusCode()"
    )
    assert answer == "403"


def test_a_student_has_the_list_of_assignments_and_no_formgrader(hub, ana):
    from hub_people import RefusedError

    assert EXERCISE in {a["assignment_id"] for a in ana.assignments()["value"]}
    with pytest.raises(RefusedError) as refused:
        ana.call("GET", f"{ana.base}/formgrader")
    assert refused.value.status == 404


def test_one_more_than_there_are_places_is_told_so_and_nobody_is_thrown_out(hub, ana, ben):
    import limits

    from hub_people import RefusedError

    before = [limits.processes(name) for name in (ANA, BEN)]
    with pytest.raises(RefusedError) as refused:
        hub.person("rnntest03").start()
    assert refused.value.status == 429 and "limit exceeded" in refused.value.said
    status, shown = hub.person("rnntest03").page("/hub/spawn/rnntest03", hub.passwords["rnntest03"])
    assert status == 429 and "All 2 places of this class are taken" in shown
    for name, processes in zip((ANA, BEN), before, strict=True):
        assert set(processes) <= set(limits.processes(name))


def test_what_takes_more_memory_than_the_place_has_is_ended_and_nothing_else(ana, ben, kernel):
    import limits

    bens = limits.processes(BEN)
    greedy = '"sh", "-c", "head -c 2000m /dev/zero | tail >/dev/null; echo ended with $?"'  # tail keeps it all, for there is no line
    assert said(kernel, f"new String(new ProcessBuilder({greedy}).start().getInputStream().readAllBytes())").strip() == "ended with 137"
    assert said(kernel, "1 + 1") == "2", "the kernel that has started it goes on"
    assert set(bens) <= set(limits.processes(BEN))


def test_the_hub_is_killed_and_kernels_go_on(hub, ben):
    from hub_people import text

    kernel = ben.kernel("labs/03-function-sequences.ipynb")
    kernel.run("int kept = 41;")
    processes = subprocess.run(["pgrep", "-f", "-x", ".*python -m jupyterhub -f .*"], capture_output=True, text=True).stdout.split()
    own = [p for p in map(int, processes) if f"RNNLAB_CLASS={hub.file}".encode() in Path(f"/proc/{p}/environ").read_bytes()]
    assert len(own) == 1
    services = [p for p in psutil.Process(own[0]).children() if p.uids().real == 0]  # servers are their students'
    assert len(services) == 2
    os.kill(own[0], signal.SIGKILL)
    assert psutil.wait_procs(services, timeout=20)[1] == [], "what the next hub starts must not be there twice"
    assert text(kernel.run("kept + 1")) == "42", "while the hub is away"
    ben.save("while-away.ipynb", {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    end = time.monotonic() + 90
    while time.monotonic() < end:
        with contextlib.suppress(Exception):
            if ben.call("GET", f"/hub/api/users/{BEN}")["servers"][""]["ready"]:
                break
        time.sleep(1)
    else:
        pytest.fail("the hub did not come back")
    assert text(kernel.run("kept + 2")) == "43", "the same kernel"
    assert "started again" in hub.log.read_text()
    ben.read("while-away.ipynb")
    kernel.close()


def test_handing_in_while_the_exchange_cannot_be_written_says_so_and_loses_nothing(hub, ben):
    from hub_people import RefusedError

    ben.fetch(EXERCISE)
    inbound = hub.folder / "all" / "exchange" / "rnnlab" / "inbound"
    inbound.chmod(0o755)
    with pytest.raises(RefusedError) as refused:
        ben.submit(EXERCISE)
    assert "nothing can be written into the exchange" in refused.value.said
    inbound.chmod(0o2773)
    ben.read(NOTEBOOK)
    ben.submit(EXERCISE)


def test_who_hands_in_under_anothers_name_is_left_out(hub, ben):
    """Ben's submission counts; the folder that says it is Ben's and is Ana's does not, though it is newer."""
    inbound = hub.folder / "all" / "exchange" / "rnnlab" / "inbound"
    false = inbound / f"{BEN}+{EXERCISE}+2099-01-01 00:00:00.000000 UTC+abcdefghijkl"
    account = pwd.getpwnam(ANA)
    subprocess.run(["mkdir", str(false)], check=True, user=account.pw_uid, group=account.pw_gid)
    subprocess.run(["tee", str(false / f"01-{EXERCISE}.ipynb")], input=b"{}", check=True, user=account.pw_uid, group=account.pw_gid,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    collected = hub.grade("collect", EXERCISE)
    assert collected.returncode == 0, collected.stderr
    handed_in = hub.folder / "all" / "grading" / "submitted" / BEN / EXERCISE / f"01-{EXERCISE}.ipynb"
    assert len(handed_in.read_bytes()) > 1000, "Ben's own"
    assert not (hub.folder / "all" / "grading" / "submitted" / ANA).exists()


def test_what_was_handed_in_is_judged_and_the_feedback_can_be_fetched(hub, ben):
    """By root, in the class's folder, whose files are the lecturers' alone; Ben reads his page, and the list shows that it is there."""

    def handed_in():
        return next(a for a in ben.assignments()["value"] if a["status"] == "submitted")["submissions"][-1]

    assert not handed_in()["has_exchange_feedback"]
    for step in ("autograde", "report", "feedback"):
        done = hub.grade(step, EXERCISE)
        assert done.returncode == 0, done.stdout + done.stderr
    assert handed_in()["has_exchange_feedback"]
    ben.fetch_feedback(EXERCISE)
    page = ben.read(f"{handed_in()['local_feedback_path']}/01-{EXERCISE}.html")
    assert "(Score: 0.0 / 14.0)" in page["content"], "he has handed in what was released"


def test_points_and_pages_go_to_moodle(hub, tmp_path):
    """What the test before has judged, by the command that the lecturer has."""
    sheet = tmp_path / "Grades.csv"
    sheet.write_text(f"Identifier,Full name,Username,Grade,Maximum Grade\nParticipant 7,Ben Novák,{BEN},,14.00\n", encoding="utf-8")
    command = hub.command("moodle", EXERCISE, "--sheet", "Grades.csv", "--out", "moodle")
    done = subprocess.run(command, env=os.environ | {"RNNLAB_CALLED_FROM": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "moodle" / f"{EXERCISE}-worksheet.csv").read_text(encoding="utf-8")
    assert f"Participant 7,Ben Novák,{BEN},0,14.00" in written
    pages = zipfile.ZipFile(tmp_path / "moodle" / f"{EXERCISE}-feedback.zip")
    assert pages.namelist() == [f"Ben Novák_7_assignsubmission_file_01-{EXERCISE}.html"]
    assert b"(Score: 0.0 / 14.0)" in pages.read(pages.namelist()[0])
