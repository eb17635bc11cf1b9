from odoo.tests import HttpCase, tagged

from .common import PlatformFixtures


@tagged("post_install", "-at_install")
class TestCartHttp(PlatformFixtures, HttpCase):
    """Row P18: what the cart's own page asks for, and how it is answered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()

    def setUp(self):
        super().setUp()
        self.authenticate("t_buyer", "t_buyer")

    def _call(self, path, **params):
        return self.make_jsonrpc_request(f"/eservices/cart/{path}", params)

    def test_the_cart_is_drawn_again_only_where_it_is_asked_for(self):
        for path, params in (
            ("add", {"product_id": self.free.id, "quantity": 2}),
            ("set", {"product_id": self.free.id, "quantity": 3}),
            ("code", {"reference": "T-FREE"}),
        ):
            with self.subTest(path=path):
                self.assertNotIn("html", self._call(path, **params))
                answer = self._call(path, **params, with_html=True)
                self.assertIn("Free bolt", answer["html"])
                self.assertEqual(answer["cart"]["lines"], 1)

    def test_every_change_says_how_to_go_back(self):
        self.assertEqual(self._call("code", reference="T-FREE", quantity=2)["undo"]["quantity"], 0)
        answer = self._call("add", product_id=self.free.id, quantity=3)
        self.assertEqual(answer["undo"], {"product_id": self.free.id, "quantity": 2})
        back = self._call("set", **answer["undo"], with_html=True)
        self.assertEqual(back["in_cart"], 2)
        gone = self._call("set", product_id=self.free.id, quantity=0, with_html=True)
        self.assertEqual((gone["ok"], gone["in_cart"], gone["cart"]["lines"]), (True, 0, 0))
        self.assertIn("Your cart is empty", gone["html"])

    def test_a_reference_without_quantity_is_one(self):
        self.assertEqual(self._call("code", reference="T-FREE")["in_cart"], 1)

    def test_a_note_is_drawn_escaped_and_refused_in_words(self):
        line = self._call("add", product_id=self.free.id, quantity=1)["line_id"]
        answer = self._call(f"lines/{line}/note", values={"note": "<b>2 m</b>"})
        self.assertIn("&lt;b&gt;2 m", answer["html"])
        refused = self._call(f"lines/{line}/note", values={"note": "x" * 201})
        self.assertFalse(refused["ok"])
        self.assertIn("200", refused["error"])

    def test_a_line_at_zero_answers_with_the_cart_and_the_way_back(self):
        line = self._call("add", product_id=self.free.id, quantity=1)["line_id"]
        answer = self._call(f"lines/{line}", quantity=0)
        self.assertEqual((answer["undo"]["quantity"], answer["cart"]["lines"]), (1, 0))
