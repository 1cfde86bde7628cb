"""JupyterLab in a browser: a server of its own, a notebook opened and run as a student does."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from browser import Browser

HOME = Path(os.environ["RNNLAB_HOME"])


class LabServer:
    """JupyterLab on a folder, with a token. Use it in a with statement."""

    def __init__(self, folder):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        self.token = secrets.token_hex(16)
        self.url = f"http://127.0.0.1:{port}"
        command = [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.port={port}",
            f"--ServerApp.root_dir={folder}", "--LabApp.expose_app_in_browser=True",
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "JUPYTER_TOKEN": self.token}
        )
        self._wait_until_up()

    def _wait_until_up(self):
        for _ in range(300):
            try:
                if self.status_of(f"/api/status?token={self.token}") == 200:
                    return
            except (urllib.error.URLError, OSError):
                pass
            time.sleep(0.2)
        raise TimeoutError("JupyterLab did not start within 60 seconds")

    def status_of(self, path):
        """The HTTP status of a request without cookies."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as e:
            return e.code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)


class NotebookPage:
    """A notebook open in JupyterLab."""

    PANEL = "Array.from(jupyterapp.shell.widgets('main')).find(w => w.context?.path.endsWith('.ipynb'))"
    CELLS = f"{PANEL}.content.widgets"
    KERNEL_IDLE = f"{PANEL}.sessionContext.session.kernel.status === 'idle'"

    def __init__(self, browser: Browser, server: LabServer, path):
        self.browser = browser
        browser.open(f"{server.url}/lab/tree/{path}?token={server.token}&reset")
        browser.wait_for(f"{self.PANEL}.context.isReady && {self.KERNEL_IDLE}", 120)
        browser.evaluate(f"jupyterapp.shell.activateById({self.PANEL}.id)")

    def run_all(self, seconds=300):
        self.browser.evaluate("void jupyterapp.commands.execute('notebook:run-all-cells')")
        done = f"{self.CELLS}.filter(c => c.model.type === 'code').every(c => c.model.executionCount)"
        self.browser.wait_for(f"{done} && {self.KERNEL_IDLE}", seconds)

    def run_cell(self, index):
        """Runs one cell and does not wait for its end."""
        self.browser.evaluate(
            f"{self.PANEL}.content.deselectAll(), {self.PANEL}.content.activeCellIndex = {index}, "
            "void jupyterapp.commands.execute('notebook:run-cell')"
        )
        self.browser.wait_for(f"{self.CELLS}[{index}].promptNode.textContent.trim() !== '[ ]:'")

    def wait_until_idle(self, seconds=300):
        running = f"{self.CELLS}.some(c => c.model.type === 'code' && c.promptNode.textContent.includes('*'))"
        self.browser.wait_for(f"!{running} && {self.KERNEL_IDLE}", seconds)

    def printed(self, index):
        """What a cell has printed to its standard output."""
        outputs = self.browser.evaluate(f"{self.CELLS}[{index}].outputArea.model.toJSON()")
        return "".join("".join(o["text"]) for o in outputs if o.get("name") == "stdout")

    def charts(self, count):
        """Waits until so many charts are drawn by Plotly; nobody has touched them."""
        self.browser.wait_for(f"document.querySelectorAll('.js-plotly-plot .main-svg').length >= {count}", 60)
        return self.browser.evaluate("document.querySelectorAll('.js-plotly-plot').length")


class StartPage:
    """The page that ./lab opens."""

    def __init__(self, browser: Browser, server: LabServer):
        self.browser = browser
        browser.open(f"{server.url}/lab?token={server.token}&reset")
        browser.wait_for("!!document.querySelector('.rnnlab-page h1') && !!document.querySelector('#rnnlab-list li')", 120)

    def show(self):
        self.browser.evaluate("void jupyterapp.commands.execute('rnnlab:start')")
        self.browser.wait_for("document.querySelector('#rnnlab-start').offsetParent !== null")

    def texts(self, selector):
        return self.browser.evaluate(f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.textContent)")

    def wait_for_text(self, selector, text):
        with_text = f"[...document.querySelectorAll({json.dumps(selector)})].find(e => e.textContent.includes({json.dumps(text)}))"
        self.browser.wait_for(f"!!{with_text}")
        return with_text

    def press(self, selector, text):
        """Clicks the first element that the selector finds and that has the text."""
        element = self.wait_for_text(selector, text)
        self.browser.evaluate(f"{element}.id = 'pressed', {element}.scrollIntoView()")
        self.browser.click("#pressed")
        self.browser.evaluate("document.querySelector('#pressed')?.removeAttribute('id')")

    def opened(self):
        """The path of the notebook that has been opened."""
        return self.browser.wait_for(f"{NotebookPage.PANEL}.context.isReady && {NotebookPage.PANEL}.context.path", 60)

    def notebook(self):
        """The notebook that has been opened, when its kernel is there."""
        page = NotebookPage.__new__(NotebookPage)
        page.browser = self.browser
        self.browser.wait_for(page.KERNEL_IDLE, 120)
        return page
