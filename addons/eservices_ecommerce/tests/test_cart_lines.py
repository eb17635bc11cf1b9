from odoo.exceptions import MissingError, UserError
from odoo.tests import tagged

from ..const import LINE_NOTE_MAX
from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestCartLines(PlatformCase):
    """Row P18: taking lines out, bringing them back, and what the customer notes on them."""

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.cart = self._fill_cart(self.buyer_user, (self.free, 4))
        self.line = self.cart.order_line
        self.service = self.env(user=self.buyer_user)["eservices.cart"]

    def _note(self, text, line=None):
        self.service._note_line(self.customer, (line or self.line).id, {"note": text})

    def _set(self, quantity, **values):
        return self.service._set(self.customer, self.free.with_env(self.customer.env), quantity, **values)

    def _print(self, document, report):
        html, _type = self.env["ir.actions.report"]._render_qweb_html(report, document.ids)
        return html.decode()

    # === MANY LINES === #

    def test_a_large_cart_takes_no_more_statements_than_a_small_one(self):
        page = self.env(user=self.buyer_user)["eservices.cart.page"]
        products = self.env["product.product"].concat(
            *(self._create_product(f"Bolt {n}", f"B-{n}", 1.5, free_sale=True) for n in range(30))
        )

        def count_statements(work):
            self.env.flush_all()
            self.env.invalidate_all()
            customer = self._customer(self.buyer_user)
            before = self.env.cr.sql_log_count
            work(customer)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        def add(customer):
            self.service._wait_turn(customer)
            product = self.service._find_product(customer, self.free.id)
            line = self.service._add(customer, product, 1)
            self.service._describe_line(customer, line, product)

        taken = []
        for some in (products[:3], products[3:]):
            self._fill_cart(self.buyer_user, *((product, 2) for product in some))
            for work in (add, page._prepare_page):
                count_statements(work)
            taken.append([count_statements(work) for work in (add, page._prepare_page)])
        self.assertEqual(*taken)
        self.assertEqual(len(self.cart.order_line), 31)

    # === TAKING OUT === #

    def test_zero_takes_the_product_out(self):
        self.assertFalse(self._set(0))
        self.assertFalse(self.service._get(self.customer).order_line)
        self.assertFalse(self._set("0"))
        self.assertEqual(self._set(3).product_uom_qty, 3)

    def test_a_line_at_zero_is_taken_out_and_can_be_brought_back(self):
        undo = self.service._change_line(self.customer, self.line.id, 0)["undo"]
        self.assertEqual(undo, {"product_id": self.free.id, "quantity": 4})
        self.assertEqual(self._set(undo["quantity"]).product_uom_qty, 4)

    def test_undoing_what_was_added_restores_the_quantity_before(self):
        product = self.free.with_env(self.customer.env)
        undo = self.service._get_undo(self.customer, product)
        self.service._add(self.customer, product, 6)
        self.assertEqual(self._set(undo["quantity"]).product_uom_qty, 4)
        other = self.referenced.with_env(self.customer.env)
        self.assertEqual(self.service._get_undo(self.customer, other)["quantity"], 0)

    # === NOTES === #

    def test_a_note_stays_when_the_quantity_changes(self):
        self._note("  Cut to   2 m ")
        self.assertEqual(self.line.eservices_note, "Cut to 2 m")
        self.service._set_line(self.customer, self.line.id, 9)
        self.service._add(self.customer, self.free.with_env(self.customer.env), 1)
        self.assertEqual((self.line.product_uom_qty, self.line.eservices_note), (10, "Cut to 2 m"))

    def test_a_note_comes_back_with_its_line(self):
        self._note("Cut to 2 m")
        undo = self.service._remove_line(self.customer, self.line.id)
        line = self._set(undo["quantity"], note=undo["note"])
        self.assertEqual(line.eservices_note, "Cut to 2 m")

    def test_a_note_that_is_too_long_is_refused_and_the_old_one_stays(self):
        self._note("x" * LINE_NOTE_MAX)
        for text in ("y" * (LINE_NOTE_MAX + 1), "🔩" * 5000):
            with self.subTest(length=len(text)), self.assertRaisesRegex(UserError, str(LINE_NOTE_MAX)):
                self._note(text)
        self.assertEqual(self.line.eservices_note, "x" * LINE_NOTE_MAX)
        self._note("")
        self.assertFalse(self.line.eservices_note)
        self.assertNotIn("Note", self.line.name)

    def test_a_note_is_for_lines_of_the_own_open_cart_only(self):
        foreign = self._fill_cart(self.rival_user, (self.free, 1)).order_line
        with self.assertRaises(MissingError):
            self._note("Mine", foreign)
        self.service._submit(self.customer, self.cart.id, "key")
        with self.assertRaises(MissingError):
            self._note("Late")
        self.assertFalse(foreign.eservices_note)

    def test_staff_and_customer_read_the_note_on_the_order_its_print_and_the_invoice(self):
        self._note("Cut to <2> m")
        order = self.service._submit(self.customer, self.cart.id, "key").with_env(self.env)
        self.assertIn("Note: Cut to <2> m", order.order_line.name)
        self.assertIn("Cut to &lt;2&gt; m", self._print(order, "sale.report_saleorder"))
        page = self.env(user=self.buyer_user)["eservices.orders"]._prepare_page(
            self.customer, order.with_env(self.customer.env)
        )
        self.assertEqual(page["order"]["lines"][0]["note"], "Cut to <2> m")
        self._put_in_stock(self.free, 4)
        order.action_confirm()
        self._deliver(order)
        self.assertIn("Cut to <2> m", self._invoice(order).invoice_line_ids.name)

    def test_a_blocked_line_keeps_its_note_and_offers_to_ask(self):
        line = self._fill_cart(self.buyer_user, (self.referenced, 2)).order_line - self.line
        self._note("Red ones", line)
        self.reference.unlink()
        page = self.env(user=self.buyer_user)["eservices.cart.page"]._prepare_page(self.customer)
        self.assertIn("Referenced bolt", page["cart"]["blocked"][0]["question"])
        self.assertFalse(page["cart"]["lines"][0]["question"])
        self.service._submit(self.customer, self.cart.id, "key")
        kept = self.service._get(self.customer).order_line
        self.assertEqual((kept.product_id, kept.eservices_note), (self.referenced, "Red ones"))

    # === THE ORDER === #

    def test_goods_carrier_and_voucher_add_up_on_the_order(self):
        product = self.env["product.product"].create(
            {"name": "Day", "type": "service", "list_price": 12.5, "taxes_id": False}
        )
        self.env["delivery.carrier"].create(
            {"name": "Day", "product_id": product.id, "delivery_type": "fixed", "fixed_price": 12.5}
        )
        self._set(5)
        order = self.service._submit(self.customer, self.cart.id, "key")
        page = self.env(user=self.buyer_user)["eservices.orders"]._prepare_page(self.customer, order)
        self.assertIn("50.00", page["order"]["goods"])
        self.assertEqual(len(page["order"]["extra"]), 1)
        self.assertIn("12.50", page["order"]["extra"][0]["amount"])
        self.assertIn("62.50", page["order"]["untaxed"])
