"""The whole way of an assignment in a browser: release, fetch, hand in, collect, autograde, feedback, Moodle; two students and a lecturer.
And what the lecturer sees of the class meanwhile, of those who share their progress: these two and two more without a browser.

    sudo RNNLAB_HOME=$PWD JAVA_HOME=... JAVA_VERSION=17 .lab/hub/venv/bin/python src/test/python/hub_browser.py FOLDER

Screenshots of each step go into the folder. Ana hands in the solutions, Ben one known wrong answer and stubs; their sums are checked.
"""

import base64
import csv
import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment" / "hub"), str(Path(__file__).parent)]

import nbformat  # noqa: E402

from browser import Browser  # noqa: E402
from class_of_forty import wrong_answers  # noqa: E402
from hub_class import Class  # noqa: E402
from hub_people import text  # noqa: E402

EXERCISE = "recurrence-by-hand"
FILE = f"01-{EXERCISE}.ipynb"


class Page(Browser):
    """A browser's page that waits for an element too: as a value, an element is an empty object. It is patient with a busy machine."""

    def wait_for(self, javascript, seconds=120):
        return super().wait_for(f"!!({javascript})", 5 * seconds)

    def click(self, selector):
        """A menu's item is chosen by the pointer that comes over it."""
        x, y = self.evaluate(
            f"(() => {{ const r = document.querySelector({json.dumps(selector)}).getBoundingClientRect(); "
            "return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        super().click(selector)


class Desk:
    """One person's browser."""

    def __init__(self, hub, name, folder):
        self.hub, self.name, self.folder, self.shots = hub, name, folder, 0
        self.browser = Page(flags=["--ignore-certificate-errors"])

    def __enter__(self):
        b = self.browser
        b.open(f"{self.hub.url}/hub/login")
        b.wait_for("document.querySelector('#username_input')", 240)
        self.shot("log-in")
        b.evaluate(
            f"document.querySelector('#username_input').value = {json.dumps(self.name)}, "
            f"document.querySelector('#password_input').value = {json.dumps(self.hub.passwords[self.name])}, "
            "document.querySelector('#login_submit').click()"
        )
        b.wait_for("location.pathname.includes('/lab') && document.querySelector('#jp-MainMenu')", 240)
        b.wait_for("document.querySelector('.rnnlab-page h1')", 120)
        self.shot("start-page")
        return self

    def __exit__(self, kind, *_):
        if kind:
            self.shot("when-it-failed")
        self.browser.__exit__()

    def shot(self, what):
        self.shots += 1
        picture = self.browser.call("Page.captureScreenshot", format="png")["data"]
        (self.folder / f"{self.name}-{self.shots}-{what}.png").write_bytes(base64.b64decode(picture))

    def button(self, text, seconds=120):
        """Presses the first visible button or link with this text, once it is there."""
        find = (
            f"[...document.querySelectorAll('button, a')].find(e => e.textContent.trim() === {json.dumps(text)} && e.offsetParent !== null)"
        )
        self.browser.wait_for(f"!!{find}", seconds)
        self.browser.evaluate(f"{find}.click()")

    def menu(self, command):
        bar = "[...document.querySelectorAll('.lm-MenuBar-item')].find(e => e.textContent.trim() === 'Nbgrader')"
        self.browser.wait_for(f"!!{bar}")
        self.browser.evaluate(f"{bar}.id = 'nbgrader-menu'")
        self.browser.click("#nbgrader-menu")
        self.browser.wait_for(f"document.querySelector('.lm-Menu-item[data-command=\"{command}\"]')")
        found = self.browser.evaluate(
            "[...document.querySelectorAll('.lm-Menu-item')].filter(e => e.offsetParent !== null).map(e => e.dataset.command)"
        )
        self.browser.click(f'.lm-Menu-item[data-command="{command}"]')
        return found

    def says(self, text, seconds=120):
        self.browser.wait_for(f"document.body.innerText.includes({json.dumps(text)})", seconds)

    def post(self, path, method="GET", body=None):
        """What JupyterLab itself asks its server, from its page."""
        base = f"/user/{self.name}/"
        return self.browser.evaluate(
            f"fetch({json.dumps(base + path)}, {{method: {json.dumps(method)}, headers: {{'X-XSRFToken': "
            "(document.cookie.match(/_xsrf=([^;]*)/g) || []).map(c => c.slice(6)).pop(), 'Content-Type': 'application/json'}"
            + (f", body: {json.dumps(json.dumps(body))}" if body is not None else "")
            + "}).then(r => r.json())"
        )

    def formgrader(self, page, ready):
        self.browser.open(f"{self.hub.url}/user/{self.name}/formgrader/{page}")
        self.browser.wait_for(ready, 120)

    def row(self, name, cell):
        """Presses the link in a cell of a row of formgrader's tables, and waits for what it says."""
        link = (
            f"[...document.querySelectorAll('tr')].find(r => r.innerText.includes({json.dumps(name)}) && "
            f"r.querySelector('.{cell} a'))?.querySelector('.{cell} a')"
        )
        self.browser.wait_for(f"!!{link}", 60)
        self.browser.evaluate(f"{link}.click()")
        self.browser.wait_for(
            "document.querySelector('.modal.show, .modal.in') && document.querySelector('.modal-body, .modal-title')", 300
        )
        said = self.browser.evaluate("[...document.querySelectorAll('.modal.show, .modal.in')].map(e => e.innerText).join('\\n')")
        self.shot(f"{cell}")
        self.browser.evaluate(
            "document.querySelector('.modal.show .close, .modal.in .close, .modal.show button, .modal.in button').click()"
        )
        return said


def answer(desk, solve):
    """Writes answers into what was fetched, as JupyterLab saves a notebook."""
    path = f"api/contents/{EXERCISE}/{FILE}"
    notebook = desk.post(path)["content"]
    source = nbformat.read(HOME / "grading" / "source" / EXERCISE / FILE, as_version=4)
    solutions = {c.metadata.nbgrader.grade_id: c.source for c in source.cells if c.metadata.get("nbgrader", {}).get("solution")}
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if name in solutions and (written := solve(name, solutions[name])):
            cell["source"] = written
    desk.post(path, "PUT", {"type": "notebook", "format": "json", "content": notebook})


def no_formgrader(desk):
    """Whatever the menu shows, a student's server has no formgrader: neither its page nor what the page asks."""
    base = f"{desk.hub.url}/user/{desk.name}"
    for path in ("formgrader", "formgrader/api/assignments", "formgrader/api/submissions/" + EXERCISE):
        answers = desk.browser.evaluate(f"fetch({json.dumps(f'{base}/{path}')}).then(r => r.status)")
        assert answers == 404, f"{path}: {answers}"
    desk.browser.open(f"{base}/formgrader")
    desk.says("404")
    desk.shot("no-formgrader")
    desk.browser.open(f"{base}/lab")
    desk.browser.wait_for("document.querySelector('.rnnlab-page h1')", 240)


def share(hub, name, runs):
    """A student, whose server runs or not yet, shares the progress and tries a check."""
    person = hub.person(name)
    if not runs:
        person.start()
    if EXERCISE in [a["assignment_id"] for a in person.assignments()["value"] if a["status"] == "released"]:
        person.fetch(EXERCISE)
    kernel = person.kernel(f"{EXERCISE}/{FILE}")
    said = [text(kernel.run(code)) for code in ("shareProgress(true)", 'check("hidden-state")')]
    kernel.close()
    print(f"{name}:", *said, sep="\n    ")
    return person


def watch(desk):
    desk.browser.open(f"{desk.hub.url}/user/{desk.name}/files/grading/watch.html")
    desk.says("of 4 students share their progress", 60)
    desk.says("hidden-state", 90)
    shown = desk.browser.evaluate("document.body.innerText")
    assert not any(name in shown for name in desk.hub.students), "no names"
    desk.shot("watching")
    print(shown)


def submit(desk, solve):
    found = desk.menu("nbgrader:open-assignment-list")
    print(f"{desk.name}'s menu:", found)
    assert "nbgrader:open-formgrader" not in found, "a student has no formgrader"
    desk.button("Fetch")
    desk.says(EXERCISE)
    desk.browser.wait_for("[...document.querySelectorAll('button')].some(e => e.textContent.trim() === 'Submit')")
    desk.shot("fetched")
    answer(desk, solve)
    desk.button("Submit")
    desk.browser.wait_for("document.querySelectorAll('#submitted_assignments_list .list_item, .submitted .list_item').length || "
                          "/20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d/.test(document.body.innerText)", 60)  # fmt: skip
    desk.shot("handed-in")


def feedback(desk, points):
    desk.browser.evaluate("document.querySelector('#refresh_assignments_list, button[title*=efresh]')?.click()")
    desk.button("Fetch Feedback")
    desk.says("(view feedback)", 60)
    desk.shot("feedback-fetched")
    desk.button("(view feedback)")
    desk.browser.wait_for(f"document.querySelector('.jp-DirListing-item[title*={json.dumps(FILE.replace('.ipynb', '.html'))}]')", 60)
    desk.shot("feedback-in-the-files")
    item = "document.querySelector('.jp-DirListing-item[title*=html] .jp-DirListing-itemText')"
    desk.browser.evaluate(f"{item}.dispatchEvent(new MouseEvent('dblclick', {{bubbles: true}}))")
    page = "document.querySelector('.jp-HTMLViewer iframe')"
    desk.browser.wait_for(f"{page} && {page}.src", 60)
    [file] = Path(f"{desk.hub.folder}/all/home/{desk.name}/work/{EXERCISE}/feedback").rglob("*.html")
    assert f"(Score: {points:.1f} / " in file.read_text(encoding="utf-8"), f"the sum {points} on the page {file}"
    time.sleep(5)  # the page is in a frame of its own, into which nobody can look but by eye
    desk.shot("feedback")


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    ana, ben = "rnnshow01", "rnnshow02"
    wrong = {e: (c, p) for e, c, p in wrong_answers()}
    points = {c.metadata.nbgrader.grade_id: c.metadata.nbgrader.points
              for c in nbformat.read(HOME / "grading" / "source" / EXERCISE / FILE, as_version=4).cells
              if c.metadata.get("nbgrader", {}).get("grade")}  # fmt: skip
    one = next(e for e in points if e in wrong)
    deserved = {ana: sum(points.values()), ben: wrong[one][1]}
    with Class(4, 5, port=9843, prefix="rnnshow") as hub, Desk(hub, hub.lecturer, folder) as lecturer:
        lecturer.formgrader("manage_assignments", f"document.body.innerText.includes({json.dumps(EXERCISE)})")
        print("generate:", lecturer.row(EXERCISE, "assign")[:80])
        lecturer.browser.wait_for("document.querySelector('.release a')")
        print("release:", lecturer.row(EXERCISE, "release"))
        with Desk(hub, ana, folder) as a, Desk(hub, ben, folder) as b:
            no_formgrader(a)
            for name in hub.students[2:]:
                share(hub, name, runs=False).stop()
            submit(a, lambda name, solution: solution)
            submit(b, lambda name, _: wrong[one][0] if name.removesuffix("-answer") == one else None)
            for name in hub.students[:2]:
                share(hub, name, runs=True)
            watch(lecturer)
            lecturer.formgrader("manage_assignments", "document.querySelector('.collect a')")
            print("collect:", lecturer.row(EXERCISE, "collect"))
            for _ in range(10):  # where the machine is busy, a kernel may not be ready in time; what is judged stays judged
                graded = hub.grade("autograde", EXERCISE)
                print(graded.stdout.strip(), graded.stderr.strip(), sep="\n")
                if graded.returncode == 0:
                    break
            print("report:", hub.grade("report", EXERCISE).stdout.strip()[-900:])
            lecturer.formgrader("gradebook", f"document.body.innerText.includes({json.dumps(EXERCISE)})")
            lecturer.formgrader(f"manage_submissions/{EXERCISE}", f"document.body.innerText.includes({json.dumps(ana)})")
            lecturer.shot("submissions")
            print("autograde by the button:", lecturer.row(ben, "autograde"))
            for step in ("generate-feedback", "release-feedback"):  # Ben's by the lecturer's buttons, Ana's by root's command
                lecturer.formgrader(f"manage_submissions/{EXERCISE}", f"document.body.innerText.includes({json.dumps(ben)})")
                said = lecturer.row(ben, step)
                assert "Successfully" in said, said
            feedback(b, deserved[ben])
            print("feedback:", hub.grade("feedback", EXERCISE).stdout.strip())
            feedback(a, deserved[ana])
        sheet = folder / "worksheet.csv"
        with sheet.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade"])
            for number, name in enumerate((ana, ben), 301):
                writer.writerow(
                    [f"Participant {number}", name.title(), f"{name}@uni.example", "Submitted", "", f"{sum(points.values()):.2f}"]
                )
        moodle = subprocess.run(
            hub.command("moodle", EXERCISE, "--sheet", str(sheet), "--out", str(folder / "moodle")), capture_output=True, text=True
        )
        print(moodle.stdout, moodle.stderr)
        with (folder / "moodle" / f"{EXERCISE}-worksheet.csv").open(encoding="utf-8") as file:
            told = {row["Full name"].lower(): float(row["Grade"]) for row in csv.DictReader(file)}
        archive = zipfile.ZipFile(folder / "moodle" / f"{EXERCISE}-feedback.zip").namelist()
        print(f"points: {told}, deserved: {deserved}, in the archive: {archive}")
        assert told == deserved


if __name__ == "__main__":
    main(Path(sys.argv[1]))
