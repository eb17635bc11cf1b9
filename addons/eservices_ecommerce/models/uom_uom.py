from odoo import models


class UomUom(models.Model):
    """Units as a customer may type them (P18)."""

    _inherit = "uom.uom"

    def _get_eservices_decimals(self):
        """How many decimals a quantity in this unit may have on the platform (P18).

        None for what is sold by the piece (units, dozens, boxes of them), else those of *Product Unit*.
        """
        self.ensure_one()
        piece = self.env.ref("uom.product_uom_unit", raise_if_not_found=False)
        if piece and self.sudo().parent_path.startswith(piece.parent_path):
            return 0
        return self.env["decimal.precision"].precision_get("Product Unit")
