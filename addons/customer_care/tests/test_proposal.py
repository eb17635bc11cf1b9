from datetime import timedelta

from odoo import fields
from odoo.exceptions import MissingError, UserError
from odoo.tests import HttpCase, tagged

from .console import ConsoleCase, ConsoleFixtures


@tagged("post_install", "-at_install")
class TestProposal(ConsoleCase):
    """Row B10: what an agent proposes, only the customer makes."""

    def setUp(self):
        super().setUp()
        self.config.care_edit = "propose"
        self.order = self._fill_cart(self.buyer_user, (self.free, 10)).with_env(self.env)
        self.line = self.order._get_eservices_product_lines()
        self.contact_id = self._open()
        self.cart = self._console(".cart")

    def _own(self, proposal_id, user=None, state="proposed"):
        user = user or self.buyer_user
        return self.env(user=user)["care.proposal"]._find_own(self._customer(user), proposal_id, (state,))

    def _accept(self, proposal_id, quantity=None):
        proposal = self._own(proposal_id)
        return proposal._accept(self._customer(self.buyer_user), quantity or proposal.quantity)

    def _propose(self, quantity=2, **values):
        values = {"code": "T-REF", "quantity": quantity, **values}
        return self.cart.add(self.contact_id, values)["proposals"][-1]

    def _quantities(self):
        self.env.invalidate_all()
        return {line.product_id.default_code: line.product_uom_qty for line in self.order.order_line}

    def test_a_proposed_line_waits_outside_the_totals(self):
        before = self.cart.get_cart(self.contact_id)["total"]
        proposal = self._propose(text="Covers your 200 Nm")
        self.assertEqual((proposal["state"], proposal["quantity"]), ("proposed", 2))
        self.assertEqual(self._quantities(), {"T-FREE": 10})
        self.assertEqual(self.cart.get_cart(self.contact_id)["total"], before)
        shown = self.env(user=self.buyer_user)["care.proposals"]._prepare(self._customer(self.buyer_user))
        [card] = shown["proposals"]
        self.assertEqual((card["text"], card["agent"]), ("Covers your 200 Nm", "Ines Aguilar"))
        self.assertEqual(shown["agent"]["initials"], "IA")
        self.assertIn("40.00", card["amount"])
        self.assertNotEqual(card["total_before"], card["total_after"])
        self.assertEqual(self._bus("care.proposal/changed")[-1], {"count": 1})

    def test_the_customer_accepts_with_a_quantity_of_his_own(self):
        proposal = self._propose()
        self.assertTrue(self._accept(proposal["id"], "3"))
        self.assertEqual(self._quantities(), {"T-FREE": 10, "T-REF": 3})
        self.assertEqual(self.cart.get_cart(self.contact_id)["proposals"][-1]["state"], "accepted")
        change = self.cart.get_journal(self.contact_id)[0]
        self.assertFalse(change["is_agent"], "the customer made the change")
        with self.assertRaises(MissingError):
            self._own(proposal["id"])

    def test_he_declines_with_a_reason_and_may_take_it_back(self):
        proposal = self._propose()
        self._own(proposal["id"])._decline("Too dear")
        answered = self.cart.get_cart(self.contact_id)["proposals"][-1]
        self.assertEqual((answered["state"], answered["reason"]), ("declined", "Too dear"))
        entry = self.cart.get_journal(self.contact_id)[0]
        self.assertFalse(entry["is_agent"])
        self.assertIn("Reference", entry["text"])
        self.assertTrue(entry["text"].endswith("Too dear"), "the agent reads why in the journal")
        declined = self._own(proposal["id"], state="declined")
        declined._decline("Too dear, and too late")
        self.assertEqual(declined.reason, "Too dear, and too late", "the reason may come after the answer")
        declined._restore()
        self.assertEqual(self._own(proposal["id"]).state, "proposed")
        declined._decline()
        declined.answered_at = fields.Datetime.now() - timedelta(minutes=5)
        with self.assertRaisesRegex(UserError, "a while ago"):
            declined._restore()

    def test_each_kind_of_change_is_a_proposal(self):
        answer = self.cart.set_quantity(self.contact_id, self.line.id, 12, 10)
        self.assertIn("waits for the customer", answer["notice"]["text"])
        proposal = answer["proposals"][-1]
        self.assertEqual((proposal["kind"], proposal["before"], proposal["quantity"]), ("quantity", 10, 12))
        self.assertEqual(self._quantities(), {"T-FREE": 10})
        self._accept(proposal["id"])
        self.assertEqual(self._quantities(), {"T-FREE": 12})
        removal = self.cart.remove(self.contact_id, self.line.id)["proposals"][-1]
        self.assertEqual((removal["kind"], self._quantities()), ("remove", {"T-FREE": 12}))
        self._accept(removal["id"])
        self.assertEqual(self._quantities(), {})

    def test_what_the_customer_changed_meanwhile_is_not_overwritten(self):
        proposal = self.cart.set_quantity(self.contact_id, self.line.id, 12, 10)["proposals"][-1]
        customer = self._customer(self.buyer_user)
        self.env(user=self.buyer_user)["eservices.cart"]._change_line(customer, self.line.id, 11)
        self.assertFalse(self._accept(proposal["id"]))
        self.assertEqual(self._quantities(), {"T-FREE": 11})
        self.assertEqual(self.cart.get_cart(self.contact_id)["proposals"][-1]["state"], "outdated")

    def test_a_newer_proposal_for_the_same_line_takes_the_place(self):
        first = self.cart.set_quantity(self.contact_id, self.line.id, 12)["proposals"][-1]
        self.cart.set_quantity(self.contact_id, self.line.id, 15)
        states = {one["id"]: one["state"] for one in self.cart.get_cart(self.contact_id)["proposals"]}
        self.assertEqual(states.pop(first["id"]), "withdrawn")
        self.assertEqual(list(states.values()), ["proposed"])

    def test_the_agent_says_why_whatever_he_proposes(self):
        proposal = self.cart.set_quantity(self.contact_id, self.line.id, 12)["proposals"][-1]
        self.assertEqual(proposal["text"], "")
        answer = self.cart.explain(self.contact_id, proposal["id"], " A full box\0 ")
        self.assertEqual(answer["proposals"][-1]["text"], "A full box")
        shown = self.env["care.proposals"]._prepare(self._customer(self.buyer_user))["proposals"]
        self.assertEqual(shown[-1]["text"], "A full box")
        self.assertEqual(self._bus("care.proposal/changed")[-1]["count"], 1)
        logged = self.env["care.log"].search([], order="id desc", limit=1)
        self.assertIn("A full box", logged.text)
        # In another step he need not say it again.
        again = self.cart.set_quantity(self.contact_id, self.line.id, 13)["proposals"][-1]
        self.assertEqual((again["text"], again["state"]), ("A full box", "proposed"))

    def test_why_is_not_said_of_what_is_answered_or_anothers(self):
        proposal = self._propose()
        self._own(proposal["id"])._decline("No")
        answer = self.cart.explain(self.contact_id, proposal["id"], "Too late")
        self.assertEqual(answer["notice"]["tone"], "warn")
        self.assertEqual(answer["proposals"][-1]["text"], proposal["text"])

    def test_the_agent_withdraws_and_nobody_else_answers(self):
        proposal = self._propose()
        with self.assertRaises(MissingError):
            self._own(proposal["id"], self.rival_user)
        with self.assertRaises(MissingError):
            self._own(proposal["id"], self.colleague_user)
        answer = self.cart.withdraw(self.contact_id, proposal["id"])
        self.assertEqual(answer["proposals"][-1]["state"], "withdrawn")
        with self.assertRaises(MissingError):
            self._own(proposal["id"])

    def test_an_agent_in_the_customers_view_does_not_accept_his_own_proposal(self):
        proposal = self._propose()
        contact = self.env["care.contact"].browse(self.contact_id)
        acting = contact._get_customer(self.buyer_user)
        with self.assertRaisesRegex(UserError, "Only the customer"):
            self.env["care.proposal"]._find_own(acting, proposal["id"])

    def test_a_lost_right_stops_the_acceptance(self):
        proposal = self._propose()
        self.reference.unlink()
        with self.assertRaises(MissingError):
            self._accept(proposal["id"])
        self.assertEqual(self._quantities(), {"T-FREE": 10})

    def test_placing_leaves_open_proposals_out(self):
        proposal = self._propose()
        order = self._submit_cart(self.buyer_user, (self.free, 1))
        self.assertEqual(self._quantities(), {"T-FREE": 11})
        self.assertFalse(order.is_eservices_cart)
        self.assertEqual(self.env["care.proposal"].browse(proposal["id"]).state, "outdated")

    def test_in_a_channel_of_direct_changes_a_proposal_is_asked_for(self):
        self.config.care_edit = "direct"
        self._propose(propose=True)
        self.assertEqual(self._quantities(), {"T-FREE": 10})
        self.cart.add(self.contact_id, {"code": "T-REF"})
        self.assertEqual(self._quantities(), {"T-FREE": 10, "T-REF": 1})


@tagged("post_install", "-at_install")
class TestProposalHttp(ConsoleFixtures, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_console()
        cls.config.care_edit = "propose"

    def test_the_customer_answers_on_his_page(self):
        contact_id = self._open()
        cart = self._console(".cart")
        ids = [
            cart.add(contact_id, {"code": "T-FREE", "quantity": number})["proposals"][-1]["id"]
            for number in (1, 2)
        ]
        self.assertEqual(len(cart.get_cart(contact_id)["lines"]), 0)
        self.authenticate("t_rival", "t_rival")
        self.assertEqual(self.make_jsonrpc_request("/eservices/cart/proposals", {})["proposals"], [])
        self.authenticate("t_buyer", "t_buyer")
        shown = self.make_jsonrpc_request("/eservices/cart/proposals", {})
        self.assertEqual([one["id"] for one in shown["proposals"]], ids[1:], "the second replaced the first")
        self.assertEqual(shown["agent"]["name"], "Ines Aguilar")
        path = f"/eservices/cart/proposals/{ids[1]}"
        self.assertTrue(self.make_jsonrpc_request(f"{path}/decline", {"reason": "No"})["ok"])
        self.assertTrue(self.make_jsonrpc_request(f"{path}/restore", {})["ok"])
        self.assertFalse(self.make_jsonrpc_request(f"{path}/accept", {})["ok"])
        refused = self.make_jsonrpc_request(f"{path}/accept", {"quantity": "x"})
        self.assertIn("not a number", refused["error"])
        self.assertTrue(self.make_jsonrpc_request(f"{path}/accept", {"quantity": 5})["ok"])
        self.assertEqual(cart.get_cart(contact_id)["lines"][0]["quantity"], 5)
