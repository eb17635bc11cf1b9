from odoo import api, models
from odoo.exceptions import UserError


class CareConsoleView(models.AbstractModel):
    """The customer's view for an agent, and the ghost view that cannot write (A17, B16).

    The agent's own session stays his: within it the dispatch point answers requests for the platform as the
    customer's, until the time is over or the view is left. See ``ir.http``.
    """

    _name = "care.console.view"
    _description = "Customer's view in the agent console"

    @api.model
    def start(self, contact_id, mode="customer"):
        """Take the customer's view, as far as the channel asks for his consent.

        :param str mode: ``customer``, or ``ghost``
        :return: ``{"url", "view"}``, or ``{"asked": True}`` while the customer has to agree first
        :raise UserError: when he declined, and for a supervisor of the agent
        """
        contact = self.env["care.contact"]._enter(contact_id)
        if mode not in dict(contact._fields["view_mode"].selection):
            raise UserError(self.env._("There is no such view."))
        if contact.agent_id != self.env.user:
            raise UserError(self.env._("Only the agent who serves the customer takes his view."))
        if contact.config_id.care_consent == "ask" and contact.consent != "agreed":
            return self._ask(contact, mode)
        contact._view(mode)
        return {"url": "/eservices", "view": contact._describe_view()}

    def _ask(self, contact, mode):
        if contact.consent == "declined":
            raise UserError(self.env._("%s does not agree.", contact.partner_id.name))
        contact.consent = "asked"
        contact._log("consent", self.env._("Asked"))
        contact.customer_user_id._bus_send(
            "care.contact/asked", {"contact_id": contact.id, "agent": contact.agent_id.name, "mode": mode}
        )
        return {"asked": True}

    @api.model
    def stop(self, contact_id):
        """Give the customer's view back."""
        self.env["care.contact"]._enter(contact_id)._leave_view()
        return {"view": None}
