from collections import Counter, defaultdict

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..const import QUICK_ORDER_FILE_BYTES, QUICK_ORDER_ROWS
from .quick_rows import REFERENCE_MAX, FileError, read_file, read_line
from .text import escape_like, fold
from .typed import read_text

# Rows for which the nearest products are looked up, and how many of each.
SUGGESTED_ROWS = 20
SUGGESTIONS = 3
LINE_MAX = 200


class EservicesQuickOrder(models.AbstractModel):
    """The quick order pad: many references and quantities at once (B1)."""

    _name = "eservices.quick.order"
    _description = "Quick order on the customer platform"

    def _check(self, customer, text):
        """Read the pad and say of each row what it stands for.

        :param text: what is typed, one row a line
        :return: list of ``{"number", "line", "reference", "meant", "product", "quantity", "problem",
            "suggestions"}``; ``meant`` is what the reference stands for, and so is ``product`` if it can be
            ordered so
        :raise UserError: when there are more rows than are taken at once
        """
        lines = [line[:LINE_MAX] for line in read_text(text, QUICK_ORDER_ROWS * LINE_MAX * 2).split("\n")]
        read = [(number, read_line(line)) for number, line in enumerate(lines, 1) if line.strip()]
        if len(read) > QUICK_ORDER_ROWS:
            raise UserError(self._get_too_many())
        names = {name.lower() for _number, row in read for name, _quantity in row.readings}
        found = self._find_products(customer, names)
        rows = self._check_sums(customer, [self._check_row(number, row, found) for number, row in read])
        self._suggest(customer, [row for row in rows if row["is_unknown"]][:SUGGESTED_ROWS])
        return rows

    def _get_too_many(self):
        return self.env._("At most %s rows are taken at once: order them in several parts.", QUICK_ORDER_ROWS)

    def _check_row(self, number, row, found):
        """One row, by the first of its readings that stands for something; see ``_check``."""
        unread = (row.reference[:REFERENCE_MAX], row.quantity)
        reference, quantity = next((pair for pair in row.readings if pair[0].lower() in found), unread)
        products = found.get(reference.lower())
        answer = {
            "number": number,
            "line": row.line,
            "reference": reference,
            "typed_quantity": quantity,
            "meant": products if products and len(products) == 1 else None,
            "product": None,
            "quantity": 0,
            "problem": "",
            "nearest": (),
            "is_unknown": not products,
            "suggestions": products[:SUGGESTIONS] if products and len(products) > 1 else [],
        }
        if not products:
            return {**answer, "problem": self.env._("Unknown reference “%s”.", reference)}
        if len(products) > 1:
            return {**answer, "problem": self.env._("“%s” stands for several products.", reference)}
        try:
            quantity = self.env["eservices.cart"]._read_quantity(products, quantity or 1)
        except UserError as error:
            return {**answer, "problem": error.args[0]}
        return {**answer, "product": products, "quantity": quantity}

    def _check_sums(self, customer, rows):
        """Refuse rows that each are fine and together, with what the cart holds, are not sold so."""
        refused, held = {}, {}
        sums = self._sum(rows)
        if any(product.product_tmpl_id._get_eservices_quantity_rule().least for product in sums):
            held = self.env["eservices.cart"]._get_quantities(customer)
        for product, quantity in sums.items():
            is_ruled = product.product_tmpl_id._get_eservices_quantity_rule().least
            total = quantity + (held.get(product.id, 0.0) if is_ruled else 0.0)
            error = self._get_refusal(product, total)
            if error:
                refused[product] = error, total
        return [
            self._refuse_row(row, *refused[row["product"]]) if row["product"] in refused else row
            for row in rows
        ]

    def _refuse_row(self, row, error, total):
        """A row that is not sold so, with the quantities of its own that would make the sum fit."""
        nearest = (row["quantity"] + fitting - total for fitting in getattr(error, "nearest", ()))
        return {
            **row,
            "product": None,
            "quantity": 0,
            "problem": error.args[0],
            "nearest": [quantity for quantity in nearest if quantity > 0],
        }

    def _get_refusal(self, product, quantity):
        """The error that says why so much cannot be ordered; None where it can."""
        try:
            self.env["eservices.cart"]._read_fitting(product, quantity)
        except UserError as error:
            return error
        return None

    def _find_products(self, customer, names):
        """What the customer may order, by our reference, the barcode or his own number, in this order.

        :param set names: in small letters
        :return: ``{name: products}``, without the names that stand for nothing he may order
        """
        names = sorted(names)
        kinds = (defaultdict(set), defaultdict(set), defaultdict(set))
        for kind, name, product_id in self._read_names(customer, names):
            kinds[kind][name].add(product_id)
        ids = {product_id for kind in kinds for found in kind.values() for product_id in found}
        products = customer.env["product.product"]
        allowed = self.env["eservices.rights"]._filter_allowed(customer, products.browse(ids))
        found = {}
        for name in names:
            for kind in kinds:
                ids = kind.get(name, set()) & set(allowed.ids)
                if ids:
                    found[name] = allowed.browse(sorted(ids))
                    break
        return found

    def _read_names(self, customer, names):
        """Which products bear these names; the index of the catalogue says in which to look.

        :return: rows ``(kind, name, product id)``
        """
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """
                WITH product AS MATERIALIZED (
                    SELECT id, product_tmpl_id, default_code, barcode FROM product_product
                     WHERE active AND product_tmpl_id IN (
                           SELECT product_tmpl_id FROM eservices_catalogue_entry WHERE codes && %(codes)s)
                )
                SELECT 0, lower(default_code), id FROM product WHERE lower(default_code) = ANY (%(names)s)
                 UNION ALL
                SELECT 1, lower(barcode), id FROM product WHERE lower(barcode) = ANY (%(names)s)
                 UNION ALL
                SELECT 2, lower(info.product_code), product.id
                  FROM product
                  JOIN product_customerinfo info
                    ON info.product_tmpl_id = product.product_tmpl_id
                   AND (info.product_id IS NULL OR info.product_id = product.id)
                 WHERE info.partner_id = ANY (%(partners)s) AND lower(info.product_code) = ANY (%(names)s)
                """,
                codes=[fold(name) for name in names],
                names=names,
                partners=customer.contact._get_eservices_reference_partners().ids,
            )
        )

    def _suggest(self, customer, rows):
        """Name for unknown rows what the customer may order and what is called nearly so."""
        wanted = {
            row["reference"]: escape_like(row["reference"]) for row in rows if len(row["reference"]) > 2
        }
        if not wanted:
            return
        named = Domain.OR(
            Domain("default_code", "ilike", text) | Domain("name", "ilike", text) for text in wanted.values()
        )
        indexed = SQL(" OR ").join(
            SQL("words LIKE %s", f"%{escape_like(fold(reference))}%") for reference in wanted
        )
        # The index of the catalogue finds them among any number of products.
        near = SQL("(SELECT product_tmpl_id FROM eservices_catalogue_entry WHERE %s)", indexed)
        allowed = self.env["eservices.rights"]._get_customer_domain(customer)
        products = customer.env["product.product"].search(
            Domain("product_tmpl_id", "in", near) & allowed & named, limit=SUGGESTED_ROWS * SUGGESTIONS
        )
        for row in rows:
            text = row["reference"].lower()
            row["suggestions"] = products.filtered(
                lambda product, text=text: (
                    text in (product.default_code or "").lower() or text in (product.name or "").lower()
                )
            )[:SUGGESTIONS]

    def _add(self, customer, text):
        """Put every row that is fine into the cart, at once; the others stay in the pad.

        :return: ``{"added": number of rows, "rest": text of the pad without them}``
        :raise UserError: see ``_check``
        """
        rows = self._check(customer, text)
        good = [row for row in rows if row["product"]]
        added = self._put(customer, good) if good else set()
        rest = [row["line"] for row in rows if not row["product"] or row["product"].id not in added]
        return {"added": len(rows) - len(rest), "rest": "\n".join(rest)}

    def _put(self, customer, rows):
        """Write the lines of the cart in one go.

        :return: ids of the products that are in now; more of one than can be ordered at once is left out
        """
        service = self.env["eservices.cart"]
        cart = service._open(customer)
        wanted = self._sum(rows)
        products = customer.env["product.product"].union(*wanted)
        references = self.env["eservices.references"]
        known = references._get_ids(products, references._get(customer, products))
        cart = cart.with_context(eservices_references=known)
        lines = {line.product_id.id: line for line in cart._get_eservices_product_lines()}
        added, values = set(), []
        for product, quantity in wanted.items():
            line = lines.get(product.id)
            total = quantity + (line.product_uom_qty if line else 0)
            if self._get_refusal(product, total):
                continue
            added.add(product.id)
            if line:
                line.product_uom_qty = total
            else:
                values.append({"order_id": cart.id, "product_id": product.id, "product_uom_qty": total})
        cart.order_line.create(values)
        service._refresh(customer, cart)
        return added

    def _sum(self, rows):
        """How much of each product the rows want together."""
        wanted = defaultdict(float)
        for row in rows:
            if row["product"]:
                wanted[row["product"]] += row["quantity"]
        return wanted

    def _read_file(self, content, name):
        """The rows of an uploaded file as text of the pad.

        :raise UserError: with the reason, when it cannot be read
        """
        if len(content) > QUICK_ORDER_FILE_BYTES:
            raise UserError(
                self.env._("The file is too large: at most %s MB.", QUICK_ORDER_FILE_BYTES // 10**6)
            )
        try:
            lines = read_file(content, name, QUICK_ORDER_ROWS)
        except FileError:
            raise UserError(self.env._("This is no CSV or XLSX file that can be read.")) from None
        if len(lines) > QUICK_ORDER_ROWS:
            raise UserError(self._get_too_many())
        if not lines:
            raise UserError(self.env._("There is no row with a reference in this file."))
        return "\n".join(lines)

    def _get_sample(self):
        """A file to begin with: the names of the columns and one row."""
        head = f"{self.env._('Reference')};{self.env._('Quantity')}"
        return f"\ufeff{head}\r\nABC-123;12\r\n".encode()

    def _prepare_rows(self, customer, text):
        """What the page shows of the pad.

        :return: ``{"rows", "filters", "suggested", "good", "bad", "add_text", "total", "error"}``; where it
            cannot be read only ``rows``, ``good``, ``bad`` and ``error``
        """
        try:
            rows = self._check(customer, text)
        except UserError as error:
            return {"rows": [], "good": 0, "bad": 0, "error": error.args[0]}
        shown = [row["meant"] or row["suggestions"] for row in rows]
        known = self._describe_products(customer, self._sum(rows), filter(None, shown))
        rows = [self._prepare_row(customer, row, known) for row in rows]
        states = Counter(row["state"] for row in rows)
        good, total = states["recognised"], sum(row["amount_value"] for row in rows)
        return {
            "rows": rows,
            "filters": self._get_filters(states),
            "suggested": states["suggested"],
            "good": good,
            "bad": len(rows) - good,
            "add_text": self._get_add_text(good),
            "total": self.env["eservices.prices"]._format(total, customer.currency),
            "error": "",
        }

    def _get_filters(self, states):
        """The counts of the states, which show only what they count: ``[{"state", "label"}]``."""
        recognised, suggested, refused = (states[state] for state in ("recognised", "suggested", "refused"))
        labels = {
            "": self.env._("All %s", states.total()),
            "recognised": self.env._("%s recognised", recognised)
            if recognised > 1
            else self.env._("1 recognised"),
            "suggested": self.env._("%s suggested", suggested)
            if suggested > 1
            else self.env._("1 suggested"),
            "refused": self.env._("%s refused", refused) if refused > 1 else self.env._("1 refused"),
        }
        return [
            {"state": state, "label": label} for state, label in labels.items() if not state or states[state]
        ]

    def _get_add_text(self, good):
        if good == 1:
            return self.env._("Add 1 row to the cart")
        return self.env._("Add %s rows to the cart", good)

    def _describe_products(self, customer, wanted, others=()):
        """What rows say of their products, read once for all of them.

        :param dict wanted: ``{product: quantity}`` of all rows together: they become one line of the cart
        :param others: products of which the rows only say what they are
        :return: ``{product: {"name", "code", "own_code", "url", "image_url", "quantity_rule", "price",
            "availability"}}``; of the others neither price nor availability
        """
        ordered = customer.env["product.product"].union(*wanted)
        products = ordered.union(*others)
        offers = self.env["eservices.catalogue"]._read_offers_of(customer, products)
        offers = {offer.id: offer for offer in offers}
        references = self.env["eservices.references"]._get(customer, products)
        known = {
            product: {
                "name": offers[product.id].full_name,
                "code": offers[product.id].code or "",
                "own_code": references[product].product_code or "" if references.get(product) else "",
                "url": f"/eservices/product/{product.id}",
                "image_url": f"/eservices/product/{product.id}/image",
                "quantity_rule": offers[product.id].quantity_rule,
            }
            for product in products
        }
        versions = {offer.id: offer.version for offer in offers.values()}
        prices = self.env["eservices.prices"]._get_prices(customer, ordered, references, versions)
        availability = self.env["eservices.availability"]
        promises = availability._promise(
            customer.config.company_id,
            {
                product.id: (quantity, availability._describe(*offers[product.id][-4:]))
                for product, quantity in wanted.items()
            },
        )
        for product, quantity in wanted.items():
            known[product]["price"] = self._get_price(prices[product], quantity)
            known[product]["availability"] = promises[product.id]
        return known

    def _get_price(self, tiers, quantity):
        return next((price for start, price in reversed(tiers) if start <= quantity), tiers[0][1])

    def _prepare_row(self, customer, row, known):
        """One row as the page shows it: recognised, else with what is suggested for it, else refused."""
        quantities = self.env["eservices.quantities"]
        suggestions = [
            {**known[each], "line": f"{each.default_code}\t{row['typed_quantity']}".strip()}
            for each in row["suggestions"]
            if each.default_code
        ]
        state = "recognised" if row["product"] else "suggested" if suggestions else "refused"
        product = known.get(row["meant"]) or (suggestions[0] if suggestions else {})
        amount = row["quantity"] * product.get("price", 0.0) if row["product"] else 0.0
        shown = {
            "name": "",
            **product,
            "availability": product["availability"] if row["product"] else None,
            "state": state,
            "number": row["number"],
            "line": row["line"],
            "reference": row["reference"],
            "problem": row["problem"],
            "nearest": [
                {"text": quantities._format(quantity), "line": f"{row['reference']}\t{quantity:.10g}"}
                for quantity in row["nearest"]
            ],
            # Of a quantity that nearly fits is shown what was typed, to go on from there.
            "quantity": row["typed_quantity"] if row["nearest"] else "",
            "amount": self.env["eservices.prices"]._format(amount, customer.currency)
            if row["product"]
            else "",
            "amount_value": amount,
            "suggestions": suggestions,
        }
        if row["product"]:
            shown["quantity"] = f"{row['quantity']:.10g}"
            shown["amount"] = self.env["eservices.prices"]._format(amount, customer.currency)
        return shown
