"""Set-up looks at contents, not at times, and runs what is built where nothing can be built."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])


@pytest.fixture
def course(tmp_path):
    """A course that is built: its jar, what it was built from, and no tools but those of the shell."""
    (tmp_path / "src" / "main").mkdir(parents=True)
    (tmp_path / "target" / "lib").mkdir(parents=True)
    (tmp_path / "pom.xml").write_text("<project/>")
    (tmp_path / "src" / "main" / "A.java").write_text("class A {}")
    (tmp_path / "target" / "rnnlab-1.0.0.jar").write_text("jar")
    (tmp_path / "environment").mkdir()
    for script in ["setup.sh", "network.sh", "Trust.java"]:
        shutil.copyfile(HOME / "environment" / script, tmp_path / "environment" / script)
    assert bash(tmp_path, "sums pom.xml src/main >$BUILT_FROM").returncode == 0
    return tmp_path


def bash(folder, script):
    return subprocess.run(
        ["bash", "-c", f"source environment/setup.sh\n{script}"],
        cwd=folder,
        env=os.environ | {"RNNLAB_HOME": str(folder)},
        capture_output=True,
        text=True,
    )


def is_built(folder):
    return bash(folder, "module_is_built && echo yes || echo no").stdout == "yes\n"


def test_new_times_and_another_place_change_nothing(course, tmp_path_factory):
    assert is_built(course)
    for path in [course / "pom.xml", course / "src" / "main" / "A.java"]:
        os.utime(path, (4e9, 4e9))
    assert is_built(course)
    copied = tmp_path_factory.mktemp("other") / "course"
    shutil.copytree(course, copied, copy_function=shutil.copyfile)
    assert is_built(copied)


@pytest.mark.parametrize(
    "change",
    [
        lambda main: (main / "A.java").write_text("class B {}"),
        lambda main: (main / "A.java").rename(main / "B.java"),
        lambda main: (main / "A.java").unlink(),
        lambda main: (main / "B.java").write_text(""),
    ],
)
def test_another_content_is_seen_even_in_a_file_of_the_same_time(course, change):
    main = course / "src" / "main"
    times = (main / "A.java").stat()
    change(main)
    for path in main.glob("*"):
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not is_built(course)


def test_where_nothing_can_be_built_what_is_built_runs_and_it_is_said(course):
    (course / "src" / "main" / "A.java").write_text("class B {}")
    no_tools = 'find_maven() { return 1; }\nfind_java() { [ "$1" = java ]; }\nfind_python() { :; }\ninstalls_packages() { return 1; }\n'
    said = bash(course, no_tools + "step() { echo building; }\nsystem_tools java python && java_module && echo goes on")
    assert said.stdout == "goes on\n"
    assert "not those that target/rnnlab-1.0.0.jar was built from" in said.stderr and "What is built runs" in said.stderr
    (course / "target" / "rnnlab-1.0.0.jar").unlink()
    said = bash(course, no_tools + "system_tools java python")
    assert said.returncode == 1 and "Missing: openjdk-17-jdk-headless maven" in said.stderr


def test_where_it_can_be_built_it_is(course):
    (course / "src" / "main" / "A.java").write_text("class B {}")
    tools = "find_maven() { :; }\nfind_java() { :; }\nfind_python() { :; }\nstep() { echo building; }\n"
    said = bash(course, tools + "system_tools java python && java_module && java_module && echo goes on")
    assert said.stdout == "building\ngoes on\n" and said.stderr == ""


def test_a_new_environment_gets_the_kernel_again(course):
    kernel = course / ".lab" / "venv" / "share" / "jupyter" / "kernels" / "java"
    (course / ".lab" / "jupyter").mkdir(parents=True)
    made = 'step() { echo made; mkdir -p "$LAB/venv/share/jupyter/kernels/java"; }\njupyter_settings'
    assert [bash(course, made).stdout for _ in range(2)] == ["made\n", ""]
    kernel.rmdir()
    assert bash(course, made).stdout == "made\n"
