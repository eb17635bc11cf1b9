from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .negotiation import NegotiationCommon


@tagged("post_install", "-at_install")
class TestCollabTerm(NegotiationCommon):
    """Rounds of proposals, and what is answered to them (B13)."""

    def test_a_proposal_gives_the_turn_to_the_other_side(self):
        self.assertEqual((self.price.state, self.price.turn, self.price.round), ("open", "buyer", 1))
        self._counter(self.buyer, self.price, price="128,00", quantity="20")
        version = self.price.current_version_id
        self.assertEqual((version.price, version.quantity, version.round), (128.0, 20.0, 1))
        self.assertEqual((self.price.turn, version.side), ("seller", "buyer"))
        self._counter(self.rep, self.price, price=135, quantity=20)
        self.assertEqual((self.price.round, self.price.current_version_id.number), (2, 3))

    def test_the_side_that_was_asked_accepts(self):
        with self.assertRaisesRegex(UserError, "own proposal"):
            self._accept(self.rep, self.price)
        self._accept(self.buyer, self.price)
        self.assertEqual((self.price.state, self.price.turn), ("accepted", "none"))
        self.assertEqual(self.price.accepted_version_id, self.price.current_version_id)
        for verb in (self._accept, self._decline):
            with self.assertRaisesRegex(UserError, "settled"):
                verb(self.rep, self.price)

    def test_declining_wants_a_reason_and_gives_the_turn_back(self):
        with self.assertRaisesRegex(UserError, "Say why"):
            self._decline(self.buyer, self.price, "  ")
        self._decline(self.buyer, self.price, "Too dear")
        self.assertEqual((self.price.state, self.price.turn), ("declined", "seller"))
        self.assertEqual(self.space.event_ids[0].text, "Too dear")
        self._counter(self.rep, self.price, price=130)
        self.assertEqual((self.price.state, self.price.round), ("open", 2))

    def test_who_answers_a_version_that_no_longer_stands_is_told(self):
        read = self.price.current_version_id.id
        self._counter(self.buyer, self.price, price=120)
        for user, verb, args in (
            (self.author, "action_accept", ()),
            (self.rep, "action_counter", ({"price": 130},)),
            (self.rep, "action_decline", ("No",)),
        ):
            with self.subTest(verb=verb), self.assertRaisesRegex(UserError, "version 2 of Drill stands now"):
                getattr(self.price.with_user(user), verb)(read, *args)
        self.assertEqual(self.price.current_version_id.number, 2)

    def test_the_same_proposal_sent_twice_is_one(self):
        values = {"price": 120, "key": "a" * 32}
        read = self.price.current_version_id.id
        first = self.price.with_user(self.buyer).action_counter(read, values)
        self.assertEqual(self.price.with_user(self.buyer).action_counter(read, values), first)
        self.assertEqual(len(self.price.version_ids), 2)

    def test_what_makes_no_sense_is_refused_with_the_reason(self):
        payment = self._create_term("Payment", kind="payment")
        for term, values, words in (
            (self.price, {"price": 0}, "above zero"),
            (self.price, {"price": "many"}, "above zero"),
            (self.price, {"price": "nan"}, "above zero"),
            (self.price, {"price": 5, "quantity": -1}, "quantity"),
            (self.price, {"price": 5, "delivery_days": 99999}, "3650"),
            (self.price, {"price": 5, "valid_until": "tomorrow"}, "no date"),
            (self.clause, {"body": "<p> </p>", "summary": ""}, "Write what you propose"),
            (payment, {"payment_term_id": 2_000_000_000}, "payment terms"),
        ):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, words):
                term.with_user(self.buyer)._propose(values, term.current_version_id.id or None)

    def test_readers_and_strangers_answer_nothing(self):
        for user in (self.employee, self.outsider, self.buyer_outside, self.app_manager):
            for verb, args in (
                ("action_accept", ()),
                ("action_counter", ({"price": 1},)),
                ("action_decline", ("No",)),
                ("action_sign", ("", "", "")),
            ):
                with self.subTest(user=user.login, verb=verb), self.assertRaises(AccessError):
                    getattr(self.price.with_user(user), verb)(self.price.current_version_id.id, *args)

    def test_nobody_settles_a_term_by_writing_its_outcome(self):
        for user in (self.rep, self.user, self.app_manager):
            for vals in ({"state": "accepted"}, {"turn": "none"}, {"accepted_version_id": False}):
                with self.subTest(user=user.login, vals=vals), self.assertRaises(AccessError):
                    self.price.with_user(user).write(vals)
        with self.assertRaises(AccessError):
            self._create_term("x", user=self.buyer)

    def test_below_the_limit_only_an_account_manager_decides(self):
        self.price.price_limit = 130
        self._counter(self.buyer, self.price, price=120)
        with self.assertRaisesRegex(UserError, "account manager"):
            self._accept(self.rep, self.price)
        with self.assertRaisesRegex(UserError, "account manager"):
            self._counter(self.rep, self.price, price=125)
        self.rep.group_ids += self.env.ref("collab_space.group_collab_manager")
        self._accept(self.rep, self.price)
        self.assertEqual(self.price.state, "accepted")

    def test_buyers_never_see_limits_and_library(self):
        self.price.write({"price_limit": 130, "limit_text": "Never below"})
        for name in ("price_limit", "limit_text", "clause_id"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.price.with_user(self.buyer).read([name])
        self.assertFalse(self.env["collab.clause"].with_user(self.buyer).has_access("read"))

    def test_terms_of_a_closed_space_stay_as_they_are(self):
        self.space.action_close()
        for verb in (self._accept, self._decline):
            with self.assertRaisesRegex(UserError, "closed"):
                verb(self.buyer, self.price)

    def test_a_manager_drops_a_term_and_negotiates_it_again(self):
        with self.assertRaises(AccessError):
            self.price.with_user(self.author).action_drop()
        self.price.with_user(self.rep).action_drop()
        self.assertEqual(self.space.term_count, 1)
        with self.assertRaisesRegex(UserError, "settled"):
            self._accept(self.buyer, self.price)
        self.price.with_user(self.rep).action_renegotiate()
        self.assertEqual((self.price.state, self.price.turn), ("declined", "seller"))

    def test_the_space_says_who_holds_the_ball(self):
        self.assertEqual(self.space.ball, "buyer")
        self._counter(self.buyer, self.price, price=120)
        self.assertEqual(self.space.ball, "both")
        self._counter(self.buyer, self.clause, body="<p>24 months</p>")
        self.assertEqual(self.space.ball, "seller")

    def test_the_space_says_why_its_quotation_is_not_completed_yet(self):
        self.assertEqual(self.space.still_open, "Still open: Warranty, Drill.")
        with self.assertRaisesRegex(UserError, "Still open: Warranty, Drill."):
            self.space.with_user(self.rep).action_complete()
        self._accept(self.buyer, self.clause)
        self.assertEqual(self.space.still_open, "Still open: Drill.")
        self._accept(self.buyer, self.price)
        self.assertFalse(self.space.still_open)

    def test_the_template_brings_folders_tasks_and_first_versions(self):
        clause = self.env["collab.clause"].create(
            {
                "name": "Returns",
                "summary": "14 days",
                "body": "<p>Within 14 days</p>",
                "limit_text": "Never 30",
            }
        )
        self.template.write(
            {
                "kind": "negotiation",
                "days": 7,
                "folder_ids": [(0, 0, {"name": "Drawings"})],
                "task_ids": [(0, 0, {"name": "Send volumes", "side": "buyer", "days": 3})],
                "term_ids": [(0, 0, {"clause_id": clause.id, "requires_signature": True})],
            }
        )
        space = (
            self.env["collab.space"]
            .with_user(self.rep)
            .create({"name": "New", "template_id": self.template.id})
        )
        self.assertEqual(space.folder_ids.mapped("name"), ["Drawings"])
        self.assertEqual(space.task_ids.side, "buyer")
        self.assertTrue(space.date_deadline)
        term = space.term_ids
        self.assertEqual((term.name, term.current_version_id.number, term.turn), ("Returns", 1, "buyer"))
        self.assertEqual((term.limit_text, term.requires_signature), ("Never 30", True))

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_a_stranger_finds_neither_terms_nor_versions(self):
        for user in (self.buyer_outside, self.outsider, self.employee_outside):
            for record in (self.price, self.price.current_version_id, self.space.event_ids[:1]):
                with self.subTest(user=user.login, model=record._name):
                    self.assertFalse(record.with_user(user).search([("id", "=", record.id)]))
