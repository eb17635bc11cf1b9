from odoo import Command, models
from odoo.tests import tagged

from odoo.addons.http_routing.tests.common import MockRequest

from .live import LiveCase


@tagged("post_install", "-at_install")
class TestTalk(LiveCase):
    """What one message costs, and who hears of it (L1, L14)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.session = cls._accept(cls._ask(cls.buyer_user), cls.ines)
        cls.people = (cls.buyer_user, cls.ines)

    def _post(self, chat, user, text="Hello", **values):
        """Somebody writes; gives the message and how many statements it took."""
        chat = chat.with_user(user).sudo()
        values = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment", **values}
        # What is kept from one message to the next is kept already.
        chat.message_post(body="Before", **values)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        message = chat.message_post(body=text, **values)
        self.env.flush_all()
        return message, self.env.cr.sql_log_count - before

    def _create_plain_chat(self):
        """A chat of Odoo's own between the same two."""
        return self.env["discuss.channel"].create(
            {
                "name": "Plain",
                "channel_type": "livechat",
                "livechat_channel_id": self.config.care_livechat_id.id,
                "livechat_operator_id": self.ines.partner_id.id,
                "channel_member_ids": [
                    Command.create({"partner_id": user.partner_id.id, "livechat_member_type": kind})
                    for user, kind in zip(self.people, ("visitor", "agent"), strict=True)
                ],
            }
        )

    def test_a_message_takes_fewer_statements_than_in_odoos_own_chat(self):
        plain = self._create_plain_chat()
        for user in self.people:
            with self.subTest(user=user.login):
                _message, own = self._post(self.session.channel_id, user)
                _message, others = self._post(plain, user)
                self.assertLess(own, others)

    def test_what_the_customer_writes_counts_as_seen_by_himself(self):
        message, _count = self._post(self.session.channel_id, self.buyer_user)
        members = self.session.channel_id.channel_member_ids
        member = members.filtered(lambda one: one.partner_id == self.buyer_user.partner_id)
        self.assertEqual(member.seen_message_id, message)
        self.assertEqual(member.new_message_separator, message.id + 1)
        # The question with which he came, and two messages more.
        self.assertEqual((members - member).with_user(self.ines).message_unread_counter, 3)

    def test_both_hear_of_what_is_said_once(self):
        self._post(self.session.channel_id, self.ines, "From Ines")
        self._post(self.session.channel_id, self.buyer_user, "From Bo")
        for kind in ("discuss.channel/new_message", "care.session/message"):
            with self.subTest(kind=kind):
                told = [str(payload) for payload in self._bus(kind)]
                for text in ("From Ines", "From Bo"):
                    self.assertEqual(sum(text in payload for payload in told), 1)

    def test_who_is_mentioned_in_the_chat_is_notified_as_ever(self):
        self.session.channel_id._add_members(users=self.jon, post_joined_message=False)
        self.jon.write({"notification_type": "inbox", "email": "jon@example.com"})
        message, _count = self._post(self.session.channel_id, self.ines, partner_ids=self.jon.partner_id.ids)
        self.assertEqual(message.notification_ids.res_partner_id, self.jon.partner_id)
        self.assertTrue(message.reply_to)

    def test_customers_do_not_listen_to_odoos_own_chat(self):
        for user, expected in ((self.buyer_user, False), (self.ines, True)):
            with self.subTest(user=user.login), MockRequest(self.env(user=user)) as request:
                request.session.uid = user.id
                channels = self.env(user=user)["ir.websocket"]._build_bus_channel_list([])
            heard = {(one._name, one.id) for one in channels if isinstance(one, models.BaseModel)}
            self.assertIn(("res.partner", user.partner_id.id), heard)
            self.assertEqual(("discuss.channel", self.session.channel_id.id) in heard, expected)
