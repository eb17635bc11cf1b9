"""The rows of `bin/bench catalogue`: what is measured, against what, and how good it has to be."""

import re
from dataclasses import replace
from itertools import cycle

from benchmarks import browser, business
from benchmarks.bare import BareOrders
from benchmarks.client import burst
from benchmarks.results import Figure, Row, at_least, at_most

PRODUCT_NUMBER = re.compile(rb"No\. (\d+)")
ROUNDS = 4
PAGES = 10
CART_LINES = 25
ORDER_LINES = 50
ORDERS = 8
PAINTS = 5

# Ratio to the peer that is aimed at, by number of products; between them the smaller one's holds.
CATALOGUE_TARGETS = {10_000: at_least(10), 100_000: at_least(25)}
SEARCH_TARGETS = {10_000: at_least(20), 100_000: at_least(35)}


class Catalogue:
    """Measures one thing after the other.

    :param stands: ``{(side name, size): stand.Stand}``, started
    :param float seconds: how long each thing is measured on each stand
    :param int requests: mixed requests before a worker's memory is read
    :param say: function that tells the reader a line
    """

    ROWS = ("catalogue", "search", "growth", "cart", "validate", "queries", "bytes", "paint", "memory")

    def __init__(self, stands, seconds, requests, say):
        self.stands = stands
        self.seconds = seconds
        self.requests = requests
        self.say = say
        self.sizes = sorted({size for name, size in stands if name == "ours"})
        self.searches = business.make_searches(business.make_products(self.sizes[0]))

    def measure(self, key):
        """The rows of a thing; each is told as soon as it is known."""
        for row in getattr(self, f"measure_{key}")():
            other = f"{row.against} {row.other.tell(row.unit)}" if row.other else ""
            target = f"target {row.target.sign} {row.target.limit:.3g}: {row.verdict}" if row.target else ""
            self.say(
                f"{row.key:10} {row.size:>7}  {row.what}: {row.ours.tell(row.unit)}  {other}  "
                f"-> {row.value:.3g}  {target}"
            )
            yield row

    # === HOW === #

    def _interleave(self, works):
        """Measure several works in turn, in short bursts: a busy moment of the machine hits all of them.

        :param works: ``{name: (stand, [function per customer])}``
        :return: ``{name: [Burst]}``
        """
        bursts = {name: [] for name in works}
        for _stand, functions in works.values():
            for number in range(2):
                for function in functions:
                    function(number)
        for turn in range(ROUNDS):
            for name in list(works)[:: 1 if turn % 2 else -1]:
                stand, functions = works[name]
                before = stand.cpu_seconds()
                done = burst(functions, self.seconds / ROUNDS)
                bursts[name].append(replace(done, cpu=stand.cpu_seconds() - before))
        return bursts

    def _browse(self, stand, paths):
        """Each customer loads these pages in turn, not the same one at the same time."""
        return stand, [
            lambda number, client=client, shift=shift: client.get(paths[(number + shift) % len(paths)])
            for shift, client in enumerate(stand.clients)
        ]

    def _browse_alone(self, stand, paths):
        """One customer loads these pages in turn."""
        return stand, self._browse(stand, paths)[1][:1]

    def _pairs(self):
        """Ours and the peer's stand of each size."""
        for size in self.sizes:
            yield size, self.stands["ours", size], self.stands["peer", size]

    def _catalogue_paths(self, stand):
        return [stand.side.catalogue(page) for page in range(1, PAGES + 1)]

    def _facet_paths(self, stand):
        """Two filters that fill a page at every size: a super-family or a tag, and what is in stock."""
        families = stand.query("SELECT id FROM eservices_family WHERE level = 1 ORDER BY id LIMIT 8")
        tags = stand.query("SELECT id FROM product_tag ORDER BY id LIMIT 8")
        paths = [stand.side.facets(family=family, stock=1) for (family,) in families]
        paths += [stand.side.facets(tag=tag, stock=1) for (tag,) in tags]
        for path in paths:
            self._check_full(stand, stand.clients[0].get(path))
        return paths

    def _narrow_paths(self, stand):
        """A family and a tag, which leave a handful of products of 1,000, and a full page of many more."""
        families = stand.query("SELECT id FROM eservices_family WHERE level = 2 ORDER BY id LIMIT 8")
        tags = cycle(stand.query("SELECT id FROM product_tag ORDER BY id LIMIT 5"))
        return [
            stand.side.facets(family=family, tag=tag)
            for (family,), (tag,) in zip(families, tags, strict=False)
        ]

    def _check_full(self, stand, page):
        if page.count(stand.side.row) < stand.side.rows:
            raise RuntimeError(f"{stand.database} does not show {stand.side.rows} products")

    def _check_pages(self, *pair):
        """Both show a full page, of the same products in the same order."""
        shown = []
        for stand in pair:
            page = stand.clients[0].get(stand.side.catalogue())
            self._check_full(stand, page)
            shown.append(list(dict.fromkeys(PRODUCT_NUMBER.findall(page))))
        if any(ours != peer for ours, peer in zip(*shown, strict=False)):
            raise RuntimeError(f"{pair[0].database} and {pair[1].database} do not show the same products")

    # === WHAT === #

    def measure_catalogue(self):
        """Requests per second of the list of products, and of an empty page of ours."""
        for size, ours, peer in self._pairs():
            self._check_pages(ours, peer)
            bursts = self._interleave(
                {
                    "ours": self._browse(ours, self._catalogue_paths(ours)),
                    "peer": self._browse(peer, self._catalogue_paths(peer)),
                    "empty": self._browse(ours, [ours.side.empty]),
                }
            )
            rates = {name: Figure.of_rates(of_name) for name, of_name in bursts.items()}
            what = "catalogue page with facets and prices"
            target = CATALOGUE_TARGETS.get(size)
            yield Row("catalogue", what, size, "requests/s", rates["ours"], rates["peer"], "/shop", target)
            against = "empty page of the platform"
            yield Row(
                "empty", what, size, "requests/s", rates["ours"], rates["empty"], against, at_least(0.5)
            )

    def measure_search(self):
        """Requests per second of a search."""
        for size, ours, peer in self._pairs():
            works = {
                stand.side.name: self._browse(stand, [stand.side.search(text) for text in self.searches])
                for stand in (ours, peer)
            }
            bursts = self._interleave(works)
            rates = [Figure.of_rates(bursts[name]) for name in ("ours", "peer")]
            target = SEARCH_TARGETS.get(size)
            yield Row("search", "search", size, "requests/s", *rates, "/shop?search=", target)

    def measure_growth(self):
        """Time of a request beside that with the smallest catalogue; one customer alone."""
        kinds = {
            "catalogue": self._catalogue_paths,
            "search": lambda stand: [stand.side.search(text) for text in self.searches],
            "facets": self._facet_paths,
            "narrow facets": self._narrow_paths,
        }
        for kind, paths in kinds.items():
            stands = {size: self.stands["ours", size] for size in self.sizes}
            bursts = self._interleave(
                {size: self._browse_alone(stand, paths(stand)) for size, stand in stands.items()}
            )
            times = {size: Figure.of_times(of_size) for size, of_size in bursts.items()}
            smallest = self.sizes[0]
            for size in self.sizes[1:]:
                against = f"{smallest:,} products"
                yield Row(
                    "growth",
                    f"{kind}, one customer",
                    size,
                    "ms",
                    times[size],
                    times[smallest],
                    against,
                    # One that draws a row at one size and 24 at the other is told, and no measure of growth.
                    None if kind == "narrow facets" else at_most(1.3),
                )

    def measure_cart(self):
        """Requests per second of adding to the cart, and of a cart with 25 lines."""
        for size, *pair in self._pairs():
            bursts = self._interleave({stand.side.name: self._fill_carts(stand) for stand in pair})
            rates = [Figure.of_rates(bursts[name]) for name in ("ours", "peer")]
            what = f"add to a cart of {CART_LINES} lines"
            yield Row("cart", what, size, "requests/s", *rates, "/shop/cart/add", at_least(4))
            works = {stand.side.name: self._browse(stand, [stand.side.cart]) for stand in pair}
            bursts = self._interleave(works)
            rates = [Figure.of_rates(bursts[name]) for name in ("ours", "peer")]
            what = f"cart page of {CART_LINES} lines"
            yield Row("cart", what, size, "requests/s", *rates, "/shop/cart", at_least(5))

    def _fill_carts(self, stand):
        """Each customer has a cart of 25 lines, and then adds more of these products."""
        articles = stand.articles(CART_LINES)
        for client in stand.clients:
            for article in articles:
                stand.side.add(client, article)
        return stand, [
            lambda number, client=client: stand.side.add(client, articles[number % CART_LINES])
            for client in stand.clients
        ]

    def measure_validate(self):
        """Milliseconds to validate a cart of 50 lines, beside creating the same order through the ORM."""
        for size in self.sizes:
            stand = self.stands["ours", size]
            client = stand.clients[-1]
            articles = stand.articles(ORDER_LINES)
            lines = [(article.id, 1 + number % 5) for number, article in enumerate(articles)]
            validated, created = [], []
            with BareOrders(stand.database) as orders:
                for turn in range(-1, ORDERS):
                    self._empty_cart(stand, client)
                    for article, (_id, quantity) in zip(articles, lines, strict=True):
                        stand.side.add(client, article, quantity)
                    seconds = burst([stand.side.validate(client)], count=1).seconds
                    bare = orders.create(client.login, lines)
                    if turn >= 0:
                        validated.append(1000 * seconds)
                        created.append(1000 * bare)
            figures = Figure.of(validated), Figure.of(created)
            what = f"validate a cart of {ORDER_LINES} lines"
            yield Row("validate", what, size, "ms", *figures, "bare create of the same order", at_most(1.5))

    def _empty_cart(self, stand, client):
        """Order what an earlier measurement left in the cart."""
        if stand.side.has_lines(client):
            stand.side.validate(client)(0)

    def measure_queries(self):
        """Queries of a page, as Odoo itself counts and logs them."""
        for size in self.sizes:
            stand = self.stands["ours", size]
            kinds = {
                "catalogue": self._catalogue_paths(stand),
                "search": [stand.side.search(text) for text in self.searches],
                "facets": self._facet_paths(stand),
            }
            for kind, paths in kinds.items():
                for client in stand.clients * 2:
                    client.get(paths[0])
                first = self._count_queries(stand, paths)
                for client in stand.clients * 4:
                    for path in paths:
                        client.get(path)
                again = self._count_queries(stand, paths)
                # The first time, a worker reads the products as well, to compute their prices.
                for what, counts in ((kind, again), (f"{kind}, new to the worker", first)):
                    yield Row(
                        "queries", f"queries per page: {what}", size, "queries", counts, target=at_most(12)
                    )

    def _count_queries(self, stand, paths):
        """Queries of each page, loaded once."""
        mark = stand.mark()
        for path in paths:
            stand.clients[0].get(path)
        return Figure.of(stand.queries_since(mark, stand.side.catalogue()))

    def measure_bytes(self):
        """Kilobytes that a cold browser loads with the catalogue, before compression."""
        with browser.chromium() as chromium:
            for size, ours, peer in list(self._pairs())[-1:]:
                figures, notes = [], {}
                for stand in (ours, peer):
                    url = stand.server.url + stand.side.catalogue()
                    browser.load(chromium, stand.clients[0], url)
                    weights = browser.load(chromium, stand.clients[0], url)
                    notes[stand.side.name] = weights
                    figures.append(Figure.of([sum(weights.values()) / 1000]))
                what = "loaded cold by a browser"
                yield Row("bytes", what, size, "kB", *figures, "/shop", at_most(1 / 3), notes=notes)

    def measure_paint(self):
        """Milliseconds to the first contentful paint on a slow phone with an empty cache."""
        with browser.chromium() as chromium:
            for size, ours, peer in list(self._pairs())[-1:]:
                times = {"ours": [], "peer": []}
                for turn in range(-1, PAINTS):
                    for stand in (ours, peer):
                        url = stand.server.url + stand.side.catalogue()
                        time = browser.first_paint(chromium, stand.clients[0], url)
                        if turn >= 0:
                            times[stand.side.name].append(time)
                figures = [Figure.of(times[name]) for name in ("ours", "peer")]
                what = "first contentful paint, cold, slow phone"
                yield Row("paint", what, size, "ms", *figures, "/shop", at_most(0.4))

    def measure_memory(self):
        """Megabytes that our add-ons add to a worker after a day's work, and that more work adds to it."""
        size = self.sizes[-1]
        # What ours did for the other rows the other one never did: both begin anew.
        for stand in (self.stands["base", 0], self.stands["ours", size]):
            stand.stop()
            stand.start()
        base = self._work(self.stands["base", 0], self.requests)
        ours = self._work(self.stands["ours", size], self.requests)
        later = self._work(self.stands["ours", size], self.requests // 2)
        added = Figure.of([ours - base], self.requests)
        notes = {"base": base, "ours": ours, "later": later}
        what = f"added to a worker of {base:.0f} MB by our add-ons after {self.requests:,} mixed requests"
        yield Row("memory", what, size, "MB", added, target=at_most(20), notes=notes)
        grown = Figure.of([later - ours], self.requests // 2)
        what = f"added to that worker by {self.requests // 2:,} more requests"
        yield Row("memory", what, size, "MB", grown, target=at_most(1))

    def _work(self, stand, count):
        """Let the customers work, then weigh the heaviest worker."""
        articles = stand.articles(CART_LINES) if stand.size else []
        days = [stand.side.errands(client, articles, self.searches) for client in stand.clients]
        burst([lambda number, day=day: day[number % len(day)]() for day in days], count=count)
        return max(stand.worker_memory())
