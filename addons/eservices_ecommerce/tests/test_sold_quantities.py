from itertools import product

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..services.quantities import QuantityRefused
from ..services.quantity import QuantityRule
from .common import PlatformCase, PlatformFixtures

FITTING = [
    # minimum, multiple, quantity, nearest
    (0, 0, 1, ()),
    (0, 0, 0.5, ()),
    (10, 0, 9, (10,)),
    (10, 0, 10, ()),
    (10, 0, 10.5, ()),
    (0, 5, 3, (5,)),
    (0, 5, 5, ()),
    (0, 5, 6, (5, 10)),
    (10, 5, 5, (10,)),
    (10, 5, 17, (15, 20)),
    (10, 5, 20, ()),
    (12, 5, 12, (15,)),
    (12, 5, 16, (15, 20)),
    (0, 0.1, 0.3, ()),
    (0, 0.1, 0.35, (0.3, 0.4)),
    (0, 2.5, 999_997.5, ()),
]


class SoldQuantitiesFixtures(PlatformFixtures):
    @classmethod
    def _set_up_platform(cls):
        result = super()._set_up_platform()
        cls.template = cls.free.product_tmpl_id
        cls.template.write({"eservices_min_qty": 10, "eservices_multiple_qty": 5})
        return result


@tagged("post_install", "-at_install")
class TestSoldQuantities(SoldQuantitiesFixtures, PlatformCase):
    """Row B5: packagings, the least that is sold, and the steps in which it is."""

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.env_buyer = self.env(user=self.buyer_user)
        self.carts = self.env_buyer["eservices.cart"]
        self.product = self.free.with_env(self.customer.env)

    def _row(self):
        customer = self._customer(self.buyer_user)
        return self.env_buyer["eservices.catalogue"]._prepare_product_rows(customer, self.product)[0]

    def _add(self, quantity):
        return self.carts._add(self.customer, self.product, quantity)

    def test_what_does_not_fit_has_its_nearest(self):
        for minimum, multiple, quantity, nearest in FITTING:
            with self.subTest(minimum=minimum, multiple=multiple, quantity=quantity):
                self.assertEqual(QuantityRule(minimum, multiple).get_nearest(quantity), nearest)

    def test_the_words_name_the_rule_and_what_fits(self):
        quantities = self.env["eservices.quantities"]
        for rule, quantity, small_print, sentence in (
            ((10, 5), 17, "from 10, in steps of 5", "It is sold from 10, in steps of 5: 15 or 20?"),
            ((10, 5), 3, "from 10, in steps of 5", "It is sold from 10, in steps of 5: 10?"),
            ((0, 5), 3, "in steps of 5", "It is sold in steps of 5: 5?"),
            ((5, 5), 8, "in steps of 5", "It is sold in steps of 5: 5 or 10?"),
            ((10, 0), 3, "at least 10", "It is sold from 10."),
            ((0, 0), 3, "", ""),
        ):
            with self.subTest(rule=rule, quantity=quantity):
                rule = QuantityRule(*rule)
                self.assertEqual(quantities._describe_rule(rule), small_print)
                nearest = rule.get_nearest(quantity)
                self.assertEqual(quantities._explain_misfit(rule, nearest), sentence)

    @mute_logger("odoo.sql_db")
    def test_neither_is_below_zero_nor_beyond_what_can_be_ordered(self):
        for name, value in product(("eservices_min_qty", "eservices_multiple_qty"), (-1, 1_000_000)):
            with self.subTest(field=name, value=value), self.assertRaises(CheckViolation):
                self.template[name] = value
                self.template.flush_recordset()

    def test_a_product_without_rule_is_sold_as_ever(self):
        line = self.carts._add(self.customer, self.referenced.with_env(self.customer.env), 1)
        self.assertEqual(line.product_uom_qty, 1)

    def test_a_refused_quantity_opens_no_cart(self):
        for quantity, nearest in ((3, (10,)), (17, (15, 20))):
            with self.subTest(quantity=quantity), self.assertRaises(QuantityRefused) as refused:
                self._add(quantity)
            self.assertEqual(refused.exception.nearest, nearest)
        with self.assertRaises(QuantityRefused):
            self.carts._set(self.customer, self.product, 12)
        self.assertFalse(self.carts._get(self.customer))

    def test_what_the_cart_holds_counts(self):
        line = self._add(10)
        self._add(5)
        self.assertEqual(line.product_uom_qty, 15)
        with self.assertRaises(QuantityRefused):
            self._add(3)
        with self.assertRaises(QuantityRefused):
            self.carts._set_line(self.customer, line.id, 4)
        self.assertEqual(line.product_uom_qty, 15)
        self.carts._change_line(self.customer, line.id, 0)
        self.assertFalse(line.exists())

    def test_rows_say_how_it_is_sold_and_change_with_the_rule(self):
        self.assertEqual(self._row()["quantity_rule_text"], "from 10, in steps of 5")
        self.template.eservices_min_qty = 0
        self.assertEqual(self._row()["quantity_rule_text"], "in steps of 5")
        self.template.eservices_multiple_qty = 0
        self.assertEqual(self._row()["quantity_rule_text"], "")

    def test_packagings_that_fit_are_offered(self):
        unit = self.template.uom_id
        sizes = {"Box": 10, "Bag": 12, "Pallet": 500, "Single": 1}
        self.template.uom_ids = self.env["uom.uom"].create(
            [
                {"name": name, "relative_factor": size, "relative_uom_id": unit.id}
                for name, size in sizes.items()
            ]
        )
        self.template.uom_ids |= self.env.ref("uom.product_uom_kgm")
        texts = [packaging["text"] for packaging in self._row()["packagings"]]
        self.assertEqual(texts, ["Box: 10", "Pallet: 500"])
        self.template.write({"eservices_min_qty": 0, "eservices_multiple_qty": 0})
        self.template.uom_ids = [
            Command.unlink(self.template.uom_ids.filtered_domain([("name", "=", "Box")]).id)
        ]
        quantities = [packaging["quantity"] for packaging in self._row()["packagings"]]
        self.assertEqual(quantities, [1, 12, 500])

    def test_a_rule_that_came_later_is_marked_and_keeps_the_cart_from_going(self):
        self.template.write({"eservices_min_qty": 0, "eservices_multiple_qty": 0})
        line = self._add(3)
        self.template.write({"eservices_min_qty": 10, "eservices_multiple_qty": 5})
        customer = self._customer(self.buyer_user)
        cart = self.carts._get(customer)
        page = self.env_buyer["eservices.cart.page"]._prepare_page(customer)
        (row,) = page["cart"]["lines"]
        self.assertEqual(row["warning"], "It is sold from 10, in steps of 5: 10?")
        self.assertEqual(row["nearest"], (10,))
        with self.assertRaisesRegex(UserError, "Free bolt: It is sold from 10"):
            self.carts._submit(customer, cart.id, "key")
        self.assertTrue(cart.is_eservices_cart)
        self.carts._set_line(customer, line.id, row["nearest"][0])
        self.assertFalse(self.carts._submit(customer, cart.id, "key").is_eservices_cart)

    def test_staff_are_not_held_to_it(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.buyer.id,
                "order_line": [Command.create({"product_id": self.free.id, "product_uom_qty": 3})],
            }
        )
        order.action_confirm()
        self.assertEqual((order.state, order.order_line.product_uom_qty), ("sale", 3))

    def test_rows_of_the_quick_order_are_refused_with_what_fits(self):
        pad = self.env_buyer["eservices.quick.order"]
        (row,) = pad._prepare_rows(self.customer, "T-FREE 17")["rows"]
        self.assertEqual((row["state"], row["quantity"]), ("refused", "17"))
        self.assertEqual([one["line"] for one in row["nearest"]], ["T-FREE\t15", "T-FREE\t20"])
        rows = pad._check(self.customer, "T-FREE 4\nT-FREE 6")
        self.assertEqual([row["problem"] for row in rows], ["", ""])
        rows = pad._check(self.customer, "T-FREE 4\nT-FREE 8")
        self.assertEqual([row["nearest"] for row in rows], [[2, 7], [6, 11]])

    def test_the_quick_order_counts_what_the_cart_holds(self):
        self._add(10)
        pad = self.env_buyer["eservices.quick.order"]
        customer = self._customer(self.buyer_user)
        self.assertEqual(pad._add(customer, "T-FREE 5\nT-FREE 2")["added"], 0)
        self.assertEqual(pad._add(customer, "T-FREE 5")["added"], 1)
        self.assertEqual(self.carts._get_quantities(customer), {self.free.id: 15})

    def test_order_again_names_what_is_no_longer_sold_so(self):
        wanted = [
            {"product": self.product, "quantity": 3, "problem": ""},
            {"product": self.referenced.with_env(self.customer.env), "quantity": 3, "problem": ""},
        ]
        result = self.env_buyer["eservices.refill"]._fill(self.customer, wanted)
        self.assertEqual((result["added"], result["total"]), (1, 2))
        self.assertEqual(result["refused"][0]["reason"], "It is sold from 10, in steps of 5: 10?")

    def test_lists_hold_only_what_can_be_ordered(self):
        lists = self.env_buyer["eservices.lists"]
        owned = lists._create(self.customer, "Weekly", False)
        row = {"product": self.product, "quantity": 7, "problem": ""}
        added, refused = lists._add(owned, [row])
        self.assertEqual((added, refused[0]["problem"]), (0, "It is sold from 10, in steps of 5: 10?"))
        self.assertEqual(lists._add(owned, [{**row, "quantity": 4}, {**row, "quantity": 6}])[0], 2)
        line = owned.line_ids
        self.assertEqual(line.product_uom_qty, 10)
        with self.assertRaises(QuantityRefused):
            lists._change_line(self.customer, owned.id, line.id, {"quantity": 12})
        typed = {"source": "product", "id": self.free.id, "quantity": "15", "name": "Monthly"}
        saved = self.env_buyer["eservices.lists.save"]._save(self.customer, typed)[0]
        self.assertEqual(saved.line_ids.product_uom_qty, 15)
        typed = {"source": "product", "id": self.free.id}
        page = self.env_buyer["eservices.lists.save"]._prepare_page(self.customer, typed)
        self.assertEqual(page["save"]["quantity"], "10")


@tagged("post_install", "-at_install")
class TestSoldQuantitiesHttp(SoldQuantitiesFixtures, HttpCase):
    """Row B5: what a page hears of a quantity that is refused."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()

    def test_a_refusal_says_what_fits(self):
        self.authenticate("t_buyer", "t_buyer")
        answer = self.make_jsonrpc_request(
            "/eservices/cart/set", {"product_id": self.free.id, "quantity": 17}
        )
        self.assertEqual((answer["ok"], answer["nearest"]), (False, [15, 20]))
        done = self.make_jsonrpc_request("/eservices/cart/set", {"product_id": self.free.id, "quantity": 15})
        refused = self.make_jsonrpc_request(f"/eservices/cart/lines/{done['line_id']}", {"quantity": 4})
        self.assertEqual((refused["ok"], refused["nearest"]), (False, [10]))
