from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

# Gates of ``eservices.rights`` that the index knows; any other is asked of the products themselves.
INDEXED_GATES = {"listed", "sellable", "company", "channel", "reference"}


class EservicesCatalogueIndex(models.AbstractModel):
    """Questions to the index of the catalogue: which products, in which order, and how many (P6, P7).

    The index answers in the time of a page, whatever the size of the catalogue: a list walks an index in its
    order, and counts are sums that are kept. Only a search, several tags at once, and rights that the index
    does not know are counted on the spot, and a search no further than ``MAX_HITS``.
    """

    _name = "eservices.catalogue.index"
    _inherit = ["eservices.catalogue.counts", "eservices.catalogue.search"]
    _description = "Questions to the index of the catalogue"

    # === LISTS === #

    def _ask(self, customer, query, limit, offset=0):
        """A page of products with the figures around it, in one statement.

        :param customer: who asks (``services.customer.Customer``)
        :param query: ``services.catalogue_query.CatalogueQuery``
        :return: ``(ids of product.template in the order of the page, catalogue_counts.Counts)``
        """
        if query.text:
            return self._search_text(customer, query, limit, offset)
        page = self._get_walk(customer, query, limit, offset)
        return self._read(SQL("(%s) UNION ALL (%s)", page, self._get_counts(customer, query)))

    def _find(self, customer, query, limit, offset=0):
        """A page of products without its figures: ids of ``product.template``."""
        if query.text:
            return self._search_text(customer, query, limit, offset)[0]
        return self._read(self._get_walk(customer, query, limit, offset))[0]

    def _read(self, statement):
        """Run a statement that gives rows ``(facet, value, number)``.

        Those of the facet ``page`` are products, numbered in their order; all others are counts.
        """
        self.env.flush_all()
        rows = self.env.execute_query(statement)
        page = sorted((number, value) for facet, value, number in rows if facet == "page")
        counts = self._sum_counts(row for row in rows if row[0] != "page")
        return [template_id for _number, template_id in page], counts

    def _get_walk(self, customer, query, limit, offset):
        """Merge the audiences of the customer, each walked in the order of the page."""
        order, keys = self._get_order(query)
        branches = [
            SQL(
                """
                (SELECT e.product_tmpl_id, %s FROM eservices_catalogue_entry e
                  WHERE %s ORDER BY %s LIMIT %s)
                """,
                keys,
                condition,
                order,
                limit + offset,
            )
            for condition in self._get_branches(customer, query)
        ]
        return SQL(
            """
            SELECT 'page' AS facet, product_tmpl_id AS value, row_number() OVER (ORDER BY %(order)s) AS number
              FROM (%(branches)s) AS merged ORDER BY %(order)s LIMIT %(limit)s OFFSET %(offset)s
            """,
            order=self._get_merged_order(query),
            branches=SQL(" UNION ALL ").join(branches),
            limit=limit,
            offset=offset,
        )

    def _get_branches(self, customer, query):
        """Conditions of the audiences: free sale, the customer's company, the contact himself; none twice."""
        filters = self._get_filters(customer, query)
        company_id = customer.company.id
        branches = [] if query.own else [SQL("e.audience = 0 AND %s", filters)]
        free = SQL("TRUE") if query.own else SQL("NOT e.own_free")
        for partner in self._get_partners(customer):
            own = SQL(
                "e.audience = %s AND %s AND %s AND %s", partner, free, self._get_valid(customer), filters
            )
            if partner != company_id:
                own = SQL(
                    """%s AND NOT EXISTS (
                        SELECT 1 FROM eservices_catalogue_entry e2
                         WHERE e2.product_tmpl_id = e.product_tmpl_id
                           AND e2.audience = %s AND NOT e2.dated)""",
                    own,
                    company_id,
                )
            branches.append(own)
        return branches

    def _get_partners(self, customer):
        """Partners whose references count, the company first."""
        partners = customer.contact._get_eservices_reference_partners()
        return [customer.company.id, *(partners - customer.company).ids]

    def _get_filters(self, customer, query, leave=()):
        """The filters of a question as a condition on the entry ``e``.

        :param leave: names of filters that a facet leaves out to count its own values
        """
        conditions = [SQL("e.company IN (0, %s)", customer.config.company_id.id)]
        superfamilies = self._get_superfamilies(customer)
        if superfamilies:
            conditions.append(SQL("e.superfamily = ANY (%s)", superfamilies))
        if query.family and "family" not in leave:
            column = {1: "superfamily", 2: "family", 3: "subfamily"}[self._get_level(query)]
            conditions.append(SQL("%s = %s", SQL.identifier("e", column), query.family))
        if query.subfamilies and "family" not in leave:
            conditions.append(SQL("e.subfamily = ANY (%s)", sorted(query.subfamilies)))
        if query.tags and "tags" not in leave:
            conditions.append(SQL("e.tags && %s", sorted(query.tags)))
        if query.prices and "prices" not in leave:
            conditions.append(SQL("e.band = ANY (%s)", sorted(query.prices)))
        if query.stock and "stock" not in leave:
            conditions.append(SQL("e.in_stock"))
        extra = self._get_extra_rights(customer)
        if not extra.is_true():
            products = customer.env["product.product"].with_context(active_test=False)._search(extra)
            conditions.append(SQL("e.product_tmpl_id IN %s", products.subselect("product_tmpl_id")))
        return SQL(" AND ").join(conditions)

    def _get_superfamilies(self, customer):
        """The assortment of the channel; empty for every product."""
        return list(customer.config._get_superfamily_ids(customer.config.id))

    def _get_level(self, query):
        return self.env["eservices.family"]._get_eservices_tree()[query.family].level

    def _get_extra_rights(self, customer):
        """Gates that the index does not know, such as a pricelist that lists what is sold."""
        gates = self.env["eservices.rights"]._get_customer_gates(customer)
        return Domain.AND(gate.domain for gate in gates if gate.key not in INDEXED_GATES)

    def _get_valid(self, customer):
        """An entry whose references all have a first or last day counts only while one of them is valid."""
        today = customer.today
        return SQL("(NOT e.dated OR eservices_catalogue_is_valid(e.product_tmpl_id, e.audience, %s))", today)

    def _get_visible(self, customer):
        """Entries of all audiences of the customer."""
        return SQL(
            "(e.audience = ANY (%s) AND %s)",
            [0, *self._get_partners(customer)],
            self._get_valid(customer),
        )

    def _get_order(self, query):
        """Order of one branch, and its keys as columns for the merge."""
        columns = [self._qualify(column) for column in self._get_order_columns(query)]
        directions = self._get_directions(query)
        order = SQL(", ").join(
            SQL("%s %s", column, direction) for column, direction in zip(columns, directions, strict=True)
        )
        keys = SQL(", ").join(
            SQL("%s AS %s", column, SQL.identifier(key))
            for column, key in zip(columns, self._get_keys(query), strict=True)
        )
        return order, keys

    def _get_keys(self, query):
        return [f"k{number}" for number in range(len(self._get_order_columns(query)))]

    def _get_merged_order(self, query):
        """The order over what several branches gave, by the keys of :meth:`_get_order`."""
        return SQL(", ").join(
            SQL("%s %s", SQL.identifier(key), direction)
            for key, direction in zip(self._get_keys(query), self._get_directions(query), strict=True)
        )

    def _get_order_columns(self, query):
        return {
            "recommended": ("position", "code", "product_tmpl_id"),
            "name": ("name", "product_tmpl_id"),
            "code": ("code", "product_tmpl_id"),
            "price": ("list_price", "product_tmpl_id"),
            "price_desc": ("list_price", "product_tmpl_id"),
            "newest": ("product_tmpl_id",),
        }[query.sort]

    def _get_directions(self, query):
        direction = SQL("DESC") if query.sort in ("price_desc", "newest") else SQL("ASC")
        return [direction] * len(self._get_order_columns(query))

    def _qualify(self, column):
        if column == "name":
            return self.env["eservices.catalogue.entry"]._get_name_sql(self.env.lang or "en_US")
        return SQL.identifier("e", column)
