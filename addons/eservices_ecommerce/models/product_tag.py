from odoo import api, models
from odoo.tools import ormcache


class ProductTag(models.Model):
    """Tags as facets of the catalogue (P7)."""

    _name = "product.tag"
    _inherit = ["product.tag", "eservices.cached"]

    @api.model
    @ormcache("self.env.lang")
    def _get_eservices_names(self):
        """Names of all tags in the user's language: ``{id: name}``, in their order."""
        # sudo: product.tag - names of tags are on every product page
        return {tag.id: tag.name for tag in self.sudo().search([])}
