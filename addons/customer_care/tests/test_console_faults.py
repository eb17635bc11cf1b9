from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .console import ConsoleCase, ConsoleFixtures


@tagged("post_install", "-at_install")
class TestConsoleFaults(ConsoleCase):
    """What is impossible gets a clear answer in the console, and nothing is lost by it."""

    def setUp(self):
        super().setUp()
        self.contact_id = self._open()
        self.cart = self._console(".cart")

    def _create_boots(self):
        """Boots in two sizes and two colours; red ones are not made in the small size."""
        size, colour = self.env["product.attribute"].create(
            [
                {"name": name, "value_ids": [Command.create({"name": value}) for value in values]}
                for name, values in (("Size t", ("38", "39")), ("Colour t", ("red", "black")))
            ]
        )
        boots = self.env["product.template"].create(
            {
                "name": "Boots",
                "care_master_code": "BT-10",
                "ecommerce_ok": True,
                "free_sale": True,
                "attribute_line_ids": [
                    Command.create({"attribute_id": one.id, "value_ids": [Command.set(one.value_ids.ids)]})
                    for one in (size, colour)
                ],
            }
        )
        for number, variant in enumerate(boots.product_variant_ids, 1):
            variant.default_code = f"BT-1{number}"
        # Once somebody ordered it: Odoo keeps it, archived.
        ordered = Command.create({"product_id": boots.product_variant_ids[0].id})
        self.env["sale.order"].create({"partner_id": self.rival.id, "order_line": [ordered]})
        small, red = (line.product_template_value_ids[0] for line in boots.attribute_line_ids)
        self.env["product.template.attribute.exclusion"].create(
            {
                "product_tmpl_id": boots.id,
                "product_template_attribute_value_id": small.id,
                "value_ids": [Command.set(red.ids)],
            }
        )
        return boots

    def test_a_variation_that_cannot_exist_is_named(self):
        boots = self._create_boots()
        gone = boots.with_context(active_test=False).product_variant_ids.filtered(
            lambda one: one.default_code == "BT-11"
        )
        self.assertEqual(gone.mapped("active"), [False])
        with self.assertRaisesRegex(UserError, "“bt-11” is a variant of Boots that does not exist"):
            self.cart.add(self.contact_id, {"code": "bt-11"})
        with self.assertRaisesRegex(UserError, "does not exist"):
            self.cart.add(self.contact_id, {"product_id": gone.id})
        found = self.cart.find_products(self.contact_id, "BT-10")["rows"]
        self.assertEqual([row["code"] for row in found], ["BT-12", "BT-13", "BT-14"])
        self.assertEqual(self.cart.add(self.contact_id, {"code": "BT-10"})["lines"][0]["code"], "BT-12")

    def test_a_default_that_was_ruled_out_gives_way(self):
        boots = self._create_boots()
        boots.care_default_product_id = boots.product_variant_ids[-1]
        boots.care_default_product_id.action_archive()
        self.assertEqual(self.cart.add(self.contact_id, {"code": "BT-10"})["lines"][0]["code"], "BT-12")


@tagged("post_install", "-at_install")
class TestConsoleSession(ConsoleFixtures, HttpCase):
    """Whose session ran out while he typed is told so, and goes on where he was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_console()

    def _call(self, model, method, *args):
        params = {"model": model, "method": method, "args": list(args), "kwargs": {}}
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        return self.url_open(f"/web/dataset/call_kw/{model}/{method}", json=body).json()

    def test_a_session_that_ran_out_loses_nothing(self):
        self.authenticate("t_ines", "t_ines")
        contact_id = self._call("care.console", "open", self.buyer.id, self.config.id)["result"]["id"]
        cart = self._call("care.console.cart", "add", contact_id, {"code": "T-FREE", "quantity": 2})["result"]
        line = cart["lines"][0]
        self.logout()
        for method, args in (
            ("set_quantity", [contact_id, line["id"], 9, 2]),
            ("add", [contact_id, {"code": "T-REF"}]),
            ("place", [contact_id, cart["id"], cart["key"]]),
        ):
            with self.subTest(method):
                refused = self._call("care.console.cart", method, *args)
                self.assertEqual(refused["error"]["code"], 100, "the web client asks him to log in again")
        self.authenticate("t_ines", "t_ines")
        setup = self._call("care.console", "get_setup")["result"]
        self.assertEqual(setup["contact"]["id"], contact_id)
        again = self._call("care.console.cart", "get_cart", contact_id)["result"]
        self.assertEqual([(one["code"], one["quantity"]) for one in again["lines"]], [("T-FREE", 2)])
        self.assertEqual(again["id"], cart["id"])
        changed = self._call("care.console.cart", "set_quantity", contact_id, line["id"], 9, 2)["result"]
        self.assertEqual(changed["lines"][0]["quantity"], 9)
