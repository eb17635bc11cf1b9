import base64

from odoo import Command
from odoo.tests import HttpCase, tagged

from .common import PlatformFixtures

PDF = base64.b64encode(b"%PDF-1.4 data sheet")


@tagged("post_install", "-at_install")
class TestProductPage(PlatformFixtures, HttpCase):
    """The page of a product (P14, B5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.template = cls.referenced.product_tmpl_id

    def _document(self, **values):
        return self.env["product.document"].create(
            {
                "name": "sheet.pdf",
                "datas": PDF,
                "res_model": "product.template",
                "res_id": self.template.id,
                "attached_on_sale": "quotation",
                **values,
            }
        )

    def _set_tiers(self):
        pricelist = self.env["product.pricelist"].create(
            {
                "name": "Contract",
                "item_ids": [
                    Command.create(
                        {
                            "applied_on": "1_product",
                            "product_tmpl_id": self.template.id,
                            "min_quantity": minimum,
                            "fixed_price": price,
                        }
                    )
                    for minimum, price in ((0, 18), (10, 16))
                ],
            }
        )
        self.acme.property_product_pricelist = pricelist

    def _url(self, document, product=None):
        return f"/eservices/product/{(product or self.referenced).id}/documents/{document.id}"

    def test_documents_for_customers_are_downloaded_by_who_may_buy(self):
        document = self._document()
        self.authenticate("t_buyer", "t_buyer")
        self.assertIn(self._url(document), self.url_open(f"/eservices/product/{self.referenced.id}").text)
        response = self.url_open(self._url(document))
        self.assertEqual(response.content, base64.b64decode(PDF))
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.authenticate("t_rival", "t_rival")
        self.assertEqual(self.url_open(self._url(document)).status_code, 404)

    def test_hidden_documents_and_those_of_other_products_do_not_exist(self):
        hidden = self._document(attached_on_sale="hidden")
        self.authenticate("t_buyer", "t_buyer")
        self.assertEqual(self.url_open(self._url(hidden)).status_code, 404)
        foreign = self._document(res_id=self.unreachable.product_tmpl_id.id)
        for product in (self.referenced, self.unreachable):
            self.assertEqual(self.url_open(self._url(foreign, product)).status_code, 404)

    def test_own_numbers_and_tiers_have_columns_where_there_are_any(self):
        self._set_tiers()
        self.authenticate("t_buyer", "t_buyer")
        for product, is_there in ((self.referenced, True), (self.free, False)):
            with self.subTest(product=product.name):
                table = self.url_open(f"/eservices/product/{product.id}").text
                table = table.split("o_eservices_variant_table")[1].split("</table>")[0]
                self.assertEqual(">Your number</th>" in table, is_there)
                self.assertEqual(">Tier</th>" in table, is_there)

    def test_neighbours_are_what_else_he_may_buy_of_the_family(self):
        (
            self.free | self.referenced | self.unreachable
        ).product_tmpl_id.ecommerce_superfamily_id = self.fastening
        self.authenticate("t_buyer", "t_buyer")
        page = self.url_open(f"/eservices/product/{self.referenced.id}").text
        self.assertIn("Free bolt", page)
        self.assertNotIn("Unreachable bolt", page)

    def test_the_price_that_applies_now_is_explained(self):
        self._set_tiers()
        self._fill_cart(self.buyer_user, (self.referenced, 10))
        customer = self._customer(self.buyer_user)
        page = self.env(user=self.buyer_user)["eservices.product.page"]
        product, variants = page._find(customer, self.referenced.id)
        cells = page._prepare_page(customer, product, variants)["why_price"]["cells"]
        self.assertEqual([cell["label"] for cell in cells], ["List price", "Contract", "From 10"])
        self.assertEqual([cell["current"] for cell in cells], [False, False, True])

    def test_a_list_price_needs_no_explanation(self):
        customer = self._customer(self.buyer_user)
        page = self.env(user=self.buyer_user)["eservices.product.page"]
        product, variants = page._find(customer, self.free.id)
        self.assertIsNone(page._prepare_page(customer, product, variants)["why_price"])
