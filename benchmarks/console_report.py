"""The report of `bin/bench console`: Markdown."""

from benchmarks.crowd import BUYERS, COMPANIES, CONTACTS, ORDERS
from benchmarks.report_text import write_report

NAME = "console.md"

HOW = f"""\
## How it was measured

- One database holds {COMPANIES:,} companies and {CONTACTS:,} contacts, every one of whom has the
  platform, with invented names, numbers and addresses; {ORDERS:,} confirmed orders belong to {BUYERS:,}
  of them. Of each kind one was created by the ORM, and PostgreSQL copied its row
  (`benchmarks/console_fill.py`).
- Everything runs in one process, without the way through HTTP: this is the time of the server. Before
  each call the ORM forgets what it has read, as at the beginning of a request.
- *Simple search* is what the console calls at each key from the third one on, with everything that its
  rows show. The words are beginnings and parts of names, numbers and addresses, rare ones, ones that
  everybody has and ones that nobody has (`benchmarks/console.py`). `name_search` is Odoo's own on
  contacts, with the same words, in turn, in the same run; it gives eight ids and names.
- *Customer chosen to overview* opens the contact session and reads the overview, for a customer with ten
  orders each time another one.
- *A product put in the cart* is the change itself, in a cart that the agent took over: rights, price,
  promotions, carriers, journal, and telling the customer. It is measured in turn with a line that is
  created on a bare order by the ORM. What the console gets back is the whole cart, drawn again.
- *CPU* is what Odoo and its connection to PostgreSQL worked per call; the rest of the time they waited.
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
        "The agent console among a million partners",
        "bin/bench console",
        rows,
        circumstances,
        HOW,
    )
