"""Chromium without a window, driven by its debugging protocol: just enough to look at JupyterLab."""

import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import websocket

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
]


def program():
    """The path of Chromium or Chrome, None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


class Browser:
    """One page. Use it in a with statement: the browser ends with it."""

    def __init__(self, width=1400, height=1000, flags=()):
        # Chromium's helpers may write into the folder a moment longer than Chromium lives.
        self.profile = tempfile.TemporaryDirectory(prefix="rnnlab-browser-", ignore_cleanup_errors=True)
        size = f"--window-size={width},{height}"
        self.process = subprocess.Popen(
            [program(), *FLAGS, *flags, size, f"--user-data-dir={self.profile.name}", "about:blank"], stderr=subprocess.DEVNULL
        )
        self.messages = 0
        self.failures = []
        self.asked = []  # addresses, once Network.enable was called
        self.socket = websocket.create_connection(self._page(), timeout=60, suppress_origin=True)
        self.resize(width, height)
        self.call("Page.enable")
        self.call("Runtime.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.process.terminate()
        self.process.wait(20)
        self.profile.cleanup()

    def _page(self):
        port_file = Path(self.profile.name) / "DevToolsActivePort"
        for _ in range(300):
            if port_file.exists() and port_file.read_text().strip():
                port = port_file.read_text().split()[0]
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=10) as answer:
                    pages = [p for p in json.load(answer) if p["type"] == "page"]
                if pages:
                    return pages[0]["webSocketDebuggerUrl"]
            time.sleep(0.1)
        raise TimeoutError("the browser did not start within 30 seconds")

    def call(self, method, **parameters):
        self.messages += 1
        self.socket.send(json.dumps({"id": self.messages, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.messages:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            if message.get("method") == "Runtime.exceptionThrown":
                self.failures.append(message["params"]["exceptionDetails"])
            elif message.get("method") == "Network.requestWillBeSent":
                self.asked.append(message["params"]["request"]["url"])

    def resize(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, url):
        self.call("Page.navigate", url=url)

    def evaluate(self, javascript):
        """The value of a JavaScript expression in the page; a promise is waited for."""
        result = self.call("Runtime.evaluate", expression=javascript, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", str(result)))
        return result["result"].get("value")

    def wait_for(self, javascript, seconds=60):
        """Waits until the expression is true, and returns its value."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                value = self.evaluate(f"(() => {{ try {{ return {javascript}; }} catch (e) {{ return null; }} }})()")
            except RuntimeError:
                value = None  # the page was left for another one meanwhile
            if value:
                return value
            time.sleep(0.2)
        raise TimeoutError(f"not true within {seconds} seconds: {javascript}")

    def click(self, selector):
        """Presses the mouse's button over the first element that the selector finds."""
        x, y = self.evaluate(
            f"(() => {{ const r = document.querySelector({json.dumps(selector)}).getBoundingClientRect(); "
            "return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key, shift=False):
        """Presses a key that has a name: Tab, Escape, Enter."""
        code = {"Tab": 9, "Enter": 13, "Escape": 27}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown" if text else "rawKeyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, modifiers=8 if shift else 0, **text
            )
