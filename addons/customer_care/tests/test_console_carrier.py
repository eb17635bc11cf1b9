from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .console import ConsoleCase


@tagged("post_install", "-at_install")
class TestConsoleCarrier(ConsoleCase):
    """Row A14: who brings which line, and why not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.danger = cls.env["product.tag"].create({"name": "UN 3082 t"})
        cls.oil = cls._create_product("Cutting oil", "T-OIL", 48.9, free_sale=True)
        cls.oil.product_tmpl_id.product_tag_ids = cls.danger
        cls.parcel = cls._create_carrier("DPD t", 10, 1, excluded_tag_ids=cls.danger)
        cls.freight = cls._create_carrier("Freight ADR t", 50, 2)
        cls._put_in_stock(cls.free, 100)
        cls._put_in_stock(cls.oil, 100)

    @classmethod
    def _create_carrier(cls, name, price, sequence, excluded_tag_ids=()):
        product = cls.env["product.product"].create(
            {"name": name, "type": "service", "list_price": price, "taxes_id": False}
        )
        return cls.env["delivery.carrier"].create(
            {
                "name": name,
                "product_id": product.id,
                "delivery_type": "fixed",
                "fixed_price": price,
                "sequence": sequence,
                "excluded_tag_ids": [Command.link(tag.id) for tag in excluded_tag_ids],
            }
        )

    def setUp(self):
        super().setUp()
        self.contact_id = self._open()
        self.cart = self._console(".cart")

    def _add(self, product):
        return self.cart.add(self.contact_id, {"product_id": product.id})

    def _carriers(self, answer):
        return {line["code"]: line["carrier"]["id"] for line in answer["lines"]}

    def _freight_lines(self, answer):
        order = self.env["sale.order"].browse(answer["id"])
        return {line.product_id.name: line.price_unit for line in order.order_line if line.is_delivery}

    def test_a_carrier_drops_out_for_the_line_that_it_does_not_take(self):
        self.assertEqual(self._carriers(self._add(self.free)), {"T-FREE": self.parcel.id})
        answer = self._add(self.oil)
        self.assertEqual(self._carriers(answer), {"T-FREE": self.parcel.id, "T-OIL": self.freight.id})
        self.assertEqual(self._freight_lines(answer), {"DPD t": 10, "Freight ADR t": 50})
        line = answer["lines"][1]
        self.assertEqual(line["carrier"]["problem"], "DPD t dropped out: does not take: UN 3082 t")
        options = {one["label"]: (one["may"], one["reason"]) for one in line["carrier"]["options"]}
        self.assertEqual(options["DPD t"], (False, "does not take: UN 3082 t"))
        self.assertEqual(options["Freight ADR t"], (True, ""))
        seen = self.cart.seen_carrier(self.contact_id, line["id"])
        self.assertEqual(seen["lines"][1]["carrier"]["problem"], "")

    def test_the_list_follows_each_change(self):
        self._add(self.free)
        answer = self._add(self.oil)
        answer = self.cart.remove(self.contact_id, answer["lines"][1]["id"])
        self.assertEqual(self._carriers(answer), {"T-FREE": self.parcel.id})
        self.assertEqual(self._freight_lines(answer), {"DPD t": 10})

    def test_a_carrier_is_chosen_line_by_line_or_for_all(self):
        line_id = self._add(self.free)["lines"][0]["id"]
        answer = self.cart.set_carrier(self.contact_id, line_id, self.freight.id)
        self.assertEqual(self._carriers(answer), {"T-FREE": self.freight.id})
        oil_id = self._add(self.oil)["lines"][1]["id"]
        with self.assertRaisesRegex(UserError, "does not take: UN 3082 t"):
            self.cart.set_carrier(self.contact_id, oil_id, self.parcel.id)
        answer = self.cart.set_carrier(self.contact_id, False, self.parcel.id)
        self.assertEqual(self._carriers(answer), {"T-FREE": self.parcel.id, "T-OIL": self.freight.id})
        self.assertIn("UN 3082 t", answer["notice"]["text"])

    def test_a_carrier_that_loses_its_zone_says_where_it_does_not_go(self):
        self._add(self.free)
        self.parcel.country_ids = self.env.ref("base.jp")
        answer = self._add(self.free)
        self.assertEqual(self._carriers(answer), {"T-FREE": self.freight.id})
        self.assertIn("does not deliver to", answer["lines"][0]["carrier"]["problem"])
        self.assertIn("France", answer["lines"][0]["carrier"]["problem"])

    def test_each_carrier_gets_a_delivery_of_its_own(self):
        self._add(self.free)
        answer = self._add(self.oil)
        self.cart.place(self.contact_id, answer["id"], answer["key"])
        order = self.env["sale.order"].browse(answer["id"])
        order.with_user(self.staff).action_confirm()
        found = {
            picking.carrier_id.name: picking.move_ids.product_id.default_code for picking in order.picking_ids
        }
        self.assertEqual(found, {"DPD t": "T-FREE", "Freight ADR t": "T-OIL"})

    def test_a_customer_who_chooses_himself_makes_it_one_carrier_again(self):
        self._add(self.free)
        answer = self._add(self.oil)
        customer = self._customer(self.buyer_user)
        page = self.env(user=self.buyer_user)["eservices.cart.page"]
        self.assertFalse(page._write_details(customer, {"carrier_id": self.freight.id}))
        self.assertEqual(self._freight_lines(answer), {"Freight ADR t": 50})
        order = self.env["sale.order"].browse(answer["id"])
        self.assertFalse(order.order_line.care_carrier_id)
