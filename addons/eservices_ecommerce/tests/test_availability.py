from datetime import datetime

from odoo.tests import tagged

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestAvailability(PlatformCase):
    """Row B4: what can leave now, and when the rest follows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._put_in_stock(cls.free, 12)
        cls._expect(4, datetime(2126, 10, 8, 9))
        cls._expect(6, datetime(2126, 10, 14, 9))

    @classmethod
    def _expect(cls, quantity, moment, origin="stock.stock_location_suppliers"):
        warehouse = cls.env["stock.warehouse"].search([("company_id", "=", cls.company.id)], limit=1)
        move = cls.env["stock.move"].create(
            {
                "product_id": cls.free.id,
                "product_uom_qty": quantity,
                "location_id": cls.env.ref(origin).id,
                "location_dest_id": warehouse.lot_stock_id.id,
                "company_id": cls.company.id,
            }
        )
        move._action_confirm()
        move.date = moment

    def _read(self, quantity):
        """What the page of the cart says of so many pieces."""
        customer = self._customer(self.buyer_user)
        env = self.env(user=self.buyer_user)
        env["eservices.cart"]._set(customer, self.free.with_env(customer.env), quantity)
        (line,) = env["eservices.cart.page"]._prepare_page(customer)["cart"]["lines"]
        return line["availability"]["text"], line["availability"]["detail"]

    def test_each_line_says_what_leaves_now_and_when_the_rest_follows(self):
        self.assertEqual(self._read(12), ("In stock", ""))
        self.assertEqual(self._read(15), ("12 now", "3 on 8 October"))
        self.assertEqual(self._read(20), ("12 now", "8 on 14 October"), "the first arrival is too small")

    def test_no_day_is_promised_for_what_is_not_on_its_way(self):
        self.assertEqual(self._read(23), ("12 now", "11: date on request"))

    def test_what_is_returned_to_the_shelf_or_belongs_to_others_is_no_promise(self):
        self._expect(50, datetime(2126, 10, 9, 9), origin="stock.stock_location_customers")
        self.assertEqual(self._read(23), ("12 now", "11: date on request"))
