"""What a customer asks of a list of documents, as it stands in an address. Knows nothing of Odoo."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from .typed import read_id, read_text

MAX_PAGE = 99_999


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Search, state, days and page of a list; anything crafted in an address falls back to its default.

    :param str text: searched words
    :param str state: key of a state, empty for all
    :param since: first day, or ``None``
    :param until: last day, or ``None``
    """

    text: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    page: int = 1

    @classmethod
    def from_params(cls, params, max_text):
        """Read the parameters of an address.

        :param params: mapping of names to text
        :param int max_text: longer searches are cut
        """
        return cls(
            text=read_text(params.get("q"), max_text),
            state=read_text(params.get("state"), 20),
            since=_day(params.get("since")),
            until=_day(params.get("until")),
            page=min(read_id(params.get("page")), MAX_PAGE) or 1,
        )

    def but(self, **changes):
        """The same question with something changed, on its first page."""
        return replace(self, **{"page": 1, **changes})

    def url(self, path):
        """The address of this page of a list."""
        params = {
            "q": self.text,
            "state": self.state,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "page": self.page if self.page > 1 else "",
        }
        query = urlencode({name: value for name, value in params.items() if value})
        return f"{path}?{query}" if query else path

    @property
    def is_filtered(self):
        """Is anything asked but the page?"""
        return self.but() != ListQuery()


def _day(text):
    try:
        day = date.fromisoformat((text or "").strip())
    except ValueError:
        return None
    # A workbook begins with 1900, and the last day of all has no next one.
    return day if 1900 <= day.year < date.max.year else None
