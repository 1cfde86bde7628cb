"""Whether JupyterLab answers on this machine: python3 environment/health.py [PORT]. The image asks it every half minute."""

import sys
import urllib.request

SECONDS = 5


def main(port="8888"):
    try:
        # The one page that needs no token; the others would say 403 to a healthy server's stranger.
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=SECONDS) as answer:
            answer.read()
    except OSError as e:
        sys.exit(f"JupyterLab does not answer on port {port}: {e}")


if __name__ == "__main__":
    main(*sys.argv[1:])
