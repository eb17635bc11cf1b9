from odoo import Command
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import tagged

from .console import ConsoleCase


@tagged("post_install", "-at_install")
class TestConsoleCart(ConsoleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        size = cls.env["product.attribute"].create(
            {"name": "Size t", "value_ids": [Command.create({"name": name}) for name in ("8", "9", "10")]}
        )
        cls.gloves = cls.env["product.template"].create(
            {
                "name": "Safety gloves",
                "care_master_code": "TT-3300",
                "ecommerce_ok": True,
                "free_sale": True,
                "is_storable": True,
                "attribute_line_ids": [
                    Command.create({"attribute_id": size.id, "value_ids": [Command.set(size.value_ids.ids)]})
                ],
            }
        )
        for number, variant in enumerate(cls.gloves.product_variant_ids, 1):
            variant.default_code = f"TT-330{number}"
        cls.nine = cls.gloves.product_variant_ids[1]

    def setUp(self):
        super().setUp()
        self.contact_id = self._open()
        self.cart = self._console(".cart")

    def _add(self, product=None, quantity=1, **values):
        values = values or {"product_id": (product or self.free).id}
        return self.cart.add(self.contact_id, {**values, "quantity": quantity})

    def _order(self, answer):
        return self.env["sale.order"].browse(answer["id"])

    # === PRODUCTS === #

    def test_the_cart_begins_with_the_first_product(self):
        self.assertFalse(self.cart.get_cart(self.contact_id)["id"])
        answer = self._add(code="t-free", quantity="2")
        self.assertEqual([(line["code"], line["quantity"]) for line in answer["lines"]], [("T-FREE", 2)])
        order = self._order(answer)
        self.assertEqual((order.partner_id, order.is_eservices_cart), (self.buyer, True))
        self.assertEqual(order.order_line[0].create_uid, self.ines, "the agent did it, not the customer")

    def test_the_id_of_a_master_adds_its_default_variant(self):
        self.assertEqual(self._add(code="TT-3300")["lines"][0]["code"], "TT-3301")
        self.gloves.care_default_product_id = self.nine
        self.assertEqual(self._add(code="tt-3300")["lines"][-1]["code"], "TT-3302")
        self.assertEqual(self._add(code="TT-3303")["lines"][-1]["code"], "TT-3303")

    def test_a_master_whose_variants_are_gone_says_so(self):
        self.gloves.product_variant_ids.active = False
        with self.assertRaisesRegex(UserError, "no variant that exists|Unknown ID"):
            self._add(code="TT-3300")

    def test_the_customers_own_number_and_the_barcode_are_ids_too(self):
        self.free.barcode = "4006381333931"
        self.assertEqual(self._add(code="acme 77")["lines"][0]["code"], "T-REF")
        self.assertEqual(self._add(code="4006381333931")["lines"][1]["code"], "T-FREE")

    def test_what_the_customer_may_not_order_is_refused_with_the_reason(self):
        for values in ({"code": "T-NONE"}, {"product_id": self.unreachable.id}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "no reference for this product"):
                self.cart.add(self.contact_id, values)
        for values, reason in (
            ({"code": "NOTHING"}, "Unknown ID"),
            ({}, "does not exist"),
            ({"code": "T-FREE", "quantity": "-1"}, "more than zero"),
            ({"code": "T-FREE", "quantity": "x"}, "not a number"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, reason):
                self.cart.add(self.contact_id, values)
        self.assertFalse(self.cart.get_cart(self.contact_id)["lines"])

    def _search(self, text):
        rows = self.cart.find_products(self.contact_id, text)["rows"]
        return [row["code"] for row in rows]

    def test_search_by_id_or_name_with_a_wildcard_lists_all_variants(self):
        every = ["TT-3301", "TT-3302", "TT-3303"]
        self.assertEqual(self._search("TT-33*"), every)
        self.assertEqual(self._search("*afety glo*"), every)
        self.assertEqual(self._search("gloves"), every)
        self.assertEqual(self._search("T-F*E"), ["T-FREE"])
        self.assertEqual(self._search("T-F*X"), [])

    def test_the_id_of_a_master_lists_its_default_first(self):
        self.gloves.care_default_product_id = self.nine
        found = self.cart.find_products(self.contact_id, "TT-3300")
        self.assertTrue(found["is_exact"])
        self.assertEqual([row["code"] for row in found["rows"]], ["TT-3302", "TT-3301", "TT-3303"])
        self.assertEqual([row["is_default"] for row in found["rows"]], [True, False, False])

    def test_percent_and_underscore_are_characters(self):
        odd = self._create_product("Tape 50%", "T_5%", 3, free_sale=True)
        self.assertEqual(self._search("T_5%"), [odd.default_code])
        self.assertEqual(self._search("50%"), [odd.default_code])
        self.assertEqual(self._search("T_FREE"), [])
        self.assertEqual(self._search("T%*"), [])

    def test_a_wildcard_alone_is_no_search(self):
        for text in ("*", "", " ** ", None):
            with self.subTest(text), self.assertRaisesRegex(UserError, "part of the ID"):
                self.cart.find_products(self.contact_id, text)

    def test_search_shows_the_reason_where_there_is_no_right(self):
        found = self.cart.find_products(self.contact_id, "T-*")["rows"]
        rights = {row["code"]: (row["may"], bool(row["reason"])) for row in found}
        self.assertEqual(rights["T-NONE"], (False, True))
        self.assertEqual(rights["T-REF"], (True, False))

    # === LINES === #

    def test_quantities_change_and_lines_go(self):
        line_id = self._add(quantity=3)["added"]["line_id"]
        answer = self.cart.set_quantity(self.contact_id, line_id, 5, 3)
        self.assertEqual((answer["lines"][0]["quantity"], answer["notice"]), (5, None))
        with self.assertRaisesRegex(UserError, "not a number"):
            self.cart.set_quantity(self.contact_id, line_id, "x")
        self.assertEqual(self.cart.remove(self.contact_id, line_id)["lines"], [])

    def test_no_update_is_lost_when_both_change_the_same_line(self):
        line_id = self._add(quantity=10)["added"]["line_id"]
        customer = self._customer(self.buyer_user)
        self.env(user=self.buyer_user)["eservices.cart"]._change_line(customer, line_id, 12)
        answer = self.cart.set_quantity(self.contact_id, line_id, 11, 10)
        self.assertEqual(answer["lines"][0]["quantity"], 12)
        self.assertEqual(answer["notice"]["text"], "Elena Marchetti changed 10 to 12")
        self.assertEqual(answer["notice"]["line_id"], line_id)
        self.assertEqual(self.cart.set_quantity(self.contact_id, line_id, 11, 12)["lines"][0]["quantity"], 11)

    def test_the_journal_says_who_did_what(self):
        line_id = self._add(quantity=10)["added"]["line_id"]
        customer = self._customer(self.buyer_user)
        self.env(user=self.buyer_user)["eservices.cart"]._change_line(customer, line_id, 12)
        self.cart.remove(self.contact_id, line_id)
        entries = self.cart.get_journal(self.contact_id)
        shown = [(entry["who"], entry["text"].split(": ")[-1]) for entry in entries]
        self.assertIn(("Ines Aguilar", "added 10"), shown)
        self.assertIn(("Elena Marchetti", "10 to 12"), shown)
        self.assertIn(("Ines Aguilar", "taken out"), shown)

    def test_both_hear_of_a_change_at_once(self):
        self._add()
        self.assertEqual(self._bus("care.cart/changed")[-1]["by"], "Ines Aguilar")
        self._fill_cart(self.buyer_user, (self.free, 1))
        self.assertEqual(self._bus("care.cart/changed")[-1]["by"], "Elena Marchetti")

    # === TAKING OVER === #

    def test_the_only_open_cart_is_taken_over_at_once_and_handed_back(self):
        order = self._fill_cart(self.buyer_user, (self.free, 2)).with_env(self.env)
        self.assertEqual(self.cart.get_cart(self.contact_id)["owner"], "customer")
        taken = self.cart.take_over(self.contact_id)
        self.assertEqual((taken["id"], taken["owner"], taken["agent"]), (order.id, "agent", "Ines Aguilar"))
        other = self._open(user=self.jon)
        with self.assertRaisesRegex(UserError, "Ines Aguilar works on this cart"):
            self._console(".cart", self.jon).add(other, {"code": "T-FREE"})
        self.assertEqual(self.cart.hand_back(self.contact_id)["owner"], "customer")
        self._console(".cart", self.jon).add(other, {"code": "T-FREE"})
        placed = self._submit_cart(self.buyer_user, (self.free, 1))
        self.assertEqual((placed, placed.care_agent_id), (order, self.env["res.users"]))

    def test_of_several_carts_one_is_chosen(self):
        self.buyer_user.eservices_config_ids |= self.fashion
        self._fill_cart(self.buyer_user, (self.free, 2))
        other_id = self._console().open(self.buyer.id, self.fashion.id)["id"]
        there = self.cart.add(other_id, {"code": "T-FREE", "quantity": 7})
        with self.assertRaisesRegex(UserError, "choose one"):
            self.cart.take_over(self.contact_id)
        taken = self.cart.take_over(self.contact_id, there["id"])
        self.assertEqual((taken["contact_id"], taken["lines"][0]["quantity"]), (other_id, 7))
        rival = self._fill_cart(self.rival_user, (self.free, 1))
        with self.assertRaises(MissingError):
            self.cart.take_over(self.contact_id, rival.id)

    def test_without_a_cart_there_is_nothing_to_take_over(self):
        with self.assertRaisesRegex(UserError, "no open cart"):
            self.cart.take_over(self.contact_id)

    def test_closing_the_session_hands_the_cart_back(self):
        order = self._order(self._add())
        self._console().close(self.contact_id)
        self.assertFalse(order.care_held_by_id)

    # === PLACING === #

    def test_the_order_says_who_placed_it_for_whom(self):
        answer = self._add(quantity=2)
        placed = self.cart.place(self.contact_id, answer["id"], answer["key"])
        order = self._order(answer)
        self.assertEqual(placed["order"]["name"], order.name)
        self.assertEqual(
            (order.state, order.is_eservices_cart, order.partner_id), ("draft", False, self.buyer)
        )
        self.assertEqual(order.care_agent_id, self.ines)
        note = order.message_ids.filtered(lambda message: "placed this order" in (message.body or ""))
        self.assertIn("Ines Aguilar placed this order for", note.body)
        self.assertEqual(note.author_id, self.ines.partner_id)
        self.assertEqual(self._logged(self.contact_id, "placed"), [order.name])
        self.assertEqual(self._console().get_history(self.contact_id)["rows"][0]["placed_by"], "Ines Aguilar")
        again = self.cart.place(self.contact_id, answer["id"], answer["key"])
        self.assertEqual(again["order"], placed["order"])
        self.assertFalse(self.cart.get_cart(self.contact_id)["id"])

    def test_the_stamp_is_the_consoles_alone(self):
        order = self._submit_cart(self.buyer_user, (self.free, 1))
        with self.assertRaises(AccessError):
            order.with_user(self.staff).write({"care_agent_id": self.jon.id})

    def test_nothing_missing_is_placed_over(self):
        self.acme.eservices_po_required = True
        answer = self._add()
        self.assertFalse(answer["may_place"])
        with self.assertRaisesRegex(UserError, "PO number"):
            self.cart.place(self.contact_id, answer["id"], answer["key"])
        self.assertFalse(self._order(answer).care_agent_id)
        answer = self.cart.set_details(self.contact_id, {"client_order_ref": "AR-2026-1187"})
        self.assertTrue(answer["may_place"])
        self.cart.place(self.contact_id, answer["id"], answer["key"])

    def test_the_terms_are_the_customers_to_accept(self):
        self.config.write({"terms": "<p>Thirty days</p>", "terms_required": True})
        answer = self._add()
        with self.assertRaisesRegex(UserError, "Accept the terms"):
            self.cart.place(self.contact_id, answer["id"], answer["key"])
        version = answer["conditions"]["version"]
        self.assertTrue(self.cart.place(self.contact_id, answer["id"], answer["key"], version)["order"])

    def test_a_cart_that_the_customer_placed_meanwhile_is_named(self):
        answer = self._add()
        order = self._submit_cart(self.buyer_user, (self.free, 1))
        text = f"Elena Marchetti placed this cart as order {order.name}."
        line_id = answer["added"]["line_id"]
        self.assertEqual(self.cart.set_quantity(self.contact_id, line_id, 9)["notice"]["text"], text)
        placed = self.cart.place(self.contact_id, answer["id"], answer["key"])
        self.assertEqual((placed["order"]["id"], placed["notice"]["text"]), (order.id, text))
        self.assertFalse(order.care_agent_id)
        self.assertEqual(order.order_line[0].product_uom_qty, 2)

    # === ADDRESSES === #

    def _create_address(self, name, kind, company=None):
        values = {"name": name, "type": kind, "parent_id": (company or self.acme).id}
        return self.env["res.partner"].create({**values, "country_id": self.env.ref("base.fr").id})

    def test_default_addresses_are_chosen_and_others_can_be(self):
        gate = self._create_address("Gate C", "delivery")
        accounts = self._create_address("Accounts", "invoice")
        plant = self._create_address("Plant 2", "delivery")
        before = self.cart.get_cart(self.contact_id)
        self.assertEqual((before["shipping"]["id"], before["billing"]["id"]), (gate.id, accounts.id))
        answer = self._add()
        self.assertEqual((answer["shipping"]["id"], answer["billing"]["id"]), (gate.id, accounts.id))
        answer = self.cart.set_details(
            self.contact_id, {"partner_shipping_id": plant.id, "partner_invoice_id": self.buyer.id}
        )
        self.assertEqual((answer["shipping"]["id"], answer["billing"]["id"]), (plant.id, self.buyer.id))
        self.assertEqual(answer["errors"], {})

    def test_an_address_of_somebody_else_is_refused(self):
        foreign = self._create_address("Foreign", "delivery", self.borel)
        answer = self._add()
        for name in ("partner_shipping_id", "partner_invoice_id"):
            refused = self.cart.set_details(self.contact_id, {name: foreign.id})
            self.assertIn("customer's addresses", refused["errors"][name])
            self.assertEqual(refused["shipping"]["id"], answer["shipping"]["id"])

    def test_a_new_address_is_chosen_and_saved_in_the_profile(self):
        self._add()
        typed = {
            "name": "Plant 3",
            "street": "1 rue Neuve",
            "zip": "69002",
            "city": "Lyon",
            "country_id": self.env.ref("base.fr").id,
        }
        refused = self.cart.add_address(self.contact_id, "delivery", {**typed, "city": "", "country_id": 0})
        self.assertEqual(set(refused["errors"]), {"city", "country_id"})
        answer = self.cart.add_address(self.contact_id, "delivery", typed)
        saved = self.env["res.partner"].browse(answer["shipping"]["id"])
        self.assertEqual((saved.name, saved.parent_id, saved.type), ("Plant 3", self.acme, "delivery"))
        self.assertEqual(
            self.cart.add_address(self.contact_id, "delivery", typed)["shipping"]["id"], saved.id
        )
        billing = self.cart.add_address(self.contact_id, "invoice", typed)["billing"]
        self.assertEqual(billing["kind"], "invoice")
        self.assertEqual(len(self._logged(self.contact_id, "address")), 2)
        with self.assertRaisesRegex(UserError, "what the address is for"):
            self.cart.add_address(self.contact_id, "contact", typed)

    def test_an_address_without_country_cannot_be_shipped_to(self):
        self.buyer.country_id = False
        self.acme.country_id = False
        self.assertIn("no country", self._add()["missing"]["partner_shipping_id"])
