import uuid

import psycopg2.errors

from odoo import Command, models
from odoo.exceptions import ConcurrencyError, MissingError, UserError
from odoo.fields import Domain

from ..const import LIST_PAGE, MESSAGE_FILES, MESSAGE_MAX_TEXT
from .invoices import FieldError
from .quantity import QuantityError, parse_quantity

RETURN_STATES = {
    "open": Domain("state", "in", ("requested", "accepted", "received")),
    "closed": Domain("state", "in", ("closed", "refused", "withdrawn")),
}
TONES = {"requested": "info", "accepted": "info", "received": "info", "closed": "ok", "refused": "bad"}


class EservicesReturns(models.AbstractModel):
    """Returns and claims: asked for on a delivery, listed and followed (B18)."""

    _name = "eservices.returns"
    _description = "Returns on the customer platform"

    # === WHICH RETURNS === #

    def _get_domain(self, customer):
        """Returns that this customer sees: of his company, or his own, as his other documents."""
        return Domain("partner_id", "child_of", customer.scope.id) & Domain(
            "company_id", "=", customer.config.company_id.id
        )

    def _find(self, customer, return_id):
        """One return of the customer.

        :raise MissingError: for any other return
        """
        found = customer.env["eservices.return"].search(
            Domain("id", "=", return_id) & self._get_domain(customer)
        )
        if not found:
            raise MissingError(self.env._("This return does not exist."))
        return found

    def _list(self, customer, query):
        """A page of the customer's returns.

        :param query: ``services.list_query.ListQuery``
        :return: ``(returns, total)``
        """
        returns = customer.env["eservices.return"]
        domain = self._get_domain(customer) & RETURN_STATES.get(query.state, Domain.TRUE)
        domain &= self.env["eservices.layout"]._get_days_domain(query, "create_date")
        if query.text:
            references = self.env["eservices.references"]
            domain &= (
                Domain("name", "ilike", query.text)
                | Domain("picking_id.name", "ilike", query.text)
                | Domain("picking_id.sale_id.name", "ilike", query.text)
                | Domain("picking_id.sale_id.client_order_ref", "ilike", query.text)
                | Domain("line_ids.move_id.product_id", "ilike", query.text)
                | Domain(
                    "line_ids.move_id.product_id", "any", references._get_text_domain(customer, query.text)
                )
            )
        found = returns.search(domain, limit=LIST_PAGE, offset=(query.page - 1) * LIST_PAGE)
        return found, returns.search_count(domain)

    # === ASKING === #

    def _request(self, customer, picking, values):
        """Ask to return or claim lines of a delivery; a repeated key gives what it asked for first.

        :param picking: a delivery of the customer
        :param dict values: ``lines`` (``{move id: {"quantity", "reason"}}`` as typed), ``wish``, ``text``,
            ``files`` (``[(name, bytes)]``), ``key``
        :return: ``eservices.return``
        :raise FieldError: with the reason
        :raise ConcurrencyError: when the same form arrives twice at a time; Odoo then runs this one again
        """
        returns = customer.env["eservices.return"]
        key = values.get("key") or None
        known = key and returns.search(
            Domain("submission_key", "=", key) & self._get_domain(customer), limit=1
        )
        if known:
            return known
        returns._lock_delivery(picking)
        lines = self._read_lines(returns._get_returnable(picking), values["lines"])
        if values["wish"] not in dict(returns._fields["wish"].selection):
            raise FieldError("wish", self.env._("Choose what you would like."))
        if not values["text"] and any(line["reason"] == "other" for line in lines):
            raise FieldError("text", self.env._("Say in a few words what is wrong."))
        try:
            request = returns.create(
                {
                    "partner_id": customer.contact.id,
                    "config_id": customer.config.id,
                    "company_id": customer.config.company_id.id,
                    "picking_id": picking.id,
                    "wish": values["wish"],
                    "line_ids": [Command.create(line) for line in lines],
                    "submission_key": key,
                }
            )
        except psycopg2.errors.UniqueViolation as error:
            raise ConcurrencyError("another request asks for this return") from error
        self._post_text(customer, request, values)
        request._notify_requested()
        return request

    def _post_text(self, customer, request, values):
        """What the customer says and shows becomes the first message on the return."""
        if values["text"] or values["files"]:
            try:
                self.env["eservices.messages"]._answer(customer, request, values["text"], values["files"])
            except UserError as error:
                raise FieldError("text", error.args[0]) from error

    def _read_lines(self, returnable, typed):
        """Values of the lines, checked against what may be returned.

        :param dict returnable: ``{move: quantity}``
        :param dict typed: ``{move id: {"quantity", "reason"}}``
        """
        moves = {move.id: move for move in returnable}
        if not typed or not typed.keys() <= moves.keys():
            raise FieldError("", self.env._("Tick what you would like to return or claim."))
        return [self._read_line(moves[move_id], returnable, row) for move_id, row in typed.items()]

    def _read_line(self, move, returnable, row):
        field, left = f"line_{move.id}", returnable[move]
        words = self.env["eservices.quantities"]._format(left)
        if not left:
            raise FieldError("", self.env._("All of it was asked for already."))
        try:
            quantity = parse_quantity(row["quantity"], move.product_uom._get_eservices_decimals(), left)
        except QuantityError as error:
            if error.code == "large":
                raise FieldError(field, self.env._("At most %s can be returned.", words)) from error
            if error.code == "decimals":
                raise FieldError(
                    field, self.env._("This is sold by the piece: type a whole number.")
                ) from error
            raise FieldError(field, self.env._("Type how much: at most %s.", words)) from error
        if row["reason"] not in dict(self.env["eservices.return.line"]._fields["reason"].selection):
            raise FieldError(f"reason_{move.id}", self.env._("Choose a reason."))
        return {"move_id": move.id, "quantity": quantity, "reason": row["reason"]}

    # === PAGES === #

    def _prepare_rows(self, returns):
        """Rows of a list of returns."""
        return [self._prepare_row(request) for request in returns]

    def _prepare_row(self, request):
        """Hook: one row of a list of returns."""
        order = request.order_id
        return {
            "id": request.id,
            "url": f"/eservices/returns/{request.id}",
            "name": request.name,
            "delivery": request.picking_id.name,
            "order": order.name or "",
            "date": self.env["eservices.dates"]._format_full_day(request.create_date),
            "state": self._get_state(request),
            "wish": self._get_label(request, "wish"),
        }

    def _prepare_page(self, customer, request):
        """Hook: values of the page of one return."""
        products = request.line_ids.product_id
        names = self.env["eservices.catalogue"]._get_names(customer, products)
        codes = self.env["eservices.references"]._get_codes(customer, products)
        address = request._get_return_address()
        decided = self.env["eservices.dates"]._format_day(request.decided_at)
        return {
            "claim": {
                **self._prepare_row(request),
                "by": request.partner_id.name,
                "delivery_url": f"/eservices/deliveries/{request.picking_id.id}"
                if customer.config.show_deliveries
                else None,
                "order_url": f"/eservices/orders/{request.order_id.id}"
                if customer.config.show_orders
                else None,
                "lines": [
                    {
                        "name": names[line.product_id.id],
                        "code": line.product_id.default_code or "",
                        "own_code": codes.get(line.product_id, ""),
                        "quantity": self._format_quantity(line.quantity, line.uom_id),
                        "reason": self._get_label(line, "reason"),
                    }
                    for line in request.line_ids
                ],
                "reason": request.refuse_reason or "",
                "reason_by": self.env._(
                    "%(company)s’s reason, %(date)s:", company=request.config_id.name, date=decided
                ),
                "address": address._get_eservices_address_text() if address else "",
                "keeps_goods": request.state == "accepted" and not request.goods_come_back,
                "can_withdraw": request.state == "requested",
            },
            "steps": self._get_steps(request),
            "steps_label": self.env._("From the request to its end"),
            "thread": self.env["eservices.messages.page"]._prepare_thread(customer, "return", request),
        }

    def _prepare_form(self, customer, picking, values=None, errors=None):
        """The form that asks for a return, empty or as it was refused.

        :param dict values: what the customer typed
        :param dict errors: ``{field: sentence}``
        """
        values = values or {}
        typed = values.get("lines", {})
        returns = customer.env["eservices.return"]
        returnable = returns._get_returnable(picking)
        products = picking.move_ids.product_id
        names = self.env["eservices.catalogue"]._get_names(customer, products)
        codes = self.env["eservices.references"]._get_codes(customer, products)
        return {
            "url": f"/eservices/deliveries/{picking.id}/return/send",
            "back": f"/eservices/deliveries/{picking.id}",
            "delivery": picking.name,
            "key": uuid.uuid4().hex,
            "lines": [
                {
                    "id": move.id,
                    "name": names[move.product_id.id],
                    "code": move.product_id.default_code or "",
                    "own_code": codes.get(move.product_id, ""),
                    "left": bool(left),
                    "checked": move.id in typed,
                    "delivered": self._format_quantity(move.quantity, move.product_uom),
                    "most": self._format_quantity(left, move.product_uom),
                    "quantity": typed.get(move.id, {}).get(
                        "quantity", self.env["eservices.quantities"]._format(left)
                    ),
                    "reason": typed.get(move.id, {}).get("reason", ""),
                }
                for move, left in returnable.items()
            ],
            "reasons": self._get_choices("eservices.return.line", "reason"),
            "wishes": self._get_choices("eservices.return", "wish"),
            "wish": values.get("wish", "credit"),
            "text": values.get("text", ""),
            "max_text": MESSAGE_MAX_TEXT,
            "max_files": MESSAGE_FILES,
            "errors": errors or {},
        }

    def _prepare_links(self, customer, pickings):
        """The returns of these deliveries that the customer sees: ``[{"name", "url", "state"}]``."""
        if not customer.config.show_returns or not pickings:
            return []
        found = customer.env["eservices.return"].search(
            Domain("picking_id", "in", pickings.ids) & self._get_domain(customer)
        )
        return [
            {"name": one.name, "url": f"/eservices/returns/{one.id}", "state": self._get_state(one)}
            for one in found
        ]

    def _get_form_url(self, customer, picking):
        """Where the customer asks for a return of this delivery; empty while, or when, there is nothing."""
        if not customer.config.show_returns or picking.state != "done":
            return ""
        left = customer.env["eservices.return"]._get_returnable(picking)
        return f"/eservices/deliveries/{picking.id}/return" if any(left.values()) else ""

    def _get_state(self, request):
        """Tone and words of the pill."""
        return {
            "tone": TONES.get(request.state, "muted"),
            "text": self._get_label(request, "state"),
        }

    def _get_steps(self, request):
        """The timeline of a return; a claim that was accepted without the goods has no step for them."""
        dates = self.env["eservices.dates"]
        moments = {
            "requested": request.create_date,
            "accepted": request.decided_at,
            "received": request.received_at,
            "closed": request.closed_at,
        }
        ended = request.state in ("refused", "withdrawn")
        if request.decided_at and not request.goods_come_back and not ended:
            del moments["received"]
        labels = dict(request._fields["state"]._description_selection(self.env))
        steps, reached = [], True
        for number, (key, moment) in enumerate(moments.items()):
            done = bool(moment) and not (ended and number)
            state = "done" if done else "now" if reached else "ahead"
            note = dates._format_day(moment) if done else ""
            if ended and state == "now":
                state, note = "refused", labels[request.state]
            reached = reached and done
            steps.append({"label": labels[key], "state": state, "note": note})
        return steps

    def _get_label(self, record, field):
        return dict(record._fields[field]._description_selection(self.env))[record[field]]

    def _get_choices(self, model, field):
        return self.env[model]._fields[field]._description_selection(self.env)

    def _format_quantity(self, quantity, unit):
        return f"{self.env['eservices.quantities']._format(quantity)} × {unit._get_eservices_name()}"
