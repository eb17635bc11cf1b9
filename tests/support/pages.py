"""A page of the customer platform, read as a person reads it: headings, rows, links, forms."""

from lxml import html


class Page:
    """One page, out of the answer of the server.

    :param requests.Response answer: an answer that must be a page
    """

    def __init__(self, answer):
        assert answer.ok, (
            f"{answer.url} answered {answer.status_code}:\n{_text(html.fromstring(answer.text))}"
        )
        self.url = answer.url
        self.tree = html.fromstring(answer.text)

    @property
    def heading(self):
        """The text of the first heading."""
        return _text(self.tree.find(".//h1"))

    @property
    def text(self):
        """All that can be read in the main part of the page."""
        return _text(self.tree.find(".//main"))

    def links(self, prefix):
        """Return the text of each link to an address that starts with `prefix`, by address."""
        return {
            link.get("href"): _text(link)
            for link in self.tree.iterfind(".//main//a[@href]")
            if link.get("href").startswith(prefix)
        }

    def row(self, words):
        """Return the text of the one row of a table in which `words` stand."""
        rows = [text for text in map(_text, self.tree.iterfind(".//tbody/tr")) if words in text]
        assert len(rows) == 1, f"{len(rows)} rows of {self.url} hold “{words}”:\n{self.text}"
        return rows[0]

    @property
    def fields(self):
        """What the page's only form would send if nothing were typed."""
        (form,) = self.tree.forms
        return dict(form.form_values())

    def form(self, action):
        """Return what the form with that action would send if nothing were typed, as a list of pairs."""
        for form in self.tree.iterfind(".//form"):
            if form.get("action") == action:
                return [(name, value) for name, value in form.form_values() if value is not None]
        raise AssertionError(f"{self.url} has no form for {action}:\n{self.text}")


def _text(element):
    words = " ".join(element.xpath(".//text()[not(ancestor::script or ancestor::style)]"))
    return " ".join(words.replace("\xa0", " ").replace("\u202f", " ").split())
