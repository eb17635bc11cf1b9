from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import MissingError, UserError
from odoo.fields import Domain

from ..services import moments, own_url
from .care_url import REFUSALS

ANSWERS = ("shown", "declined")


class CarePush(models.Model):
    """A page of the platform that a representative shows to the customer (L11)."""

    _name = "care.push"
    _description = "Page shown to a customer"
    _order = "id desc"
    _rec_name = "title"

    session_id = fields.Many2one("care.session", required=True, index=True, ondelete="cascade", readonly=True)
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    message_id = fields.Many2one("mail.message", readonly=True, index=True, ondelete="set null")
    url = fields.Char(string="Address", required=True, readonly=True)
    title = fields.Char(required=True, readonly=True)
    tab = fields.Char(readonly=True)
    state = fields.Selection(
        [("sent", "Sent"), ("shown", "Shown"), ("declined", "Declined"), ("lost", "Not shown")],
        required=True,
        default="sent",
        readonly=True,
    )
    answered_at = fields.Datetime(readonly=True)

    def _send(self, session_sudo, url, title):
        """Send a page to the customer's active tab; he is asked where the channel says so, or fills a form.

        :param session_sudo: ``care.session``
        :raise UserError: for an address that is no page of the platform, or when nobody is there to see it
        """
        url = (url or "").strip()
        refusal = own_url.find_refusal(url)
        if refusal:
            raise UserError(self.env._("This page cannot be shown.\n%(reason)s", reason=REFUSALS[refusal]))
        if session_sudo.state != "active":
            raise UserError(self.env._("The conversation is over: no page can be shown any more."))
        visit = self.env["care.visit"]._find_target(session_sudo.customer_user_id)
        title = (title or "").strip()[:120] or url
        # The page stands in the conversation too: whoever has it closed, or declined it, opens it there.
        message = self.env["care.conversation"]._post(
            session_sudo,
            self.env.user.partner_id,
            Markup('<a href="%s">%s</a>') % (url, title),
            care_push=True,
        )
        # sudo: care.push - nobody makes one but this
        push_sudo = self.sudo().create(
            {
                "session_id": session_sudo.id,
                "user_id": self.env.uid,
                "message_id": message.id,
                "url": url,
                "title": title,
                "tab": visit.tab,
                "state": "sent" if visit else "lost",
            }
        )
        self.env["care.conversation"]._tell_customer(session_sudo, message)
        if visit:
            session_sudo.customer_user_id._bus_send(
                "care.push/show",
                {
                    "id": push_sudo.id,
                    "session_id": session_sudo.id,
                    "url": url,
                    "title": title,
                    "tab": visit.tab,
                    "ask": session_sudo.config_id.care_push == "ask",
                },
            )
        return push_sudo

    def _answer(self, customer, push_id, state):
        """The customer's page says what became of it; the first answer counts.

        :param customer: ``Customer``
        :raise MissingError: when the page was not shown to him
        """
        # sudo: care.push - the customer's own, by the domain
        push_sudo = self.sudo().search(
            Domain("id", "=", push_id) & Domain("session_id.customer_user_id", "=", customer.user.id)
        )
        if not push_sudo or state not in ANSWERS:
            raise MissingError(self.env._("This page was not shown to you."))
        # A tab that was told too late has been answered for, unless it comes after all.
        if push_sudo.state in ("sent", "lost"):
            push_sudo.write({"state": state, "answered_at": fields.Datetime.now()})
            push_sudo._notify_answered()

    def _notify_answered(self):
        for push in self:
            (push.user_id | push.session_id.agent_id)._bus_send(
                "care.push/answered", {"id": push.id, "session_id": push.session_id.id, "state": push.state}
            )

    def _describe(self):
        self.ensure_one()
        return {
            "id": self.id,
            "message_id": self.message_id.id,
            "url": self.url,
            "title": self.title,
            "state": self.state,
            "at": moments.iso(self.answered_at or self.create_date),
        }
