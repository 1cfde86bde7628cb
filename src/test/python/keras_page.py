"""The lines of notebooks/keras.ipynb, as its tables and its two networks have them."""

import json
import re
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).resolve().parents[3] / "notebooks" / "keras.ipynb"


class Layer(NamedTuple):
    """A row of the table of layers."""

    kind: str  # of its input: sequence, vector or indices
    keras: str
    dl4j: str


class Option(NamedTuple):
    """A row of another table."""

    keras: str
    dl4j: str


def _texts():
    cells = json.loads(PAGE.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


def _tables():
    """The rows of each table, by the heading over it."""
    for text in _texts():
        if text.startswith("## "):
            rows = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("|")]
            yield text.splitlines()[0][3:], [[part.strip() for part in row] for row in rows[2:]]


def _code(cell):
    """The code of a table's cell: a long line is broken there by `<br>` between two pieces of code."""
    return cell.replace("`<br>`", "").strip("`")


def layers():
    rows = dict(_tables())["Layers"]
    return [Layer(kind, _code(keras), _code(dl4j)) for kind, keras, dl4j, _ in rows]


def options():
    return [Option(_code(row[0]), _code(row[1])) for title, rows in _tables() if title != "Layers" for row in rows]


def networks():
    """The Python of the whole networks."""
    return [code for text in _texts() for code in re.findall(r"```python\n(.*?)```", text, re.S)]
