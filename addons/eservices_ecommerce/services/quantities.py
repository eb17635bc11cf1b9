from odoo import models
from odoo.tools import formatLang, ormcache


class EservicesQuantities(models.AbstractModel):
    """Quantities as people write them, each language with its own separators (B12)."""

    _name = "eservices.quantities"
    _description = "Quantities on the customer platform"

    @ormcache("self.env.lang", "quantity")
    def _format(self, quantity):
        """A quantity without the zeros that say nothing: 12, 2.5, 1,250; in French 2,5.

        :param float quantity: in any unit; rounded to the decimals of *Product Unit*
        """
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        decimals = len(f"{quantity:.{digits}f}".rstrip("0").partition(".")[2])
        return formatLang(self.env, round(quantity, digits), digits=decimals)
