"""The rows of `bin/bench console`: the agent console among a million partners, beside Odoo's own search."""

import time
from statistics import quantiles

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

from benchmarks.crowd import AGENT
from benchmarks.results import Figure, Row, at_least, at_most

# As agents type: beginnings of names, whole names, numbers, addresses, parts of them.
WORDS = (
    "mar marchetti marc dub dubois lehmann ros berger schw kle C-1000 C-123456 123456 1999 company77 office "
    "marchetti12 berger4 @company1999 chetti vog wagn jens sen weis tor toras xyz qqqq brusi"
).split()
ROUNDS = 5
PEERS = 2
CUSTOMERS = 40
LINES = 20


def run(options, say):
    """Measure everything in one process: the time of the server, without the way to it.

    :return: list of :class:`results.Row`
    """
    config.parse_config(["--database", f"{options.database}_console", "--no-http", "--log-level", "error"])
    rows = []
    with Registry(f"{options.database}_console").cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        console = Console(env)
        for row in (*console.measure_search(), *console.measure_overview(), *console.measure_cart()):
            other = f"{row.against} {row.other.tell(row.unit)}" if row.other else ""
            say(f"{row.what}: {row.ours.tell(row.unit)}  {other} -> {row.value:.3g} {row.verdict}")
            rows.append(row)
        cr.rollback()
    return rows


class Console:
    """Measures one thing after the other.

    :param env: superuser's environment
    """

    def __init__(self, env):
        agent = env["res.users"].search([("login", "=", AGENT)])
        self.env = env(user=agent.id)
        self.config = env["eservices.config"].search([("name", "=", "Console bench")])
        self.partners = env["res.partner"].search_count([])
        buyers = env["sale.order"].search([("name", "like", "B0000%")], limit=CUSTOMERS).partner_id
        self.buyers = buyers[:CUSTOMERS]

    def _time(self, function):
        """Milliseconds of a call, as if it were the first of its transaction."""
        self.env.flush_all()
        self.env.invalidate_all()
        began = time.perf_counter()
        function()
        return 1000 * (time.perf_counter() - began)

    def _row(self, what, ours, target, other=None, against=""):
        return Row("console", what, self.partners, "ms", ours, other, against, target)

    def measure_search(self):
        """The simple search beside core's, on the same words, in turn."""
        console, partners = self.env["care.console"], self.env["res.partner"]
        console.find(WORDS[0])
        partners.name_search(WORDS[0], limit=8)
        ours, theirs, ratios = [], [], []
        for turn in range(ROUNDS):
            for word in WORDS:
                ours.append(self._time(lambda word=word: console.find(word)))
                if turn < PEERS:
                    theirs.append(self._time(lambda word=word: partners.name_search(word, limit=8)))
                    ratios.append(theirs[-1] / ours[-1])
        yield self._row(
            "simple search, 95 of 100 are faster", Figure.of([_percentile(ours)], len(ours)), at_most(30)
        )
        yield self._row("simple search, median", Figure.of(ours), None, Figure.of(theirs), "name_search")
        yield Row(
            "console",
            "simple search beside name_search, all words together",
            self.partners,
            "times faster",
            Figure.of([sum(theirs) / PEERS / (sum(ours) / ROUNDS)], len(ratios)),
            None,
            "",
            at_least(50),
        )
        typed = {"lastname": "march", "city": "", "firstname": "elena"}
        times = [self._time(lambda: console.find_advanced(typed)) for _turn in range(ROUNDS * 4)]
        yield self._row("advanced search, first and last name", Figure.of(times), None)

    def measure_overview(self):
        """From the chosen customer to his overview and his cart."""
        console, cart = self.env["care.console"], self.env["care.console.cart"]
        times, carts = [], []
        for buyer in self.buyers:
            opened = {}

            def choose(buyer=buyer, opened=opened):
                opened.update(console.open(buyer.id, self.config.id))
                console.get_overview(opened["id"])

            times.append(self._time(choose))
            carts.append(self._time(lambda opened=opened: cart.get_cart(opened["id"])))
        yield self._row(
            "customer chosen to overview, 95 of 100 are faster",
            Figure.of([_percentile(times)], len(times)),
            at_most(150),
        )
        yield self._row("customer chosen to overview, median", Figure.of(times), None)
        yield self._row("his open cart, empty", Figure.of(carts), None)

    def measure_cart(self):
        """A product put in the cart beside a bare line of an order."""
        console, cart = self.env["care.console"], self.env["care.console.cart"]
        contact_id = console.open(self.buyers[0].id, self.config.id)["id"]
        products = (
            self.env["product.product"].sudo().search([("default_code", "like", "P-")], limit=2 * LINES)
        )
        order = self.env["sale.order"].sudo().create({"partner_id": self.buyers[1].id})
        contact = self.env["care.contact"]._enter(contact_id)
        customer = contact._get_customer(self.env.user)
        service = self.env["eservices.cart"]
        ours, bare, whole = [], [], []
        for number, product in enumerate(products[:LINES]):
            values = {"order_id": order.id, "product_id": product.id, "product_uom_qty": 2}
            own = product.with_env(customer.env)

            def add(own=own):
                service._add(customer, own, 2)
                self.env.flush_all()

            def create(values=values):
                order.order_line.create(values)
                self.env.flush_all()

            for work, times in ((add, ours), (create, bare))[:: 1 if number % 2 else -1]:
                times.append(self._time(work))
        for product in products[LINES:]:
            values = {"product_id": product.id, "quantity": 2}
            whole.append(self._time(lambda values=values: cart.add(contact_id, values)))
        # The first one opens the cart.
        yield self._row(
            "a product put in the cart", Figure.of(ours[1:]), at_most(1.3), Figure.of(bare[1:]), "bare line"
        )
        yield self._row("the same with the whole cart drawn again", Figure.of(whole), None)


def _percentile(values):
    return quantiles(values, n=20)[-1]
