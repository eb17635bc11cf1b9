import re

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCommon

from .common import CollabCommon

REPLY = """From: {sender}
To: {to}
Subject: Re: Payment terms
Message-ID: <{number}@mail.example>
In-Reply-To: {message_id}
References: {references}
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"

{text}
"""


@tagged("post_install", "-at_install")
class TestMailroom(CollabCommon, MailCommon):
    """Answers by e-mail land in their topic, from members only (S2)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in (cls.buyer, cls.author, cls.employee):
            user.partner_id.email = f"{user.login}@mail.example"
        cls.contact.email = "contact@mail.example"
        cls.env["collab.member"].create({"space_id": cls.space.id, "partner_id": cls.contact.id})

    def setUp(self):
        super().setUp()
        with self.mock_mail_gateway():
            self.message = self.topic.with_user(self.rep).message_post(
                body="What do you say?", message_type="comment", subtype_xmlid="mail.mt_comment"
            )
            self.env["mail.mail"].sudo().search([("mail_message_id", "=", self.message.id)]).send()
            self.sent = list(self._mails)
        self.count = 0

    def _references(self, user):
        partner = user if user._name == "res.partner" else user.partner_id
        (mail,) = [mail for mail in self.sent if partner.email in str(mail["email_to"])]
        return f"{mail['references'] or ''} {self.message.message_id}"

    def _answer(self, sender, references, text="We agree"):
        self.count += 1
        content = REPLY.format(
            sender=sender,
            to=self.mail_alias_domain.catchall_email,
            number=f"{self.topic.id}.{self.count}",
            message_id=self.message.message_id,
            references=references,
            text=text,
        )
        with self.mock_mail_gateway(), mute_logger("odoo.addons.mail.models.mail_thread"):
            self.env["mail.thread"].message_process(False, content)
            self.bounces = [str(mail["body"]) for mail in self._mails if mail["email_to"]]
        self.topic.invalidate_recordset()
        newest = self.topic.message_ids[:1]
        return newest if newest.message_type == "email" else newest.browse()

    def test_each_copy_carries_its_own_pass(self):
        passes = {tuple(re.findall(r"<collab\.[^>]+@reply>", str(mail["references"]))) for mail in self.sent}
        self.assertEqual(len(passes), len(self.sent))
        self.assertTrue(all(len(found) == 1 for found in passes))

    def test_an_answer_lands_in_its_topic_in_the_members_name(self):
        answer = self._answer(self.buyer.partner_id.email, self._references(self.buyer))
        self.assertEqual(answer.author_id, self.buyer.partner_id)
        self.assertIn("We agree", answer.body)

    def test_a_member_without_a_login_answers_too(self):
        answer = self._answer(self.contact.email, self._references(self.contact))
        self.assertEqual(answer.author_id, self.contact)

    def test_a_forged_sender_is_refused(self):
        for sender, references in (
            (self.buyer.partner_id.email, self.message.message_id),  # knows what all know
            (self.buyer.partner_id.email, self._references(self.author)),  # has another member's pass
            ("stranger@mail.example", self._references(self.buyer)),  # has the pass, not the address
            ("stranger@mail.example", self.message.message_id),
        ):
            with self.subTest(sender=sender, references=references):
                self.assertFalse(self._answer(sender, references))
                self.assertIn("cannot write there", " ".join(self.bounces))

    def test_a_former_member_is_refused(self):
        references = self._references(self.buyer)
        self._get_member(self.buyer).unlink()
        self.assertFalse(self._answer(self.buyer.partner_id.email, references))
        # Neither does the old pass come back with a new membership.
        self.env["collab.member"].create({"space_id": self.space.id, "partner_id": self.buyer.partner_id.id})
        self.assertFalse(self._answer(self.buyer.partner_id.email, references))

    def test_a_reader_is_told_that_he_only_reads(self):
        self.assertFalse(self._answer(self.employee.partner_id.email, self._references(self.employee)))
        self.assertIn("Reader", " ".join(self.bounces))

    def test_a_closed_space_takes_no_answer(self):
        self.space.action_close()
        self.assertFalse(self._answer(self.buyer.partner_id.email, self._references(self.buyer)))
        self.assertIn("closed", " ".join(self.bounces))

    def test_the_button_leads_buyers_to_the_platform(self):
        (mail,) = [mail for mail in self.sent if self.author.partner_id.email in str(mail["email_to"])]
        self.assertNotIn("/eservices/spaces", mail["body"])

    # === HOW OFTEN === #

    def _notified(self, **values):
        message = self.topic.with_user(self.rep).message_post(
            body="More", message_type="comment", subtype_xmlid="mail.mt_comment", **values
        )
        return message.notified_partner_ids

    def test_members_choose_when_they_are_told(self):
        person = self.buyer.partner_id
        for mode, told in (("instant", True), ("digest", False), ("none", False)):
            with self.subTest(mode=mode):
                self.space.with_user(self.buyer).action_set_notify(mode)
                self.assertEqual(person in self._notified(), told)
                self.assertIn(person, self._notified(partner_ids=person.ids))

    def test_the_digest_tells_of_each_message_once(self):
        member = self._get_member(self.buyer)
        member.notify = "digest"
        digest = self.env["collab.digest"]
        with self.mock_mail_gateway():
            self.assertTrue(digest._send(member))
            self.assertFalse(digest._send(member))
        secret = self.env["collab.topic"].create(
            {"space_id": self.space.id, "name": "Ours", "is_internal": True}
        )
        secret.with_user(self.rep).message_post(
            body="Inside", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        with self.mock_mail_gateway():
            self.assertFalse(digest._send(member))
            self._notified()
            self.assertTrue(digest._send(member))

    def test_what_was_read_is_not_in_the_digest(self):
        member = self._get_member(self.buyer)
        member.notify = "digest"
        self.topic.with_user(self.buyer).action_mark_read()
        self.assertFalse(self.env["collab.digest"]._send(member))
