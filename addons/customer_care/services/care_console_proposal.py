from odoo import api, models


class CareConsoleProposal(models.AbstractModel):
    """What an agent says about a change that waits for the customer's answer (B10)."""

    _inherit = "care.console.cart"

    @api.model
    def explain(self, contact_id, proposal_id, text=""):
        """Say why a change is proposed, whatever it changes; the customer reads it with the proposal.

        :param str text: empty: nothing any more
        """

        def explain(customer):
            contact = self.env["care.journal"]._get_contact(customer)
            self.env["care.proposal"]._explain(contact, proposal_id, text)

        return self._change(contact_id, explain)
