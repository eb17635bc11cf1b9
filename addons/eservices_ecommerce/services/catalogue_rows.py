from typing import NamedTuple

from markupsafe import Markup

from odoo import models
from odoo.tools import SQL, groupby, ormcache

from . import prepared
from .quantity import QuantityRule


class Offer(NamedTuple):
    """What the database says of a variant: see ``sql/offers.sql``.

    :param str label: what tells it from its siblings, such as "M6 × 20"; empty for an only one
    :param str version: changes with every change of what its price is computed from
    :param float minimum: the least that is sold; ``multiple``: only multiples of it are, 0 for any
    :param packaging_ids: units in which it is packed, besides its own
    :param float free: stock that can be sold now
    :param arrival: moment, or day, at which more arrives, or None
    :param float arriving: how much that is
    """

    id: int
    template_id: int
    name: str
    code: str
    label: str
    uom_id: int
    version: str
    minimum: float
    multiple: float
    packaging_ids: tuple
    is_storable: bool
    free: float
    arrival: object
    arriving: float

    @property
    def quantity_rule(self):
        """In which quantities it is sold."""
        return QuantityRule(self.minimum, self.multiple)

    @property
    def full_name(self):
        """The name with what tells the variant from its siblings."""
        return f"{self.name}, {self.label}" if self.label else self.name


class EservicesCatalogue(models.AbstractModel):
    """Rows of products, as the catalogue, the page of a product and the cart show them (P14, P24)."""

    _inherit = "eservices.catalogue"

    def _prepare_rows(self, customer, templates):
        """One row per product; a product with several variants that the customer may order counts them."""
        cart = self.env["eservices.cart"]
        # The header wants to know the same of what is in the cart: one question for both.
        asked = templates | cart._get_templates(customer)
        offers = self._read_offers(customer, self.env["eservices.rights"]._select_allowed(customer, asked))
        cart._remember_allowed(customer, cart._get_quantities(customer), [offer.id for offer in offers])
        shown = set(templates.ids)
        rows = self._prepare_offer_rows(customer, [offer for offer in offers if offer.template_id in shown])
        by_template = dict(groupby(rows, key=lambda row: row["template_id"]))
        variants = [by_template[template_id] for template_id in templates.ids if template_id in by_template]
        return [rows[0] if len(rows) == 1 else self._merge_variants(rows) for rows in variants]

    def _prepare_product_rows(self, customer, products):
        """Rows of single products, whether the customer may order them or not, which is remembered."""
        allowed = self.env["eservices.rights"]._select_allowed(
            customer, products.product_tmpl_id, products.ids
        )
        offers = self._read_offers(customer, allowed)
        allowed_ids = {offer.id for offer in offers}
        self.env["eservices.cart"]._remember_allowed(customer, products.ids, allowed_ids)
        if not allowed_ids.issuperset(products.ids):
            offers = self._read_offers_of(customer, products)
        return self._prepare_offer_rows(customer, offers)

    def _prepare_offer_rows(self, customer, offers):
        """Rows of variants; prices, availability and the cart are read once for all of them."""
        prices = self.env["eservices.prices"]
        products = customer.env["product.product"]._browse_eservices(
            (offer.id, offer.template_id) for offer in offers
        )
        references = self.env["eservices.references"]._get(customer, products)
        versions = {offer.id: offer.version for offer in offers}
        tiers = prices._get_prices(customer, products, references, versions)
        in_cart = self.env["eservices.cart"]._get_quantities(customer)
        days, currency = self.env["eservices.dates"], customer.currency
        rows = []
        for offer, product in zip(offers, products, strict=True):
            if offer.arrival:
                offer = offer._replace(arrival=days._get_day(offer.arrival))
            own_code = references[product].product_code if product in references else ""
            rows.append(
                self._get_kept_row(offer, own_code, tiers[product], in_cart.get(offer.id, 0.0), currency)
            )
        return rows

    @ormcache(
        "self.env.lang",
        "offer",
        "own_code",
        "tiers",
        "quantity",
        "currency.id",
        cache="templates.cached_values",
    )
    def _get_kept_row(self, offer, own_code, tiers, quantity, currency):
        """The row of a variant, made of its values alone: it is read, and not changed.

        :param offer: with the day of the arrival in place of its moment
        :param str own_code: the customer's own number
        :param tiers: what ``eservices.prices`` gives for it
        :param float quantity: what is in the cart
        """
        unit = self.env["uom.uom"]._get_eservices_units()[offer.uom_id]
        quantities = self.env["eservices.quantities"]
        price, steps = self.env["eservices.prices"]._format_tiers(tiers, currency, quantity)
        in_cart = self.env._("In cart: %s", quantities._format(quantity)) if quantity else ""
        return {
            "id": offer.id,
            "template_id": offer.template_id,
            "template_name": offer.name,
            "name": offer.full_name,
            "label": offer.label or offer.name,
            "code": offer.code,
            "own_code": own_code,
            "image_url": f"/eservices/product/{offer.id}/image",
            "url": f"/eservices/product/{offer.id}",
            "price": price,
            "price_value": tiers[0][1],
            "price_prefix": "",
            "unit": unit.name,
            "tiers": steps,
            "quantity_rule": offer.quantity_rule,
            "quantity_rule_text": quantities._describe_rule(offer.quantity_rule),
            "packagings": self._prepare_packagings(offer),
            "decimals": unit.decimals,
            "in_cart": quantity,
            "in_cart_text": in_cart,
            "availability": self.env["eservices.availability"]._describe(*offer[-4:]),
            "variants": 1,
        }

    def _prepare_packagings(self, offer):
        """Packagings that hold a quantity in which the product is sold: ``[{"quantity", "text"}]`` (B5)."""
        units = self.env["uom.uom"]
        packagings = []
        for unit_id in offer.packaging_ids:
            quantity = units._get_eservices_content(unit_id, offer.uom_id)
            if quantity and not offer.quantity_rule.get_nearest(quantity):
                text = self.env._(
                    "%(packaging)s: %(quantity)s",
                    packaging=units._get_eservices_units()[unit_id].name,
                    quantity=self.env["eservices.quantities"]._format(quantity),
                )
                packagings.append({"quantity": quantity, "text": text})
        return sorted(packagings, key=lambda packaging: packaging["quantity"])

    def _merge_variants(self, rows):
        """One row for all variants of a product."""
        cheapest = min(rows, key=lambda row: row["price_value"])
        codes = sorted(filter(None, (row["code"] for row in rows)))
        code = (
            self.env._("%(first)s to %(last)s", first=codes[0], last=codes[-1])
            if len(codes) > 1
            else "".join(codes)
        )
        in_stock = sum(row["availability"]["tone"] != "bad" for row in rows)
        return {
            **cheapest,
            "id": None,
            "name": cheapest["template_name"],
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

    def _render_rows(self, customer, rows, view):
        """Rows as the catalogue shows them.

        :param str view: one of ``catalogue_query.VIEWS``
        """
        fragments = self.env["eservices.fragments"]
        common = {"platform": {"cart": customer.config.show_cart}}
        return Markup("").join(
            fragments._render(f"catalogue_{view}_row", {**common, "row": row}) for row in rows
        )

    # === WHAT THE DATABASE SAYS === #

    def _read_offers(self, customer, select):
        """Variants with all that a row shows of them, in one query.

        :param SQL select: selects ids of ``product.product``
        :return: list of :class:`Offer`, in the order of variants
        """
        self.env.flush_all()
        rows = prepared.execute_query(
            self.env,
            SQL(
                "SELECT * FROM eservices_offers(ARRAY(%s), %s, %s)",
                select,
                self.env.lang or "en_US",
                customer.config.company_id.id,
            ),
        )
        # A tuple of packagings: whatever is kept of an offer is found under it.
        return [
            Offer(*product, tuple(packaging_ids), is_storable, free, arrival, arriving)
            for *product, packaging_ids, is_storable, free, arrival, arriving in rows
        ]

    def _read_offers_of(self, customer, products):
        """See ``_read_offers``: variants whatever the customer may do with them, archived ones too."""
        return self._read_offers(customer, SQL("SELECT unnest(%s::integer[])", products.ids))

    def _get_names(self, customer, products):
        """Names with what tells a variant from its siblings: ``{product id: name}``."""
        offers = self._read_offers_of(customer, products)
        return {offer.id: offer.full_name for offer in offers}
