"""The kernel outside of the course: as VS Code, JetBrains' programs and a user's own Jupyter find and start it."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])

# What an editor does: finds the kernel by its name, starts it in the notebook's folder, runs a cell, looks at what it can show.
EDITOR = """
import json, sys
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
name, folder, cells = sys.argv[1], sys.argv[2], sys.argv[3:]
spec = KernelSpecManager(ensure_native_kernel=False).get_kernel_spec(name)
manager = KernelManager(kernel_name=name)
manager.start_kernel(cwd=folder)
client = manager.client()
client.start_channels()
try:
    client.wait_for_ready(timeout=180)
    shown = []
    for cell in cells:
        errors, kinds = [], {}
        def keep(message):
            if message["msg_type"] == "error":
                errors.append(message["content"]["evalue"])
            if message["msg_type"] in ("display_data", "execute_result"):
                kinds.update(message["content"]["data"])
        client.execute_interactive(cell, timeout=180, output_hook=keep)
        shown.append({"errors": errors, "data": kinds})
    print(json.dumps({"display_name": spec.display_name, "folder": spec.resource_dir, "cells": shown}))
finally:
    client.stop_channels()
    manager.shutdown_kernel()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home of a user")


def users_environment(home):
    """What a user's session has: nothing of what ./lab sets."""
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}


def lab(home, *words):
    return subprocess.run([str(HOME / "lab"), "kernel", *words], cwd=home, env=users_environment(home), capture_output=True, text=True)


def editor(home, name, *cells, python=sys.executable):
    return subprocess.run(
        [str(python), "-I", "-c", EDITOR, name, str(home), *cells], cwd=home, env=users_environment(home), capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def another_python(tmp_path_factory):
    """A Python of the user's own with jupyter_client in it, as an editor brings one; not the course's environment."""
    folder = tmp_path_factory.mktemp("editor")
    venv.create(folder, with_pip=False)
    here = Path(next(p for p in sys.path if p.endswith("site-packages")))
    there = next(folder.glob("lib/python*/site-packages"))
    (there / "libraries.pth").write_text(str(here) + "\n")
    return folder / "bin" / "python"


def test_an_editor_starts_it_in_another_folder_and_can_show_a_chart(home, another_python):
    installed = lab(home, "--install")
    assert installed.returncode == 0, installed.stderr
    cells = [
        'System.getProperty("user.dir")',
        'Charts.series("a sine", "", new double[] {0, 1, 0, -1})',
        "Eurofx.read()",
        "Datasets.home()",
    ]
    answer = editor(home, "java", *cells, python=another_python)
    assert answer.returncode == 0, answer.stderr[-3000:]
    found = json.loads(answer.stdout.splitlines()[-1])
    assert found["display_name"] == "Java (recurrent networks)"
    assert Path(found["folder"]).is_relative_to(home)
    folder, chart, mistake, course = found["cells"]
    assert str(home) in folder["data"]["text/plain"]
    assert chart["errors"] == [] and chart["data"]["image/png"].startswith("iVBORw0KGgo")
    assert "text/html" in chart["data"] or "image/png" in chart["data"]
    assert len(mistake["errors"]) == 1
    assert str(HOME) in course["data"]["text/plain"]


def test_it_goes_again_and_the_editor_finds_none(home, another_python):
    assert lab(home, "--install").returncode == 0
    assert lab(home, "--remove").returncode == 0
    assert "NoSuchKernel" in editor(home, "java", python=another_python).stderr
    assert "There is no kernel" in lab(home, "--remove").stdout


def test_another_kernel_of_the_name_stays(home):
    theirs = home / ".local" / "share" / "jupyter" / "kernels" / "java" / "kernel.json"
    if sys.platform == "darwin":
        theirs = home / "Library" / "Jupyter" / "kernels" / "java" / "kernel.json"
    theirs.parent.mkdir(parents=True)
    theirs.write_text('{"argv": ["java", "-jar", "ijava.jar"], "display_name": "IJava", "language": "java"}')
    for words in ["--install"], ["--remove"]:
        refused = lab(home, *words)
        assert refused.returncode == 1 and "is another kernel" in refused.stderr
    assert "ijava.jar" in theirs.read_text()
    assert lab(home, "--install", "--name", "rnnlab").returncode == 0
    assert (theirs.parent.parent / "rnnlab" / "kernel.json").exists()
    assert lab(home, "--remove", "--name", "rnnlab").returncode == 0


def test_a_python_environment_gets_it_by_its_prefix(home, another_python):
    prefix = another_python.parent.parent
    assert lab(home, "--install", "--prefix", str(prefix), "--name", "rnnlab").returncode == 0
    found = editor(home, "rnnlab", "1 + 1", python=another_python)
    assert found.returncode == 0, found.stderr[-3000:]
    assert json.loads(found.stdout.splitlines()[-1])["cells"][0]["data"]["text/plain"] == "2"
    assert lab(home, "--remove", "--prefix", str(prefix), "--name", "rnnlab").returncode == 0


def test_the_next_set_up_brings_it_up_to_date(home):
    assert lab(home, "--install", "--name", "rnnlab").returncode == 0
    spec = next(home.rglob("rnnlab/kernel.json"))
    right = spec.read_text()
    old = json.loads(right)
    old["argv"][0] = "/opt/an-old-java/bin/java"
    spec.write_text(json.dumps(old))
    assert lab(home, "--refresh").returncode == 0
    assert spec.read_text() == right
    assert lab(home, "--remove", "--name", "rnnlab").returncode == 0
    assert lab(home, "--refresh").returncode == 0
    assert not spec.exists()
