"""nbgrader's giving back of feedback, for a class: each student can read the pages that are put into the exchange.

nbgrader copies a page with its rights, and in a class's folder those are the lecturers' alone. The students' list would find the page,
could not read it, and would show nothing at all. A page's name is made of the submission's secret, and the folder cannot be listed.
"""

import os
import stat
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback

READ = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


class ReleaseReadable(ExchangeReleaseFeedback):
    """Puts the pages into the exchange as nbgrader does, and lets everybody read who knows their names."""

    def copy_files(self):
        super().copy_files()
        for page in Path(self.dest_path).glob("*.html"):
            if page.stat().st_uid == os.geteuid():  # not another lecturer's, of an earlier time
                page.chmod(stat.S_IMODE(page.stat().st_mode) | READ)
