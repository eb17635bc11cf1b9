from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .negotiation import NegotiationCommon

KEY = "0123456789abcdef" * 2


@tagged("post_install", "-at_install")
class TestCollabRemark(NegotiationCommon):
    """Remarks on single changes of a redline (B14)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        body = "<p>The warranty lasts 24 months.</p><p>Parts too.</p>"
        version_id = cls.clause.with_user(cls.buyer).action_counter(
            cls.clause.current_version_id.id, {"body": body}
        )
        cls.new = cls.env["collab.version"].browse(version_id)
        cls.old = cls.clause.version_ids - cls.new

    def _remark(self, user, text="24 is our limit", change=1, key=None, old=None):
        ids = (old or self.old).id, self.new.id
        return self.clause.with_user(user).action_remark(*ids, change, text, key)

    def _read(self, user):
        return self.clause.with_user(user).get_redline(self.old.id, self.new.id)["remarks"]

    def test_both_sides_read_what_is_said_to_a_change(self):
        self._remark(self.rep)
        self._remark(self.buyer, "And the <b>parts</b>?", change=2)
        for user in (self.buyer, self.rep, self.app_manager):
            with self.subTest(user=user.login):
                first, second = self._read(user)["rows"]
                self.assertEqual((first["change"], first["about"], first["side"]), (1, "12 → 24", "seller"))
                self.assertEqual((second["about"], second["body"]), ("+ Parts too.", "And the <b>parts</b>?"))

    def test_another_comparison_says_where_remarks_are(self):
        self._remark(self.rep)
        self._counter(self.rep, self.clause, body="<p>The warranty lasts 18 months.</p>")
        remarks = self.clause.with_user(self.buyer).get_redline(0, 0)["remarks"]
        self.assertEqual(remarks["rows"], [])
        (other,) = remarks["elsewhere"]
        self.assertEqual((other["old"], other["new"], other["count"]), (1, 2, 1))

    def test_sent_twice_it_stands_once(self):
        self.assertEqual(self._remark(self.rep, key=KEY), self._remark(self.rep, key=KEY))
        self.assertEqual(len(self._read(self.rep)["rows"]), 1)

    def test_a_remark_is_kept_as_it_was_written_and_stands_in_the_journal(self):
        remark = self.env["collab.remark"].browse(self._remark(self.buyer))
        for user in (self.env.user, self.rep, self.app_manager, self.buyer):
            with self.subTest(user=user.login):
                with self.assertRaises(UserError):
                    remark.with_user(user).write({"body": "Something else"})
                with self.assertRaises(UserError):
                    remark.with_user(user).unlink()
        entry = self.space.event_ids.sorted("number")[-1]
        self.assertEqual((entry.kind, entry.text), ("remarked", "12 → 24: 24 is our limit"))
        self.assertEqual(self.space.event_ids._find_breaks(), [])

    def test_what_makes_no_sense_is_refused_with_the_reason(self):
        for values, reason in (
            ({"text": "  "}, "Write what"),
            ({"text": "x" * 2001}, "too long"),
            ({"change": 3}, "no such change"),
            ({"change": [1]}, "no such change"),
            ({"old": self.price.version_ids}, "no such change"),
        ):
            with self.subTest(**values), self.assertRaisesRegex(UserError, reason):
                self._remark(self.rep, **values)

    def test_readers_and_strangers_remark_nothing(self):
        for user in (self.employee, self.outsider, self.buyer_outside):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._remark(user)
        self.assertFalse(self._read(self.employee)["can_write"])
        self.space.with_user(self.rep).action_close()
        with self.assertRaises(UserError):
            self._remark(self.rep)

    def test_a_stranger_finds_no_remark(self):
        self._remark(self.rep)
        for user in (self.outsider, self.employee_outside, self.buyer_outside):
            self.assertFalse(self.env["collab.remark"].with_user(user).search([]))

    def test_search_finds_remarks_and_tasks(self):
        self._remark(self.rep, "Mind the annex")
        self.env["collab.task"].create({"space_id": self.space.id, "name": "Send the annex", "side": "buyer"})
        hits = self.space.with_user(self.buyer).search_content("annex")
        self.assertEqual([hit["kind"] for hit in hits], ["remark", "task"])
        self.assertEqual(hits[0]["author"], self.rep.partner_id.name)

    def test_everybodys_open_page_hears_of_it(self):
        self.env["bus.bus"].sudo().search([]).unlink()
        self._remark(self.rep)
        self.env.cr.precommit.run()
        told = self.env["bus.bus"].sudo().search([("message", "ilike", "collab.term/changed")])
        self.assertTrue(told)
