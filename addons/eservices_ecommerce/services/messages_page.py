import datetime
import uuid

from odoo import fields, models
from odoo.tools import format_amount

from ..const import MESSAGE_FILE_BYTES, MESSAGE_FILES, MESSAGE_MAX_TEXT
from .message_body import preview, simplify
from .messages import KINDS


class EservicesMessagesPage(models.AbstractModel):
    """The inbox, and the messages of a document, as the customer's pages show them (P23)."""

    _name = "eservices.messages.page"
    _description = "Messages on the customer's pages"

    # === INBOX === #

    def _prepare_rows(self, customer, messages, unread):
        """Rows of the inbox: who wrote about what, and the first words.

        :param unread: those of the messages that the customer has not seen
        """
        documents = {}
        for model, batch in messages.grouped("model").items():
            for document in customer.env[model].browse(batch.mapped("res_id")):
                documents[model, document.id] = document
        rows = []
        for message in messages:
            document = documents[message.model, message.res_id]
            kind = self._get_kind(document)
            rows.append(
                {
                    "author": message.author_id.name or "",
                    "initial": (message.author_id.name or "?")[0].upper(),
                    "about": self._get_about(kind, document),
                    "date": self._format_moment(message.date, short=True),
                    "text": preview(message.body) or ", ".join(message.attachment_ids.mapped("name")),
                    "url": self.env["eservices.messages"]._get_url(kind, message.res_id),
                    "unread": message in unread,
                }
            )
        return rows

    def _prepare_inbox(self, customer, page):
        """Values of the inbox.

        :return: ``(rows, total)``
        """
        messages, unread, total = self.env["eservices.messages"]._list(customer, page)
        return self._prepare_rows(customer, messages, unread), total

    def _prepare_latest(self, customer, limit=3):
        """The newest messages, for the first page."""
        messages, unread, _total = self.env["eservices.messages"]._list(customer)
        return self._prepare_rows(customer, messages[:limit], unread)

    def _get_kind(self, document):
        if document._name == "sale.order":
            return "cart" if document.is_eservices_cart else "order"
        return next(kind for kind, model in KINDS.items() if model == document._name)

    def _get_about(self, kind, document):
        if kind == "cart":
            return self.env._("on your cart")
        if kind == "payment":
            amount = format_amount(self.env, document.amount, document.currency_id)
            return self.env._("on your payment of %s", amount)
        return self.env._("on %s", document.name)

    # === MESSAGES OF A DOCUMENT === #

    def _prepare_thread(self, customer, kind, document, text="", error=""):
        """Hook: messages and events of one document, and the form that answers.

        :param str text: what the customer typed in a form that was refused
        :param str error: why it was refused
        """
        service = self.env["eservices.messages"]
        messages = unread = customer.env["mail.message"]
        # An open cart has none as a rule, which is sooner said than which of them he may read.
        if kind != "cart" or service._has_messages(document):
            messages, unread = service._get_thread(customer, document)
        newest = messages.sorted("id")[-1:]
        first_unread = unread[:1]
        rows = [
            (message.date, self._prepare_message(customer, message, first_unread)) for message in messages
        ]
        rows += [
            (moment, self._prepare_event(moment, words))
            for moment, words in self._get_events(kind, document, customer)
        ]
        titles = {
            "cart": self.env._("Messages on this cart"),
            "order": self.env._("Messages on this order"),
            "delivery": self.env._("Messages on this delivery"),
            "invoice": self.env._("Messages on this invoice"),
            "payment": self.env._("Messages on this payment"),
            "return": self.env._("Messages on this return"),
        }
        return {
            "kind": kind,
            "id": document.id,
            "title": titles[kind],
            "url": f"/eservices/messages/{kind}/{document.id}",
            "rows": [row for _moment, row in sorted(rows, key=lambda pair: pair[0])],
            "unread": len(unread),
            "newest": self._prepare_rows(customer, newest, unread),
            "last": newest.id or 0,
            "key": uuid.uuid4().hex,
            "text": text,
            "error": error,
            "max_text": MESSAGE_MAX_TEXT,
            "max_files": MESSAGE_FILES,
            "max_bytes": MESSAGE_FILE_BYTES,
        }

    def _prepare_message(self, customer, message, first_unread):
        author = message.author_id
        return {
            "id": message.id,
            "event": False,
            "author": author.name or "",
            "mine": author in (customer.contact, customer.user.partner_id),
            "date": self._format_moment(message.date),
            "body": simplify(message.body),
            "first_unread": message == first_unread,
            "files": [
                {"name": file.name, "url": f"/eservices/messages/files/{message.id}/{file.id}"}
                for file in message.attachment_ids
            ],
        }

    def _prepare_event(self, moment, words):
        date = self._format_moment(moment)
        return {"event": True, "body": self.env._("%(date)s: %(event)s", date=date, event=words)}

    def _get_events(self, kind, document, customer):
        """Hook: what happened to the document, between the messages.

        :return: ``[(moment, sentence)]``
        """
        if kind == "order":
            return self._get_order_events(document, customer)
        if kind == "delivery":
            return self._get_delivery_events(document)
        if kind == "invoice":
            return [
                *self._get_invoice_events(document),
                *self._get_payment_events(document.eservices_payment_ids),
            ]
        if kind == "return":
            return self._get_return_events(document)
        return []

    def _get_order_events(self, order, customer):
        events = [(order.date_order, self.env._("order confirmed"))] if order.state == "sale" else []
        if customer.config.show_deliveries:
            events += self._get_delivery_events(order._get_eservices_deliveries())
        if customer.config.show_invoices:
            events += self._get_invoice_events(order._get_eservices_invoices())
        return events

    def _get_delivery_events(self, pickings):
        return [
            (
                picking.date_done,
                self.env._(
                    "%(delivery)s delivered, %(units)s units",
                    delivery=picking.name,
                    units=self.env["eservices.quantities"]._format(sum(picking.move_ids.mapped("quantity"))),
                ),
            )
            for picking in pickings
            if picking.state == "done" and picking.date_done
        ]

    def _get_invoice_events(self, moves):
        # An invoice knows the day only: its end, or the moment it was made, whichever is first.
        end = datetime.time(21, 59)
        return [
            (
                min(datetime.datetime.combine(move.invoice_date, end), move.create_date),
                self.env._("invoice %s posted", move.name),
            )
            for move in moves
            if move.invoice_date
        ]

    def _get_payment_events(self, payments):
        words = {
            "processed": self.env._("payment of %s processed"),
            "refused": self.env._("payment of %s refused"),
        }
        return [
            (
                payment.decided_at,
                words[payment.state] % format_amount(self.env, payment.amount, payment.currency_id),
            )
            for payment in payments
            if payment.state in words and payment.decided_at
        ]

    def _get_return_events(self, document):
        """The decision stands among the messages already, as staff's own."""
        events = [
            (document.received_at, self.env._("goods received")),
            (
                document.closed_at,
                self.env._("withdrawn") if document.state == "withdrawn" else self.env._("closed"),
            ),
        ]
        return [(moment, words) for moment, words in events if moment]

    def _format_moment(self, moment, short=False):
        """A moment as people say it: the time today, the day before that."""
        dates = self.env["eservices.dates"]
        day = dates._get_day(moment)
        today = fields.Date.context_today(self)
        if day == today:
            hour = dates._format_time(moment)
            return hour if short else self.env._("today, %s", hour)
        if short and day == today - datetime.timedelta(days=1):
            return self.env._("Yesterday")
        return dates._format_day(day) if day.year == today.year else dates._format_full_day(day)
