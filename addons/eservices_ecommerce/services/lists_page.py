from odoo import models

from ..const import LIST_LINES_PAGE


class EservicesListsPage(models.AbstractModel):
    """Lists as their pages show them (B2)."""

    _name = "eservices.lists.page"
    _description = "Pages of order lists"

    def _prepare_rows(self, customer, lists):
        """Hook: rows of the list of lists."""
        counts = dict(
            customer.env["eservices.list.line"]._read_group(
                [("list_id", "in", lists.ids)], ["list_id"], ["__count"]
            )
        )
        return [
            {
                "url": f"/eservices/lists/{one.id}",
                "name": one.name,
                "owner": self._get_owner(customer, one),
                "state": self._get_state(one),
                "lines": counts.get(one, 0),
                "date": self.env["eservices.dates"]._format_full_day(one.changed_at),
            }
            for one in lists
        ]

    def _get_states(self):
        return [
            ("", self.env._("All")),
            ("mine", self.env._("Mine")),
            ("shared", self.env._("Shared")),
        ]

    def _get_owner(self, customer, one):
        return self.env._("You") if one.partner_id == customer.contact else one.partner_id.name

    def _get_state(self, one):
        """Tone and words of the pill."""
        if one.is_shared:
            return {"tone": "info", "text": self.env._("Shared")}
        return {"tone": "none", "text": self.env._("Private")}

    def _prepare_page(self, customer, found, page=1):
        """Hook: values of the page of one list.

        :param int page: which of its lines are shown
        """
        is_own = found.partner_id == customer.contact
        url = f"/eservices/lists/{found.id}"
        total = len(found.line_ids)
        page = min(page, max((total + LIST_LINES_PAGE - 1) // LIST_LINES_PAGE, 1))
        first = (page - 1) * LIST_LINES_PAGE
        rows = self._prepare_lines(customer, found.line_ids[first : first + LIST_LINES_PAGE], is_own)
        prices = self.env["eservices.prices"]
        return {
            "order_list": {
                "id": found.id,
                "url": url,
                "name": found.name,
                "is_own": is_own,
                "owner": self._get_owner(customer, found),
                "is_shared": found.is_shared,
                "can_share": customer.company.is_company,
                "state": self._get_state(found),
                "lines": rows,
                "total": total,
                "page": page,
                "possible": sum(1 for row in rows if not row["reason"]),
                "goods": prices._format(sum(row["value"] for row in rows), customer.currency)
                if total <= LIST_LINES_PAGE
                else "",
            },
            "pager": self.env["eservices.documents"]._get_pager(
                lambda number: f"{url}?page={number}", total, page, LIST_LINES_PAGE
            ),
            "breadcrumbs": [
                {"label": self.env._("Lists"), "url": "/eservices/lists"},
                {"label": found.name, "url": None},
            ],
        }

    def _prepare_lines(self, customer, lines, is_own):
        """Rows of lines; prices, stock and rights are read once for all of them."""
        rows = {line: self.env["eservices.lists"]._read_row(line) for line in lines}
        reasons = self.env["eservices.refill"]._get_reasons(customer, lines.product_id)
        wanted = {row["product"]: row["quantity"] for row in rows.values()}
        known = self.env["eservices.quick.order"]._describe_products(customer, wanted) if wanted else {}
        units = self.env["uom.uom"]._get_eservices_units()
        prices, quantities = self.env["eservices.prices"], self.env["eservices.quantities"]
        shown = []
        for line, row in rows.items():
            product = row["product"]
            reason = reasons.get(product) or row["problem"]
            unit = units[line.product_uom_id.id if row["problem"] else product.uom_id.id]
            value = 0.0 if reason else known[product]["price"] * row["quantity"]
            shown.append(
                {
                    **known[product],
                    "id": line.id,
                    "product_id": product.id,
                    # What may not be ordered has no page, and no picture either.
                    "url": None if reason else known[product]["url"],
                    "image_url": None if reason else f"/eservices/product/{product.id}/image",
                    "is_own": is_own,
                    "save_url": f"/eservices/lists/{line.list_id.id}/lines/{line.id}",
                    "quantity": row["quantity"],
                    "quantity_text": quantities._format(row["quantity"]),
                    "unit": unit.name,
                    "decimals": unit.decimals,
                    "quantity_rule_text": quantities._describe_rule(known[product]["quantity_rule"]),
                    "note": line.note or "",
                    "price": prices._format(known[product]["price"], customer.currency),
                    "value": value,
                    "amount": "" if reason else prices._format(value, customer.currency),
                    "reason": reason,
                }
            )
        return shown
