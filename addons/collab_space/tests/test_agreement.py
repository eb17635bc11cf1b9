from odoo.exceptions import UserError
from odoo.tests import tagged

from .negotiation import NegotiationCommon


@tagged("post_install", "-at_install")
class TestAgreement(NegotiationCommon):
    """All green makes the quotation (B13)."""

    def setUp(self):
        super().setUp()
        self.net = self.env["account.payment.term"].create({"name": "30 days net"})
        self.payment = self._create_term("Payment", kind="payment", payment_term_id=self.net.id)

    def _agree(self):
        self._counter(self.buyer, self.price, price=135, quantity=20)
        self._accept(self.rep, self.price)
        for term in (self.clause, self.payment):
            self._accept(self.buyer, term)

    def test_the_last_acceptance_makes_the_quotation(self):
        self._accept(self.buyer, self.clause)
        self._accept(self.buyer, self.payment)
        self.assertFalse(self.space.order_id)
        self._accept(self.buyer, self.price)
        order = self.space.order_id
        self.assertEqual(self.space.state, "agreed")
        self.assertEqual((order.state, order.partner_id), ("draft", self.buyer.partner_id))
        line = order.order_line
        self.assertEqual((line.product_id, line.product_uom_qty, line.price_unit), (self.product, 10, 142.0))
        self.assertEqual(order.payment_term_id, self.net)
        self.assertEqual(order.user_id, self.rep)
        paper = order.message_ids.attachment_ids
        self.assertRegex(paper.name, "Agreement")
        self.assertTrue(paper.raw.startswith(b"%PDF"))

    def test_a_space_of_a_quotation_brings_that_one_up_to_date(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.account.id,
                "order_line": [
                    (0, 0, {"product_id": self.product.id, "product_uom_qty": 1}),
                    (0, 0, {"name": "Kept", "display_type": "line_note"}),
                ],
            }
        )
        self.space.order_id = order
        self._agree()
        self.assertEqual(self.space.order_id, order)
        line = order.order_line.filtered("product_id")
        self.assertEqual((line.product_uom_qty, line.price_unit), (20, 135.0))
        self.assertIn("Kept", order.order_line.mapped("name"))

    def test_making_it_again_changes_nothing(self):
        self._agree()
        order = self.space.order_id
        self.space.with_user(self.rep).action_complete()
        self.assertEqual(self.space.order_id, order)
        self.assertEqual(len(order.order_line), 1)

    def test_a_confirmed_order_stays_as_it_is(self):
        self._agree()
        order = self.space.order_id
        order.action_confirm()
        self.space.action_reopen()
        self.price.action_renegotiate()
        self._counter(self.rep, self.price, price=100)
        self._accept(self.buyer, self.price)
        self.assertNotEqual(self.space.order_id, order)
        self.assertEqual(order.order_line.price_unit, 135.0)
        self.assertEqual(self.space.order_id.order_line.price_unit, 100.0)

    def test_nothing_is_made_before_everything_is_accepted(self):
        with self.assertRaisesRegex(UserError, "Still open: .*Drill"):
            self.space.with_user(self.rep).action_complete()
        with self.assertRaisesRegex(UserError, "Still open"):
            self.space.with_user(self.rep).action_agree()

    def test_without_an_account_the_owner_is_told(self):
        self.space.partner_id = False
        self._agree()
        self.assertEqual(self.space.state, "agreed")
        self.assertFalse(self.space.order_id)
        self.assertEqual(self.space.activity_ids.user_id, self.rep)

    def test_the_quotation_is_one_click_away_and_back(self):
        self._agree()
        order = self.space.order_id
        self.assertEqual(self.space.with_user(self.app_manager).action_open_order()["res_id"], order.id)
        for record in (order, self.account):
            action = record.sudo().with_user(self.env.ref("base.user_admin")).action_collab_spaces()
            self.assertEqual((action["res_model"], action["res_id"]), ("collab.space", self.space.id))
