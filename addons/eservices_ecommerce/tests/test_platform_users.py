from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from odoo.addons.mail.tests.common import MockEmail

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestPlatformUsers(MockEmail, PlatformCase):
    """Rows P1, P2, P15, P16."""

    def test_only_external_users_may_have_the_platform(self):
        with self.assertRaisesRegex(ValidationError, "internal user"):
            self.staff.write({"eservices_platform": True, "eservices_contact_id": self.buyer.id})

    def test_a_platform_user_needs_a_contact(self):
        with self.assertRaisesRegex(ValidationError, "contact"):
            self.buyer_user.eservices_contact_id = False

    def test_opening_makes_links_and_invites_the_external_user(self):
        contact = self._create_contact(self.acme, "nina@acme.example")
        with self.mock_mail_gateway():
            contact.with_user(self.staff).action_eservices_open()
        user = self.env["res.users"].search([("login", "=", "nina@acme.example")])
        self.assertTrue(user.eservices_platform)
        self.assertEqual(user.eservices_contact_id, contact)
        self.assertTrue(user.share)
        groups = self.env.ref("eservices_ecommerce.group_eservices_customer") | self.env.ref(
            "base.group_portal"
        )
        self.assertEqual(user.group_ids, groups & user.group_ids)
        self.assertTrue(contact.eservices_is_open)
        self.assertEqual([mail["email_to"] for mail in self._mails], [['"Nina" <nina@acme.example>']])

    def test_opening_twice_keeps_one_user(self):
        contact = self._create_contact(self.acme, "nina@acme.example")
        contact.with_user(self.staff).action_eservices_open()
        contact.with_user(self.staff).action_eservices_open()
        self.assertEqual(self.env["res.users"].search_count([("login", "=", "nina@acme.example")]), 1)

    def test_opening_needs_an_email_and_a_free_login(self):
        contact = self.env["res.partner"].create({"name": "Nobody", "parent_id": self.acme.id})
        with self.assertRaisesRegex(UserError, "e-mail"):
            contact.with_user(self.staff).action_eservices_open()
        contact.email = "t_staff@bolts.example"
        self.staff.login = "t_staff@bolts.example"
        with self.assertRaisesRegex(UserError, "login"):
            contact.with_user(self.staff).action_eservices_open()

    def test_a_login_is_taken_however_it_is_written(self):
        self.colleague_user.login = "Nina@Acme.Example"
        contact = self._create_contact(self.acme, "nina@acme.example")
        with self.assertRaisesRegex(UserError, "login"):
            contact.with_user(self.staff).action_eservices_open()
        self.assertFalse(contact.eservices_is_open)

    def test_several_contacts_are_opened_at_once_or_none(self):
        contacts = self._create_contact(self.acme, "nina@acme.example")
        contacts += self._create_contact(self.acme, "nora@acme.example")
        nameless = self.env["res.partner"].create({"name": "Nobody", "parent_id": self.acme.id})
        twin = self._create_contact(self.borel, "Nora@ACME.example")
        with self.mock_mail_gateway():
            for others, reason in (
                (nameless, "Nobody"),
                (twin, "same e-mail"),
                (self.staff.partner_id, "internal"),
            ):
                with self.assertRaisesRegex(UserError, reason), self.env.cr.savepoint():
                    (contacts + others).with_user(self.staff).action_eservices_open()
                self.assertFalse(any(contacts.mapped("eservices_is_open")))
            self.assertFalse(self._mails)
            contacts.with_user(self.staff).action_eservices_open()
        self.assertEqual(contacts.mapped("eservices_is_open"), [True, True])
        self.assertEqual(len(self._mails), 2)

    def test_opening_what_is_open_invites_nobody_again(self):
        with self.mock_mail_gateway():
            (self.buyer + self.colleague).with_user(self.staff).action_eservices_open()
        self.assertFalse(self._mails)

    def test_opening_again_after_closing_revives_the_user(self):
        self.buyer.with_user(self.staff).action_eservices_close()
        with self.mock_mail_gateway():
            self.buyer.with_user(self.staff).action_eservices_open()
        self.assertTrue(self.buyer_user.active and self.buyer_user.eservices_platform)
        self.assertEqual(self.buyer.with_context(active_test=False).user_ids, self.buyer_user)
        self.assertEqual(len(self._mails), 1)

    def test_a_user_archived_by_hand_is_revived_and_loses_other_rights(self):
        user = new_test_user(
            self.env, "t_old", "base.group_portal,base.group_allow_export", partner_id=self.rival.copy().id
        )
        user.partner_id.email = "old@borel.example"
        user.active = False
        user.partner_id.with_user(self.staff).action_eservices_open()
        self.assertTrue(user.active)
        self.assertEqual(user.login, "t_old", "he knows his login")
        self.assertFalse(user.has_group("base.group_allow_export"))

    def test_an_archived_contact_is_not_opened(self):
        contact = self._create_contact(self.acme, "nina@acme.example")
        contact.active = False
        with self.assertRaisesRegex(UserError, "archived"):
            contact.with_user(self.staff).action_eservices_open()

    def test_a_user_who_stands_for_somebody_else_is_not_taken_from_him(self):
        agent = self._create_contact(self.borel, "agent@borel.example")
        user = self._create_platform_user("t_agent", agent)
        user.eservices_contact_id = self.buyer
        with self.assertRaisesRegex(UserError, "stands for"):
            agent.with_user(self.staff).action_eservices_open()
        self.assertEqual(user.eservices_contact_id, self.buyer)

    def test_closing_leaves_internal_users_alone(self):
        clerk = new_test_user(self.env, "t_clerk", "base.group_user", eservices_contact_id=self.buyer.id)
        (self.buyer + self.colleague).with_user(self.staff).action_eservices_close()
        self.assertTrue(clerk.active)
        self.assertFalse(self.buyer_user.active or self.colleague_user.active)

    def test_closing_makes_the_invitation_void(self):
        contact = self._create_contact(self.acme, "nina@acme.example")
        contact.with_user(self.staff).action_eservices_open()
        token = contact.sudo()._generate_signup_token()
        self.assertEqual(contact._signup_retrieve_partner(token), contact)
        contact.with_user(self.staff).action_eservices_close()
        with self.assertRaises(UserError):
            contact._signup_retrieve_partner(token)

    def test_an_internal_user_is_never_made_a_customer(self):
        self.staff.partner_id.email = "staff@bolts.example"
        with self.assertRaisesRegex(UserError, "internal"):
            self.staff.partner_id.with_user(self.staff).action_eservices_open()

    def test_closing_ends_the_login(self):
        self.buyer.with_user(self.staff).action_eservices_close()
        self.assertFalse(self.buyer_user.active)
        self.assertFalse(self.buyer.eservices_is_open)

    def test_only_officers_open_and_close(self):
        clerk = new_test_user(self.env, "plain", "sales_team.group_sale_salesman")
        for action in ("action_eservices_open", "action_eservices_close"):
            with self.subTest(action=action), self.assertRaises(AccessError):
                getattr(self.buyer.with_user(clerk), action)()

    def test_the_contact_decides_not_the_users_own_partner(self):
        """Documents of the contact are his, those of his own partner are not."""
        stranger = self.env["res.partner"].create({"name": "Agent", "email": "agent@agency.example"})
        user = self._create_platform_user("t_agent", stranger)
        own = self.env["sale.order"].create({"partner_id": stranger.id, "state": "sent"})
        user.eservices_contact_id = self.buyer
        order = self._submit_cart(user, (self.referenced, 1))
        self.assertEqual(order.partner_id, self.buyer)
        self.assertEqual(order.order_line.product_id, self.referenced)
        visible = self.env["sale.order"].with_user(user).search([])
        self.assertNotIn(own, visible)

    def test_rules_follow_a_change_of_the_contact_at_once(self):
        order = self._submit_cart(self.buyer_user, (self.free, 1))
        order.message_subscribe(self.buyer.ids)
        orders = self.env["sale.order"].with_user(self.buyer_user)
        self.assertIn(order, orders.search([]))
        self.buyer_user.eservices_contact_id = self.rival
        self.assertNotIn(order, orders.search([]))

    def test_the_cart_of_a_colleague_is_not_readable_by_rpc(self):
        cart = self._fill_cart(self.colleague_user, (self.free, 1))
        self.assertFalse(self.env["sale.order"].with_user(self.buyer_user).search([("id", "=", cart.id)]))
        lines = self.env["sale.order.line"].with_user(self.buyer_user).search([("order_id", "=", cart.id)])
        self.assertFalse(lines)

    def test_the_levels_are_customer_officer_manager(self):
        privilege = self.env.ref("eservices_ecommerce.res_groups_privilege_ecommerce")
        self.assertEqual(
            privilege.group_ids.sorted("sequence").mapped("name"), ["Customer", "Officer", "Manager"]
        )
        manager = new_test_user(self.env, "t_manager", "eservices_ecommerce.group_eservices_manager")
        self.assertTrue(manager.has_group("eservices_ecommerce.group_eservices_officer"))
        with self.assertRaises(ValidationError):
            self.buyer_user.group_ids = [
                Command.link(self.env.ref("eservices_ecommerce.group_eservices_officer").id)
            ]
