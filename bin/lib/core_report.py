"""What two logs of Odoo's own test runner say: which tests fail in the second one only, and how many passed.

core_report.py PLAIN OURS --tags      tests that fail in OURS only, as Odoo's --test-tags takes them
core_report.py PLAIN OURS --passed    how many tests of OURS passed
"""

import re
import sys
from pathlib import Path

_RECORD = re.compile(
    r"^\S+ \S+ \d+ ERROR \S+ odoo\.addons\.(?P<module>\w+)\.[\w.]*: (?:FAIL|ERROR): (?P<name>.+)$", re.M
)
_CLASS = re.compile(r"(?:setUpClass|tearDownClass) \(odoo\.addons\.(\w+)\.[\w.]*?(\w+)\)")
_STARTED = re.compile(r" odoo\.addons\.(?P<module>\w+)\.[\w.]*: Starting (?P<name>[\w.]+) \.\.\.", re.M)


def read_failures(log):
    """The tests that a log calls failed; one of whose subtests failed counts once.

    :param str log: what Odoo wrote
    :return: set of tags `/module:Class.test`, or `/module:Class` where a whole class failed

    >>> head = "2026-01-01 10:00:00,000 7 ERROR db odoo.addons.sale.tests.test_x: "
    >>> sorted(read_failures(head + "FAIL: Subtest TestX.test_a (login='b')"))
    ['/sale:TestX.test_a']
    >>> sorted(read_failures(head + "ERROR: setUpClass (odoo.addons.sale.tests.test_x.TestX)"))
    ['/sale:TestX']
    """
    failures = set()
    for record in _RECORD.finditer(log):
        whole = _CLASS.match(record["name"])
        name = record["name"].removeprefix("Subtest ").partition(" ")[0]
        failures.add(f"/{whole[1]}:{whole[2]}" if whole else f"/{record['module']}:{name}")
    return failures


def read_started(log):
    """The tests that a log says were started, in the same form."""
    return {f"/{record['module']}:{record['name']}" for record in _STARTED.finditer(log)}


def main():
    """Print what the last argument asks for."""
    plain, ours = (Path(name).read_text(encoding="utf-8", errors="replace") for name in sys.argv[1:3])
    if sys.argv[3] == "--passed":
        print(len(read_started(ours) - read_failures(ours)))
    else:
        print(",".join(sorted(read_failures(ours) - read_failures(plain))))


if __name__ == "__main__":
    main()
