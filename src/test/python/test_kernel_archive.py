"""The archive of classes that a kernel starts from: used where it fits, passed over without a word where it does not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))

import class_archive  # noqa: E402

ARGUMENTS = json.loads((Path(sys.prefix) / "share/jupyter/kernels/java/kernel.json").read_text(encoding="utf-8"))["argv"]


def start(archive, *more):
    """Java as the kernel's command starts it, up to its first class; where that class was read from."""
    command = [a for a in ARGUMENTS[: ARGUMENTS.index("org.dflib.jjava.distro.JJava")] if "SharedArchive" not in a]
    command[1:1] = [*class_archive.options(archive), *more]
    return subprocess.run([*command, "rnnlab.grading.Rehearsal", "no such folder"], capture_output=True, text=True)


def test_the_kernel_s_command_uses_the_archive_that_set_up_made():
    (option,) = [a for a in ARGUMENTS if a.startswith("-XX:SharedArchiveFile=")]
    assert Path(option.partition("=")[2]).exists()


def test_classes_are_read_from_it(tmp_path):
    (option,) = [a for a in ARGUMENTS if a.startswith("-XX:SharedArchiveFile=")]
    log = tmp_path / "classes.log"
    start(Path(option.partition("=")[2]), f"-Xlog:class+load=info:file={log}")
    shared = [line for line in log.read_text().splitlines() if "source: shared objects file (top)" in line]
    assert shared, log.read_text()[:2000]


@pytest.mark.parametrize("content", [b"", b"junk", None])
def test_an_archive_that_does_not_fit_is_passed_over_without_a_word(content, tmp_path):
    archive = tmp_path / "classes.jsa"
    if content is not None:
        archive.write_bytes(content)
    with_it, without = start(archive), start(tmp_path / "none.jsa")
    assert (with_it.stdout, with_it.stderr) == (without.stdout, without.stderr)
    assert "archive" not in (with_it.stdout + with_it.stderr).lower()


def test_an_archive_of_other_jars_is_passed_over_without_a_word(tmp_path):
    """As after an update, before set-up has run again: Java would warn that the class paths do not fit."""
    (option,) = [a for a in ARGUMENTS if a.startswith("-XX:SharedArchiveFile=")]
    module = next(jar for jar in ARGUMENTS[ARGUMENTS.index("-cp") + 1].split(os.pathsep) if jar.endswith("rnnlab-1.0.0.jar"))
    other = tmp_path / "rnnlab-1.0.0.jar"
    other.write_bytes(Path(module).read_bytes())
    java = [ARGUMENTS[0], "-cp", str(other), "rnnlab.grading.Rehearsal", "no such folder"]
    archive = Path(option.partition("=")[2])
    silent = subprocess.run([java[0], *class_archive.options(archive), *java[1:]], capture_output=True, text=True)
    plain = subprocess.run(java, capture_output=True, text=True)
    assert (silent.stdout, silent.stderr) == (plain.stdout, plain.stderr)
