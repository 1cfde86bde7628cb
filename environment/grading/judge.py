"""Judges one submission: runs it in a sandbox, lets the referee ask it, gives a verdict with a reason for every point that is missing."""

import threading
import time

from grading.intake import shown
from grading.notebook import NotebookError, cells_to_run, changed_tests, read, text_answers
from grading.sandbox import LIMITS, Sandbox

NOT_SHOWN = "the exercise gave no result"


def zero(source, reason):
    """A verdict without a point."""
    return {
        "exercises": {i: {"points": p, "earned": 0.0, "reason": reason, "report": reason} for i, p in source.points().items()},
        "outputs": {}, "notes": [reason], "seconds": 0.0, "memory": 0, "sandbox": None, "ended": False,
    }  # fmt: skip


def place(index):
    """A cell as a reader counts it; numbers below 0 are given cells that the submission lacks."""
    return f"cell {index + 1}" if index >= 0 else "a given cell"


def judge(path, source, referee, folder, seed, limits=LIMITS, unprotected=False):
    """folder: an empty folder for this submission; seed: of the random numbers of the tests.

    In the verdict "ended" says that the submission's process ended before it had answered, which may have been the machine's fault.
    """
    start, limits = time.monotonic(), limits | source.limits()
    try:
        notebook, repairs = read(path, source)
    except NotebookError as e:
        return zero(source, str(e))
    verdict = zero(source, NOT_SHOWN)
    verdict["notes"] = list(repairs)
    changed, missing = changed_tests(notebook, source)
    present = [i for i in source.tests if i not in missing]
    for i in missing:
        verdict["exercises"][i].update(reason="the test cell is missing", report="The test cell is missing, so there are no points.")
    if not present:
        return verdict | {"notes": [*repairs, "no test is left"]}
    sandbox = Sandbox(folder, cells_to_run(notebook, source), limits, unprotected)
    referee.listen(sandbox.socket, present, seed, limits)
    sandbox.start()
    guard = threading.Timer(limits["all"] + 10, sandbox.socket.unlink, kwargs={"missing_ok": True})
    guard.daemon = True
    guard.start()
    try:
        for row in referee.verdicts():
            points = source.points()[row["exercise"]]
            # Only what the referee has said counts, and never more than the exercise is worth.
            earned = min(max(float(row["earned"]), 0.0), points)
            verdict["ended"] = verdict["ended"] or row["ended"]
            verdict["exercises"][row["exercise"]] = {k: row[k] for k in ("reason", "report")} | {"points": points, "earned": earned}
    except BaseException:
        sandbox.stop()
        raise
    finally:
        guard.cancel()
    outputs, left_out = sandbox.finish()
    if sandbox.stopped:
        verdict["notes"].append(f"stopped: {sandbox.stopped}")
    verdict["notes"] += [f"{place(i)} left out: {shown(reason[:200])}" for i, reason in sorted(left_out.items())]
    verdict["notes"] += [f"tampered: the test of '{i}' was changed; graded with the original" for i in sorted(changed)]
    verdict["notes"] += [f"cell {i + 1} is an answer and was made text, which does not run" for i in text_answers(notebook, source)]
    for i, exercise in verdict["exercises"].items():
        if exercise["earned"] < exercise["points"] and i not in missing and verdict["notes"]:
            exercise["reason"] = "; ".join([exercise["reason"], *verdict["notes"]])
            exercise["report"] += "\n" + "\n".join(verdict["notes"])
    verdict.update(outputs=outputs, seconds=round(time.monotonic() - start, 1), memory=sandbox.peak, sandbox=sandbox.kind)
    return verdict
