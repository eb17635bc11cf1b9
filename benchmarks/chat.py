"""The rows of `bin/bench chat`: two hundred conversations at a time, in ours and in Odoo's own live chat."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from json import loads
from statistics import quantiles

from benchmarks.chat_client import Person
from benchmarks.chat_sides import MARK
from benchmarks.results import Figure, Row, at_most
from benchmarks.stand import Served

CUSTOMERS = 200
AGENTS = 20
PLACES = 12
ROUNDS = 3
# Messages a second, of all conversations together: somebody writes in each of them every 25 seconds.
RATE = 8
ASKING = 4
PATIENCE = 60
TABS = 2_000
BEATS = 400
BEAT_SECONDS = 180
PRESENCE_SECONDS = 30


class Hall:
    """All conversations of one side.

    :param side: one of ``chat_sides.SIDES``
    :param Served stand: its server, started
    """

    def __init__(self, side, stand):
        self.side = side
        self.stand = stand
        self.sent = {}
        self.heard = {}
        self.asked = {}
        self.assigned = {}
        self.lock = threading.Lock()
        self.is_over = threading.Event()

    def open(self):
        """Everybody comes, and every customer has his conversation.

        :raise RuntimeError: when somebody is left without a representative
        """
        command = [sys.executable, "-m", "benchmarks.chat_fill", "sessions", self.stand.database]
        sessions = loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        people = [Person(self.stand, login, session) for login, session in sorted(sessions.items())]
        self.agents = [one for one in people if one.login.startswith("agent")]
        self.customers = [one for one in people if one.login.startswith("customer")]
        for agent in self.agents:
            agent.hear = self._hear_agent
        threading.Thread(target=self._be_there, daemon=True).start()
        for customer in self.customers:
            customer.hear = self._hear_customer
        self._wait(lambda: self._count_present() >= AGENTS, "not all representatives are seen")
        with ThreadPoolExecutor(ASKING) as pool:
            list(pool.map(self._ask, self.customers))
        self._wait(lambda: len(self.assigned) >= CUSTOMERS, "not every customer has a representative")
        for one in people:
            # All at the same moment is more than the server of the sockets has connections for.
            time.sleep(0.03)
            one.subscribe()
        time.sleep(1)

    def _be_there(self):
        """A browser tells every minute that somebody sits in front of it."""
        while True:
            for agent in self.agents:
                agent.be_there()
            if self.is_over.wait(PRESENCE_SECONDS):
                return

    def _ask(self, customer):
        began = time.perf_counter()
        key = self.side.ask(customer)
        self.asked[key] = customer, began
        # One after the other: everybody at once is another question than how fast one is served.
        self._wait(lambda: key in self.assigned, f"{customer.login} has no representative")

    def _count_present(self):
        query = "SELECT count(*) FROM mail_presence WHERE status = 'online'"
        return self.stand.query(query)[0][0]

    def _wait(self, is_done, problem):
        deadline = time.monotonic() + PATIENCE
        while not is_done():
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self.stand.database}: {problem}; asked {len(self.asked)}")
            time.sleep(0.005)

    def _hear_agent(self, agent, kind, payload, now):
        chat = self.side.find_chat(kind, payload)
        if chat:
            with self.lock:
                self.assigned.setdefault(chat[0], (agent, chat[1], now))
        elif kind == "discuss.channel/new_message":
            self._note(payload, "c", now)

    def _hear_customer(self, _customer, kind, payload, now):
        if kind == self.side.customer_hears:
            self._note(payload, "a", now)

    def _note(self, payload, writer, now):
        # One message may stand several times in what tells of it: it is told once all the same.
        for mark in {found.group() for found in MARK.finditer(str(payload)) if found.group(3) == writer}:
            with self.lock:
                self.heard.setdefault(mark, []).append(now)

    def talk(self, seconds, first):
        """Everybody talks; customers and representatives in turn.

        :param int first: number of the first message
        :return: how many messages were sent
        """
        conversations = [(key, *self.asked[key][:1], *self.assigned[key][:2]) for key in sorted(self.asked)]
        count = int(seconds * RATE)
        began = time.perf_counter()
        with ThreadPoolExecutor(32) as pool:
            for number in range(count):
                time.sleep(max(0.0, began + number / RATE - time.perf_counter()))
                index = (first + number) % len(conversations)
                pool.submit(self._say, index, first + number, *conversations[index][1:])
        return count

    def _say(self, index, number, customer, agent, channel):
        writer = "ca"[(number // CUSTOMERS) % 2]
        mark = f"ref-{index}-{number}-{writer}"
        self.sent[mark] = time.perf_counter()
        if writer == "c":
            self.side.say(customer, channel, mark)
        else:
            agent.post(channel, mark)

    def settle(self):
        """Wait for the last messages."""
        deadline = time.monotonic() + 10
        while len(self.heard) < len(self.sent) and time.monotonic() < deadline:
            time.sleep(0.1)

    def latencies(self):
        """Milliseconds from sending a message until it was heard, of all that were."""
        return [1000 * (self.heard[mark][0] - sent) for mark, sent in self.sent.items() if mark in self.heard]

    def dispatches(self):
        """Milliseconds from asking until a representative had the conversation."""
        return [1000 * (self.assigned[key][2] - began) for key, (_who, began) in self.asked.items()]

    def lost(self):
        """Messages that nobody heard."""
        return len(self.sent) - len(self.heard)

    def doubled(self):
        """Messages that were heard more than once."""
        return sum(len(times) > 1 for times in self.heard.values())

    def close(self):
        """Everybody goes home."""
        self.is_over.set()
        for one in (*self.agents, *self.customers):
            one.close()


class Chat:
    """Measures one thing after the other.

    :param halls: ``{side name: Hall}``, opened
    :param float seconds: how long each side talks
    :param say: function that tells the reader a line
    """

    def __init__(self, halls, seconds, say):
        self.ours, self.peer = halls["ours"], halls["peer"]
        self.seconds = seconds
        self.say = say

    def measure(self):
        """All rows; each is told as soon as it is known."""
        for row in (*self._measure_talk(), *self._measure_beat()):
            other = f"{row.against} {row.other.tell(row.unit)}" if row.other else ""
            target = f"target {row.target.sign} {row.target.limit:.3g}: {row.verdict}" if row.target else ""
            self.say(f"{row.what}: {row.ours.tell(row.unit)}  {other}  -> {row.value:.3g}  {target}")
            yield row

    def _measure_talk(self):
        first = 0
        for turn in range(ROUNDS):
            # In turn, the other one first each time: a busy moment of the machine hits both.
            for hall in (self.ours, self.peer)[:: 1 if turn % 2 else -1]:
                count = hall.talk(self.seconds / ROUNDS, first)
            first += count
        for hall in (self.ours, self.peer):
            hall.settle()
        ours, peer = self.ours.latencies(), self.peer.latencies()
        for percent, target in ((50, None), (95, at_most(1.1)), (99, None)):
            what = f"message to the other's screen, p{percent}"
            yield self._compare(what, ours, peer, percent, target)
        for percent in (50, 95):
            what = f"asked to a representative's screen, p{percent}"
            yield self._compare(what, self.ours.dispatches(), self.peer.dispatches(), percent)
        yield self._count("lost messages", Hall.lost)
        yield self._count("doubled messages", Hall.doubled)

    def _compare(self, what, ours, peer, percent, target=None):
        figures = [Figure.of([quantiles(of, n=100)[percent - 1]], len(of)) for of in (ours, peer)]
        return Row("chat", what, CUSTOMERS, "ms", *figures, self.peer.side.label, target)

    def _count(self, what, count):
        figure = Figure.of([count(self.ours)], len(self.ours.sent))
        peer = f"{what}: {count(self.peer)} of {len(self.peer.sent)} in {self.peer.side.label}"
        self.say(peer)
        return Row("chat", f"{what} of {figure.count:,}", CUSTOMERS, "", figure, target=at_most(0))

    def _measure_beat(self):
        """What the open pages of many customers cost that say every few minutes that they are open."""
        customers = self.ours.customers
        tabs = [format(number, "032x") for number in range(len(customers))]
        for customer, tab in zip(customers, tabs, strict=True):
            customer.call(
                "/eservices/care/visit", tab=tab, url="/eservices", title="Home", event="enter", visible=True
            )
        before = self.ours.stand.cpu_seconds()
        for number in range(BEATS):
            customers[number % len(customers)].call("/eservices/care/beat", tab=tabs[number % len(customers)])
        milliseconds = 1000 * (self.ours.stand.cpu_seconds() - before) / BEATS
        share = 100 * milliseconds / 1000 * TABS / BEAT_SECONDS
        what = f"heartbeat of {TABS:,} open pages, share of one core"
        yield Row("beat", what, TABS, "%", Figure.of([share], BEATS, milliseconds), target=at_most(5))


def run(options, sides, say):
    """Start both servers, let everybody in, measure.

    :return: list of :class:`results.Row`
    """
    halls = {}
    try:
        for side in sides.values():
            database = f"{options.database}_chat_{side.name}"
            stand = Served(database, os.environ["BENCH_LOGS"], "--max-cron-threads", "1")
            halls[side.name] = Hall(side, stand)
            stand.start()
            halls[side.name].open()
        return list(Chat(halls, options.seconds, say).measure())
    finally:
        for hall in halls.values():
            hall.stand.stop()
