from odoo import models
from odoo.exceptions import UserError
from odoo.tools import formatLang, ormcache


class QuantityRefused(UserError):
    """A quantity in which a product is not sold (B5).

    :param str message: why, with what fits instead
    :param nearest: quantities that fit
    """

    def __init__(self, message, nearest):
        super().__init__(message)
        self.nearest = nearest


class EservicesQuantities(models.AbstractModel):
    """Quantities as people write them (B12), and those in which a product is sold (B5)."""

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

    def _describe_rule(self, rule):
        """In which quantities a product is sold, in small print; empty for any.

        :param rule: ``services.quantity.QuantityRule``
        """
        if rule.is_any:
            return ""
        if rule.multiple and rule.least > rule.multiple:
            return self.env._(
                "from %(least)s, in steps of %(step)s",
                least=self._format(rule.least),
                step=self._format(rule.multiple),
            )
        if rule.multiple:
            return self.env._("in steps of %s", self._format(rule.multiple))
        return self.env._("at least %s", self._format(rule.minimum))

    def _explain_misfit(self, rule, nearest):
        """Why a quantity is refused, and what fits instead.

        :param nearest: what ``QuantityRule.get_nearest`` gives for it
        :return: a sentence; empty where the quantity fits
        """
        if not nearest:
            return ""
        if not rule.multiple:
            return self.env._("It is sold from %s.", self._format(rule.least))
        choice = (
            self.env._(
                "%(below)s or %(above)s", below=self._format(nearest[0]), above=self._format(nearest[1])
            )
            if len(nearest) > 1
            else self._format(nearest[0])
        )
        step = self._format(rule.multiple)
        if rule.least > rule.multiple:
            return self.env._(
                "It is sold from %(least)s, in steps of %(step)s: %(choice)s?",
                least=self._format(rule.least),
                step=step,
                choice=choice,
            )
        return self.env._("It is sold in steps of %(step)s: %(choice)s?", step=step, choice=choice)

    def _check_fit(self, product, quantity):
        """Refuse a quantity in which a product is not sold.

        :param product: ``product.product``
        :raise QuantityRefused: with what fits instead
        """
        rule = product.product_tmpl_id._get_eservices_quantity_rule()
        nearest = rule.get_nearest(quantity)
        if nearest:
            raise QuantityRefused(self._explain_misfit(rule, nearest), nearest)
