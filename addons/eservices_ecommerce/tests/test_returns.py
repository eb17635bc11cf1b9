from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import new_test_user, tagged

from ..services.invoices import FieldError
from ..services.list_query import ListQuery
from .common import PlatformCase

PICTURE = b"%PDF-1.4 a picture of the damage"


class ReturnFixtures:
    """A delivery of five free bolts to the buyer, and requests to return some of it."""

    @classmethod
    def _set_up_delivery(cls):
        cls._put_in_stock(cls.free, 5)
        cls.order = cls._submit_cart(cls.buyer_user, (cls.free, 5))
        cls.order.action_confirm()
        cls.picking = cls._deliver(cls.order)
        cls.move = cls.picking.move_ids

    @classmethod
    def _request(cls, user, quantity=2, reason="damaged", **values):
        customer = cls._customer(user)
        picking = cls.picking.with_env(customer.env)
        typed = {
            "lines": {cls.move.id: {"quantity": str(quantity), "reason": reason}},
            "wish": "credit",
            "text": "",
            "files": [],
            "key": "",
            **values,
        }
        return cls.env(user=user)["eservices.returns"]._request(customer, picking, typed).with_env(cls.env)


@tagged("post_install", "-at_install")
class TestReturns(ReturnFixtures, PlatformCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_delivery()
        cls.config.send_emails = False
        cls.returns = cls.env["eservices.returns"]

    def _left(self):
        return self.env["eservices.return"]._get_returnable(self.picking)[self.move]

    def _page(self, claim):
        customer = self._customer(self.buyer_user)
        return self.returns._prepare_page(customer, claim.with_env(customer.env))

    def _steps(self, claim):
        return [(step["label"], step["state"]) for step in self._page(claim)["steps"]]

    def _receive(self, transfer, quantity=None):
        for move in transfer.move_ids:
            move.quantity = move.product_uom_qty if quantity is None else quantity
            move.picked = True
        return transfer.with_context(skip_backorder=True).button_validate()

    # === ASKING === #

    def test_a_request_has_a_number_and_its_lines(self):
        claim = self._request(self.buyer_user, 2, "faulty", wish="repair")
        self.assertTrue(claim.name.startswith("RET/"))
        self.assertEqual(claim.state, "requested")
        self.assertEqual(claim.partner_id, self.buyer)
        self.assertEqual(claim.picking_id, self.picking)
        self.assertRecordValues(
            claim.line_ids, [{"product_id": self.free.id, "quantity": 2, "reason": "faulty"}]
        )

    def test_what_the_customer_writes_is_the_first_message(self):
        claim = self._request(self.buyer_user, text="The box is wet", files=[("wet.pdf", PICTURE)])
        message = claim.message_ids.filtered(lambda one: one.message_type == "comment")
        self.assertIn("The box is wet", message.body)
        self.assertEqual(message.attachment_ids.name, "wet.pdf")
        self.assertIn(self.staff.partner_id, message.partner_ids)

    def test_the_responsible_has_something_to_decide(self):
        claim = self._request(self.buyer_user)
        self.assertEqual(claim.activity_ids.user_id, self.staff)
        self.assertEqual(claim.activity_ids.summary, "Decide on the return")

    def test_no_more_can_be_asked_for_than_was_delivered(self):
        with self.assertRaisesRegex(FieldError, "At most 5"):
            self._request(self.buyer_user, 6)
        self._request(self.buyer_user, 3)
        with self.assertRaisesRegex(FieldError, "At most 2"):
            self._request(self.colleague_user, 3)
        self._request(self.colleague_user, 2)
        with self.assertRaisesRegex(FieldError, "asked for already"):
            self._request(self.buyer_user, 1)

    def test_what_was_refused_or_withdrawn_may_be_asked_for_again(self):
        refused, withdrawn = self._request(self.buyer_user, 3), self._request(self.buyer_user, 2)
        self.assertEqual(self._left(), 0)
        refused.action_refuse("Cut to length")
        self.assertEqual(self._left(), 3)
        withdrawn._withdraw()
        self.assertEqual(self._left(), 5)

    def test_what_staff_took_back_by_themselves_counts(self):
        wizard = self.env["stock.return.picking"].create({"picking_id": self.picking.id})
        wizard.product_return_moves.quantity = 4
        transfer = wizard._create_return()
        self.assertEqual(self._left(), 1)
        transfer.action_cancel()
        self.assertEqual(self._left(), 5)

    def test_the_transfer_of_a_return_is_not_counted_twice(self):
        self._request(self.buyer_user, 3).action_accept()
        self.assertEqual(self._left(), 2)

    def test_bad_input_is_refused_where_it_was_typed(self):
        line, reason = f"line_{self.move.id}", f"reason_{self.move.id}"
        other = {"quantity": "1", "reason": "other"}
        for values, field, words in (
            ({"lines": {}}, "", "Tick what"),
            ({"lines": {self.move.id + 1: {"quantity": "1", "reason": "other"}}}, "", "Tick what"),
            ({"quantity": ""}, line, "Type how much"),
            ({"quantity": "many"}, line, "Type how much"),
            ({"quantity": "-1"}, line, "Type how much"),
            ({"quantity": "1.5"}, line, "whole number"),
            ({"reason": ""}, reason, "Choose a reason"),
            ({"reason": "bored"}, reason, "Choose a reason"),
            ({"wish": "money"}, "wish", "Choose what"),
            ({"lines": {self.move.id: other}}, "text", "in a few words"),
            ({"text": "x" * 5001}, "text", "too long"),
            ({"files": [("a.zip", b"PK\x03\x04" + b"0" * 40)]}, "text", "cannot be sent"),
            ({"files": [("a.pdf", PICTURE)] * 6}, "text", "At most 5 files"),
        ):
            with self.subTest(values=str(values)[:80]):
                with self.assertRaisesRegex(FieldError, words) as caught, self.env.cr.savepoint():
                    self._request(self.buyer_user, **values)
                self.assertEqual(caught.exception.field, field)

    def test_a_delivery_under_way_can_not_be_returned(self):
        self._put_in_stock(self.free, 1)
        order = self._submit_cart(self.buyer_user, (self.free, 1))
        order.action_confirm()
        self.assertFalse(self.env["eservices.return"]._get_returnable(order.picking_ids))

    def test_the_same_form_sent_twice_makes_one_return(self):
        first = self._request(self.buyer_user, key="k" * 32)
        self.assertEqual(self._request(self.buyer_user, key="k" * 32), first)

    # === DECIDING === #

    def test_accepting_makes_one_transfer_of_what_was_asked(self):
        claim = self._request(self.buyer_user, 2)
        claim.with_user(self.staff).action_accept()
        self.assertEqual(claim.state, "accepted")
        transfer = claim.transfer_ids
        self.assertEqual(transfer.picking_type_id.code, "incoming")
        self.assertEqual(transfer.return_id, self.picking)
        self.assertEqual(transfer.move_ids.origin_returned_move_id, self.move)
        self.assertEqual(transfer.move_ids.product_uom_qty, 2)
        self.assertIn(claim.name, transfer.origin)
        with self.assertRaisesRegex(UserError, "does not wait for a decision"):
            claim.action_accept()
        self.assertEqual(claim.transfer_ids, transfer)
        self.assertFalse(claim.activity_ids)

    def test_lines_that_were_not_asked_for_stay(self):
        self._put_in_stock(self.referenced, 1)
        self._put_in_stock(self.free, 1)
        order = self._submit_cart(self.buyer_user, (self.free, 1), (self.referenced, 1))
        order.action_confirm()
        self.picking = self._deliver(order)
        move = self.picking.move_ids.filtered(lambda one: one.product_id == self.referenced)
        customer = self._customer(self.buyer_user)
        values = {"lines": {move.id: {"quantity": "1", "reason": "wrong"}}, "wish": "credit"}
        claim = self.returns._request(
            customer, self.picking.with_env(customer.env), {**values, "text": "", "files": [], "key": ""}
        )
        claim.with_env(self.env).action_accept()
        self.assertEqual(claim.transfer_ids.move_ids.product_id, self.referenced)

    def test_only_a_credit_lowers_what_the_order_delivered(self):
        for wish, delivered in (("replacement", 5), ("repair", 5), ("credit", 4)):
            with self.subTest(wish=wish):
                claim = self._request(self.buyer_user, 1, wish=wish)
                claim.action_accept()
                self._receive(claim.transfer_ids)
                self.assertEqual(self.order.order_line.qty_delivered, delivered)

    def test_it_is_received_when_no_transfer_is_open_any_more(self):
        claim = self._request(self.buyer_user, 3)
        claim.action_accept()
        self._receive(claim.transfer_ids, 1)
        self.assertEqual(claim.state, "accepted")
        self.assertEqual(len(claim.transfer_ids), 2)
        warehouse = new_test_user(self.env, "warehouse", "stock.group_stock_user")
        rest = claim.transfer_ids.filtered(lambda one: one.state != "done")
        self._receive(rest.with_user(warehouse))
        self.assertEqual(claim.state, "received")
        self.assertTrue(claim.received_at)

    def test_a_claim_is_accepted_without_the_goods(self):
        claim = self._request(self.buyer_user)
        claim.action_accept_claim()
        self.assertEqual(claim.state, "accepted")
        self.assertFalse(claim.transfer_ids)
        self.assertTrue(self._page(claim)["claim"]["keeps_goods"])
        claim.action_close()
        self.assertEqual(
            self._steps(claim), [("Requested", "done"), ("Accepted", "done"), ("Closed", "done")]
        )

    def test_refusing_takes_a_reason_that_the_customer_reads(self):
        claim = self._request(self.buyer_user)
        with self.assertRaisesRegex(UserError, "Say why"):
            claim.action_refuse(" ")
        wizard = self.env["eservices.return.refuse"].create({"return_id": claim.id, "reason": "Cut for you"})
        wizard.with_user(self.staff).action_refuse()
        self.assertEqual(claim.state, "refused")
        page = self._page(claim)
        self.assertEqual(page["claim"]["reason"], "Cut for you")
        self.assertEqual(self._steps(claim)[1], ("Accepted", "refused"))
        with self.assertRaisesRegex(UserError, "Only what was accepted"):
            claim.action_close()

    def test_only_what_is_undecided_can_be_withdrawn(self):
        claim = self._request(self.buyer_user)
        claim._withdraw()
        self.assertEqual(claim.state, "withdrawn")
        self.assertFalse(claim.activity_ids)
        with self.assertRaisesRegex(UserError, "does not wait for a decision"):
            claim.action_accept()
        accepted = self._request(self.buyer_user)
        accepted.action_accept()
        with self.assertRaisesRegex(UserError, "does not wait for a decision"):
            accepted._withdraw()

    def test_state_and_lines_are_not_typed(self):
        claim = self._request(self.buyer_user)
        for values in ({"state": "accepted"}, {"line_ids": [(5, 0, 0)]}, {"goods_come_back": True}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                claim.with_user(self.staff).write(values)

    def test_the_customer_reads_where_to_send_the_goods(self):
        claim = self._request(self.buyer_user)
        self.assertFalse(self._page(claim)["claim"]["address"])
        claim.action_accept()
        warehouse = claim.transfer_ids.picking_type_id.warehouse_id
        self.assertEqual(
            self._page(claim)["claim"]["address"], warehouse.partner_id._get_eservices_address_text()
        )
        self.assertEqual([state for _label, state in self._steps(claim)], ["done", "done", "now", "ahead"])

    # === WHO SEES IT === #

    def test_colleagues_see_it_as_the_configuration_says(self):
        claim = self._request(self.buyer_user)
        self.assertEqual(self.returns._find(self._customer(self.colleague_user), claim.id), claim)
        self.config.document_scope = "contact"
        for user in (self.colleague_user, self.rival_user):
            with self.subTest(user=user.login), self.assertRaises(MissingError):
                self.returns._find(self._customer(user), claim.id)

    def test_the_list_finds_by_number_delivery_order_and_product(self):
        claim = self._request(self.buyer_user)
        customer = self._customer(self.buyer_user)
        for text in (claim.name, self.picking.name, self.order.name, "Free bolt"):
            with self.subTest(text=text):
                self.assertEqual(self.returns._list(customer, ListQuery(text=text)), (claim, 1))
        self.assertFalse(self.returns._list(customer, ListQuery(text="nothing"))[0])
        self.assertEqual(self.returns._list(customer, ListQuery(state="open"))[0], claim)
        self.assertFalse(self.returns._list(customer, ListQuery(state="closed"))[0])
        self.assertFalse(self.returns._list(self._customer(self.rival_user), ListQuery())[0])

    def test_delivery_and_order_lead_to_it(self):
        customer = self._customer(self.buyer_user)
        picking, order = self.picking.with_env(customer.env), self.order.with_env(customer.env)
        documents = self.env["eservices.documents"]
        form = f"/eservices/deliveries/{self.picking.id}/return"
        self.assertEqual(documents._prepare_delivery_page(customer, picking)["return_url"], form)
        claim = self._request(self.buyer_user, 5)
        page = documents._prepare_delivery_page(customer, picking)
        self.assertEqual([link["url"] for link in page["returns"]], [f"/eservices/returns/{claim.id}"])
        self.assertFalse(page["return_url"])
        links = self.env["eservices.orders"]._prepare_page(customer, order)["returns"]
        self.assertEqual([link["name"] for link in links], [claim.name])
        self.config.show_returns = False
        self.assertFalse(documents._prepare_delivery_page(customer, picking)["returns"])
