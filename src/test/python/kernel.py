"""A Java kernel whose messages are looked at one by one, with the Stop button and the input box."""

import queue
import time

from jupyter_client.manager import start_new_kernel


class Kernel:
    """Use it in a with statement: the kernel ends with it."""

    def __init__(self, name="java"):
        self.manager, self.client = start_new_kernel(kernel_name=name, startup_timeout=600)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, source, stop_at=None, answers=(), seconds=300):
        """The outputs of a cell, each as (kind, text); ("died", "") comes last where the kernel has ended.

        Stop is pressed when the text stop_at has been printed.
        """
        outputs, answers = [], list(answers)
        request = self.client.execute(source)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.client.stdin_channel.msg_ready():
                self.client.get_stdin_msg()
                outputs.append(("input", ""))
                if answers:
                    self.client.input(answers.pop(0))
                elif stop_at == "input":
                    self.manager.interrupt_kernel()
            try:
                message = self.client.get_iopub_msg(timeout=0.05)
            except queue.Empty:
                if not self.manager.is_alive():
                    return [*outputs, ("died", "")]
                continue
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return outputs
            if kind == "stream":
                outputs.append((content["name"], content["text"]))
                if stop_at and stop_at in content["text"]:
                    self.manager.interrupt_kernel()
                    stop_at = None
            elif kind == "error":
                outputs.append(("error", "\n".join(content["traceback"])))
            elif "data" in content:
                outputs.append((kind, content["data"].get("text/plain")))
        raise TimeoutError(f"the cell did not end within {seconds} seconds; the last outputs: {outputs[-5:]}")


def text(outputs, kind="stdout"):
    """All that was printed to one stream."""
    return "".join(text for name, text in outputs if name == kind)
