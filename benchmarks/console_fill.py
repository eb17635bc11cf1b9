"""The customers of `bin/bench console`: `python -m benchmarks.console_fill DATABASE` creates them.

One of each is created by the ORM; PostgreSQL copies its row with another name, address and number. So every
column that Odoo computes or defaults is filled as Odoo fills it.
"""

import sys

from odoo import SUPERUSER_ID, Command, api
from odoo.modules.registry import Registry
from odoo.sql_db import db_connect
from odoo.tools import SQL, config

from benchmarks.crowd import AGENT, BUYERS, COMPANIES, CONTACTS, FIRST, HEADS, ORDERS, PRODUCTS, TAILS


def main(name):
    """Fill the database."""
    config.parse_config(["--database", name, "--no-http", "--log-level", "warn"])
    with Registry(name).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True})
        Filler(env).fill()
    cr = db_connect(name).cursor()
    cr._cnx.autocommit = True
    cr.execute("VACUUM ANALYZE")
    cr.close()


class Filler:
    """Fills one database.

    :param env: superuser's environment
    """

    def __init__(self, env):
        self.env = env

    def fill(self):
        """Everything, in the order in which it depends on each other."""
        self.config = self.env["eservices.config"].create({"name": "Console bench"})
        self._create_agent()
        self._create_samples()
        self._drop_indexes()
        companies = self._copy(
            "res_partner",
            self.company.id,
            COMPANIES,
            {
                "name": "'Company ' || n",
                "lastname": "'Company ' || n",
                "complete_name": "'Company ' || n",
                "ref": "'C-' || (100000 + n)",
                "email": "'office' || n || '@company' || n || '.example'",
                "commercial_partner_id": "first + n",
            },
        )
        first, last = self._pick(FIRST, 13), f"{self._pick(HEADS, 7919)} || {self._pick(TAILS, 104729)}"
        address = f"lower({last}) || n || '@company' || (1 + n % {COMPANIES}) || '.example'"
        contacts = self._copy(
            "res_partner",
            self.contact.id,
            CONTACTS,
            {
                "parent_id": f"{companies} + 1 + n % {COMPANIES}",
                "commercial_partner_id": f"{companies} + 1 + n % {COMPANIES}",
                "firstname": first,
                "lastname": last,
                "name": f"{first} || ' ' || {last}",
                "complete_name": f"'Company ' || (1 + n % {COMPANIES}) || ', ' || {first} || ' ' || {last}",
                "ref": f"'C-' || (100001 + n % {COMPANIES})",
                "email": address,
                "email_normalized": address,
            },
        )
        self._copy(
            "res_users",
            self.user.id,
            CONTACTS,
            {
                "login": "'customer' || n",
                "partner_id": f"{contacts} + n",
                "eservices_contact_id": f"{contacts} + n",
            },
        )
        self._link_users(self.env["res.users"].search([], order="id desc", limit=1).id - CONTACTS)
        self._copy_orders(contacts)
        self.env["care.console.search"]._install_indexes()

    def _link_users(self, first):
        """To the company in which they may log in."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO res_company_users_rel (cid, user_id)"
                " SELECT %s, %s + n FROM generate_series(1, %s) n",
                self.env.company.id,
                first,
                CONTACTS,
            )
        )

    def _create_agent(self):
        csr = self.env.ref("customer_care.group_care_csr")
        self.env["res.users"].create(
            {
                "login": AGENT,
                "name": "Agent",
                "group_ids": [Command.set(csr.ids)],
                "email": "agent@example.com",
            }
        )

    def _create_samples(self):
        partners = self.env["res.partner"]
        self.company = partners.create({"name": "Sample", "is_company": True})
        self.contact = partners.create(
            {"name": "Sam Ple", "email": "s@example.com", "parent_id": self.company.id}
        )
        self.user = self.env["res.users"].create(
            {
                "login": "sample",
                "partner_id": self.contact.id,
                "eservices_platform": True,
                "eservices_contact_id": self.contact.id,
                "group_ids": [Command.set(self.env.ref("eservices_ecommerce.group_eservices_customer").ids)],
            }
        )
        self.products = self.env["product.product"].create(
            [
                {
                    "name": f"Product {number}",
                    "default_code": f"P-{number}",
                    "list_price": number,
                    "ecommerce_ok": True,
                    "free_sale": True,
                }
                for number in range(1, PRODUCTS + 1)
            ]
        )
        self.order = self.env["sale.order"].create(
            {
                "partner_id": self.contact.id,
                "order_line": [
                    Command.create({"product_id": product.id, "product_uom_qty": 5})
                    for product in self.products[:2]
                ],
            }
        )
        self.order.action_confirm()
        self.env.flush_all()

    def _drop_indexes(self):
        """They are made at the end, over all rows at once."""
        self.env.cr.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'care\\_partner\\_%'")
        for (name,) in self.env.cr.fetchall():
            self.env.cr.execute(SQL("DROP INDEX %s", SQL.identifier(name)))

    def _copy_orders(self, contacts):
        orders = self._copy(
            "sale_order",
            self.order.id,
            ORDERS,
            {
                "name": "'B' || lpad(n::text, 7, '0')",
                "partner_id": f"{contacts} + 1 + n % {BUYERS}",
                "partner_invoice_id": f"{contacts} + 1 + n % {BUYERS}",
                "partner_shipping_id": f"{contacts} + 1 + n % {BUYERS}",
                "access_token": "NULL",
            },
        )
        for line in self.order.order_line:
            self._copy("sale_order_line", line.id, ORDERS, {"order_id": f"{orders} + n"})

    def _copy(self, table, sample, count, changed):
        """Copy a row many times.

        :param dict changed: ``{column: SQL}``, in which ``n`` is the number of the copy and ``first`` the id
            before the first
        :return: the id before the first copy
        """
        cr = self.env.cr
        cr.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND column_name <> 'id'"
            " AND is_generated = 'NEVER'",
            [table],
        )
        columns = [column for (column,) in cr.fetchall()]
        cr.execute(SQL("SELECT max(id) FROM %s", SQL.identifier(table)))
        first = cr.fetchone()[0]
        values = [
            SQL(changed[column].replace("first", str(first)).replace("%", "%%"))
            if column in changed
            else SQL("s.%s", SQL.identifier(column))
            for column in columns
        ]
        cr.execute(
            SQL(
                "INSERT INTO %s (id, %s) SELECT %s + n, %s"
                " FROM %s s, generate_series(1, %s) n WHERE s.id = %s",
                SQL.identifier(table),
                SQL(", ").join(map(SQL.identifier, columns)),
                first,
                SQL(", ").join(values),
                SQL.identifier(table),
                count,
                sample,
            )
        )
        cr.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first + count])
        return first

    def _pick(self, words, prime):
        """SQL that picks one of some words for each copy, always the same."""
        listed = ", ".join(f"'{word}'" for word in words)
        return f"(ARRAY[{listed}])[1 + ((n::bigint * {prime}) / 11) % {len(words)}]"


if __name__ == "__main__":
    main(sys.argv[1])
