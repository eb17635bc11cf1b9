from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestReports(PlatformCase):
    """Row B17: orders of the platform, and carts to which nobody came back."""

    def _open(self, name):
        """What a menu's action shows to staff: the records' model, and its domain."""
        action = self.env["ir.actions.act_window"]._for_xml_id(f"eservices_ecommerce.{name}")
        return self.env[action["res_model"]].with_user(self.staff), safe_eval(action["domain"])

    def test_orders_are_counted_by_channel_without_open_carts(self):
        order = self._submit_cart(self.buyer_user, (self.free, 3))
        self._fill_cart(self.rival_user, (self.free, 5))
        self.env.flush_all()
        report, domain = self._open("sale_report_action")
        groups = report._read_group(
            domain + [("partner_id", "in", (self.buyer | self.rival).ids)],
            ["eservices_config_id"],
            ["product_uom_qty:sum", "price_subtotal:sum"],
        )
        self.assertEqual(groups, [(self.config.with_user(self.staff), 3, order.amount_untaxed)])

    def test_abandoned_carts_are_those_not_touched_for_a_week(self):
        left = self._fill_cart(self.buyer_user, (self.free, 3))
        fresh = self._fill_cart(self.rival_user, (self.free, 5))
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order SET write_date = write_date - interval '8 days' WHERE id = %s", [left.id]
        )
        self.env.invalidate_all()
        carts, domain = self._open("sale_order_action_carts")
        view = etree.fromstring(self.env.ref("eservices_ecommerce.sale_order_view_search_carts").arch)
        abandoned = safe_eval(view.find(".//filter[@name='abandoned']").get("domain"))
        self.assertLessEqual(left | fresh, carts.search(domain).with_env(left.env))
        found = carts.search(domain + abandoned)
        self.assertIn(left.id, found.ids)
        self.assertNotIn(fresh.id, found.ids)
