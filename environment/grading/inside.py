"""Runs a submission's cells in the Java kernel, then lets the referee call its methods. This program is inside the sandbox.

Nothing that it prints is trusted: it says what a lecturer sees in the notebook, never what a student earns. A cell that ends the kernel
or does not end itself is left out, and the notebook starts again without it, so that it costs only what it defines.
"""

import json
import os
import queue
import sys
import time
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

SUBMISSION = Path("/tmp/submission")
SERVE = 'rnnlab.grading.Answering.serve(rnnlab.exercise.Exercises.notebook(), java.nio.file.Path.of("{}"))'


class KernelEndedError(Exception):
    """The kernel has ended, or had to be ended, in a cell."""


class Kernel:
    """The Java kernel of one run through the notebook."""

    def __init__(self, job):
        self.limits = job["limits"]
        folder = Path("/tmp/kernels/java")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "kernel.json").write_text(json.dumps(job["kernel"]))
        specs = KernelSpecManager(kernel_dirs=[str(folder.parent)], ensure_native_kernel=False)
        self.manager = KernelManager(kernel_name="java", kernel_spec_manager=specs)
        null = os.open(os.devnull, os.O_RDWR)
        self.manager.start_kernel(stdout=null, stderr=null, cwd="/tmp")
        self.client = self.manager.client()
        self.client.start_channels()
        try:
            self.client.wait_for_ready(timeout=self.limits["kernel"])
        except RuntimeError:
            self.close()
            raise KernelEndedError("the kernel did not start") from None

    def execute(self, code, seconds):
        """The outputs of a cell. Raises KernelEndedError with the reason when the cell cannot be brought to an end."""
        request = self.client.execute(code, allow_stdin=False)
        outputs, size, end, interrupted = [], 0, time.monotonic() + seconds, False
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=0.2)
            except queue.Empty:
                if not self.manager.is_alive():
                    raise KernelEndedError("the kernel ended here (System.exit, out of memory?)") from None
                message = None
            if time.monotonic() > end:
                if interrupted:
                    raise KernelEndedError(f"no end within {seconds} seconds of compiling and running it")
                interrupted, end = True, time.monotonic() + 3
                self.manager.interrupt_kernel()
            if message is None or message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["header"]["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                if interrupted:
                    outputs.append(error("Timeout", f"no end within {seconds} seconds of compiling and running it"))
                return outputs
            if kind in ("stream", "display_data", "execute_result", "error"):
                size += len(json.dumps(content))
                if size > self.limits["stop_output"]:
                    raise KernelEndedError(f"more than {self.limits['stop_output'] // 1_000_000} MB of output")
                if size <= self.limits["output"]:
                    outputs.append(nbformat.v4.output_from_msg(message))

    def close(self):
        if getattr(self, "client", None):
            self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def error(name, text):
    return nbformat.v4.new_output("error", ename=name, evalue=text, traceback=[f"{name}: {text}"])


def run(job):
    left_out, results, ready = {}, {}, False
    started = time.monotonic()
    for _ in range(job["limits"]["starts"]):
        if time.monotonic() - started > job["limits"]["notebook"]:
            break
        kernel, current = None, None
        try:
            kernel = Kernel(job)
            if not ready:
                print("ready", flush=True)
            ready = True
            for cell in job["cells"]:
                current = cell["index"]
                if current not in left_out:
                    results[current] = kernel.execute(cell["source"], job["limits"]["cell"])
                    if any("OutOfMemoryError" in o.get("evalue", "") + o.get("ename", "") for o in results[current]):
                        raise KernelEndedError("it used up the memory or the threads")  # nothing would be left for the other cells
                    if results[current][-1:] and results[current][-1].get("ename") == "Timeout":
                        left_out[current] = results[current][-1]["evalue"]
            current = None
            kernel.execute(SERVE.format(SUBMISSION / "referee.sock"), job["limits"]["notebook"])
            break
        except KernelEndedError as e:
            if current is not None:
                left_out[current] = str(e)
                results[current] = [error("LeftOut", str(e))]
        finally:
            if kernel is not None:
                kernel.close()
    return {"outputs": results, "left_out": left_out}


if __name__ == "__main__":
    print("up", flush=True)
    json.dump(run(json.loads((SUBMISSION / "job.json").read_text())), sys.stdout)
