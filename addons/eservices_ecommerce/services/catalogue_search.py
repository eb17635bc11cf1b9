from odoo import models
from odoo.tools import SQL

from .catalogue_counts import FACETS
from .text import escape_like, fold

# A search that matches more is cut here: nobody reads on, and the time of a page stays the same.
MAX_HITS = 250

# How alike a word must be to be taken for a slip of the finger, and the shortest text that may hold one.
SIMILARITY = "0.45"
SHORTEST_SLIP = 4

# What the figures and the order of a search need of an entry.
HIT_COLUMNS = (
    "product_tmpl_id",
    "audience",
    "position",
    "code",
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
        page = (customer, query, limit, offset)
        ids, counts = self._read(self._get_search(*page, found, self._get_closeness(text)))
        if not counts.hits and len(text) >= SHORTEST_SLIP:
            self.env.cr.execute(SQL("SET LOCAL pg_trgm.word_similarity_threshold = %s", SQL(SIMILARITY)))
            alike = SQL("%s <%% e.words", text)
            closeness = SQL("word_similarity(%s, e.words)", text)
            ids, counts = self._read(self._get_search(*page, alike, closeness))
        counts.capped = counts.total > MAX_HITS
        counts.total = min(counts.total, MAX_HITS)
        return ids, counts

    def _get_closeness(self, text):
        """The text as words of their own comes before the beginning of words, and that before the rest."""
        return SQL(
            "CASE WHEN ' ' || e.words LIKE %s THEN 1 + (' ' || e.words || ' ' LIKE %s)::int ELSE 0 END",
            f"% {escape_like(text)}%",
            f"% {escape_like(text)} %",
        )

    def _get_search(self, customer, query, limit, offset, found, closeness):
        """A page and its figures over the entries that match.

        :param found: condition on the entry ``e``
        :param closeness: how well an entry matches, the higher the better
        """
        return SQL(
            """
            WITH base AS MATERIALIZED (%(hits)s), page AS (
                SELECT product_tmpl_id, row_number() OVER (
                       ORDER BY exact DESC, closeness DESC, "position", code, product_tmpl_id) AS number
                  FROM base
                 WHERE %(every)s
            )
            SELECT 'page' AS facet, product_tmpl_id AS value, number FROM page
             WHERE number > %(offset)s AND number <= %(last)s
            UNION ALL
            %(counts)s
            """,
            hits=self._get_hits(customer, query, found, closeness),
            offset=offset,
            last=offset + limit,
            every=self._get_facet_condition(query),
            counts=self._get_facet_counts(query),
        )

    def _get_hits(self, customer, query, found, closeness):
        """Products that match, each once, with what facets and order need; an exact code is never cut off."""
        return SQL(
            """
            SELECT m.product_tmpl_id, max(m."position") AS "position", max(m.code) AS code,
                   max(m.superfamily) AS superfamily, max(m.family) AS family, max(m.subfamily) AS subfamily,
                   max(m.tags) AS tags, max(m.band) AS band, bool_or(m.in_stock) AS in_stock,
                   FALSE AS own_free,
                   bool_or(m.audience <> 0) AS own, bool_or(m.exact) AS exact, max(m.closeness) AS closeness
              FROM (
                    (SELECT %(columns)s, TRUE AS exact, 0 AS closeness FROM eservices_catalogue_entry e
                      WHERE e.codes @> ARRAY[%(text)s] AND %(visible)s AND %(filters)s)
                    UNION ALL
                    (SELECT %(columns)s, FALSE, %(closeness)s FROM eservices_catalogue_entry e
                      WHERE %(found)s AND %(visible)s AND %(filters)s LIMIT %(limit)s)
                   ) m
             GROUP BY m.product_tmpl_id
            """,
            columns=SQL(", ").join(SQL.identifier("e", column) for column in HIT_COLUMNS),
            text=fold(query.text),
            visible=self._get_visible(customer),
            filters=self._get_filters(customer, query, leave=FACETS),
            found=found,
            closeness=closeness,
            limit=MAX_HITS + 1,
        )
