from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import ormcache

from ..services.overrides import is_own

# Of how many rules it is kept which they are; of a pricelist with more, those of a product are looked up.
MAX_KEPT_RULES = 1000


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

    def _get_applicable_rules(self, products, date, **kwargs):
        """What the platform sells is priced by rules that it finds itself: core asks each of them once more.

        Unless another add-on has its own idea of which of them count.
        """
        is_asked = self and self.env.su and not kwargs and products._name == "product.product"
        if not (is_asked and is_own(self, ["_get_applicable_rules_domain"], ["product"])):
            return super()._get_applicable_rules(products, date, **kwargs)
        kept, moment = self._get_eservices_rules(self.id), fields.Datetime.to_datetime(date)
        if kept is None:
            rule_ids = [rule.id for rule in self.env["eservices.prices"]._read_rules(self, products, moment)]
        else:
            template_ids = {False, *products.product_tmpl_id.ids}
            rule_ids = [rule_id for rule_id, template_id in kept if template_id in template_ids]
        rules = self.env["product.pricelist.item"].browse(rule_ids)
        for rule in rules:
            rule._recall()
        return rules.filtered(lambda rule: (rule.date_start or moment) <= moment <= (rule.date_end or moment))

    @api.model
    @ormcache("pricelist_id")
    def _get_eservices_rules(self, pricelist_id):
        """Which rules a pricelist has, in their order.

        :return: pairs of the id of ``product.pricelist.item`` and of the ``product.template`` that it is
            about, or False; None where there are too many
        """
        rules = self.env["product.pricelist.item"].sudo()
        found = rules.search_fetch(
            Domain("pricelist_id", "=", pricelist_id),
            ["product_tmpl_id", "product_id"],
            limit=MAX_KEPT_RULES + 1,
        )
        if len(found) > MAX_KEPT_RULES:
            return None
        return [(rule.id, (rule.product_tmpl_id or rule.product_id.product_tmpl_id).id) for rule in found]
