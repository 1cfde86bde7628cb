"""The command ./lab: JupyterLab behind its token, labs without a browser, messages when something is wrong."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])


def lab(*arguments, **options):
    return subprocess.run([HOME / "lab", *arguments], capture_output=True, text=True, timeout=300, **options)


def status(url, token=None):
    request = urllib.request.Request(url, headers={"Authorization": f"token {token}"} if token else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as e:
        return e.code


@pytest.fixture(scope="module")
def server():
    process = subprocess.Popen(
        [HOME / "lab", "--no-browser"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    try:
        for line in process.stdout:
            match = re.search(r"(http://127\.0\.0\.1:\d+)(/\S*)\?token=(\w+)", line)
            if match:
                yield match.groups()
                break
        else:
            pytest.fail("no address was printed")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(30) is not None


def test_the_printed_address_opens_the_labs(server):
    base, page, token = server
    assert page == "/lab"
    assert status(f"{base}{page}?token={token}") == 200
    assert status(f"{base}/api/contents/labs/01-recurrence-by-hand.ipynb", token) == 200
    assert status(f"{base}/api/contents/notebooks", token) == 404


def test_without_the_token_nothing_is_answered(server):
    base, _, _ = server
    assert status(f"{base}/api/contents/labs") == 403
    assert status(f"{base}/api/kernels", "wrong") == 403


def test_only_the_courses_kernel_is_offered(server):
    import json

    base, _, token = server
    request = urllib.request.Request(f"{base}/api/kernelspecs", headers={"Authorization": f"token {token}"})
    specs = json.load(urllib.request.urlopen(request, timeout=30))["kernelspecs"]
    assert list(specs) == ["java"]
    assert specs["java"]["spec"]["display_name"] == "Java (recurrent networks)"


def test_a_second_start_sets_nothing_up():
    made = [HOME / ".lab" / "jupyter" / "made", HOME / ".lab" / "venv" / "requirements.txt", HOME / "target" / "rnnlab-1.0.0.jar"]
    before = [file.stat().st_mtime_ns for file in made]
    result = lab("setup")
    assert result.returncode == 0
    assert (result.stdout, result.stderr) == ("", ""), "each step says that it begins"
    assert [file.stat().st_mtime_ns for file in made] == before


def test_an_unknown_lab_is_answered_with_the_known_ones():
    result = lab("run", "sunspot")
    assert result.returncode == 1
    assert "there is no lab 'sunspot'" in result.stderr and "sunspots" in result.stderr


@pytest.mark.parametrize(
    "setting, message",
    [
        ("color=red", "there is no setting 'color'; this lab has: full, author, csv"),
        ("train=much", "train: 'much' is not a number"),
        ("full=yes", "full: 'yes' is neither true nor false"),
        ("csv", "expected name=value"),
    ],
)
def test_a_wrong_setting_is_named(setting, message):
    result = lab("run", "projekt-6", "--set", setting)
    assert result.returncode == 1
    assert message in result.stderr


def test_a_failing_cell_is_reported_with_lab_cell_and_message(tmp_path):
    broken = tmp_path / "broken.csv"
    broken.write_text("Data,Zamkniecie\n2024-01-02,4.31\n2024-01-03,4.3x\n")
    result = lab("run", "projekt-6", "--set", "csv=broken.csv", cwd=tmp_path)
    assert result.returncode == 1
    assert re.search(r"^projekt-6, cell 2: .*broken\.csv", result.stderr, re.M)
    assert "4.3x" in result.stderr and "line 3" in result.stderr
    assert re.search(r"^projekt-6 .* failed$", result.stdout, re.M)


def test_an_unknown_command_shows_the_known_ones():
    result = lab("rnu")
    assert result.returncode == 2
    assert "no command 'rnu'" in result.stderr and "./lab run" in result.stderr


def test_a_dead_kernel_and_an_endless_cell_are_told_apart():
    sys.path.insert(0, str(HOME / "environment"))
    import nbformat

    import run

    dead = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1"), nbformat.v4.new_code_cell("System.exit(0);")])
    cell, said = run.execute(dead, timeout=60)
    assert cell == 2
    logs = [Path(re.search(r"the end of (\S+\.log)", said)[1])]
    assert logs[0].is_file()
    logs.append(Path(re.search(r"the end of (\S+\.log)", run.execute(dead, timeout=60)[1])[1]))
    assert logs[0] != logs[1], "runs at once write into logs of their own"
    for log in logs:
        log.unlink()
    endless = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("while (true);")])
    assert run.execute(endless, timeout=3) == (1, "no end after 3 seconds")


def test_java_options_in_the_environment_do_not_hide_the_java():
    said = subprocess.run(
        ["bash", "-c", "source environment/setup.sh; find_java javac && echo $JAVA_VERSION"],
        cwd=HOME,
        env=os.environ | {"JAVA_TOOL_OPTIONS": "-Dsome.option=1"},
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0 and int(said.stdout) >= 17, said


@pytest.mark.parametrize("unzip, user, found", [(True, 1000, "mvnw"), (False, 1000, "none"), (True, 0, "none")])
def test_without_maven_the_wrapper_takes_its_place_where_none_can_be_installed(unzip, user, found, tmp_path):
    for name in ["apt-get", *(["unzip"] if unzip else [])]:
        (tmp_path / name).touch(0o755)
    script = f"source environment/setup.sh; id() {{ echo {user}; }}; PATH={tmp_path}; find_maven && echo ${{RNNLAB_MAVEN##*/}} || echo none"
    said = subprocess.run(["bash", "-c", script], cwd=HOME, env=os.environ | {"RNNLAB_HOME": str(HOME)}, capture_output=True, text=True)
    assert said.stdout == f"{found}\n", said


def test_the_wrapper_fetches_maven_from_its_public_address_and_checks_it():
    lines = (HOME / ".mvn" / "wrapper" / "maven-wrapper.properties").read_text().splitlines()
    wrapper = dict(line.split("=", 1) for line in lines)
    assert wrapper["distributionUrl"].startswith("https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/")
    assert re.fullmatch("[0-9a-f]{64}", wrapper["distributionSha256Sum"])
    assert os.access(HOME / "mvnw", os.X_OK)


def test_a_lab_after_pages_is_no_folder():
    """--pages takes a folder or nothing: without this message all labs would run, for hours."""
    done = lab("run", "--full", "--pages", "memory")
    assert done.returncode != 0
    assert "--pages memory: that is a lab and no folder" in done.stderr and "./lab run memory --full --pages" in done.stderr
