"""JupyterHub for a class on one machine. ./lab hub starts it with the class's file in RNNLAB_CLASS."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import login
from places import Places
from settings import read
from spawner import CourseSpawner

HOME = Path(os.environ["RNNLAB_HOME"])
PROGRAMS = Path(sys.executable).parent

c = get_config()  # noqa: F821
settings = read(os.environ["RNNLAB_CLASS"])
places = Places(settings.folder)

# The proxy is a process of its own (hub.py): while the hub is away, everybody goes on working.
c.JupyterHub.bind_url = f"https://{settings.address}:{settings.port}/"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{settings.port + 1}"
c.ConfigurableHTTPProxy.should_start = False
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{settings.port + 2}"
c.ConfigurableHTTPProxy.auth_token = places.secret("proxy.token")
c.JupyterHub.cleanup_servers = False  # what runs when the hub ends is found again when it starts
c.JupyterHub.cleanup_proxy = False
c.JupyterHub.db_url = f"sqlite:///{places.state}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = str(places.state / "cookie_secret")

# Who. Nobody but the class's file names people; nobody may do what the hub's own administrator may.
login.configure(c, settings)
c.Authenticator.allowed_users = set(settings.people)
c.Authenticator.delete_invalid_users = True  # who is no longer named has no way in
c.JupyterHub.authenticate_prometheus = True

# How much.
c.JupyterHub.active_server_limit = settings.limits.seats
c.JupyterHub.concurrent_spawn_limit = settings.limits.seats  # all at ten o'clock: they wait for the processor, not for a refusal
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 240
c.Spawner.consecutive_failure_limit = 0  # a full disk is no reason to end the hub
c.JupyterHub.template_paths = [str(Path(__file__).parent / "templates")]
FULL = "The disk of this machine is full. Servers that run go on, and what was saved is kept. Please tell your lecturer."
# A function is asked whenever a page is made. With a full disk the hub cannot write down who comes, and would ask for the password again.
c.JupyterHub.template_vars = {"seats": settings.limits.seats, "announcement": lambda user: FULL if places.full else None}

c.JupyterHub.spawner_class = CourseSpawner
c.CourseSpawner.settings = settings
c.CourseSpawner.home = HOME
c.CourseSpawner.places = places
c.Spawner.cmd = [str(PROGRAMS / "jupyterhub-singleuser")]
c.Spawner.default_url = "/lab"
c.Spawner.env_keep = []  # nothing of root's environment

c.JupyterHub.load_roles = [
    {"name": "idle", "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"], "services": ["idle"]},
    {"name": "watching", "scopes": ["self", "read:metrics"], "users": list(settings.lecturers)},
]
# A hub that is killed could not end its services, and the next one starts its own: they end with the hub that has started them.
PYTHON = ["setpriv", "--pdeathsig", "KILL", sys.executable]
c.JupyterHub.services = [
    {"name": "idle", "command": [*PYTHON, "-m", "jupyterhub_idle_culler", f"--timeout={settings.limits.idle_minutes * 60}"]},
    {"name": "watch", "command": [*PYTHON, str(Path(__file__).with_name("watch.py"))],
     "environment": {"RNNLAB_CLASS": os.environ["RNNLAB_CLASS"], "RNNLAB_HOME": str(HOME)}},
]  # fmt: skip
