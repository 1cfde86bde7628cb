"""What the search looks through: a page cut at its headings, as text."""

from html.parser import HTMLParser

HEADINGS = ("h1", "h2", "h3")
LEFT_OUT = ("script", "style", "nav", "header", "title")


class Sections(HTMLParser):
    """Reads a page; sections has then for each heading {"heading", "anchor", "text"}."""

    def __init__(self, page):
        super().__init__()
        self.sections, self.silent, self.in_heading = [], 0, False
        self.feed(page)
        self.close()
        for section in self.sections:
            section.update({key: " ".join(section[key].split()) for key in ("heading", "text")})

    def handle_starttag(self, tag, attributes):
        if tag in LEFT_OUT:
            self.silent += 1
        elif tag in HEADINGS:
            self.sections.append({"heading": "", "anchor": dict(attributes).get("id"), "text": ""})
            self.in_heading = True

    def handle_endtag(self, tag):
        if tag in LEFT_OUT:
            self.silent -= 1
        elif tag in HEADINGS:
            self.in_heading = False
        elif self.sections and tag not in ("span", "code", "em", "strong", "a", "mi", "mo", "mn", "mrow"):
            self.sections[-1]["text"] += " "

    def handle_data(self, data):
        if self.sections and not self.silent:
            self.sections[-1]["heading" if self.in_heading else "text"] += data


def of_page(html, address, title):
    """The page's sections, each with where it is."""
    for number, section in enumerate(Sections(html).sections):
        place = f"{address}#{section['anchor']}" if number and section["anchor"] else address
        yield {"address": place, "title": title, "heading": section["heading"], "text": section["text"]}
