from odoo import api, fields, models


class CollabProposal(models.TransientModel):
    """An answer to a term, as it is typed in the back office (B13)."""

    _name = "collab.proposal"
    _description = "Answer to a term"

    term_id = fields.Many2one("collab.term", required=True)
    version_id = fields.Many2one("collab.version", compute="_compute_from_term", store=True, precompute=True)
    kind = fields.Selection(related="term_id.kind")
    currency_id = fields.Many2one(related="term_id.space_id.currency_id")
    limit_text = fields.Text(related="term_id.limit_text")
    fallback_id = fields.Many2one("collab.clause.fallback")
    fallback_ids = fields.One2many(related="term_id.clause_id.fallback_ids")
    summary = fields.Char(
        string="In short", compute="_compute_from_term", store=True, readonly=False, precompute=True
    )
    body = fields.Html(
        string="Text", compute="_compute_from_term", store=True, readonly=False, precompute=True
    )
    price = fields.Float(
        digits="Product Price", compute="_compute_from_term", store=True, readonly=False, precompute=True
    )
    quantity = fields.Float(
        string="From quantity",
        digits="Product Unit",
        compute="_compute_from_term",
        store=True,
        readonly=False,
        precompute=True,
    )
    delivery_days = fields.Integer(
        string="Delivery within (days)",
        compute="_compute_from_term",
        store=True,
        readonly=False,
        precompute=True,
    )
    valid_until = fields.Date(compute="_compute_from_term", store=True, readonly=False, precompute=True)
    payment_term_id = fields.Many2one(
        "account.payment.term", compute="_compute_from_term", store=True, readonly=False, precompute=True
    )
    note = fields.Text(string="Reason", help="The other side reads it.")

    @api.depends("term_id", "fallback_id")
    def _compute_from_term(self):
        """Begin with what stands, or with the fallback that was chosen."""
        for wizard in self:
            version = wizard.term_id.current_version_id
            wizard.version_id = wizard.version_id or version
            text = wizard.fallback_id or version
            wizard.update(
                {
                    "summary": text.summary,
                    "body": text.body,
                    "price": wizard.price or version.price,
                    "quantity": wizard.quantity or version.quantity or 1,
                    "delivery_days": wizard.delivery_days or version.delivery_days,
                    "valid_until": wizard.valid_until or version.valid_until,
                    "payment_term_id": wizard.payment_term_id or version.payment_term_id,
                }
            )

    def action_send(self):
        """Send the proposal."""
        self.ensure_one()
        values = {
            "summary": self.summary,
            "body": self.body or "",
            "price": self.price,
            "quantity": self.quantity,
            "delivery_days": self.delivery_days,
            "valid_until": self.valid_until,
            "payment_term_id": self.payment_term_id.id,
            "note": self.note,
        }
        if self.version_id:
            self.term_id.action_counter(self.version_id.id, values)
        else:
            self.term_id.action_propose(values)
        return {"type": "ir.actions.act_window_close"}

    def action_accept(self):
        """Accept what stands."""
        self.ensure_one()
        self.term_id.action_accept(self.version_id.id)
        return {"type": "ir.actions.act_window_close"}

    def action_decline(self):
        """Decline what stands, for the reason that was typed."""
        self.ensure_one()
        self.term_id.action_decline(self.version_id.id, self.note)
        return {"type": "ir.actions.act_window_close"}
