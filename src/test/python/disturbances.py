"""What editors, browsers, archives and people do to a right submission that changes no answer in it.

Each disturbance works on a Work; those in ASK may leave open what was handed in, and then a lecturer must be asked by name.
"""

import codecs
import copy
import json
import random
from dataclasses import dataclass, field

import nbformat


@dataclass
class Work:
    """A submission on its way: the notebook as JSON, then bytes, then files in a student's folder."""

    notebook: dict
    choose: random.Random
    student: str
    assignment: str
    name: str
    text: dict = field(default_factory=lambda: {"indent": 1, "ensure_ascii": False})  # how JSON is written
    encode: list = field(default_factory=list)  # text -> text or bytes -> bytes, in this order
    beside: dict = field(default_factory=dict)  # other files of the student's folder: path -> bytes, None for a folder
    only_beside: bool = False  # the submission itself is not written
    line_ends: bool = True  # else cells are written as lists of lines without their ends; other disturbances still see the lines

    def code(self):
        return [c for c in self.notebook["cells"] if c["cell_type"] == "code"]

    def add(self, index, kind, source, **more):
        cell = {"cell_type": kind, "id": f"extra{self.choose.randrange(10**9)}", "metadata": {}, "source": source} | more
        if kind == "code":
            cell = {"execution_count": None, "outputs": []} | cell
        self.notebook["cells"].insert(index, cell)

    def bytes(self):
        if not self.line_ends:
            for cell in self.notebook["cells"]:
                cell["source"] = "".join(cell["source"]).splitlines()
        data = json.dumps(self.notebook, **self.text)
        for step in self.encode:
            data = step(data)
        return data if isinstance(data, bytes) else data.encode("utf-8")


# The notebook's format.


def format_4_4_with_ids(w):
    w.notebook["nbformat_minor"] = 4


def format_4_2_without_ids(w):
    w.notebook["nbformat_minor"] = 2
    for cell in w.notebook["cells"]:
        cell.pop("id", None)


def format_4_5_without_ids(w):
    for cell in w.notebook["cells"]:
        cell.pop("id", None)


def format_3(w):
    marks = [c["metadata"] for c in w.notebook["cells"]]
    old = nbformat.convert(nbformat.from_dict(copy.deepcopy(w.notebook)), 3)
    for cell, mark in zip(old["worksheets"][0]["cells"], marks, strict=True):
        cell["metadata"] = mark
    w.notebook = json.loads(json.dumps(old))
    w.text = dict(w.text, separators=None)


def newer_minor(w):
    w.notebook["nbformat_minor"] = 99


def numbers_as_texts(w):
    w.notebook["nbformat_minor"] = "5"


def no_format_at_all(w):
    del w.notebook["nbformat"], w.notebook["nbformat_minor"]


def same_ids(w):
    for cell in w.notebook["cells"]:
        cell["id"] = "same"


def strange_ids(w):
    for i, cell in enumerate(w.notebook["cells"]):
        cell["id"] = w.choose.choice([i, "ą ę" * i, "x" * 200, "", None])


def unknown_keys(w):
    w.notebook["application"] = {"version": 3}
    for cell in w.notebook["cells"]:
        cell["vscode"] = {"languageId": "java"}


def no_metadata(w):
    w.notebook.pop("metadata", None)


def metadata_of_others(w):
    w.notebook["metadata"] = {"kernelspec": "java", "widgets": [1, None], "colab": {"provenance": []}, "toc": {"base_numbering": 1}}
    for cell in w.notebook["cells"]:
        cell["metadata"] |= {"tags": "none", "collapsed": "yes", "jp-MarkdownHeadingCollapsed": True, "trusted": 1}


def another_kernel(w):
    w.notebook.setdefault("metadata", {})["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python 3"}


def no_outputs_and_counts(w):
    for cell in w.code():
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def broken_outputs(w):
    for cell in w.code():
        cell["outputs"] = w.choose.choice([None, "text", [{"output_type": "stream"}], [{"output_type": "new", "data": 1}], [[]]])
        cell["execution_count"] = w.choose.choice(["*", -1, 1e300, None])


def large_outputs(w):
    data = {"text/plain": "x" * 2_000_000, "text/html": "<script>alert(1)</script>"}
    w.code()[0]["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}] * 3


def errors_in_outputs(w):
    error = {"output_type": "error", "ename": "E", "evalue": "old", "traceback": []}
    warning = {"output_type": "stream", "name": "stderr", "text": "WARNING"}
    for cell in w.code():
        cell["outputs"] = [error, warning]


def sources_as_lines(w):
    for cell in w.notebook["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)


def sources_as_lines_without_ends(w):
    w.line_ends = False


def line_ends_of_windows_in_cells(w):
    for cell in w.notebook["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")


def line_ends_of_old_macs_in_cells(w):
    for cell in w.notebook["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r")


def spaces_at_line_ends(w):
    for cell in w.notebook["cells"]:
        cell["source"] = "\n" + "".join(cell["source"]).replace("\n", "  \n") + "\n\n"


# Cells.


def marks_lost(w):
    for cell in w.notebook["cells"]:
        cell["metadata"].pop("nbgrader", None)


def marks_with_less(w):
    for cell in w.notebook["cells"]:
        for key in ("checksum", "points", "cell_type", "locked", "schema_version"):
            cell["metadata"].get("nbgrader", {}).pop(key, None)


def marks_with_more(w):
    for cell in w.notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {"points": 0, "locked": False, "task": False, "comment": "ł"}


def extra_texts(w):
    for kind in ("markdown", "raw", "markdown"):
        w.add(
            w.choose.randrange(len(w.notebook["cells"]) + 1),
            kind,
            w.choose.choice(["# Moje notatki", "", "Жълто 🎓 " * 50, "```java\nx\n```"]),
        )
    w.notebook["cells"][0]["attachments"] = {"a.png": {"image/png": "AAAA"}}


def extra_code(w):
    cells = ["", "   ", "// nothing", "1 + 1", 'System.out.println("x");', "int mineAlone = 3;", 'System.err.println("WARNING");']
    for source in w.choose.sample(cells, 4):
        w.add(w.choose.randrange(len(w.notebook["cells"]) + 1), "code", source)


def extra_cells_that_fail(w):
    cells = [
        "notDefined(3)",
        "int broken = ;",
        'throw new IllegalStateException("mine");',
        "double lost(Nowhere x) { return 1; }",
        "%unknown",
    ]
    for source in w.choose.sample(cells, 3):
        w.add(w.choose.randrange(len(w.notebook["cells"]) + 1), "code", source)


def methods_that_use_later_ones(w):
    w.add(0, "code", "double mineFirst(double x) { return mineLater(x) + new MineType(x).x(); }")
    w.add(len(w.notebook["cells"]), "code", "double mineLater(double x) { return x; }\nrecord MineType(double x) {}")


def much_output(w):
    w.add(1, "code", 'for (int i = 0; i < 20_000; i++) System.out.println("line " + i);')


def answers_with_more(w):
    for cell in w.code():
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = "".join(cell["source"]) + f"\n\n// zażółć — my own remark\nint mine{w.choose.randrange(10**6)} = 1;"


def untouched_cells_in_another_order(w):
    cells = w.notebook["cells"]
    places = [i for i, c in enumerate(cells) if not c["metadata"].get("nbgrader", {}).get("solution")]
    moved = w.choose.sample([cells[i] for i in places], len(places))
    for place, cell in zip(places, moved, strict=True):
        cells[place] = cell


def all_cells_turned_round(w):
    w.notebook["cells"].reverse()


# The file.


def byte_order_mark(w):
    w.encode.append(lambda t: codecs.BOM_UTF8 + t.encode() if isinstance(t, str) else t)


def utf_16(w):
    w.encode.append(lambda t: t.encode("utf-16") if isinstance(t, str) else t)


def line_ends_of_windows(w):
    w.encode.append(lambda t: t.replace("\n", "\r\n") if isinstance(t, str) else t)


def line_ends_of_old_macs(w):
    w.encode.append(lambda t: t.replace("\n", "\r") if isinstance(t, str) else t)


def commas_too_many(w):
    w.encode.append(
        lambda t: t.replace("\n  }", ",\n  }").replace("\n   }", ",\n   }").replace("\n ]", ",\n ]") if isinstance(t, str) else t
    )


def one_line(w):
    w.text = {"separators": (",", ":")}


def wide(w):
    w.text = {"indent": 8, "sort_keys": True}


def letters_escaped(w):
    w.text = dict(w.text, ensure_ascii=True)


def empty_lines_around(w):
    w.encode.append(lambda t: "\n\n" + t + "\n \n" if isinstance(t, str) else t)


def letters_of_windows(w):
    w.add(0, "markdown", "ó Ó")
    w.encode.append(lambda t: t.encode("cp1250", "ignore") if isinstance(t, str) else t)


def half_a_letter(w):
    w.add(0, "markdown", "half \ud83c")
    w.text = dict(w.text, ensure_ascii=True)


def not_a_number(w):
    w.notebook.setdefault("metadata", {})["took"] = float("nan")


# Names and what lies beside.

FILE_NAMES = [
    "{} (1).ipynb", "{}-Kopia.ipynb", "{}-Copy1.ipynb", "{}.IPYNB", "{}.ipynb.txt", "{}.ipynb.json", "{} – wersja ostateczna.ipynb",
    "Ćwiczenie [Иван] 'a' \"b\".ipynb", "-rf {}.ipynb", "a+b&c;d$HOME`e`.ipynb", "%s{{}}.ipynb", "=1+1.ipynb", "ż" * 100 + ".ipynb",
    "folder/{}.ipynb", "folder (2)/inner/zadanie.ipynb", "{}\n.ipynb",
]  # fmt: skip
STUDENTS = [
    "Jan Kowalski", "O'Brien", 'Ann "Anka" Nowak', "a+b", "[x]", "*", "Zażółć Gęślą", "Иван Петров", "x" * 200, "-dash", "=2+3", "{id}",
    "%d", "$HOME", "a;b&c|d", "<b onclick=alert(1)>", "🎓", ".dot", "a\\b", " blank ", "#1?", "ж" * 100, "a, b", "None", "nan",
    "007", "CON",
]  # fmt: skip
TIMES = [
    "2026-01-31 23:59:00.000000 UTC", "2026-01-31T23:59:00+01:00", "\ufeff2026-01-31 10:00:00 UTC", "31.01.2026 12:30\r\n", "",
    "wczoraj wieczorem", "2026-13-45 99:99:99 UTC", "\x00\x01", "9" * 500, "0001-01-01 00:00:00 +1400", "2026-01-31 23:59:00 Nowhere/City",
    "ż", "1 2 3",
]  # fmt: skip


def another_file_name(w):
    file(w.choose.choice(FILE_NAMES))(w)


def another_student_name(w):
    student(w.choose.choice(STUDENTS))(w)


def a_time(w):
    time(w.choose.choice(TIMES))(w)


def a_time_in_other_bytes(w):
    w.beside["timestamp.txt"] = w.choose.choice([b"\xff\xfe2\x00", "świt".encode("cp1250"), None])


def other_files(w):
    w.beside |= {"dane.csv": b"1;2", "wykres (1).png": b"\x89PNG", "work.zip": b"PK", "a folder/b.txt": b"", "Thumbs.db": b"\0", "-x": b""}


def copies_of_programs(w):
    old = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    w.beside |= {f".ipynb_checkpoints/{w.name.split('/')[-1].removesuffix('.ipynb')}-checkpoint.ipynb": old, "__MACOSX/._x.ipynb": b"\0\5",
                 f"._{w.name.split('/')[-1]}"[:120]: b"\0\5\26\7"}  # fmt: skip


def called(said, change):
    """A disturbance under a name that can be printed."""
    change.__name__ = said
    return change


def student(name):
    return called(f"student {name!r}", lambda w: setattr(w, "student", name + w.student))


def file(name):
    return called(f"file {name!r}", lambda w: setattr(w, "name", name.format(w.name.removesuffix(".ipynb"))))


def time(text):
    return called(f"time {text!r}", lambda w: w.beside.update({"timestamp.txt": text.encode()}))


# These may leave it open what was handed in.


def two_with_other_names(w):
    stem = w.name.split("/")[-1].removesuffix(".ipynb")
    w.beside |= {f"{stem} (1).ipynb": w.bytes(), f"{stem} (2).ipynb": w.bytes()}
    w.only_beside = True


def an_archive_alone(w):
    w.beside["work.zip"] = b"PK\3\4"
    w.only_beside = True


def another_folder_name(w):
    w.assignment = w.choose.choice([w.assignment.title(), w.assignment + " ", w.assignment + " (1)", w.assignment.replace("-", "_"), "."])


def a_student_in_other_bytes(w):
    w.student += "\udcb3"


FORMAT = [
    format_4_4_with_ids, format_4_2_without_ids, format_4_5_without_ids, newer_minor, numbers_as_texts, no_format_at_all, same_ids,
    strange_ids, unknown_keys, no_metadata, metadata_of_others, another_kernel, no_outputs_and_counts, broken_outputs, large_outputs,
    errors_in_outputs, sources_as_lines, sources_as_lines_without_ends, line_ends_of_windows_in_cells, line_ends_of_old_macs_in_cells,
    spaces_at_line_ends,
]  # fmt: skip
CELLS = [
    marks_lost, marks_with_less, marks_with_more, extra_texts, extra_code, extra_cells_that_fail, methods_that_use_later_ones, much_output,
    answers_with_more, untouched_cells_in_another_order, all_cells_turned_round,
]  # fmt: skip
FILE = [
    byte_order_mark, utf_16, line_ends_of_windows, line_ends_of_old_macs, commas_too_many, one_line, wide, letters_escaped,
    empty_lines_around, letters_of_windows, half_a_letter, not_a_number,
]  # fmt: skip
PLACE = [another_file_name, another_student_name, a_time, a_time_in_other_bytes, other_files, copies_of_programs]
ASK = [two_with_other_names, an_archive_alone, another_folder_name, a_student_in_other_bytes]
ALONE = [*FORMAT, format_3, *CELLS, *FILE, *PLACE, *ASK]
