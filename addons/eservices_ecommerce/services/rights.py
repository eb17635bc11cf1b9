from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL, Query, ormcache

from . import prepared


@dataclass(frozen=True)
class Gate:
    """One condition under which a customer may order a product.

    :param str key: short technical name
    :param build: function giving the ``Domain`` on ``product.product`` of what passes
    :param explain: function of one product that refused it, giving a translated sentence
    """

    key: str
    build: Callable
    explain: Callable

    @cached_property
    def domain(self):
        """What passes; built by the first who asks, as most pages do not ask every gate."""
        return self.build()


class EservicesRights(models.AbstractModel):
    """What may be bought: the only place that knows (P5, P14).

    Lists, single checks and explanations are all built from the same gates. To extend the rule, override
    ``_get_gates`` and append one.
    """

    _name = "eservices.rights"
    _description = "Rights of customers to products"

    def _get_gates(self, contact, config, templates=None):
        """Hook: the gates in the order in which they are explained.

        :param contact: the contact (``res.partner``) that the customer stands for
        :param config: the channel (``eservices.config``)
        :param templates: ask for these ``product.template`` only: references of others are then not looked
            at, which PostgreSQL cannot know by itself
        :return: list of :class:`Gate`
        """
        find_today = cache(lambda: fields.Date.context_today(config))
        pricelist = contact.with_company(config.company_id).property_product_pricelist
        find_ended = cache(lambda: self._find_ended(contact, find_today(), templates))
        return [
            Gate(
                "listed",
                lambda: Domain("ecommerce_ok", "=", True),
                lambda product: self.env._("This product is no longer offered here."),
            ),
            Gate(
                "sellable",
                lambda: Domain("sale_ok", "=", True) & Domain("active", "=", True),
                lambda product: self.env._("This product is no longer sold."),
            ),
            Gate(
                "company",
                lambda: Domain("company_id", "in", [False, config.company_id.id]),
                lambda product: self.env._("This product is sold by another company."),
            ),
            Gate(
                "channel",
                lambda: self._get_channel_domain(config),
                lambda product: self.env._("This product is not sold on this channel."),
            ),
            Gate(
                "reference",
                lambda: (
                    Domain("free_sale", "=", True)
                    | self._get_reference_domain(contact, config, find_today(), templates)
                ),
                lambda product: self._explain_reference(product, find_ended()),
            ),
            Gate(
                "pricelist",
                lambda: self._get_pricelist_domain(pricelist, config, find_today),
                lambda product: self.env._("This product is not in your price list."),
            ),
        ]

    def _get_domain(self, contact, config):
        """What the customer may see and order, as a ``Domain`` on ``product.product``."""
        return Domain.AND(gate.domain for gate in self._get_gates(contact, config))

    def _get_customer_gates(self, customer):
        """The gates of one request's customer, built once for all parts of the page.

        :param customer: ``services.customer.Customer``
        """
        if "gates" not in customer.memo:
            customer.memo["gates"] = self._get_gates(customer.contact, customer.config)
        return customer.memo["gates"]

    def _get_customer_domain(self, customer):
        """What the customer of a request may see and order, as a ``Domain`` on ``product.product``."""
        return Domain.AND(gate.domain for gate in self._get_customer_gates(customer))

    def _select_allowed(self, customer, templates, product_ids=None):
        """Which variants of some products the customer of a request may see and order.

        His references are read for these products alone, and the page has them already.

        :param templates: ``product.template``
        :param product_ids: where the answer is sought among these ``product.product`` only
        :return: ``SQL`` that selects their ids
        """
        known = self.env["eservices.references"]._read(customer, templates)
        today = customer.today
        company = customer.config.company_id
        valid = [reference for reference in known if reference.is_valid(company, today)]
        gates = self._get_customer_gates(customer)
        source, passed, is_free = self._compile(
            Domain.AND(gate.domain for gate in gates if gate.key != "reference")
        )
        return SQL(
            "SELECT product_product.id FROM %s WHERE %s AND product_product.product_tmpl_id = ANY (%s) AND %s"
            " AND (%s OR product_product.id = ANY (%s) OR product_product.product_tmpl_id = ANY (%s))",
            source,
            passed,
            templates.ids,
            SQL("TRUE") if product_ids is None else SQL("product_product.id = ANY (%s)", list(product_ids)),
            is_free,
            [reference.product_id for reference in valid if reference.product_id],
            [reference.template_id for reference in valid if not reference.product_id],
        )

    def _compile(self, domain):
        """What the database is asked for a domain on ``product.product``.

        :return: tables, condition, and the condition of what is in free sale, as ``SQL``
        """
        is_plain = all(self._is_plain(condition) for condition in domain.iter_conditions())
        return self._compile_plain(domain) if is_plain else self._translate(domain)

    def _is_plain(self, condition):
        """Whether its own words say all of a condition, so that its translation may be kept."""
        products, templates = self.env["product.product"], self.env["product.template"]
        field = products._fields.get(condition.field_expr)
        if field and field.inherited:
            field = templates._fields[field.name]
        return (
            field is not None
            and field.store
            and bool(field.column_type)
            and field.type not in ("date", "datetime")
            and condition.operator in ("=", "!=", "in", "not in")
            and not isinstance(condition.value, Query | SQL)
        )

    @ormcache("repr(domain)", "self.env.lang", "self.env.company.id")
    def _compile_plain(self, domain):
        return tuple(prepared.inline(self.env, part) for part in self._translate(domain))

    def _translate(self, domain):
        # sudo: product.product - customers have no access to products but through these gates
        products = self.env["product.product"].sudo()
        query = products._search(domain)
        free = Domain("free_sale", "=", True).optimize_full(products)
        is_free = free._to_sql(products, query.table, query)
        return query.from_clause, query.where_clause, is_free

    def _filter_allowed(self, customer, products):
        """Of some products those that the customer of a request may see and order."""
        if not products:
            return products
        select = self._select_allowed(customer, products.product_tmpl_id, products.ids)
        self.env.flush_all()
        rows = prepared.execute_query(self.env, select)
        return customer.env["product.product"].browse(sorted(product_id for (product_id,) in rows))

    def _check(self, products, contact, config):
        """Check several products at once.

        :return: ``{product: (allowed, reason)}``; the reason is that of the first gate that refused
        """
        gates = self._get_gates(contact, config, products.product_tmpl_id)
        allowed = self._filter(products, Domain.AND(gate.domain for gate in gates))
        verdicts = dict.fromkeys(allowed, (True, ""))
        remaining = products - allowed
        for gate in gates:
            if not remaining:
                break
            passed = self._filter(remaining, gate.domain)
            verdicts.update((product, (False, gate.explain(product))) for product in remaining - passed)
            remaining = passed
        return verdicts

    def _explain(self, product, contact, config):
        """Every gate in order for one product, also those after the first that refused (B11).

        :return: list of ``(key, passed, reason)``
        """
        return [
            (gate.key, passed, "" if passed else gate.explain(product))
            for gate in self._get_gates(contact, config, product.product_tmpl_id)
            for passed in [bool(self._filter(product, gate.domain))]
        ]

    def _filter(self, products, domain):
        # sudo: product.product - customers have no access to products but through these gates
        found = (
            self.env["product.product"]
            .sudo()
            .with_context(active_test=False)
            .search(Domain("id", "in", products.ids) & domain)
            if products
            else products
        )
        return products.filtered(lambda product: product.id in set(found.ids))

    def _get_channel_domain(self, config):
        superfamilies = config._get_superfamily_ids(config.id)
        return Domain("ecommerce_superfamily_id", "in", superfamilies) if superfamilies else Domain.TRUE

    # === REFERENCE GATE === #

    def _get_references_domain(self, contact, config, today):
        """Customer references that count for this contact, a ``Domain`` on ``product.customerinfo``."""
        return (
            Domain("partner_id", "in", contact._get_eservices_reference_partners().ids)
            & Domain("company_id", "in", [False, config.company_id.id])
            & (Domain("date_start", "=", False) | Domain("date_start", "<=", today))
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", today))
        )

    def _get_reference_domain(self, contact, config, today, templates=None):
        # sudo: product.customerinfo - only ids of products are taken from it
        references = self.env["product.customerinfo"].sudo()
        valid = self._get_references_domain(contact, config, today)
        if templates is not None:
            valid &= Domain("product_tmpl_id", "in", templates.ids)
        of_variant = references._search(valid & Domain("product_id", "!=", False)).subselect("product_id")
        of_template = references._search(valid & Domain("product_id", "=", False)).subselect(
            "product_tmpl_id"
        )
        return Domain("id", "in", of_variant) | Domain("product_tmpl_id", "in", of_template)

    def _find_ended(self, contact, today, templates):
        """The customer's references that are over, the last first, in superuser mode."""
        # sudo: product.customerinfo - the customer's own references, named to him or to staff
        references = self.env["product.customerinfo"].sudo()
        ended = Domain("partner_id", "in", contact._get_eservices_reference_partners().ids)
        ended &= Domain("date_end", "<", today)
        if templates is not None:
            ended &= Domain("product_tmpl_id", "in", templates.ids)
        return references.search_fetch(
            ended,
            ["product_tmpl_id", "product_id", "product_code", "date_end"],
            order="date_end desc",
        )

    def _explain_reference(self, product, references):
        """:param references: what ``_find_ended`` gave"""
        ended = next(
            (
                reference
                for reference in references
                if reference.product_tmpl_id.id == product.product_tmpl_id.id
                and reference.product_id.id in (False, product.id)
            ),
            None,
        )
        if ended:
            return self.env._(
                "Your reference %(reference)s ended on %(date)s and the product is not in free sale.",
                reference=ended.product_code or product.default_code or product.name,
                date=self.env["eservices.dates"]._format_full_day(ended.date_end),
            )
        return self.env._("You have no reference for this product and it is not in free sale.")

    # === PRICELIST GATE === #

    def _get_pricelist_domain(self, pricelist, config, find_today):
        if pricelist.company_id and pricelist.company_id != config.company_id:
            return Domain.FALSE
        if pricelist.eservices_only_listed:
            return pricelist._get_eservices_listed_domain(find_today())
        return Domain.TRUE
