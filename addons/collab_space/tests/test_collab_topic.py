from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CollabCommon


@tagged("post_install", "-at_install")
class TestCollabTopic(CollabCommon):
    def _post(self, user, **values):
        return self.topic.with_user(user).message_post(
            body="Words", message_type="comment", subtype_xmlid="mail.mt_comment", **values
        )

    def _create_message(self, user):
        """What a crafted request would do, past `message_post`."""
        return (
            self.env["mail.message"]
            .with_user(user)
            .create(
                {
                    "model": "collab.topic",
                    "res_id": self.topic.id,
                    "body": "Words",
                    "message_type": "comment",
                    "subtype_id": self.env.ref("mail.mt_comment").id,
                }
            )
        )

    def test_authors_and_managers_post(self):
        for user in (self.author, self.user, self.rep, self.buyer):
            with self.subTest(user=user.login):
                self.assertEqual(self._post(user).author_id, user.partner_id)
                self.assertTrue(self._create_message(user))

    def test_readers_and_strangers_do_not_post(self):
        self._get_member(self.author).role = "reader"
        self._get_member(self.buyer).role = "reader"
        for user in (
            self.employee,
            self.author,
            self.buyer,
            self.outsider,
            self.buyer_outside,
            self.app_manager,
        ):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self._post(user)
                with self.assertRaises(AccessError):
                    self._create_message(user)

    def test_reader_cannot_pass_for_a_notification_or_an_email(self):
        topic = self.topic.with_user(self.employee)
        with self.assertRaises(AccessError):
            topic.message_post(body="Words", message_type="notification")
        with self.assertRaises(AccessError):
            topic.message_post(body="Words", message_type="email", author_id=self.author.partner_id.id)

    def test_reply_by_email_counts_for_its_sender(self):
        system_topic = self.topic.with_user(self.env.ref("base.user_root"))
        system_topic.message_post(body="Words", message_type="email", author_id=self.buyer.partner_id.id)
        for partner in (self.employee.partner_id, self.buyer_outside.partner_id, self.contact.browse()):
            with self.subTest(partner=partner.name), self.assertRaises(AccessError):
                system_topic.message_post(body="Words", message_type="email", author_id=partner.id)

    def test_nobody_posts_in_a_closed_space(self):
        self.space.action_close()
        for user in (self.user, self.buyer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._post(user)
        self.space.action_reopen()
        self.assertTrue(self._post(self.buyer))

    def test_members_read_messages_and_strangers_do_not(self):
        message = self._post(self.author)
        for user in (self.employee, self.buyer, self.rep, self.app_manager):
            with self.subTest(user=user.login):
                self.assertTrue(message.with_user(user).has_access("read"))
        for user in (self.employee_outside, self.buyer_outside, self.outsider):
            with self.subTest(user=user.login):
                self.assertFalse(message.with_user(user).has_access("read"))

    def test_only_the_writer_and_the_managers_change_a_message(self):
        message = self._post(self.author, partner_ids=(self.buyer | self.rep_author).partner_id.ids)
        for user in (self.author, self.user, self.app_manager):
            with self.subTest(user=user.login):
                self.assertTrue(message.with_user(user).has_access("write"))
        for user in (self.buyer, self.rep_author, self.employee, self.outsider):
            with self.subTest(user=user.login):
                self.assertFalse(message.with_user(user).has_access("write"))

    def test_who_may_no_longer_write_leaves_his_messages_as_they_are(self):
        message = self._post(self.buyer)
        self._get_member(self.buyer).role = "reader"
        self.assertFalse(message.with_user(self.buyer).has_access("write"))

    def test_only_managers_delete_a_message(self):
        message = self._post(self.rep_author)
        for user in (self.author, self.rep_author, self.buyer):
            with self.subTest(user=user.login):
                self.assertFalse(message.with_user(user).has_access("unlink"))
        self.assertTrue(message.with_user(self.user).has_access("unlink"))

    def test_members_are_notified(self):
        notified = self._post(self.author).notified_partner_ids
        self.assertEqual(notified, (self.space.member_ids - self._get_member(self.author)).partner_id)

    def test_later_member_is_notified(self):
        self.env["collab.member"].with_user(self.rep).create(
            {"space_id": self.space.id, "partner_id": self.contact.id}
        )
        self.assertIn(self.contact, self._post(self.author).notified_partner_ids)

    def test_follower_who_is_no_member_is_told_nothing(self):
        self.topic.message_subscribe(partner_ids=self.contact.ids)
        self.assertNotIn(self.contact, self._post(self.author).notified_partner_ids)

    def test_stranger_cannot_be_addressed(self):
        with self.assertRaisesRegex(UserError, "Contact without login"):
            self._post(self.author, partner_ids=self.contact.ids)
        with self.assertRaisesRegex(UserError, "Contact without login"):
            self.space.with_user(self.user).message_post(body="Words", partner_ids=self.contact.ids)

    def test_former_member_reads_no_message_and_no_file(self):
        message = self._post(
            self.author, partner_ids=self.buyer.partner_id.ids, attachments=[("prices.txt", b"secret")]
        )
        file = message.attachment_ids
        self.assertTrue(message.with_user(self.buyer).has_access("read"))
        self._get_member(self.buyer).unlink()
        self.assertFalse(message.with_user(self.buyer).has_access("read"))
        self.assertFalse(file.with_user(self.buyer).has_access("read"))
        self.assertNotIn(self.buyer.partner_id, self.topic.message_partner_ids)
        self.assertNotIn(self.buyer.partner_id, self._post(self.author).notified_partner_ids)

    def test_authors_open_topics_and_readers_do_not(self):
        self.env["collab.topic"].with_user(self.author).create({"space_id": self.space.id, "name": "New"})
        for user in (self.employee, self.outsider, self.buyer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["collab.topic"].with_user(user).create({"space_id": self.space.id, "name": "New"})

    def test_closed_space_takes_no_topic(self):
        self.space.action_close()
        with self.assertRaises(UserError):
            self.env["collab.topic"].with_user(self.user).create({"space_id": self.space.id, "name": "New"})

    def test_topic_cannot_move_to_another_space(self):
        with self.assertRaises(AccessError):
            self.topic.with_user(self.user).space_id = self.internal

    def test_messages_are_counted_without_the_log(self):
        self._post(self.author)
        self.topic._message_log(body="Log")
        self.topic.invalidate_recordset()
        self.assertEqual(self.topic.with_user(self.buyer).message_count, 1)
        self.assertTrue(self.topic.last_message_date)
