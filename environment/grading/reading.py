"""Reads a notebook's file and repairs what an editor has made of it: a right answer does not lose its points for the form of its file."""

import codecs
import json
import re
import warnings

import nbformat

LARGEST = 30_000_000  # bytes; outputs may be large, and reading takes twenty times as much memory in the worst case
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# A string, to its end or the file's: so each letter is looked at once. Or a comma before a closing bracket.
COMMA_BEFORE_END = re.compile(r'("(?:[^"\\]|\\.)*+(?:"|\\?\Z))|,(?=\s*[}\]])', re.S)
LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half a letter, which no file can hold
CELLS = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell, "raw": nbformat.v4.new_raw_cell}

warnings.filterwarnings("ignore", module="nbformat")  # what it would warn about is repaired here


class NotebookError(Exception):
    """A submitted file that is no notebook."""


def load(data):
    """(notebook of format 4, [what was repaired]). Raises NotebookError with the reason when nothing can be done."""
    text, repairs = decoded(data)
    content = parsed(text, repairs)
    join_lines(content, repairs)
    if "cells" in content and content.get("nbformat") != 4:
        repairs.append(f"said to be of format {content.get('nbformat', '?')}, has the cells of format 4")
        content |= {"nbformat": 4, "nbformat_minor": 5}
    try:
        notebook = nbformat.convert(nbformat.reader.reads(json.dumps(content)), 4)
        nbformat.validate(notebook)
    except Exception as e:  # nbformat has no common exception for what is no notebook
        notebook = rebuilt(content, e)
        repairs.append(f"not a valid notebook ({reason(e)}); its cells are taken as they are")
    for cell in notebook.cells:
        cell.source = LONE_SURROGATE.sub("\ufffd", cell.source.replace("\r\n", "\n").replace("\r", "\n"))
    return notebook, [f"repaired: {repair}" for repair in repairs]


def decoded(data):
    encoding = next((name for bom, name in BOMS.items() if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding), [] if encoding == "utf-8" else ["a byte order mark at the beginning of the file"]
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise NotebookError(f"not a notebook (it begins as {encoding.upper()} and is none)") from None
        return data.decode("cp1252", errors="replace"), ["letters that are not UTF-8; read as Windows-1252"]


def parsed(text, repairs):
    """The file's JSON. What editors and people leave in it: a comma before a closing bracket, line ends inside strings."""
    try:
        try:
            content = json.loads(text)
        except ValueError:
            content = json.loads(COMMA_BEFORE_END.sub(lambda m: m[1] or "", text), strict=False)
            repairs.append("JSON with a comma too many or with control characters")
    except RecursionError:
        raise NotebookError("not a notebook (brackets without end)") from None
    except ValueError as e:
        raise NotebookError(f"not a notebook ({type(e).__name__}: {e})") from None
    if not isinstance(content, dict) or not isinstance(content.get("cells", content.get("worksheets")), list):
        raise NotebookError("not a notebook (it has no cells)")
    return content


def join_lines(content, repairs):
    """Some programs write a cell as a list of lines without their line ends."""
    bare = False
    for cell in content.get("cells", []):
        lines = cell.get("source") if isinstance(cell, dict) else None
        if isinstance(lines, list) and len(lines) > 1 and not any(str(line).endswith(("\n", "\r")) for line in lines[:-1]):
            cell["source"] = "\n".join(map(str, lines))
            bare = True
    if bare:
        repairs.append("lines without line ends")


def rebuilt(content, problem):
    """A new notebook with the cells' texts and nbgrader's marks, all that grading needs."""
    cells = [cell for cell in content.get("cells", []) if isinstance(cell, dict)]
    if not cells:
        raise NotebookError(f"not a notebook ({reason(problem)})")
    return nbformat.v4.new_notebook(cells=[rebuilt_cell(cell) for cell in cells])


def rebuilt_cell(cell):
    kind = cell.get("cell_type")
    if kind not in CELLS:
        kind = "code" if "outputs" in cell or "execution_count" in cell else "markdown"
    source = cell.get("source", "")
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    metadata = cell.get("metadata")
    kept = {k: v for k, v in metadata.items() if k == "nbgrader"} if isinstance(metadata, dict) else {}
    return CELLS[kind](text, metadata=kept)


def reason(problem):
    said = str(getattr(problem, "message", problem)).strip().splitlines()
    return said[0][:120] if said else type(problem).__name__
