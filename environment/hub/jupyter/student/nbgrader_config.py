"""What a student's nbgrader must know: where the exchange is, and where to put what is fetched."""

import os
import sys

sys.path.append(f"{os.environ['RNNLAB_HOME']}/environment/hub")

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "rnnlab"
c.Exchange.root = os.environ["RNNLAB_EXCHANGE"]
c.Exchange.assignment_dir = os.environ["RNNLAB_WORK"]
c.ExchangeFactory.submit = "handing_in.SubmitWhole"
c.ExchangeFactory.fetch_assignment = "handing_in.FetchWhole"
