"""A page on paper: HTML to PDF by the Chromium or Chrome that is there."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

FLAGS = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--no-pdf-header-footer"]
SECONDS = 120


class NoBrowserError(Exception):
    """There is none that could write a PDF."""


def browser():
    """The path of Chromium or Chrome, None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), None)


def pdf(html):
    """The bytes of the PDF."""
    if not browser():
        raise NoBrowserError("a PDF needs Chromium or Chrome, and there is none; export HTML, and print it in a browser: Ctrl+P")
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # Chromium refuses one for root
    with tempfile.TemporaryDirectory(prefix="rnnlab-paper-", ignore_cleanup_errors=True) as folder:
        page, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        command = [browser(), *FLAGS, *root, f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        if not made.exists():
            raise NoBrowserError(f"{browser()} wrote no PDF: {done.stderr.strip()[-300:]}")
        return made.read_bytes()
