"""Opening a large space beside a small one: the same pages, few and many messages and terms in them."""

import os

from benchmarks.client import Client, burst
from benchmarks.results import Figure, Row, at_most
from benchmarks.stand import Served

LOGIN = "spaces"
# How much is in the small and in the large space.
FEW, MESSAGES, TERMS = 50, 5000, 300
# A page of a large space may take this many times as long as that of a small one.
LIMIT = 1.5
ROUNDS = 4


def run(options, say):
    """Open each page of both spaces in alternating rounds.

    :return: list of ``results.Row``
    """
    stand = Served(f"{options.database}_spaces", os.environ["BENCH_LOGS"], "--max-cron-threads", "0")
    try:
        stand.start()
        client = Client(stand.server.url, LOGIN)
        places = dict(stand.query("SELECT name, id FROM collab_space"))
        topics = dict(stand.query("SELECT space_id, min(id) FROM collab_topic GROUP BY space_id"))
        pages = {
            ("topic", MESSAGES, "messages"): "/eservices/spaces/{space}/topics/{topic}",
            ("table", TERMS, "terms"): "/eservices/spaces/{space}/terms",
            ("space", MESSAGES, "messages"): "/eservices/spaces/{space}",
        }
        return [
            _compare(client, key, page, places, topics, options.seconds, say) for key, page in pages.items()
        ]
    finally:
        stand.stop()


def _compare(client, key, page, places, topics, seconds, say):
    name, number, unit = key
    paths = {size: page.format(space=place, topic=topics[place]) for size, place in places.items()}
    bursts = {size: [] for size in paths}
    for path in paths.values():
        burst([lambda _number, path=path: client.get(path)], count=5)
    for _round in range(ROUNDS):
        for size, path in paths.items():
            work = [lambda _number, path=path: client.get(path)]
            bursts[size].append(burst(work, seconds=seconds / ROUNDS))
    row = Row(
        "spaces",
        f"{name} with {number:,} {unit}",
        number,
        "ms",
        Figure.of_times(bursts["large"]),
        Figure.of_times(bursts["small"]),
        f"with {FEW}",
        at_most(LIMIT),
    )
    say(f"{row.what}: {row.ours.tell(row.unit)}, {row.against} {row.other.tell(row.unit)}: {row.verdict}")
    return row
