from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .common import PlatformFixtures


@tagged("post_install", "-at_install")
class TestPriceReason(PlatformFixtures, HttpCase):
    """Row B5: why this price, in words, for the customer who pays it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()

    def _set_rules(self, *rules):
        items = [
            Command.create(
                {"applied_on": "1_product", "product_tmpl_id": self.referenced.product_tmpl_id.id, **rule}
            )
            for rule in rules
        ]
        self.acme.property_product_pricelist = self.env["product.pricelist"].create(
            {"name": "Contract", "item_ids": items}
        )

    def _ask(self, quantity, product=None):
        self.authenticate("t_buyer", "t_buyer")
        url = f"/eservices/product/{(product or self.referenced).id}/price"
        answer = self.make_jsonrpc_request(url, {"quantity": quantity})
        self.assertTrue(answer["ok"])
        return [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in answer["sentences"]]

    def test_a_list_price_is_called_one(self):
        self.assertEqual(self._ask(3, self.free), ["List price: $ 10.00.", "You pay the list price."])

    def test_the_tier_that_is_reached_and_the_next_one_are_named(self):
        self._set_rules(
            {"min_quantity": 0, "fixed_price": 18},
            {"min_quantity": 10, "fixed_price": 16},
            {"min_quantity": 50, "fixed_price": 15},
        )
        for quantity, sentences in (
            (1, ["Contract: $ 18.00.", "Next tier: $ 16.00 from 10."]),
            (10, ["Contract: $ 16.00 from 10.", "Next tier: $ 15.00 from 50."]),
            (99, ["Contract: $ 15.00 from 50."]),
        ):
            with self.subTest(quantity=quantity):
                self.assertEqual(self._ask(quantity), ["List price: $ 20.00.", *sentences])

    def test_a_discount_is_named_with_its_end(self):
        self._set_rules(
            {
                "compute_price": "percentage",
                "percent_price": 5,
                "date_end": fields.Datetime.now() + timedelta(days=9),
            }
        )
        _list_price, own, discount, end = self._ask(1)
        self.assertEqual((own, discount), ("Contract: $ 19.00.", "That is 5% off the list price."))
        self.assertRegex(end, r"^It holds until .+\d{4}\.$")

    def test_what_a_price_is_based_on_inside_stays_inside(self):
        self.referenced.standard_price = 7
        self._set_rules({"compute_price": "formula", "base": "standard_price", "price_markup": 40})
        self.assertEqual(self._ask(1), ["List price: $ 20.00.", "Contract: $ 9.80."])

    def test_a_quantity_that_is_none_is_refused_in_words(self):
        self.authenticate("t_buyer", "t_buyer")
        url = f"/eservices/product/{self.free.id}/price"
        for quantity in ("x", 0, None, [], 1e9):
            with self.subTest(quantity=quantity):
                answer = self.make_jsonrpc_request(url, {"quantity": quantity})
                self.assertEqual((answer["ok"], bool(answer["error"])), (False, True))
