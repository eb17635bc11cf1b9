from odoo import fields, models

from ..const import AUTHOR


class CollabTemplate(models.Model):
    """What a new space starts with (S3). The first one in the list is the default."""

    _name = "collab.template"
    _description = "Collaboration space template"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    description = fields.Html(translate=True, help="Text that a new space starts with.")
    kind = fields.Selection(
        [("negotiation", "Negotiation"), ("internal", "Internal")],
        required=True,
        default="negotiation",
        help="Negotiation: between the company and its buyers.\nInternal: among users of the company only.",
    )
    topic_ids = fields.One2many("collab.template.topic", "template_id", string="Default topics", copy=True)
    folder_ids = fields.One2many("collab.template.folder", "template_id", string="Folders", copy=True)
    task_ids = fields.One2many("collab.template.task", "template_id", string="Tasks", copy=True)
    term_ids = fields.One2many("collab.template.term", "template_id", string="Terms", copy=True)
    default_role = fields.Selection(
        lambda self: self.env["collab.member"]._fields["role"]._description_selection(self.env),
        string="Role of new members",
        required=True,
        default=AUTHOR,
    )
    days = fields.Integer(
        string="Answer due after (days)", help="The deadline of a new space; 0 leaves it open."
    )
