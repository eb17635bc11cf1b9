from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .common import PlatformCase, PlatformFixtures


@tagged("post_install", "-at_install")
class TestCartAddress(PlatformCase):
    """Rows P18 and B9: a delivery address that the customer adds in his cart."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.france = cls.env.ref("base.fr")
        cls.usa = cls.env.ref("base.us")
        cls.acme.country_id = cls.france
        cls.typed = {
            "name": "Works 2",
            "street": "5 rue du Fer",
            "street2": "Gate 3",
            "zip": "69007",
            "city": "Lyon",
            "country_id": str(cls.france.id),
            "phone": "+33 4 00 00 00 00",
        }

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.cart = self._fill_cart(self.buyer_user, (self.free, 1))
        self.service = self.env(user=self.buyer_user)["eservices.cart.address"]

    def _save(self, **values):
        return self.service._save(self.customer, {**self.typed, **values})

    def _count(self):
        return self.env["res.partner"].search_count([])

    def test_the_address_belongs_to_the_customers_company_and_the_cart_goes_there(self):
        self.assertFalse(self._save())
        address = self.cart.partner_shipping_id
        self.assertEqual((address.parent_id, address.type), (self.acme, "delivery"))
        self.assertEqual(
            (address.street, address.city, address.country_id.code), ("5 rue du Fer", "Lyon", "FR")
        )
        self.assertEqual(address.commercial_partner_id, self.acme)
        self.assertFalse(address.user_ids)
        self.assertIn("Bolts", address.message_ids[0].body)
        page = self.env(user=self.buyer_user)["eservices.cart.page"]
        self.assertIn(address, page._get_addresses(self._customer(self.colleague_user)))
        self.assertNotIn(address, page._get_addresses(self._customer(self.rival_user)))

    def test_nothing_but_the_fields_of_the_form_is_taken(self):
        self._save(parent_id=self.borel.id, type="invoice", email="x@y.example", user_id=self.staff.id)
        address = self.cart.partner_shipping_id
        self.assertEqual((address.parent_id, address.type), (self.acme, "delivery"))
        self.assertFalse(address.email or address.user_id)

    def test_what_is_missing_is_said_by_field_and_nothing_is_saved(self):
        before = self._count()
        errors = self._save(name=" ", street=None, zip="", city=[], country_id="")
        self.assertEqual(set(errors), {"name", "street", "city", "country_id"})
        self.assertIn("zip", self._save(zip=""))
        self.assertIn("128", self._save(street="x" * 200)["street"])
        for crafted in (2**31, "abc", True, {"id": 1}):
            with self.subTest(country=crafted):
                self.assertIn("country_id", self._save(country_id=crafted))
        self.assertEqual(self._count(), before)
        self.assertEqual(self.cart.partner_shipping_id, self.buyer)

    def test_a_state_is_asked_for_only_where_addresses_have_one(self):
        self.usa.state_required = True
        self.assertFalse(self.service._prepare_form(self.customer, self.typed)["states"])
        typed = {**self.typed, "country_id": self.usa.id}
        form = self.service._prepare_form(self.customer, typed)
        self.assertTrue(form["states"])
        self.assertEqual(form["values"]["name"], "Works 2")
        self.assertIn("state_id", self._save(country_id=self.usa.id))
        foreign = self.france.state_ids[:1]
        self.assertIn("state_id", self._save(country_id=self.usa.id, state_id=foreign.id))
        self.assertFalse(self._save(country_id=self.usa.id, state_id=self.usa.state_ids[0].id))

    def test_a_repeated_request_makes_one_address(self):
        self._save()
        before = self._count()
        self.assertFalse(self._save())
        self.assertEqual(self._count(), before)

    def test_the_carrier_follows_the_new_address(self):
        product = self.env["product.product"].create({"name": "Day", "type": "service", "taxes_id": False})
        carrier = self.env["delivery.carrier"].create(
            {"name": "Abroad", "product_id": product.id, "country_ids": self.env.ref("base.be").ids}
        )
        self.assertFalse(self.cart.carrier_id)
        self.assertFalse(self._save(country_id=self.env.ref("base.be").id))
        self.assertEqual(self.cart.carrier_id, carrier)

    def test_the_taxes_follow_the_new_address(self):
        tax = self.env["account.tax"].create({"name": "T 20 %", "amount": 20})
        self.free.taxes_id = tax
        self.cart._recompute_taxes()
        self.env["account.fiscal.position"].create(
            {"name": "Belgium", "auto_apply": True, "country_id": self.env.ref("base.be").id}
        ).tax_ids = self.env["account.tax"].create(
            {"name": "T 6 %", "amount": 6, "original_tax_ids": tax.ids}
        )
        self.assertEqual(self.cart.order_line.tax_ids, tax)
        self._save(country_id=self.env.ref("base.be").id)
        self.assertEqual(self.cart.order_line.tax_ids.amount, 6)

    def test_without_a_cart_no_address_is_made(self):
        before = self._count()
        with self.assertRaises(UserError):
            self.service._save(self._customer(self.colleague_user), self.typed)
        self.assertEqual(self._count(), before)


@tagged("post_install", "-at_install")
class TestCartAddressHttp(PlatformFixtures, HttpCase):
    """Row P18: the form of a new address, as the cart's page asks for it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls._fill_cart(cls.buyer_user, (cls.free, 1))

    def test_the_form_comes_when_it_is_asked_for_and_is_answered_by_field(self):
        self.authenticate("t_buyer", "t_buyer")
        page = self.url_open("/eservices/cart")
        self.assertIn("New delivery address", page.text)
        self.assertNotIn("Choose a country", page.text)
        form = self.make_jsonrpc_request("/eservices/cart/address/form", {"values": {"name": "<Works>"}})
        self.assertIn("Choose a country", form["html"])
        self.assertIn("&lt;Works&gt;", form["html"])
        answer = self.make_jsonrpc_request("/eservices/cart/address", {"values": {"name": "Works"}})
        self.assertEqual((answer["ok"], answer["errors"]["street"]), (False, "Type the street."))
        values = {
            "name": "Works",
            "street": "1",
            "zip": "1",
            "city": "L",
            "country_id": self.env.ref("base.fr").id,
        }
        answer = self.make_jsonrpc_request("/eservices/cart/address", {"values": values})
        self.assertTrue(answer["ok"])
        self.assertIn("ACME, Works", answer["html"])
