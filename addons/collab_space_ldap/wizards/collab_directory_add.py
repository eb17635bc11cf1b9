from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.collab_space.const import AUTHOR


class CollabDirectoryAdd(models.TransientModel):
    """Somebody is looked up in the directory and added to a space (S7)."""

    _name = "collab.directory.add"
    _description = "Add members from the directory"

    space_id = fields.Many2one("collab.space", required=True)
    text = fields.Char(string="Name, e-mail or login")
    line_ids = fields.One2many("collab.directory.line", "wizard_id", string="Found")
    role = fields.Selection(
        lambda self: self.env["collab.member"]._fields["role"]._description_selection(self.env),
        required=True,
        default=AUTHOR,
    )

    def action_search(self):
        """Look somebody up."""
        self.ensure_one()
        found = self.space_id.search_directory(self.text)
        self.line_ids = [fields.Command.clear(), *(fields.Command.create(row) for row in found)]
        if not found:
            raise UserError(self.env._("Nobody in the directory is called so."))
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_add(self):
        """Add those who are ticked."""
        self.ensure_one()
        chosen = self.line_ids.filtered("is_chosen")
        if not chosen:
            raise UserError(self.env._("Tick whom to add."))
        self.space_id.action_add_from_directory(chosen.mapped("login"), self.role)
        return {"type": "ir.actions.act_window_close"}
