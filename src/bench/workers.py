"""One system's process: it prepares a job and then does rounds when told; while others have their turn it is stopped."""

import json
import os
import platform
import re
import signal
import subprocess
import time
from pathlib import Path

import environment as env
import isa

KERAS = {
    "keras-tensorflow": {"KERAS_BACKEND": "tensorflow", "RNNLAB_XLA": "0"},
    "keras-xla": {"KERAS_BACKEND": "tensorflow", "RNNLAB_XLA": "1"},
    "keras-jax": {"KERAS_BACKEND": "jax", "RNNLAB_XLA": "1"},
}
JAVA = {"rnnlab", "deeplearning4j", "floor"}
SYSTEMS = ["rnnlab", "deeplearning4j", *KERAS, "pytorch", "numpy", "floor"]


def command(system, job):
    if system in JAVA:
        return [env.java(), *env.java_flags(), "-cp", env.classpath(), "rnnlab.bench.Worker", system, json.dumps(job)]
    script = "keras" if system in KERAS else {"pytorch": "torch", "numpy": "numpy"}[system]
    return [env.PEERS_PYTHON, env.HERE / "peers" / f"{script}_worker.py", json.dumps(job)]


class WorkerError(Exception):
    """The system cannot do the job; the message is what it said last."""


class Worker:
    """The process, from its start until it has prepared the job, then round by round. A job that it cannot do raises WorkerError."""

    def __init__(self, system, name, job):
        env.LOGS.mkdir(parents=True, exist_ok=True)
        self.log = env.LOGS / f"{name}-{system}.log"
        self.started = time.perf_counter()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [str(part) for part in command(system, job)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=os.environ | KERAS.get(system, {}) | isa.environment() | {"OPENBLAS_VERBOSE": "2"},
            )
        try:
            self.ready = self.answer()
            self.ready["vectors"] = self.ready.get("vectors") or openblas_core(self.log)
        except BaseException:
            self.end()
            raise

    def answer(self):
        while line := self.process.stdout.readline():
            if line.startswith("{"):
                return json.loads(line)
        self.process.wait()
        raise WorkerError(last_words(self.log))

    def round(self):
        """Seconds and loss of one round."""
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return self.answer()

    def rest(self):
        self.process.send_signal(signal.SIGSTOP)

    def wake(self):
        self.process.send_signal(signal.SIGCONT)

    def peak_megabytes(self):
        """The most memory that the process had, or None where the system does not say."""
        if platform.system() != "Linux" or self.process.poll() is not None:
            return None
        # psutil gives the memory of now, not the most there was.
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) / 1024

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


def openblas_core(log):
    """The processor that OpenBLAS takes this one for, which it says when it is loaded; empty where it is not."""
    said = re.findall(r"^Core: (\w+)", log.read_text(errors="replace"), re.M)
    return said[-1] if said else ""


def last_words(log):
    """The line of a log that names the error: Java's first exception, Python's last line."""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    named = [line for line in lines if re.match(r"(Exception in thread|Caused by:)", line)]
    line = named[0] if named else lines[-1] if lines else "it ended without a word"
    return re.sub(r'^Exception in thread "[^"]*" ', "", line)[:300]
