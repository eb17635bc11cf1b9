from odoo.exceptions import AccessError, MissingError, UserError, ValidationError
from odoo.tests import tagged

from ..controllers.cart import CartController
from .common import PlatformCase

BAD_QUANTITIES = [0, "0", -1, "-2", 1e9, "1e9", "abc", "", None, "1.5", "1.234", [], {}]


@tagged("post_install", "-at_install")
class TestCart(PlatformCase):
    """Rows P18 and P19."""

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.service = self.env(user=self.buyer_user)["eservices.cart"]

    def _add(self, product, quantity):
        return self.service._add(self.customer, product.with_env(self.customer.env), quantity)

    def test_the_cart_comes_into_being_with_the_first_product(self):
        self.assertFalse(self.service._get(self.customer))
        self._add(self.free, 2)
        cart = self.service._get(self.customer)
        self.assertTrue(cart.is_eservices_cart)
        self.assertEqual(cart.partner_id, self.buyer)
        self.assertEqual(cart.state, "draft")

    def test_every_request_that_changes_the_cart_waits_its_turn(self):
        routings = [
            method.original_routing
            for method in vars(CartController).values()
            if "POST" in getattr(method, "original_routing", {}).get("methods", ())
        ]
        self.assertTrue(routings)
        for routing in routings:
            with self.subTest(route=routing["routes"]):
                self.assertTrue(routing.get("eservices_changes_cart"))

    def test_waiting_for_the_turn_opens_no_cart(self):
        self.service._wait_turn(self.customer)
        self.assertFalse(self.service._get(self.customer))

    def test_what_was_read_while_waiting_follows_what_is_added_and_taken_out(self):
        self._add(self.free, 2)
        self.service._wait_turn(self.customer)
        added = self.service._add(self.customer, self.referenced, "3")
        self.assertEqual(added.order_id.order_line.product_id, self.free | self.referenced)
        self.assertEqual(
            self.service._get_quantities(self.customer), {self.free.id: 2, self.referenced.id: 3}
        )
        self.service._set(self.customer, self.free, "0")
        self.assertEqual(self.service._get_quantities(self.customer), {self.referenced.id: 3})
        self.assertEqual(self.service._get(self.customer).order_line.product_id, self.referenced)

    def test_an_open_cart_takes_no_number(self):
        sequence = self.env["ir.sequence"].search([("code", "=", "sale.order")], limit=1)
        before = sequence.number_next_actual
        cart = self._fill_cart(self.buyer_user, (self.free, 1))
        self.assertEqual(cart.name, "/")
        self.assertEqual(sequence.number_next_actual, before)

    def test_adding_the_same_product_again_adds_up(self):
        self._add(self.free, 2)
        line = self._add(self.free, "3")
        self.assertEqual(line.product_uom_qty, 5)
        self.assertEqual(len(line.order_id.order_line), 1)

    def test_what_the_customer_tries_is_no_story_for_the_chatter(self):
        cart = self._add(self.free, 2).order_id
        self.env.cr.precommit.run()
        before = cart.message_ids
        self._add(self.free, 3)
        self.service._set(self.customer, self.free.with_env(self.customer.env), 7)
        self.env.cr.precommit.run()
        self.assertEqual(cart.message_ids, before)

    def test_a_bad_quantity_is_refused_and_the_cart_unchanged(self):
        line = self._add(self.free, 2)
        for quantity in BAD_QUANTITIES:
            with self.subTest(quantity=quantity):
                with self.assertRaises(UserError):
                    self._add(self.free, quantity)
                with self.assertRaises(UserError):
                    self.service._set_line(self.customer, line.id, quantity)
                self.assertEqual(line.product_uom_qty, 2)

    def test_a_sum_above_the_limit_is_refused_and_the_cart_unchanged(self):
        line = self._add(self.free, 999_999)
        with self.assertRaisesRegex(UserError, "too large"):
            self._add(self.free, 1)
        self.assertEqual(line.product_uom_qty, 999_999)

    def test_what_is_sold_by_weight_takes_decimals(self):
        self.free.uom_id = self.env.ref("uom.product_uom_kgm")
        self.assertEqual(self._add(self.free, "1,25").product_uom_qty, 1.25)
        with self.assertRaisesRegex(UserError, "decimals"):
            self._add(self.free, "1.234")

    def test_a_product_without_right_does_not_exist(self):
        for product_id in (self.unreachable.id, 0, 2**31 - 1):
            with self.subTest(product_id=product_id), self.assertRaises(MissingError):
                self.service._find_product(self.customer, product_id)

    def test_a_reference_is_ours_his_or_a_barcode(self):
        self.referenced.barcode = "4006381333931"
        for code in ("T-REF", "t-ref", "ACME 77", "4006381333931"):
            with self.subTest(code=code):
                self.assertEqual(self.service._find_product_by_code(self.customer, code), self.referenced)

    def test_an_unknown_reference_and_one_without_right_get_the_same_answer(self):
        answers = set()
        for code in ("T-NONE", "T-NEVER", "%", "_-FREE"):
            with self.assertRaises(UserError) as caught:
                self.service._find_product_by_code(self.customer, code)
            answers.add(str(caught.exception).replace(code, "…"))
        self.assertEqual(answers, {"Unknown reference “…”."})

    def test_the_price_is_the_customers_own_and_follows_the_quantity(self):
        pricelist = self.env["product.pricelist"].create({"name": "ACME"})
        for minimum, price in ((0, 9), (10, 8)):
            self.env["product.pricelist.item"].create(
                {
                    "pricelist_id": pricelist.id,
                    "applied_on": "1_product",
                    "product_tmpl_id": self.free.product_tmpl_id.id,
                    "min_quantity": minimum,
                    "fixed_price": price,
                }
            )
        self.acme.property_product_pricelist = pricelist
        line = self._add(self.free, 1)
        self.assertEqual(line.price_unit, 9)
        self._add(self.free, 9)
        self.assertEqual(line.price_unit, 8)

    def test_validating_makes_one_numbered_draft_order(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 2), (self.referenced, 1))
        order = self.service._submit(self.customer, cart.id, "key-1")
        self.assertEqual(order, cart)
        self.assertEqual(order.state, "draft")
        self.assertFalse(order.is_eservices_cart)
        self.assertNotIn(order.name, ("/", "New", False))
        self.assertTrue(order.eservices_submitted_at)

    def test_validating_again_gives_the_same_order(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 2))
        name = self.service._submit(self.customer, cart.id, "key-1").name
        self.assertEqual(self.service._submit(self.customer, cart.id, "key-1").name, name)
        self.assertEqual(self.service._submit(self.customer, cart.id, "key-2").name, name)
        self.assertEqual(self.env["sale.order"].search_count([("partner_id", "=", self.buyer.id)]), 1)

    def test_staff_are_told_by_an_activity_and_a_message(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 2))
        cart.eservices_note = "Ring <b>twice</b>"
        order = self.service._submit(self.customer, cart.id, "key-1").with_env(self.env)
        self.assertEqual(order.activity_ids.user_id, self.staff)
        note = order.message_ids.filtered(lambda message: "placed this order" in (message.body or ""))
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
        self.assertIn("Ring &lt;b&gt;twice", note.body)
        # The chatter folds what is quoted.
        self.assertNotIn("data-o-mail-quote", note.body)

    def test_a_line_that_lost_its_right_stays_in_the_cart_with_its_reason(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 2), (self.referenced, 3))
        self.reference.unlink()
        blocked = cart._get_eservices_blocked_lines()
        self.assertEqual([line.product_id for line in blocked], [self.referenced])
        order = self.service._submit(self.customer, cart.id, "key-1")
        self.assertEqual(order.order_line.product_id, self.free)
        rest = self.service._get(self.customer)
        self.assertEqual((rest.order_line.product_id, rest.order_line.product_uom_qty), (self.referenced, 3))

    def test_a_cart_in_which_nothing_can_be_ordered_is_refused_and_kept(self):
        cart = self._fill_cart(self.buyer_user, (self.referenced, 3))
        self.reference.unlink()
        with self.assertRaisesRegex(UserError, "no reference"):
            self.service._submit(self.customer, cart.id, "key-1")
        self.assertTrue(cart.is_eservices_cart)
        self.assertEqual(cart.order_line.product_uom_qty, 3)

    def test_an_empty_cart_is_refused(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 3))
        cart.order_line.unlink()
        with self.assertRaisesRegex(UserError, "empty"):
            self.service._submit(self.customer, cart.id, "key-1")

    def test_a_foreign_cart_does_not_exist(self):
        cart = self._fill_cart(self.colleague_user, (self.free, 1))
        with self.assertRaises(MissingError):
            self.service._submit(self.customer, cart.id, "key-1")
        with self.assertRaises(MissingError):
            self.service._set_line(self.customer, cart.order_line.id, 2)
        with self.assertRaises(MissingError):
            self.service._remove_line(self.customer, cart.order_line.id)

    def test_a_customer_cannot_submit_by_rpc(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 1))
        with self.assertRaises(AccessError):
            cart.with_user(self.buyer_user).action_eservices_submit()

    def test_an_open_cart_can_be_neither_confirmed_nor_sent(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 1)).with_env(self.env)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            cart.action_confirm()
        with self.assertRaises(ValidationError), self.cr.savepoint():
            cart.action_quotation_sent()

    def test_open_carts_are_in_no_count_and_no_report_of_sales(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 1))
        self.env.flush_all()
        self.assertFalse(self.env["sale.report"].search([("order_reference", "=", f"sale.order,{cart.id}")]))
        self.assertEqual(self.acme.with_user(self.staff).sale_order_count, 0)
        for action in ("action_orders", "action_quotations", "action_quotations_with_onboarding"):
            domain = self.env["ir.actions.act_window"]._for_xml_id(f"sale.{action}")["domain"]
            self.assertIn("is_eservices_cart", domain)

    def test_removing_a_line_says_how_to_undo_it(self):
        line = self._add(self.free, 4)
        undo = self.service._remove_line(self.customer, line.id)
        self.assertFalse(self.service._get(self.customer).order_line)
        self.service._add(self.customer, self.free.browse(undo["product_id"]), undo["quantity"])
        self.assertEqual(self.service._get(self.customer).order_line.product_uom_qty, 4)

    def test_details_are_saved_one_by_one_and_refused_with_their_reason(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 1))
        page = self.env(user=self.buyer_user)["eservices.cart.page"]
        errors = page._write_details(
            self.customer,
            {
                "client_order_ref": " PO-1 ",
                "requested_date": "2001-01-01",
                "partner_shipping_id": self.rival.id,
                "note": "Gate 2",
                "user_id": self.rival_user.id,
            },
        )
        self.assertEqual(set(errors), {"requested_date", "partner_shipping_id"})
        self.assertEqual((cart.client_order_ref, cart.eservices_note), ("PO-1", "Gate 2"))
        self.assertFalse(cart.commitment_date)

    def test_nobody_writes_himself_what_makes_a_cart_an_order(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 1)).with_user(self.staff)
        for values in ({"is_eservices_cart": False}, {"eservices_submitted_at": "2026-01-01"}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                cart.write(values)
        with self.assertRaises(AccessError):
            cart.create({"partner_id": self.buyer.id, "is_eservices_cart": True})

    def test_staff_may_validate_a_cart_by_the_button(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 1)).with_user(self.staff)
        cart.action_eservices_submit()
        self.assertFalse(cart.is_eservices_cart)
