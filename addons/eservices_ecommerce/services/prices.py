from hashlib import blake2b
from typing import NamedTuple

from odoo import fields, models
from odoo.tools import SQL, Query, format_amount, ormcache

from . import prepared


class Rule(NamedTuple):
    """What the database says of a rule of a pricelist that is valid now.

    :param int template_id: product that it is about, or None
    :param int product_id: variant that it is about, or None
    :param bool chained: its price comes from another pricelist
    :param str version: changes with every change of the rule
    """

    id: int
    template_id: int
    product_id: int
    chained: bool
    version: str


class EservicesPrices(models.AbstractModel):
    """A customer's own prices, from the ERP's pricelists, without a query per product (P24, B5).

    A price is computed by Odoo's own engine, and kept together with the versions of all records that it was
    computed from: those are read at each request, so that a price is never older than they are.
    """

    _name = "eservices.prices"
    _description = "Prices on the customer platform"

    def _get_prices(self, customer, products, references=None, versions=None):
        """Unit prices, for one unit and from each quantity at which the customer's price changes.

        :param customer: who asks (``services.customer.Customer``)
        :param products: ``product.product``
        :param dict references: what ``eservices.references`` gives for them, where it is known already
        :param dict versions: ``{product id: version}``, see ``sql/offers.sql``; without it nothing is kept
        :return: ``{product: ((from quantity, unit price without tax), …)}``, rising, the first for 1
        """
        # Pricelists based on the customer's own price (product_customerinfo) find him in the context.
        if references is None:
            references = self.env["eservices.references"]._get(customer, products)
        priced = products.with_context(
            partner_id=customer.contact.id,
            eservices_references=self.env["eservices.references"]._get_ids(products, references),
        )
        rules = self._read_rules(customer.pricelist, priced)
        common = self._get_common_key(customer) if versions else None
        currency, prices = customer.currency._recall(), {}
        for product, priced_product in zip(products, priced, strict=True):
            about_template, about_product = (None, product.product_tmpl_id.id), (None, product.id)
            candidates = [
                rule
                for rule in rules
                if rule.template_id in about_template and rule.product_id in about_product
            ]
            keep = common and not any(rule.chained for rule in candidates)
            compute = self._get_kept_tiers if keep else self._get_tiers
            key = keep and (
                *common,
                product.id,
                versions[product.id],
                self._get_reference_key(references.get(product)),
                *(f"{rule.id}:{rule.version}" for rule in candidates),
            )
            digest = keep and blake2b(repr(key).encode(), digest_size=16).digest()
            prices[product] = compute(digest, priced_product, rules, candidates, currency)
        return self._exclude_taxes(customer, prices)

    def _get_common_key(self, customer):
        """Hook: what a kept price depends on besides the records that it is computed from.

        :return: tuple, or None where a price depends on what has no version, such as a rate of exchange
        """
        company = customer.config.company_id
        if customer.currency != company.currency_id:
            return None
        return company.id, customer.pricelist.id, customer.currency.id

    def _get_reference_key(self, reference):
        """Hook: what a price takes from the customer's reference of a product."""
        return (reference.id, reference.price, reference.discount) if reference else None

    # With the fragments, whose cache is the smaller one: a worker keeps what its last pages showed.
    @ormcache("digest", cache="templates.cached_values")
    def _get_kept_tiers(self, digest, product, rules, candidates, currency):
        return self._get_tiers(digest, product, rules, candidates, currency)

    def _get_tiers(self, _digest, product, rules, candidates, currency):
        """``((from quantity, unit price), …)`` of one product, without the steps at which nothing changes.

        :param rules: those of all products of the page, which are read together
        :param candidates: those of this product
        """
        now = fields.Datetime.now()
        records = product.env["product.pricelist.item"].browse([rule.id for rule in rules])
        rules = [records.browse(rule.id).with_prefetch(records._prefetch_ids) for rule in candidates]
        tiers = []
        for quantity in sorted({1.0} | {rule.min_quantity for rule in rules if rule.min_quantity > 1}):
            rule = next(
                (rule for rule in rules if rule._is_applicable_for(product, quantity)),
                product.env["product.pricelist.item"],
            )
            price = rule._compute_price(product, quantity, product.uom_id, date=now, currency=currency)
            if not tiers or currency.compare_amounts(price, tiers[-1][1]):
                tiers.append((quantity, price))
        return tuple(tiers)

    def _get_rule(self, customer, product, quantity):
        """The rule of the customer's pricelist that makes the price of a quantity, or an empty recordset."""
        found = self._read_rules(customer.pricelist, product)
        rules = product.env["product.pricelist.item"].browse([rule.id for rule in found])
        return next((rule for rule in rules if rule._is_applicable_for(product, quantity)), rules.browse())

    def _read_rules(self, pricelist, products, moment=None):
        """Rules of the pricelist that may apply, in their order, read in one query.

        :param products: ``product.product``
        :param datetime moment: when they are valid; now, unless told
        :return: list of :class:`Rule`
        """
        if not (pricelist and products):
            return []
        # No more than this: core may ask in the middle of a computation.
        for model in ("product.pricelist.item", "product.category"):
            self.env[model].flush_model()
        select, order = self._select_rules()
        # Values that PostgreSQL cannot see: it would plan one product anew each time, beside whole pages.
        rows = prepared.execute_query(
            self.env,
            SQL(
                """
                %(select)s
                 WHERE rule.pricelist_id = (SELECT %(pricelist)s::integer)
                   AND (rule.product_tmpl_id IS NULL
                        OR rule.product_tmpl_id = ANY ((SELECT %(templates)s::integer[])::integer[]))
                   AND (rule.product_id IS NULL
                        OR rule.product_id = ANY ((SELECT %(products)s::integer[])::integer[]))
                   AND COALESCE(rule.date_start, %(moment)s) <= %(moment)s
                   AND COALESCE(rule.date_end, %(moment)s) >= %(moment)s
                 ORDER BY %(order)s
                """,
                select=select,
                pricelist=pricelist.id,
                templates=products.product_tmpl_id.ids,
                products=products.ids,
                moment=moment or fields.Datetime.now(),
                order=order,
            ),
        )
        return [Rule(*row) for row in rows]

    @ormcache("self.env.lang")
    def _select_rules(self):
        """All rules of all pricelists, and their order, as ``SQL``."""
        # sudo: product.pricelist.item - of the rules the customer sees the price that comes out
        rules = self.env["product.pricelist.item"].sudo()
        query = Query(self.env, "rule", rules._table_sql)
        order = rules._order_to_sql(rules._order, query, query.table)
        select = SQL(
            "SELECT rule.id, rule.product_tmpl_id, rule.product_id, rule.base = 'pricelist',"
            " eservices_version(rule.xmin, rule.ctid) FROM %s",
            query.from_clause,
        )
        return prepared.inline(self.env, select), prepared.inline(self.env, order)

    def _exclude_taxes(self, customer, prices):
        """Prices as the platform shows them: without tax, also where a product's price includes it."""
        company = customer.config.company_id
        if not self.env["account.tax"]._has_eservices_included(company.id):
            return prices
        for product, tiers in prices.items():
            taxes = product.taxes_id._filter_taxes_by_company(company)
            if any(taxes.mapped("price_include")):
                prices[product] = tuple(
                    (quantity, taxes.compute_all(price, product=product)["total_excluded"])
                    for quantity, price in tiers
                )
        return prices

    @ormcache("self.env.lang", "currency.id", "amount", cache="templates.cached_values")
    def _format(self, amount, currency):
        """A price as it is written in the user's language."""
        return format_amount(self.env, amount, currency)

    @ormcache("self.env.lang", "currency.id", "amount", cache="templates.cached_values")
    def _format_whole(self, amount, currency):
        """A round amount as it is written in the user's language, without decimals."""
        return format_amount(self.env, amount, currency, trailing_zeroes=False)

    def _format_tiers(self, tiers, currency, quantity=0.0):
        """Tiers as the pages show them: the price for one, and the tiers after it.

        :param tiers: what ``_get_prices`` gives for a product
        :param currency: the customer's
        :param float quantity: quantity in the cart: the tier that it reaches is marked
        :return: the price, and a list of ``{"text", "reached", "min"}``
        """
        price, *texts = self._get_tier_texts(tiers, currency)
        steps = [
            {"text": text, "reached": quantity >= minimum, "min": minimum}
            for (minimum, _price), text in zip(tiers[1:], texts, strict=True)
        ]
        return price, steps

    def _get_tier_texts(self, tiers, currency):
        (_one, first), *steps = tiers
        return (
            format_amount(self.env, first, currency),
            *(
                self.env._(
                    "%(price)s from %(quantity)s",
                    price=format_amount(self.env, price, currency),
                    quantity=self.env["eservices.quantities"]._format(minimum),
                )
                for minimum, price in steps
            ),
        )
