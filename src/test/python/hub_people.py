"""People of a class as the hub sees them: they log in with their passwords, start a server, open a lab's copy, run it, hand in."""

import json
import re
import ssl
import time
import urllib.parse
import uuid
from contextlib import suppress
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPSHandler, Request, build_opener

import websocket

# The hub of a test has a certificate of its own.
TLS = ssl.create_default_context()
TLS.check_hostname, TLS.verify_mode = False, ssl.CERT_NONE


class RefusedError(Exception):
    """The hub or a server has said no: status, and what it says."""

    def __init__(self, status, said):
        super().__init__(f"{status}: {said}")
        self.status, self.said = status, said


class Person:
    """One person with a browser's cookies and a token of their own."""

    def __init__(self, hub, name, password):
        self.hub, self.name = hub.rstrip("/"), name
        self.opener = build_opener(HTTPSHandler(context=TLS), HTTPCookieProcessor(CookieJar()))
        self.token = self.call("POST", f"/hub/api/users/{name}/tokens", {"auth": {"username": name, "password": password}})["token"]

    @property
    def base(self):
        return f"/user/{self.name}"

    def call(self, method, path, body=None, seconds=300, token=None):
        """The answer of the hub or a server, as JSON where it is JSON. Raises RefusedError."""
        headers = {"Content-Type": "application/json"}
        if token or getattr(self, "token", None):
            headers["Authorization"] = f"token {token or self.token}"
        data = None if body is None else json.dumps(body).encode()
        try:
            with self.opener.open(Request(self.hub + path, data, headers, method=method), timeout=seconds) as answer:
                text = answer.read()
        except HTTPError as e:
            text = e.read().decode(errors="replace")
            with suppress(ValueError, KeyError, TypeError):
                text = json.loads(text)["message"]
            raise RefusedError(e.code, text) from None
        try:
            return json.loads(text)
        except ValueError:
            return text.decode(errors="replace")

    def page(self, path, password):
        """The hub's page as a browser has it that has logged in by the form; (status, text), of the form where that fails."""
        jar = CookieJar()
        opener = build_opener(HTTPSHandler(context=TLS), HTTPCookieProcessor(jar))
        opener.open(f"{self.hub}/hub/login", timeout=60).read()
        xsrf = next(cookie.value for cookie in jar if cookie.name == "_xsrf")
        form = urllib.parse.urlencode({"username": self.name, "password": password, "_xsrf": xsrf}).encode()
        for address, data in ((f"{self.hub}/hub/login?next=%2Fhub%2Fhome", form), (self.hub + path, None)):
            try:
                with opener.open(Request(address, data, {"Referer": f"{self.hub}/hub/home"}), timeout=60) as answer:
                    status, shown = answer.status, answer.read().decode()
            except HTTPError as e:
                return e.code, e.read().decode()
        return status, shown

    def start(self, seconds=300):
        """Starts the server, or finds it; seconds until it answers."""
        begun = time.monotonic()
        self.call("POST", f"/hub/api/users/{self.name}/server", {})
        while time.monotonic() - begun < seconds:
            server = self.call("GET", f"/hub/api/users/{self.name}").get("servers", {}).get("")
            if server and server["ready"]:
                self.call("GET", f"{self.base}/api/status")
                return time.monotonic() - begun
            if not server or not server.get("pending"):
                raise RefusedError(0, self.why_not())
            time.sleep(0.5)
        raise TimeoutError(f"{self.name}'s server is not ready after {seconds} seconds")

    def why_not(self):
        """What the hub's page says about a start that failed."""
        page = self.call("GET", f"/hub/api/users/{self.name}/server/progress")
        found = re.findall(r'"message": "([^"]*)"', str(page))
        return found[-1] if found else str(page)

    def stop(self):
        self.call("DELETE", f"/hub/api/users/{self.name}/server")

    def course(self):
        """What the start page asks for."""
        return self.call("GET", f"{self.base}/rnnlab/course")

    def read(self, path):
        return self.call("GET", f"{self.base}/api/contents/{urllib.parse.quote(path)}")

    def save(self, path, notebook):
        return self.call(
            "PUT", f"{self.base}/api/contents/{urllib.parse.quote(path)}", {"type": "notebook", "format": "json", "content": notebook}
        )

    def kernel(self, path):
        return Kernel(self, path)

    def assignments(self):
        return self.call("GET", f"{self.base}/assignments?course_id=rnnlab")

    def fetch(self, assignment):
        return self.told("fetch", assignment)

    def submit(self, assignment):
        return self.told("submit", assignment)

    def fetch_feedback(self, assignment):
        return self.told("fetch_feedback", assignment)

    def told(self, step, assignment):
        query = urllib.parse.urlencode({"course_id": "rnnlab", "assignment_id": assignment})
        answer = self.call("POST", f"{self.base}/assignments/{step}?{query}", {})
        if not answer["success"]:
            raise RefusedError(0, answer["value"])
        return answer


class Kernel:
    """The kernel of a notebook, by a websocket as JupyterLab has it."""

    def __init__(self, person, path):
        self.person = person
        session = {"path": path, "name": path.split("/")[-1], "type": "notebook", "kernel": {"name": "java"}}
        self.id = person.call("POST", f"{person.base}/api/sessions", session)["kernel"]["id"]
        self.connect()

    def connect(self):
        address = self.person.hub.replace("https", "wss") + f"{self.person.base}/api/kernels/{self.id}/channels"
        self.socket = websocket.create_connection(
            address,
            header=[f"Authorization: token {self.person.token}"],
            timeout=300,
            sslopt={"cert_reqs": ssl.CERT_NONE, "check_hostname": False},
        )

    def run(self, code, seconds=300):
        """The outputs of a cell, as a notebook keeps them."""
        name = uuid.uuid4().hex
        header = {"msg_id": name, "msg_type": "execute_request", "username": "", "session": name, "date": "", "version": "5.3"}
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        self.socket.send(
            json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []})
        )
        outputs, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            message = json.loads(self.socket.recv())
            if message["parent_header"].get("msg_id") != name:
                continue
            kind, told = message["msg_type"], message["content"]
            if kind in ("stream", "display_data", "execute_result", "error"):
                outputs.append({"output_type": kind, **{k: v for k, v in told.items() if k != "transient"}})
            elif kind == "status" and told["execution_state"] == "idle":
                return outputs
        raise TimeoutError(f"a cell of {self.person.name} has no end after {seconds} seconds")

    def close(self):
        self.socket.close()


def text(outputs):
    """What outputs say, in one text."""
    parts = []
    for output in outputs:
        parts.append(output.get("text") or output.get("evalue") or output.get("data", {}).get("text/plain") or "")
    return "".join(parts)
