from odoo import models


class LoyaltyRule(models.Model):
    """What a promotion asks of a cart: see ``loyalty.program``."""

    _name = "loyalty.rule"
    _inherit = ["loyalty.rule", "eservices.cached"]

    def _is_eservices_open(self):
        """May the rule be about any product, as far as it names none?"""
        is_bound = self.product_category_id or self.product_tag_id or self.product_domain not in (False, "[]")
        return bool(is_bound) or not self.product_ids
