"""The static site of the executed labs: opened from the disk, without a server and without network."""

import os
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import nbformat
import pytest

import axe
import browser
from browser import Browser
from test_labs import LABS, executed, figures

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))
import run  # noqa: E402
from website import exporter, site  # noqa: E402

in_browser = pytest.mark.skipif(browser.program() is None, reason="there is no Chromium or Chrome on this machine")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    notebooks = {p.relative_to(run.LABS): nbformat.read(p, as_version=4) for p in run.LABS.rglob("*.ipynb")}
    notebooks |= {path.relative_to(run.LABS): executed(name)[0] for name, path in LABS.items()}
    folder = tmp_path_factory.mktemp("published") / "site"
    site.write(folder, run.LABS, notebooks)
    return folder


class Page(HTMLParser):
    """The addresses that a page names, and the places in it that an address can end with."""

    def __init__(self, path):
        super().__init__()
        self.links, self.places, self.turns = [], set(), {}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        about = dict(attributes)
        self.links += [about[name] for name in ("href", "src") if about.get(name)]
        self.places.add(about.get("id"))
        if about.get("rel") in ("prev", "next"):
            self.turns[about["rel"]] = about["href"]


def test_every_link_leads_to_a_page_that_is_there_and_nothing_is_loaded_from_elsewhere(folder):
    pages = {path: Page(path) for path in folder.rglob("*.html")}
    followed = 0
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"https?://", link):
                assert f'<a href="{link}"' in path.read_text(encoding="utf-8"), f"{path.name} loads {link}"
                continue
            if link.startswith("data:"):
                continue
            address, place = urldefrag(unquote(link))
            target = (path.parent / address).resolve() if address else path
            assert target.is_file(), f"{path.name}: {link}"
            assert not place or place in pages[target].places, f"{path.name}: {link}"
            followed += 1
    assert followed > 10 * len(LABS)


def test_next_leads_through_all_labs_in_their_order_and_previous_back(folder):
    names = [path.with_suffix(".html").name for path in LABS.values()]
    turns = [Page(folder / name).turns for name in names]
    assert [t.get("next") for t in turns] == [*names[1:], None]
    assert [t.get("prev") for t in turns] == [None, *names[:-1]]


def test_formulas_are_drawn_by_the_browser_itself(folder):
    for path in folder.glob("*.html"):
        text = re.sub(r"(?s)<(pre|script|code).*?</\1>", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"\$[^$<]{1,80}\$|\\mathrm|\\frac", text), path.name
    assert "<msub><mi>h</mi><mi>t</mi></msub>" in (folder / "01-recurrence-by-hand.html").read_text(encoding="utf-8")


def test_two_headings_of_one_text_have_different_names():
    page = exporter.headings_with_names("<h2>Why?</h2><h2>Why?</h2><h3><code>a</code> &amp; b</h3>")
    assert re.findall('id="(.*?)"', page) == ["why", "why-2", "a-b"]


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(site.OccupiedError, match="name a new folder"):
        site.write(tmp_path, run.LABS, {})
    assert (tmp_path / "letter.txt").read_text() == "mine"


@pytest.fixture(scope="module")
def page():
    with Browser() as opened:
        opened.call("Network.enable")
        opened.call("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1)
        yield opened
        assert opened.failures == []
        elsewhere = [address for address in opened.asked if not address.startswith(("file:", "data:", "blob:", "about:"))]
        assert opened.asked and elsewhere == []


def show(page, folder, address):
    page.open(f"file://{folder}/{address}")
    page.wait_for(f"document.readyState === 'complete' && location.pathname.endsWith({address!r})")


@in_browser
@pytest.mark.parametrize("name", LABS)
def test_every_chart_of_a_lab_is_drawn_with_its_title_and_shows_a_picture_on_paper(page, folder, name):
    show(page, folder, LABS[name].with_suffix(".html").name)
    charts = figures(executed(name)[0])
    drawn = "document.querySelectorAll('figure.chart.drawn .main-svg:first-child').length"
    for number in range(len(charts)):
        page.evaluate(f"document.querySelectorAll('figure.chart')[{number}].scrollIntoView()")
        page.wait_for(f"document.querySelectorAll('figure.chart')[{number}].classList.contains('drawn')")
    assert page.evaluate(drawn) == page.evaluate("document.querySelectorAll('figure.chart').length") == len(charts)
    titles = [re.sub(r"<[^>]*>", "", chart["layout"].get("title", {}).get("text", "")) for chart in charts]
    assert page.evaluate("[...document.querySelectorAll('figure.chart')].map(f => f.querySelector('.gtitle')?.textContent ?? '')") == titles
    page.call("Emulation.setEmulatedMedia", media="print")
    figures_seen = "[...document.querySelectorAll('figure.chart')]"
    seen = f"{figures_seen}.every(f => f.querySelector('img').width > 0 && !f.querySelector('.main-svg').clientWidth)"
    hidden = "document.querySelector('header').offsetHeight === 0"
    assert page.evaluate(f"{seen} && {hidden}")
    page.call("Emulation.setEmulatedMedia", media="")


@in_browser
def test_search_finds_places_and_leads_there(page, folder):
    show(page, folder, "index.html")
    page.click("#search")
    page.call("Input.insertText", text="vanish gradient")
    page.wait_for("document.querySelectorAll('#found a').length > 0")
    assert "Recurrence by hand" in page.evaluate("document.querySelector('#found').textContent")
    place = page.evaluate("document.querySelector('#found a').href")
    page.press("Enter")
    page.wait_for(f"location.href === {place!r}")
    page.wait_for("document.querySelector('main').textContent.includes('vanish')")

    page.click("#search")
    page.call("Input.insertText", text="xyzzyx")
    page.wait_for("document.querySelector('#found').textContent.includes('Nothing has')")


@in_browser
@pytest.mark.parametrize("address", ["index.html", "04-sunspots.html", "14-min-char-rnn.html", "exercises/04-sunspots.html", "keras.html"])
def test_axe_finds_nothing_that_keeps_somebody_from_reading(page, folder, address):
    show(page, folder, address)
    assert axe.violations(page) == []
