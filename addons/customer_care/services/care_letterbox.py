import uuid

from odoo import models
from odoo.exceptions import MissingError, UserError
from odoo.fields import Domain
from odoo.tools import plaintext2html

MAX_TEXT = 5000


class CareLetterbox(models.AbstractModel):
    """Messages and wishes for a call, from who does not wait (L3, L13)."""

    _name = "care.letterbox"
    _description = "Messages left for customer care"

    def _prepare_page(self, customer, typed=None, error=""):
        """Values of the form that works without the chat."""
        state = self.env["care.desk"]._prepare_state(customer)
        return {
            "care": state,
            "typed": typed or {},
            "error": error,
            "key": (typed or {}).get("key") or uuid.uuid4().hex,
            "title": self.env._("Talk to us"),
        }

    def _leave(self, customer, typed):
        """Leave a message, or ask for a call. It stands on the customer's contact, and somebody is told.

        :param customer: ``Customer``
        :param dict typed: ``kind``, ``text``, ``subject_id``, ``order_id``, ``phone``, ``when``, ``key``
        :return: what happens now, in words
        :raise UserError: when there is nothing in it, too much, or no number to call
        """
        desk, kind, key = self.env["care.desk"], typed["kind"], self.env["care.desk"]._check_key(typed["key"])
        self._check(typed)
        subject = desk._find_subject(customer, typed["subject_id"])
        order = desk._find_order(customer, typed["order_id"])
        waiting = desk._find_running(customer).filtered(lambda one: one.state == "waiting")
        queue, _priority = self.env["care.router"]._route(customer, subject, typed["url"])
        queue = waiting.queue_id or queue
        name = f"<eservices.care.message.{customer.contact.id}.{key}@platform>"
        is_known = customer.env["mail.message"].search_count(Domain("message_id", "=", name), limit=1)
        if not is_known:
            self._post(customer, typed, kind, queue, subject, order, name)
            if waiting:
                waiting._lock()
                waiting.outcome = kind
                self.env["care.conversation"]._end(waiting, customer.user)
        return self._get_answer(customer, kind, queue)

    def _check(self, typed):
        """Hook: whether it can be taken.

        :raise MissingError: for what the form does not offer
        :raise UserError: when there is nothing in it, too much, or no number to call
        """
        kind = typed["kind"]
        if kind not in ("message", "callback"):
            raise MissingError(self.env._("There is no such wish."))
        if kind == "callback" and not typed["phone"]:
            raise UserError(self.env._("Tell us the number to call."))
        if kind == "message" and not typed["text"]:
            raise UserError(self.env._("Write something."))
        if len(typed["text"]) > MAX_TEXT:
            raise UserError(self.env._("This is too long: at most %s characters.", MAX_TEXT))

    def _post(self, customer, typed, kind, queue, subject, order, name):
        contact = customer.contact
        responsible = self._get_responsible(customer, queue)
        body = (
            self.env["ir.qweb"]
            .sudo()
            ._render(
                "customer_care.letter",
                {
                    "kind": kind,
                    "text": plaintext2html(typed["text"]) if typed["text"] else "",
                    "subject": subject.name,
                    "order": order,
                    "phone": typed["phone"],
                    "when": typed["when"],
                },
            )
        )
        contact.message_post(
            author_id=contact.id,
            body=body,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=responsible.partner_id.ids,
            message_id=name,
        )
        summary = self.env._("Call %s", typed["phone"]) if kind == "callback" else self.env._("Answer")
        contact.activity_schedule(
            "mail.mail_activity_data_call" if kind == "callback" else "mail.mail_activity_data_todo",
            summary=summary,
            note=body,
            user_id=responsible[:1].id or customer.config.user_id.id,
        )

    def _get_responsible(self, customer, queue):
        """Who is told: who looks after the customer, else the first of the queue, else of the channel."""
        owner = customer.contact.user_id or customer.company.user_id
        member = queue.sudo().member_ids.filtered("active")[:1]
        return owner or member or customer.config.user_id

    def _get_answer(self, customer, kind, queue):
        opening = self.env["care.hours"]._find_opening(queue, customer.config)
        when = self.env["care.desk"]._get_answer_by(customer, opening)
        if kind == "callback":
            return (
                self.env._("Thank you. We call you %s.", when)
                if when
                else self.env._("Thank you. We call you.")
            )
        if when:
            return self.env._("Thank you. We answer by e-mail, %s.", when)
        return self.env._("Thank you. We answer by e-mail.")
