from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.eservices_ecommerce.services.text import escape_like
from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

MAX_TYPED = 100
ROWS = 30


class CareConsoleProducts(models.AbstractModel):
    """Products in the console by ID or name, with the reason where there is no right to them (A10, A11).

    To the customer what he may not order does not exist; the agent reads why.
    """

    _name = "care.console.products"
    _description = "Products in the agent console"

    def _list(self, customer, typed, offset):
        """See ``care.console.cart.find_products``.

        :return: ``{"rows", "more", "is_exact"}``
        """
        if not typed.replace("*", "").strip():
            raise UserError(self.env._("Type a part of the ID or of the name."))
        product, siblings = self._find_by_id(customer, typed)
        if siblings:
            rows = self._describe(customer, product | (siblings - product), product)
            return {"rows": rows, "more": False, "is_exact": True}
        found = customer.env["product.product"].search(
            self._get_sold_domain(customer) & self._get_text_domain(customer, typed),
            order="default_code, id",
            limit=ROWS + 1,
            offset=offset,
        )
        rows = self._describe(customer, found[:ROWS])
        return {"rows": rows, "more": len(found) > ROWS, "is_exact": False}

    def _get_sold_domain(self, customer):
        """What this company sells at all."""
        return Domain("sale_ok", "=", True) & Domain(
            "company_id", "in", [False, customer.config.company_id.id]
        )

    def _get_text_domain(self, customer, typed):
        """By our number, the name, the master's ID and the customer's own number."""
        pattern = "%".join(escape_like(part) for part in typed.split("*"))
        if "*" not in typed:
            pattern = f"%{pattern}%"
        own = customer.env["product.customerinfo"].search(
            Domain("partner_id", "in", customer.contact._get_eservices_reference_partners().ids)
            & Domain("product_code", "=ilike", pattern),
            limit=200,
        )
        return (
            Domain("default_code", "=ilike", pattern)
            | Domain("name", "=ilike", pattern)
            | Domain("product_tmpl_id.care_master_code", "=ilike", pattern)
            | Domain("id", "in", own.product_id.ids)
            | Domain(
                "product_tmpl_id", "in", own.filtered(lambda one: not one.product_id).product_tmpl_id.ids
            )
        )

    def _find_by_id(self, customer, typed):
        """What an ID stands for: our number, a master's, the barcode, the customer's own number (A10).

        :return: ``(product, its variants)``: of a master its default variant
        :raise UserError: when the ID means several products
        """
        products = customer.env["product.product"]
        code, sold = escape_like(typed), self._get_sold_domain(customer)
        domains = (
            Domain("default_code", "=ilike", code),
            Domain("barcode", "=", typed),
            self.env["eservices.cart"]._get_own_code_domain(customer, typed),
        )
        master = products.product_tmpl_id.search(sold & Domain("care_master_code", "=ilike", code), limit=1)
        if master:
            return self._get_default(master)
        for domain in domains:
            found = products.search(sold & domain, limit=ROWS)
            if len(found.product_tmpl_id) > 1:
                raise UserError(self.env._("“%s” stands for several products: choose one.", typed))
            if len(found) > 1:
                return self._get_default(found.product_tmpl_id)
            if found:
                return found, found.product_tmpl_id.product_variant_ids
        return products, products

    def _get_default(self, master):
        default = master._get_care_default()
        if not default:
            raise UserError(self.env._("“%s” has no variant that exists.", master.name))
        return default, master.product_variant_ids

    def _find(self, customer, values):
        """The product that is to be added.

        :param dict values: ``product_id``, or ``code`` as typed
        :raise UserError: when it is unknown, or the customer may not order it, with the reason
        """
        code = read_text(values.get("code"), MAX_TYPED)
        if code:
            product = self._find_by_id(customer, code)[0]
            if not product:
                raise UserError(self._explain_unknown(customer, code))
        else:
            product_id = read_id(values.get("product_id"))
            product = customer.env["product.product"].search(
                Domain("id", "=", product_id) & self._get_sold_domain(customer)
            )
            if not product:
                raise UserError(self.env._("This product does not exist."))
        verdicts = self.env["eservices.rights"]._check(product, customer.contact, customer.config)
        allowed, reason = verdicts[product]
        if not allowed:
            name = product.display_name
            raise UserError(self.env._("%(product)s: %(reason)s", product=name, reason=reason))
        return product

    def _explain_unknown(self, customer, code):
        """Why an ID stands for nothing: unknown, or of a variant that was ruled out or is no longer made."""
        gone = (
            customer.env["product.product"]
            .with_context(active_test=False)
            .search(
                self._get_sold_domain(customer)
                & Domain("active", "=", False)
                & Domain("default_code", "=ilike", escape_like(code)),
                limit=1,
            )
        )
        if not gone:
            return self.env._("Unknown ID “%s”.", code)
        return self.env._(
            "“%(code)s” is a variant of %(product)s that does not exist: choose another one.",
            code=code,
            product=gone.product_tmpl_id.name,
        )

    def _describe(self, customer, products, default=None):
        """Rows of products, with the reason where the customer may not order them."""
        verdicts = self.env["eservices.rights"]._check(products, customer.contact, customer.config)
        found = self.env["eservices.catalogue"]._prepare_product_rows(customer, products)
        by_id = {row["id"]: row for row in found}
        names = (
            "id",
            "template_id",
            "code",
            "own_code",
            "name",
            "label",
            "unit",
            "decimals",
            "price",
            "in_cart",
        )
        return [
            {
                **{name: by_id[product.id][name] for name in names},
                "availability": self._describe_availability(by_id[product.id]["availability"]),
                "may": verdicts[product][0],
                "reason": verdicts[product][1],
                "is_default": product == default,
            }
            for product in products
        ]

    def _describe_availability(self, availability):
        return {name: availability[name] for name in ("tone", "text", "detail")}
