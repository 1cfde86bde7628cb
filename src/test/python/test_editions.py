"""Editions in other languages: notebooks/LANGUAGE has labs of the same names with the same code; only the text is another."""

import os
import shutil
from pathlib import Path

import nbformat

LABS = Path(os.environ["RNNLAB_HOME"]) / "notebooks"


def code(path):
    """Source and tags of the code cells."""
    cells = nbformat.read(path, as_version=4).cells
    return [(cell.source, cell.metadata.get("tags", [])) for cell in cells if cell.cell_type == "code"]


def differences(edition):
    """What an edition has that the labs have not, a line for each lab: its first code cell that differs."""
    for path in sorted(edition.glob("*.ipynb")):
        lab = LABS / path.name
        if not lab.exists():
            yield f"{edition.name}/{path.name}: there is no lab of this name"
            continue
        own, original = code(path), code(lab)
        if own != original:
            shared = min(len(own), len(original))
            number = next((i for i in range(shared) if own[i] != original[i]), shared)
            yield f"{edition.name}/{path.name}: code cell {number + 1} differs from the lab's"


def test_every_edition_has_the_code_of_the_labs():
    editions = [folder for folder in LABS.iterdir() if folder.is_dir() and len(folder.name) == 2]
    assert [line for edition in editions for line in differences(edition)] == []


def test_a_cell_that_differs_is_named_and_another_text_is_not(tmp_path):
    edition = tmp_path / "pl"
    edition.mkdir()
    notebook = nbformat.read(LABS / "04-sunspots.ipynb", as_version=4)
    notebook.cells[0].source = "# Plamy na Słońcu"
    nbformat.write(notebook, edition / "04-sunspots.ipynb")
    assert list(differences(edition)) == []

    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    cells[2].source += "\nint more = 1;"
    nbformat.write(notebook, edition / "04-sunspots.ipynb")
    shutil.copyfile(LABS / "04-sunspots.ipynb", edition / "04-plamy.ipynb")
    assert list(differences(edition)) == [
        "pl/04-plamy.ipynb: there is no lab of this name",
        "pl/04-sunspots.ipynb: code cell 3 differs from the lab's",
    ]
    notebook.cells.remove(cells[-1])
    cells[2].source = cells[2].source.removesuffix("\nint more = 1;")
    nbformat.write(notebook, edition / "04-sunspots.ipynb")
    assert list(differences(edition))[1] == f"pl/04-sunspots.ipynb: code cell {len(cells)} differs from the lab's"
