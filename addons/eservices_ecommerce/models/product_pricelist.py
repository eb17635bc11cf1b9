from odoo import fields, models
from odoo.fields import Domain


class ProductPricelist(models.Model):
    """A pricelist can be the list of what its customers may order (P14)."""

    _name = "product.pricelist"
    _inherit = ["product.pricelist", "eservices.cached"]

    eservices_only_listed = fields.Boolean(
        string="Platform sells listed products only",
        help="On the customer platform, a customer with this pricelist may order only products for which the "
        "pricelist has a rule of the product, of the variant or of the product category.",
    )

    def _get_eservices_listed_domain(self, date):
        """Products for which this pricelist has a rule of their own (P14).

        :param date date: day on which the rule must be valid
        :return: a ``Domain`` on ``product.product``
        """
        self.ensure_one()
        moment = fields.Datetime.to_datetime(date)
        rules = self.env["product.pricelist.item"].search_fetch(
            Domain("pricelist_id", "=", self.id)
            & Domain("applied_on", "!=", "3_global")
            & (Domain("date_start", "=", False) | Domain("date_start", "<=", moment))
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", moment)),
            ["product_id", "product_tmpl_id", "categ_id", "applied_on"],
        )
        of_template = rules.filtered(lambda rule: rule.applied_on == "1_product").product_tmpl_id
        return (
            Domain("id", "in", rules.product_id.ids)
            | Domain("product_tmpl_id", "in", of_template.ids)
            | (Domain("categ_id", "child_of", rules.categ_id.ids) if rules.categ_id else Domain.FALSE)
        )
