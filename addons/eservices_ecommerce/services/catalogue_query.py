"""What a customer asks of the catalogue, as it stands in an address. Knows nothing of Odoo."""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

SORTS = ("recommended", "name", "code", "price", "price_desc", "newest")
VIEWS = ("list", "grid")


class CatalogueQuery(NamedTuple):
    """The filters of one page of the catalogue; anything crafted in an address falls back to its default.

    :param str text: searched words
    :param int family: super-family or family that is open, 0 for none
    :param subfamilies: ticked sub-families (any of)
    :param tags: ticked tags (any of)
    :param prices: ticked ranges of the list price (any of), from 1
    :param bool own: only products for which the customer has a reference
    :param bool stock: only products of which some are in stock now
    """

    text: str = ""
    family: int = 0
    subfamilies: frozenset = frozenset()
    tags: frozenset = frozenset()
    prices: frozenset = frozenset()
    own: bool = False
    stock: bool = False
    sort: str = SORTS[0]
    view: str = VIEWS[0]
    page: int = 1

    @classmethod
    def from_params(cls, params, max_text):
        """Read the parameters of an address.

        :param params: mapping of names to text
        :param int max_text: longer searches are cut
        """
        return cls(
            text=_clean(params.get("q"))[:max_text],
            family=_number(params.get("family")),
            subfamilies=_numbers(params.get("sub")),
            tags=_numbers(params.get("tag")),
            prices=_numbers(params.get("price")),
            own=params.get("own") == "1",
            stock=params.get("stock") == "1",
            sort=params.get("sort") if params.get("sort") in SORTS else SORTS[0],
            view=params.get("view") if params.get("view") in VIEWS else VIEWS[0],
            page=min(max(_number(params.get("page")), 1), 100_000),
        )

    def but(self, **changes):
        """The same question with some filters changed, on its first page."""
        return self._replace(**{"page": 1, **changes})

    def toggle(self, name, value):
        """The same question with one value of a facet taken in or out."""
        values = getattr(self, name)
        return self.but(**{name: values - {value} if value in values else values | {value}})

    @property
    def is_narrowed(self):
        """Whether it asks for more than words: for a filter, or for an order of its own."""
        return self != CatalogueQuery(text=self.text, view=self.view, page=self.page)

    @property
    def url(self):
        """The address of this page of the catalogue."""
        return _write_address(self)


# A page holds some forty addresses, most of them those of the page before.
@lru_cache(maxsize=1024)
def _write_address(query):
    params = {
        "q": query.text,
        "family": query.family,
        "sub": ",".join(map(str, sorted(query.subfamilies))),
        "tag": ",".join(map(str, sorted(query.tags))),
        "price": ",".join(map(str, sorted(query.prices))),
        "own": "1" if query.own else "",
        "stock": "1" if query.stock else "",
        "sort": query.sort if query.sort != SORTS[0] else "",
        "view": query.view if query.view != VIEWS[0] else "",
        "page": query.page if query.page > 1 else "",
    }
    text = urlencode({name: value for name, value in params.items() if value})
    return f"/eservices/catalog?{text}" if text else "/eservices/catalog"


def _clean(text):
    return " ".join("".join(char for char in text or "" if char.isprintable() or char.isspace()).split())


def _number(text):
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _numbers(text):
    numbers = (_number(part) for part in (text or "").split(",")[:50])
    return frozenset(number for number in numbers if number)
