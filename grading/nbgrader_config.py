"""nbgrader's own steps, told that the notebooks are Java and that the referee gives the points. For ./lab grade and formgrader."""

import os
import sys
from pathlib import Path

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))

from grading.preprocessors import AUTOGRADE, FEEDBACK, SANITIZE  # noqa: E402

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "rnnlab"
c.CourseDirectory.root = os.environ.get("RNNLAB_GRADING", str(HOME / "grading"))
c.CourseDirectory.db_url = f"sqlite:///{c.CourseDirectory.root}/gradebook.db"
c.Exchange.root = os.environ.get("RNNLAB_EXCHANGE", str(HOME / ".lab" / "exchange"))
c.Exchange.assignment_dir = os.environ.get("RNNLAB_WORK") or str(HOME / "work")  # where the assignment list puts what a student fetches
c.ExchangeReleaseAssignment.force = True
if os.environ.get("RNNLAB_SHARED"):  # a class's folder, with several lecturers, and students who hand in under a name that they write
    sys.path.insert(0, str(HOME / "environment" / "hub"))
    c.CourseDirectory.groupshared = True
    c.ExchangeFactory.collect = "owned.CollectOwned"
c.ClearSolutions.code_stub = {
    "java": '// YOUR CODE HERE\nthrow new UnsupportedOperationException("write this method, then run this cell again");'
}
c.ClearSolutions.begin_solution_delimeter = "BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "END SOLUTION"
c.Autograde.sanitize_preprocessors = SANITIZE
c.Autograde.autograde_preprocessors = AUTOGRADE
c.GenerateFeedback.preprocessors = FEEDBACK
# Off unless it is asked for: without it a student's text could run scripts in the lecturer's browser.
c.SanitizeHTML.enabled = True
