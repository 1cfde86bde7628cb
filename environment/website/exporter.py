"""A notebook as a page of the site: nbconvert with the course's template, formulas as MathML, links to pages instead of notebooks."""

import html
import re
from pathlib import Path

from jinja2 import pass_context
from latex2mathml.converter import convert
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

PLOTLY = "application/vnd.plotly.v1+json"
TEMPLATES = Path(__file__).parent / "templates"


class Renderer(IPythonRenderer):
    """Markdown's parts as HTML."""

    to_pages = True

    def inline_math(self, body):
        return convert(body)

    def block_math(self, body):
        return f'<span class="formula" tabindex="0">{convert(body, display="block")}</span>'

    def link(self, text, url, title=None):
        if self.to_pages and not re.match(r"[a-z]+:", url):
            url = re.sub(r"\.ipynb(?=#|$)", ".html", url)
        return super().link(text, url, title)


@pass_context
def markdown2html(_, source):
    return MarkdownWithMath(renderer=Renderer(escape=False, exclude_anchor_links=True)).render(source)


@pass_context
def with_formulas(_, source):
    """The same for an exported file, whose links stay those of the notebook."""
    renderer = Renderer(escape=False, exclude_anchor_links=False)
    renderer.to_pages = False
    return MarkdownWithMath(renderer=renderer).render(source)


def headings_with_names(page):
    """Gives each heading a name that a link can end with; two of one text get different ones."""
    taken = {}

    def named(match):
        level, text = match.groups()
        name = re.sub(r"\W+", "-", html.unescape(re.sub(r"<[^>]*>", "", text))).strip("-").lower() or "part"
        taken[name] = taken.get(name, 0) + 1
        suffix = f"-{taken[name]}" if taken[name] > 1 else ""
        return f'<h{level} id="{name}{suffix}">{text}</h{level}>'

    return re.sub(r"<h([1-6])>(.*?)</h\1>", named, page, flags=re.S)


def spoken(output):
    """What is said of a picture to whoever cannot see it."""
    text = output.get("data", {}).get("text/plain", "")
    return text.splitlines()[0] if text else "a picture"


class PageExporter(HTMLExporter):
    """Pages in the template templates/course."""

    def __init__(self, **options):
        super().__init__(template_name="course", extra_template_basedirs=[str(TEMPLATES)], **options)
        self.register_filter("markdown2html", markdown2html)
        self.register_filter("spoken", spoken)

    @property
    def default_config(self):
        config = super().default_config
        config.NbConvertBase.display_data_priority = [PLOTLY, "text/html", "image/svg+xml", "image/png", "text/plain"]
        return config

    def page(self, notebook, **about):
        """The page's HTML. about: what the template asks for beside the notebook."""
        made, _ = self.from_notebook_node(notebook, resources={"course": about})
        return headings_with_names(made).replace("<th></th>", "<td></td>")  # a corner without words is no heading
