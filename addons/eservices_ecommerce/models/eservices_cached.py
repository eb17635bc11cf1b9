from odoo import api, models


class EservicesCached(models.AbstractModel):
    """What the platform keeps of a model's records in the registry's cache is forgotten with any change."""

    _name = "eservices.cached"
    _description = "Cached by the customer platform"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
