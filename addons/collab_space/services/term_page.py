from odoo import models
from odoo.fields import Domain
from odoo.tools import format_amount

from odoo.addons.eservices_ecommerce.services.message_body import simplify

from ..const import BUYER, SELLER, SIDES, TERM_PAGE
from . import redline

TONES = {"draft": "muted", "open": "info", "declined": "warn", "accepted": "ok", "dropped": "muted"}


class CollabTermPage(models.AbstractModel):
    """The negotiation table, and one term with its versions, as pages show them (B13, B14)."""

    _name = "collab.term.page"
    _description = "Pages of terms"

    # === TABLE === #

    def _prepare_table(self, space, offset=0):
        """A page of the terms of a space, with what each side proposed in each round.

        :param space: ``collab.space`` that the user may read
        :param int offset: terms before the page
        """
        domain = Domain("space_id", "=", space.id) & Domain("state", "!=", "dropped")
        terms = self.env["collab.term"].search(domain, limit=TERM_PAGE, offset=offset)
        rows = self._prepare_terms(space, terms)
        labels = {"clause": self.env._("Clauses"), "line": self._get_prices_label(space)}
        groups = [
            {"key": key, "label": labels[key], "terms": [row for row in rows if row["group"] == key]}
            for key in labels
        ]
        last_round = max([space.round, 1])
        return {
            "space_id": space.id,
            "round": last_round,
            "rounds": list(range(1, last_round + 1)),
            "sides": {key: space._get_side_name(key) for key, _label in SIDES},
            "my_side": space._get_side(self.env.user.partner_id),
            "can_write": self.env["collab.space.page"]._can_write(space),
            "groups": [group for group in groups if group["terms"]],
            "foot": self._prepare_foot(space),
            "offset": offset,
            "next_offset": offset + TERM_PAGE if offset + TERM_PAGE < space.term_count else None,
        }

    def _get_prices_label(self, space):
        return self.env._("Prices, each in %s", space.currency_id.symbol or space.currency_id.name)

    def _prepare_foot(self, space):
        """How far it is, and what follows when everything is accepted."""
        total, accepted = space.term_count, space.accepted_count
        order = space.sudo().order_id.name or ""  # sudo: sale.order - both sides know the number
        if space.state == "agreed":
            text = self.env._("Everything is agreed.")
            text += f" {self.env._('Quotation %s has these prices and terms.', order)}" if order else ""
        elif order:
            text = self.env._(
                "When all %(total)s are green, quotation %(order)s takes over these prices and terms.",
                total=total,
                order=order,
            )
        else:
            text = self.env._(
                "When all %s are green, a quotation is made with these prices and terms.", total
            )
        return {
            "accepted": accepted,
            "total": total,
            "open": total - accepted,
            "percent": 100 * accepted // (total or 1),
            "order": order,
            "text": text,
            "open_text": self.env._("Nothing binds either side before. Still open: %s.", total - accepted)
            if space.state == "open"
            else "",
            "is_agreed": space.state == "agreed",
        }

    def _prepare_term(self, term):
        """One row of the table."""
        return self._prepare_terms(term.space_id, term)[0]

    def _prepare_terms(self, space, terms):
        """Rows of the table; the statements do not grow with the number of rows."""
        terms_sudo = (
            terms.sudo()
        )  # sudo: collab.term, product.product - the rows were found with the reader's rights
        events = self._get_answers(terms)
        context = {
            "side": space._get_side(self.env.user.partner_id),
            "can_write": self.env["collab.space.page"]._can_write(space) and space.state == "open",
            "bought": self._get_bought(space, terms_sudo.product_id),
            "payment_terms": self._get_payment_terms(terms),
            "labels": dict(terms._fields["state"]._description_selection(self.env)),
        }
        return [self._prepare_term_row(space, term, events, context) for term in terms_sudo]

    def _get_answers(self, terms):
        """Entries of the journal in which a version was accepted or declined: ``{version id: event}``."""
        # sudo: collab.event - of terms that the user reads
        events = (
            self.env["collab.event"]
            .sudo()
            .search(
                [("term_id", "in", terms.ids), ("kind", "in", ("accepted", "declined", "signed"))],
                order="number",
            )
        )
        return {event.version_id.id: event for event in events}

    def _get_payment_terms(self, terms):
        if not any(term.kind == "payment" for term in terms):
            return []
        # sudo: account.payment.term - what the company offers to everybody it negotiates with
        found = self.env["account.payment.term"].sudo().search([], limit=50)
        return [{"id": one.id, "name": one.name} for one in found]

    def _prepare_term_row(self, space, term, events, context):
        versions = term.version_ids.sorted("number")
        current, accepted = term.current_version_id, term.accepted_version_id
        cells = {}
        for version in versions:
            cells.setdefault(str(version.round), {SELLER: None, BUYER: None})[version.side] = (
                self._prepare_cell(version, events.get(version.id), accepted)
            )
        is_my_turn = context["can_write"] and term.turn == context["side"]
        is_open = term.state in ("open", "declined", "draft")
        signed = set(term._get_signatures().mapped("side"))
        is_answer = is_my_turn and term.state == "open" and current
        return {
            "id": term.id,
            "name": term.name,
            "reference": term.product_id.default_code or "",
            "kind": term.kind,
            "group": "line" if term.kind == "line" else "clause",
            "state": term.state,
            "state_label": context["labels"][term.state],
            "tone": TONES[term.state],
            "turn": term.turn,
            "is_my_turn": is_my_turn,
            "round": term.round,
            "url": f"/eservices/spaces/{space.id}/terms/{term.id}",
            "cells": cells,
            "current": self._prepare_cell(current, events.get(current.id), accepted) if current else None,
            "accepted": self._prepare_cell(accepted, events.get(accepted.id), accepted) if accepted else None,
            "accepted_round": accepted.round,
            "version_id": current.id,
            "versions": len(versions),
            "has_text": term._has_text(),
            "requires_signature": term.requires_signature,
            "signed": {key: key in signed for key, _label in SIDES},
            "can_accept": bool(is_answer and not term.requires_signature and current.side != context["side"]),
            "can_counter": bool(context["can_write"] and is_open),
            "can_decline": bool(is_answer and current.side != context["side"]),
            "needs_sign_page": bool(is_my_turn and term.requires_signature and term.state == "open"),
            "hint": self._get_hint(space, term, context["bought"]),
            "values": self._prepare_values(current),
            "payment_terms": context["payment_terms"] if term.kind == "payment" else [],
            "uom": term.product_uom_id.name or "",
            **(self._prepare_house(term) if self.env.user._is_internal() else {}),
        }

    def _prepare_house(self, term):
        """What only the house knows of a term: its limits, and the texts it may fall back to."""
        return {
            "limit_text": term.limit_text or "",
            "price_limit": term.price_limit or None,
            "clause_fallbacks": [
                {"name": one.name, "summary": one.summary or "", "body": str(one.body or "")}
                for one in term.clause_id.fallback_ids
            ],
        }

    def _prepare_cell(self, version, event, accepted):
        is_accepted = version == accepted
        is_declined = bool(event) and event.kind == "declined"
        return {
            "version_id": version.id,
            "number": version.number,
            "text": version._get_text(),
            "detail": version._get_detail(),
            "note": version.note or "",
            "author": version.author_name,
            "date": self._format_moment(version.date),
            "side": version.side,
            "accepted": is_accepted,
            "accepted_by": event.author_name if is_accepted and event else "",
            "accepted_date": self._format_moment(event.date) if is_accepted and event else "",
            "declined": is_declined,
            "reason": event.text or "" if is_declined else "",
            "declined_by": event.author_name if is_declined else "",
        }

    def _prepare_values(self, version):
        """What a counter-proposal begins with."""
        return {
            "summary": version.summary or "",
            "body": str(version.body or ""),
            "price": version.price or None,
            "quantity": version.quantity or None,
            "delivery_days": version.delivery_days or None,
            "valid_until": str(version.valid_until or ""),
            "payment_term_id": version.payment_term_id.id or None,
        }

    def _get_bought(self, space, products):
        """What the account bought of these products in a year: ``{product id: quantity}``."""
        account = space.sudo().partner_id
        if not account or not products:
            return {}
        # sudo: sale.order.line - figures of the customer's own company
        groups = (
            self.env["sale.order.line"]
            .sudo()
            ._read_group(
                Domain("product_id", "in", products.ids)
                & Domain("order_id.partner_id", "child_of", account.id)
                & Domain("order_id.state", "=", "sale")
                & Domain("order_id.date_order", ">=", "today -1y"),
                ["product_id"],
                ["product_uom_qty:sum"],
            )
        )
        return {product.id: quantity for product, quantity in groups}

    def _get_hint(self, space, term, bought):
        """The figures that help to decide about a price."""
        if term.kind != "line":
            return ""
        currency = space.currency_id
        parts = [self.env._("List price %s", format_amount(self.env, term.product_id.lst_price, currency))]
        if bought.get(term.product_id.id):
            quantity = self.env["eservices.quantities"]._format(bought[term.product_id.id])
            parts.append(self.env._("bought %s in 12 months", quantity))
        return ", ".join(parts)

    def _format_moment(self, moment):
        return self.env["collab.space.page"]._format_moment(moment)

    # === ONE TERM === #

    def _prepare_term_page(self, term, old_id=0, new_id=0):
        """Values of the page of one term: versions, what changed, who signed."""
        space, side = term.space_id, term.space_id._get_side(self.env.user.partner_id)
        reason = self._get_why_not(term, side)
        row = self._prepare_term(term)
        row["values"]["text"] = self._get_plain(term.current_version_id)
        return {
            "term": row,
            "versions": [self._prepare_version(version) for version in term.version_ids],
            "redline": self._prepare_redline(term, old_id, new_id),
            "signatures": self._prepare_signatures(term),
            "my_side": side,
            "my_company": space._get_side_name(side),
            "may_sign": not reason,
            "why_not": reason,
            "may_unsign": space.state == "open"
            and side in term._get_signatures().mapped("side")
            and self.env["collab.space.page"]._can_write(space),
        }

    def _get_why_not(self, term, side):
        """Why the user cannot sign now; empty when he can."""
        if not term.requires_signature:
            return self.env._("This term needs no signature.")
        if not self.env["collab.space.page"]._can_write(term.space_id):
            return self.env._("Only Authors and Managers of an open space sign.")
        if term.state not in ("open", "declined") or not term.current_version_id:
            return self.env._("There is nothing to sign at the moment.")
        if side in term._get_signatures().mapped("side"):
            return self.env._("Your side has signed this version.")
        return ""

    def _prepare_signatures(self, term):
        """Both sides, signed or not; the user's own side has his name until it is signed."""
        by_side = {one.side: one for one in term._get_signatures()}
        me, own_side = self.env.user.partner_id, term.space_id._get_side(self.env.user.partner_id)
        rows = []
        for side, _label in SIDES:
            signature = by_side.get(side)
            signer_sudo = (
                signature.sudo().partner_id if signature else None
            )  # sudo: res.partner - only compared
            rows.append(
                {
                    "side": side,
                    "company": term.space_id._get_side_name(side),
                    "name": signature.name if signature else me.name if side == own_side else "",
                    "date": self._format_moment(signature.date) if signature else "",
                    "state": "signed" if signature else "open",
                    "is_me": signer_sudo == me if signature else side == own_side,
                }
            )
        return rows

    def _prepare_version(self, version):
        term = version.term_id
        return {
            "id": version.id,
            "number": version.number,
            "author": version.author_name,
            "company": term.space_id._get_side_name(version.side),
            "side": version.side,
            "date": self._format_moment(version.date),
            "hash": version.hash,
            "short_hash": f"{version.hash[:6]}…{version.hash[-4:]}",
            "intact": version.is_intact,
            "is_current": version == term.current_version_id,
            "is_agreed": version.is_agreed,
            "note": version.note or "",
            "summary": version._get_text(),
            "detail": version._get_detail(),
            "body": simplify(version.body),
            "text": self._get_plain(version),
        }

    def _get_plain(self, version):
        """The text of a version as somebody types it: paragraphs with a blank line between them."""
        return "\n\n".join(redline.split_paragraphs(version.body))

    def _prepare_redline(self, term, old_id=0, new_id=0):
        """Two versions compared word by word; by default the last two.

        :param int old_id: id of a version of the term; any other counts as none
        :param int new_id: likewise
        :return: a ``dict``, or ``None`` when there is no version yet
        """
        versions = term.version_ids.sorted("number")
        if not versions:
            return None
        new = versions.filtered(lambda one: one.id == new_id) or versions[-1]
        before = versions.filtered(lambda one: one.number < new.number)[-1:]
        old = versions.filtered(lambda one: one.id == old_id) or before or new
        paragraphs, changes = self._compare(old, new)
        return {
            "old": self._prepare_version(old),
            "new": self._prepare_version(new),
            "changes": changes,
            "remarks": self.env["collab.remarks"]._prepare(term, old, new, paragraphs),
            "paragraphs": [
                {
                    "number": number,
                    "changed": any(change for _op, _text, change in parts),
                    "parts": [{"op": op, "text": text, "change": change} for op, text, change in parts],
                }
                for number, parts in enumerate(paragraphs, 1)
            ],
        }

    def _compare(self, old, new):
        return redline.compare(self._get_paragraphs(old), self._get_paragraphs(new))

    def _get_paragraphs(self, version):
        lines = redline.split_paragraphs(version.body)
        head = ", ".join(filter(None, [version._get_text() if not lines else "", version._get_detail()]))
        return ([head] if head else []) + lines
