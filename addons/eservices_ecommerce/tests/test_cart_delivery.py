from odoo.tests import tagged

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestCartDelivery(PlatformCase):
    """Row P18: the carrier of the cart and its price."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.home = cls.env.ref("base.fr")
        cls.buyer.country_id = cls.home
        cls.day = cls._create_carrier("Day", 12.5, sequence=1, free_over=True, amount=500)
        cls.express = cls._create_carrier("Express", 29, sequence=2, country_ids=cls.home.ids)

    @classmethod
    def _create_carrier(cls, name, price, **values):
        product = cls.env["product.product"].create(
            {"name": name, "type": "service", "list_price": price, "taxes_id": False}
        )
        return cls.env["delivery.carrier"].create(
            {
                "name": name,
                "product_id": product.id,
                "delivery_type": "fixed",
                "fixed_price": price,
                **values,
            }
        )

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.cart = self._fill_cart(self.buyer_user, (self.free, 1))
        self.page = self.env(user=self.buyer_user)["eservices.cart.page"]

    def _get_price(self):
        return self.cart.order_line.filtered("is_delivery").price_unit

    def _choose(self, carrier_id):
        return self.page._write_details(self.customer, {"carrier_id": carrier_id})

    def test_the_first_carrier_is_chosen_by_itself(self):
        self.assertEqual(self.cart.carrier_id, self.day)
        self.assertEqual(self._get_price(), 12.5)

    def test_another_carrier_is_chosen_with_its_price(self):
        self.assertFalse(self._choose(str(self.express.id)))
        self.assertEqual(self.cart.carrier_id, self.express)
        self.assertEqual(self._get_price(), 29)
        self.assertEqual(len(self.cart.order_line.filtered("is_delivery")), 1)

    def test_a_carrier_that_is_not_offered_is_refused(self):
        other_company = self.env["res.company"].create({"name": "Other company"})
        other = self._create_carrier("Other", 1, company_id=other_company.id)
        far = self._create_carrier("Far", 1, country_ids=self.env.ref("base.jp").ids)
        for crafted in (other.id, far.id, 0, "", None, "abc", 2**40, []):
            with self.subTest(crafted=crafted):
                self.assertIn("carrier_id", self._choose(crafted))
                self.assertEqual(self.cart.carrier_id, self.day)
                self.assertEqual(self._get_price(), 12.5)

    def _get_offered(self):
        carriers = self.env["eservices.cart.carrier"]
        return [
            carrier
            for carrier, _price in carriers._find_offers(self.cart, carriers._find_carriers(self.cart))
        ]

    def test_who_there_is_and_what_he_asks_counts_at_once(self):
        ours = self.day | self.express
        self.assertEqual(self._get_offered()[:2], [self.day, self.express])
        for condition in (
            {"country_ids": self.env.ref("base.jp").ids},
            {"zip_prefix_ids": self.env["delivery.zip.prefix"].create({"name": "99X"}).ids},
            {"must_have_tag_ids": self.env["product.tag"].create({"name": "Frozen"}).ids},
            {"max_weight": 1},
            {"max_volume": 1},
            {"active": False},
        ):
            self.free.write({"weight": 2, "volume": 2})
            with self.subTest(condition=condition):
                self.day.write(condition)
                self.assertEqual([one for one in self._get_offered() if one in ours], [self.express])
                self.day.write({name: name == "active" and True for name in condition})
                self.assertEqual(
                    [one for one in self._get_offered() if one in ours], [self.day, self.express]
                )
        first = self._create_carrier("Drone", 3, sequence=0)
        self.assertEqual(self._get_offered()[0], first)
        first.unlink()
        self.assertEqual(self._get_offered()[0], self.day)

    def test_the_price_follows_the_quantity(self):
        service = self.env(user=self.buyer_user)["eservices.cart"]
        service._set(self.customer, self.free.with_env(self.customer.env), 60)
        self.assertEqual(self._get_price(), 0)
        service._set(self.customer, self.free.with_env(self.customer.env), 1)
        self.assertEqual(self._get_price(), 12.5)

    def test_a_fixed_price_stays_with_the_goods_and_follows_the_address_and_the_wish(self):
        service = self.env(user=self.buyer_user)["eservices.cart"]
        self._choose(self.express.id)
        self.express.product_id.list_price = 31
        service._set(self.customer, self.free.with_env(self.customer.env), 60)
        self.assertEqual(self._get_price(), 29)
        self.cart._eservices_refresh()
        self.assertEqual(self._get_price(), 31)
        self.express.product_id.list_price = 33
        self._choose(self.express.id)
        self.assertEqual(self._get_price(), 33)
        # Who looks at the goods is asked with each of them.
        self.express.write({"free_over": True, "amount": 100})
        service._set(self.customer, self.free.with_env(self.customer.env), 61)
        self.assertEqual(self._get_price(), 0)

    def _get_way(self):
        customer = self._customer(self.buyer_user)
        return self.env(user=self.buyer_user)["eservices.cart"]._summarize(customer)["free_delivery"]

    def test_what_is_missing_to_free_delivery_is_said_until_it_is_free(self):
        service = self.env(user=self.buyer_user)["eservices.cart"]
        free = self.free.with_env(self.customer.env)
        service._set(self.customer, free, 20)
        total = self.cart._compute_amount_total_without_delivery()
        way = self._get_way()
        self.assertIn(f"{500 - total:.2f}", way["text"])
        self.assertAlmostEqual(way["ratio"], total / 500, 2)
        service._set(self.customer, free, 60)
        self.assertEqual((self._get_way()["ratio"], self._get_price()), (1, 0))

    def test_a_blocked_line_brings_nobody_nearer_to_free_delivery(self):
        before = self._get_way()
        self._fill_cart(self.buyer_user, (self.referenced, 20))
        self.assertNotEqual(self._get_way(), before)
        self.reference.unlink()
        self.assertEqual(self._get_way(), before)

    def test_a_carrier_that_is_never_free_promises_nothing(self):
        self._choose(self.express.id)
        self.assertIsNone(self._get_way())
        self.cart.order_line.unlink()
        self.assertIsNone(self._get_way())

    def test_a_carrier_that_drops_out_with_the_address_is_named_and_replaced(self):
        self._choose(self.express.id)
        abroad = self.env["res.partner"].create(
            {
                "name": "Works abroad",
                "type": "delivery",
                "parent_id": self.acme.id,
                "country_id": self.env.ref("base.jp").id,
            }
        )
        self.page._write_details(self.customer, {"partner_shipping_id": abroad.id})
        self.assertEqual(self.cart.carrier_id, self.day)
        self.assertIn("Express", self.cart.eservices_carrier_problem)

    def test_without_goods_there_is_no_carrier(self):
        service = self.env(user=self.buyer_user)["eservices.cart"]
        service._remove_line(self.customer, self.cart._get_eservices_product_lines().id)
        self.assertFalse(self.cart.order_line)
        self.assertFalse(self.cart.carrier_id)

    def test_the_carrier_stands_beside_the_goods_and_goes_with_the_order(self):
        page = self.page._prepare_page(self.customer)
        self.assertEqual(len(page["cart"]["lines"]), 1)
        self.assertEqual(len(page["cart"]["extra"]), 1)
        self.assertIn("Free from", page["details"]["carriers"][0]["hint"])
        service = self.env(user=self.buyer_user)["eservices.cart"]
        order = service._submit(self.customer, self.cart.id, "key")
        self.assertEqual(order.carrier_id, self.day)

    def test_no_carrier_is_no_obstacle(self):
        (self.day | self.express).active = False
        self.cart._eservices_refresh()
        self.assertFalse(self.cart.carrier_id)
        service = self.env(user=self.buyer_user)["eservices.cart"]
        self.assertTrue(service._submit(self.customer, self.cart.id, "key").eservices_submitted_at)
