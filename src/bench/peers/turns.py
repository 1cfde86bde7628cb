"""A worker's side of a benchmark: it prepares its job, then does one round whenever the runner says "go".

The runner stops a worker's process while others have their turn. Answers are lines of JSON on the standard output; whatever a
library prints goes to the standard error.
"""

import json
import os
import sys
import time

_answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)


def answer(**values):
    print(json.dumps(values), file=_answers, flush=True)


def told_to_go():
    """Waits for the runner's word: True for one more round, False for the end."""
    return sys.stdin.readline().strip() == "go"


class Turns:
    """Rounds of a loop that is not ours: call begin() before and end(loss) after each."""

    def begin(self):
        going = told_to_go()
        self.start = time.perf_counter()
        return going

    def end(self, loss, **more):
        answer(seconds=time.perf_counter() - self.start, loss=float(loss), **more)


def work(prepare):
    """prepare(job) returns a function that does one round and returns the loss, or runs all rounds itself and returns None."""
    job = json.loads(sys.argv[1])
    one_round = prepare(job)
    if one_round is None:
        return
    turns = Turns()
    while turns.begin():
        turns.end(one_round())
