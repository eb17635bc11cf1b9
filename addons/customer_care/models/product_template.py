from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ProductTemplate(models.Model):
    """A product with variants has an ID of its own in the console, and a default variant (A10)."""

    _inherit = "product.template"

    care_master_code = fields.Char(
        string="ID of the master",
        index="btree_not_null",
        copy=False,
        help="Agents type it for the product as a whole: its default variant is added to the cart.",
    )
    care_default_product_id = fields.Many2one(
        "product.product",
        string="Default variant",
        domain="[('product_tmpl_id', '=', id)]",
        copy=False,
        help="Empty: the first variant.",
    )

    @api.constrains("care_default_product_id")
    def _check_care_default(self):
        for template in self:
            default = template.care_default_product_id
            if default and default.product_tmpl_id != template:
                raise ValidationError(self.env._("The default variant is one of another product."))

    def _get_care_default(self):
        """The variant that stands for the product as a whole; may be none."""
        self.ensure_one()
        default = self.care_default_product_id
        if default.active:
            return default
        combination = self._get_first_possible_combination()
        return self._get_variant_for_combination(combination) or self.product_variant_ids[:1]
