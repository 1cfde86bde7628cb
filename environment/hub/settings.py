"""A class as its file says it: who, where, how much. A mistake in the file is told by its name, the key, and what to write."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

NAME = re.compile(r"[a-z][a-z0-9_-]{0,30}")
SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([MG])B?")
METHODS = {
    "pam": (),
    "lti": ("platform", "client_id", "authorize_url", "jwks_url", "domain"),
    "oauth": ("client_id", "client_secret_file", "issuer", "domain"),
}


class SettingsError(Exception):
    """What is wrong in a class's file, and what to do."""


@dataclass(frozen=True)
class Limits:
    """What one server may take; memory in bytes."""

    seats: int = 30
    memory: int = 1200 << 20
    lecturer_memory: int = 4 << 30
    processors: float = 1.5
    idle_minutes: int = 60


@dataclass(frozen=True)
class Login:
    """How people show who they are; values: what the method needs."""

    method: str = "pam"
    values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """The whole class."""

    lecturers: tuple
    students: tuple
    folder: Path = Path("/srv/rnnlab")
    address: str = "127.0.0.1"
    port: int = 8443
    certificate: Path | None = None
    key: Path | None = None
    limits: Limits = Limits()
    login: Login = Login()

    @property
    def people(self):
        return (*self.lecturers, *self.students)


def read(path):
    """The settings in a TOML file. Raises SettingsError."""
    try:
        with Path(path).open("rb") as file:
            told = tomllib.load(file)
    except OSError as e:
        raise SettingsError(f"{path}: {e.strerror}. environment/hub/class.toml is a file to begin with") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise SettingsError(f"{path}: {e}") from None
    return Reader(path).settings(told)


class Reader:
    """Checks one file's values."""

    def __init__(self, path):
        self.path = path

    def fail(self, key, text):
        raise SettingsError(f"{self.path}: {key}: {text}")

    def settings(self, told):
        self.known(told, "", {"lecturers", "students", "folder", "address", "port", "certificate", "key", "limits", "login"})
        people = {key: self.names(told, key) for key in ("lecturers", "students")}
        if both := sorted(set(people["lecturers"]) & set(people["students"])):
            self.fail("students", f"{', '.join(both)} is a lecturer too; keep one of the two")
        if not people["lecturers"]:
            self.fail("lecturers", 'nobody is named; write lecturers = ["name"]')
        values = {key: self.path_of(told, key) for key in ("folder", "certificate", "key") if key in told}
        if len({"certificate", "key"} & values.keys()) == 1:
            self.fail("certificate", "certificate and key belong together; give both or none")
        for key in {"certificate", "key"} & values.keys():
            if not values[key].is_file():
                self.fail(key, f"there is no file {values[key]}")
        if "port" in told:
            values["port"] = self.number(told, "port", int, 1, 65535)
        if "address" in told:
            values["address"] = self.text(told, "address")
        return Settings(**people, **values, limits=self.limits(told.get("limits", {})), login=self.login(told.get("login", {})))

    def limits(self, told):
        self.known(told, "limits.", set(Limits.__dataclass_fields__))
        values = {}
        for key, kind, low, high in (("seats", int, 1, 10_000), ("processors", float, 0.1, 1024), ("idle_minutes", int, 1, 10_000)):
            if key in told:
                values[key] = self.number(told, key, kind, low, high)
        for key in ("memory", "lecturer_memory"):
            if key in told:
                values[key] = self.size(told, key)
        return Limits(**values)

    def login(self, told):
        method = told.get("method", "pam")
        if method not in METHODS:
            self.fail("login.method", f"there is no '{method}'; there are: {', '.join(METHODS)}")
        for key in METHODS[method]:
            if not isinstance(told.get(key), str) or not told[key].strip():
                self.fail(f"login.{key}", f"is missing; '{method}' needs {', '.join(METHODS[method])}")
        self.known(told, "login.", {"method", "name_claim", *METHODS[method]})
        return Login(method, {key: value for key, value in told.items() if key != "method"})

    def known(self, told, prefix, keys):
        if not isinstance(told, dict):
            self.fail(prefix.rstrip("."), "is a table; write it as [" + prefix.rstrip(".") + "]")
        for key in told:
            if key not in keys:
                self.fail(f"{prefix}{key}", f"there is no such setting; there are: {', '.join(sorted(keys))}")

    def names(self, told, key):
        names = told.get(key, [])
        if not isinstance(names, list):
            self.fail(key, 'is a list; write it as ["anna", "bo"]')
        for name in names:
            if not isinstance(name, str) or not NAME.fullmatch(name):
                self.fail(key, f"'{name}' is no name of an account: small letters, digits, - and _, a letter first, 31 at most")
        if doubled := sorted({name for name in names if names.count(name) > 1}):
            self.fail(key, f"{', '.join(doubled)} is there twice")
        return tuple(names)

    def text(self, told, key):
        if not isinstance(told[key], str) or not told[key].strip():
            self.fail(key, f"is a text in quotes, not {told[key]!r}")
        return told[key]

    def path_of(self, told, key):
        path = Path(self.text(told, key))
        if not path.is_absolute():
            self.fail(key, f"'{path}' is no whole path; begin it with /")
        return path

    def number(self, told, key, kind, low, high):
        value = told[key]
        if isinstance(value, bool) or not isinstance(value, (int, kind)) or not low <= value <= high:
            self.fail(key, f"{value!r} is no {'whole ' if kind is int else ''}number from {low} to {high}")
        return kind(value)

    def size(self, told, key):
        found = SIZE.fullmatch(str(told[key]))
        if not found:
            self.fail(key, f'{told[key]!r} is no size; write it as "1200M" or "4G"')
        size = int(float(found[1]) * {"M": 1 << 20, "G": 1 << 30}[found[2]])
        if size < 600 << 20:
            self.fail(key, f"{told[key]} is too little: a server with one kernel takes 600M")
        return size
