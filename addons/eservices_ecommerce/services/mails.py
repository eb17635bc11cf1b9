import logging
from dataclasses import dataclass

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import LazyTranslate, email_normalize, formataddr

from .colour import readable_ink

_lt = LazyTranslate(__name__)
_logger = logging.getLogger(__name__)

BRAND = "#0f5e63"


# Both go along in the context, as objects that no request from outside can put there.
@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """Something of which the customer is told by e-mail.

    :param switch: the menu of the channel on whose pages the document is
    :param path: where the button leads, filled with the document
    :param label: what stands on the button
    :param subtype: of the message on the document; events of one's own are told once
    """

    switch: str
    path: str
    label: object
    subtype: str = "mail.mt_comment"

    @property
    def is_told_once(self):
        """Whether it may happen again unnoticed; a payment that is sent in again is decided again."""
        return self.subtype != "mail.mt_comment"


@dataclass(frozen=True, slots=True, eq=False)
class Invitation:
    """What the e-mail shows with which somebody chooses his password.

    :param config: the channel, may be empty
    :param url: the link with its key
    :param label: what stands on the button
    """

    config: object
    url: str
    label: object


EVENTS = {
    "order_received": Event(
        "show_orders",
        "/eservices/orders/{document.id}",
        _lt("See the order"),
        "eservices_ecommerce.mt_order_received",
    ),
    "order_confirmed": Event(
        "show_orders",
        "/eservices/orders/{document.id}",
        _lt("Follow the order"),
        "eservices_ecommerce.mt_order_confirmed",
    ),
    "delivery_shipped": Event(
        "show_deliveries",
        "/eservices/deliveries/{document.id}",
        _lt("See the delivery"),
        "eservices_ecommerce.mt_delivery_shipped",
    ),
    "invoice_available": Event(
        "show_invoices",
        "/eservices/invoices/{document.id}",
        _lt("See the invoice"),
        "eservices_ecommerce.mt_invoice_available",
    ),
    "credit_note_available": Event(
        "show_invoices",
        "/eservices/invoices/{document.id}",
        _lt("See the credit note"),
        "eservices_ecommerce.mt_invoice_available",
    ),
    "payment_processed": Event("show_invoices", "/eservices/payments/{document.id}", _lt("See the payment")),
    "payment_refused": Event(
        "show_invoices",
        "/eservices/invoices/{document.invoice_ids.ids[0]}?refill={document.id}",
        _lt("Record it again"),
    ),
    "return_accepted": Event("show_returns", "/eservices/returns/{document.id}", _lt("See the return")),
    "return_refused": Event("show_returns", "/eservices/returns/{document.id}", _lt("See the return")),
}

# What knows its channel and its contact without an order.
SENT_IN = ("eservices.payment", "eservices.return")


class EservicesMails(models.AbstractModel):
    """E-mails to customers of the platform: what happens to their documents, and how all look (P10, P20)."""

    _name = "eservices.mails"
    _description = "E-mails of the customer platform"

    _layout = "eservices_ecommerce.mail_layout"

    # === SENDING === #

    def _notify(self, documents, event):
        """Tell the contacts of these documents by e-mail, as far as their channels want it.

        The e-mails wait in Odoo's queue, so that no mail server can hold up what happens.

        :param str event: key of ``EVENTS``
        :return: the documents whose contacts are told
        """
        told = documents.browse()
        for document in documents:
            if self._is_wanted(document, event) and self._send(document, event):
                told |= document
        if told:
            # sudo: ir.cron - whoever works on the document may have it told at once
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return told

    def _is_wanted(self, document, event):
        """Hook: whether the channel of a document tells its contact of this."""
        config = self._get_config(document)
        of_invoice = event in ("invoice_available", "credit_note_available")
        wanted = config.send_emails and (config.send_invoice_emails or not of_invoice)
        return bool(wanted and self._get_recipients(document))

    def _send(self, document, event):
        subtype = self.env.ref(EVENTS[event].subtype)
        if EVENTS[event].is_told_once and self._was_told(document, subtype):
            return False
        config = self._get_config(document)
        # sudo: mail.template, and the document - what the customer is told does not depend on who works on it
        template = self.env.ref(f"eservices_ecommerce.mail_template_{event}").sudo()
        document_sudo = document.sudo().with_context(eservices_mail=EVENTS[event], mail_post_autofollow=False)
        try:
            with self.env.cr.savepoint():
                document_sudo.message_post_with_source(
                    template,
                    author_id=self._get_author(document, config).id,
                    email_from=template.email_from or self._get_sender(config),
                    email_layout_xmlid=self._layout,
                    force_send=False,
                    message_type="auto_comment",
                    # The customer who places an order is told of it, though it is he who acts.
                    notify_author=True,
                    notify_skip_followers=True,
                    partner_ids=self._get_recipients(document).ids,
                    subtype_id=subtype.id,
                )
        except UserError:
            # Somebody changed the template and it can no longer be rendered: the order is worth more.
            _logger.exception("The e-mail %s of %s could not be made", event, document)
            return False
        return True

    def _invite(self, user):
        """Send the link with which a new user of the platform chooses his password (P15).

        :raise UserError: with the mail server's reason, when it did not leave
        """
        # sudo: ir.config_parameter - an officer may invite without a right to it
        hours = self.env["ir.config_parameter"].sudo().get_param("auth_signup.signup.validity.hours", 144)
        label = _lt("Choose your password")
        self._send_password_link(user, "invitation", "signup", label, {"eservices_days": int(hours) // 24})

    def _send_new_password_link(self, user):
        """Send the link with which a user of the platform who forgot his password chooses another one (P3).

        :raise UserError: when it did not leave
        """
        # sudo: ir.config_parameter - a stranger asks for it
        parameters = self.env["ir.config_parameter"].sudo()
        hours = parameters.get_param("auth_signup.reset_password.validity.hours", 4)
        label = _lt("Choose a new password")
        self._send_password_link(user, "password", "reset", label, {"eservices_hours": int(hours)})

    def _send_password_link(self, user, template, signup_type, label, values):
        """The link stands on the button alone, which goes out with the e-mail and is kept nowhere.

        It does not wait in the queue: whoever asked for it wants to know that it left.
        """
        partner = user.partner_id.with_context(lang=user.lang)
        partner.signup_prepare(signup_type=signup_type)
        # sudo: eservices.config, mail.template - neither an officer nor a stranger has a right to both
        config = self.env["eservices.config"].sudo()._resolve(user, "")
        template = self.env.ref(f"eservices_ecommerce.mail_template_{template}").sudo()
        template = template.with_context(eservices_channel=config.name or user.company_id.name, **values)
        subject, body = (
            template._render_field(field, user.ids, compute_lang=True)[user.id]
            for field in ("subject", "body_html")
        )
        # With the channel, a link that is too old is answered by the channel as well.
        url = f"{partner._get_signup_url()}&channel={config.id}"
        invitation = Invitation(config, url, label)
        message = partner.with_context(eservices_mail=invitation).message_notify(
            author_id=self._get_author(user, config).id,
            body=body,
            email_from=template.email_from or self._get_sender(config),
            email_layout_xmlid=self._layout,
            partner_ids=partner.ids,
            send_after_commit=False,
            subject=subject,
        )
        failed = message.notification_ids.filtered(lambda one: one.notification_status == "exception")
        if failed:
            raise UserError(failed[0].failure_reason or self.env._("The mail server did not take it."))

    def _was_told(self, document, subtype):
        # sudo: mail.message - whether it was told does not depend on who works on the document
        messages_sudo = self.env["mail.message"].sudo()
        domain = (
            Domain("model", "=", document._name)
            & Domain("res_id", "=", document.id)
            & Domain("subtype_id", "=", subtype.id)
        )
        return bool(messages_sudo.search_count(domain, limit=1))

    def _get_config(self, document):
        """The channel that a document came from; none for what is no document of the platform."""
        # sudo: eservices.config - staff without a right to it work on the document
        document = document.sudo()
        if document._name in SENT_IN:
            return document.config_id
        return self._get_orders(document).eservices_config_id[:1]

    def _get_orders(self, document):
        if document._name == "sale.order":
            return document
        if document._name == "stock.picking":
            return document.sale_id
        if document._name == "account.move":
            return document.line_ids.sale_line_ids.order_id.filtered("eservices_config_id")
        return self.env["sale.order"]

    def _get_recipients(self, document):
        """Who ordered, paid or asked for a return: nobody else, and only with an e-mail address."""
        document = document.sudo()  # sudo: res.partner - see _get_config
        source = document if document._name in SENT_IN else self._get_orders(document)
        return source.partner_id.filtered(lambda contact: email_normalize(contact.email or ""))

    def _get_author(self, document, config):
        """Staff, whoever acted: to the customer it is the house that writes."""
        if self.env.user._is_internal():
            return self.env.user.partner_id
        responsible = config._get_responsible(self._get_recipients(document)[:1])
        return responsible.partner_id or config.company_id.partner_id

    def _get_sender(self, config):
        return formataddr((config.name, config.email)) if config.email else config.company_id.email_formatted

    # === LOOK === #

    def _get_look(self, document, recipients_group, message):
        """What the layout shows around an e-mail to a customer of the platform.

        :return: a ``dict``, or ``None`` for e-mails to others
        """
        mail = self.env.context.get("eservices_mail")
        if isinstance(mail, Invitation):
            label = self.env._(mail.label)
            return self._prepare_look(mail.config, mail.url, label, message.subject, answer=False)
        if isinstance(mail, Event):
            config = self._get_config(document)
            path = mail.path.format(document=document) if config[mail.switch] else "/eservices"
            url = document.get_base_url() + path
            return self._prepare_look(config, url, self.env._(mail.label), message.subject)
        if recipients_group.get("notification_group_name") == "eservices_customer":
            config = self._get_config(document) or self._get_audience_config(document)
            button = recipients_group["button_access"]
            title = message.subject or self.env._("Message about %s", document.display_name)
            author = message.author_id.name or ""
            return self._prepare_look(config, button["url"], button["title"], title, author=author)
        return None

    def _get_audience_config(self, document):
        audience = self.env["eservices.message.audience"]._get_audience(document)
        return audience[0][0].config if audience else self.env["eservices.config"]

    def _prepare_look(self, config, url, label, title, author="", answer=True):
        """Hook: values of the layout.

        :param config: the channel, with which name, colour and contact come
        :param str url: where the only button leads
        :param bool answer: whether an answer reaches somebody who knows what it is about
        """
        # sudo: eservices.config - the customer sees these
        config = config.with_env(self.env).sudo()
        brand = config.brand_color or BRAND
        return {
            "name": config.name or self.env.company.name,
            "brand": brand,
            "ink": readable_ink(brand),
            "contact": [text for text in (config.address, config.phone, config.email) if text],
            "url": url,
            "label": label,
            "title": title,
            "author": author,
            "answer": answer,
        }
