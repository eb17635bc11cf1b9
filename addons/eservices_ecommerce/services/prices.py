from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_amount


class EservicesPrices(models.AbstractModel):
    """A customer's own prices, from the ERP's pricelists, without a query per product (P24, B5)."""

    _name = "eservices.prices"
    _description = "Prices on the customer platform"

    def _get_prices(self, customer, products, references=None):
        """Unit prices, for one unit and from each quantity at which the customer's price changes.

        :param customer: who asks (``services.customer.Customer``)
        :param products: ``product.product``
        :param dict references: what ``eservices.references`` gives for them, where it is known already
        :return: ``{product: [(from quantity, unit price without tax)]}``, rising, the first for 1
        """
        pricelist = customer.pricelist
        currency = customer.currency
        today = fields.Datetime.now()
        # Pricelists based on the customer's own price (product_customerinfo) find him in the context.
        if references is None:
            references = self.env["eservices.references"]._get(customer, products)
        priced = products.with_context(
            partner_id=customer.contact.id,
            eservices_references={product.id: reference.id for product, reference in references.items()},
        )
        rules = self._get_rules(pricelist, priced, today)
        prices = {}
        for product in priced:
            prices[product] = self._get_tiers(product, self._get_candidates(rules, product), currency, today)
        return self._exclude_taxes(customer, dict(zip(products, prices.values(), strict=True)))

    def _get_candidates(self, rules, product):
        """Of the rules of a page those of this product or of no product in particular, in order."""
        return [
            rule
            for rule in rules
            if rule.product_tmpl_id.id in (False, product.product_tmpl_id.id)
            and rule.product_id.id in (False, product.id)
        ]

    def _get_tiers(self, product, rules, currency, today):
        """``[(from quantity, unit price)]`` of one product, without the steps at which nothing changes."""
        tiers = []
        for quantity in sorted({1.0} | {rule.min_quantity for rule in rules if rule.min_quantity > 1}):
            rule = next(
                (rule for rule in rules if rule._is_applicable_for(product, quantity)),
                product.env["product.pricelist.item"],
            )
            price = rule._compute_price(product, quantity, product.uom_id, date=today, currency=currency)
            if not tiers or currency.compare_amounts(price, tiers[-1][1]):
                tiers.append((quantity, price))
        return tiers

    def _get_rules(self, pricelist, products, today):
        """Rules of the pricelist that may apply, read with all they need in one go."""
        rules = self.env[
            "product.pricelist.item"
        ].sudo()  # sudo: product.pricelist.item - the customer's own prices
        if not (pricelist and products):
            return rules
        domain = (
            Domain("pricelist_id", "=", pricelist.id)
            & Domain("product_tmpl_id", "in", [False, *products.product_tmpl_id.ids])
            & Domain("product_id", "in", [False, *products.ids])
            & (Domain("date_start", "=", False) | Domain("date_start", "<=", today))
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", today))
        )
        names = [name for name, field in rules._fields.items() if field.store and field.prefetch is True]
        return rules.with_env(pricelist.env).search_fetch(domain, names)

    def _exclude_taxes(self, customer, prices):
        """Prices as the platform shows them: without tax, also where a product's price includes it."""
        company = customer.config.company_id
        if not self.env["account.tax"]._has_eservices_included(company.id):
            return prices
        for product, tiers in prices.items():
            taxes = product.taxes_id._filter_taxes_by_company(company)
            if any(taxes.mapped("price_include")):
                prices[product] = [
                    (quantity, taxes.compute_all(price, product=product)["total_excluded"])
                    for quantity, price in tiers
                ]
        return prices

    def _format_tiers(self, customer, tiers, quantity=0.0):
        """The tiers after the first as the pages show them.

        :param float quantity: quantity in the cart: the tier that it reaches is marked
        :return: list of ``{"text", "reached", "min"}``
        """
        return [
            {
                "text": self.env._(
                    "%(price)s from %(quantity)s",
                    price=format_amount(self.env, price, customer.currency),
                    quantity=f"{minimum:g}",
                ),
                "reached": quantity >= minimum,
                "min": minimum,
            }
            for minimum, price in tiers[1:]
        ]
