import uuid

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, ormcache

from ..const import MAX_REQUEST_YEARS
from . import columns, prepared
from .typed import read_id, read_text

# How many addresses the page offers.
MAX_ADDRESSES = 200
# What a row shows of a line of the cart.
LINE_SHOWN = (
    "product_id",
    "product_uom_qty",
    "product_uom_id",
    "price_reduce_taxexcl",
    "price_subtotal",
    "eservices_note",
)
# What the page writes of an address, and asks of the company, which is one of them.
ADDRESS_READ = (
    "city",
    "commercial_company_name",
    "commercial_partner_id",
    "company_name",
    "country_id",
    "eservices_po_required",
    "is_company",
    "name",
    "parent_id",
    "state_id",
    "street",
    "street2",
    "type",
    "zip",
)


class EservicesCartPage(models.AbstractModel):
    """The cart as its page shows it, and the details that the customer fills in there (P18, B6)."""

    _name = "eservices.cart.page"
    _description = "Page of the cart"

    def _prepare_page(self, customer, errors=None):
        """Hook: values of the page of the cart.

        :param dict errors: ``{field: sentence}`` of details that were refused
        """
        carts = self.env["eservices.cart"]
        cart = self.env["eservices.cart.read"]._read(carts._get(customer))
        lines = cart._get_eservices_product_lines()
        products = self.env["eservices.catalogue"]._prepare_product_rows(customer, lines.product_id)
        # The header asks the same; only where something is refused it takes longer to say why.
        is_blocked = not carts._get_allowed_ids(customer).issuperset(lines.product_id.ids)
        blocked = cart._get_eservices_blocked_lines() if is_blocked else {}
        countable = lines.filtered(lambda line: line not in blocked)
        rows = self._prepare_lines(customer, lines, blocked, products)
        return {
            "cart": {
                "id": cart.id,
                "key": uuid.uuid4().hex,
                "lines": [row for row in rows if not row["reason"]],
                "blocked": [row for row in rows if row["reason"]],
                "countable": len(countable),
                "extra": self._get_extra(cart),
                "terms": self._get_terms(customer, cart, blocked),
                "conditions": self.env["eservices.terms"]._prepare(customer),
                "voucher": self.env["eservices.cart.voucher"]._prepare(cart),
                **self._get_totals(cart, countable, blocked),
            },
            "steps": self.env["eservices.timeline"]._get_steps(cart) if cart else [],
            "details": self._prepare_details(customer, cart, blocked),
            "errors": errors or {},
        }

    def _prepare_messages(self, customer):
        """Messages on the open cart, beside its content (P23)."""
        cart = self.env["eservices.cart"]._get(customer)
        page = self.env["eservices.messages.page"]
        return {"thread": page._prepare_thread(customer, "cart", cart) if cart else None}

    def _get_missing(self, customer):
        """What has to be filled in before the open cart can be validated (B6).

        :return: ``{field: sentence}``
        """
        cart = self.env["eservices.cart"]._get(customer)
        missing = {}
        if cart and customer.company.eservices_po_required and not (cart.client_order_ref or "").strip():
            missing["client_order_ref"] = self.env._("Your company asks for a PO number on every order.")
        return {**missing, **self._get_misfits(customer, cart)}

    def _get_misfits(self, customer, cart):
        """Lines in whose quantity the product is no longer sold, by the id of their field (B5)."""
        quantities = self.env["eservices.quantities"]
        allowed = self.env["eservices.cart"]._get_allowed_ids(customer)
        misfits = {}
        for line in cart._get_eservices_product_lines():
            rule = line.product_id.product_tmpl_id._get_eservices_quantity_rule()
            nearest = rule.get_nearest(line.product_uom_qty)
            # What may not be ordered stays behind anyway.
            if nearest and line.product_id.id in allowed:
                misfits[f"quantity_line_{line.id}"] = self.env._(
                    "%(product)s: %(reason)s",
                    product=line.product_id.name,
                    reason=quantities._explain_misfit(rule, nearest),
                )
        return misfits

    def _prepare_lines(self, customer, lines, blocked, products):
        """Rows of the cart.

        :param dict blocked: ``{line: reason}`` of what may not be ordered
        :param products: the rows of the products as the catalogue has them
        """
        catalogue = {row["id"]: row for row in products}
        values = dict(zip(lines, columns.read(lines, LINE_SHOWN), strict=True))
        promises = self.env["eservices.availability"]._promise(
            customer.config.company_id,
            {
                product_id: (quantity, catalogue[product_id]["availability"])
                for product_id, quantity, *_others in values.values()
            },
        )
        units = self.env["uom.uom"]._get_eservices_units()
        prices, quantities = self.env["eservices.prices"], self.env["eservices.quantities"]
        currency = lines[:1].currency_id
        rows = []
        for line, (product_id, quantity, unit_id, price, subtotal, note) in values.items():
            row, is_blocked = catalogue[product_id], line in blocked
            nearest = row["quantity_rule"].get_nearest(quantity)
            rows.append(
                {
                    **row,
                    "id": line.id,
                    "product_id": product_id,
                    "quantity": quantity,
                    "quantity_text": quantities._format(quantity),
                    "nearest": nearest,
                    "unit": units[unit_id].name,
                    # What may not be ordered has no page.
                    "url": None if is_blocked else row["url"],
                    "price": prices._format(price, currency),
                    "tier_text": next((tier["text"] for tier in row["tiers"] if not tier["reached"]), ""),
                    "amount": prices._format(subtotal, currency),
                    "availability": promises[product_id],
                    "reason": blocked[line] if is_blocked else "",
                    "note": note or "",
                    "question": self._get_question(row) if is_blocked else "",
                    "warning": quantities._explain_misfit(row["quantity_rule"], nearest),
                }
            )
        return rows

    def _get_question(self, row):
        """How the customer's message to staff about a product begins."""
        product = ", ".join(filter(None, [row["code"], row["own_code"], row["name"]]))
        return self.env._("About %s: ", product)

    def _get_totals(self, cart, countable, blocked):
        """Totals of what can be ordered; blocked lines are not counted.

        :param countable: lines of goods that can be ordered
        """
        documents = self.env["eservices.documents"]
        if not cart:
            return {"goods": "", "untaxed": "", "taxes": [], "total": ""}
        lines = cart._get_priced_lines().filtered(lambda line: line not in blocked)
        goods = sum(countable.mapped("price_subtotal"))
        totals = cart._sum_up_eservices(lines)
        totals = totals or (self._compute_totals(cart, lines) if blocked else cart.tax_totals)
        return {
            "goods": self.env["eservices.prices"]._format(goods, cart.currency_id),
            **documents._format_tax_totals(totals, cart.currency_id),
        }

    def _compute_totals(self, cart, lines):
        """As ``tax_totals`` of the order, for some of its lines."""
        tax_model = self.env["account.tax"].sudo()  # sudo: account.tax - taxes of the customer's own cart
        base_lines = [line._prepare_base_line_for_taxes_computation() for line in lines]
        tax_model._add_tax_details_in_base_lines(base_lines, cart.company_id)
        tax_model._round_base_lines_tax_details(base_lines, cart.company_id)
        return tax_model._get_tax_totals_summary(
            base_lines=base_lines, currency=cart.currency_id, company=cart.company_id
        )

    def _get_extra(self, order):
        """Vouchers and carrier between the goods and the total, each reward once whatever taxes it has."""
        rewards = columns.filtered(order.order_line, "reward_id").grouped("reward_id")
        rows = [(reward.description, lines) for reward, lines in rewards.items()]
        delivery = columns.filtered(order.order_line, "is_delivery")
        rows += [(line.name.split("\n")[0], line) for line in delivery]
        extra = []
        for label, lines in rows:
            amount = sum(lines.mapped("price_subtotal"))
            extra.append(
                {
                    "label": label,
                    "amount": self.env["eservices.prices"]._format(amount, order.currency_id),
                    "tone": "ok" if amount < 0 else "",
                }
            )
        return extra

    def _get_terms(self, customer, cart, blocked=()):
        """When it is to be paid, and the credit that is left with this order where the company limits it."""
        sentences = []
        if cart.payment_term_id:
            # sudo: account.payment.term - the customer's own terms, in words
            sentences.append(cart.payment_term_id.sudo().name)
        # sudo: res.partner - of the customer's credit he learns what is left, and nothing more
        company_sudo = customer.company.sudo()
        if cart and company_sudo._has_eservices_credit_limit():
            left = company_sudo.credit_limit - company_sudo.credit - self._get_credit_amount(cart, blocked)
            text = self.env["eservices.prices"]._format(max(left, 0), cart.company_id.currency_id)
            sentences.append(self.env._("Credit left after this order: %s.", text))
        return " · ".join(sentences)

    def _get_credit_amount(self, cart, blocked):
        """What the cart takes of the credit, in the currency of the company."""
        return cart.currency_id._convert(
            cart.amount_total - sum(line.price_total for line in blocked),
            cart.company_id.currency_id,
            cart.company_id,
            fields.Date.today(),
        )

    # === DETAILS === #

    def _prepare_details(self, customer, cart, blocked):
        return {
            "addresses": [
                {
                    "id": address.id,
                    "label": address.display_name,
                    "text": address._get_eservices_address_text(),
                    "selected": address == cart.partner_shipping_id,
                }
                for address in self._get_addresses(customer)
            ],
            "carriers": self.env["eservices.cart.carrier"]._prepare(
                cart.with_context(eservices_blocked_line_ids=[line.id for line in blocked])
            ),
            "carrier_problem": cart.eservices_carrier_problem or "",
            "client_order_ref": cart.client_order_ref or "",
            "client_order_ref_required": customer.company.eservices_po_required,
            "picking_policy": cart.picking_policy or "direct",
            "requested_date": fields.Date.to_string(cart.commitment_date) if cart.commitment_date else "",
            "min_date": fields.Date.to_string(fields.Date.context_today(self.env.user)),
            "note": cart.eservices_note or "",
        }

    def _get_addresses(self, customer):
        """Addresses to which the customer may have his order sent: his own and those of his company."""
        company, contacts = customer.company, customer.env["res.partner"]
        self.env.flush_all()
        rows = prepared.execute_query(
            self.env,
            SQL(
                "%s WHERE active AND (id = ANY (%s) OR (type = 'delivery' AND id IN %s))"
                " ORDER BY complete_name, id DESC LIMIT %s",
                self._select_addresses(self.env.lang),
                (customer.contact | company).ids,
                company._get_eservices_below(),
                MAX_ADDRESSES,
            ),
        )
        addresses = columns.insert(contacts, ADDRESS_READ, (), rows)
        for country in addresses.country_id:
            country._recall()
        return addresses

    @ormcache("lang")
    def _select_addresses(self, lang):
        contacts = self.env(su=True, context={"lang": lang})["res.partner"]
        return SQL("SELECT %s FROM res_partner", columns.select(contacts, "res_partner", ADDRESS_READ))

    def _write_details(self, customer, values):
        """Save details of the open cart as the customer fills them in.

        :param dict values: any of ``client_order_ref``, ``requested_date``, ``note``,
            ``partner_shipping_id``, ``picking_policy``, ``carrier_id``
        :return: ``{field: sentence}`` of what was refused; the rest is saved
        :raise UserError: when there is no cart any more
        """
        cart = self.env["eservices.cart"]._get(customer)
        if not cart:
            raise UserError(self.env._("Your cart is empty."))
        cart._eservices_lock()
        readers = {
            "client_order_ref": self._read_reference,
            "requested_date": self._read_requested_date,
            "note": self._read_note,
            "partner_shipping_id": self._read_address,
            "picking_policy": self._read_picking_policy,
        }
        errors, accepted = {}, {}
        for name in readers.keys() & values.keys():
            try:
                accepted.update(readers[name](customer, values[name]))
            except UserError as error:
                errors[name] = error.args[0]
        region = cart.fiscal_position_id
        if accepted:
            cart.write(accepted)
        if "partner_shipping_id" in accepted:
            if cart.fiscal_position_id != region:
                # Odoo leaves this to a button of its form: goods and voucher would be taxed differently.
                cart._recompute_taxes()
                cart._recompute_prices()
            cart._eservices_refresh()
        if "carrier_id" in values:
            blocked = cart._get_eservices_blocked_lines()
            counted = cart.with_context(eservices_blocked_line_ids=[line.id for line in blocked])
            try:
                self.env["eservices.cart.carrier"]._choose(counted, values["carrier_id"])
            except UserError as error:
                errors["carrier_id"] = error.args[0]
        return errors

    def _read_reference(self, customer, text):
        return {"client_order_ref": read_text(text, 64)}

    def _read_note(self, customer, text):
        return {"eservices_note": read_text(text, 2000)}

    def _read_requested_date(self, customer, text):
        try:
            day = fields.Date.to_date(read_text(text, 10) or False)
        except ValueError:
            raise UserError(self.env._("This is no date.")) from None
        today = fields.Date.context_today(self.env.user)
        if day and day < today:
            raise UserError(self.env._("The requested date lies in the past."))
        # Above that a year is a slip of the finger; the last one of all overflows in time zones ahead.
        if day and day.year > today.year + MAX_REQUEST_YEARS:
            raise UserError(self.env._("The requested date is too far ahead: check the year."))
        # Noon: the day stays the same in every time zone that the back office may use.
        return {"commitment_date": fields.Datetime.to_datetime(day).replace(hour=12) if day else False}

    def _read_picking_policy(self, customer, policy):
        if policy not in ("direct", "one"):
            raise UserError(self.env._("Choose one of the two ways."))
        return {"picking_policy": policy}

    def _read_address(self, customer, address_id):
        address = self._get_addresses(customer).filtered(lambda address: address.id == read_id(address_id))
        if not address:
            raise UserError(self.env._("Choose one of your addresses."))
        return {"partner_shipping_id": address.id}
