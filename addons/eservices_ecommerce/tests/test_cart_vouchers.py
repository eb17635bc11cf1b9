from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestCartVouchers(PlatformCase):
    """Row P18: codes and promotions on the cart."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["loyalty.program"].search([]).active = False
        cls.env["product.pricelist"].search([]).write({"company_id": False})
        cls.program = cls._create_program("promo_code", "with_code", mode="with_code", code="SAVE10")

    @classmethod
    def _create_program(cls, kind, trigger, **rule):
        return cls.env["loyalty.program"].create(
            {
                "name": f"Program {kind}",
                "program_type": kind,
                "trigger": trigger,
                "applies_on": "current",
                "rule_ids": [Command.create(rule)],
                "reward_ids": [
                    Command.create(
                        {
                            "reward_type": "discount",
                            "discount": 10,
                            "discount_mode": "percent",
                            "discount_applicability": "order",
                        }
                    )
                ],
            }
        )

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.cart = self._fill_cart(self.buyer_user, (self.free, 10))
        self.voucher = self.env(user=self.buyer_user)["eservices.cart.voucher"]

    def _get_rewards(self):
        return self.cart.order_line.filtered("is_reward_line")

    def _create_card(self, partner=None, **values):
        program = self._create_program("coupons", "with_code", minimum_amount=0)
        return self.env["loyalty.card"].create(
            {
                "program_id": program.id,
                "points": 1,
                "code": "CARD-1",
                "partner_id": partner and partner.id,
                **values,
            }
        )

    def test_a_code_gives_its_discount_and_is_shown_beside_the_goods(self):
        self.voucher._apply(self.customer, " SAVE10 ")
        self.assertEqual(self._get_rewards().price_subtotal, -10)
        page = self.env(user=self.buyer_user)["eservices.cart.page"]._prepare_page(self.customer)
        self.assertEqual(page["cart"]["countable"], 1)
        self.assertEqual(len(page["cart"]["extra"]), 1)
        self.assertEqual(page["cart"]["voucher"]["code"], "SAVE10")

    def test_a_code_that_is_none_changes_nothing(self):
        for code in ("", None, "NOPE", "%", "_AVE10", "<b>x</b>", "SAVE10" * 900, [], {}):
            with self.subTest(code=code), self.assertRaises(UserError):
                self.voucher._apply(self.customer, code)
            self.assertFalse(self._get_rewards())
            self.assertFalse(self.cart.eservices_voucher)

    def test_applying_a_code_again_gives_the_discount_once(self):
        self.voucher._apply(self.customer, "SAVE10")
        self.voucher._apply(self.customer, "SAVE10")
        self.assertEqual(self._get_rewards().price_subtotal, -10)

    def test_a_wrong_code_keeps_the_one_before(self):
        self.voucher._apply(self.customer, "SAVE10")
        with self.assertRaises(UserError):
            self.voucher._apply(self.customer, "NOPE")
        self.assertEqual(self.cart.eservices_voucher, "SAVE10")
        self.assertEqual(self._get_rewards().price_subtotal, -10)

    def test_a_code_is_taken_out_again(self):
        self.voucher._apply(self.customer, "SAVE10")
        self.voucher._remove(self.customer)
        self.assertFalse(self._get_rewards())
        self.assertFalse(self.cart.code_enabled_rule_ids)
        self.voucher._remove(self.customer)

    def test_a_voucher_of_the_company_is_taken(self):
        self._create_card(self.colleague)
        self.voucher._apply(self.customer, "CARD-1")
        self.assertEqual(self._get_rewards().price_subtotal, -10)

    def test_a_voucher_of_somebody_else_is_an_unknown_code(self):
        answers = set()
        self._create_card(self.rival)
        for code in ("CARD-1", "NOPE"):
            with self.assertRaises(UserError) as caught:
                self.voucher._apply(self.customer, code)
            answers.add(str(caught.exception))
        self.assertEqual(len(answers), 1)
        self.assertFalse(self._get_rewards())

    def test_an_expired_and_a_used_voucher_are_refused_with_the_reason(self):
        card = self._create_card(expiration_date="2001-01-01")
        with self.assertRaisesRegex(UserError, "expired"):
            self.voucher._apply(self.customer, "CARD-1")
        card.write({"expiration_date": False, "points": 0})
        with self.assertRaisesRegex(UserError, "used"):
            self.voucher._apply(self.customer, "CARD-1")

    def test_a_code_that_stops_applying_says_so_and_comes_back(self):
        self.program.rule_ids.minimum_amount = 50
        self.voucher._apply(self.customer, "SAVE10")
        service = self.env(user=self.buyer_user)["eservices.cart"]
        service._set(self.customer, self.free.with_env(self.customer.env), 2)
        self.assertFalse(self._get_rewards())
        self.assertEqual(self.cart.eservices_voucher, "SAVE10")
        self.assertTrue(self.cart.eservices_voucher_problem)
        service._set(self.customer, self.free.with_env(self.customer.env), 20)
        self.assertEqual(self._get_rewards().price_subtotal, -20)
        self.assertFalse(self.cart.eservices_voucher_problem)

    def test_a_promotion_applies_by_itself_and_follows_the_cart(self):
        self._create_program("promotion", "auto", minimum_amount=150)
        service = self.env(user=self.buyer_user)["eservices.cart"]
        service._set(self.customer, self.free.with_env(self.customer.env), 20)
        self.assertEqual(self._get_rewards().price_subtotal, -20)
        service._set(self.customer, self.free.with_env(self.customer.env), 2)
        self.assertFalse(self._get_rewards())

    def test_promotions_are_computed_where_one_may_concern_the_cart(self):
        cart = self.cart.with_env(self.customer.env)
        self.assertFalse(self.voucher._is_concerned(cart), "codes wait until they are typed")
        promotion = self._create_program("promotion", "auto", mode="auto")
        self.assertTrue(self.voucher._is_concerned(cart))
        promotion.rule_ids.product_ids = self.referenced
        self.assertFalse(self.voucher._is_concerned(cart), "it is about what is not in the cart")
        promotion.rule_ids.product_ids = self.free
        self.assertTrue(self.voucher._is_concerned(cart))
        promotion.company_id = self.env["res.company"].create({"name": "Another seller"})
        self.assertFalse(self.voucher._is_concerned(cart))
        self.voucher._apply(self.customer, "SAVE10")
        self.assertTrue(self.voucher._is_concerned(cart))

    def test_a_promotion_whose_products_are_gone_may_concern_any_cart(self):
        cart = self.cart.with_env(self.customer.env)
        gone = self._create_product("Gone", "T-GONE", 5.0)
        promotion = self._create_program("promotion", "auto", mode="auto")
        promotion.rule_ids.product_ids = gone
        self.assertFalse(self.voucher._is_concerned(cart))
        gone.unlink()
        self.assertTrue(self.voucher._is_concerned(cart))

    def test_points_that_a_customer_has_concern_his_cart(self):
        program = self._create_program("loyalty", "auto", mode="auto")
        program.active = False
        card = self.env["loyalty.card"].create(
            {"program_id": program.id, "partner_id": self.buyer.id, "points": 5}
        )
        cart = self.cart.with_env(self.customer.env)
        self.assertTrue(self.voucher._is_concerned(cart))
        card.points = 0
        self.assertFalse(self.voucher._is_concerned(cart))

    def test_what_a_promotion_gives_away_is_weighed_too(self):
        gift = self._create_product("Gift", "T-GIFT", 1.0, weight=3)
        self.free.weight = 2
        promotion = self._create_program("promotion", "auto", mode="auto")
        promotion.reward_ids.write({"reward_type": "product", "reward_product_id": gift.id})
        self._fill_cart(self.buyer_user, (self.free, 1))
        self.assertEqual(self._get_rewards().product_id, gift)
        self.assertEqual(self.cart.shipping_weight, 25)

    def test_a_promotion_that_ends_leaves_the_cart(self):
        promotion = self._create_program("promotion", "auto", mode="auto")
        self._fill_cart(self.buyer_user, (self.free, 1))
        self.assertTrue(self._get_rewards())
        promotion.active = False
        self._fill_cart(self.buyer_user, (self.free, 1))
        self.assertFalse(self._get_rewards())

    def test_blocked_lines_earn_nothing_in_the_cart(self):
        self._fill_cart(self.buyer_user, (self.referenced, 10))
        self.reference.unlink()
        self.voucher._apply(self.customer, "SAVE10")
        self.assertEqual(self._get_rewards().price_subtotal, -10)

    def test_blocked_lines_earn_nothing_at_validation(self):
        self._fill_cart(self.buyer_user, (self.referenced, 10))
        self.voucher._apply(self.customer, "SAVE10")
        self.assertEqual(self._get_rewards().price_subtotal, -30)
        self.reference.unlink()
        service = self.env(user=self.buyer_user)["eservices.cart"]
        order = service._submit(self.customer, self.cart.id, "key")
        self.assertEqual(order.amount_untaxed, 90)
