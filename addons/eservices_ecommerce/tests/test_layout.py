from odoo.tests import tagged

from .common import PlatformCase

SHARED = {"header_search", "footer", "shortcuts"}
OF_THE_PAGE = {"header_menus", "bottom_bar"}


@tagged("post_install", "-at_install")
class TestLayout(PlatformCase):
    """The parts around a page are kept apart, so that a change draws only those that show it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._fill_cart(cls.buyer_user, (cls.free, 1))

    def _prepare(self, user, page="catalogue"):
        self.env.flush_all()
        self.env.invalidate_all()
        layout = self.env(user=user)["eservices.layout"]
        return layout._prepare_frame(layout._prepare_platform(self._customer(user), page))

    def _changed(self, before, after):
        self.assertEqual(before.keys(), after.keys())
        return {part for part in before if before[part] != after[part]}

    def test_a_quantity_changes_the_cart_alone(self):
        before = self._prepare(self.buyer_user)
        self._fill_cart(self.buyer_user, (self.free, 5))
        self.assertEqual(self._changed(before, self._prepare(self.buyer_user)), {"header_cart"})

    def test_another_page_changes_what_lights_it(self):
        before = self._prepare(self.buyer_user)
        self.assertEqual(self._changed(before, self._prepare(self.buyer_user, "orders")), OF_THE_PAGE)
        in_cart = self._prepare(self.buyer_user, "cart")
        self.assertEqual(self._changed(before, in_cart), OF_THE_PAGE | {"header_cart"})

    def test_customers_share_what_is_nobodys_own(self):
        parts, others = self._prepare(self.buyer_user), self._prepare(self.rival_user)
        self.assertFalse(SHARED & self._changed(parts, others))

    def test_each_part_shows_what_it_is_given(self):
        fragments = self.env(user=self.buyer_user)["eservices.fragments"]
        html = {
            part: fragments._render(part, {"platform": values, "query": "gasket"})
            for part, values in self._prepare(self.buyer_user, "cart").items()
        }
        shown = {
            "header_search": "gasket",
            "header_cart": 'aria-current="page"',
            "header_tools": self.buyer_user.name,
            "header_menus": "/eservices/orders",
            "footer": self.config.phone,
            "bottom_bar": 'aria-current="page"',
            "shortcuts": "Cart",
        }
        for part, text in shown.items():
            with self.subTest(part=part):
                self.assertIn(text, html[part])
