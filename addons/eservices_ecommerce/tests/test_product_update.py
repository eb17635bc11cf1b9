from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestProductUpdate(PlatformCase):
    """Many products at once (P4 to P7)."""

    def setUp(self):
        super().setUp()
        self.templates = (self.free | self.referenced).product_tmpl_id
        self.tag = self.env["product.tag"].create({"name": "Bulk t"})

    def _apply(self, user=None, **values):
        wizard = self.env["eservices.product.update"].with_user(user or self.staff)
        wizard.create({"product_tmpl_ids": self.templates.ids, **values}).action_apply()

    def test_what_is_filled_in_is_set_and_the_rest_stays(self):
        self._apply(family_id=self.hex.id, add_tag_ids=self.tag.ids)
        self.assertEqual(self.templates.ecommerce_superfamily_id, self.fastening)
        self.assertEqual(self.templates.ecommerce_family_id, self.bolts)
        self.assertEqual(self.templates.ecommerce_subfamily_id, self.hex)
        self.assertEqual(self.templates.product_tag_ids, self.tag)
        self.assertEqual(self.templates.mapped("ecommerce_ok"), [True, True])
        self.assertEqual(self.templates.mapped("free_sale"), [True, False])

    def test_a_higher_family_clears_the_levels_below(self):
        self._apply(family_id=self.hex.id)
        self._apply(family_id=self.fastening.id)
        self.assertEqual(self.templates.ecommerce_superfamily_id, self.fastening)
        self.assertFalse(self.templates.ecommerce_family_id | self.templates.ecommerce_subfamily_id)

    def test_products_are_taken_out_and_tags_removed(self):
        self._apply(add_tag_ids=self.tag.ids)
        self._apply(ecommerce_ok="no", free_sale="yes", remove_tag_ids=self.tag.ids)
        self.assertEqual(self.templates.mapped("ecommerce_ok"), [False, False])
        self.assertEqual(self.templates.mapped("free_sale"), [True, True])
        self.assertFalse(self.templates.product_tag_ids)

    def test_who_may_not_change_products_may_not_do_it_in_bulk(self):
        officer = new_test_user(self.env, "t_officer", "eservices_ecommerce.group_eservices_officer")
        with self.assertRaises(AccessError):
            self._apply(officer, ecommerce_ok="no")
