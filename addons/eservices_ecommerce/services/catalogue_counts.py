from dataclasses import dataclass, field

from odoo import models
from odoo.tools import SQL

# Filters whose values are counted under all the others.
FACETS = ("family", "tags", "prices", "stock")


@dataclass(slots=True)
class Counts:
    """Counts of one page of the catalogue.

    :param int total: products that answer the question
    :param int hits: products that match the words, whatever the other filters leave of them
    :param bool capped: the true figures are higher
    :param dict families: ``{family id: products}``
    :param dict tags: ``{tag id: products}``
    :param dict bands: ``{range of the list price: products}``
    """

    total: int = 0
    hits: int = 0
    capped: bool = False
    families: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)
    bands: dict = field(default_factory=dict)
    own: int = 0
    stock: int = 0


class EservicesCatalogueCounts(models.AbstractModel):
    """Counts of the catalogue: the total, and each value of each facet (P6, P7)."""

    _name = "eservices.catalogue.counts"
    _description = "Counts of the catalogue"

    def _get_counts(self, customer, query):
        """Figures of a page: the total, and each facet's values under all other facets.

        :return: a statement giving rows ``(facet, value, number)``
        """
        live = len(query.tags) > 1 or len(query.subfamilies) > 1
        if live or not self._get_extra_rights(customer).is_true():
            return self._get_live_counts(customer, query)
        return self._get_kept_counts(customer, query)

    def _get_kept_counts(self, customer, query):
        """Counts from the sums that are kept, and the few entries that are not in them."""
        company = customer.company.id
        family = next(iter(query.subfamilies), query.family)
        # A product has one super-family: those of the channel's assortment add up to all of it.
        scope = [family] if family else self._get_superfamilies(customer) or [0]
        seen = SQL("audience = %s", company) if query.own else SQL("NOT own_free")
        scopes = {
            "tag": SQL("tag = %s", next(iter(query.tags), 0)),
            "family": SQL("family = ANY (%s)", scope),
            "band": SQL("band = ANY (%s)", sorted(query.prices) or [0]),
            "seen": seen,
        }
        kept = SQL(
            """
            SELECT 'families' AS facet, family AS value, sum(number) AS number
              %(base)s AND %(seen)s AND %(tag)s AND %(band)s
             GROUP BY family
            UNION ALL
            SELECT 'tags', tag, sum(number) %(base)s AND %(seen)s AND %(family)s AND %(band)s GROUP BY tag
            UNION ALL
            SELECT 'bands', band, sum(number) %(base)s AND %(seen)s AND %(family)s AND %(tag)s GROUP BY band
            UNION ALL
            SELECT 'own', 0, sum(number)
              %(base)s AND audience = %(company)s AND %(family)s AND %(tag)s AND %(band)s
            UNION ALL
            SELECT 'stock', 0, sum(number)
              %(all)s AND in_stock AND %(seen)s AND %(family)s AND %(tag)s AND %(band)s
            UNION ALL
            SELECT 'total', 0, sum(number) %(base)s AND %(seen)s AND %(family)s AND %(tag)s AND %(band)s
            """,
            base=self._get_kept(customer, query.stock),
            all=self._get_kept(customer, False),
            company=company,
            **scopes,
        )
        return SQL("%s UNION ALL (%s)", kept, self._get_facets(query, self._get_extras(customer)))

    def _get_kept(self, customer, stock):
        return SQL(
            "FROM eservices_catalogue_count WHERE audience IN (0, %s) AND company IN (0, %s) %s",
            customer.company.id,
            customer.config.company_id.id,
            SQL("AND in_stock") if stock else SQL(),
        )

    def _get_extras(self, customer):
        """Entries that the kept counts leave out: with dates, or of the contact and not of his company."""
        company, *others = self._get_partners(customer)
        superfamilies = self._get_superfamilies(customer)
        return SQL(
            """
            SELECT DISTINCT ON (e.product_tmpl_id) e.superfamily, e.family, e.subfamily, e.tags, e.band,
                   e.in_stock, e.own_free, TRUE AS own
              FROM eservices_catalogue_entry e
             WHERE ((e.audience = %(company)s AND e.dated) OR e.audience = ANY (%(others)s))
               AND e.company IN (0, %(channel)s) AND %(valid)s AND %(assortment)s
               AND NOT EXISTS (
                   SELECT 1 FROM eservices_catalogue_entry e2
                    WHERE e2.product_tmpl_id = e.product_tmpl_id
                      AND e2.audience = %(company)s AND NOT e2.dated)
            """,
            company=company,
            others=others,
            channel=customer.config.company_id.id,
            valid=self._get_valid(customer),
            assortment=SQL("e.superfamily = ANY (%s)", superfamilies) if superfamilies else SQL("TRUE"),
        )

    def _get_live_counts(self, customer, query):
        """Counts on the spot, exactly."""
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
            self._get_filters(customer, query, leave=FACETS),
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
              FROM base
             CROSS JOIN LATERAL unnest(ARRAY[0, superfamily, family, subfamily]) WITH ORDINALITY u (f, n)
             WHERE (n = 1 OR f <> 0) AND %(family)s
             GROUP BY f
            UNION ALL
            SELECT 'tags', t, count(*) FROM base CROSS JOIN LATERAL unnest(tags) t WHERE %(tags)s GROUP BY t
            UNION ALL
            SELECT 'bands', band, count(*) FROM base WHERE %(prices)s GROUP BY band
            UNION ALL
            SELECT 'own', 0, count(*) FROM base WHERE own AND %(own)s
            UNION ALL
            SELECT 'stock', 0, count(*) FROM base WHERE in_stock AND %(stock)s
            UNION ALL
            SELECT 'total', 0, count(*) FROM base WHERE %(every)s
            """,
            own=self._get_facet_condition(query, "own"),
            every=self._get_facet_condition(query),
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
