"""Everything that checks the project: the Java module by Maven, then the parts of src/test/python by pytest.

Prints one summary line per part and every skipped test with its reason; a part that ran no test fails.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

HOME = Path(os.environ["RNNLAB_HOME"])
REPORTS = HOME / "target" / "test-parts"
PYTHON_TESTS = HOME / "src" / "test" / "python"


def java():
    """Unit tests, formatter, compiler warnings, dependency rules."""
    reports = HOME / "target" / "surefire-reports"
    shutil.rmtree(reports, ignore_errors=True)
    return [os.environ.get("RNNLAB_MAVEN", "mvn"), "-B", "-ntp", "verify"], lambda: reports.glob("TEST-*.xml")


HUB = HOME / ".lab" / "hub" / "venv" / "bin" / "python"


def python(part, files):
    report = REPORTS / f"{part}.xml"
    report.unlink(missing_ok=True)
    program = str(HUB) if part == "hub" and HUB.exists() else sys.executable  # the hub has an environment of its own
    command = [program, "-m", "pytest", "-q", f"--junitxml={report}", *map(str, files)]
    return command, lambda: [report] if report.exists() else []


def parts():
    """What starts each part, by its name: the first word of its files' names. The tests of labs are one part: they share the labs' runs."""
    files = {}
    for file in sorted(PYTHON_TESTS.glob("test_*.py")):
        name = file.stem.removeprefix("test_")
        files.setdefault("labs" if name.endswith("labs") else name.split("_")[0], []).append(file)
    return {"java": java, **{name: (lambda name=name: python(name, files[name])) for name in files}}


def outcome(reports):
    """Counts of passed and failed tests, and the skipped ones with their reasons."""
    passed, failed, skipped = 0, [], []
    for report in reports:
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            name = f"{case.get('classname')}.{case.get('name')}"
            skip = case.find("skipped")
            if skip is not None:
                skipped.append(f"{name}: {skip.get('message') or skip.text}")
            elif case.find("failure") is not None or case.find("error") is not None:
                failed.append(name)
            else:
                passed += 1
    return passed, failed, skipped


def run(name, prepare):
    command, reports = prepare()
    log = REPORTS / f"{name}.log"
    start = time.monotonic()
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=HOME, stdout=out, stderr=subprocess.STDOUT)
        while True:
            try:
                status = process.wait(timeout=1)
                break
            except subprocess.TimeoutExpired:
                if sys.stdout.isatty():
                    print(f"\r{name}: {time.monotonic() - start:.0f} s ", end="", flush=True)
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    passed, failed, skipped = outcome(reports())
    ran = passed + len(failed)
    good = status == 0 and not failed and ran > 0
    verdict = "ok" if good else "no test ran" if ran == 0 else "FAILED"
    print(
        f"{name:12} {passed:5} passed {len(failed):4} failed {len(skipped):4} skipped {time.monotonic() - start:7.1f} s  {verdict}",
        flush=True,
    )
    for line in skipped:
        print(f"    skipped {line}")
    for line in failed:
        print(f"    failed {line}")
    if not good:
        print(f"    the end of {log}:")
        print("".join("    " + line for line in log.open(encoding="utf-8", errors="replace").readlines()[-60:]))
    return passed, len(failed) + (not good and not failed), len(skipped)


def main():
    known = parts()
    parser = argparse.ArgumentParser(prog="./lab test", description="Check the project.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"all unless told: {', '.join(known)}")
    chosen = parser.parse_args().parts or list(known)
    for name in chosen:
        if name not in known:
            sys.exit(f"there is no part '{name}'; the parts are: {', '.join(known)}")
    REPORTS.mkdir(parents=True, exist_ok=True)
    totals = [sum(column) for column in zip(*(run(name, known[name]) for name in chosen), strict=True)]
    print("tests: {} passed, {} failed, {} skipped".format(*totals))
    sys.exit(1 if totals[1] else 0)


if __name__ == "__main__":
    main()
