import re
from urllib.parse import urlencode

from odoo import models


class EservicesLayout(models.AbstractModel):
    """Header, menus and footer of every page, and the frame of every list (P3, P9, P10, P12)."""

    _name = "eservices.layout"
    _description = "Layout of the customer platform"

    def _prepare_platform(self, customer, page):
        """Hook: what the layout shows around a page.

        :param str page: key of the menu that is lit
        """
        config = customer.config
        contact = customer.contact
        cart = self.env["eservices.cart"]._summarize(customer) if config.show_cart else None
        brand = config.brand_color or ""
        return {
            "name": config.name,
            "brand": brand if re.fullmatch(r"#[0-9a-fA-F]{6}", brand) else "",
            "logo_url": None,
            "lang": (self.env.lang or "en_US").split("_")[0],
            "page": page,
            "menus": self._get_menus(customer),
            "cart": cart,
            "contact_name": contact.name or "",
            "company_name": contact.commercial_company_name or customer.company.name or "",
            "user_name": customer.user.name,
            "initial": (contact.name or customer.user.name or "?")[0].upper(),
            "address": config.address or "",
            "phone": config.phone or "",
            "email": config.email or "",
            "search_url": "/eservices/catalog",
            "logout_url": "/web/session/logout?redirect=/eservices",
        }

    def _get_menus(self, customer):
        """Hook: the menus that are switched on (P12)."""
        config = customer.config
        menus = [
            ("home", self.env._("Home"), "/eservices", True),
            ("catalogue", self.env._("Catalogue"), "/eservices/catalog", True),
            ("orders", self.env._("Orders"), "/eservices/orders", config.show_orders),
            ("deliveries", self.env._("Deliveries"), "/eservices/deliveries", config.show_deliveries),
            ("invoices", self.env._("Invoices"), "/eservices/invoices", config.show_invoices),
            ("payments", self.env._("Payments"), "/eservices/payments", config.show_invoices),
        ]
        return [
            {"key": key, "label": label, "url": url, "icon": key, "count": 0}
            for key, label, url, shown in menus
            if shown
        ]

    def _prepare_list(self, path, rows, total, params, states):
        """Values that all lists of documents share: search, filter by state, pager."""

        def address(**changes):
            asked = {"q": params["query"], "state": params["state"], **changes}
            query = urlencode({name: value for name, value in asked.items() if value and value != 1})
            return f"{path}?{query}" if query else path

        empty = (
            self.env._("Nothing matches. Take the search or the filter off.")
            if params["query"] or params["state"]
            else self.env._("There is nothing here yet.")
        )
        return {
            "rows": rows,
            "total": total,
            "query": params["query"],
            "state": params["state"],
            "states": [
                {"key": key, "label": label, "url": address(state=key), "active": key == params["state"]}
                for key, label in states
            ],
            "pager": self.env["eservices.documents"]._get_pager(
                lambda page: address(page=page), total, params["page"]
            ),
            "empty_hint": empty,
        }
