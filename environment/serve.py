"""Starts JupyterLab on the labs or the lecturer's desk, prints its address with the token, ends it with Ctrl-C."""

import argparse
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

import machine
from copies import WORK, Copies

HOME = Path(os.environ["RNNLAB_HOME"])
LOG = Path(os.environ.get("RNNLAB_STATE", HOME / ".lab")) / "jupyter.log"


def free_port(ip, first=8888):
    for port in range(first, first + 100):
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                s.bind((ip, port))
                return port
            except OSError:
                continue
    sys.exit(f"no free port from {first} to {first + 99}")


def wait_until_up(server, url, token):
    request = urllib.request.Request(f"{url}/api/status", headers={"Authorization": f"token {token}"})
    for _ in range(600):
        if server.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(request, timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def students_desk(options):
    """(root, address) of JupyterLab on the student's copies; the originals are out of its reach, and stay clean."""
    if options.originals:
        return HOME, "/lab/tree/notebooks"
    try:
        Copies().update()
    except OSError as e:
        sys.exit(f"The copies of the labs cannot be made: {e.filename}: {e.strerror}. Check the folder's rights and the disk's space.")
    return WORK, "/lab"


def main(desk=students_desk, opened="The labs are open at"):
    """desk: from the options, which folder is JupyterLab's root and which of its addresses is opened."""
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    parser = argparse.ArgumentParser(prog="./lab", description="JupyterLab on the labs.")
    parser.add_argument("--ip", default="127.0.0.1", help="address to listen on; this machine alone unless told")
    parser.add_argument("--port", type=int, help="port; the first free one from 8888 on unless told")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--originals", action="store_true", help="the labs themselves instead of copies, for who writes them")
    options, others = parser.parse_known_args()  # JupyterLab's own options go through

    port = options.port or free_port(options.ip)
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)
    root, page = desk(options)
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", f"--ServerApp.ip={options.ip}",
        f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url={page}", *others,
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("w") as log:
        server = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "JUPYTER_TOKEN": token}, start_new_session=True
        )
    host = "127.0.0.1" if options.ip in ("0.0.0.0", "") else options.ip
    try:
        if not wait_until_up(server, f"http://{host}:{port}", token):
            sys.exit(f"JupyterLab did not start. The end of {LOG}:\n" + "".join(LOG.open().readlines()[-15:]))
        if note := machine.warning(machine.memory()):
            print(f"\n{note}")
        address = f"http://{host}:{port}{page}?token={token}"
        print(f"\n{opened}\n\n    {address}\n\nCtrl-C ends it.", flush=True)
        if not options.no_browser and (sys.platform == "darwin" or os.environ.get("DISPLAY")):
            webbrowser.open(address)
        server.wait()
    except KeyboardInterrupt:
        print("\nClosing JupyterLab.")
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


if __name__ == "__main__":
    main()
