"""Writes the site: which pages there are, in which order, what belongs to which."""

import importlib.resources
import json
import shutil
from pathlib import Path

import jinja2

from copies import lab_name
from startpage.course import told
from website.exporter import TEMPLATES, PageExporter
from website.sections import of_page

MARK = ".rnnlab-site"  # in a folder that may be made anew


class OccupiedError(Exception):
    """A folder that holds something else than a site."""


def parts(originals):
    """The pages in the order of the contents, by parts: (name, title, whether numbered, paths from the originals' folder)."""
    paths = [p.relative_to(originals) for p in sorted(originals.rglob("*.ipynb")) if not any(q.startswith(".") for q in p.parts)]
    labs = [p for p in paths if p.parent == Path() and p.name[0].isdigit()]
    yield "labs", "Labs", True, labs
    yield "pages", "To look things up", False, [p for p in paths if p.parent == Path() and p not in labs]
    folders = sorted({p.parent for p in paths if p.parent != Path()}, key=lambda f: (f.name != "exercises", f))
    for folder in folders:
        title = "Exercises" if folder.name == "exercises" else f"Labs: {folder.name}"
        yield folder.name, title, True, [p for p in paths if p.parent == folder]


def write(folder, originals, notebooks):
    """The whole site. notebooks: the executed ones, by their path from the originals' folder; the others are shown as they are."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise OccupiedError(f"{folder} holds something else than a site; name a new folder: --out DIR")
    made = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    exporter, sections, contents = PageExporter(), [], []
    for name, title, numbered, paths in parts(originals):
        pages = [entry(path, originals) for path in paths]
        for number, (path, page) in enumerate(zip(paths, pages, strict=True)):
            before, after = pages[number - 1] if number else None, pages[number + 1] if number + 1 < len(pages) else None
            root = "../" * len(path.parent.parts)
            language = path.parent.name if len(path.parent.name) == 2 else "en"
            html = exporter.page(notebooks[path], title=page["title"], root=root, before=before, after=after, language=language)
            (made / page["address"]).parent.mkdir(parents=True, exist_ok=True)
            (made / page["address"]).write_text(html, encoding="utf-8")
            sections += of_page(html, page["address"], page["title"])
        contents.append({"name": name, "title": title, "numbered": numbered, "pages": pages})
    for page in sorted(originals.rglob("*.html")):  # what labs show at full size
        copy = made / page.relative_to(originals)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, copy)
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES / "course"), autoescape=False, trim_blocks=True)
    course = {"title": "Recurrent networks in Java", "root": "", "language": "en", "parts": contents}
    (made / "index.html").write_text(templates.get_template("contents.html.j2").render(course=course), encoding="utf-8")
    files(made / "static", sections)
    (made / MARK).touch()
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)
    return sum(len(part["pages"]) for part in contents)


def entry(path, originals):
    """What the contents say of a page."""
    about = told(originals / path)
    exercises = Path("exercises") / path.name
    has_exercises = path.parent == Path() and (originals / exercises).exists()
    return {
        "address": path.with_suffix(".html").as_posix(),
        "name": lab_name(path),
        "title": about["title"],
        "line": about["line"] if path.parts[0] != "exercises" else "",
        "exercises": exercises.with_suffix(".html").as_posix() if has_exercises else None,
    }


def files(static, sections):
    """Style, scripts, Plotly as its Python package brings it, and what is searched: all of them scripts, for a page that
    comes from no server may load nothing else."""
    shutil.copytree(Path(__file__).parent / "static", static)
    plotly = importlib.resources.files("plotly") / "package_data" / "plotly.min.js"
    shutil.copyfile(plotly, static / "plotly.min.js")
    text = json.dumps(sections, ensure_ascii=False, separators=(",", ":"))
    (static / "sections.js").write_text(f"const SECTIONS = {text};\n", encoding="utf-8")
