"""nbgrader's collecting, for a class: a submission counts for the student whose account has handed it in.

nbgrader alone reads the student's name from the folder's name, which whoever hands in can choose, and warns. Here such a
folder is left out.
"""

import pwd
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect


class CollectOwned(ExchangeCollect):
    """Looks at the owner before it chooses a student's last submission: a false one must not hide the right one."""

    def _path_to_record(self, path):
        record = super()._path_to_record(path)
        record["owner"] = owner(path)
        return record

    def _sort_by_timestamp(self, records):
        own = [r for r in records if r["owner"] == r["username"]]
        for record in (r for r in records if r not in own):
            self.log.warning("left out: %s is handed in by %s", record["filename"], record["owner"])
        return super()._sort_by_timestamp(own or records)

    def copy_files(self):
        self.src_records = [r for r in self.src_records if r["owner"] == r["username"]]
        super().copy_files()


def owner(path):
    """The name of the account that the folder belongs to, or what stands for it."""
    uid = Path(path).stat().st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"number {uid}"
