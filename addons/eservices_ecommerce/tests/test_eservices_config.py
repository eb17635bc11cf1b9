from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestEservicesConfig(PlatformCase):
    """Rows P8 to P12."""

    def test_only_managers_configure(self):
        with self.assertRaises(AccessError):
            self.config.with_user(self.staff).name = "Other"
        manager = new_test_user(self.env, "t_manager", "eservices_ecommerce.group_eservices_manager")
        self.config.with_user(manager).name = "Other"

    def test_the_form_shows_parameters_for_the_type_e_commerce(self):
        with Form(self.env["eservices.config"]) as form:
            form.name = "New"
            self.assertEqual(form.type, "ecommerce")
            self.assertFalse(form._get_modifier("show_cart", "invisible"))

    def test_what_is_kept_of_a_channel_follows_it_and_holds_no_link_that_may_go(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        french = self.config.with_context(lang="fr_FR")
        self.assertTrue(self.config._get_eservices_kept()["show_cart"])
        self.config.show_cart = False
        french.name = "Outillage"
        self.assertFalse(self.config._get_eservices_kept()["show_cart"])
        self.assertEqual(french._get_eservices_kept()["name"], "Outillage")
        self.assertEqual(self.config._get_eservices_kept()["name"], self.config.name)
        self.assertNotEqual(self.config.name, "Outillage")
        self.assertNotIn("order_report_id", self.config._get_eservices_kept())
        self.env.invalidate_all()
        self.assertEqual(french._recall().name, "Outillage")

    def test_a_colour_is_a_hex_code(self):
        for colour in ("red", "#12", "#0f5e63;", "#zzzzzz"):
            with self.subTest(colour=colour), self.assertRaises(ValidationError):
                self.config.brand_color = colour

    def test_the_contact_address_is_one(self):
        for email in ("orders", "orders at bolts.example", "a@b.example, c@d.example", "Bolts <a@b.example>"):
            with self.assertRaisesRegex(ValidationError, "is no e-mail address"):
                self.config.email = email
        for email in ("Orders@bolts.example", False):
            self.config.email = email

    def test_a_host_name_stands_alone(self):
        for host in (
            "https://shop.example/",
            "shop.example:8069",
            " shop.example",
            "bad host",
            "a..b",
            "-a.b",
        ):
            with self.assertRaisesRegex(ValidationError, "is no host name"):
                self.config.host = host
        for host in ("Orders.ToolTech.example", "localhost", "xn--bcher-kva.example", False):
            self.config.host = host

    def test_the_host_name_settles_the_channel(self):
        second = self.env["eservices.config"].create(
            {"name": "Second", "host": "second.example", "sequence": 99}
        )
        resolve = self.env["eservices.config"]._resolve
        self.buyer_user.eservices_config_ids = self.config | second
        self.assertEqual(resolve(self.buyer_user, "SECOND.example"), second)
        self.assertEqual(resolve(self.buyer_user, "other.example"), self.config)

    def test_a_user_reaches_only_his_channels(self):
        second = self.env["eservices.config"].create(
            {"name": "Second", "host": "second.example", "sequence": 99}
        )
        self.buyer_user.eservices_config_ids = self.config
        self.assertEqual(self.env["eservices.config"]._resolve(self.buyer_user, second.host), self.config)

    def test_the_responsible_is_told_unless_the_customer_has_a_salesperson(self):
        self.assertEqual(self.config._get_responsible(self.buyer), self.staff)
        self.acme.user_id = self.env.ref("base.user_admin")
        self.assertEqual(self.config._get_responsible(self.buyer), self.env.ref("base.user_admin"))

    def test_a_channel_may_keep_colleagues_documents_apart(self):
        order = self._submit_cart(self.buyer_user, (self.free, 1))
        colleague = self._customer(self.colleague_user)
        domain = self.env["sale.order"]._get_eservices_domain
        self.assertIn(order, self.env["sale.order"].search(domain(colleague)))
        self.config.document_scope = "contact"
        self.assertNotIn(order, self.env["sale.order"].search(domain(colleague)))
        self.assertIn(order, self.env["sale.order"].search(domain(self._customer(self.buyer_user))))

    def test_a_contacts_own_invoices_are_those_of_his_orders(self):
        billing = self.env["res.partner"].create(
            {"name": "Billing", "type": "invoice", "parent_id": self.acme.id}
        )
        invoice = self._create_invoice(self.buyer_user)
        self.assertEqual(invoice.partner_id, billing)
        self.config.document_scope = "contact"
        domain = self.env["account.move"]._get_eservices_domain
        self.assertIn(invoice, self.env["account.move"].search(domain(self._customer(self.buyer_user))))
        self.assertNotIn(
            invoice, self.env["account.move"].search(domain(self._customer(self.colleague_user)))
        )

    # === REPORTS === #

    def _preview(self, kind, config=None):
        config = (config or self.config).with_user(self.staff)
        return config.with_context(eservices_document=kind).action_preview_report()

    def test_a_preview_shows_the_newest_document_of_the_company(self):
        other = self.env["res.company"].create({"name": "Nuts & Co"})
        self.staff.company_ids |= other
        empty = self.config.copy({"company_id": other.id, "host": False})
        for kind in ("order", "delivery", "invoice"):
            with self.subTest(kind=kind), self.assertRaisesRegex(UserError, "Nuts & Co has no such document"):
                self._preview(kind, empty)
        invoice = self._create_invoice(self.buyer_user)
        order = invoice.line_ids.sale_line_ids.order_id
        self._fill_cart(self.buyer_user, (self.free, 1))
        for kind, document in (("order", order), ("delivery", order.picking_ids), ("invoice", invoice)):
            with self.subTest(kind=kind):
                action = self._preview(kind)
                report = self.config[f"{kind}_report_id"].report_name
                self.assertEqual(action["url"], f"/report/pdf/{report}/{document.id}")

    def test_a_preview_without_a_report_says_so(self):
        self.config.order_report_id = False
        for kind in ("order", "nothing", None):
            with self.subTest(kind=kind), self.assertRaisesRegex(UserError, "Choose the report"):
                self._preview(kind)

    def test_a_report_prints_the_documents_that_it_is_chosen_for(self):
        with self.assertRaises(ValidationError):
            self.config.order_report_id = self.config.invoice_report_id
