"""The course as its notebooks tell it, and how far a student is as the copies tell it. There is no second list of labs."""

import functools
import json
import re
from pathlib import Path

from copies import lab_name

WORDS_A_MINUTE = 130
CODE_LINES_A_MINUTE = 6


def course(copies, work):
    """What the start page shows; all paths are from the folder work."""
    passed = passed_exercises(work / "progress.properties")
    own = copies.folder.relative_to(work)
    labs = [lab for lab in copies.labs() if re.match(r"\d+-", lab.name)]
    main = [lab for lab in labs if lab.parent == Path()]
    titles = {lab_name(lab): told(copies.originals / lab)["title"] for lab in main}
    shown = []
    for number, lab in enumerate(main):
        about = dict(told(copies.originals / lab))
        before = [lab_name(main[number - 1])] if number else []  # unless the lab says otherwise
        needs = before if about["needs"] is None else about["needs"]
        exercises = Path("exercises") / lab.name
        checks = told(copies.originals / exercises)["checks"] if exercises in labs else []
        shown.append(
            about
            | {
                "name": lab_name(lab),
                "needs": [titles.get(name, name) for name in needs],
                "path": (own / lab).as_posix(),
                "newer": (copies.folder / lab).exists() and copies.is_outdated(lab),
                "exercises": (own / exercises).as_posix() if checks else None,
                "checks": len(checks),
                "passed": sum(check in passed for check in checks),
                "editions": {e.parent.name: (own / e).as_posix() for e in labs if len(e.parent.name) == 2 and e.name == lab.name},
            }
            | done(copies.folder / lab)
        )
    return {"labs": shown, "last": last(copies, labs, own)}


def last(copies, labs, own):
    """Where the student was: the copy that was run and saved last, and its first cell that has not run."""
    copied = [lab for lab in labs if (copies.folder / lab).exists()]
    for lab in sorted(copied, key=lambda lab: (copies.folder / lab).stat().st_mtime, reverse=True):
        state = done(copies.folder / lab)
        if state["ran"]:
            title = told(copies.originals / lab)["title"]
            return {"path": (own / lab).as_posix(), "title": title, "cell": state["next"]}
    return None


def told(path):
    """What an original says of itself: title, a line, minutes, the labs it needs (None: it does not say), its checks."""
    return _told(path, path.stat().st_mtime_ns)


@functools.lru_cache(1000)
def _told(path, _changed):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    sources = {kind: ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == kind] for kind in ("markdown", "code")}
    text, code = "\n\n".join(sources["markdown"]), "\n".join(sources["code"])
    title = re.search(r"^#\s+(.+)", text, re.M)
    paragraphs = [p for p in re.split(r"\n\s*\n", text) if not p.startswith("#")]
    # The question that a lab answers, where it has one; else what it begins with.
    line = next((p for p in paragraphs if re.match(r"\*\*The question:?\*\*", p)), paragraphs[0] if paragraphs else "")
    minutes = len(text.split()) / WORDS_A_MINUTE + (code.count("\n") + 1) / CODE_LINES_A_MINUTE
    about = notebook["metadata"].get("rnnlab", {})
    return {
        "title": plain(title[1]) if title else lab_name(path),
        "line": first_sentences(plain(line)),
        "minutes": max(5, 5 * round(minutes / 5)),
        "needs": about.get("needs"),
        "project": about.get("project", False),
        "checks": re.findall(r'^\s*check\("([^"]+)"\)', code, re.M),
    }


def plain(markdown):
    """Text without Markdown's signs, links and the label that a paragraph begins with."""
    text = re.sub(r"^\*\*[^*]+:\*\*\s*", "", markdown)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\*\*?|`|\$", "", " ".join(text.split()))
    return text[:1].upper() + text[1:]


def first_sentences(text, characters=200):
    """As many whole sentences as the line has room for; at least one."""
    sentences = re.split(r"(?<=[.?!])\s+", text)
    line = sentences[0]
    for sentence in sentences[1:]:
        if len(line) + len(sentence) >= characters:
            break
        line += " " + sentence
    return line


def done(copy):
    """How much of a copy has run, as it was saved: cells, those that ran, those that failed, the first that has not run."""
    try:
        return _done(copy, copy.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return {"cells": 0, "ran": 0, "failed": 0, "next": None}


@functools.lru_cache(1000)
def _done(copy, _changed):
    cells = json.loads(copy.read_text(encoding="utf-8"))["cells"]
    code = [(i, c) for i, c in enumerate(cells) if c["cell_type"] == "code" and "".join(c["source"]).strip()]
    waiting = [i for i, c in code if not c.get("execution_count")]
    return {
        "cells": len(code),
        "ran": len(code) - len(waiting),
        "failed": sum(any(o["output_type"] == "error" for o in c.get("outputs", [])) for _, c in code),
        "next": waiting[0] if waiting else None,
    }


def passed_exercises(book):
    """Names of the checks that were passed, from the book that check(...) keeps (properties of Java)."""
    try:
        lines = book.read_text(encoding="latin-1").splitlines()
    except OSError:
        return set()
    return {m[1].replace("\\", "") for line in lines if (m := re.match(r"(.+)\.passed=true\s*$", line))}
