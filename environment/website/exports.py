"""How a notebook is exported, in JupyterLab's menu and by ./lab run --out: as one HTML file that asks no other host, as PDF."""

from nbconvert import HTMLExporter
from nbconvert.exporters import WebPDFExporter
from traitlets.config import Config

from website import paper
from website.exporter import TEMPLATES


def settings(config):
    """Adds what nbconvert must know to JupyterLab's configuration."""
    config.HTMLExporter.template_name = "exported"
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    config.HTMLExporter.filters = {"markdown2html": "website.exporter.with_formulas", "spoken": "website.exporter.spoken"}
    config.SlidesExporter.template_name = "reveal"
    # PDF by TeX or Qt, of which there is none here, would only be an entry of the menu that fails.
    config.PDFExporter.enabled = config.LatexExporter.enabled = False
    config.QtPDFExporter.enabled = config.QtPNGExporter.enabled = False
    config.WebPDFExporter.enabled = paper.browser() is not None
    return config


def install():
    """nbconvert's own PDF wants a browser that it downloads; the one that is there does."""
    WebPDFExporter.run_playwright = lambda _, html: paper.pdf(html)


def html(notebook):
    """The notebook as one HTML file."""
    made, _ = HTMLExporter(config=settings(Config())).from_notebook_node(notebook)
    return made
