from odoo.tests import BaseCase, tagged

from ..services.catalogue_query import CatalogueQuery

CRAFTED = [
    {"page": "-1"},
    {"page": "0"},
    {"page": "abc"},
    {"page": "9" * 30},
    {"family": "1 OR 1=1"},
    {"tag": "a,b,,-3"},
    {"sort": "id; drop table"},
    {"view": "map"},
    {"own": "yes"},
    {"q": "\x00\x1b\u200b  "},
]


@tagged("post_install", "-at_install")
class TestCatalogueQuery(BaseCase):
    def test_crafted_parameters_fall_back_to_their_defaults(self):
        plain = CatalogueQuery()
        for params in CRAFTED:
            with self.subTest(params=params):
                query = CatalogueQuery.from_params(params, 100)
                self.assertEqual(
                    query.page if "page" in params and len(params["page"]) > 9 else plain.page, 1
                )
                self.assertEqual(query.but(page=1), plain)

    def test_an_address_says_the_same_as_the_question(self):
        query = CatalogueQuery(
            text="hex & bolt", family=3, tags=frozenset({2, 1}), own=True, sort="price", view="grid", page=2
        )
        address = query.url
        self.assertEqual(
            address,
            "/eservices/catalog?q=hex+%26+bolt&family=3&tag=1%2C2&own=1&sort=price&view=grid&page=2",
        )

    def test_changing_a_filter_goes_back_to_the_first_page(self):
        self.assertEqual(CatalogueQuery(page=4).toggle("tags", 7).page, 1)

    def test_toggling_twice_changes_nothing(self):
        query = CatalogueQuery(tags=frozenset({1}))
        self.assertEqual(query.toggle("tags", 2).toggle("tags", 2), query)

    def test_a_long_search_is_cut(self):
        self.assertEqual(len(CatalogueQuery.from_params({"q": "x" * 5000}, 100).text), 100)
