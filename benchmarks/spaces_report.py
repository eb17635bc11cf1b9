"""The report of `bin/bench spaces`: Markdown."""

from benchmarks.spaces import FEW, MESSAGES, TERMS
from benchmarks.stand import WORKERS

NAME = "spaces.md"

HOW = f"""\
## How it was measured

- One database holds two spaces: in the topic of one are {FEW} messages and on its table {FEW} prices, in the
  other {MESSAGES:,} and {TERMS}. The same buyer is a member of both.
- It is served by {WORKERS} workers. The buyer opens the same page of both in alternating rounds, one request
  after the other, over HTTP with his own rights; nothing is kept between requests but what Odoo keeps.
- The ratios matter; milliseconds belong to the machine.
"""


def write(folder, rows, circumstances):
    """Write the report.

    :param Path folder: where to
    :param rows: list of :class:`results.Row`
    :param dict circumstances: what it was measured on
    """
    lines = ["| page | large | small | ratio | target | |", "| --- | ---: | ---: | ---: | ---: | --- |"]
    for row in rows:
        cells = (
            row.what,
            row.ours.tell(row.unit),
            row.other.tell(row.unit),
            f"{row.value:.3g}",
            f"{row.target.sign} {row.target.limit:.3g}",
            row.verdict,
        )
        lines.append(f"| {' | '.join(cells)} |")
    parts = [
        "# Opening a large space beside a small one",
        "Written by `bin/bench spaces`; to be made again, not edited.",
        "\n".join(f"- {name}: {text}" for name, text in circumstances.items()),
        "\n".join(lines),
        HOW,
    ]
    (folder / NAME).write_text("\n\n".join(part.strip() for part in parts) + "\n", encoding="utf-8")
