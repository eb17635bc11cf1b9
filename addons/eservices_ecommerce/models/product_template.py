from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..const import MAX_QUANTITY
from ..services.quantity import QuantityRule


class ProductTemplate(models.Model):
    """Tab "E-services", frame "E-sales": what the platform shows, and where (P4 to P7)."""

    _inherit = "product.template"

    ecommerce_ok = fields.Boolean(
        string="Can be sold in e-commerce",
        index=True,
        help="Customers see and may choose the product on the customer platform.",
    )
    free_sale = fields.Boolean(
        index=True,
        help="Every customer may order the product. Otherwise only customers with a reference of their own.",
    )
    ecommerce_superfamily_id = fields.Many2one(
        "eservices.family",
        string="E-commerce super-family",
        domain="[('level', '=', 1)]",
        index="btree_not_null",
        ondelete="restrict",
    )
    ecommerce_family_id = fields.Many2one(
        "eservices.family",
        string="E-commerce family",
        domain="[('level', '=', 2), ('parent_id', '=', ecommerce_superfamily_id)]",
        compute="_compute_ecommerce_family_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    ecommerce_subfamily_id = fields.Many2one(
        "eservices.family",
        string="E-commerce sub-family",
        domain="[('level', '=', 3), ('parent_id', '=', ecommerce_family_id)]",
        compute="_compute_ecommerce_subfamily_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    eservices_min_qty = fields.Float(
        string="Minimum quantity",
        digits="Product Unit",
        help="The least that a customer may order on the platform, in the unit of the product; 0 for any.",
    )
    eservices_multiple_qty = fields.Float(
        string="Sold in multiples of",
        digits="Product Unit",
        help="Customers order only multiples of this on the platform, in the unit of the product; 0 for any.",
    )

    _eservices_min_qty_range = models.Constraint(
        f"CHECK (eservices_min_qty BETWEEN 0 AND {MAX_QUANTITY})",
        f"The minimum quantity must lie between 0 and {MAX_QUANTITY}.",
    )
    _eservices_multiple_qty_range = models.Constraint(
        f"CHECK (eservices_multiple_qty BETWEEN 0 AND {MAX_QUANTITY})",
        f"The multiple must lie between 0 and {MAX_QUANTITY}.",
    )

    @api.depends("ecommerce_superfamily_id")
    def _compute_ecommerce_family_id(self):
        for template in self:
            if template.ecommerce_family_id.parent_id != template.ecommerce_superfamily_id:
                template.ecommerce_family_id = False

    @api.depends("ecommerce_family_id")
    def _compute_ecommerce_subfamily_id(self):
        for template in self:
            if template.ecommerce_subfamily_id.parent_id != template.ecommerce_family_id:
                template.ecommerce_subfamily_id = False

    def _get_eservices_family(self):
        """The lowest family that the product belongs to."""
        return self.ecommerce_subfamily_id or self.ecommerce_family_id or self.ecommerce_superfamily_id

    @api.constrains("ecommerce_superfamily_id", "ecommerce_family_id", "ecommerce_subfamily_id")
    def _check_ecommerce_families(self):
        for template in self:
            chain = (
                (self.env["eservices.family"], template.ecommerce_superfamily_id, 1),
                (template.ecommerce_superfamily_id, template.ecommerce_family_id, 2),
                (template.ecommerce_family_id, template.ecommerce_subfamily_id, 3),
            )
            for parent, family, level in chain:
                if family and (family.level != level or family.parent_id != parent):
                    raise ValidationError(
                        self.env._(
                            "“%(family)s” does not belong there: in the classification of “%(product)s” "
                            "it would have to stand below “%(parent)s”.",
                            family=family.name,
                            product=template.name,
                            parent=parent.name or self.env._("the top"),
                        )
                    )

    def _get_eservices_quantity_rule(self):
        """In which quantities customers may order the product (B5)."""
        self.ensure_one()
        return QuantityRule(self.eservices_min_qty, self.eservices_multiple_qty)

    def _price_compute(self, price_type, uom=None, currency=None, company=None, date=False):
        """OCA's customer prices are those of variants: a template has its first one's, or the list price."""
        if price_type != "partner":
            return super()._price_compute(price_type, uom, currency, company, date=date)
        prices = super()._price_compute("list_price", uom, currency, company, date=date)
        if self.env.context.get("partner_id") or self.env.context.get("partner"):
            for template in self.filtered("product_variant_id"):
                variant = template.product_variant_id
                prices |= {
                    template.id: variant._price_compute(price_type, uom, currency, company, date)[variant.id]
                }
        return prices
