"""Measure, print, report: `python -m benchmarks NAME …`, started by `bin/bench`."""

import argparse
import os
import platform
import sys
from datetime import date
from pathlib import Path

import psutil

from benchmarks import chat, chat_report, chat_sides, console_report, report, results, spaces, spaces_report
from benchmarks.catalogue import Catalogue
from benchmarks.sides import SIDES
from benchmarks.stand import Stand

HERE = Path(__file__).parent


def say(line):
    """Tell the reader a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main():
    """Run one benchmark."""
    parser = argparse.ArgumentParser(prog="bin/bench")
    benchmarks = parser.add_subparsers(dest="benchmark", required=True)
    catalogue = benchmarks.add_parser("catalogue", help="catalogue, cart and pages beside website_sale")
    catalogue.add_argument("--database", required=True, help="beginning of the databases' names")
    catalogue.add_argument("--sizes", type=_numbers, required=True)
    catalogue.add_argument("--seconds", type=float, default=12)
    catalogue.add_argument("--requests", type=int, default=10_000)
    catalogue.add_argument("--only", choices=Catalogue.ROWS, action="append")
    catalogue.set_defaults(run=run_catalogue)
    talk = benchmarks.add_parser("chat", help="two hundred conversations beside im_livechat")
    talk.add_argument("--database", required=True, help="beginning of the databases' names")
    talk.add_argument("--seconds", type=float, default=120)
    talk.set_defaults(run=run_chat)
    room = benchmarks.add_parser("spaces", help="a large space beside a small one")
    room.add_argument("--database", required=True, help="beginning of the databases' names")
    room.add_argument("--seconds", type=float, default=12)
    room.set_defaults(run=run_spaces)
    agents = benchmarks.add_parser("console", help="the agent console among a million partners")
    agents.add_argument("--database", required=True, help="beginning of the databases' names")
    agents.set_defaults(run=run_console)
    options = parser.parse_args()
    return options.run(options)


def run_catalogue(options):
    """Ours beside the peer; the report is only written when everything was measured."""
    keys = [key for key in Catalogue.ROWS if key in (options.only or Catalogue.ROWS)]
    wanted = [(name, size) for size in options.sizes for name in ("ours", "peer")]
    if "memory" in keys:
        wanted.append(("base", 0))
    stands = {}
    try:
        for name, size in wanted:
            database = f"{options.database}_{name}_{size}"
            stands[name, size] = stand = Stand(SIDES[name], database, size, os.environ["BENCH_LOGS"])
            stand.start()
        catalogue = Catalogue(stands, options.seconds, options.requests, say)
        rows = [row for key in keys for row in catalogue.measure(key)]
    finally:
        for stand in stands.values():
            stand.stop()
    if not options.only:
        results.save(HERE / "catalogue.json", rows)
        sizes = ",".join(map(str, options.sizes))
        report.write(HERE, rows, _describe(f"catalogue --sizes {sizes} --seconds {options.seconds:g}"))
        say(f"The report is benchmarks/{report.NAME}")
    return _judge(rows)


def run_chat(options):
    """Our chat beside Odoo's own."""
    rows = chat.run(options, chat_sides.SIDES, say)
    results.save(HERE / "chat.json", rows)
    chat_report.write(HERE, rows, _describe(f"chat --seconds {options.seconds:g}"))
    say(f"The report is benchmarks/{chat_report.NAME}")
    return _judge(rows)


def run_spaces(options):
    """Pages of a large space beside those of a small one."""
    rows = spaces.run(options, say)
    results.save(HERE / "spaces.json", rows)
    spaces_report.write(HERE, rows, _describe(f"spaces --seconds {options.seconds:g}"))
    say(f"The report is benchmarks/{spaces_report.NAME}")
    return _judge(rows)


def run_console(options):
    """The agent console, with Odoo in this process."""
    # Odoo is only imported where it is needed: the others ask servers.
    from benchmarks import console

    rows = console.run(options, say)
    results.save(HERE / "console.json", rows)
    console_report.write(HERE, rows, _describe("console"))
    say(f"The report is benchmarks/{console_report.NAME}")
    return _judge(rows)


def _judge(rows):
    return 0 if all(row.verdict != "missed" for row in rows) else 1


def _describe(command):
    """Under what circumstances: lines of the report."""
    memory = psutil.virtual_memory().total / 2**30
    return {
        "Date": str(date.today()),
        "Machine": f"{psutil.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}",
        "Load before": f"{os.getloadavg()[0]:.1f}",
        "Command": f"bin/bench {command}",
    }


def _numbers(text):
    return sorted(int(part) for part in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
