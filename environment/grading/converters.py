"""nbgrader's steps for one submission, found by its name. nbgrader alone takes names for patterns: it would not find a student [x]."""

from pathlib import Path

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.utils import capture_log
from traitlets.config import Config


class ByName:
    """A converter for the notebooks of this assignment by this student."""

    def __init__(self, api, assignment, student):
        super().__init__(coursedir=api.coursedir, parent=api)
        self.force, self.names = True, (assignment, student)

    def init_notebooks(self):
        folder = self._format_source(*self.names)
        self.notebooks, self.assignments = [], {folder: sorted(map(str, Path(folder).glob("*.ipynb")))}

    def result(self):
        """{"success": whether it worked, "log" or "error": what nbgrader says}."""
        return capture_log(self)


class AutogradeByName(ByName, Autograde):
    """Points into the gradebook, the graded notebook into autograded."""


class FeedbackByName(ByName, GenerateFeedback):
    """The page for the student."""

    def __init__(self, *names):
        super().__init__(*names)
        self.update_config(Config(HTMLExporter={"template_name": "feedback"}))
