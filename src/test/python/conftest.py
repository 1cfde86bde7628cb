"""What the parts of the tests share."""

import nbformat
import pytest
from nbclient import NotebookClient


@pytest.fixture(scope="module")
def notebook():
    """Runs cells, one after another, in one kernel; gives the outputs of each."""
    client = NotebookClient(nbformat.v4.new_notebook(), kernel_name="java", startup_timeout=180, record_timing=False, allow_errors=True)

    def run(source):
        cell = nbformat.v4.new_code_cell(source)
        client.nb.cells.append(cell)
        client.execute_cell(cell, len(client.nb.cells) - 1)
        return cell.outputs

    with client.setup_kernel():
        yield run
