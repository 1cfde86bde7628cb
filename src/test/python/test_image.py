"""The image as far as it can be looked at without a container engine: its recipe, its health check, the compose file."""

import fnmatch
import os
import re
import shlex
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))

import machine  # noqa: E402


def instructions(dockerfile):
    """(instruction, its words in one line) of a Dockerfile, in order; comments and ends of lines are gone."""
    lines = [line for line in dockerfile.splitlines() if not line.lstrip().startswith("#")]
    text = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [tuple(line.split(maxsplit=1)) for line in text.splitlines() if line.strip()]


RECIPE = instructions((HOME / "Dockerfile").read_text(encoding="utf-8"))
LAST_STAGE = RECIPE[max(i for i, (word, _) in enumerate(RECIPE) if word == "FROM") :]
COMPOSE = yaml.safe_load((HOME / "environment" / "compose.yaml").read_text(encoding="utf-8"))


def of(word, recipe=RECIPE):
    return [rest for name, rest in recipe if name == word]


def copied_from_the_context(recipe=RECIPE):
    words = [[w for w in shlex.split(rest) if not w.startswith("--")] for rest in of("COPY", recipe) if "--from" not in rest]
    return [source for word in words for source in word[:-1]]


def test_every_stage_begins_with_an_image_that_a_digest_names_or_with_another_stage():
    arguments = dict(rest.split("=", 1) for rest in of("ARG") if "=" in rest)
    stages = set()
    for rest in of("FROM"):
        words = [w for w in rest.split() if not w.startswith("--")]
        image = re.sub(r"\$\{(\w+)\}", lambda m: arguments[m.group(1)], words[0])
        assert image in stages or re.fullmatch(r"debian:bookworm-\d{8}-slim@sha256:[0-9a-f]{64}", image), image
        stages |= set(words[2:])


def test_only_the_java_stage_runs_on_the_building_machine_and_it_fetches_for_the_target():
    on_the_builder = [rest for rest in of("FROM") if "BUILDPLATFORM" in rest]
    assert len(on_the_builder) == 1 and on_the_builder[0].endswith("AS java")
    assert any("RNNLAB_PLATFORM=$TARGETARCH ./lab setup java" in rest for rest in of("RUN"))


@pytest.mark.parametrize(("architecture", "platform"), [("amd64", "linux-x86_64"), ("arm64", "linux-arm64"), ("", None)])
def test_maven_is_asked_for_the_native_libraries_of_the_target(architecture, platform):
    build = subprocess.run(
        ["bash", "-c", "source environment/setup.sh; rm() { :; }; maven() { echo \"$@\"; }; build_module"],
        cwd=HOME, env={**os.environ, "RNNLAB_PLATFORM": architecture}, capture_output=True, text=True,
    )  # fmt: skip
    # the second is Deeplearning4j's; with one of them alone Maven refuses libraries of two platforms
    assert re.findall(r"-D(?:host|javacpp)\.platform=(\S+)", build.stdout) == ([platform] * 2 if platform else [])
    assert platform is None or f"<id>{platform}</id>" in (HOME / "pom.xml").read_text(encoding="utf-8")


def test_the_labs_are_the_last_layer_and_in_no_other():
    makes_a_layer = [(name, rest) for name, rest in RECIPE if name in ("COPY", "RUN", "ADD")]
    assert makes_a_layer[-1] == ("COPY", "notebooks notebooks")
    assert copied_from_the_context().count("notebooks") == 1


def test_what_the_recipe_copies_exists_and_is_let_through():
    allowed = [line[1:] for line in (HOME / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for source in copied_from_the_context():
        assert (HOME / source.rstrip("/")).exists(), source
        assert any(source == name or source.startswith(name + "/") for name in allowed), f"{source} is not in .dockerignore"


def test_a_stage_that_sets_up_has_every_script_that_set_up_reads():
    sourced = set(re.findall(r'source "?(?:\$RNNLAB_HOME/)?(environment/\w+\.sh)', (HOME / "lab").read_text()))
    sourced |= set(re.findall(r'source "?(?:\$RNNLAB_HOME/)?(environment/\w+\.sh)', (HOME / "environment/setup.sh").read_text()))
    assert {"environment/setup.sh", "environment/network.sh"} <= sourced
    seen = set()
    for name, rest in RECIPE:
        if name == "FROM":
            seen = set()
        elif name == "COPY" and "--from" not in rest:
            seen |= set(copied_from_the_context([(name, rest)]))
        elif name == "RUN" and "./lab setup" in rest and ("environment" not in seen and seen):
            assert sourced <= seen, rest


def test_it_runs_as_a_user_without_rights_and_writes_into_the_volume_alone():
    uid = re.search(r"useradd --uid (\d+) .* student", " ".join(of("RUN"))).group(1)
    assert of("USER", LAST_STAGE) == [f"{uid}:{uid}"]
    (volume,) = of("VOLUME", LAST_STAGE)
    assert not any("--chown" in rest for rest in of("COPY"))
    (settings,) = of("ENV")
    assert dict(w.split("=") for w in settings.split())["RNNLAB_STATE"].startswith(volume + "/")


def test_each_installation_leaves_no_lists_and_takes_no_more_than_it_names():
    installations = [rest for rest in of("RUN") if "apt-get install" in rest]
    assert installations
    for rest in installations:
        assert "--no-install-recommends" in rest and "rm -rf /var/lib/apt/lists/*" in rest and "apt-get update" in rest


def test_the_labels_tell_what_it_is():
    labels = dict(re.findall(r'org\.opencontainers\.image\.([\w.]+)="([^"]*)"', " ".join(of("LABEL"))))
    assert labels["licenses"] == "Apache-2.0"
    assert f"<version>{labels['version']}</version>" in (HOME / "pom.xml").read_text(encoding="utf-8")
    assert {"title", "description", "source", "revision", "documentation", "base.name"} <= labels.keys()


def test_the_bills_of_materials_are_made_and_are_in_it():
    asked = " ".join(rest for rest in of("RUN") if "environment/sbom.sh" in rest)
    assert {"java", "python", "debian"} <= set(asked.split())
    assert any(re.search(r"--from=sbom /course/sbom ", rest) for rest in of("COPY", LAST_STAGE))


class Answers(BaseHTTPRequestHandler):
    """A JupyterLab that answers with this status, or not at all."""

    status, waits = 200, threading.Event()

    def do_GET(self):
        if self.status is None:
            self.waits.wait(60)
            return
        self.send_response(self.status if self.path == "/api" else 404)
        self.end_headers()
        self.wfile.write(b'{"version": "2"}')

    def log_message(self, *_):
        pass


@contextmanager
def server(status):
    handler = type("Handler", (Answers,), {"status": status, "waits": threading.Event()})
    with HTTPServer(("127.0.0.1", 0), handler) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        try:
            yield http.server_port
        finally:
            handler.waits.set()
            http.shutdown()
            thread.join()


def health(port):
    """The image's command, against another port."""
    (command,) = [re.search(r"CMD (\[.*\])", rest).group(1) for rest in of("HEALTHCHECK", LAST_STAGE)]
    words = yaml.safe_load(command)
    assert words[0] == "python3"
    return subprocess.run([sys.executable, *words[1:], str(port)], cwd=HOME, capture_output=True, text=True, timeout=60)


def test_the_health_check_passes_on_a_server_that_answers():
    with server(200) as port:
        assert health(port).returncode == 0


@pytest.mark.parametrize("status", [500, 403, None])
def test_the_health_check_fails_on_a_server_that_is_ill_or_hangs(status):
    with server(status) as port:
        said = health(port)
        assert said.returncode == 1 and f"does not answer on port {port}" in said.stderr


def test_the_health_check_fails_where_nobody_listens():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    said = health(port)
    assert said.returncode == 1 and "does not answer" in said.stderr


def test_the_health_check_asks_the_port_that_the_image_serves():
    (exposed,) = of("EXPOSE", LAST_STAGE)
    assert f'"{exposed}"' in of("CMD", LAST_STAGE)[0]
    assert f'def main(port="{exposed}")' in (HOME / "environment" / "health.py").read_text()


def test_the_compose_file_fits_the_image():
    (service,) = COMPOSE["services"].values()
    (volume,), (exposed,) = of("VOLUME", LAST_STAGE), of("EXPOSE", LAST_STAGE)
    assert (HOME / "environment" / service["build"]["context"] / "Dockerfile").exists()
    (port,) = service["ports"]
    assert port.startswith("127.0.0.1:") and port.endswith(f":{exposed}")  # this machine alone
    (mounted,) = service["volumes"]
    source, target = re.fullmatch(r"\$\{RNNLAB_WORK:-(\w+)\}:(.*)", mounted).groups()
    assert target == volume and source in COMPOSE["volumes"]
    assert service["read_only"] is True and service["tmpfs"] == ["/tmp"]
    assert service["cap_drop"] == ["ALL"] and "no-new-privileges:true" in service["security_opt"]
    uid = re.search(r"useradd --uid (\d+) .* student", " ".join(of("RUN"))).group(1)
    assert service["user"] == f"${{RNNLAB_USER:-{uid}:{uid}}}"


def test_nothing_of_the_machine_that_builds_gets_into_the_image():
    ignored = (HOME / ".dockerignore").read_text().splitlines()
    rules = [line for line in ignored if line and not line.startswith("#")]
    assert rules[0] == "*"
    for path in [".git", ".lab", "target", "work", "src/test"]:
        assert not any(fnmatch.fnmatch(path, rule[1:]) for rule in rules if rule.startswith("!")), path


@pytest.mark.parametrize(
    ("file", "content", "limit"),
    [
        ("sys/fs/cgroup/memory.max", "2147483648\n", 2 * 2**30),
        ("sys/fs/cgroup/memory/memory.limit_in_bytes", "1073741824\n", 2**30),
        ("sys/fs/cgroup/memory.max", "max\n", None),
        ("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n", None),
    ],
)
def test_the_memory_is_what_the_container_may_have(file, content, limit, tmp_path):
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(content)
    assert machine.memory(tmp_path) == (limit or machine.memory(tmp_path / "nothing"))


def test_little_memory_is_said_before_a_lab_is_opened():
    assert machine.warning(4 * 2**30) is None
    assert "1.5 GB" in machine.warning(1.5 * 2**30)
