from odoo.tests import BaseCase, tagged

from ..services.quantity import QuantityError, parse_amount, parse_quantity

REFUSED = [
    (0, 0, "positive"),
    ("0", 0, "positive"),
    (-3, 0, "positive"),
    ("-0.5", 2, "positive"),
    (1e9, 0, "large"),
    ("1e9", 0, "large"),
    ("abc", 0, "number"),
    ("", 0, "number"),
    (None, 0, "number"),
    (True, 0, "number"),
    (["2"], 0, "number"),
    ("NaN", 0, "number"),
    ("Infinity", 0, "number"),
    ("9" * 50, 0, "number"),
    ("1.5", 0, "decimals"),
    ("1.234", 0, "decimals"),
    ("1.234", 2, "decimals"),
    ("1.2.3", 2, "number"),
]
ACCEPTED = [
    (1, 0, 1.0),
    ("12", 0, 12.0),
    (" 12 ", 0, 12.0),
    ("1.0", 0, 1.0),
    ("1000", 0, 1000.0),
    ("12,5", 2, 12.5),
    (12.25, 2, 12.25),
    ("1\u202f000", 0, 1000.0),
]


@tagged("post_install", "-at_install")
class TestQuantity(BaseCase):
    def test_quantities_that_cannot_be_ordered_are_refused_with_their_reason(self):
        for value, decimals, code in REFUSED:
            with self.subTest(value=value, decimals=decimals):
                with self.assertRaises(QuantityError) as caught:
                    parse_quantity(value, decimals, 999_999)
                self.assertEqual(caught.exception.code, code)

    def test_quantities_are_read_as_people_type_them(self):
        for value, decimals, expected in ACCEPTED:
            with self.subTest(value=value, decimals=decimals):
                self.assertEqual(parse_quantity(value, decimals, 999_999), expected)

    def test_an_amount_is_read_whatever_its_separators(self):
        for text in ("1234.5", "1234,5", "1.234,50", "1,234.50", "1 234,50 €", "1\u202f234,5"):
            with self.subTest(text=text):
                self.assertEqual(parse_amount(text), 1234.5)
        self.assertEqual(parse_amount("1.234.500"), 1234500)
        self.assertEqual(parse_amount("-5"), -5)

    def test_what_is_no_amount_is_refused(self):
        for text in ("", "abc", "-", "1-2", "1,2.3,4", "CHF"):
            with self.subTest(text=text), self.assertRaises(ValueError):
                parse_amount(text)
