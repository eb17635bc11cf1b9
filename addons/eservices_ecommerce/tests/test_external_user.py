import threading
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged

from .common import PlatformFixtures


@tagged("post_install", "-at_install")
class TestExternalUser(PlatformFixtures, HttpCase):
    """The external user has nothing else: no page of the portal, no more by RPC than the pages show (P16)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.invoice = cls._create_invoice(cls.buyer_user)
        cls.order = cls.invoice.invoice_line_ids.sale_line_ids.order_id
        cls.portal_user = new_test_user(cls.env, "t_portal", "base.group_portal", partner_id=cls.acme.id)

    def _as_buyer(self, model):
        return self.env[model].with_user(self.buyer_user)

    def _get_portal_paths(self):
        """Every address of Odoo's portal, whichever add-on brought it; `1` stands for ids."""
        paths = set()
        # Odoo finds the map by the database that the thread serves, and this one serves none.
        with patch.object(threading.current_thread(), "dbname", self.env.cr.dbname, create=True):
            rules = list(self.env["ir.http"].routing_map().iter_rules())
        for rule in rules:
            if rule.rule == "/my" or rule.rule.startswith("/my/"):
                paths.add(
                    "".join("1" if is_variable else part for is_variable, part in rule._trace).lstrip("|")
                )
        return sorted(paths)

    # === PAGES === #

    def test_every_page_of_the_portal_leads_to_the_platform(self):
        self.authenticate("t_buyer", "t_buyer")
        paths = self._get_portal_paths()
        self.assertGreater(len(paths), 20)
        for path in paths:
            with self.subTest(path=path):
                response = self.url_open(path, allow_redirects=False)
                self.assertIn(response.status_code, (303, 400, 403, 405, 415))
                if response.status_code == 303:
                    self.assertIn("/eservices", response.headers["Location"])

    def test_nothing_is_changed_through_the_portal(self):
        self.authenticate("t_buyer", "t_buyer")
        token = self.csrf_token()
        for path in ("/my/security", "/my/address/submit", "/my/deactivate_account", "/my/invoices/overdue"):
            form = {"csrf_token": token, "name": "Crafted", "old": "t_buyerx", "new1": "a", "new2": "a"}
            response = self.url_open(path, data=form, allow_redirects=False)
            self.assertIn(response.status_code, (403, 405), path)
        for path in ("/my/counters", "/my/address/archive", f"/my/orders/{self.order.id}/accept"):
            response = self.url_open(path, json={"params": {}})
            self.assertEqual(response.json()["error"]["data"]["name"], "werkzeug.exceptions.Forbidden", path)

    def csrf_token(self):
        text = self.url_open("/eservices/account").text
        return text.partition('name="csrf_token" value="')[2].partition('"')[0]

    def test_links_in_mails_open_the_document_on_the_platform(self):
        self.authenticate("t_buyer", "t_buyer")
        self.order._portal_ensure_token()
        for path, target in {
            self.order.get_portal_url(): f"/eservices/orders/{self.order.id}",
            self.invoice.get_portal_url(): f"/eservices/invoices/{self.invoice.id}",
            "/": "/eservices",
            "/odoo": "/eservices",
        }.items():
            response = self.url_open(path)
            self.assertEqual(response.status_code, 200, path)
            self.assertTrue(response.url.endswith(target), response.url)

    def test_the_portal_stays_for_everybody_else(self):
        self.authenticate("t_portal", "t_portal")
        for path in ("/my/home", "/my/orders", f"/my/orders/{self.order.id}", "/my/security"):
            response = self.url_open(path, allow_redirects=False)
            self.assertEqual(response.status_code, 200, path)

    def test_a_shared_link_works_for_strangers_as_ever(self):
        response = self.url_open(self.order.get_portal_url(), allow_redirects=False)
        self.assertEqual(response.status_code, 200)
        self.assertIn(self.order.name, response.text)
        response = self.url_open(f"/my/orders/{self.order.id}?access_token=wrong", allow_redirects=False)
        self.assertEqual(response.status_code, 303)

    # === RPC === #

    def test_models_of_the_business_are_closed(self):
        for model in (
            "product.template",
            "product.product",
            "product.pricelist",
            "product.pricelist.item",
            "product.supplierinfo",
            "product.customerinfo",
            "loyalty.card",
            "loyalty.program",
            "stock.move",
            "stock.move.line",
            "stock.quant",
            "account.payment",
            "account.journal",
            "account.account",
            "payment.transaction",
            "payment.provider",
            "res.partner.bank",
            "eservices.config",
            "eservices.family",
            "eservices.payment",
            "mail.mail",
            "crm.team",
        ):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self._as_buyer(model).search_read([], ["id"], limit=1)

    def test_he_sees_people_of_his_company_only(self):
        contacts = self._as_buyer("res.partner").search([])
        self.assertLessEqual(contacts, self.acme | self.acme.child_ids | self.acme.child_ids.child_ids)
        users = self._as_buyer("res.users").search([])
        self.assertEqual(users, self.buyer_user | self.colleague_user)

    def test_the_contact_decides_whose_people_he_sees(self):
        agency, agent = self._create_company("Agency", "alex@agency.example")
        user = self._create_platform_user("t_agent", agent)
        user.eservices_contact_id = self.buyer
        seen = self.env["res.partner"].with_user(user).search([])
        self.assertEqual(seen, agent)
        self.assertNotIn(agency, seen)
        self.assertNotIn(self.rival_user, self.env["res.users"].with_user(user).search([]))

    def test_what_staff_note_about_him_stays_with_them(self):
        self.buyer.write(
            {"comment": "Pays late.", "sale_warn_msg": "Ask the boss.", "picking_warn_msg": "Call."}
        )
        for name in ("comment", "sale_warn_msg", "picking_warn_msg"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                self._as_buyer("res.partner").browse(self.buyer.id).read([name])
            with self.subTest(field=name), self.assertRaises(AccessError):
                self._as_buyer("res.partner").search([(name, "ilike", "a")])
            self.assertTrue(self.buyer.with_user(self.staff).read([name])[0][name])
        picking = self.order.picking_ids[:1]
        with self.assertRaises(AccessError):
            self._as_buyer("stock.picking").browse(picking.id).read(["note"])

    def test_what_the_goods_cost_is_not_in_his_invoice(self):
        lines = self._as_buyer("account.move.line").search([("move_id", "=", self.invoice.id)])
        self.assertIn(self.invoice.invoice_line_ids, lines)
        cost = self.invoice.line_ids[:1].copy({"move_id": self.invoice.copy().id})
        self.env.cr.execute(
            "UPDATE account_move_line SET display_type = 'cogs', parent_state = 'posted', move_id = %s"
            " WHERE id = %s",
            [self.invoice.id, cost.id],
        )
        self.env.invalidate_all()
        self.assertNotIn(
            cost, self._as_buyer("account.move.line").search([("move_id", "=", self.invoice.id)])
        )
        for model in ("sale.order", "sale.order.line"):
            fields = self._as_buyer(model).fields_get()
            self.assertFalse({"margin", "margin_percent", "purchase_price"} & set(fields), model)

    def test_a_bill_of_his_company_is_no_page_of_the_platform(self):
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": self.acme.id,
                "invoice_date": "2026-01-05",
                "invoice_line_ids": [Command.create({"name": "Scrap", "price_unit": 5.0})],
            }
        )
        bill.action_post()
        self.assertFalse(self._as_buyer("account.move").search([("id", "=", bill.id)]))
        self.assertFalse(self._as_buyer("account.move.line").search([("move_id", "=", bill.id)]))

    def test_of_transfers_he_sees_deliveries_only(self):
        delivery = self.order.picking_ids[:1]
        delivery.partner_id = self.buyer
        self.assertEqual(self._as_buyer("stock.picking").search([("id", "=", delivery.id)]), delivery)
        receipts = self.env["stock.picking.type"].search([("code", "=", "incoming")], limit=1)
        receipt = delivery.copy({"picking_type_id": receipts.id, "partner_id": self.buyer.id})
        self.assertFalse(self._as_buyer("stock.picking").search([("id", "=", receipt.id)]))
        draft = delivery.copy({"partner_id": self.buyer.id})
        self.assertEqual(draft.state, "draft")
        self.assertFalse(self._as_buyer("stock.picking").search([("id", "=", draft.id)]))

    def test_an_open_channel_of_staff_is_closed_to_him(self):
        channel = self.env["discuss.channel"].create({"name": "Everybody", "group_public_id": False})
        self.assertFalse(self._as_buyer("discuss.channel").search([("id", "=", channel.id)]))
        with self.assertRaises(AccessError):
            self._as_buyer("discuss.channel.member").create(
                {"channel_id": channel.id, "partner_id": self.buyer.id}
            )

    def test_a_letter_to_a_colleague_is_not_his_to_read(self):
        letter = self.acme.message_post(
            body="For the boss", subtype_xmlid="mail.mt_comment", partner_ids=self.colleague.ids
        )
        own = self.buyer.message_post(
            body="For you", subtype_xmlid="mail.mt_comment", partner_ids=self.buyer.ids
        )
        seen = self._as_buyer("mail.message").search([("id", "in", (letter | own).ids)])
        self.assertEqual(seen, own)

    def test_he_cannot_widen_his_rights(self):
        user = self.buyer_user.with_user(self.buyer_user)
        for values in (
            {"eservices_contact_id": self.rival.id},
            {"eservices_platform": False},
            {"eservices_config_ids": [Command.clear()]},
            {"login": "crafted"},
            {"group_ids": [Command.link(self.env.ref("base.group_user").id)]},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                user.write(values)
