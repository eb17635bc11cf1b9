from odoo.tests import TransactionCase, tagged

from ..services.addresses import find_portal_detour, read_own_address


@tagged("post_install", "-at_install")
class TestAddresses(TransactionCase):
    """Where a request is led (P3, P16)."""

    def test_addresses_of_the_platform_are_kept(self):
        for address in (
            "/eservices",
            "/eservices/orders/7",
            "/eservices/catalog?q=M8%20%C3%97%2040&tag=3,4",
            "/eservices/orders?state=waiting&page=2",
        ):
            with self.subTest(address=address):
                self.assertEqual(read_own_address(address), address)

    def test_anything_else_leads_to_the_first_page(self):
        for address in (
            None,
            "",
            "//evil.example",
            "///evil.example/eservices",
            "https://evil.example/eservices",
            "javascript:alert(1)",
            "\\\\evil.example",
            "/\\evil.example",
            "/eservices\\..\\evil",
            "/eservices//evil.example",
            "/eservices/../web",
            "/eservices/%2e%2e/web",
            "/eservicesx",
            "/eservices@evil.example",
            "/web",
            "/my",
            "/eservices/orders#\nx",
            "/eservices/\x00",
            "/eservices/login?redirect=/eservices",
            "/eservices/" + "a" * 3000,
        ):
            with self.subTest(address=address):
                self.assertEqual(read_own_address(address), "/eservices")

    def test_pages_of_the_portal_have_their_counterpart(self):
        for path, address in {
            "/": "/eservices",
            "/my": "/eservices",
            "/my/home": "/eservices",
            "/my/orders": "/eservices/orders",
            "/my/orders/page/2": "/eservices/orders",
            "/my/orders/7": "/eservices/orders/7",
            "/my/quotes/7": "/eservices/orders/7",
            "/my/orders/7/accept": "/eservices/orders/7",
            "/my/invoices/9": "/eservices/invoices/9",
            "/my/invoices/overdue": "/eservices/invoices",
            "/my/picking/pdf/5": "/eservices/deliveries/5",
            "/my/security": "/eservices/account",
            "/my/account": "/eservices/account",
            "/my/tasks/3": "/eservices",
            "/my/something/new\n": "/eservices",
        }.items():
            with self.subTest(path=path):
                self.assertEqual(find_portal_detour(path), address)

    def test_what_is_not_the_portals_is_left_alone(self):
        for path in ("/mystery", "/web/login", "/payment/pay", "/mail/view", "/eservices/orders"):
            with self.subTest(path=path):
                self.assertIsNone(find_portal_detour(path))
