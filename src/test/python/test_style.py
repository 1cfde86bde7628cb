"""The Python code by ruff (pyproject.toml): rules, and the formatter's way of writing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])


@pytest.mark.parametrize("step", [["check"], ["format", "--check", "--diff"]], ids=lambda step: step[0])
def test_ruff_finds_nothing(step):
    done = subprocess.run([sys.executable, "-m", "ruff", *step, "--no-cache", HOME], cwd=HOME, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_required_is_pinned_with_hashes():
    for folder in ("environment", "environment/hub", "src/bench"):
        wanted = [line.split(" ;")[0] for line in (HOME / folder / "requirements.in").read_text().splitlines() if line[:1].isalpha()]
        pinned = (HOME / folder / "requirements.txt").read_text()
        for requirement in wanted:
            assert "==" in requirement and f"\n{requirement} " in pinned, (
                f"{requirement} is not in {folder}/requirements.txt; make it again"
            )
        blocks = [block for block in pinned.split("\n") if block[:1].isalpha()]
        assert all(block.endswith("\\") for block in blocks) and pinned.count("--hash=sha256:") >= len(blocks)


def test_every_data_file_has_its_origin_and_terms():
    for file in sorted((HOME / "data").glob("*.csv")):
        for place in ("data/README.md", "NOTICE"):
            assert file.name in (HOME / place).read_text(encoding="utf-8"), f"{file.name} is not in {place}"
