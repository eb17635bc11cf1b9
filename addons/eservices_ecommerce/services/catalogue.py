from odoo import models
from odoo.fields import Domain
from odoo.tools import format_amount

from ..const import CATALOGUE_PAGE
from .text import escape_like

ORDERS = {
    "name": "name, id",
    "code": "default_code, name, id",
    "price": "list_price, name, id",
    "price_desc": "list_price desc, name, id",
    "newest": "create_date desc, id desc",
}


class EservicesCatalogue(models.AbstractModel):
    """The catalogue that one customer sees: families, facets, rows (P5 to P7, P14, P24)."""

    _name = "eservices.catalogue"
    _description = "Catalogue of the customer platform"

    # === WHAT IS IN IT === #

    def _get_domain(self, customer, query):
        """Products that answer a question.

        :param query: ``services.catalogue_query.CatalogueQuery``
        :return: a ``Domain`` on ``product.template``
        """
        return Domain.AND(self._get_domains(customer, query).values())

    def _get_domains(self, customer, query):
        """The domain of each filter, so that a facet can count under all the others."""
        rights = self.env["eservices.rights"]
        domains = {
            "rights": Domain(
                "product_variant_ids", "any", rights._get_domain(customer.contact, customer.config)
            ),
            "text": self._get_text_domain(customer, query.text) if query.text else Domain.TRUE,
            "tags": Domain("product_tag_ids", "in", list(query.tags)) if query.tags else Domain.TRUE,
            "own": self._get_own_domain(customer) if query.own else Domain.TRUE,
            "family": Domain.TRUE,
            "subfamilies": Domain("ecommerce_subfamily_id", "in", list(query.subfamilies))
            if query.subfamilies
            else Domain.TRUE,
        }
        family = customer.env["eservices.family"].browse(query.family).exists()
        if query.family:
            name = {1: "ecommerce_superfamily_id", 2: "ecommerce_family_id", 3: "ecommerce_subfamily_id"}.get(
                family.level
            )
            domains["family"] = Domain(name, "=", family.id) if name else Domain.FALSE
        return domains

    def _get_text_domain(self, customer, text):
        """Every word must be found in the name, our reference, the barcode or the customer's own number."""
        return Domain.AND(
            Domain("name", "ilike", word)
            | Domain("product_variant_ids.default_code", "ilike", word)
            | Domain("product_variant_ids.barcode", "=", word)
            | Domain(
                "customer_ids",
                "any",
                self._get_own_references(customer) & Domain("product_code", "ilike", word),
            )
            for word in map(escape_like, text.split()[:8])
        )

    def _get_own_references(self, customer):
        return Domain("partner_id", "in", customer.contact._get_eservices_reference_partners().ids)

    def _get_own_domain(self, customer):
        return Domain("customer_ids", "any", self._get_own_references(customer))

    # === PAGE === #

    def _prepare_page(self, customer, query):
        """Hook: values of a page of the catalogue."""
        domains = self._get_domains(customer, query)
        domain = Domain.AND(domains.values())
        templates = customer.env["product.template"]
        total = templates.search_count(domain)
        found = templates.search(
            domain, order=ORDERS[query.sort], limit=CATALOGUE_PAGE, offset=(query.page - 1) * CATALOGUE_PAGE
        )
        family = customer.env["eservices.family"].browse(query.family).exists()
        chips = self._get_chips(customer, query)
        first = (query.page - 1) * CATALOGUE_PAGE + 1
        return {
            "products": self._prepare_rows(customer, found),
            "total": total,
            "first": first if found else 0,
            "last": first + len(found) - 1 if found else 0,
            "pager": self.env["eservices.documents"]._get_pager(
                lambda page: query.but(page=page).url, total, query.page, CATALOGUE_PAGE
            ),
            "families": self._get_family_tree(customer, query, domains, family),
            "facets": self._get_facets(customer, query, domains),
            "chips": chips,
            "heading": family.name or self.env._("Catalogue"),
            "breadcrumbs": self._get_breadcrumbs(family),
            "query": query.text,
            "sorts": self._get_sorts(query),
            "view": query.view,
            "view_urls": {view: query.but(view=view, page=query.page).url for view in ("list", "grid")},
            "empty_hint": self._get_empty_hint(query, chips),
            "clear_url": "/eservices/catalog",
        }

    def _get_empty_hint(self, query, chips):
        if query.text:
            return self.env._(
                "Nothing matches “%s”. Try fewer letters, a reference or your own part number.", query.text
            )
        if chips or query.family:
            return self.env._("No product fits all the filters. Take one off.")
        return self.env._("There is no product for you yet. Your contact can open some.")

    def _get_breadcrumbs(self, family, product=None):
        """The way from the catalogue to a family and a product."""
        crumbs = [{"label": self.env._("Catalogue"), "url": "/eservices/catalog"}]
        chain = []
        while family:
            chain.insert(0, {"label": family.name, "url": f"/eservices/catalog?family={family.id}"})
            family = family.parent_id
        crumbs += chain
        if product:
            crumbs.append({"label": product.name, "url": None})
        elif len(crumbs) == 1:
            return []
        return crumbs

    def _get_sorts(self, query):
        labels = {
            "name": self.env._("Name"),
            "code": self.env._("Reference"),
            "price": self.env._("List price, rising"),
            "price_desc": self.env._("List price, falling"),
            "newest": self.env._("Newest"),
        }
        return [
            {"label": label, "url": query.but(sort=sort).url, "active": sort == query.sort}
            for sort, label in labels.items()
        ]

    # === FACETS === #

    def _get_family_tree(self, customer, query, domains, family):
        """Families with counts; only the open branch is unfolded (P6)."""
        counts = self._count_families(customer, domains)
        open_ids = set(map(int, (family.parent_path or "").split("/")[:-1]))
        families = customer.env["eservices.family"].browse(counts)
        by_parent = {}
        for node in families.sorted(lambda node: (node.sequence, node.name)):
            by_parent.setdefault(node.parent_id.id, []).append(node)

        def branch(parent_id):
            nodes = []
            for node in by_parent.get(parent_id, []):
                ticked = node.id in query.subfamilies
                target = (
                    query.toggle("subfamilies", node.id)
                    if node.level == 3
                    else query.but(family=node.id, subfamilies=frozenset())
                )
                is_open = node.id in open_ids
                nodes.append(
                    {
                        "id": node.id,
                        "name": node.name,
                        "count": counts[node.id],
                        "url": target.url,
                        "level": node.level,
                        "active": ticked or node == family,
                        "open": is_open,
                        "children": branch(node.id) if is_open else [],
                    }
                )
            return nodes

        return branch(False)

    def _count_families(self, customer, domains):
        """How many products each family holds under the other facets: ``{family id: count}``."""
        others = Domain.AND(domain for key, domain in domains.items() if key not in ("family", "subfamilies"))
        counts = {}
        names = ("ecommerce_superfamily_id", "ecommerce_family_id", "ecommerce_subfamily_id")
        for *families, count in customer.env["product.template"]._read_group(others, names, ["__count"]):
            for family in families:
                if family:
                    counts[family.id] = counts.get(family.id, 0) + count
        return counts

    def _get_facets(self, customer, query, domains):
        """Tick boxes with counts; each counts under all the others (P7)."""
        templates = customer.env["product.template"]
        others = Domain.AND(domain for key, domain in domains.items() if key != "tags")
        tags = [
            {
                "label": tag.name,
                "count": count,
                "url": query.toggle("tags", tag.id).url,
                "active": tag.id in query.tags,
            }
            for tag, count in templates._read_group(others, ["product_tag_ids"], ["__count"])
            if tag
        ]
        tags.sort(key=lambda option: (-option["count"], option["label"]))
        others = Domain.AND(domain for key, domain in domains.items() if key != "own")
        own = templates.search_count(others & self._get_own_domain(customer))
        facets = []
        if own or query.own:
            option = {
                "label": self.env._("My references"),
                "count": own,
                "url": query.but(own=not query.own).url,
                "active": query.own,
            }
            facets.append({"key": "own", "label": self.env._("Show only"), "hint": "", "options": [option]})
        if tags:
            facets.append(
                {"key": "tag", "label": self.env._("Tags"), "hint": self.env._("any of"), "options": tags}
            )
        return facets

    def _get_chips(self, customer, query):
        """Filters that can be taken off one by one."""
        chips = []
        if query.text:
            chips.append({"label": f"“{query.text}”", "url": query.but(text="").url})
        for family in customer.env["eservices.family"].browse(sorted(query.subfamilies)).exists():
            chips.append({"label": family.name, "url": query.toggle("subfamilies", family.id).url})
        for tag in customer.env["product.tag"].browse(sorted(query.tags)).exists():
            chips.append({"label": self.env._("Tag: %s", tag.name), "url": query.toggle("tags", tag.id).url})
        if query.own:
            chips.append({"label": self.env._("My references"), "url": query.but(own=False).url})
        return chips

    # === ROWS === #

    def _prepare_rows(self, customer, templates):
        """One row per product; a product with several variants that the customer may order counts them."""
        allowed = self.env["eservices.rights"]._get_domain(customer.contact, customer.config)
        products = customer.env["product.product"].search(
            Domain("product_tmpl_id", "in", templates.ids) & allowed
        )
        by_template = products.grouped("product_tmpl_id")
        rows = {row["id"]: row for row in self._prepare_product_rows(customer, products)}
        result = []
        for template in templates:
            variants = by_template.get(template, products.browse())
            if len(variants) == 1:
                result.append({**rows[variants.id], "name": template.name})
            elif variants:
                result.append(self._merge_variants(template, [rows[variant.id] for variant in variants]))
        return result

    def _merge_variants(self, template, rows):
        cheapest = min(rows, key=lambda row: row["price_value"])
        codes = sorted(filter(None, (row["code"] for row in rows)))
        code = (
            self.env._("%(first)s to %(last)s", first=codes[0], last=codes[-1])
            if len(codes) > 1
            else "".join(codes)
        )
        in_stock = sum(row["availability"]["tone"] == "ok" for row in rows)
        return {
            **cheapest,
            "id": None,
            "name": template.name,
            "code": code,
            "own_code": "",
            "price_prefix": self.env._("from"),
            "tiers": [],
            "in_cart": 0.0,
            "in_cart_text": "",
            "variants": len(rows),
            "availability": {
                "tone": "ok" if in_stock else "bad",
                "text": self.env._("In stock") if in_stock else self.env._("Out of stock"),
                "detail": self.env._("%(part)s of %(whole)s variants", part=in_stock, whole=len(rows)),
            },
        }

    def _prepare_product_rows(self, customer, products):
        """Rows of single products; prices, availability and the cart are read once for all of them."""
        prices = self.env["eservices.prices"]
        tiers = prices._get_prices(customer, products)
        availability = self.env["eservices.availability"]._get(customer, products)
        own_codes = self._get_own_codes(customer, products)
        cart = self.env["eservices.cart"]._get(customer)
        in_cart = {line.product_id: line.product_uom_qty for line in cart._get_eservices_product_lines()}
        currency = customer.currency
        rows = []
        for product in products:
            quantity = in_cart.get(product, 0.0)
            rows.append(
                {
                    "id": product.id,
                    "template_id": product.product_tmpl_id.id,
                    "name": product.name,
                    "label": ", ".join(product.product_template_attribute_value_ids.mapped("name"))
                    or product.name,
                    "code": product.default_code or "",
                    "own_code": own_codes.get(product, ""),
                    "image_url": f"/eservices/product/{product.id}/image",
                    "url": f"/eservices/product/{product.id}",
                    "price": format_amount(self.env, tiers[product][0][1], currency),
                    "price_value": tiers[product][0][1],
                    "price_prefix": "",
                    "unit": product.uom_id.name,
                    "tiers": prices._format_tiers(customer, tiers[product], quantity),
                    "min_qty": 1.0,
                    "multiple": 1.0,
                    "decimals": product.uom_id._get_eservices_decimals(),
                    "in_cart": quantity,
                    "in_cart_text": self.env._("In cart: %s", f"{quantity:g}") if quantity else "",
                    "availability": availability[product],
                    "variants": 1,
                }
            )
        return rows

    def _get_own_codes(self, customer, products):
        """The customer's own numbers of several products (B8): ``{product: number}``."""
        references = customer.env["product.customerinfo"].search_fetch(
            Domain("product_tmpl_id", "in", products.product_tmpl_id.ids)
            & self._get_own_references(customer)
            & Domain("product_code", "!=", False),
            ["product_id", "product_tmpl_id", "product_code"],
            order="sequence, id",
        )
        by_variant = {}
        by_template = {}
        for reference in references:
            if reference.product_id:
                by_variant.setdefault(reference.product_id, reference.product_code)
            else:
                by_template.setdefault(reference.product_tmpl_id, reference.product_code)
        codes = {
            product: by_variant.get(product) or by_template.get(product.product_tmpl_id)
            for product in products
        }
        return {product: code for product, code in codes.items() if code}

    # === PRODUCT PAGE === #

    def _find(self, customer, product_id):
        """The product of a page and the variants of it that the customer may order.

        :return: ``(product, variants)``
        :raise MissingError: for a product without right (P14)
        """
        product = self.env["eservices.cart"]._find_product(customer, product_id)
        allowed = self.env["eservices.rights"]._get_domain(customer.contact, customer.config)
        variants = customer.env["product.product"].search(
            Domain("product_tmpl_id", "=", product.product_tmpl_id.id) & allowed
        )
        return product, variants

    def _prepare_product_page(self, customer, product, variants):
        """Hook: values of the page of one product."""
        template = product.product_tmpl_id
        rows = self._prepare_product_rows(customer, variants)
        codes = sorted(filter(None, variants.mapped("default_code")))
        code_range = (
            self.env._("%(first)s to %(last)s", first=codes[0], last=codes[-1])
            if len(codes) > 1
            else "".join(codes)
        )
        family = (
            template.ecommerce_subfamily_id
            or template.ecommerce_family_id
            or template.ecommerce_superfamily_id
        )
        facts = [
            {"label": self.env._("Sold by"), "value": template.uom_id.name},
            {"label": self.env._("Weight"), "value": f"{template.weight:g} {template.weight_uom_name}"}
            if template.weight
            else None,
            {"label": self.env._("Family"), "value": family.name} if family else None,
        ]
        return {
            "product": {
                "id": product.id,
                "name": template.name,
                "code_range": code_range,
                "image_url": f"/eservices/product/{product.id}/image?size=512",
                "tags": template.product_tag_ids.mapped("name"),
                "facts": [fact for fact in facts if fact],
                "documents": [],
                "description": template.description_sale or "",
            },
            "variants": rows,
            "why_price": self._explain_price(customer, product, rows),
            "breadcrumbs": self._get_breadcrumbs(family, template),
        }

    def _explain_price(self, customer, product, rows):
        """List price, own price and tiers side by side; the one that applies now is marked (B5)."""
        row = next(row for row in rows if row["id"] == product.id)
        currency = customer.currency
        tiers = self.env["eservices.prices"]._get_prices(customer, product)[product]
        list_price = product.currency_id._convert(product.lst_price, currency, customer.config.company_id)
        if len(tiers) == 1 and not currency.compare_amounts(tiers[0][1], list_price):
            return None
        reached = max(
            (minimum for minimum, _price in tiers if row["in_cart"] >= minimum), default=tiers[0][0]
        )
        cells = [
            {
                "label": self.env._("List price"),
                "price": format_amount(self.env, list_price, currency),
                "current": False,
            }
        ]
        for minimum, price in tiers:
            label = customer.pricelist.name if minimum <= 1 else self.env._("From %s", f"{minimum:g}")
            cells.append(
                {
                    "label": label,
                    "price": format_amount(self.env, price, currency),
                    "current": minimum == reached,
                }
            )
        return {"example": row["label"], "cells": cells}
