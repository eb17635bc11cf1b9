from odoo import api, fields, models

from ..const import AUTHOR


class CollabInvite(models.TransientModel):
    """Several people are invited to a space at once (S6)."""

    _name = "collab.invite"
    _description = "Invite people to a space"

    space_id = fields.Many2one("collab.space", required=True)
    can_add_buyers = fields.Boolean(related="space_id.can_add_buyers")
    partner_ids = fields.Many2many("res.partner", string="People", required=True)
    role = fields.Selection(
        lambda self: self.env["collab.member"]._fields["role"]._description_selection(self.env),
        required=True,
        compute="_compute_role",
        store=True,
        readonly=False,
        precompute=True,
    )

    @api.depends("space_id")
    def _compute_role(self):
        for wizard in self:
            # sudo: collab.template - the role of new members is no secret to who may invite them
            wizard.role = wizard.sudo().space_id.template_id.default_role or AUTHOR

    def action_invite(self):
        """Invite them; see ``collab.space.action_invite``."""
        self.ensure_one()
        self.space_id.action_invite(self.partner_ids.ids, self.role)
        return {"type": "ir.actions.act_window_close"}
