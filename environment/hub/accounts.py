"""The class's people as users of the system: each has an account, a closed home folder; lecturers share a group."""

import grp
import pwd
import secrets
import subprocess

LECTURERS = "rnnlab-lecturers"
FIRST_PERSON = 1000  # accounts below are the system's own


class AccountError(Exception):
    """An account that cannot be made or must not be used."""


def run(*command, told=None):
    done = subprocess.run(command, input=told, capture_output=True, text=True)
    if done.returncode:
        raise AccountError(f"{command[0]} {command[-1]}: {(done.stderr or done.stdout).strip().splitlines()[-1:] or done.returncode}")


def make_group():
    try:
        grp.getgrnam(LECTURERS)
    except KeyError:
        run("groupadd", LECTURERS)


def ensure(name, home, lecturer):
    """The account of this name, made where it is missing; True when it was made now."""
    try:
        account, made = pwd.getpwnam(name), False
    except KeyError:
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o755)
        run("useradd", "--create-home", "--home-dir", str(home / name), "--shell", "/bin/bash", "--user-group", name)
        account, made = pwd.getpwnam(name), True
    if account.pw_uid < FIRST_PERSON:
        raise AccountError(f"'{name}' is an account of the system itself; give the person another name")
    (home / name if made else _home(account)).chmod(0o700)
    member = name in grp.getgrnam(LECTURERS).gr_mem
    if lecturer and not member:
        run("usermod", "--append", "--groups", LECTURERS, name)
    if not lecturer and member:
        run("gpasswd", "--delete", name, LECTURERS)
    return made


def _home(account):
    from pathlib import Path

    home = Path(account.pw_dir)
    if not home.is_dir():
        name = account.pw_name
        raise AccountError(f"the home folder of '{name}', {home}, is not there: make it, or remove the account (userdel {name})")
    return home


def new_password(name):
    password = secrets.token_urlsafe(9)
    run("chpasswd", told=f"{name}:{password}\n")
    return password


def remove(name):
    """The account with its home folder and everything in it: for a try and for tests."""
    subprocess.run(["userdel", "--remove", name], capture_output=True)
