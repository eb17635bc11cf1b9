from odoo import models
from odoo.fields import Domain
from odoo.tools import format_amount

from . import moments
from .care_console_search import get_initials


class CareProposals(models.AbstractModel):
    """Proposals as the customer and the agent see them, with their prices (B10)."""

    _name = "care.proposals"
    _description = "Proposals for a cart, described"

    def _describe_all(self, customer, proposals):
        """Rows of proposals, with what each does to the total."""
        if not proposals:
            return []
        rows = self.env["eservices.catalogue"]._prepare_product_rows(customer, proposals.product_id)
        by_id = {row["id"]: row for row in rows}
        cart = self.env["eservices.cart"]._get(customer)
        return [self._describe(customer, one, by_id[one.product_id.id], cart) for one in proposals]

    def _describe(self, customer, proposal, row, cart):
        price = self._get_price(customer, proposal, row)
        added = proposal.quantity - proposal.base_quantity
        if proposal.kind == "remove":
            added = -proposal.base_quantity
        total = cart.amount_total
        amount = price * (proposal.quantity if proposal.kind != "remove" else proposal.base_quantity)
        currency = customer.currency
        return {
            "id": proposal.id,
            "kind": proposal.kind,
            "line_id": proposal.line_id.id,
            "product_id": proposal.product_id.id,
            "code": row["code"],
            "own_code": row["own_code"],
            "name": row["name"],
            "image_url": row["image_url"],
            "unit": row["unit"],
            "decimals": row["decimals"],
            "quantity": proposal.quantity,
            "quantity_text": self.env["eservices.quantities"]._format(proposal.quantity),
            "before": proposal.base_quantity,
            "before_text": self.env["eservices.quantities"]._format(proposal.base_quantity),
            "carrier": proposal.carrier_id.name or "",
            "price": format_amount(self.env, price, currency),
            "amount": format_amount(self.env, amount, currency),
            "availability": {name: row["availability"][name] for name in ("tone", "text", "detail")},
            "text": proposal.text or "",
            "change": proposal._describe_change(),
            "agent": proposal.agent_id.name,
            "agent_initials": get_initials(proposal.agent_id.name),
            "state": proposal.state,
            "reason": proposal.reason or "",
            "at": moments.iso(proposal.create_date),
            "time": self.env["eservices.dates"]._format_time(proposal.create_date),
            "total_before": format_amount(self.env, total, currency),
            "total_after": format_amount(
                self.env, total + self._add_taxes(customer, proposal, price, added), currency
            ),
        }

    def _get_price(self, customer, proposal, row):
        """The customer's price for this quantity, without tax."""
        product = proposal.product_id.with_env(customer.env)
        tiers = self.env["eservices.prices"]._get_prices(customer, product)[product]
        reached = [price for start, price in tiers if start <= max(proposal.quantity, 1)]
        return reached[-1] if reached else row["price_value"]

    def _add_taxes(self, customer, proposal, price, quantity):
        """What a quantity adds to the total, with the customer's taxes; carriers and rewards left out."""
        product = proposal.product_id.with_env(customer.env)
        company = customer.config.company_id
        taxes = product.taxes_id._filter_taxes_by_company(company)
        position = self.env[
            "account.fiscal.position"
        ].sudo()  # sudo: account.fiscal.position - the customer's
        taxes = position.with_company(company)._get_fiscal_position(customer.contact).map_tax(taxes)
        excluded = taxes.with_context(force_price_include=False)
        if proposal.kind == "carrier" or not quantity:
            return 0.0
        return excluded.compute_all(price, customer.currency, quantity, product)["total_included"]

    def _prepare(self, customer):
        """What the customer's page of the cart shows: proposals, and the agent who works on it with him."""
        proposals = self.env["care.proposal"]._find_open(customer.contact, customer.config)
        cart = self.env["eservices.cart"]._get(customer)
        contacts = customer.env["care.contact"]
        holder = cart.care_held_by_id or contacts.search(
            Domain("id", "in", proposals.contact_id.ids) & Domain("state", "=", "open"), limit=1
        )
        name = holder.agent_id.name
        return {
            "proposals": self._describe_all(customer, proposals.with_env(customer.env)),
            "agent": {"name": name, "initials": get_initials(name)} if holder else None,
        }
