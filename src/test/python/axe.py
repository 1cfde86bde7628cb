"""axe-core, which looks for what keeps people from reading a page: WCAG's rules as a program can tell. MPL 2.0; for tests alone."""

import base64
import hashlib
import io
import os
import subprocess
import tarfile
from pathlib import Path

import pytest

VERSION = "4.14.1"
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
HOME = Path(os.environ["RNNLAB_HOME"])


def script():
    """The program's text, fetched once by npm into .lab; the test is skipped where it cannot be had."""
    kept = HOME / ".lab" / "axe" / f"axe-{VERSION}.js"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            subprocess.run(["npm", "pack", f"axe-core@{VERSION}"], cwd=kept.parent, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as e:
            pytest.skip(f"axe-core cannot be fetched by npm: {e}")
        archive = (kept.parent / f"axe-core-{VERSION}.tgz").read_bytes()
        assert base64.b64encode(hashlib.sha512(archive).digest()).decode() == SHA512, "axe-core is not the file that was looked at"
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            kept.write_bytes(files.extractfile("package/axe.min.js").read())
    return kept.read_text(encoding="utf-8")


def violations(browser, where="document"):
    """Rules that the page breaks, with the element that does; at least a rule must have been kept."""
    browser.evaluate(f"{script()}; 1")
    told = browser.evaluate(
        f"axe.run({where}).then(r => [r.passes.length, r.violations.flatMap(v => v.nodes.map(n => [v.id, v.help, n.html.slice(0, 200)]))])"
    )
    assert told[0] > 0
    return told[1]
