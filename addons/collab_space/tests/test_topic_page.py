from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CollabCommon

NO_QUOTE = {"parent_id": 0, "mentions": []}


@tagged("post_install", "-at_install")
class TestTopicPage(CollabCommon):
    """Messages on the page: quoted, named, unread, searched, and internal ones unseen (S2)."""

    def _say(self, user, text, key="a", topic=None, files=(), **typed):
        topic = (topic or self.topic).with_user(user)
        values = {**NO_QUOTE, "text": text, "key": key * 32, **typed}
        return topic.env["collab.topic.page"]._say(topic, values, files)

    def _thread(self, user, topic=None):
        topic = (topic or self.topic).with_user(user)
        return topic.env["collab.topic.page"]._prepare_thread(topic)

    def test_buyers_write_and_sending_twice_leaves_one(self):
        first = self._say(self.buyer, "Hello <b>there</b>")
        self.assertEqual(self._say(self.buyer, "Hello <b>there</b>"), first)
        self.assertEqual(first.author_id, self.buyer.partner_id)
        (row,) = self._thread(self.author)["messages"]
        self.assertIn("&lt;b&gt;", row["body"])
        self.assertEqual((row["mine"], row["side"]), (False, "buyer"))

    def test_readers_are_told_why_not(self):
        self._get_member(self.buyer).role = "reader"
        with self.assertRaisesRegex(UserError, "Authors and Managers"):
            self._say(self.buyer, "Hello")
        self.assertFalse(self._thread(self.buyer)["can_write"])

    def test_a_reply_quotes_a_message_of_the_same_topic_only(self):
        first = self._say(self.author, "What about plant 2?")
        other = self.env["collab.topic"].create({"space_id": self.space.id, "name": "Other"})
        foreign = self._say(self.author, "Elsewhere", key="b", topic=other)
        self._say(self.buyer, "Yes", key="c", parent_id=first.id)
        self._say(self.buyer, "No", key="d", parent_id=foreign.id)
        rows = self._thread(self.buyer)["messages"]
        self.assertEqual(rows[1]["quote"]["text"], "What about plant 2?")
        self.assertEqual((rows[0]["quote"], rows[2]["quote"]), (None, None))

    def test_members_only_can_be_named(self):
        message = self._say(self.buyer, "@author", mentions=self.author.partner_id.ids)
        self.assertIn(self.author.partner_id, message.partner_ids)
        with self.assertRaisesRegex(UserError, "only members"):
            self._say(self.buyer, "@outsider", key="b", mentions=self.outsider.partner_id.ids)

    def test_unread_is_counted_per_person_and_goes_when_read(self):
        self._say(self.author, "One")
        last = self._say(self.author, "Two", key="b")
        for user, unread in ((self.buyer, 2), (self.rep, 2), (self.author, 0)):
            with self.subTest(user=user.login):
                self.assertEqual(self.topic.with_user(user).unread_count, unread)
                self.assertEqual(self.space.with_user(user).unread_count, unread)
        page = self.env["collab.topic.page"].with_user(self.buyer)
        page._mark_read(self.topic.with_user(self.buyer), last.id)
        self.env.invalidate_all()
        self.assertEqual(self.topic.with_user(self.buyer).unread_count, 0)
        self.assertEqual(self.topic.with_user(self.rep).unread_count, 2)
        self.topic.with_user(self.rep).action_mark_read()
        self.assertEqual(self.topic.with_user(self.rep).unread_count, 0)

    def test_internal_topics_do_not_exist_for_buyers(self):
        secret = self.env["collab.topic"].create(
            {"space_id": self.space.id, "name": "Our limits", "is_internal": True}
        )
        message = self._say(self.rep, "Never below 130", topic=secret)
        self.assertNotIn(self.buyer.partner_id, message.notified_partner_ids)
        self.assertNotIn(self.buyer.partner_id, secret.message_partner_ids)
        self.assertFalse(message.with_user(self.buyer).has_access("read"))
        self.assertFalse(secret.with_user(self.buyer).has_access("read"))
        space = self.space.with_user(self.buyer)
        self.assertEqual((space.topic_count, space.message_count, space.unread_count), (1, 0, 0))
        self.assertFalse(space.search_content("limits") + space.search_content("below"))
        with self.assertRaises(UserError):
            self._say(self.buyer, "I know", topic=secret, key="b")
        with self.assertRaisesRegex(UserError, "only members"):
            self._say(self.rep, "@buyer", topic=secret, key="c", mentions=self.buyer.partner_id.ids)
        # Who joins later is told no more.
        self.env["collab.member"].with_user(self.rep).create(
            {"space_id": self.space.id, "partner_id": self.contact.id}
        )
        self.assertNotIn(self.contact, secret.message_partner_ids)

    def test_who_reads_a_topic_does_not_change_under_what_was_said(self):
        topic = self.topic.with_user(self.rep)
        topic.is_internal = True
        self.assertNotIn(self.buyer.partner_id, self.topic.message_partner_ids)
        self._say(self.rep, "Inside")
        with self.assertRaisesRegex(UserError, "stays as it is"):
            topic.is_internal = False

    def test_search_finds_everything_in_the_space_and_nothing_outside(self):
        self._say(self.author, "The torque wrench", files=[("torque.pdf", b"%PDF-1.4")])
        self.env["collab.topic"].create({"space_id": self.space.id, "name": "Torque wrenches"})
        self.env["collab.topic"].create({"space_id": self.internal.id, "name": "Torque inside"})
        hits = self.space.with_user(self.buyer).search_content("torque")
        self.assertEqual([hit["kind"] for hit in hits], ["topic", "file", "message"])
        self.assertEqual(self.space.with_user(self.buyer).search_content("t"), [])
        self.assertEqual(self.space.with_user(self.buyer).search_content("%_"), [])

    def test_the_form_shows_what_was_said_last_and_leads_to_its_topic(self):
        secret = self.env["collab.topic"].create(
            {"space_id": self.space.id, "name": "Our limits", "is_internal": True}
        )
        self._say(self.author, "<b>30</b> days", files=[("terms.pdf", b"%PDF-1.4")])
        self._say(self.rep, "Never below 130", topic=secret, key="b")
        latest = str(self.space.with_user(self.rep).latest_talk)
        for words in (
            "collab_author",
            "in Payment terms",
            "30&lt;/b&gt; days",
            "terms.pdf",
            "Never below 130",
        ):
            self.assertIn(words, latest)
        self.assertIn(f"collab_topic_action/{self.topic.id}", latest)
        self.assertIn("author_avatar", latest)
        # Fields are read by programs too: the buyer's finds nothing that is kept from him.
        self.assertNotIn("130", str(self.space.with_user(self.buyer).latest_talk))
        self.assertFalse(self.internal.with_user(self.author).latest_talk)

    def test_a_page_of_messages_at_a_time(self):
        for number in range(35):
            self.topic.with_user(self.author).message_post(
                body=f"Message {number}", message_type="comment", subtype_xmlid="mail.mt_comment"
            )
        thread = self._thread(self.buyer)
        self.assertEqual((len(thread["messages"]), thread["more"]), (30, True))
        topic = self.topic.with_user(self.buyer)
        older, more = topic.env["collab.topic.page"]._get_messages(topic, before=thread["first"])
        self.assertEqual((len(older), more), (5, False))
