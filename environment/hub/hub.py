"""./lab hub: a class on this machine. Makes what is missing, starts the proxy and the hub, keeps both running."""

import argparse
import os
import signal
import sys
from pathlib import Path

import accounts
import closed
import limits
import loopback
import psutil
from places import Places
from running import Running, StoppedError
from settings import SettingsError, read

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.append(str(HOME / "environment"))  # the course's grading, of which Moodle's files are made
TRY = Path(__file__).with_name("class.toml")
ERRORS = (SettingsError, accounts.AccountError, closed.UnreachableError, loopback.NoFilterError, limits.NoLimitsError, StoppedError)


def main():
    parser = argparse.ArgumentParser(
        prog="./lab hub", description="JupyterHub for a class: a try with two students and a lecturer, or --class FILE."
    )
    parser.add_argument(
        "--class", dest="file", type=given, default=TRY, metavar="FILE", help="the class; environment/hub/class.toml unless told"
    )
    parser.add_argument("--passwords", action="store_true", help="new passwords for everybody, printed; always so in the try")
    steps = parser.add_subparsers(dest="step", metavar="STEP", help="nothing: start")
    grade = steps.add_parser("grade", help="./lab grade on the class's folder, as root in the strong sandbox", add_help=False)
    grade.add_argument("rest", nargs=argparse.REMAINDER)
    moodle = steps.add_parser("moodle", help="points and feedback in Moodle's forms")
    moodle.add_argument("assignment")
    moodle.add_argument("--sheet", type=given, metavar="CSV", help="the grading worksheet that Moodle gives; filled in")
    moodle.add_argument("--out", type=given, default="moodle", metavar="FOLDER")
    remove = steps.add_parser("remove", help="ends everything and deletes the try's accounts with their files, after asking")
    remove.add_argument("--yes", action="store_true")
    options = parser.parse_args()
    if os.geteuid():
        sys.exit("./lab hub starts each student's server as that student, so it needs root: sudo ./lab hub")
    try:
        settings = read(options.file)
        places = Places(settings.folder)
        {"grade": grading, "moodle": to_moodle, "remove": removing, None: start}[options.step](options, settings, places)
    except ERRORS as e:
        sys.exit(str(e))
    except OSError as e:
        sys.exit(f"{e.filename}: {e.strerror}. Nothing was lost; check the folder's rights and the disk's space, then start again.")


def given(path):
    """A path as it was given: from where ./lab was called."""
    return Path(os.environ.get("RNNLAB_CALLED_FROM", ".")) / path


def start(options, settings, places):
    accounts.make_group()
    places.make(HOME)
    made = [name for name in settings.people if accounts.ensure(name, places.homes, name in settings.lecturers)]
    if now_closed := closed.close(HOME):
        print(f"closed to students: {', '.join(now_closed)}")
    if open_to_all := closed.writable(HOME):
        raise closed.UnreachableError(f"everybody may write {open_to_all[0]}, which students run; chmod o-w {open_to_all[0]}")
    closed.check_reachable(HOME, os.environ["JAVA_HOME"])
    loopback.close()
    if why := limits.available():
        raise limits.NoLimitsError(f"one student could take all memory, for this system gives no control groups: {why}")
    print(carries(settings))
    running = Running(settings, places, options.file)
    running.start()
    print(f"\nThe hub is open at\n\n    https://{settings.address}:{settings.port}/\n")
    if settings.login.method == "pam" and (options.passwords or options.file == TRY):
        for name in settings.people:
            print(f"    {'lecturer' if name in settings.lecturers else 'student':9} {name:16} {accounts.new_password(name)}")
    elif made:
        print(f"New accounts without a password: {', '.join(made)}; --passwords gives them one.")
    if settings.certificate is None:
        print("\nThe certificate is our own, so the browser asks. Name a real one in the class's file for a class.")
    print("\nCtrl-C ends it with all servers. TERM ends the hub alone: servers go on, and the next start finds them.", flush=True)
    running.keep()


def carries(settings):
    """What the places may take, beside what the machine has."""
    asked, has = settings.limits.seats * settings.limits.memory, psutil.virtual_memory().total
    line = f"{settings.limits.seats} places of at most {settings.limits.memory >> 20} MB; the machine has {has >> 20} MB"
    return line + (
        '. All of them at their limit at once would be more than that; README.md, "What a student costs".' if asked > has else "."
    )


def environment(places):
    return os.environ | {
        "RNNLAB_GRADING": str(places.grading), "RNNLAB_EXCHANGE": str(places.exchange), "RNNLAB_SHARED": "1",
    }  # fmt: skip


def grading(options, settings, places):
    os.umask(0o007)  # the lecturers' group goes on with what root makes
    if not places.grading.is_dir():
        raise SettingsError(f"{places.grading} is not there; start the class first: ./lab hub --class {options.file}")
    os.environ.update(environment(places))
    os.chdir(HOME)
    os.execv(sys.executable, [sys.executable, str(HOME / "environment" / "grade.py"), *options.rest])


def to_moodle(options, settings, places):
    os.environ.update(environment(places))
    import moodle

    try:
        for line in moodle.write(options.assignment, options.sheet, options.out):
            print(line)
    except moodle.MoodleError as e:
        sys.exit(str(e))


def removing(options, settings, places):
    if options.file != TRY:
        raise SettingsError("remove is for the try; the accounts of a class are deleted by hand, with userdel")
    if not options.yes and input(f"Delete {', '.join(settings.people)} with all their files, and {places.folder}? (yes) ") != "yes":
        sys.exit("Nothing was deleted.")
    import shutil

    for name in settings.people:
        for process in limits.processes(name):
            os.kill(process, signal.SIGKILL)
        accounts.remove(name)
    shutil.rmtree(places.folder)


if __name__ == "__main__":
    main()
