from odoo import fields
from odoo.exceptions import MissingError
from odoo.tests import tagged

from .console import ConsoleCase


@tagged("post_install", "-at_install")
class TestConsoleCustomer(ConsoleCase):
    def test_the_overview_holds_profile_and_orders_on_one_screen(self):
        invoice = self._create_invoice(self.buyer_user, quantity=5)
        invoice.invoice_date_due = fields.Date.subtract(fields.Date.today(), days=3)
        self._submit_cart(self.buyer_user, (self.free, 2))
        self._fill_cart(self.buyer_user, (self.free, 7))
        self._visit(self.buyer_user, title="Torque tools")
        overview = self._console().get_overview(self._open())
        self.assertEqual(overview["profile"]["company"], "ACME")
        figures = overview["figures"]
        self.assertIn("50.00", figures["turnover"])
        self.assertEqual((figures["open_orders"], figures["is_overdue"]), (1, True))
        self.assertIn("50.00", figures["overdue"])
        self.assertEqual(overview["orders_count"], 2)
        self.assertEqual(overview["presence"]["title"], "Torque tools")
        self.assertTrue(overview["presence"]["is_live"])
        self.assertEqual([cart["is_current"] for cart in overview["carts"]], [True])
        self.assertIsNone(figures["last_contact"])

    def test_the_overview_says_who_served_him_last(self):
        self._console(user=self.jon).close(self._open(user=self.jon))
        last = self._console().get_overview(self._open())["figures"]["last_contact"]
        self.assertEqual((last["agent"], last["how"]), ("Jon Weber", "console"))

    def test_the_channel_says_whether_he_is_watched(self):
        self._visit(self.buyer_user)
        self.config.care_monitor = False
        self.assertIsNone(self._console().get_overview(self._open())["presence"])

    def test_the_overview_does_not_grow_with_the_orders(self):
        contact_id = self._open()

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._console().get_overview(contact_id)
            return self.env.cr.sql_log_count - before

        for _number in range(5):
            self._submit_cart(self.buyer_user, (self.free, 1))
        count()
        few = count()
        for _number in range(10):
            self._submit_cart(self.buyer_user, (self.free, 1))
        self.assertLess(count(), few + 5)

    def test_the_history_is_sorted_by_number_descending(self):
        orders = [self._submit_cart(self.buyer_user, (self.free, 1)) for _number in range(3)]
        orders[0].name = "S99999"
        orders[1].name = "S100000"
        orders[2].name = "S99998"
        history = self._console().get_history(self._open())
        self.assertEqual([row["name"] for row in history["rows"]], ["S100000", "S99999", "S99998"])
        self.assertEqual(history["total"], 3)
        self.assertEqual(len(self._console().get_history(self._open(), 2)["rows"]), 1)

    def test_an_order_opens_with_its_deliveries_invoices_and_payments(self):
        invoice = self._create_invoice(self.buyer_user, quantity=5)
        self._record_payment(self.buyer_user, invoice, 20).with_user(self.staff).action_process()
        order = invoice.invoice_line_ids.sale_line_ids.order_id
        found = self._console().get_order(self._open(), order.id)
        self.assertEqual(found["name"], order.name)
        [line] = found["lines"]
        self.assertEqual((line["code"], line["ordered"], line["shipped"]), ("T-FREE", "5", "5"))
        self.assertEqual([one["id"] for one in found["deliveries"]], order.picking_ids.ids)
        self.assertEqual([one["name"] for one in found["invoices"]], [invoice.name])
        self.assertIn("20.00", found["payments"][0]["amount"])

    def test_an_order_of_another_customer_does_not_exist(self):
        order = self._submit_cart(self.rival_user, (self.free, 1))
        cart = self._fill_cart(self.buyer_user, (self.free, 1))
        for order_id in (order.id, cart.id, 0, "x"):
            with self.subTest(order_id), self.assertRaises(MissingError):
                self._console().get_order(self._open(), order_id)

    def test_a_business_customer_shows_company_and_every_address(self):
        kinds = {"delivery": "Gate C", "invoice": "Accounts", "other": "Attic"}
        for kind, name in kinds.items():
            self.env["res.partner"].create({"name": name, "type": kind, "parent_id": self.acme.id})
        found = self._console().get_information(self._open())
        self.assertEqual(found["company"]["name"], "ACME")
        self.assertEqual(
            (found["profile"]["lastname"], found["profile"]["birthdate"]), ("Marchetti", "1985-03-09")
        )
        texts = " ".join(address["label"] for address in found["addresses"])
        for name in (*kinds.values(), "Marchetti"):
            self.assertIn(name, texts)
        self.assertIn(self.colleague.id, [member["id"] for member in found["members"]])
        billing = [address for address in found["addresses"] if address["is_default_billing"]]
        self.assertEqual([address["kind"] for address in billing], ["invoice"])

    def test_a_private_customer_has_no_company(self):
        self.env["res.partner"].create({"name": "Mum", "type": "delivery", "parent_id": self.shopper.id})
        found = self._console().get_information(self._open(self.shopper))
        self.assertIsNone(found["company"])
        self.assertEqual(len(found["addresses"]), 2)
