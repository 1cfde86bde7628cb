"""The two processes of a hub, proxy and hub, started anew when one ends by itself."""

import os
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import limits

HOME = Path(os.environ["RNNLAB_HOME"])
PROXY = HOME / ".lab" / "hub" / "proxy" / "node_modules" / ".bin" / "configurable-http-proxy"
TIMES, WITHIN = 5, 60  # ends so often in so many seconds: something is wrong that a new start does not mend


class StoppedError(Exception):
    """Why the hub does not run."""


class Running:
    """Proxy and hub of one class."""

    def __init__(self, settings, places, file):
        self.settings, self.places = settings, places
        self.environment = os.environ | {"RNNLAB_CLASS": str(Path(file).resolve()), "RNNLAB_HOME": str(HOME)}
        self.processes, self.ends = {}, {"proxy": [], "hub": []}

    def certificate(self):
        """(certificate, key): those of the class's file, or our own, made once."""
        if self.settings.certificate:
            return self.settings.certificate, self.settings.key
        certificate, key = self.places.state / "own.pem", self.places.state / "own.key"
        if not certificate.exists():
            kind = "IP" if self.settings.address.replace(".", "").isdigit() else "DNS"
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "365", "-subj", "/CN=rnnlab hub",
                 "-addext", f"subjectAltName={kind}:{self.settings.address},DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
                check=True, capture_output=True,
            )  # fmt: skip
            key.chmod(0o600)
        return certificate, key

    def command(self, which):
        if which == "hub":
            return [sys.executable, "-m", "jupyterhub", "-f", str(HOME / "environment" / "hub" / "jupyterhub_config.py")]
        certificate, key = self.certificate()
        port = self.settings.port
        return [
            str(PROXY), "--ip", self.settings.address, "--port", str(port), "--ssl-key", str(key), "--ssl-cert", str(certificate),
            "--api-ip", "127.0.0.1", "--api-port", str(port + 2), "--default-target", f"http://127.0.0.1:{port + 1}",
            "--error-target", f"http://127.0.0.1:{port + 1}/hub/error", "--log-level", "warn",
        ]  # fmt: skip

    def log(self, which):
        return self.places.state / f"{which}.log"

    def launch(self, which):
        environment = self.environment | ({"CONFIGPROXY_AUTH_TOKEN": self.places.secret("proxy.token")} if which == "proxy" else {})
        with self.log(which).open("a") as log:
            self.processes[which] = subprocess.Popen(
                self.command(which),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                cwd=self.places.state,
                start_new_session=True,
            )

    def start(self):
        for which, port in (("proxy", self.settings.port), ("hub", self.settings.port + 1)):
            if taken(self.settings.address if which == "proxy" else "127.0.0.1", port):
                raise StoppedError(f"port {port} is taken: another hub is running, or give the class another port")
        signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(SystemExit(0)))
        signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell has started this beside itself
        self.launch("proxy")
        self.launch("hub")
        for _ in range(600):
            if any(p.poll() is not None for p in self.processes.values()):
                which = next(w for w, p in self.processes.items() if p.poll() is not None)
                self.end()
                raise StoppedError(f"the {which} did not start. The end of {self.log(which)}:\n{self.tail(which)}")
            if self.answers():
                return
            time.sleep(0.2)
        self.end()
        raise StoppedError(f"the hub did not answer within two minutes. The end of {self.log('hub')}:\n{self.tail('hub')}")

    def answers(self):
        own = ssl.create_default_context()
        own.check_hostname, own.verify_mode = False, ssl.CERT_NONE  # our own address, whatever certificate it has
        host = "127.0.0.1" if self.settings.address == "0.0.0.0" else self.settings.address
        try:
            with urllib.request.urlopen(f"https://{host}:{self.settings.port}/hub/health", timeout=5, context=own) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def tail(self, which):
        return "".join(f"    {line}" for line in self.log(which).open(errors="replace").readlines()[-15:])

    def keep(self):
        """Until Ctrl-C or TERM: starts anew what ends."""
        try:
            while True:
                for which, process in self.processes.items():
                    if process.poll() is not None:
                        self.again(which)
                time.sleep(0.5)
        except KeyboardInterrupt:
            print("\nEnding the hub and all servers.", flush=True)
            self.end()
            self.end_servers()
        finally:
            self.end()

    def again(self, which):
        now = time.monotonic()
        self.ends[which] = [t for t in self.ends[which] if now - t < WITHIN] + [now]
        if len(self.ends[which]) >= TIMES:
            raise StoppedError(f"the {which} ended {TIMES} times within a minute. The end of {self.log(which)}:\n{self.tail(which)}")
        print(f"{time.strftime('%H:%M:%S')} the {which} has ended and is started again; servers go on", flush=True)
        self.launch(which)

    def end(self):
        for process in self.processes.values():
            if process.poll() is None:
                process.terminate()
        for process in self.processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()

    def end_servers(self):
        for sign in (signal.SIGTERM, signal.SIGKILL):
            for name in self.settings.people:
                for process in limits.processes(name):
                    with suppress(ProcessLookupError):
                        os.kill(process, sign)
            time.sleep(2)
        for name in self.settings.people:
            limits.remove(name)


def taken(address, port):
    import socket

    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((address, port))
        except OSError:
            return True
    return False
