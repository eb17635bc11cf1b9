from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .negotiation import NegotiationCommon


@tagged("post_install", "-at_install")
class TestCollabVersion(NegotiationCommon):
    """Frozen versions, their chain, redline and sign-off (B14)."""

    def test_a_version_cannot_be_changed_or_deleted(self):
        version = self.price.current_version_id
        for user in (self.env.user, self.rep, self.app_manager):
            for record in (version, self.space.event_ids[:1]):
                with self.subTest(user=user.login, model=record._name):
                    with self.assertRaises(UserError):
                        record.with_user(user).write({"side": "buyer"})
                    with self.assertRaises(UserError):
                        record.with_user(user).unlink()
        for user in (self.rep, self.app_manager, self.buyer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["collab.version"].with_user(user).create({"term_id": self.price.id})

    def test_a_space_in_which_something_was_proposed_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, "archived"):
            self.space.unlink()

    def test_each_version_is_sealed_with_the_one_before(self):
        self._counter(self.buyer, self.clause, body="<p>The warranty lasts 24 months.</p>")
        first, second = self.clause.version_ids.sorted("number")
        self.assertEqual(second.previous_hash, first.hash)
        self.assertEqual(self.clause.version_ids._find_breaks(), [])
        self.assertTrue(first.is_intact and second.is_intact)

    def test_what_is_changed_behind_the_screen_shows(self):
        self._counter(self.buyer, self.clause, body="<p>The warranty lasts 24 months.</p>")
        first = self.clause.version_ids.sorted("number")[0]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE collab_version SET body = '<p>The warranty lasts 1 month.</p>' WHERE id = %s", (first.id,)
        )
        self.env.invalidate_all()
        self.assertFalse(first.is_intact)
        self.assertEqual(self.clause.version_ids._find_breaks(), [1])

    def test_a_changed_journal_shows(self):
        self.env.flush_all()
        self.assertEqual(self.space.event_ids._find_breaks(), [])
        self.env.cr.execute(
            "UPDATE collab_event SET text = 'x' WHERE space_id = %s AND number = 2", (self.space.id,)
        )
        self.env.invalidate_all()
        self.assertEqual(self.space.event_ids._find_breaks(), [2])

    def test_redline_by_word(self):
        self._counter(self.buyer, self.clause, body="<p>The warranty lasts 24 months.</p><p>Parts too.</p>")
        redline = self.clause.with_user(self.buyer).get_redline(0, 0)
        self.assertEqual((redline["old"]["number"], redline["new"]["number"]), (1, 2))
        parts = [
            (part["op"], part["text"], part["change"])
            for paragraph in redline["paragraphs"]
            for part in paragraph["parts"]
        ]
        self.assertEqual(
            parts,
            [
                ("same", "The warranty lasts ", None),
                ("del", "12", 1),
                ("ins", "24", 1),
                ("same", " months.", None),
                ("ins", "Parts too.", 2),
            ],
        )

    def test_redline_takes_versions_of_this_term_only(self):
        foreign = self.price.current_version_id
        redline = self.clause.with_user(self.buyer).get_redline(foreign.id, foreign.id)
        self.assertEqual(redline["new"]["id"], self.clause.current_version_id.id)

    # === SIGN-OFF === #

    def _signed_term(self):
        return self._create_term("Penalties", requires_signature=True, body="<p>0.5 % a day, up to 5 %.</p>")

    def test_both_signatures_accept_the_version(self):
        term = self._signed_term()
        with self.assertRaisesRegex(UserError, "signing"):
            self._accept(self.buyer, term)
        self._sign(self.rep, term)
        self.assertEqual((term.state, term.turn), ("open", "buyer"))
        self._sign(self.buyer, term)
        self.assertEqual((term.state, term.signature_state), ("accepted", "both sides"))
        self.assertEqual(set(term.signature_ids.mapped("hash")), {term.current_version_id.hash})

    def test_exactly_the_fingerprint_that_was_read_is_signed(self):
        term = self._signed_term()
        for fingerprint in ("", "0" * 64, None):
            with self.subTest(fingerprint=fingerprint), self.assertRaisesRegex(UserError, "fingerprint"):
                version = term.current_version_id
                term.with_user(self.buyer).action_sign(version.id, fingerprint, "Name", "x")
        self.assertFalse(term.signature_ids)

    def test_a_newer_version_refuses_the_signature(self):
        term = self._signed_term()
        read = term.current_version_id
        self._counter(self.rep, term, body="<p>0.4 % a day.</p>")
        with self.assertRaisesRegex(UserError, "version 2"):
            self._sign_version(self.buyer, term, read)
        self.assertFalse(term.signature_ids)

    def _sign_version(self, user, term, version):
        return term.with_user(user).action_sign(version.id, version.hash, "Name", "x")

    def test_a_text_changed_behind_the_screen_is_not_signed(self):
        term = self._signed_term()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE collab_version SET body = '<p>x</p>' WHERE id = %s", (term.current_version_id.id,)
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "not the one"):
            self._sign(self.buyer, term)

    def test_a_signature_wants_a_name_and_a_drawing(self):
        term = self._signed_term()
        with self.assertRaisesRegex(UserError, "name"):
            self._sign(self.buyer, term, name=" ")
        for drawing in ("", "x", "PHN2Zz4=", None):
            with self.subTest(drawing=drawing), self.assertRaisesRegex(UserError, "Draw"):
                self._sign(self.buyer, term, drawing=drawing)

    def test_a_signature_is_taken_back_until_all_is_agreed(self):
        term = self._signed_term()
        self._sign(self.buyer, term)
        self.assertEqual(term.turn, "seller")
        with self.assertRaisesRegex(UserError, "has signed"):
            self._sign(self.buyer, term)
        term.with_user(self.buyer).action_unsign()
        self.assertEqual((term.turn, term.signature_state), ("buyer", ""))
        self._sign(self.buyer, term)
        self._sign(self.rep, term)
        self._accept(self.buyer, self.clause)
        self._accept(self.buyer, self.price)
        self.assertEqual(self.space.state, "agreed")
        with self.assertRaisesRegex(UserError, "signatures stay"):
            term.with_user(self.buyer).action_unsign()

    def test_a_new_version_leaves_old_signatures_behind(self):
        term = self._signed_term()
        self._sign(self.rep, term)
        self._counter(self.buyer, term, body="<p>0.8 % a day.</p>")
        self.assertFalse(term._get_signatures())
        self.assertEqual(term.turn, "seller")
