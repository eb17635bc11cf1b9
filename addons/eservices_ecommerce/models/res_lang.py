from odoo import models


class ResLang(models.Model):
    """A new language gets its order by name in the catalogue."""

    _inherit = "res.lang"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active"):
            self.env["eservices.catalogue.entry"]._create_name_indexes()
        return result
