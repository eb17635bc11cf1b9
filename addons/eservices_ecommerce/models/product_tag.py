from odoo import api, models
from odoo.tools import ormcache


class ProductTag(models.Model):
    """Tags as facets of the catalogue (P7)."""

    _inherit = "product.tag"

    @api.model
    @ormcache("self.env.lang")
    def _get_eservices_names(self):
        """Names of all tags in the user's language: ``{id: name}``, in their order."""
        # sudo: product.tag - names of tags are on every product page
        return {tag.id: tag.name for tag in self.sudo().search([])}

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
