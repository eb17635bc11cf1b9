from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_amount

from odoo.addons.eservices_ecommerce.services.typed import read_id

from . import moments

LINE = ("product_id", "code", "own_code", "name", "unit", "quantity", "quantity_text", "decimals", "price")
PAGE = ("key", "extra", "goods", "untaxed", "taxes", "total")
DETAILS = (
    "client_order_ref",
    "client_order_ref_required",
    "requested_date",
    "min_date",
    "note",
    "picking_policy",
)


class CareConsoleCart(models.AbstractModel):
    """The cart as the console shows it, its addresses, and what it lacks to be placed (A12, A16)."""

    _inherit = "care.console.cart"

    def _answer(self, contact, notice=None):
        """Hook: the cart, drawn from the same page as the customer's own.

        :param contact: ``care.contact``
        :param dict notice: ``{"tone", "text", "line_id"}`` that the agent has to read
        """
        customer = contact._get_customer(self.env.user)
        cart = self.env["eservices.cart"]._get(customer)
        page = self.env["eservices.cart.page"]._prepare_page(customer)
        shown, details = page["cart"], page["details"]
        holder = cart.care_held_by_id
        lines = self._describe_lines(cart, [*shown["lines"], *shown["blocked"]])
        missing = self._get_missing(customer, cart)
        return {
            "id": cart.id,
            "contact_id": contact.id,
            "version": cart.write_date.isoformat() if cart else "",
            "owner": "agent" if holder else "customer",
            "agent": holder.agent_id.name or "",
            "taken_at": moments.iso(cart.care_held_at),
            "mode": contact.config_id.care_edit,
            "notice": notice or self._get_notice(cart),
            "lines": lines,
            "count": len(lines),
            **{name: shown[name] for name in PAGE},
            **{name: details[name] for name in DETAILS},
            "conditions": shown["conditions"],
            **self._describe_destinations(customer, cart),
            "payment": self.env["care.console.payment"]._describe(customer, cart),
            "vouchers": self.env["care.console.voucher"]._describe(customer, cart),
            "proposals": self.env["care.proposals"]._describe_all(customer, self._find_proposals(customer)),
            "missing": missing,
            "may_place": bool(shown["countable"]) and not missing,
            "others": [one for one in self.env["care.console"]._get_carts(contact) if one["id"] != cart.id],
        }

    def _find_proposals(self, customer):
        found = self.env["care.proposal"]._find_shown(customer.contact, customer.config)
        return found.with_env(customer.env)

    def _get_notice(self, cart):
        text = cart.eservices_carrier_problem
        return {"tone": "warn", "text": text, "line_id": False} if text else None

    def _describe_lines(self, cart, rows):
        """Lines in the order of the cart, each with the carriers that may bring it (A14)."""
        carriers = self.env["eservices.cart.carrier"]
        reasons = carriers._explain_lines(cart) if cart else {}
        rates = self._get_rates(cart, reasons)
        changes = self.env["care.journal"]._get_changes(cart) if cart else {}
        rows = {row["id"]: row for row in rows}
        return [
            {
                "id": line.id,
                **{name: rows[line.id][name] for name in LINE},
                "amount": rows[line.id]["amount"],
                "availability": self.env["care.console.products"]._describe_availability(
                    rows[line.id]["availability"]
                ),
                "reason": rows[line.id]["reason"],
                "note": rows[line.id]["note"],
                "carrier": {
                    "id": carriers._get_line_carrier(line).id if line in reasons else False,
                    "options": [
                        {
                            "id": carrier.id,
                            "label": carrier.name,
                            "price": rates[carrier],
                            "may": not reason,
                            "reason": reason,
                        }
                        for carrier, reason in reasons.get(line, {}).items()
                    ],
                    "problem": line.care_carrier_problem or "",
                },
                "changed": changes.get(line.id),
            }
            for line in cart._get_eservices_product_lines()
            if line.id in rows
        ]

    def _get_rates(self, cart, reasons):
        """What each carrier asks for the whole cart, as text; empty where that cannot be said."""
        able = {carrier for of_line in reasons.values() for carrier, reason in of_line.items() if not reason}
        rates = {carrier: "" for of_line in reasons.values() for carrier in of_line}
        for carrier in able:
            rate = carrier.rate_shipment(cart)
            if rate["success"]:
                rates[carrier] = format_amount(self.env, rate["price"], cart.currency_id)
        return rates

    def _get_missing(self, customer, cart):
        """Hook: what has to be filled in before the order can be placed: ``{field: sentence}``."""
        missing = dict(self.env["eservices.cart.page"]._get_missing(customer))
        if not cart:
            return missing
        if not cart.partner_shipping_id.country_id and self.env[
            "eservices.cart.carrier"
        ]._get_delivered_lines(cart):
            missing["partner_shipping_id"] = self.env._("The delivery address has no country.")
        problem = self.env["care.console.payment"]._find_problem(customer, cart)
        if problem:
            missing["payment"] = problem
        return missing

    # === ADDRESSES AND DETAILS === #

    def _describe_destinations(self, customer, cart):
        """The chosen addresses, by default the customer's own, and those that can be chosen (A12)."""
        addresses = self.env["care.console"]._describe_addresses(customer)
        by_id = {address["id"]: address for address in addresses}
        for address in addresses:
            address["may_ship"] = address["kind"] in ("contact", "delivery", "other")
            address["may_bill"] = address["kind"] in ("contact", "invoice", "other")
        chosen = {
            "shipping": cart.partner_shipping_id.id,
            "billing": cart.partner_invoice_id.id,
        }
        defaults = customer.contact.address_get(["delivery", "invoice"])
        return {
            "shipping": by_id.get(chosen["shipping"] or defaults["delivery"]),
            "billing": by_id.get(chosen["billing"] or defaults["invoice"]),
            "addresses": addresses,
        }

    @api.model
    def set_details(self, contact_id, values):
        """Save delivery, references and addresses of the cart (A12).

        :param dict values: any of ``client_order_ref``, ``requested_date``, ``note``,
            ``partner_shipping_id``, ``partner_invoice_id``, ``picking_policy``
        :return: the cart, with ``errors``: ``{field: sentence}`` of what was refused
        """
        values = dict(values) if isinstance(values, dict) else {}
        errors = {}
        # Who brings which line has a verb of its own.
        values.pop("carrier_id", None)

        def change(customer):
            if not self.env["eservices.cart"]._get(customer):
                raise UserError(self.env._("There is no cart yet: add a product first."))
            errors.update(self._write_addresses(customer, values))
            errors.update(self.env["eservices.cart.page"]._write_details(customer, values))
            self.env["eservices.cart"]._get(customer)._care_notify()

        return {**self._change(contact_id, change), "errors": errors}

    def _write_addresses(self, customer, values):
        """Write the addresses that are among the customer's own, and take them out of the values.

        :return: ``{field: sentence}`` of what was refused
        """
        cart = self.env["eservices.cart"]._get(customer)
        own = self.env["care.console"]._find_addresses(customer)
        errors, accepted = {}, {}
        for name in ("partner_shipping_id", "partner_invoice_id"):
            if name not in values:
                continue
            wanted = read_id(values.pop(name))
            address = own & own.browse(wanted)
            if address:
                accepted[name] = address.id
            else:
                errors[name] = self.env._("Choose one of the customer's addresses.")
        if accepted:
            region = cart.fiscal_position_id
            cart.write(accepted)
            if cart.fiscal_position_id != region:
                cart._recompute_taxes()
                cart._recompute_prices()
            cart._eservices_refresh()
        return errors

    @api.model
    @api.readonly
    def get_address_form(self, contact_id, values=None):
        """Countries, states and what was typed so far, for a new address (A12)."""
        customer = self.env["care.contact"]._enter(contact_id)._get_customer()
        return self.env["eservices.cart.address"]._prepare_form(customer, values)

    @api.model
    def add_address(self, contact_id, kind, values):
        """Save a new address in the customer's profile, and choose it for the cart (A12).

        :param str kind: ``delivery`` or ``invoice``
        :return: the cart, with ``errors``: ``{field: sentence}``; then nothing is saved
        :raise UserError: for any other kind
        """
        names = {"delivery": "partner_shipping_id", "invoice": "partner_invoice_id"}
        if kind not in names:
            raise UserError(self.env._("Choose what the address is for."))
        contact, customer = self._begin(contact_id)
        typed = values if isinstance(values, dict) else {}
        read, errors = self.env["eservices.cart.address"]._read(customer, typed)
        if not errors:
            address = self._save_address(contact, customer, kind, read)
            cart = self.env["eservices.cart"]._get(customer)
            if cart:
                self._take(contact, cart)
                self._write_addresses(customer, {names[kind]: address.id})
        return {**self._answer(contact), "errors": errors}

    def _save_address(self, contact, customer, kind, read):
        """The same address is not saved twice, whoever asks again."""
        domain = Domain("parent_id", "=", customer.company.id) & Domain("type", "=", kind)
        for name, value in read.items():
            domain &= Domain(name, "=", value or False)
        partners = customer.env["res.partner"].with_context(mail_create_nosubscribe=True)
        address = partners.search(domain, limit=1)
        if not address:
            own = self.env["eservices.cart.address"]._prepare_address_values(customer)
            address = partners.create({**read, **own, "type": kind})
            contact._log("address", address.display_name)
        return address
