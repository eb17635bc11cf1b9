from odoo import fields, models


class EservicesReturnRefuse(models.TransientModel):
    """Asks for the reason that the customer reads (B18)."""

    _name = "eservices.return.refuse"
    _description = "Refuse a return"

    return_id = fields.Many2one("eservices.return", required=True, ondelete="cascade")
    reason = fields.Text(required=True)

    def action_refuse(self):
        """Refuse the return with the reason; see ``eservices.return.action_refuse``."""
        self.ensure_one()
        return self.return_id.action_refuse(self.reason)
