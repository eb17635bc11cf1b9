"""The report of `bin/bench chat`: Markdown."""

from benchmarks.chat import AGENTS, BEAT_SECONDS, CUSTOMERS, RATE
from benchmarks.report_text import write_report
from benchmarks.stand import WORKERS

NAME = "chat.md"

HOW = f"""\
## How it was measured

- Two databases on the same Odoo hold the same people: {CUSTOMERS} customers, portal users of one company, and
  {AGENTS} representatives. One has our add-ons and a queue that hands its customers out by itself; the other
  has what our add-ons depend on, and a channel of `im_livechat` with the same people and places.
- Each is served by {WORKERS} workers, a process for the sockets and one for scheduled work. Everybody has a
  socket open. The program that plays all of them runs on the same machine.
- Every customer asks for a conversation, a few at a time: *asked to a representative's
  screen* is the time until the socket of the representative who got him tells of it.
- Then all talk, {RATE} messages a second in all, customers and representatives in turn. The two sides talk in
  alternating rounds. *Message to the other's screen* is the time from sending a message until the
  other's socket tells it. What no socket told is lost, what one told twice is doubled.
- The heartbeat is what an open page sends every {BEAT_SECONDS} seconds. Its figure is the work of the
  processors for one of them, in the workers and in PostgreSQL, times as many as all these pages send in a
  second.
- The ratios matter; milliseconds belong to the machine.
"""


def write(folder, rows, circumstances):
    """Write the report.

    :param Path folder: where to
    :param rows: list of :class:`results.Row`
    :param dict circumstances: what it was measured on
    """
    write_report(
        folder / NAME,
        "Live customer care beside Odoo's own live chat",
        "bin/bench chat",
        rows,
        circumstances,
        HOW,
    )
