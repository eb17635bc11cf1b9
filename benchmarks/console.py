"""The rows of `bin/bench console`: the agent console among a million partners, beside Odoo's own search."""

import time
from statistics import mean, quantiles
from typing import NamedTuple

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

from benchmarks.crowd import AGENT
from benchmarks.results import Figure, Row, at_least, at_most
from benchmarks.stand import local_processes

# As agents type; each kind is hard for another reason.
WORDS = {
    "three letters": "mar dub ros kle vog tor",
    "names and their beginnings": "marchetti marc lehmann berger schw weis",
    "within a name": "chetti sen tti ers",
    "customer numbers": "C-1000 C-123456 123456 1999",
    "e-mail addresses": "marchetti12 berger4 @company1999 company77",
    "what everybody has": "example company .ex",
    "what nobody has": "xyz qqqq office brusy",
}
ROUNDS = 5
PEERS = 1
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


class Lap(NamedTuple):
    """One call, in milliseconds; ``cpu`` is what Odoo and PostgreSQL worked, whoever else they waited for."""

    wall: float
    cpu: float


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
        env.cr.execute("SELECT pg_backend_pid()")
        self.backend = local_processes(pid for (pid,) in env.cr.fetchall())

    def _time(self, function):
        """A call as if it were the first of its transaction: a :class:`Lap`."""
        self.env.flush_all()
        self.env.invalidate_all()
        worked, began = self._count_cpu(), time.perf_counter()
        function()
        return Lap(1000 * (time.perf_counter() - began), 1000 * (self._count_cpu() - worked))

    def _count_cpu(self):
        times = [process.cpu_times() for process in self.backend]
        return time.process_time() + sum(one.user + one.system for one in times)

    def _row(self, what, ours, target=None, other=None, against="", unit="ms"):
        return Row("console", what, self.partners, unit, ours, other, against, target)

    def measure_search(self):
        """The simple search beside core's, on the same words, in turn."""
        console, partners = self.env["care.console"], self.env["res.partner"]
        console.find("marc")
        partners.name_search("marc", limit=8)
        ours, theirs = {}, {}
        for turn in range(ROUNDS):
            for kind, words in WORDS.items():
                for word in words.split():
                    lap = self._time(lambda word=word: console.find(word))
                    ours.setdefault(kind, []).append(lap)
                    if turn < PEERS:
                        lap = self._time(lambda word=word: partners.name_search(word, limit=8))
                        theirs.setdefault(kind, []).append(lap)
        every, peers = sum(ours.values(), []), sum(theirs.values(), [])
        yield self._row("simple search, 95 of 100 are faster", _tell_slow(every), at_most(30))
        yield self._row("simple search, median", _tell(every), None, _tell(peers), "name_search")
        faster = mean(lap.wall for lap in peers) / mean(lap.wall for lap in every)
        yield self._row(
            "simple search beside name_search, all words together",
            Figure.of([faster], len(peers)),
            at_least(50),
            unit="times faster",
        )
        for kind, laps in ours.items():
            what = f"simple search, {kind}, 95 of 100 are faster"
            yield self._row(what, _tell_slow(laps), None, _tell_slow(theirs[kind]), "name_search")
        typed = {"lastname": "march", "city": "", "firstname": "elena"}
        laps = [self._time(lambda: console.find_advanced(typed)) for _turn in range(ROUNDS * 4)]
        yield self._row("advanced search, first and last name", _tell(laps))

    def measure_overview(self):
        """From the chosen customer to his overview and his cart."""
        console, cart = self.env["care.console"], self.env["care.console.cart"]
        laps, carts = [], []
        for buyer in self.buyers:
            opened = {}

            def choose(buyer=buyer, opened=opened):
                opened.update(console.open(buyer.id, self.config.id))
                console.get_overview(opened["id"])

            laps.append(self._time(choose))
            carts.append(self._time(lambda opened=opened: cart.get_cart(opened["id"])))
        yield self._row("customer chosen to overview, 95 of 100 are faster", _tell_slow(laps), at_most(150))
        yield self._row("customer chosen to overview, median", _tell(laps))
        yield self._row("his open cart, empty", _tell(carts))

    def measure_cart(self):
        """A product put in the cart that the agent took over, beside a bare line of an order."""
        console, cart = self.env["care.console"], self.env["care.console.cart"]
        contact_id = console.open(self.buyers[0].id, self.config.id)["id"]
        products = (
            self.env["product.product"].sudo().search([("default_code", "like", "P-")], limit=2 * LINES + 1)
        )
        # It opens the cart and takes it over.
        cart.add(contact_id, {"product_id": products[-1].id, "quantity": 2})
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

            for work, laps in ((add, ours), (create, bare))[:: 1 if number % 2 else -1]:
                laps.append(self._time(work))
        for product in products[LINES:-1]:
            values = {"product_id": product.id, "quantity": 2}
            whole.append(self._time(lambda values=values: cart.add(contact_id, values)))
        yield self._row("a product put in the cart", _tell(ours), at_most(1.3), _tell(bare), "bare line")
        yield self._row("the same with the whole cart drawn again", _tell(whole))


def _tell(laps):
    return Figure.of((lap.wall for lap in laps), cpu=mean(lap.cpu for lap in laps))


def _tell_slow(laps):
    """The duration that 95 of 100 do not reach."""
    slow = quantiles((lap.wall for lap in laps), n=20, method="inclusive")[-1]
    return Figure.of([slow], len(laps))
