"""Write the invented business into an Odoo database: `python -m benchmarks.fill SIDE DATABASE PRODUCTS`.

What there is little of is created by the ORM. Products, references and stock are too many for it: one of each
is created by the ORM, and PostgreSQL copies its row with another name, code, price and so on, triggers and
constraints at work. So every column that Odoo computes or defaults is filled as Odoo fills it; only the log
messages "created" are missing.
"""

import io
import sys

from odoo import SUPERUSER_ID, Command, api
from odoo.modules.registry import Registry
from odoo.sql_db import db_connect
from odoo.tools import SQL, config

from benchmarks import business, pictures
from benchmarks.fill_sides import SIDES

BATCH = 1_000
PICTURED = 48
PRICED = 2_000
EVERY = SQL("TRUE")


def main(side, name, count):
    """Fill the database of a side."""
    config.parse_config(["--database", name, "--no-http", "--log-level", "warn"])
    with Registry(name).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        Filler(env, SIDES[side], business.make_products(count)).fill()
    cr = db_connect(name).cursor()
    cr._cnx.autocommit = True
    cr.execute("VACUUM ANALYZE")
    cr.close()


class Filler:
    """Fills one database.

    :param env: superuser's environment
    :param side: one of ``fill_sides.SIDES``
    :param products: list of ``business.Product``
    """

    def __init__(self, env, side, products):
        self.env = env
        self.side = side
        self.products = products

    def fill(self):
        """Everything, in the order in which it depends on each other."""
        self.env["res.config.settings"].create({"group_product_pricelist": True}).execute()
        self._create_customers()
        if not self.products:
            self._create_orders()
            return
        self._create_classification()
        self._create_sample()
        self._load_business()
        self._copy_templates()
        self._copy_references()
        # Only now are they products: what indexes them looks at each once, and not after every link.
        self._copy_variants()
        self._copy_stock()
        self.sample.product_tmpl_id.unlink()
        self.env.invalidate_all()
        self._create_variants()
        self._create_prices()
        self._create_pictures()
        self.env.flush_all()
        self.side.finish(self.env)

    def _create_customers(self):
        partners = self.env["res.partner"]
        # The list of who has none of his own comes first.
        self.env["product.pricelist"].create({"name": "Public", "sequence": 1})
        self.pricelist = self.env["product.pricelist"].create(
            {
                **self.side.pricelist_values(),
                "name": "Key account",
                "currency_id": self.env.company.currency_id.id,
                "item_ids": [
                    Command.create({"compute_price": "percentage", "percent_price": 5.0}),
                    Command.create({"compute_price": "percentage", "percent_price": 8.0, "min_quantity": 10}),
                ],
            }
        )
        address = {
            "street": "1 Mill Lane",
            "city": "Genoa",
            "zip": "16121",
            "country_id": self.env.ref("base.it").id,
        }
        values = {**address, "is_company": True, "property_product_pricelist": self.pricelist.id}
        self.owners = {
            owner: partners.create({**values, "name": f"The {owner}'s company"})
            for owner in (business.BUYER, business.RIVAL)
        }
        self.side.prepare(self.env)
        for login in ("buyer", "colleague"):
            contact = partners.create(
                {
                    **address,
                    "name": login,
                    "email": f"{login}@customer.example.com",
                    "phone": "+39 010 555 0100",
                    "parent_id": self.owners[business.BUYER].id,
                }
            )
            user = {"name": login, "login": login, "password": login, "partner_id": contact.id}
            self.env["res.users"].with_context(no_reset_password=True).create(
                {**user, **self.side.user_values(self.env, contact)}
            )

    def _create_orders(self):
        """An order of each customer, so that core's own portal has a document with a date and an amount."""
        service = self.env["product.product"].create({"name": "Sharpening", "type": "service"})
        for contact in self.owners[business.BUYER].child_ids:
            line = Command.create({"product_id": service.id})
            self.env["sale.order"].create({"partner_id": contact.id, "order_line": [line]}).action_confirm()

    def _create_classification(self):
        self.tags = self.env["product.tag"].create([{"name": name} for name in business.TAGS])
        families = {}
        for path, name in business.make_families():
            parent = families.get(path[:-1])
            values = {"name": name, "parent_id": parent.id if parent else False}
            families[path] = self.env[self.side.family_model].create(values)
        self.chains = [
            [families[path[:depth]].id for depth in range(1, len(path) + 1)]
            for path in families
            if len(path) == len(business.BRANCHES)
        ]

    # === PRODUCTS === #

    def _create_sample(self):
        self.sample = self.env["product.product"].create(
            {
                "name": "Sample",
                "is_storable": True,
                "list_price": 1.0,
                "default_code": "SAMPLE",
                **self.side.product_values(self.chains[0]),
            }
        )
        self.env.flush_all()

    def _copy_templates(self):
        sample = self.sample.product_tmpl_id
        values = {
            "id": SQL("b.template_id"),
            "name": SQL("jsonb_build_object('en_US', b.name)"),
            "list_price": SQL("b.price"),
            "default_code": SQL("b.code"),
            **self.side.template_columns(),
        }
        self._copy_row("product_template", sample.id, values)
        self._copy_links(sample)
        self.env.cr.execute(
            "INSERT INTO product_tag_product_template_rel (product_template_id, product_tag_id) "
            "SELECT b.template_id, tag FROM bench b, unnest(b.tags) tag"
        )
        for statement in self.side.link_statements():
            self.env.cr.execute(statement)

    def _copy_variants(self):
        values = {
            "id": SQL("b.product_id"),
            "product_tmpl_id": SQL("b.template_id"),
            "default_code": SQL("b.code"),
            "barcode": SQL("b.barcode"),
        }
        self._copy_row("product_product", self.sample.id, values)

    def _load_business(self):
        """The business as a table, with the ids that its products will have."""
        cr = self.env.cr
        cr.execute(
            "CREATE TEMP TABLE bench (number int, name text, code text, barcode text, price numeric,"
            " family_ids int[], tags int[], free bool, owner_id int, own_code text, stock int, rank int,"
            " for_buyer bool,"
            " template_id int DEFAULT nextval('product_template_id_seq'),"
            " product_id int DEFAULT nextval('product_product_id_seq'))"
        )
        rows = io.StringIO()
        for product in self.products:
            cells = (
                product.number,
                product.name,
                product.code,
                product.barcode,
                product.price,
                _array(self.chains[product.leaf]),
                _array(self.tags.ids[tag] for tag in product.tags),
                product.free,
                self.owners[product.owner].id if product.owner else r"\N",
                product.own_code or r"\N",
                product.stock,
                product.rank,
                product.is_for_buyer,
            )
            rows.write("\t".join(map(str, cells)) + "\n")
        rows.seek(0)
        cr._obj.copy_expert(
            "COPY bench (number, name, code, barcode, price, family_ids, tags, free, owner_id, own_code,"
            " stock, rank, for_buyer) FROM STDIN",
            rows,
        )
        cr.execute("CREATE INDEX ON bench (number)")
        cr.execute("ANALYZE bench")

    def _copy_row(self, table, row_id, values, where=EVERY):
        """Insert a row of the table per product: as the given row is, but for these values."""
        cr = self.env.cr
        cr.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema AND table_name = %s AND is_generated = 'NEVER'",
            (table,),
        )
        columns = [name for (name,) in cr.fetchall() if name != "id" or "id" in values]
        chosen = [values.get(name) or SQL("s.%s", SQL.identifier(name)) for name in columns]
        for start in range(0, len(self.products), BATCH):
            cr.execute(
                SQL(
                    "INSERT INTO %s (%s) SELECT %s FROM %s s, bench b "
                    "WHERE s.id = %s AND b.number >= %s AND b.number < %s AND %s ORDER BY b.number",
                    SQL.identifier(table),
                    SQL(", ").join(map(SQL.identifier, columns)),
                    SQL(", ").join(chosen),
                    SQL.identifier(table),
                    row_id,
                    start,
                    start + BATCH,
                    where,
                )
            )
            # Nobody else does it inside a transaction, and the queries of triggers are planned by it.
            cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))

    def _copy_links(self, template):
        """Taxes, routes and whatever else the ORM linked the sample to."""
        done = {"product_tag_product_template_rel", *self.side.own_links}
        for field in template._fields.values():
            if field.type == "many2many" and field.store and field.relation and field.relation not in done:
                done.add(field.relation)
                self.env.cr.execute(
                    SQL(
                        "INSERT INTO %(table)s (%(mine)s, %(other)s) SELECT b.template_id, s.%(other)s "
                        "FROM %(table)s s, bench b WHERE s.%(mine)s = %(sample)s",
                        table=SQL.identifier(field.relation),
                        mine=SQL.identifier(field.column1),
                        other=SQL.identifier(field.column2),
                        sample=template.id,
                    )
                )

    def _copy_references(self):
        if "product.customerinfo" not in self.env:
            return
        reference = self.env["product.customerinfo"].create(
            {"partner_id": self.owners[business.BUYER].id, "product_tmpl_id": self.sample.product_tmpl_id.id}
        )
        self.env.flush_all()
        values = {
            "partner_id": SQL("b.owner_id"),
            "product_tmpl_id": SQL("b.template_id"),
            "product_code": SQL("b.own_code"),
        }
        self._copy_row("product_customerinfo", reference.id, values, SQL("b.owner_id IS NOT NULL"))
        reference.unlink()

    def _copy_stock(self):
        location = (
            self.env["stock.warehouse"]
            .search([("company_id", "=", self.env.company.id)], limit=1)
            .lot_stock_id
        )
        quants = self.env["stock.quant"]
        quants._update_available_quantity(self.sample, location, 1.0)
        quant = quants.search([("product_id", "=", self.sample.id), ("location_id", "=", location.id)])
        self.env.flush_all()
        values = {"product_id": SQL("b.product_id"), "quantity": SQL("b.stock")}
        self._copy_row("stock_quant", quant.id, values, SQL("b.stock > 0"))
        quants.search([("product_id", "=", self.sample.id)]).sudo().unlink()

    # === WHAT THE ORM CREATES === #

    def _create_variants(self):
        """One product in fifty comes in sizes, but no more than two hundred."""
        sizes = self.env["product.attribute"].create(
            {"name": "Size", "value_ids": [Command.create({"name": name}) for name in business.SIZES]}
        )
        line = {"attribute_id": sizes.id, "value_ids": [Command.set(sizes.value_ids.ids)]}
        templates = self.env["product.template"].create(
            [
                {
                    "name": f"Work jacket No. {number}",
                    "is_storable": True,
                    "list_price": 40.0 + number,
                    "attribute_line_ids": [Command.create(line)],
                    **self.side.product_values(self.chains[number % len(self.chains)]),
                }
                for number in range(min(len(self.products) // 50, 200))
            ]
        )
        for variant in templates.product_variant_ids:
            size = variant.product_template_attribute_value_ids.name
            variant.default_code = f"JA-{variant.product_tmpl_id.name.rpartition(' ')[2]}-{size}"

    def _create_prices(self):
        """Some products have prices of their own, with a step."""
        self.env.cr.execute(
            "SELECT template_id, price FROM bench WHERE number %% 50 = 7 ORDER BY number LIMIT %s", (PRICED,)
        )
        items = [
            {
                "pricelist_id": self.pricelist.id,
                "applied_on": "1_product",
                "product_tmpl_id": template_id,
                "compute_price": "fixed",
                "fixed_price": float(price) * factor,
                "min_quantity": minimum,
            }
            for template_id, price in self.env.cr.fetchall()
            for minimum, factor in ((0, 0.9), (20, 0.8))
        ]
        self.env["product.pricelist.item"].create(items)

    def _create_pictures(self):
        """What stands on the first pages has pictures: the browser loads them."""
        self.env.cr.execute(
            "SELECT template_id FROM bench WHERE for_buyer ORDER BY rank LIMIT %s", (PICTURED,)
        )
        templates = self.env["product.template"].browse(
            [template_id for (template_id,) in self.env.cr.fetchall()]
        )
        for number, template in enumerate(templates):
            template.image_1920 = pictures.draw(number)


def _array(numbers):
    return "{" + ",".join(map(str, numbers)) + "}"


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
