import math

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import html_sanitize, is_html_empty, plaintext2html

from ..const import SELLER

MAX_NOTE = 2000
MAX_BODY = 100_000
MAX_NUMBER = 1e9


class CollabProposals(models.AbstractModel):
    """What is proposed for a term: read from what somebody typed, and frozen as a version (B13, B14)."""

    _name = "collab.proposals"
    _description = "Proposals for terms"

    # === READING === #

    def _read(self, term, values):
        """The values of a proposal, as the kind of the term asks for them.

        :param term: ``collab.term``
        :param dict values: as typed
        :raise UserError: with what is missing or makes no sense
        """
        reader = {"clause": self._read_clause, "line": self._read_line, "payment": self._read_payment}
        return {
            **reader[term.kind](term, values),
            "note": str(values.get("note") or "").strip()[:MAX_NOTE],
            "valid_until": self._read_day(values.get("valid_until")),
        }

    def _read_clause(self, term, values):
        before = term.current_version_id
        body = values.get("body")
        if values.get("text") is not None:
            body = plaintext2html(str(values["text"])[:MAX_BODY])
        if body is None:
            body = before.body or ""
        body = html_sanitize(
            str(body)[:MAX_BODY], sanitize_attributes=True, strip_style=True, strip_classes=True
        )
        summary = str(values.get("summary") or "").strip()[:200]
        if is_html_empty(body) and not summary:
            raise UserError(self.env._("Write what you propose for %s.", term.name))
        return {"summary": summary, "body": body}

    def _read_line(self, term, values):
        before = term.current_version_id
        price = self._read_number(values.get("price"))
        quantity = self._read_number(values.get("quantity", before.quantity or 1))
        days = self._read_number(values.get("delivery_days") or 0)
        if not price or price < 0:
            raise UserError(self.env._("Name a price above zero for %s.", term.name))
        if not quantity or quantity < 0:
            raise UserError(self.env._("Name the quantity from which the price of %s holds.", term.name))
        if days is None or not 0 <= days <= 3650:
            raise UserError(self.env._("Delivery takes between 0 and 3650 days."))
        return {"price": price, "quantity": quantity, "delivery_days": int(days)}

    def _read_payment(self, term, values):
        term_id = values.get("payment_term_id")
        is_id = isinstance(term_id, int) and not isinstance(term_id, bool)
        # sudo: account.payment.term - what the company offers to everybody it negotiates with
        found = self.env["account.payment.term"].sudo().search([("id", "=", term_id if is_id else 0)])
        if not found:
            raise UserError(self.env._("Choose the payment terms that you propose."))
        summary = str(values.get("summary") or "").strip()[:200]
        return {"payment_term_id": found.id, "payment_term_name": found.name, "summary": summary}

    def _read_number(self, value):
        """A number as typed, or ``None``."""
        if isinstance(value, str):
            value = value.strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
        try:
            number = float(value) if not isinstance(value, bool) else math.nan
        except (TypeError, ValueError):
            return None
        return number if math.isfinite(number) and abs(number) <= MAX_NUMBER else None

    def _read_day(self, value):
        if not value:
            return False
        try:
            return fields.Date.to_date(str(value)[:10])
        except ValueError as error:
            raise UserError(self.env._("%s is no date.", str(value)[:10])) from error

    # === FREEZING === #

    def _freeze(self, term, side, content):
        """Make the next version of a term, which the caller has locked.

        :param term: ``collab.term``, in superuser mode
        :param str side: who proposes
        :param dict content: see ``_read``
        :return: ``collab.version``, in superuser mode
        """
        before = term.current_version_id
        person = self.env.user.partner_id
        return term.env["collab.version"].create(
            {
                **content,
                "term_id": term.id,
                "space_id": term.space_id.id,
                "number": max(term.version_ids.mapped("number"), default=0) + 1,
                "round": self._get_round(term, before, side),
                "side": side,
                "author_id": person.id,
                "author_name": person.name,
                "based_on_id": before.id,
                "title": term.name,
                "currency_id": term.space_id.currency_id.id,
                "previous_hash": term.version_ids.sorted("number")[-1:].hash or "",
            }
        )

    def _get_round(self, term, before, side):
        """The seller opens a round, the buyer answers in it; what is mended before an answer stays in it."""
        if not before:
            return 1
        if before.side != side:
            return before.round + (side == SELLER)
        return before.round + (term.state == "declined")
