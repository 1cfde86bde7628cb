"""A lecturer's server: what lies behind the link to the class's folder of grading is opened, as the watch page must be."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment" / "hub")]

pytest.importorskip("nbgrader", reason="nbgrader is in the course's environment")

from places import Places  # noqa: E402


def test_the_watch_page_is_opened_through_the_link(tmp_path):
    places, work = Places(tmp_path / "class"), tmp_path / "work"
    places.grading.mkdir(parents=True)
    (places.grading / "watch.html").write_text("<h1>The class now</h1>", encoding="utf-8")
    places.config.mkdir()
    places.write_config(HOME)
    work.mkdir()
    (work / "grading").symlink_to(places.grading)
    environment = os.environ | {
        "RNNLAB_HOME": str(HOME), "RNNLAB_ADDRESS": "127.0.0.1", "RNNLAB_WORK": str(work), "RNNLAB_SHARED": "1",
        "RNNLAB_GRADING": str(work / "grading"), "RNNLAB_EXCHANGE": str(tmp_path), "HOME": str(tmp_path),
        "JUPYTER_CONFIG_PATH": str(places.config / "lecturer"), "JUPYTER_PREFER_ENV_PATH": "0",
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"), "JUPYTER_DATA_DIR": str(tmp_path / "data"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
    }  # fmt: skip
    options = [f"--ServerApp.root_dir={work}", "--ServerApp.port=0", "--ServerApp.allow_root=True", "--IdentityProvider.token=secret"]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen([sys.executable, "-m", "jupyter_server", *options], env=environment, stdout=log, stderr=log, cwd=work)
    try:
        url = address(tmp_path / "runtime", server)
        with urllib.request.urlopen(f"{url}files/grading/watch.html?token=secret", timeout=120) as answer:
            assert answer.headers.get_content_type() == "text/html"
            assert "The class now" in answer.read().decode()
    finally:
        server.kill()
        server.wait()


def address(runtime, server):
    """The server's own, once it has written it down."""
    for _ in range(1200):
        for file in runtime.glob("jpserver-*.json"):
            if told := file.read_text():
                return json.loads(told)["url"]
        assert server.poll() is None, (runtime.parent / "log").read_text()
        time.sleep(0.1)
    raise TimeoutError((runtime.parent / "log").read_text())
