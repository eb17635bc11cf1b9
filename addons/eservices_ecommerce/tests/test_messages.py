import base64
import json

from odoo import Command
from odoo.exceptions import MissingError, UserError
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCommon

from .common import PlatformFixtures

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestMessages(PlatformFixtures, MailCommon):
    """Row P23: what staff write to a customer reaches him on the document, and nothing else does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.staff.write({"email": "staff@bolts.example", "notification_type": "inbox"})
        cls._put_in_stock(cls.free, 50)
        cls.order = cls._submit_cart(cls.buyer_user, (cls.free, 5))
        cls.order.action_confirm()
        cls.picking = cls._deliver(cls.order)
        cls.invoice = cls._invoice(cls.order)
        cls.payment = cls._record_payment(cls.buyer_user, cls.invoice, 1)
        cls.cart = cls._fill_cart(cls.buyer_user, (cls.free, 1)).with_env(cls.env)
        cls.documents = {
            "order": cls.order,
            "delivery": cls.picking,
            "invoice": cls.invoice,
            "payment": cls.payment,
            "cart": cls.cart,
        }
        cls.service = cls.env["eservices.messages"]
        cls.service._mark_all_read(cls._customer(cls.buyer_user))

    def _say(self, document=None, to=None, **values):
        """A message of staff, public and to the buyer unless said otherwise."""
        values = {
            "body": "Shall we ship today?",
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
            "partner_ids": (self.buyer if to is None else to).ids,
            **values,
        }
        document = self.order if document is None else document
        return document.with_user(self.staff).sudo().message_post(**values)

    def _thread(self, user, kind="order"):
        customer = self._customer(user)
        document = self.service._find(customer, kind, self.documents[kind].id)
        return self.service._get_thread(customer, document)[0].with_env(self.env)

    def _count(self, user):
        return self.service._count_unread(self._customer(user))

    def _answer(self, user, text="Yes.", kind="order", **values):
        customer = self._customer(user)
        document = self.service._find(customer, kind, self.documents[kind].id)
        return self.service._answer(customer, document, text, **values).with_env(self.env)

    def _assert_hidden(self, message):
        for user in (self.buyer_user, self.colleague_user):
            self.assertNotIn(message, self._thread(user))
            self.assertNotIn(message, self.service._list(self._customer(user))[0].with_env(self.env))
        self.assertEqual(self._count(self.buyer_user), 0)

    # === WHAT RISES === #

    def test_a_message_rises_at_every_point_of_the_flow(self):
        for number, (kind, document) in enumerate(self.documents.items(), start=1):
            with self.subTest(kind=kind):
                message = self._say(document)
                self.assertIn(message, self._thread(self.buyer_user, kind))
                self.assertEqual(self._count(self.buyer_user), number)
        rows, _total = self.env["eservices.messages.page"]._prepare_inbox(self._customer(self.buyer_user), 1)
        self.assertEqual(
            [row["url"] for row in rows[:5] if row["unread"]],
            [
                "/eservices/cart#messages",
                f"/eservices/payments/{self.payment.id}#messages",
                f"/eservices/invoices/{self.invoice.id}#messages",
                f"/eservices/deliveries/{self.picking.id}#messages",
                f"/eservices/orders/{self.order.id}#messages",
            ],
        )

    def test_a_message_to_followers_rises_for_those_who_follow(self):
        self.order.message_subscribe(self.buyer.ids)
        message = self._say(to=self.env["res.partner"])
        self.assertIn(message, self._thread(self.buyer_user))
        self.assertEqual((self._count(self.buyer_user), self._count(self.colleague_user)), (1, 0))

    def test_a_message_to_nobody_of_the_company_does_not_rise(self):
        self.order.message_unsubscribe((self.buyer | self.colleague | self.acme).ids)
        self._assert_hidden(self._say(to=self.rival))

    def test_a_user_who_stands_for_another_contact_reads_what_that_contact_gets(self):
        stand_in = self.env["res.partner"].create({"name": "Stand-in"})
        user = self._create_platform_user("t_stand_in", stand_in)
        user.eservices_contact_id = self.buyer
        self._say()
        self.assertEqual(self._count(user), 1)
        message = self._say(to=user.partner_id)
        self.assertIn(message, self._thread(user))
        self.assertEqual(message.with_user(self.staff).eservices_audience, "customer")
        self.assertNotIn(message, self._thread(self.colleague_user))

    def test_colleagues_read_the_threads_of_their_orders_but_not_of_a_cart(self):
        message = self._say()
        self.assertIn(message, self._thread(self.colleague_user))
        self.assertEqual(self._count(self.colleague_user), 0)
        self._say(self.cart, to=self.colleague)
        self.assertEqual(self._count(self.colleague_user), 0)
        with self.assertRaises(MissingError):
            self._thread(self.colleague_user, "cart")

    def test_another_company_reads_nothing_even_when_it_is_tagged(self):
        self._say(to=self.buyer | self.rival)
        self.assertEqual(self._count(self.rival_user), 0)
        for kind in self.documents:
            with self.subTest(kind=kind), self.assertRaises(MissingError):
                self._thread(self.rival_user, kind)

    def test_a_menu_that_is_off_hides_its_messages(self):
        self._say(self.invoice)
        self.config.show_invoices = False
        self.assertEqual(self._count(self.buyer_user), 0)
        with self.assertRaises(MissingError):
            self._thread(self.buyer_user, "invoice")

    # === WHAT NEVER LEAKS === #

    def test_a_note_never_rises_tagged_or_not(self):
        self.order.message_subscribe(self.buyer.ids)
        for to in (self.buyer, self.env["res.partner"]):
            with self.subTest(to=to):
                self._assert_hidden(self._say(to=to, subtype_xmlid="mail.mt_note"))

    def test_nothing_internal_rises(self):
        internal = self.env["mail.message.subtype"].create({"name": "Internal t", "internal": True})
        public = self.env["mail.message.subtype"].create({"name": "Public t"})
        for values in (
            {"is_internal": True},
            {"subtype_xmlid": False, "subtype_id": internal.id},
            {"subtype_xmlid": False, "subtype_id": public.id},
        ):
            with self.subTest(**values):
                self._assert_hidden(self._say(**values))
        self.env.ref("mail.mt_comment").internal = True
        self._assert_hidden(self._say())

    def test_logs_tracking_and_personal_notifications_do_not_rise(self):
        order = self.order.with_user(self.staff).sudo()
        self._assert_hidden(order._message_log(body="Log", partner_ids=self.buyer.ids))
        self._assert_hidden(
            order.message_notify(body="For you", partner_ids=self.buyer.ids, subtype_xmlid="mail.mt_comment")
        )
        tracked = self._say()
        field = self.env["ir.model.fields"]._get("sale.order", "state")
        tracked.write({"tracking_value_ids": [Command.create({"field_id": field.id, "old_value_char": "a"})]})
        self._assert_hidden(tracked)

    def test_a_message_that_is_deleted_or_made_a_note_is_gone(self):
        message = self._say()
        self.assertEqual(self._count(self.buyer_user), 1)
        self.order._message_update_content(message, body="", attachment_ids=[], strict=False)
        self._assert_hidden(message)
        edited = self._say()
        edited.subtype_id = self.env.ref("mail.mt_note")
        self._assert_hidden(edited)

    def test_a_note_is_not_mailed_to_the_customer_and_its_author_is_told(self):
        channel = (self.cr.dbname, "res.partner", self.staff.partner_id.id)
        with self.mock_mail_gateway(), self.mock_bus():
            note = self.order.with_user(self.staff).message_post(
                body="Margin is thin.",
                message_type="comment",
                subtype_xmlid="mail.mt_note",
                partner_ids=(self.buyer | self.env.ref("base.partner_admin")).ids,
            )
            told = self._read_bus(channel)
        self.assertNotIn(self.buyer, note.notification_ids.res_partner_id)
        self.assertIn(self.env.ref("base.partner_admin"), note.notification_ids.res_partner_id)
        self.assertNotIn(self.buyer.email, str([mail["email_to"] for mail in self._mails]))
        warning = next(row for row in told if row["type"] == "simple_notification")
        self.assertIn(self.buyer.name, warning["payload"]["message"])
        self.assertEqual(note.with_user(self.staff).eservices_audience, "withheld")

    def test_a_message_is_mailed_to_the_customer_with_a_link_to_the_platform(self):
        for kind, document in self.documents.items():
            with self.subTest(kind=kind), self.mock_mail_gateway():
                self._say(document)
                mail = next(mail for mail in self._mails if self.buyer.email in str(mail["email_to"]))
                self.assertIn(self.service._get_url(kind, document.id), mail["body"])
                self.assertNotIn("/my/", mail["body"])
                self.assertNotIn("access_token", mail["body"])

    def test_staff_see_which_messages_the_customer_sees(self):
        seen, note = self._say(), self._say(subtype_xmlid="mail.mt_note", to=self.env["res.partner"])
        audience = (seen | note).with_user(self.staff).mapped("eservices_audience")
        self.assertEqual(audience, ["customer", False])
        self.buyer_user.eservices_platform = self.colleague_user.eservices_platform = False
        (seen | note).invalidate_recordset(["eservices_audience"])
        self.assertFalse(seen.with_user(self.staff).eservices_audience)

    # === UNREAD === #

    def test_what_is_read_stays_read_and_the_next_one_counts(self):
        customer = self._customer(self.buyer_user)
        first, second = self._say(), self._say()
        self.assertEqual(self.service._mark_read(customer, self.order, first.id), 1)
        self.assertEqual(self.service._mark_read(customer, self.order, second.id + 1000), 0)
        self.service._mark_read(customer, self.order, first.id)
        self.assertEqual(self._count(self.buyer_user), 0)
        self._say()
        self.assertEqual(self._count(self.buyer_user), 1)

    def test_each_user_reads_for_himself(self):
        self._say(to=self.buyer | self.colleague)
        self.service._mark_all_read(self._customer(self.buyer_user))
        self.assertEqual((self._count(self.buyer_user), self._count(self.colleague_user)), (0, 1))

    def test_an_inbox_takes_as_many_queries_for_twenty_messages_as_for_two(self):
        page = self.env["eservices.messages.page"]

        def measure():
            self.env.flush_all()
            self.env.invalidate_all()
            customer = self._customer(self.buyer_user)
            before = self.cr.sql_log_count
            page._prepare_inbox(customer, 1)
            return self.cr.sql_log_count - before

        self._say()
        self._say(self.invoice)
        measure()
        few = measure()
        for _turn in range(9):
            self._say()
            self._say(self.invoice)
        self.assertLessEqual(measure(), few)

    # === LIVE === #

    def _read_bus(self, channel):
        self.env.cr.precommit.run()
        notifications = self.env["bus.bus"].sudo().search([])
        return [json.loads(one.message) for one in notifications if tuple(json.loads(one.channel)) == channel]

    def _bus_types(self, partner):
        channel = (self.cr.dbname, "res.partner", partner.id)
        return [row for row in self._read_bus(channel) if row["type"].startswith("eservices.message/")]

    def test_a_message_is_told_live_to_who_may_read_it(self):
        with self.mock_bus():
            self._reset_bus()
            message = self._say()
            told = [{"kind": "order", "id": self.order.id, "message": message.id}]
            for partner, expected in ((self.buyer, told), (self.colleague, told), (self.rival, [])):
                self.assertEqual([row["payload"] for row in self._bus_types(partner)], expected)

    def test_a_message_on_a_cart_is_told_to_its_contact_alone(self):
        with self.mock_bus():
            self._reset_bus()
            self._say(self.cart)
            self.assertEqual(len(self._bus_types(self.buyer)), 1)
            self.assertFalse(self._bus_types(self.colleague))

    def test_nothing_is_told_live_of_a_note(self):
        with self.mock_bus():
            self._reset_bus()
            self._say(subtype_xmlid="mail.mt_note")
            self._say(is_internal=True)
            self.assertFalse(self._bus_types(self.buyer))

    # === ANSWERS === #

    def test_an_answer_lands_on_the_chatter_of_the_same_document(self):
        for kind, document in self.documents.items():
            with self.subTest(kind=kind):
                message = self._answer(self.buyer_user, "Yes <b>please</b>", kind, files=[("a.png", PNG)])
                self.assertEqual((message.model, message.res_id), (document._name, document.id))
                self.assertEqual(message.author_id, self.buyer)
                self.assertEqual(message.message_type, "comment")
                self.assertEqual(message.subtype_id, self.env.ref("mail.mt_comment"))
                self.assertIn("&lt;b&gt;", message.body)
                self.assertIn(self.staff.partner_id, message.notification_ids.res_partner_id)
                self.assertEqual(message.attachment_ids.raw, PNG)
                self.assertEqual(message.attachment_ids.res_id, document.id)
                self.assertIn(message, self._thread(self.buyer_user, kind))
        self.assertEqual(self._count(self.buyer_user), 0)

    def test_who_answers_is_told_of_the_next_message(self):
        self._answer(self.colleague_user)
        self._say(to=self.env["res.partner"])
        self.assertEqual(self._count(self.colleague_user), 1)

    def test_an_answer_sent_twice_stands_once(self):
        key = "0123456789abcdef" * 2
        first = self._answer(self.buyer_user, key=key)
        self.assertEqual(self._answer(self.buyer_user, key=key), first)
        self.assertNotEqual(self._answer(self.colleague_user, key=key), first)

    def test_what_is_no_answer_is_refused(self):
        for text, files in (
            ("  ", []),
            ("x" * 5001, []),
            ("x", [("a.png", PNG)] * 6),
            ("x", [("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 10_000_001)]),
            ("x", [("a.pdf", b"<html><script>alert(1)</script></html>")]),
            ("x", [("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>")]),
            ("x", [("a.pdf", b"MZ\x90\x00\x03\x00\x00\x00")]),
        ):
            with self.subTest(text=text[:3], files=len(files)), self.assertRaises(UserError):
                self._answer(self.buyer_user, text, files=files)

    def test_files_are_for_who_reads_the_message(self):
        file = self._say(attachments=[("plan.png", PNG)]).attachment_ids
        message = self.order.message_ids.filtered("attachment_ids")
        for user in (self.buyer_user, self.colleague_user):
            found = self.service._find_file(self._customer(user), message.id, file.id)
            self.assertEqual(found.id, file.id)
        note = self._say(attachments=[("cost.png", PNG)], subtype_xmlid="mail.mt_note")
        for user, one, attachment in (
            (self.rival_user, message, file),
            (self.buyer_user, note, note.attachment_ids),
            (self.buyer_user, message, note.attachment_ids),
        ):
            with self.assertRaises(MissingError):
                self.service._find_file(self._customer(user), one.id, attachment.id)

    # === BY E-MAIL === #

    def _receive(self, sender, parent):
        """A reply as a mail program sends it."""
        text = (
            f"From: {sender}\r\nTo: {self.alias_catchall}@{self.alias_domain}\r\n"
            f"Subject: Re: {self.order.name}\r\nMessage-ID: <r.{parent.id}.{len(sender)}@mail.example>\r\n"
            f"In-Reply-To: {parent.message_id}\r\nReferences: {parent.message_id}\r\n"
            "Date: Thu, 06 Oct 2022 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
            'Content-Type: text/plain; charset="utf-8"\r\n\r\nGate 2 please.\r\n'
        )
        before = self.order.message_ids
        with self.mock_mail_gateway():
            self.env["mail.thread"].message_process("mail.thread", text)
        return self.order.message_ids - before

    def test_a_reply_by_mail_lands_in_the_same_thread(self):
        reply = self._receive(f"Ada <{self.buyer.email}>", self._say())
        self.assertEqual((reply.author_id, reply.message_type), (self.buyer, "email"))
        self.assertIn(reply, self._thread(self.buyer_user))
        self.assertIn("Gate 2 please.", reply.body)
        self.assertEqual(reply.with_user(self.staff).eservices_audience, "customer")

    def test_a_reply_of_somebody_else_is_not_the_customers(self):
        parent = self._say()
        self.order.message_subscribe(self.buyer.ids)
        for sender in (f"{self.buyer.name} <evil@elsewhere.example>", self.rival.email):
            with self.subTest(sender=sender):
                reply = self._receive(sender, parent)
                self.assertEqual(len(reply), 1)
                self.assertNotEqual(reply.author_id, self.buyer)
                self.assertNotIn(reply, self._thread(self.buyer_user))
