from odoo import models
from odoo.tools import SQL

from .catalogue_counts import FACETS
from .catalogue_query import SORTS
from .text import escape_like, fold

# A search that matches more entries is cut here: nobody reads on, and the time of a page stays the same.
# What is cut off comes to light under filters, and in another order.
MAX_HITS = 250

# How alike a word must be to be taken for a slip of the finger, and the shortest text that may hold one.
SIMILARITY = "0.45"
SHORTEST_SLIP = 4

# What the figures and the order of a search need of an entry.
HIT_COLUMNS = (
    "product_tmpl_id",
    "audience",
    "superfamily",
    "family",
    "subfamily",
    "tags",
    "band",
    "in_stock",
)


class EservicesCatalogueSearch(models.AbstractModel):
    """Search in the catalogue: names, references, the customer's own numbers, barcodes (P6, B8)."""

    _name = "eservices.catalogue.search"
    _description = "Search in the catalogue"

    def _search_text(self, customer, query, limit, offset):
        """Products in which every word is found; where there are none, those that are most alike."""
        text = fold(query.text)
        words = text.split()[:8] or [text]
        found = SQL(" AND ").join(SQL("e.words LIKE %s", f"%{escape_like(word)}%") for word in words)
        closeness = self._get_closeness(text)
        page = (customer, query, limit, offset)
        ids, counts = self._read(self._get_search(*page, found, closeness))
        if not counts.hits and len(text) >= SHORTEST_SLIP:
            self.env.cr.execute(SQL("SET LOCAL pg_trgm.word_similarity_threshold = %s", SQL(SIMILARITY)))
            found = SQL("%s <%% e.words", text)
            closeness = SQL("word_similarity(%s, e.words)", text)
            ids, counts = self._read(self._get_search(*page, found, closeness))
        if counts.entries > MAX_HITS and query.is_narrowed:
            ids, inside = self._read(self._get_search(*page, found, closeness, leave=()))
            counts = counts.refine(inside)
        counts.capped = counts.entries > MAX_HITS
        counts.total = min(counts.total, MAX_HITS)
        return ids, counts

    def _get_closeness(self, text):
        """The text as words of their own comes before the beginning of words, and that before the rest."""
        return SQL(
            "CASE WHEN ' ' || e.words LIKE %s THEN 1 + (' ' || e.words || ' ' LIKE %s)::int ELSE 0 END",
            f"% {escape_like(text)}%",
            f"% {escape_like(text)} %",
        )

    def _get_search(self, customer, query, limit, offset, found, closeness, leave=FACETS):
        """A page and its figures over the entries that match.

        :param found: condition on the entry ``e``
        :param closeness: how well an entry matches, the higher the better
        :param leave: filters that do not narrow the entries that are read, so that their values are counted;
            where there are none, what is read comes in the chosen order
        """
        return SQL(
            """
            WITH base AS MATERIALIZED (%(hits)s), page AS (
                SELECT product_tmpl_id, row_number() OVER (ORDER BY %(order)s) AS number
                  FROM base
                 WHERE %(every)s
            )
            SELECT 'page' AS facet, product_tmpl_id AS value, number FROM page
             WHERE number > %(offset)s AND number <= %(last)s
            UNION ALL
            SELECT 'entries', 0, sum(entries) FROM base
            UNION ALL
            %(counts)s
            """,
            hits=self._get_hits(customer, query, found, closeness, leave),
            order=self._get_hit_order(query),
            offset=offset,
            last=offset + limit,
            every=self._get_facet_condition(query),
            counts=self._get_facet_counts(query),
        )

    def _get_hit_order(self, query):
        """What fits best comes first, the exact code before all, unless the customer chose another order."""
        best = [] if query.sort != SORTS[0] else [SQL("exact DESC"), SQL("closeness DESC")]
        return SQL(", ").join([*best, self._get_merged_order(query)])

    def _get_hits(self, customer, query, found, closeness, leave):
        """Products that match, each once, with what facets and order need; an exact code is never cut off."""
        order, keys = self._get_order(query)
        conditions = [self._get_visible(customer), self._get_filters(customer, query, leave=leave)]
        if query.own and not leave:
            conditions.append(SQL("e.audience <> 0"))
        return SQL(
            """
            SELECT m.product_tmpl_id, %(keys)s, max(m.superfamily) AS superfamily, max(m.family) AS family,
                   max(m.subfamily) AS subfamily, max(m.tags) AS tags, max(m.band) AS band,
                   bool_or(m.in_stock) AS in_stock, FALSE AS own_free,
                   bool_or(m.audience <> 0) AS own, bool_or(m.exact) AS exact, max(m.closeness) AS closeness,
                   count(*) FILTER (WHERE NOT m.exact) AS entries
              FROM (
                    (SELECT %(columns)s, TRUE AS exact, 0 AS closeness FROM eservices_catalogue_entry e
                      WHERE e.codes @> ARRAY[%(text)s] AND %(allowed)s)
                    UNION ALL
                    (SELECT %(columns)s, FALSE, %(closeness)s FROM eservices_catalogue_entry e
                      WHERE %(found)s AND %(allowed)s %(first)s LIMIT %(limit)s)
                   ) m
             GROUP BY m.product_tmpl_id
            """,
            keys=SQL(", ").join(
                SQL("max(%s) AS %s", SQL.identifier("m", key), SQL.identifier(key))
                for key in self._get_keys(query)
            ),
            columns=SQL(
                "%s, %s", SQL(", ").join(SQL.identifier("e", column) for column in HIT_COLUMNS), keys
            ),
            text=fold(query.text),
            allowed=SQL(" AND ").join(conditions),
            found=found,
            closeness=closeness,
            first=SQL("ORDER BY %s", order) if query.sort != SORTS[0] and not leave else SQL(),
            limit=MAX_HITS + 1,
        )
