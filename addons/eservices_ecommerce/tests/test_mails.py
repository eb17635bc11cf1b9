from lxml import html

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MockEmail

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestMails(MockEmail, PlatformCase):
    """What the customer is told by e-mail, and how it looks (P10, P15, P20 to P22)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.config.brand_color = "#ffd21f"
        cls._put_in_stock(cls.free, 50)

    def setUp(self):
        super().setUp()
        self.started_after = self.env["mail.mail"].search([], order="id desc", limit=1).id or 0

    def _get_mails(self):
        """E-mails to outsiders that were put into the queue since the test began."""
        mails = self.env["mail.mail"].search([("id", ">", self.started_after)], order="id")
        return mails.filtered(lambda mail: any(mail.recipient_ids.mapped("partner_share")))

    def _assert_told(self, subject, path, document):
        """One e-mail, to the buyer alone, waits in the queue; returns its page."""
        (mail,) = self._get_mails().filtered(lambda mail: mail.subject == subject)
        self.assertEqual(mail.state, "outgoing")
        self.assertEqual(mail.recipient_ids, self.buyer)
        self.assertFalse(mail.email_to or mail.email_cc)
        self.assertEqual((mail.model, mail.res_id), (document._name, document.id))
        self.assertIn("Bolts & Co", mail.email_from)
        page = html.fromstring(mail.body_html)
        (button,) = page.find_class("es-button")
        self.assertEqual(button.get("href"), document.get_base_url() + path)
        self.assertEqual(page.findtext(".//h1"), subject)
        return page

    def _confirmed_order(self):
        order = self._submit_cart(self.buyer_user, (self.free, 5))
        order.with_user(self.staff).action_confirm()
        return order

    # === EVENTS === #

    def test_an_order_is_received(self):
        order = self._submit_cart(self.buyer_user, (self.free, 5))
        page = self._assert_told(f"Order {order.name} received", f"/eservices/orders/{order.id}", order)
        self.assertIn("Free bolt", page.text_content())

    def test_an_order_is_confirmed_once(self):
        order = self._confirmed_order()
        subject = f"Order {order.name} confirmed"
        self._assert_told(subject, f"/eservices/orders/{order.id}", order)
        order._action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertEqual(len(self._get_mails().filtered(lambda mail: mail.subject == subject)), 1)

    def test_core_does_not_confirm_a_second_time(self):
        self.company.sale_order_template_id = False
        order = self._submit_cart(self.buyer_user, (self.free, 5))
        order.with_user(self.staff)._validate_order()
        self.assertEqual(len(self._get_mails()), 2)

    def test_a_delivery_leaves_with_its_tracking_number(self):
        order = self._confirmed_order()
        order.picking_ids.carrier_tracking_ref = "TRACK 1"
        picking = self._deliver(order, 2)
        page = self._assert_told(
            f"Delivery {picking.name} of order {order.name} is on its way",
            f"/eservices/deliveries/{picking.id}",
            picking,
        )
        self.assertIn("TRACK 1", page.text_content())
        self.assertIn("The rest follows", page.text_content())

    def test_core_does_not_tell_of_a_delivery_a_second_time(self):
        self.company.stock_move_email_validation = True
        order = self._confirmed_order()
        before = len(self._get_mails())
        self._deliver(order)
        self.assertEqual(len(self._get_mails()), before + 1)

    def test_a_return_is_not_told_as_a_delivery(self):
        picking = self._deliver(self._confirmed_order())
        before = len(self._get_mails())
        wizard = self.env["stock.return.picking"].create({"picking_id": picking.id})
        wizard.product_return_moves.quantity = 1
        back = self.env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
        back.move_ids.picked = True
        back.button_validate()
        self.assertEqual(back.state, "done")
        self.assertEqual(len(self._get_mails()), before)

    def test_an_invoice_is_available_once(self):
        invoice = self._create_invoice(self.buyer_user)
        subject = f"Invoice {invoice.name} is available"
        self._assert_told(subject, f"/eservices/invoices/{invoice.id}", invoice)
        invoice.button_draft()
        invoice.action_post()
        self.assertEqual(len(self._get_mails().filtered(lambda mail: mail.subject == subject)), 1)

    def test_a_credit_note_is_called_so(self):
        invoice = self._create_invoice(self.buyer_user)
        credit = invoice._reverse_moves([{"invoice_date": invoice.invoice_date}])
        credit.action_post()
        subject = f"Credit note {credit.name} is available"
        page = self._assert_told(subject, f"/eservices/invoices/{credit.id}", credit)
        self.assertIn(invoice.name, page.text_content())
        self.assertNotIn("To be paid by", page.text_content())
        self.assertEqual(page.find_class("es-button")[0].text_content(), "See the credit note")

    def test_a_channel_whose_staff_send_invoices_does_not(self):
        self.config.send_invoice_emails = False
        invoice = self._create_invoice(self.buyer_user)
        self.assertFalse(self._get_mails().filtered(lambda mail: mail.model == invoice._name))

    def test_a_payment_is_processed(self):
        invoice = self._create_invoice(self.buyer_user)
        payment = self._record_payment(self.buyer_user, invoice, invoice.amount_total)
        payment.with_user(self.staff).action_process()
        (mail,) = self._get_mails().filtered(lambda mail: mail.model == payment._name)
        self._assert_told(mail.subject, f"/eservices/payments/{payment.id}", payment)
        self.assertIn("processed", mail.subject)

    def test_a_payment_is_refused_each_time_with_its_reason(self):
        invoice = self._create_invoice(self.buyer_user)
        payment = self._record_payment(self.buyer_user, invoice, invoice.amount_total)
        for number, reason in enumerate(("Wrong <b>account</b>", "Still\nwrong"), 1):
            payment.with_user(self.staff).action_refuse(reason)
            mails = self._get_mails().filtered(lambda mail: mail.model == payment._name)
            self.assertEqual(len(mails), number)
            page = html.fromstring(mails[-1].body_html)
            (told,) = page.find_class("es-reason")
            self.assertEqual(told.text_content(), reason)
            # The chatter folds what is quoted, and a thread leaves it out.
            self.assertNotIn("data-o-mail-quote", told.attrib)
            (button,) = page.find_class("es-button")
            self.assertTrue(
                button.get("href").endswith(f"/eservices/invoices/{invoice.id}?refill={payment.id}")
            )
            payment.action_submit()

    def _asked_return(self):
        picking = self._deliver(self._confirmed_order())
        customer = self._customer(self.buyer_user)
        values = {
            "lines": {picking.move_ids.id: {"quantity": "2", "reason": "damaged"}},
            "wish": "credit",
            "text": "",
            "files": [],
        }
        returns = self.env["eservices.returns"]
        return returns._request(customer, picking.with_env(customer.env), values).with_env(self.env)

    def test_a_return_is_accepted_and_says_where_the_goods_go(self):
        claim = self._asked_return()
        claim.with_user(self.staff).action_accept()
        subject = f"Return {claim.name} accepted"
        page = self._assert_told(subject, f"/eservices/returns/{claim.id}", claim)
        address = claim._get_return_address()._get_eservices_address_text()
        for words in ("on the parcel", "Send to", address, "Free bolt", claim.picking_id.name):
            self.assertIn(words, page.text_content())

    def test_a_claim_that_is_accepted_asks_for_nothing_back(self):
        claim = self._asked_return()
        claim.with_user(self.staff).action_accept_claim()
        subject = f"Return {claim.name} accepted"
        page = self._assert_told(subject, f"/eservices/returns/{claim.id}", claim)
        self.assertIn("You keep the goods", page.text_content())
        self.assertNotIn("Send to", page.text_content())

    def test_a_return_is_refused_with_its_reason(self):
        claim = self._asked_return()
        claim.with_user(self.staff).action_refuse("Cut to <b>length</b>")
        subject = f"Return {claim.name} refused"
        page = self._assert_told(subject, f"/eservices/returns/{claim.id}", claim)
        self.assertEqual(page.find_class("es-reason")[0].text_content(), "Cut to <b>length</b>")

    # === WHO IS NOT TOLD === #

    def test_a_channel_that_sends_no_emails(self):
        self.config.send_emails = False
        invoice = self._create_invoice(self.buyer_user)
        payment = self._record_payment(self.buyer_user, invoice, invoice.amount_total)
        payment.with_user(self.staff).action_refuse("Wrong account")
        self.assertFalse(self._get_mails())
        self.assertIn("Wrong account", payment.message_ids[0].body)
        self.assertEqual(payment.message_ids[0].partner_ids, self.buyer)

    def test_documents_of_staff_are_no_documents_of_the_platform(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.buyer.id,
                "order_line": [Command.create({"product_id": self.free.id, "product_uom_qty": 1})],
            }
        )
        order.action_confirm()
        self._deliver(order)
        self._invoice(order)
        self.assertFalse(self._get_mails())

    def test_who_has_no_address_is_not_told(self):
        self.buyer.email = False
        self._create_invoice(self.buyer_user)
        self.assertFalse(self._get_mails())

    def test_followers_are_not_told(self):
        order = self._submit_cart(self.buyer_user, (self.free, 5))
        order.message_subscribe((self.colleague | self.rival).ids)
        order.with_user(self.staff).action_confirm()
        self.assertEqual(self._get_mails().recipient_ids, self.buyer)

    def test_a_template_that_cannot_be_rendered_holds_nobody_up(self):
        self.env.ref("eservices_ecommerce.mail_template_order_received").body_html = "<p t-if='1 / 0'>One</p>"
        with mute_logger(
            "odoo.addons.eservices_ecommerce.services.mails", "odoo.addons.mail.models.mail_render_mixin"
        ):
            order = self._submit_cart(self.buyer_user, (self.free, 5))
        self.assertTrue(order.eservices_submitted_at)
        self.assertFalse(self._get_mails())

    def test_a_key_cannot_be_asked_for(self):
        contact = self._create_contact(self.acme, "nina@acme.example")
        contact.with_user(self.staff).action_eservices_open()
        forged = {"eservices_mail": {"config": self.config.id, "url": "x"}, "eservices_invitation": 1}
        contact.sudo().with_context(**forged).message_notify(body="Hello", partner_ids=self.rival.ids)
        self.assertNotIn("token", self._get_mails()[-1].body_html)

    # === LOOK === #

    def test_the_channel_gives_name_colour_and_contact(self):
        order = self._submit_cart(self.buyer_user, (self.free, 5))
        page = self._assert_told(f"Order {order.name} received", f"/eservices/orders/{order.id}", order)
        text = page.text_content()
        for words in ("Bolts & Co", "orders@bolts.example", "+33 1 00 00 00 00", "1 rue du Fer, Lyon"):
            self.assertIn(words, text)
        (button,) = page.find_class("es-button")
        self.assertIn("#ffd21f", button.get("style"))
        self.assertIn("color: #101a1d", button.get("style"))

    def test_nothing_is_fetched_and_no_key_is_given_away(self):
        invoice = self._create_invoice(self.buyer_user)
        payment = self._record_payment(self.buyer_user, invoice, invoice.amount_total)
        payment.with_user(self.staff).action_process()
        self.assertEqual(len(self._get_mails()), 5)
        for mail in self._get_mails():
            page = html.fromstring(mail.body_html)
            self.assertFalse(page.xpath("//img | //script | //link | //iframe"))
            self.assertNotIn("url(", mail.body_html)
            self.assertNotIn("access_token", mail.body_html)

    def test_what_people_call_themselves_is_text(self):
        self.buyer.name = "Ada <script>alert(1)</script>"
        self.config.name = "Bolts <img src=x>"
        self.free.name = "Bolt <b>M8</b>"
        order = self._submit_cart(self.buyer_user, (self.free, 5))
        (mail,) = self._get_mails()
        page = html.fromstring(mail.body_html)
        self.assertFalse(page.xpath("//script | //img"))
        for words in (self.buyer.name, self.config.name, self.free.name, order.name):
            self.assertIn(words, page.text_content())

    def test_a_switched_off_menu_leads_to_the_home_page(self):
        self.config.show_orders = False
        order = self._submit_cart(self.buyer_user, (self.free, 5))
        self._assert_told(f"Order {order.name} received", "/eservices", order)

    def test_the_customers_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.env.ref("eservices_ecommerce.mail_template_order_received")
        template.with_context(lang="fr_FR").write(
            {
                "subject": "Commande {{ object.name }} reçue",
                "body_html": "<p>Merci <t t-out='object.partner_id.name'/></p>",
            }
        )
        self.config.with_context(lang="fr_FR").name = "Boulons"
        self.buyer.lang = "fr_FR"
        order = self._submit_cart(self.buyer_user, (self.free, 5))
        (mail,) = self._get_mails()
        page = html.fromstring(mail.body_html)
        self.assertEqual(page.get("lang"), "fr")
        self.assertEqual(mail.subject, f"Commande {order.name} reçue")
        self.assertIn("Merci Ada", page.text_content())
        self.assertIn("Boulons", page.text_content())

    def test_an_answer_lands_on_the_document(self):
        order = self._submit_cart(self.buyer_user, (self.free, 5))
        (mail,) = self._get_mails()
        answer = (
            f"From: {self.buyer.email}\nTo: {mail.reply_to}\nSubject: Re\nMessage-Id: <answer@acme.example>\n"
            f"In-Reply-To: {mail.mail_message_id.message_id}\n\nBy Friday, please."
        )
        self.env["mail.thread"].message_process("sale.order", answer)
        self.assertIn("By Friday", order.message_ids[0].body)
        self.assertEqual(order.message_ids[0].author_id, self.buyer)

    def test_messages_of_staff_look_like_the_platform(self):
        order = self._submit_cart(self.buyer_user, (self.free, 5))
        order.with_user(self.staff).message_post(
            body="Is <b> enough?", subtype_xmlid="mail.mt_comment", partner_ids=self.buyer.ids
        )
        mail = self._get_mails()[-1]
        page = html.fromstring(mail.body_html)
        (button,) = page.find_class("es-button")
        self.assertIn(f"/eservices/orders/{order.id}", button.get("href"))
        self.assertIn("Is <b> enough?", page.text_content())
        self.assertIn(self.staff.name, page.text_content())

    def test_the_invitation_carries_its_link_on_the_button_alone(self):
        contact = self._create_contact(self.acme, "nina@acme.example")
        with self.mock_mail_gateway():
            contact.with_user(self.staff).action_eservices_open()
        (mail,) = self._mails
        self.assertEqual(mail["subject"], "Your access to Bolts & Co")
        page = html.fromstring(mail["body"])
        (button,) = page.find_class("es-button")
        self.assertIn("/web/signup?", button.get("href"))
        self.assertIn("token=", button.get("href"))
        self.assertIn("nina@acme.example", page.text_content())
        self.assertNotIn("token", "".join(self.env["mail.message"].search([]).mapped("body")))

    # === A FORGOTTEN PASSWORD === #

    def _ask_for_password(self, login):
        """As the page behind "Forgotten?" does, which a stranger opens."""
        with self.mock_mail_gateway():
            self.env["res.users"].with_user(self.env.ref("base.public_user")).sudo().reset_password(login)
        (mail,) = self._mails
        return mail, html.fromstring(mail["body"])

    def test_a_forgotten_password_is_answered_in_the_channels_look(self):
        mail, page = self._ask_for_password("t_buyer")
        self.assertEqual(mail["subject"], "Your new password for Bolts & Co")
        self.assertEqual(mail["email_to"], [self.buyer_user.partner_id.email_formatted])
        self.assertIn("Bolts & Co", mail["email_from"])
        (button,) = page.find_class("es-button")
        self.assertEqual(button.text_content(), "Choose a new password")
        self.assertIn("/web/reset_password?", button.get("href"))
        self.assertIn("token=", button.get("href"))
        self.assertIn("#ffd21f", button.get("style"))
        self.assertIn("t_buyer", page.text_content())
        self.assertNotIn("token", "".join(self.env["mail.message"].search([]).mapped("body")))

    def test_a_forgotten_password_is_answered_in_the_customers_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.env.ref("eservices_ecommerce.mail_template_password")
        template.with_context(lang="fr_FR").write({"subject": "Mot de passe", "body_html": "<p>Bonjour</p>"})
        self.buyer_user.lang = "fr_FR"
        self.buyer_user.flush_recordset()
        self.buyer_user.partner_id.flush_recordset()
        mail, page = self._ask_for_password("t_buyer")
        self.assertEqual(mail["subject"], "Mot de passe")
        self.assertEqual(page.get("lang"), "fr")

    def test_a_password_forgotten_by_others_is_answered_by_odoo(self):
        self.buyer_user.eservices_platform = False
        _mail, page = self._ask_for_password("t_buyer")
        self.assertFalse(page.find_class("es-button"))

    def test_a_password_link_that_cannot_leave_is_told(self):
        with self.mock_mail_gateway():
            self.buyer_user.email = False
            with self.assertRaises(UserError):
                self.buyer_user.action_reset_password()
