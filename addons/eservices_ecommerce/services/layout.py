import re
from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from odoo.addons.bus.websocket import WebsocketConnectionHandler


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
            **self.env["eservices.app"]._get_addresses(config),
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
            "quick_order_url": "/eservices/quick-order" if config.show_cart else "",
            "account_url": "/eservices/account",
            "logout_url": f"/web/session/logout?redirect=/eservices/login%3Fchannel%3D{config.id}",
            "websocket": WebsocketConnectionHandler._VERSION,
        }

    def _prepare_frame(self, platform):
        """Hook: what each kept part around a page shows (``eservices.fragments``).

        A part is drawn anew when any of its values is another, and kept beside the former: it gets no more
        than it shows, and none of what changes with the cart unless that is what it shows.

        :param dict platform: what :meth:`_prepare_platform` gave
        :return: ``{template: {name: value}}``
        """

        def pick(*names):
            return {name: platform[name] for name in names}

        cart = platform["cart"] or {}
        menus = [{"key": menu["key"], "label": menu["label"]} for menu in platform["menus"]]
        return {
            "header_search": pick("search_url", "quick_order_url"),
            "header_cart": {
                "cart": {name: cart.get(name) for name in ("url", "lines", "amount")},
                "page": platform["page"] if platform["page"] == "cart" else "",
            },
            "header_tools": pick(
                "menus", "user_name", "contact_name", "company_name", "initial", "account_url", "logout_url"
            ),
            "header_menus": pick("menus", "page", "company_name"),
            "footer": pick("address", "phone", "email"),
            "bottom_bar": {
                **pick("menus", "page"),
                "cart": cart and {"url": cart["url"], "lines": cart["lines"]},
            },
            "shortcuts": {"menus": menus, "cart": bool(cart)},
        }

    def _get_menus(self, customer):
        """Hook: the menus that are switched on (P12)."""
        config = customer.config
        menus = [
            ("home", self.env._("Home"), "/eservices", True),
            ("catalogue", self.env._("Catalogue"), "/eservices/catalog", True),
            ("lists", self.env._("Lists"), "/eservices/lists", config.show_cart),
            ("orders", self.env._("Orders"), "/eservices/orders", config.show_orders),
            ("deliveries", self.env._("Deliveries"), "/eservices/deliveries", config.show_deliveries),
            ("returns", self.env._("Returns"), "/eservices/returns", config.show_returns),
            ("invoices", self.env._("Invoices"), "/eservices/invoices", config.show_invoices),
            ("payments", self.env._("Payments"), "/eservices/payments", config.show_invoices),
            ("messages", self.env._("Messages"), "/eservices/messages", True),
        ]
        counts = {"messages": self.env["eservices.messages"]._count_unread(customer)}
        return [
            {"key": key, "label": label, "url": url, "icon": key, "count": counts.get(key, 0)}
            for key, label, url, shown in menus
            if shown
        ]

    def _prepare_list(self, path, rows, total, query, states):
        """Values that all lists of documents share: search, days, filter by state, pager.

        :param query: ``services.list_query.ListQuery``
        :param states: ``[(key, label)]`` of the filter
        """
        empty = (
            self.env._("Nothing matches. Take the search or the filter off.")
            if query.is_filtered
            else self.env._("There is nothing here yet.")
        )
        return {
            "rows": rows,
            "total": total,
            "query": query.text,
            "state": query.state,
            "since": query.since and query.since.isoformat() or "",
            "until": query.until and query.until.isoformat() or "",
            "clear_url": path if query.is_filtered else None,
            "export_url": query.but().url(f"{path}/export") if states and rows else None,
            "states": [
                {
                    "key": key,
                    "label": label,
                    "url": query.but(state=key).url(path),
                    "active": key == query.state,
                }
                for key, label in states
            ],
            "pager": self.env["eservices.documents"]._get_pager(
                lambda page: query.but(page=page).url(path), total, query.page
            ),
            "empty_hint": empty,
        }

    def _get_days_domain(self, query, field):
        """The days of a list's question as a ``Domain`` on a date or a moment.

        :param query: ``services.list_query.ListQuery``
        :param str field: name of the field
        """
        domain = Domain.TRUE
        if query.since:
            domain &= Domain(field, ">=", query.since)
        if query.until:
            domain &= Domain(field, "<", query.until + timedelta(days=1))
        return domain
