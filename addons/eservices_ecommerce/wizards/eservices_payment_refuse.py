from odoo import fields, models


class EservicesPaymentRefuse(models.TransientModel):
    """Asks for the reason that the customer reads (P22)."""

    _name = "eservices.payment.refuse"
    _description = "Refuse a recorded payment"

    payment_id = fields.Many2one("eservices.payment", required=True, ondelete="cascade")
    reason = fields.Text(required=True)

    def action_refuse(self):
        """Refuse the payment with the reason; see ``eservices.payment.action_refuse``."""
        self.ensure_one()
        return self.payment_id.action_refuse(self.reason)
