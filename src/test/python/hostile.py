"""Hostile submissions, graded as a batch: none may get a point that it did not earn, none may stop the others.

Run: src/test/python/hostile.py [NAME ...] with the environment's Python and RNNLAB_HOME, JAVA_HOME set; about ten minutes for all.
Each attack is put into the answer of the first exercise of "recurrence-by-hand" (5 + 5 + 4 points); the other two answers are right
where the attack leaves them a chance, so that one sees what an attack costs.
"""

import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))

import nbformat  # noqa: E402

ASSIGNMENT, NOTEBOOK = "recurrence-by-hand", "01-recurrence-by-hand"
SOURCE = HOME / "grading" / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
HEAD = "double hiddenState(double x, double previous, double w1, double w2, double b1)"


def body(code):
    return f"{HEAD} {{ {code} }}"


STUB = body('throw new UnsupportedOperationException("stub");')

# name: (code of the first answer, points that the whole submission may have: a number, or (least, most))
ANSWERS = {
    "endless-loop-in-a-call": (body("while (true) { }"), 9),
    "endless-loop-in-a-cell": ("while (true) { }", 9),
    "endless-loop-that-ignores-interrupts": ("while (true) { try { Thread.sleep(1000); } catch (Throwable t) { } }", 9),
    "exit-in-a-call": (body("System.exit(0); return 0;"), 9),
    "exit-in-a-cell": ("System.exit(0);", 9),
    "halt-in-a-call": (body("Runtime.getRuntime().halt(0); return 0;"), 9),
    "output-flood": ('while (true) System.out.println("x".repeat(1000));', 9),
    "output-flood-in-a-call": (body('for (int i = 0; i < 3000; i++) System.out.println("y".repeat(1000)); return 1;'), (9, 9)),
    "threads-left-running": ("for (int i = 0; i < 50; i++) { var t = new Thread(() -> { while (true) { } }); t.start(); }\n" + STUB, 9),
    "thread-bomb": (
        "while (true) new Thread(() -> { while (true) { try { Thread.sleep(100000); } catch (Exception e) { } } }).start();",
        9,
    ),
    "replaced-output": (
        "System.setOut(new java.io.PrintStream(new java.io.ByteArrayOutputStream()));\nSystem.setErr(System.out);\n" + STUB,
        9,
    ),
    "prints-a-score": (STUB + '\nSystem.out.println("{\\"exercise\\": \\"hidden-state\\", \\"earned\\": 5, \\"points\\": 5}");\n5.0', 9),
    "prints-to-the-process": (
        STUB + '\ntry (var out = new java.io.FileOutputStream("/proc/self/fd/1")) { out.write("{}".getBytes()); }',
        9,
    ),
    "redefines-check": (
        "class Exercises { static double check(String s) { return 99; } }\ndouble check(String s) { return 99; }\n" + STUB,
        9,
    ),
    "redefines-the-checker's-package": (
        'var f = rnnlab.exercise.Exercises.class.getDeclaredField("NOTEBOOK");\nf.setAccessible(true);\nf.set(null, null);\n' + STUB,
        (0, 9),
    ),
    "reflection-into-the-report": (
        'var c = Class.forName("rnnlab.exercise.Check$Result").getDeclaredConstructors()[0];\nc.setAccessible(true);\n' + STUB,
        9,
    ),
    "own-answers-object": (
        "rnnlab.exercise.Exercises.install(new rnnlab.exercise.Answers() {\n"
        "  public List<rnnlab.exercise.Signature> named(String n) { return List.of(rnnlab.exercise.Signature.of("
        '"double hiddenState(double x, double previous, double w1, double w2, double b1)")); }\n'
        "  public Object call(rnnlab.exercise.Signature m, Object... a) { return Double.NaN; }\n});",
        0,
    ),
    "answers-that-are-no-numbers": (body("return Double.NaN;"), 9),
    "infinite-answers": (body("return Double.POSITIVE_INFINITY;"), 9),
    "hostile-exception": (
        "class Bad extends RuntimeException {\n"
        "  public String getMessage() { throw new Bad(); }\n"
        "  public String toString() { while (true) { } }\n}\n" + body("throw new Bad();"),
        9,
    ),
    "deep-recursion": (body("return hiddenState(x, previous, w1, w2, b1) + 1;"), 9),
    "huge-allocation": (body("var l = new ArrayList<long[]>(); while (true) l.add(new long[10_000_000]);"), 9),
    "huge-native-allocation": (
        'var u = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");\nu.setAccessible(true);\n'
        "var unsafe = (sun.misc.Unsafe) u.get(null);\n"
        "for (int i = 0; i < 400; i++) { long a = unsafe.allocateMemory(1 << 26); unsafe.setMemory(a, 1 << 26, (byte) 1); }\n" + STUB,
        0,
    ),
    "fills-the-disk": ('for (int i = 0; i < 10_000; i++) Files.write(Path.of("/tmp/f" + i), new byte[1 << 20]);\n' + STUB, 9),
    "many-files": ('for (int i = 0; i < 1_000_000; i++) Files.createFile(Path.of("/tmp/g" + i));\n' + STUB, 9),
    "fork-bomb": (  # how much it leaves for the other answers is chance
        'for (int i = 0; i < 20; i++) new ProcessBuilder("sh", "-c", "f() { f | f & }; f").start();\n' + STUB,
        (0, 9),
    ),
    "kills-everything": ('new ProcessBuilder("sh", "-c", "kill -9 -1").start().waitFor();\n' + STUB, 9),
    "reads-the-solutions": (
        f'var text = Files.readString(Path.of("{SOURCE}"));\n'
        f"{HEAD} {{ return text.length() > 0 ? Math.max(0, x * w1 + b1 + previous * w2) : 0; }}",
        9,
    ),
    "unmounts-the-view": (
        f'for (var p = Path.of("{SOURCE}"); p != null; p = p.getParent()) new ProcessBuilder("umount", "-l", "" + p).start().waitFor();\n'
        f'var text = Files.readString(Path.of("{SOURCE}"));\n'
        f"{HEAD} {{ return text.length() > 0 ? Math.max(0, x * w1 + b1 + previous * w2) : 0; }}",
        9,
    ),
    "uses-the-network": (
        f'var s = new java.net.Socket("1.1.1.1", 53);\n{HEAD} {{ return s.isConnected() ? Math.max(0, x * w1 + b1 + previous * w2) : 0; }}',
        9,
    ),
    "looks-for-other-submissions": (
        'var count = new String(new ProcessBuilder("sh", "-c", "ls -d /run/*/*/*/job.json /run/*/*.sock /tmp/*/*/*/job.json | wc -l")\n'
        "    .start().getInputStream().readAllBytes()).strip();\n"
        f"{HEAD} {{ return Integer.parseInt(count) > 1 ? Math.max(0, x * w1 + b1 + previous * w2) : 0; }}",
        (9, 10),
    ),
    "knows-who-it-is": (
        'var who = new String(new ProcessBuilder("id", "-u").start().getInputStream().readAllBytes()).strip();\n'
        f'{HEAD} {{ return who.equals("0") ? Math.max(0, x * w1 + b1 + previous * w2) : 0; }}',
        (9, 10),
    ),
    "remembers-the-visible-cases": (body("return x == 1 ? 0.5 : 0;"), (9, 10)),
    "a-name-that-does-not-exist": (body("return notDefinedAnywhere(x);"), 9),
    "a-type-that-does-not-exist": (body("return 1;").replace("double x", "doubl x"), 9),
    "does-not-compile": ("double hiddenState(double x { return", 9),
    "a-class-that-never-loads": (
        "class Never { static int x = loop(); static int loop() { while (true) { } } }\n" + body("return Never.x;"),
        9,
    ),
    "scripts-for-the-lecturer": (STUB + '\nnew Object() { public String toString() { return "<script>alert(1)</script>"; } }', 9),
}


def answers(notebook):
    return {c.metadata.nbgrader.grade_id: c for c in notebook.cells if "nbgrader" in c.metadata and c.metadata.nbgrader.solution}


def delete_test(notebook):
    notebook.cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") != "hidden-state"]


def duplicate_tests(notebook):
    notebook.cells += [nbformat.from_dict(json.loads(json.dumps(c))) for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")]
    for i, cell in enumerate(notebook.cells):
        cell["id"] = f"d{i}"


def replace_test(notebook):
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "hidden-state":
            cell.source = "5.0"


def more_points(notebook):
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.points = 1000
            cell.metadata.nbgrader.locked = False


def strange_marks(notebook):
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader = {"grade_id": {"a": 1}, "points": "many", "schema_version": -1}


def another_language(notebook):
    notebook.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python"}


def html_in_text(notebook):
    notebook.cells[0].source = '<script>document.title = "taken"</script><img src=x onerror="alert(1)">'


def answer_as_text(notebook):
    for cell in answers(notebook).values():
        cell.cell_type = "markdown"
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


# name: (change of the notebook with a stub as the first answer, points)
CHANGES = {
    "test-deleted": (delete_test, 9),
    "tests-duplicated": (duplicate_tests, 9),
    "test-replaced": (replace_test, 9),
    "points-raised": (more_points, 9),
    "strange-marks": (strange_marks, 0),
    "another-language": (another_language, 9),
    "html-in-text": (html_in_text, 9),
    "answers-as-text": (answer_as_text, 0),
}
# name: bytes of the file
FILES = {
    "not-json": b"this is no notebook",
    "json-but-no-notebook": b'{"cells": 5}',
    "nested-json": b"[" * 200_000,
    "twelve-megabytes": b" " * 12_000_000,
    "empty": b"",
    "quotes-without-end": b'"' + b'\\"' * 5_000_000,
    "not-utf-8": b"\xff\xfe\x00{",
}


def write(grading, name):
    folder = grading / "submitted" / name / ASSIGNMENT
    folder.mkdir(parents=True)
    path = folder / f"{NOTEBOOK}.ipynb"
    if name in FILES:
        path.write_bytes(FILES[name])
        return
    if name == "a-link-to-the-solutions":
        path.symlink_to(SOURCE)
        return
    notebook = nbformat.read(HOME / "notebooks" / "exercises" / f"{NOTEBOOK}.ipynb", as_version=4)
    solved = answers(nbformat.read(SOURCE, as_version=4))
    for grade_id, cell in answers(notebook).items():
        cell.source = solved[grade_id].source
    answers(notebook)["hidden-state-answer"].source = ANSWERS[name][0] if name in ANSWERS else STUB
    if name in CHANGES:
        CHANGES[name][0](notebook)
    if name == "honest":
        answers(notebook)["hidden-state-answer"].source = solved["hidden-state-answer"].source
    nbformat.write(notebook, path)


def wanted(name):
    points = 14 if name == "honest" else (ANSWERS | CHANGES).get(name, (None, 0))[1]
    return points if isinstance(points, tuple) else (points, points)


class Scripts(html.parser.HTMLParser):
    """Looks for what a browser would run of the submissions here; the same as text is harmless."""

    found = False

    def handle_starttag(self, tag, attributes):
        self.found |= any(name == "onerror" for name, _ in attributes)

    def handle_data(self, data):
        self.found |= self.cdata_elem == "script" and ("alert(1)" in data or '"taken"' in data)


def runs_scripts(page):
    parser = Scripts()
    parser.feed(page)
    return parser.found


def main():
    everything = ["honest", *ANSWERS, *CHANGES, *FILES, "a-link-to-the-solutions"]
    names = sys.argv[1:] or everything
    grading = Path(tempfile.mkdtemp(prefix="hostile-", dir="/var/tmp")) / "grading"
    shutil.copytree(HOME / "grading" / "source" / ASSIGNMENT, grading / "source" / ASSIGNMENT)
    for name in names:
        write(grading, name)
    environment = os.environ | {"RNNLAB_GRADING": str(grading)}
    grade = [sys.executable, str(HOME / "environment" / "grade.py")]
    subprocess.run([*grade, "release"], env=environment, check=True)
    start = time.monotonic()
    batch = subprocess.run([*grade, "autograde"], env=environment)
    print(f"the batch ended with {batch.returncode} after {time.monotonic() - start:.0f} s")
    report = subprocess.run([*grade, "report"], env=environment, capture_output=True, text=True)
    booked = dict(re.findall(r"^(\S+) .*?([\d.]+)$", report.stdout.split("student", 1)[1], re.M))
    bad = 0
    for name in names:
        least, most = wanted(name)
        verdict = json.loads((grading / "verdicts" / ASSIGNMENT / name / f"{NOTEBOOK}.json").read_text())
        points = float(booked[name])
        reason = verdict["exercises"]["hidden-state"]["reason"]
        good = least <= points <= most and (reason or points == 14)
        bad += not good
        print(f"{'ok   ' if good else 'WRONG'} {name:38} {points:4g} points ({least:g} to {most:g}), {verdict['seconds']:5} s, "
              f"{verdict['memory']:5} MB: {reason[:230]}")  # fmt: skip
    scripts = [f for f in grading.glob("feedback/*/*/*.html") if runs_scripts(f.read_text(encoding="utf-8"))]
    print(f"{len(names)} submissions, {bad} wrong, scripts of students in the feedback: {[f.parts[-3] for f in scripts]}")
    print(report.stderr[-2000:])
    sys.exit(bool(bad or scripts or batch.returncode))


if __name__ == "__main__":
    main()
