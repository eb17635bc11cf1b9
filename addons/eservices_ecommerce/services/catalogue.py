from odoo import models
from odoo.tools import groupby

from ..const import CATALOGUE_PAGE, PRICE_LIMITS
from .catalogue_query import CatalogueQuery
from .text import fold

# How many products are suggested while the customer types.
SUGGESTIONS = 8


class EservicesCatalogue(models.AbstractModel):
    """The catalogue that one customer sees: families, facets, rows (P5 to P7, P14, P24)."""

    _name = "eservices.catalogue"
    _description = "Catalogue of the customer platform"

    # === PAGE === #

    def _prepare_page(self, customer, query):
        """Hook: values of a page of the catalogue.

        :param customer: who asks (``services.customer.Customer``)
        :param query: ``services.catalogue_query.CatalogueQuery``
        """
        families = self._get_families(customer)
        family = families.get(query.family)
        if query.family and not family:
            query = query.but(family=0)
        index = self.env["eservices.catalogue.index"]
        offset = (query.page - 1) * CATALOGUE_PAGE
        template_ids, counts = index._ask(customer, query, CATALOGUE_PAGE, offset)
        rows = self._prepare_rows(customer, customer.env["product.template"].browse(template_ids))
        chips = self._get_chips(customer, query, families)
        return {
            "products": rows,
            "rendered": self._render_rows(customer, rows, query.view),
            "total": counts.total,
            "total_text": self._format_total(counts),
            "first": offset + 1 if rows else 0,
            "last": offset + len(rows) if rows else 0,
            "pager": self.env["eservices.documents"]._get_pager(
                lambda page: query.but(page=page).url, counts.total, query.page, CATALOGUE_PAGE
            ),
            "families": self._get_family_tree(query, counts, families),
            "facets": self._get_facets(customer, query, counts),
            "chips": chips,
            "heading": family.name if family else self.env._("Catalogue"),
            "breadcrumbs": self._get_breadcrumbs(query.family),
            "query": query.text,
            "sorts": self._get_sorts(query),
            "view": query.view,
            "view_urls": {view: query.but(view=view, page=query.page).url for view in ("list", "grid")},
            "empty_hint": self._get_empty_hint(query, chips),
            "clear_url": "/eservices/catalog",
        }

    def _get_families(self, customer):
        """Families of the channel's assortment: ``{id: FamilyNode}``."""
        tree = self.env["eservices.family"]._get_eservices_tree()
        superfamilies = customer.config._get_superfamily_ids(customer.config.id)
        if not superfamilies:
            return tree
        return {family_id: node for family_id, node in tree.items() if node.chain[0] in superfamilies}

    def _format_total(self, counts):
        if counts.capped:
            return self.env._("more than %s products", counts.total)
        return self.env._("%s products", counts.total) if counts.total != 1 else self.env._("1 product")

    def _get_empty_hint(self, query, chips):
        if query.text:
            return self.env._(
                "Nothing matches “%s”. Try fewer letters, a reference or your own part number.", query.text
            )
        if chips or query.family:
            return self.env._("No product fits all the filters. Take one off.")
        return self.env._("There is no product for you yet. Your contact can open some.")

    def _get_breadcrumbs(self, family_id, product=None):
        """The way from the catalogue to a family and a product."""
        families = self.env["eservices.family"]._get_eservices_tree()
        chain = families[family_id].chain if family_id else ()
        crumbs = [{"label": self.env._("Catalogue"), "url": "/eservices/catalog"}]
        crumbs += [{"label": families[node].name, "url": CatalogueQuery(family=node).url} for node in chain]
        if product:
            crumbs.append({"label": product.name, "url": None})
        return crumbs if len(crumbs) > 1 else []

    def _get_sorts(self, query):
        labels = {
            "recommended": self.env._("Recommended"),
            "name": self.env._("Name"),
            "code": self.env._("Reference"),
            "price": self.env._("List price, rising"),
            "price_desc": self.env._("List price, falling"),
            "newest": self.env._("Newest"),
        }
        return [
            {"label": label, "url": query.but(sort=sort).url, "active": sort == query.sort}
            for sort, label in labels.items()
        ]

    # === FACETS === #

    def _get_family_tree(self, query, counts, families):
        """Families with counts; an empty one is left out, and only the open branch is unfolded (P6)."""
        open_ids = families[query.family].chain if query.family else ()
        by_parent = {}
        for node in families.values():
            if counts.families.get(node.id):
                by_parent.setdefault(node.parent_id, []).append(node)

        def branch(parent_id):
            return [
                {
                    "id": node.id,
                    "name": node.name,
                    "count": counts.families[node.id],
                    "url": self._get_family_query(query, node).url,
                    "level": node.level,
                    "active": node.id in query.subfamilies or node.id == query.family,
                    "open": node.id in open_ids,
                    "children": branch(node.id) if node.id in open_ids else [],
                }
                for node in by_parent.get(parent_id, [])
            ]

        return branch(0)

    def _get_family_query(self, query, node):
        """Levels 1 and 2 navigate, level 3 ticks."""
        if node.level == 3:
            return query.toggle("subfamilies", node.id)
        return query.but(family=node.id, subfamilies=frozenset())

    def _get_facets(self, customer, query, counts):
        """Tick boxes with counts; a value with nothing is left out unless it is ticked (P7)."""
        switches = [
            ("stock", self.env._("In stock now"), counts.stock),
            ("own", self.env._("My references"), counts.own),
        ]
        show = [
            {
                "label": label,
                "count": number,
                "url": query.but(**{name: not getattr(query, name)}).url,
                "active": getattr(query, name),
            }
            for name, label, number in switches
            if number or getattr(query, name)
        ]
        tags = [
            {
                "label": name,
                "count": counts.tags.get(tag_id, 0),
                "url": query.toggle("tags", tag_id).url,
                "active": tag_id in query.tags,
            }
            for tag_id, name in self.env["product.tag"]._get_eservices_names().items()
            if counts.tags.get(tag_id) or tag_id in query.tags
        ]
        tags.sort(key=lambda option: (-option["count"], option["label"]))
        facets = [
            {"key": "show", "label": self.env._("Show only"), "hint": "", "options": show},
            {"key": "tag", "label": self.env._("Tags"), "hint": self.env._("any of"), "options": tags},
            {
                "key": "price",
                "label": self.env._("List price"),
                "hint": self.env._("any of"),
                "options": [
                    {
                        "label": label,
                        "count": counts.bands.get(band, 0),
                        "url": query.toggle("prices", band).url,
                        "active": band in query.prices,
                    }
                    for band, label in self._get_price_labels(customer).items()
                    if counts.bands.get(band) or band in query.prices
                ],
            },
        ]
        return [facet for facet in facets if facet["options"]]

    def _get_price_labels(self, customer):
        """The ranges of the list price as a customer reads them: ``{range: label}``."""
        currency = customer.config.company_id.currency_id
        limits = [self.env["eservices.prices"]._format_whole(limit, currency) for limit in PRICE_LIMITS]
        between = zip(limits, limits[1:], strict=False)
        labels = [
            self.env._("under %s", limits[0]),
            *(self.env._("%(low)s to %(high)s", low=low, high=high) for low, high in between),
            self.env._("%s and more", limits[-1]),
        ]
        return dict(enumerate(labels, start=1))

    def _get_chips(self, customer, query, families):
        """Filters that can be taken off one by one."""
        chips = []
        if query.text:
            chips.append({"label": f"“{query.text}”", "url": query.but(text="").url})
        for family_id in sorted(query.subfamilies & families.keys()):
            chips.append(
                {"label": families[family_id].name, "url": query.toggle("subfamilies", family_id).url}
            )
        tags = self.env["product.tag"]._get_eservices_names()
        for tag_id in sorted(query.tags & tags.keys()):
            chips.append(
                {"label": self.env._("Tag: %s", tags[tag_id]), "url": query.toggle("tags", tag_id).url}
            )
        labels = self._get_price_labels(customer) if query.prices else {}
        for band in sorted(query.prices & labels.keys()):
            chips.append({"label": labels[band], "url": query.toggle("prices", band).url})
        if query.stock:
            chips.append({"label": self.env._("In stock now"), "url": query.but(stock=False).url})
        if query.own:
            chips.append({"label": self.env._("My references"), "url": query.but(own=False).url})
        return chips

    # === SUGGESTIONS === #

    def _suggest(self, customer, text):
        """A few products for what is being typed, without prices and stock: ``[{"name", "code", …}]``."""
        found = self.env["eservices.catalogue.index"]._find(customer, CatalogueQuery(text=text), SUGGESTIONS)
        templates = customer.env["product.template"].browse(found)
        offers = self._read_offers(
            customer, self.env["eservices.rights"]._select_allowed(customer, templates)
        )
        products = customer.env["product.product"]._browse_eservices(
            (offer.id, offer.template_id) for offer in offers
        )
        codes = self.env["eservices.references"]._get_codes(customer, products)
        by_template = dict(groupby(offers, key=lambda offer: offer.template_id))
        rows = []
        for template_id in found:
            variants = by_template.get(template_id, [])
            # Of several variants the one whose code was typed, else the first.
            typed = [variant for variant in variants if fold(variant.code) == fold(text)]
            for offer in (typed or variants)[:1]:
                rows.append(
                    {
                        "name": offer.name,
                        "code": offer.code,
                        "own_code": codes.get(products.browse(offer.id), ""),
                        "url": f"/eservices/product/{offer.id}",
                        "image_url": f"/eservices/product/{offer.id}/image",
                    }
                )
        return rows
