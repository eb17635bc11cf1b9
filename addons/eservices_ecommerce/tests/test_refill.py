from lxml import html

from odoo.exceptions import UserError
from odoo.tests import HttpCase, JsonRpcException, tagged

from ..const import MAX_QUANTITY, REFILL_LINES
from .common import PlatformCase, PlatformFixtures


@tagged("post_install", "-at_install")
class TestRefill(PlatformCase):
    """Row B2: a past order goes into the cart once more, and what is no longer possible is named."""

    def setUp(self):
        super().setUp()
        self.order = self._submit_cart(self.buyer_user, (self.free, 2), (self.referenced, 3))
        self.refill = self.env(user=self.buyer_user)["eservices.refill"]

    def _order_again(self, user=None, order=None):
        user = user or self.buyer_user
        customer = self._customer(user)
        refill = self.env(user=user)["eservices.refill"]
        order = self.env(user=user)["eservices.orders"]._find(customer, (order or self.order).id)
        return refill._fill(customer, refill._read_order(order))

    def _held(self, user=None):
        user = user or self.buyer_user
        cart = self.env(user=user)["eservices.cart"]._get(self._customer(user))
        lines = cart._get_eservices_product_lines()
        return {line.product_id.default_code: line.product_uom_qty for line in lines}

    def test_all_lines_are_added_to_what_is_in_the_cart(self):
        self._fill_cart(self.buyer_user, (self.free, 1))
        answer = self._order_again()
        self.assertEqual((answer["total"], answer["added"], answer["refused"]), (2, 2, []))
        self.assertEqual(self._held(), {"T-FREE": 3, "T-REF": 3})

    def test_what_is_no_longer_possible_is_named_with_its_reason(self):
        gone = self._create_product("Old bolt", "T-OLD", 5.0, free_sale=True)
        order = self._submit_cart(self.buyer_user, (self.free, 2), (self.referenced, 3), (gone, 1))
        gone.product_tmpl_id.ecommerce_ok = False
        self.reference.date_end = "2020-01-01"
        answer = self._order_again(order=order)
        reasons = {line["code"]: line["reason"] for line in answer["refused"]}
        self.assertEqual(reasons.keys(), {"T-REF", "T-OLD"})
        self.assertIn("ACME 77 ended", reasons["T-REF"])
        self.assertEqual(
            {line["code"]: line["own_code"] for line in answer["refused"]}, {"T-REF": "ACME 77", "T-OLD": ""}
        )
        self.assertEqual(reasons["T-OLD"], "This product is no longer offered here.")
        self.assertEqual((answer["total"], answer["added"]), (3, 1))
        self.assertEqual(self._held(), {"T-FREE": 2})
        self.assertEqual(self.refill._get_statement(answer), "1 of 3 lines are in your cart.")

    def test_where_nothing_is_possible_no_cart_is_opened(self):
        (self.free | self.referenced).product_tmpl_id.ecommerce_ok = False
        answer = self._order_again()
        self.assertEqual((answer["total"], answer["added"], answer["taken"]), (2, 0, []))
        self.assertFalse(self.env["eservices.cart"]._get(self._customer(self.buyer_user)))

    def test_quantities_come_in_the_unit_in_which_it_is_sold_now(self):
        line = self.order.order_line.filtered(lambda line: line.product_id == self.free)
        line.product_uom_id = self.env.ref("uom.product_uom_dozen")
        other = self.order.order_line - line
        other.product_uom_id = self.env.ref("uom.product_uom_kgm")
        answer = self._order_again()
        self.assertEqual(self._held(), {"T-FREE": 24})
        self.assertEqual(
            [refused["reason"] for refused in answer["refused"]],
            ["It was ordered by kg and is now sold by Units."],
        )

    def test_more_than_can_be_ordered_at_once_stays_out(self):
        self._fill_cart(self.buyer_user, (self.free, MAX_QUANTITY))
        answer = self._order_again()
        self.assertIn("too large", answer["refused"][0]["reason"])
        self.assertEqual(self._held(), {"T-FREE": MAX_QUANTITY, "T-REF": 3})

    def test_a_colleague_repeats_the_company_s_order_in_his_own_cart(self):
        self._order_again(self.colleague_user)
        self.assertEqual(self._held(self.colleague_user), {"T-FREE": 2, "T-REF": 3})
        self.assertEqual(self._held(), {})

    def test_carrier_and_rewards_are_not_repeated(self):
        carrier = self._create_product("Freight", "T-FREIGHT", 9.0, type="service", is_storable=False)
        self.env["sale.order.line"].create(
            {"order_id": self.order.id, "product_id": carrier.id, "is_delivery": True}
        )
        self.assertEqual(self._order_again()["total"], 2)

    def test_undo_takes_out_what_was_added_and_no_more(self):
        self._fill_cart(self.buyer_user, (self.free, 1))
        taken = self._order_again()["taken"]
        self._fill_cart(self.buyer_user, (self.free, 4))
        self.refill._take_back(self._customer(self.buyer_user), taken)
        self.assertEqual(self._held(), {"T-FREE": 5})

    def test_an_undo_that_cannot_be_read_changes_nothing(self):
        self._fill_cart(self.buyer_user, (self.free, 1))
        product_id = self.free.id
        for taken in (None, [], "x", [[product_id]], [[product_id, -1]], [["x", 1]], [[product_id, True]]):
            with self.subTest(taken=taken), self.assertRaises(UserError):
                self.refill._take_back(self._customer(self.buyer_user), taken)
        self.assertEqual(self._held(), {"T-FREE": 1})

    def test_more_lines_than_are_taken_at_once_are_refused(self):
        row = {"product": self.free, "quantity": 1, "problem": ""}
        with self.assertRaisesRegex(UserError, str(REFILL_LINES)):
            self.refill._fill(self._customer(self.buyer_user), [row] * (REFILL_LINES + 1))

    def test_many_refused_lines_ask_no_more_than_few(self):
        customer = self._customer(self.buyer_user)
        products = [
            self._create_product(f"Bolt {number}", f"T-{number}", 1.0).with_env(customer.env)
            for number in range(12)
        ]
        counts = []
        for number in (3, 12):
            wanted = [{"product": product, "quantity": 1, "problem": ""} for product in products[:number]]
            self.env.invalidate_all()
            customer = self._customer(self.buyer_user)
            before = self.env.cr.sql_log_count
            self.refill._fill(customer, wanted)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])


@tagged("post_install", "-at_install")
class TestRefillHttp(PlatformFixtures, HttpCase):
    """Row B2 over HTTP: the button, the statement, the undo."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.order = cls._submit_cart(cls.buyer_user, (cls.free, 2), (cls.referenced, 3))

    def _call(self, url, **params):
        return self.make_jsonrpc_request(url, params)

    def test_order_again_and_undo(self):
        self.authenticate("t_buyer", None)
        url = f"/eservices/orders/{self.order.id}/reorder"
        page = html.fromstring(self.url_open(f"/eservices/orders/{self.order.id}").text)
        self.assertEqual(len(page.xpath(f"//button[@data-refill-url='{url}']")), 1)
        self.referenced.product_tmpl_id.ecommerce_ok = False
        answer = self._call(url)
        self.assertEqual(answer["text"], "1 of 2 lines are in your cart.")
        self.assertIn("no longer offered", answer["html"])
        self.assertEqual(answer["cart"]["lines"], 1)
        answer = self._call("/eservices/cart/take-back", taken=answer["taken"])
        self.assertEqual(answer["cart"]["lines"], 0)
        self.assertFalse(self._call("/eservices/cart/take-back", taken="x")["ok"])

    def test_without_a_cart_nothing_is_ordered_again(self):
        self.config.show_cart = False
        self.authenticate("t_buyer", None)
        page = self.url_open(f"/eservices/orders/{self.order.id}").text
        self.assertNotIn("reorder", page)
        with self.assertRaisesRegex(JsonRpcException, "NotFound"):
            self._call(f"/eservices/orders/{self.order.id}/reorder")
