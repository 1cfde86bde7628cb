"""What a lab has shown, as one small static page: headings, charts, tables, text; no code, no script, nothing from elsewhere."""

import base64
import html
import re
from datetime import date
from pathlib import Path

from palette import with_palette

HOME = Path(__file__).resolve().parent.parent  # whoever reads the page has the course somewhere else

STYLE = """body { font: 15px/1.5 sans-serif; max-width: 960px; margin: 2em auto; padding: 0 1em; color: #222; background: #fff }
img, svg { max-width: 100%; height: auto }
pre { background: #f5f5f5; padding: .6em; white-space: pre-wrap }
table { border-collapse: collapse } td, th { border: 1px solid #ccc; padding: .2em .6em; text-align: right }
td:first-child, th:first-child { text-align: left }"""


def page(notebook, command, seconds, day=None):
    """The page of an executed lab as HTML. day: when it ran, today unless told."""
    title = re.match(r"# (.*)", notebook.cells[0].source).group(1)
    when = f"{day or date.today():%Y-%m-%d}"
    parts = [
        f"<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>{html.escape(title)}</title>",
        f"<style>{STYLE}</style></head><body>",
        f"<h1>{html.escape(title)}</h1>",
        f"<p>What this lab shows at full size: <code>{html.escape(command)}</code>, run on {when}; it took {took(seconds)}.</p>",
    ]
    headings = []  # those of which nothing is shown yet
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for marks, text in re.findall(r"^(##+) (.*)$", cell.source, re.M):
                headings = [h for h in headings if h[0] < len(marks)] + [(len(marks), text)]
        shown = [part for output in cell.get("outputs", []) if (part := shape(output))]
        if shown:
            parts += [f"<h{level}>{html.escape(text)}</h{level}>" for level, text in headings]
            parts += joined(shown)
            headings = []
    return "\n".join([*parts, "</body></html>\n"])


def took(seconds):
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def shape(output):
    """What an output looks like: ("text", what was printed), ("html", ...), or None for a flag of the kernel's."""
    if output.output_type == "stream":
        return ("text", last_frames(output.text).replace(f"{HOME}/", "")) if output.name == "stdout" else None
    data = output.get("data", {})
    if "image/svg+xml" in data:
        svg = data["image/svg+xml"]
        return "html", svg[svg.index("<svg") :]
    if "image/png" in data:
        png = base64.b64encode(with_palette(base64.b64decode(data["image/png"]))).decode()
        return "html", f"<img alt='{html.escape(alt(data), quote=True)}' src='data:image/png;base64,{png}'>"
    if "text/html" in data:
        return "html", data["text/html"]
    return ("text", data["text/plain"] + "\n") if data.get("text/plain") else None


def alt(data):
    return data.get("text/plain", "").splitlines()[0] if data.get("text/plain") else "chart"


def last_frames(text):
    """A line that was written over again and again, as progress is, counts as it was at its end."""
    return re.sub(r"[^\n]*\r(?!\n)", "", text)


def joined(shown):
    """Pieces of text that follow each other stand in one box."""
    box = ""
    for kind, content in [*shown, ("html", "")]:
        if kind == "text":
            box += content
            continue
        if box.strip():
            yield f"<pre>{html.escape(box.strip(chr(10)))}</pre>"
        box = ""
        if content:
            yield content
