"""nbgrader's exchange as a student meets it: fetched and handed in whole or not at all; what went wrong is told in a sentence.

nbgrader alone leaves half a folder when the disk is full, shows a traceback, and after a fetch that has failed nothing at all. This is an
extension of Jupyter's server, which loads nbgrader's list of assignments and puts its own manager of it in the place of nbgrader's.
"""

import shutil
from pathlib import Path

from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeSubmit
from nbgrader.server_extensions import assignment_list

NO_WAY_IN = ("Read-only file system", "Unwritable directory", "write permissions", "Inbound directory doesn't exist",
             "exchange directory does not exist")  # fmt: skip


class SubmitWhole(ExchangeSubmit):
    """A submission that could not be copied to its end is taken away again, so that nobody collects the half of it."""

    def copy_files(self):
        try:
            super().copy_files()
        except OSError:
            kept = Path(self.cache_path, self.assignment_filename.rsplit("+", 1)[0])  # by which the list knows what was handed in
            for folder in (Path(self.inbound_path, self.assignment_filename), kept):
                shutil.rmtree(folder, ignore_errors=True)
            raise


class FetchWhole(ExchangeFetchAssignment):
    """A notebook that could not be copied to its end is taken away again, so that it can be fetched once there is room."""

    def copy_files(self):
        new = not Path(self.dest_path).exists()
        try:
            super().copy_files()
        except OSError:
            if new:
                shutil.rmtree(self.dest_path, ignore_errors=True)
            raise


def told(what, reason):
    """A sentence for a student, of the traceback that nbgrader gives."""
    if "No space left on device" in reason or "Disk quota exceeded" in reason:
        why = "the disk is full"
    elif any(words in reason for words in NO_WAY_IN):
        why = "nothing can be written into the exchange at the moment"
    else:
        return reason.strip().splitlines()[-1]
    return f"Not {what}: {why}. Your notebooks are as you have saved them. Please tell your lecturer, and try again later."


class ToldAssignmentList(assignment_list.handlers.AssignmentList):
    """nbgrader's list, which asks for the list after each step and passes over what the step has said: here that comes first."""

    failed = None

    def fetch_assignment(self, course_id, assignment_id):
        self.failed = self.of("fetched", super().fetch_assignment(course_id, assignment_id))
        return self.failed

    def fetch_feedback(self, course_id, assignment_id):
        self.failed = self.of("fetched", super().fetch_feedback(course_id, assignment_id))
        return self.failed

    def submit_assignment(self, course_id, assignment_id):
        return self.of("handed in", super().submit_assignment(course_id, assignment_id))

    def list_assignments(self, course_id=None):
        failed, self.failed = self.failed, None
        return failed if failed and not failed["success"] else self.of("listed", super().list_assignments(course_id))

    def of(self, what, result):
        return result if result["success"] else result | {"value": told(what, result["value"])}


def _jupyter_server_extension_points():
    return [{"module": "handing_in"}]


def _load_jupyter_server_extension(server):
    assignment_list.load_jupyter_server_extension(server)
    manager = ToldAssignmentList(parent=server)
    manager.root_dir = server.root_dir
    server.web_app.settings["assignment_list_manager"] = manager
