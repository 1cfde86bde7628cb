"""Before a server starts, as its owner: the copies of the labs; for a lecturer a way to the folder of grading."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from copies import WORK, Copies


def main(who, grading):
    os.umask(0o077)
    try:
        WORK.mkdir(exist_ok=True)
        Copies(WORK / "labs").update()
        link = WORK / "grading"
        if who == "--lecturer" and not link.is_symlink():
            link.symlink_to(grading)
    except OSError as e:
        sys.exit(
            f"the copies of the labs cannot be made: {e.filename}: {e.strerror}. Nothing of yours was changed. Please tell your lecturer."
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
