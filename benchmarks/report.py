"""The report of `bin/bench catalogue`: Markdown, with its plots beside it."""

from benchmarks import plots
from benchmarks.browser import NETWORK, SLOWER_CPU
from benchmarks.stand import LOGINS, WORKERS

NAME = "catalogue.md"

HOW = f"""\
## How it was measured

- Two databases per size hold the same business, invented from a seed (`benchmarks/business.py`): products
  with families, tags, references, barcodes, prices, stock and some variants. Half of the products are in
  free sale; the other half have customer references, nine in ten of them of the customer who measures. What
  he may not buy is hidden from him on the platform; in the shop, which knows no such right, it is not
  published.
- Few records come from the ORM; products, references and stock are rows that PostgreSQL copies from one
  that the ORM created, with triggers and constraints at work (`benchmarks/fill.py`).
- Both run on the same Odoo, the same PostgreSQL and the same machine, each with {WORKERS} workers, without
  cron, and stay up at the same time. {len(LOGINS)} customers of one company, portal users without any other
  right, work at once over connections that stay open; the client runs on the same machine.
- Each figure is the median of short bursts. The bursts of the two sides alternate, so that a busy moment of
  the machine hits both. In brackets: the lowest and the highest burst. *CPU*: for how long
  the processors worked on a request, in the workers and in PostgreSQL. The ratios matter; requests per second
  belong to the machine.
- *Growth* is measured with one customer alone. *Queries* are what Odoo itself counts and logs for a
  request, session and rights included; the figure is the median page, in brackets the smallest and the
  largest.
- *Validate* is the request that turns a cart of 50 lines into a numbered draft order, without the page
  after it. The bare create runs in a process of its own with nothing but Odoo's ORM, up to the end of the
  transaction.
- *Bytes* are the bodies of all answers that a Chromium with an empty cache gets, unpacked. Pictures are
  part of it: the products of the first pages have some, the same on both sides.
- *First contentful paint*: Chromium, empty cache, a telephone's screen, {NETWORK["latency"]} ms latency,
  {NETWORK["downloadThroughput"] * 8 / 1e6:g} Mbit/s, processor slowed {SLOWER_CPU} times. Neither side
  compresses; a reverse proxy would do that for both.
- *Growth* compares the same questions. *Facets* are a super-family or a tag together with what is in
  stock: they fill a page at every size. *Narrow facets* are a family and a tag, which leave a product or two
  of 1,000, and of 100,000 more than the 24 of a page: most of what these take longer is the drawing of
  23 rows, so there is no target.
- *Memory* is the resident memory of the largest HTTP worker after the same number of mixed requests, ours
  less that of a worker of an Odoo with everything that our add-ons depend on, but without them. Each of its
  customers has an order, so that it too has drawn a document with days and amounts. Nobody reads or writes a
  workbook: the libraries for that, some 10 MB, are loaded by the worker that does, on both sides.

## What is different between the two pages

- The platform shows 24 products on a page, `/shop` 20, each by default.
- The platform's page holds the customer's own number, his prices with quantity steps, the stock of each
  product, what of it is in the cart, and families, tags and other facets with counts. `/shop` shows name,
  picture and price, its categories and no counts, and no stock.
- The platform decides for each product whether this customer may order it. `/shop` shows what is published.
- The platform searches name, reference, barcode and the customer's own number in all words. `/shop`
  searches names, references and descriptions, and guesses at slips of the finger when nothing is found.
- `/shop` is a page of a website builder: its bundles carry more than a shop. That is what a customer loads.
"""


def write(folder, rows, circumstances):
    """Write the report and its plots.

    :param Path folder: where
    :param rows: list of ``results.Row``
    :param circumstances: ``{name: text}``
    """
    pictures = _draw(rows)
    for name, content in pictures.items():
        (folder / f"{name}.svg").write_text(content, encoding="utf-8")
    missed = sum(row.verdict == "missed" for row in rows)
    parts = [
        "# The catalogue beside Odoo's own shop",
        "Written by `bin/bench catalogue`; to be made again, not edited.",
        "\n".join(f"- {name}: {text}" for name, text in circumstances.items()),
        f"{sum(row.verdict == 'met' for row in rows)} targets are met, {missed} missed.",
        _table(rows),
        "\n\n".join(f"![{name.replace('-', ' ')}]({name}.svg)" for name in pictures),
        _bytes(rows),
        HOW,
    ]
    (folder / NAME).write_text("\n\n".join(part.strip() for part in parts if part) + "\n", encoding="utf-8")


def _table(rows):
    lines = [
        "| products | what | ours | compared with | ratio | target | |",
        "| ---: | --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for row in rows:
        other = f"{row.against}: {row.other.tell(row.unit)}" if row.other else ""
        ratio = f"{row.value:.3g}" if row.other else ""
        target = f"{row.target.sign} {row.target.limit:.3g}" if row.target else ""
        cells = (f"{row.size:,}", row.what, row.ours.tell(row.unit), other, ratio, target, row.verdict)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _draw(rows):
    """The plots: ``{name: SVG}``."""
    drawn = {}
    for key, peer in (("catalogue", "/shop"), ("search", "/shop?search=")):
        groups = {f"{row.size:,} products": [row.ours, row.other] for row in rows if row.key == key}
        title = f"{key.capitalize()}: requests per second (each line: ten times more)"
        if groups:
            drawn[f"catalogue-{key}"] = plots.bars(title, ("platform", peer), groups, tens=True)
    growth = [row for row in rows if row.key == "growth"]
    if growth:
        first = [row.other for row in growth if row.size == growth[0].size]
        groups = {growth[0].against: first}
        for row in growth:
            groups.setdefault(f"{row.size:,} products", []).append(row.ours)
        names = list(dict.fromkeys(row.what.partition(",")[0] for row in growth))
        title = "Milliseconds per request as the catalogue grows, less is better"
        drawn["catalogue-growth"] = plots.bars(title, names, groups)
    cold = {row.what: [row.ours, row.other] for row in rows if row.key in ("bytes", "paint")}
    if cold:
        title = "A cold browser: kilobytes, milliseconds (each line: ten times more)"
        drawn["catalogue-cold"] = plots.bars(title, ("platform", "/shop"), cold, tens=True)
    return drawn


def _bytes(rows):
    """What the cold browser loaded, by kind."""
    weights = next((row.notes for row in rows if row.key == "bytes"), None)
    if not weights:
        return ""
    kinds = sorted({kind for side in weights.values() for kind in side})
    lines = ["| loaded cold, kB | platform | /shop |", "| --- | ---: | ---: |"]
    for kind in kinds:
        ours, peer = (f"{weights[side].get(kind, 0) / 1000:,.0f}" for side in ("ours", "peer"))
        lines.append(f"| {kind} | {ours} | {peer} |")
    return "\n".join(lines)
