"""The referee: a Java process that holds the solutions and the hidden tests of one notebook and asks submissions through a socket."""

import json
import os
import subprocess
from pathlib import Path

HOME = Path(os.environ["RNNLAB_HOME"])


class RefereeError(Exception):
    """The lecturer's notebook does not compile, or the referee has ended."""


def java(program):
    """The command that runs a program of the course's module."""
    jars = os.pathsep.join([str(HOME / "target" / "rnnlab-1.0.0.jar"), str(HOME / "target" / "lib" / "*")])
    options = ["-Xmx1g", "-XX:TieredStopAtLevel=1", "--add-modules", "jdk.incubator.vector", "-cp", jars]
    return [str(Path(os.environ["JAVA_HOME"]) / "bin" / "java"), *options, program]


class Referee:
    """The process for one notebook; it grades any number of submissions, one after the other."""

    def __init__(self, source, log):
        """source: a grading.notebook.Source; log: where what the solutions print goes."""
        self.process = subprocess.Popen(
            java("rnnlab.grading.Referee"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
            env={**os.environ, "RNNLAB_HOME": str(HOME)},
            cwd=HOME,
            start_new_session=True,
        )
        self.tell({"cells": source.given(), "tests": source.hidden_tests()})
        answer = self.hear()
        if "error" in answer:
            self.close()
            raise RefereeError(f"{source.path.name}: {answer['error']}")
        self.points = answer["exercises"]

    def tell(self, message):
        try:
            self.process.stdin.write(json.dumps(message) + "\n")
            self.process.stdin.flush()
        except OSError:
            raise RefereeError("the referee has ended") from None

    def hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise RefereeError("the referee has ended")
        return json.loads(line)

    def listen(self, socket, exercises, seed, limits):
        seconds = {"call": limits["call"], "exercise": limits["exercise"], "start": limits["notebook"] + limits["kernel"]}
        self.tell({"socket": str(socket), "seed": seed, "exercises": exercises, "limits": seconds})
        self.hear()

    def verdicts(self):
        """One for each exercise: exercise, points, earned, reason, report."""
        while "done" not in (verdict := self.hear()):
            yield verdict

    def close(self):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait(10)
