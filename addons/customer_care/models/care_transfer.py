from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..const import TRANSFER_TIMEOUT
from ..services import moments


class CareTransfer(models.Model):
    """A conversation offered to a colleague, who accepts or declines within a time (L15)."""

    _name = "care.transfer"
    _description = "Transfer of a conversation"
    _order = "id desc"
    _rec_name = "to_id"

    session_id = fields.Many2one("care.session", required=True, index=True, ondelete="cascade", readonly=True)
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    from_id = fields.Many2one(
        "res.users", string="Offered by", required=True, readonly=True, ondelete="cascade"
    )
    to_id = fields.Many2one(
        "res.users", string="Offered to", required=True, readonly=True, ondelete="cascade"
    )
    text = fields.Char(readonly=True)
    state = fields.Selection(
        [
            ("offered", "Offered"),
            ("accepted", "Accepted"),
            ("declined", "Declined"),
            ("expired", "Unanswered"),
            ("withdrawn", "Taken back"),
        ],
        required=True,
        default="offered",
        readonly=True,
    )
    expires_at = fields.Datetime(required=True, readonly=True)

    _offered_uniq = models.UniqueIndex(
        "(session_id) WHERE state = 'offered'", "This conversation is offered to a colleague already."
    )

    def _offer(self, session_sudo, user_id, text):
        """Offer a conversation.

        :param session_sudo: ``care.session``, locked
        :raise UserError: when the colleague may not take it
        """
        if session_sudo.state != "active":
            raise UserError(self.env._("Only a running conversation can be transferred."))
        if session_sudo.transfer_ids.filtered(lambda transfer: transfer.state == "offered"):
            raise UserError(self.env._("This conversation is offered to a colleague already."))
        dispatcher = self.env["care.dispatcher"]
        colleague = dispatcher._find_colleague(session_sudo, user_id)
        # sudo: care.transfer - nobody makes one but this
        transfer_sudo = self.sudo().create(
            {
                "session_id": session_sudo.id,
                "from_id": session_sudo.agent_id.id,
                "to_id": colleague.id,
                "text": (text or "").strip()[:500],
                "expires_at": fields.Datetime.now() + timedelta(seconds=TRANSFER_TIMEOUT),
            }
        )
        self.env["care.event"]._log(session_sudo, "offered", colleague)
        dispatcher._wake(transfer_sudo.expires_at)
        colleague._bus_send(
            "care.transfer/offered",
            {
                "id": transfer_sudo.id,
                "session_id": session_sudo.id,
                "name": transfer_sudo.from_id.name,
                "customer": session_sudo.name,
                "text": transfer_sudo.text or "",
                "expires_at": moments.iso(transfer_sudo.expires_at),
            },
        )
        return transfer_sudo

    def _describe(self):
        self.ensure_one()
        return {
            "transfer_id": self.id,
            "to": self.to_id.name,
            "state": self.state,
            "expires_at": moments.iso(self.expires_at),
        }

    def action_accept(self):
        """Take the offered conversation.

        :raise UserError: when it is too late, or saying what keeps the user from it
        """
        transfer_sudo = self._check_addressee("to_id")
        agent_sudo = self.env["care.agent"]._lock(self.env.user)
        session_sudo = transfer_sudo.session_id
        session_sudo._lock()
        transfer_sudo._check_open()
        self.env["care.dispatcher"]._check_may_take(session_sudo, self.env.user, transfer=True)
        if transfer_sudo.text:
            self.env["care.conversation"]._note(session_sudo, transfer_sudo.text, transfer_sudo.from_id)
        self.env["care.conversation"]._assign(session_sudo, agent_sudo, "transferred")
        transfer_sudo._settle("accepted")
        return session_sudo.with_env(self.env)._answer_taken()

    def action_decline(self, reason=""):
        """Leave the conversation to who offered it."""
        transfer_sudo = self._check_addressee("to_id")
        transfer_sudo.session_id._lock()
        transfer_sudo._check_open()
        transfer_sudo._settle("declined", reason)
        self.env["care.event"]._log(transfer_sudo.session_id, "refused", self.env.user)
        return True

    def action_withdraw(self):
        """Take the offer back."""
        transfer_sudo = self._check_addressee("from_id")
        transfer_sudo.session_id._lock()
        transfer_sudo._check_open()
        transfer_sudo._settle("withdrawn")
        return True

    def action_expire(self):
        """Let an offer be over whose time is: the pages of both see the time pass before the scheduler does.

        :return: whether it is over, however it ended
        """
        transfer_sudo = self._check_addressee("from_id" if self.from_id == self.env.user else "to_id")
        transfer_sudo.session_id._lock()
        transfer_sudo.invalidate_recordset(["state"])
        transfer_sudo._expire_late()
        return transfer_sudo.state != "offered"

    def _check_addressee(self, name):
        self.ensure_one()
        self.env["care.agent"]._check_representative()
        self.check_access("read")
        if self[name] != self.env.user:
            raise AccessError(self.env._("This offer is not yours to answer."))
        # sudo: care.transfer - nobody writes one but by these verbs
        return self.sudo()

    def _check_open(self):
        self.invalidate_recordset(["state"])
        if self.state != "offered" or self.expires_at < fields.Datetime.now():
            raise UserError(self.env._("This offer is over."))

    def _settle(self, state, reason=""):
        """Write down how the offer ended, and tell both sides."""
        for transfer in self:
            transfer.state = state
            payload = {
                "id": transfer.id,
                "session_id": transfer.session_id.id,
                "state": state,
                "name": transfer.to_id.name,
                "text": (reason or "").strip()[:500],
            }
            (transfer.from_id | transfer.to_id)._bus_send("care.transfer/answered", payload)

    def _expire(self):
        """Give back what nobody answered in time."""
        self.search(Domain("state", "=", "offered"))._expire_late()

    def _expire_late(self):
        now = fields.Datetime.now()
        late = self.filtered(lambda transfer: transfer.state == "offered" and transfer.expires_at < now)
        for transfer in late:
            self.env["care.event"]._log(transfer.session_id, "expired", transfer.to_id)
        late._settle("expired")
