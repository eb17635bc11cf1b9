from collections import defaultdict
from functools import partial

from odoo import api, models
from odoo.tools import float_round, ormcache

from ..services import columns
from ..services.overrides import is_own

# By what core comes to the amounts of an order.
ENGINE = {
    "account.tax": (
        "_add_tax_details_in_base_line",
        "_add_tax_details_in_base_lines",
        "_get_tax_details",
        "_get_tax_totals_summary",
        "_prepare_base_line_for_taxes_computation",
        "_round_base_lines_tax_details",
    ),
    "sale.order": ("_compute_amounts", "_get_priced_lines"),
    "sale.order.line": ("_compute_amount", "_prepare_base_line_for_taxes_computation"),
}


class AccountTax(models.Model):
    """Where no sales tax is included in prices, the platform need not look at the taxes of each product, nor
    ask core's engine for what a cart comes to.
    """

    _name = "account.tax"
    _inherit = ["account.tax", "eservices.cached"]

    @api.model
    def _get_eservices_kept_names(self):
        names = super()._get_eservices_kept_names()
        return [*names, "has_negative_factor", "price_include", "tax_group_id"]

    @api.model
    @ormcache("company_id")
    def _has_eservices_included(self, company_id):
        """Does the company have a sales tax that is included in the price?"""
        # sudo: account.tax - only whether there is one
        taxes = self.sudo().search([("company_id", "parent_of", company_id), ("type_tax_use", "=", "sale")])
        return any(taxes.mapped("price_include"))

    def _is_eservices_plain(self):
        """Is each of these taxes a share of the price alone, so that none changes what another one takes?"""
        return not any(
            tax.amount_type != "percent"
            or tax.price_include
            or tax.include_base_amount
            or tax.has_negative_factor
            for tax in self
        )

    @api.model
    def _sum_up_eservices(self, lines, company, currency, with_groups=True):
        """What core's engine comes to for the lines of an order whose taxes are plain shares of its prices.

        Then each line has its base and each tax its sum, and nothing else is to be found out: core, for which
        everything may depend on everything, goes through all of them a dozen times.

        :param lines: ``sale.order.line`` with a price
        :param bool with_groups: what each group of taxes comes to is asked too
        :return: what the platform takes of ``_get_tax_totals_summary``; None where core has to be asked
        """
        if not self._has_eservices_engine():
            return None
        names = ("tax_ids", "extra_tax_data", "product_uom_qty", "price_unit", "discount")
        rows = columns.read(lines, names)
        shares = {}
        for tax_ids, line in {tax_ids: line for line, (tax_ids, *_) in zip(lines, rows, strict=True)}.items():
            taxes = line.tax_ids
            if not taxes._is_eservices_plain() or len(taxes.tax_group_id) < len(taxes):
                return None
            shares[tax_ids] = [(tax, tax.amount) for tax in taxes]
        round_amount = partial(float_round, precision_rounding=currency.rounding)
        settle = round_amount if company.tax_calculation_rounding_method == "round_per_line" else float
        untaxed, bases, amounts = 0.0, defaultdict(float), defaultdict(float)
        for tax_ids, extra, quantity, price, discount in rows:
            if extra:
                return None
            # As core multiplies: another order would end in another last digit.
            base = settle(quantity * (price * (1 - discount / 100.0)))
            untaxed += base
            for tax, share in shares[tax_ids]:
                bases[tax] += base
                amounts[tax] += settle(base * share / 100.0)
        amounts = {tax: round_amount(amount) for tax, amount in amounts.items()}
        untaxed, taxed = round_amount(untaxed), sum(amounts.values())
        totals = {
            "base_amount_currency": untaxed,
            "tax_amount_currency": taxed,
            "total_amount_currency": untaxed + taxed,
        }
        if with_groups:
            groups = [
                {
                    "group_name": group.name,
                    "display_base_amount_currency": sum(round_amount(bases[tax]) for tax in taxes),
                    "tax_amount_currency": sum(amounts[tax] for tax in taxes),
                }
                for group, taxes in self._group_eservices(amounts).items()
            ]
            totals["subtotals"] = [{"tax_groups": groups}]
        return totals

    @api.model
    @ormcache()
    def _has_eservices_engine(self):
        """Does no other add-on change how core comes to the amounts of an order?"""
        addons = ("account", "sale", "eservices_ecommerce")
        return all(is_own(self.env[model], names, addons) for model, names in ENGINE.items())

    @api.model
    def _group_eservices(self, taxes):
        """Taxes under the groups in which the totals name them, in the order of these."""
        groups = defaultdict(list)
        for tax in sorted(taxes, key=lambda tax: (tax.tax_group_id.sequence, tax.tax_group_id.id)):
            groups[tax.tax_group_id].append(tax)
        return groups
