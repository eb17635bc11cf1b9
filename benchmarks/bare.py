"""The measure for validating a cart: the same order, created through the ORM and nothing else.

A process with Odoo inside, `python -m benchmarks.bare DATABASE`: it reads the lines and answers the seconds.
"""

import json
import subprocess
import sys
import time


class BareOrders:
    """The other end: creates orders in a database, one at a time."""

    def __init__(self, database):
        command = [sys.executable, "-m", "benchmarks.bare", database]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.process.stdin.close()
        self.process.wait(timeout=60)

    def create(self, login, lines):
        """Create one order.

        :param str login: the customer's
        :param lines: pairs of product id and quantity
        :return: seconds from the call to the end of the transaction
        """
        self.process.stdin.write(json.dumps({"login": login, "lines": lines}) + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


def main(name):
    """Create what is asked for until nothing more is."""
    from odoo import SUPERUSER_ID, Command, api
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(["--database", name, "--no-http", "--log-level", "error"])
    registry = Registry(name)
    for line in sys.stdin:
        asked = json.loads(line)
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            partner = env["res.users"].search([("login", "=", asked["login"])]).partner_id
            lines = [
                Command.create({"product_id": id_, "product_uom_qty": quantity})
                for id_, quantity in asked["lines"]
            ]
            began = time.perf_counter()
            env["sale.order"].create({"partner_id": partner.id, "order_line": lines})
            cr.commit()
            sys.stdout.write(f"{time.perf_counter() - began}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
