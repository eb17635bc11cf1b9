from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache


class LoyaltyProgram(models.Model):
    """Each change of a cart asks which promotions may concern it, of which there are few (P18)."""

    _name = "loyalty.program"
    _inherit = ["loyalty.program", "eservices.cached"]

    @api.model
    @ormcache("company_id")
    def _get_eservices_automatic(self, company_id):
        """For which products a promotion may apply by itself.

        :param int company_id: who sells
        :return: the ids of ``product.product``; None where one is not bound to products by name
        """
        company = self.env["res.company"].sudo().browse(company_id)
        # sudo: loyalty.rule - only whether there is one
        rules = self.env["loyalty.rule"].sudo()
        found = rules.search(
            Domain("mode", "=", "auto")
            & Domain("program_id.active", "=", True)
            & Domain("program_id.trigger", "=", "auto")
            & Domain("program_id.company_id", "in", [False, *company.parent_ids.ids])
        )
        if any(rule._is_eservices_open() for rule in found):
            return None
        return frozenset(found.product_ids.ids)

    @api.model
    @ormcache()
    def _has_eservices_points(self):
        """Is there a program whose points a customer keeps?"""
        # sudo: loyalty.program - only whether there is one
        programs = self.sudo().with_context(active_test=False)
        return bool(programs.search_count(Domain("program_type", "in", ["ewallet", "loyalty"]), limit=1))
