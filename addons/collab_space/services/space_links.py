from odoo import models
from odoo.exceptions import UserError


class CollabSpaceLinks(models.AbstractModel):
    """Ways between a space and what it belongs to: one click each (S10)."""

    _name = "collab.space.links"
    _description = "Links of collaboration spaces"

    def _open(self, record):
        """Action that opens one record.

        :raise UserError: when there is none
        """
        if not record:
            raise UserError(self.env._("There is none yet."))
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    def _list(self, model, domain, context=None):
        """Action that lists records."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env["ir.model"]._get(model).name,
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "domain": list(domain),
            "context": context or {},
        }

    def _go_to_spaces(self, spaces, values):
        """Open the spaces of a document: the only one, the list, or the form of a new one.

        :param spaces: ``collab.space`` that the user may read
        :param dict values: what a new one begins with
        """
        if len(spaces) == 1:
            return self._open(spaces)
        context = {f"default_{name}": value for name, value in values.items()}
        if spaces:
            return self._list("collab.space", [("id", "in", spaces.ids)], context)
        return {
            "type": "ir.actions.act_window",
            "res_model": "collab.space",
            "views": [(False, "form")],
            "context": context,
        }
