from dataclasses import dataclass, field, replace

from odoo import models
from odoo.tools import SQL

from ..const import PRICE_LIMITS

# Filters whose values are counted under all the others.
FACETS = ("family", "tags", "prices", "stock")


@dataclass(slots=True)
class Counts:
    """Counts of one page of the catalogue.

    :param int total: products that answer the question
    :param int hits: products that match the words, whatever the other filters leave of them
    :param int entries: entries of the index that match the words, of which a product may have several
    :param bool capped: the true figures are higher
    :param dict families: ``{family id: products}`` of those that the page shows
    :param dict tags: ``{tag id: products}``
    :param dict bands: ``{range of the list price: products}``
    """

    total: int = 0
    hits: int = 0
    entries: int = 0
    capped: bool = False
    families: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)
    bands: dict = field(default_factory=dict)
    own: int = 0
    stock: int = 0

    def refine(self, inside):
        """The figures of a cut search under its filters, and its own for the values that they leave out.

        :param Counts inside: what was found under all filters
        """
        return replace(
            inside,
            families=self.families | inside.families,
            tags=self.tags | inside.tags,
            bands=self.bands | inside.bands,
        )


class EservicesCatalogueCounts(models.AbstractModel):
    """Counts of the catalogue: the total, and each value of each facet (P6, P7)."""

    _name = "eservices.catalogue.counts"
    _description = "Counts of the catalogue"

    def _get_counts(self, customer, query):
        """Figures of a page: the total, and each facet's values under all other facets.

        :return: a statement giving rows ``(facet, value, number)``
        """
        if not self._get_extra_rights(customer).is_true():
            return self._get_live_counts(customer, query, FACETS)
        if len(query.tags) > 1:
            return self._get_tagged_counts(customer, query)
        return self._get_kept_counts(customer, query)

    def _get_tagged_counts(self, customer, query):
        """Counts under several tags, of which a product may have more than one: their sums do not add up.

        What has any of them is counted on the spot; the tags themselves are not counted under each other.
        """
        return SQL(
            """
            SELECT * FROM (%s) AS tagged WHERE facet <> 'tags'
            UNION ALL
            SELECT * FROM (%s) AS of_tags WHERE facet = 'tags'
            """,
            self._get_live_counts(customer, query, [facet for facet in FACETS if facet != "tags"]),
            self._get_kept_counts(customer, query.but(tags=frozenset())),
        )

    def _get_kept_counts(self, customer, query):
        """Counts from the sums that are kept: see ``sql/catalogue_counts.sql``."""
        partner, *others = self._get_partners(customer)
        assortment = self._get_superfamilies(customer)
        return SQL(
            """
            SELECT * FROM eservices_catalogue_counts(
                partner => %(partner)s, others => %(others)s::integer[], channel => %(channel)s,
                only_own => %(own)s, only_stock => %(stock)s, chosen_tag => %(tag)s,
                chosen_bands => %(bands)s, scope => %(scope)s::integer[], shown => %(shown)s::integer[],
                last_band => %(last)s, assortment => %(assortment)s::integer[], today => %(today)s)
            """,
            partner=partner,
            others=others,
            channel=customer.config.company_id.id,
            own=query.own,
            stock=query.stock,
            tag=next(iter(query.tags), 0),
            bands=sorted(query.prices) or [0],
            scope=self._get_scope(query, assortment),
            shown=self._get_shown_families(query),
            last=len(PRICE_LIMITS) + 1,
            assortment=assortment,
            today=customer.today,
        )

    def _get_scope(self, query, assortment):
        """Families in which a page looks, 0 for all. A product has one of each level: their sums add up."""
        if not query.subfamilies:
            return [query.family] if query.family else assortment or [0]
        tree = self.env["eservices.family"]._get_eservices_tree()
        nodes = [tree[family_id] for family_id in sorted(query.subfamilies & tree.keys())]
        return [
            node.id
            for node in nodes
            if node.level == 3
            and query.family in (0, *node.chain)
            and (not assortment or node.chain[0] in assortment)
        ]

    def _get_shown_families(self, query):
        """Super-families, and the children of those that are open."""
        tree = self.env["eservices.family"]._get_eservices_tree()
        parents = {0, *(tree[query.family].chain if query.family else ())}
        return [node.id for node in tree.values() if node.parent_id in parents]

    def _get_live_counts(self, customer, query, leave):
        """Counts on the spot, exactly.

        :param leave: names of facets whose values are not counted under themselves
        """
        base = SQL(
            """
            SELECT max(e.superfamily) AS superfamily, max(e.family) AS family,
                   max(e.subfamily) AS subfamily, max(e.tags) AS tags, max(e.band) AS band,
                   bool_or(e.in_stock) AS in_stock, FALSE AS own_free,
                   bool_or(e.audience <> 0) AS own
              FROM eservices_catalogue_entry e
             WHERE %s AND %s
             GROUP BY e.product_tmpl_id
            """,
            self._get_visible(customer),
            self._get_filters(customer, query, leave=leave),
        )
        return self._get_facets(query, base)

    def _get_facets(self, query, base):
        """Counts of each facet over the entries that a statement gives."""
        return SQL("WITH base AS MATERIALIZED (%s) %s", base, self._get_facet_counts(query))

    def _get_facet_counts(self, query):
        """The same over the entries of ``base``, as rows ``(facet, value, number)``."""
        return SQL(
            """
            SELECT 'families' AS facet, f AS value, count(*) AS number
              FROM (
                   SELECT unnest(ARRAY[%(levels)s]) AS f FROM base WHERE %(family)s
                   ) of_family
             WHERE f = ANY (%(shown)s::integer[])
             GROUP BY f
            UNION ALL
            SELECT 'tags', t, count(*)
              FROM (SELECT unnest(base.tags) AS t FROM base WHERE %(tags)s) of_tag
             GROUP BY t
            UNION ALL
            SELECT 'bands', band, count(*) FROM base WHERE %(prices)s GROUP BY band
            UNION ALL
            SELECT unnest(ARRAY['hits', 'own', 'stock', 'total']), 0, unnest(ARRAY[hits, own, stock, total])
              FROM (
                   SELECT count(*) AS hits,
                          count(*) FILTER (WHERE own AND %(own)s) AS own,
                          count(*) FILTER (WHERE in_stock AND %(stock)s) AS stock,
                          count(*) FILTER (WHERE %(every)s) AS total
                     FROM base
                   ) of_all
            """,
            own=self._get_facet_condition(query, "own"),
            every=self._get_facet_condition(query),
            shown=self._get_shown_families(query),
            # Of a family that nobody opened, no child is shown.
            levels=SQL("superfamily, base.family, subfamily" if query.family else "superfamily"),
            **{facet: self._get_facet_condition(query, facet) for facet in FACETS},
        )

    def _get_facet_condition(self, query, leave=""):
        """The filters of a question as a condition on ``base``, but for one of them."""
        family = [SQL("TRUE")]
        if query.family:
            column = {1: "superfamily", 2: "family", 3: "subfamily"}[self._get_level(query)]
            family.append(SQL("%s = %s", SQL.identifier(column), query.family))
        if query.subfamilies:
            family.append(SQL("subfamily = ANY (%s)", sorted(query.subfamilies)))
        conditions = {
            "own": SQL("own") if query.own else SQL("NOT own_free"),
            "tags": SQL("tags && %s", sorted(query.tags)) if query.tags else SQL("TRUE"),
            "prices": SQL("band = ANY (%s)", sorted(query.prices)) if query.prices else SQL("TRUE"),
            "stock": SQL("in_stock") if query.stock else SQL("TRUE"),
            "family": SQL(" AND ").join(family),
        }
        return SQL(" AND ").join(condition for facet, condition in conditions.items() if facet != leave)

    def _sum_counts(self, rows):
        """Rows ``(facet, value, number)`` as :class:`Counts`; a facet may come in several rows."""
        counts = Counts()
        for facet, value, number in rows:
            if facet in ("families", "tags", "bands"):
                values = getattr(counts, facet)
                values[value] = values.get(value, 0) + int(number)
            else:
                setattr(counts, facet, getattr(counts, facet) + int(number or 0))
        counts.families = {family: number for family, number in counts.families.items() if number}
        counts.tags = {tag: number for tag, number in counts.tags.items() if tag and number}
        counts.bands = {band: number for band, number in counts.bands.items() if band and number}
        return counts
