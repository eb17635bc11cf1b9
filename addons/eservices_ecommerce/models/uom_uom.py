from odoo import api, models
from odoo.tools import ormcache


class UomUom(models.Model):
    """Units as a customer reads and types them (P18)."""

    _name = "uom.uom"
    _inherit = ["uom.uom", "eservices.cached"]

    def _get_eservices_decimals(self):
        """How many decimals a quantity in this unit may have on the platform (P18).

        None for what is sold by the piece (units, dozens, boxes of them), else those of *Product Unit*.
        """
        self.ensure_one()
        return self._get_eservices_units()[self.id][1]

    def _get_eservices_name(self):
        """Name of this unit in the user's language."""
        self.ensure_one()
        return self._get_eservices_units()[self.id][0]

    @api.model
    @ormcache("self.env.lang")
    def _get_eservices_units(self):
        """All units: ``{id: (name, decimals)}``."""
        piece = self.env.ref("uom.product_uom_unit", raise_if_not_found=False)
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        # sudo: uom.uom - names of units are no secret, and customers cannot read the model
        units = self.sudo().with_context(active_test=False).search_fetch([], ["name", "parent_path"])
        return {
            unit.id: (
                unit.name,
                0 if piece and unit.parent_path.startswith(piece.sudo().parent_path) else digits,
            )
            for unit in units
        }
