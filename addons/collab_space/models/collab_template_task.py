from odoo import fields, models

from ..const import BUYER, SELLER


class CollabTemplateTask(models.Model):
    """A task that every space made from the template begins with."""

    _name = "collab.template.task"
    _description = "Default task of a collaboration space template"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    side = fields.Selection([(SELLER, "Seller"), (BUYER, "Buyer")], required=True, default=SELLER)
    days = fields.Integer(string="Due after (days)", help="Counted from the day of the space's making.")
    template_id = fields.Many2one("collab.template", required=True, index=True, ondelete="cascade")
