import io

from openpyxl import Workbook

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import BaseCase, HttpCase, tagged

from ..const import MAX_QUANTITY, QUICK_ORDER_ROWS
from ..services.quick_rows import FileError, read_file, read_line
from .common import PlatformCase, PlatformFixtures


@tagged("post_install", "-at_install")
class TestQuickRows(BaseCase):
    """Row B1: what is typed, pasted or uploaded is read in every usual form."""

    def test_rows_are_read_in_every_usual_form(self):
        for line in ("TT-1\t12", "TT-1;12", "TT-1,12", "TT-1 12", "12 x TT-1", "TT-1 x 12", " TT-1  12 "):
            with self.subTest(line=line):
                self.assertEqual(read_line(line)[1:], ("TT-1", "12"))
        self.assertEqual(read_line("ACME 77-102 2,5")[1:], ("ACME 77-102", "2,5"))
        self.assertEqual(read_line("3401234567894")[1:], ("3401234567894", ""))

    def test_files_are_read_in_their_encodings(self):
        for content in (
            "Reference;Quantity\r\nVÉ-1;12".encode("utf-8-sig"),
            "VÉ-1,12\n".encode("latin-1"),
            "VÉ-1\t12".encode("utf-16"),
        ):
            with self.subTest(content=content):
                self.assertEqual(read_file(content, "rows.csv", 9), ["VÉ-1\t12"])

    def test_workbooks_give_values(self):
        book, file = Workbook(), io.BytesIO()
        for cells in (("Reference", "Quantity"), (5014, 2.5), ("T-FREE", 3), (None, 4)):
            book.active.append(cells)
        book.save(file)
        self.assertEqual(read_file(file.getvalue(), "Rows.XLSX", 9), ["5014\t2.5", "T-FREE\t3"])

    def test_what_is_no_file_of_rows_is_refused(self):
        for content, name in ((b"PK\x03\x04 no book", "rows.xlsx"), (b"\x89PNG\0\0", "rows.csv")):
            with self.subTest(name=name), self.assertRaises(FileError):
                read_file(content, name, 9)


@tagged("post_install", "-at_install")
class TestQuickOrder(PlatformCase):
    """Row B1: rows are matched within the customer's rights, and put into the cart in one go."""

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.pad = self.env(user=self.buyer_user)["eservices.quick.order"]

    def _problems(self, user, text):
        rows = self.env(user=user)["eservices.quick.order"]._check(self._customer(user), text)
        return [row["problem"] for row in rows]

    def test_our_reference_own_number_and_barcode_are_known(self):
        self.free.barcode = "3401234567894"
        own = self.env["product.customerinfo"].create(
            {
                "partner_id": self.acme.id,
                "product_tmpl_id": self.free.product_tmpl_id.id,
                "product_id": self.free.id,
                "product_code": "MY 77",
            }
        )
        self.assertTrue(own)
        rows = self.pad._check(self.customer, "t-free 2\n3401234567894 3\nmy 77 4\nMY 77")
        self.assertEqual([row["product"] and row["product"].id for row in rows], [self.free.id] * 4)
        self.assertEqual([row["quantity"] for row in rows], [2, 3, 4, 1])

    def test_what_the_customer_may_not_order_is_as_unknown_as_what_is_not(self):
        self.assertEqual(self._problems(self.buyer_user, "T-REF 1"), [""])
        hidden, unknown = self._problems(self.rival_user, "T-REF 1\nT-NEVER 1")
        self.assertEqual(hidden.replace("T-REF", "T-NEVER"), unknown)
        rows = self.env(user=self.rival_user)["eservices.quick.order"]._check(
            self._customer(self.rival_user), "T-RE 1"
        )
        self.assertFalse(rows[0]["suggestions"])

    def test_quantities_are_refused_in_words(self):
        for line in ("T-FREE;x", "T-FREE;0", "T-FREE;-2", "T-FREE;1.5", f"T-FREE;{MAX_QUANTITY + 1}"):
            with self.subTest(line=line):
                self.assertTrue(self._problems(self.buyer_user, line)[0])

    def test_a_word_behind_a_known_reference_is_a_quantity_that_is_no_number(self):
        known, unknown = self._problems(self.buyer_user, "T-FREE x\nT-NEVER x")
        self.assertEqual(known, "The quantity is not a number.")
        self.assertIn("T-NEVER x", unknown)

    def test_rows_of_a_product_have_the_stock_and_price_of_their_sum(self):
        tiers = [
            Command.create(
                {
                    "applied_on": "1_product",
                    "product_tmpl_id": self.free.product_tmpl_id.id,
                    "min_quantity": minimum,
                    "fixed_price": price,
                }
            )
            for minimum, price in ((0, 9), (5, 2))
        ]
        pricelist = self.env["product.pricelist"].create({"name": "Tiers", "item_ids": tiers})
        self.acme.property_product_pricelist = pricelist
        self.free.is_storable = True
        self._put_in_stock(self.free, 4)
        customer = self._customer(self.buyer_user)
        pad = self.pad._prepare_rows(customer, "T-FREE 2\nT-FREE 3\nT-NEVER 1")
        self.assertEqual(pad["total"], self.env["eservices.prices"]._format(10, customer.currency))
        self.assertEqual([row["availability"]["text"] for row in pad["rows"][:2]], ["4 now"] * 2)

    def test_each_row_says_what_became_of_it(self):
        pad = self.pad._prepare_rows(self.customer, "T-FREE 2\nT-FRE 3\nT-NEVER 1\nT-FREE x")
        states = ["recognised", "suggested", "refused", "refused"]
        self.assertEqual([row["state"] for row in pad["rows"]], states)
        self.assertEqual([row["code"] for row in pad["rows"] if row["name"]], ["T-FREE"] * 3)
        self.assertEqual([row["quantity"] for row in pad["rows"]], ["2", "", "", ""])
        self.assertEqual(pad["rows"][1]["suggestions"][0]["line"], "T-FREE\t3")

    def test_a_large_quantity_is_read_again_as_it_was(self):
        (row,) = self.pad._prepare_rows(self.customer, "T-FREE 1250")["rows"]
        again = self.pad._check(self.customer, f"T-FREE\t{row['quantity']}")
        self.assertEqual(again[0]["quantity"], 1250)

    def test_an_unknown_row_names_the_nearest(self):
        row = self.pad._check(self.customer, "T-FRE 2")[0]
        self.assertIn(self.free.id, [product.id for product in row["suggestions"]])

    def test_suggested_variants_are_told_apart(self):
        attribute = self.env["product.attribute"].create(
            {"name": "Size", "value_ids": [Command.create({"name": name}) for name in ("M6", "M8")]}
        )
        line = {"attribute_id": attribute.id, "value_ids": [Command.set(attribute.value_ids.ids)]}
        values = {"name": "Bolt", "ecommerce_ok": True, "free_sale": True}
        bolt = self.env["product.template"].create({**values, "attribute_line_ids": [Command.create(line)]})
        for variant, code in zip(bolt.product_variant_ids, ("T-BOLT-6", "T-BOLT-8"), strict=True):
            variant.default_code = code
        pad = self.pad._prepare_rows(self.customer, "T-BOLT 2")
        names = [suggestion["name"] for suggestion in pad["rows"][0]["suggestions"]]
        self.assertEqual(names, ["Bolt, M6", "Bolt, M8"])

    def test_what_is_fine_is_added_and_the_rest_stays(self):
        self._fill_cart(self.buyer_user, (self.free, 1))
        customer = self._customer(self.buyer_user)
        answer = self.pad._add(customer, "T-FREE 2\nT-NEVER 1\nT-REF 3\nt-free;4")
        self.assertEqual(answer, {"added": 3, "rest": "T-NEVER 1"})
        lines = self.pad.env["eservices.cart"]._get(customer)._get_eservices_product_lines()
        held = {line.product_id.default_code: line.product_uom_qty for line in lines}
        self.assertEqual(held, {"T-FREE": 7, "T-REF": 3})

    def test_rows_that_together_are_too_many_stay(self):
        text = f"T-FREE {MAX_QUANTITY}\nT-FREE 1"
        for problem in self._problems(self.buyer_user, text):
            self.assertIn("too large", problem)
        self.assertEqual(self.pad._add(self.customer, text), {"added": 0, "rest": text})
        self.assertFalse(self.pad.env["eservices.cart"]._get(self._customer(self.buyer_user)))

    def test_more_rows_than_are_taken_are_refused(self):
        full = "\n".join(["T-FREE 1"] * QUICK_ORDER_ROWS)
        self.assertEqual(len(self.pad._check(self.customer, full)), QUICK_ORDER_ROWS)
        with self.assertRaisesRegex(UserError, str(QUICK_ORDER_ROWS)):
            self.pad._check(self.customer, f"{full}\nT-FREE 1")

    def test_a_long_pad_asks_no_more_than_a_short_one(self):
        self.pad._check(self.customer, "T-FREE 1\nT-REF 1")
        few, many = ("T-FREE 1\nT-REF 1\n" * times for times in (1, 200))
        counts = []
        for text in (few, many):
            self.env.invalidate_all()
            customer = self._customer(self.buyer_user)
            before = self.env.cr.sql_log_count
            self.pad._prepare_rows(customer, text)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])


@tagged("post_install", "-at_install")
class TestQuickOrderHttp(PlatformFixtures, HttpCase):
    """Row B1: the page comes and goes with the cart, and answers files in words."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()

    def setUp(self):
        super().setUp()
        self.authenticate("t_buyer", "t_buyer")

    def test_without_cart_there_is_no_quick_order(self):
        self.assertIn("/eservices/quick-order", self.url_open("/eservices").text)
        self.assertEqual(self.url_open("/eservices/quick-order").status_code, 200)
        self.config.show_cart = False
        self.assertEqual(self.url_open("/eservices/quick-order").status_code, 404)
        self.assertNotIn("/eservices/quick-order", self.url_open("/eservices").text)

    def test_the_rows_are_drawn_escaped(self):
        answer = self.make_jsonrpc_request("/eservices/quick-order/check", {"text": "<b>x</b> 1\nT-FREE 2"})
        self.assertIn("&lt;b&gt;x", answer["html"])
        self.assertEqual(answer["good"], 1)
