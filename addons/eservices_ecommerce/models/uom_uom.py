from typing import NamedTuple

from odoo import api, models
from odoo.tools import ormcache


class Unit(NamedTuple):
    """What the platform knows of a unit.

    :param str name: in the user's language
    :param int decimals: how many a quantity may have
    :param int reference_id: unit that all which can be converted into it have in common
    :param float factor: how much of that it holds
    """

    name: str
    decimals: int
    reference_id: int
    factor: float


class UomUom(models.Model):
    """Units as a customer reads and types them (P18)."""

    _name = "uom.uom"
    _inherit = ["uom.uom", "eservices.cached"]

    def _get_eservices_decimals(self):
        """How many decimals a quantity in this unit may have on the platform (P18).

        None for what is sold by the piece (units, dozens, boxes of them), else those of *Product Unit*.
        """
        self.ensure_one()
        return self._get_eservices_units()[self.id].decimals

    def _get_eservices_name(self):
        """Name of this unit in the user's language."""
        self.ensure_one()
        return self._get_eservices_units()[self.id].name

    @api.model
    @ormcache("self.env.lang")
    def _get_eservices_units(self):
        """All units: ``{id: Unit}``."""
        piece = self.env.ref("uom.product_uom_unit", raise_if_not_found=False)
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        # sudo: uom.uom - names of units are no secret, and customers cannot read the model
        units = (
            self.sudo().with_context(active_test=False).search_fetch([], ["factor", "name", "parent_path"])
        )
        return {
            unit.id: Unit(
                unit.name,
                0 if piece and unit.parent_path.startswith(piece.sudo().parent_path) else digits,
                int(unit.parent_path.split("/")[0]),
                unit.factor,
            )
            for unit in units
        }

    @api.model
    def _get_eservices_content(self, packaging_id, unit_id):
        """How much of a unit a packaging holds; 0 where that cannot be ordered (B5)."""
        units = self._get_eservices_units()
        packaging, unit = units[packaging_id], units[unit_id]
        if packaging.reference_id != unit.reference_id:
            return 0.0
        content = packaging.factor / unit.factor
        rounded = round(content, unit.decimals)
        return rounded if abs(content - rounded) < 1e-6 else 0.0
