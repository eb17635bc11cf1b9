from odoo.tests import BaseCase, tagged

from ..services.own_url import CHARACTER, DOTS, DOUBLE_SLASH, EMPTY, ENCODING, FOREIGN, find_refusal

GOOD = [
    "/eservices",
    "/eservices/",
    "/eservices?page=2",
    "/eservices#top",
    "/eservices/orders/17",
    "/eservices/catalog?search=vis%20M8&tags=3,4",
    "/eservices/catalog?search=100%25",
    "/eservices/catalog?search=%C5%93illet",
    "/eservices/catalog?from=/eservices/orders",
    "/eservices/invoices?date=2026-10-06T14:04",
    "/eservices/a.b/file..pdf",
    "/eservices/lists/%7Eown",
]

NASTY = [
    # nothing
    ("", EMPTY),
    (None, EMPTY),
    (False, EMPTY),
    # elsewhere
    ("/", FOREIGN),
    ("/web", FOREIGN),
    ("eservices/orders", FOREIGN),
    ("/eservicesx", FOREIGN),
    ("/eservices.evil.example/", FOREIGN),
    ("/eservices@evil.example/", FOREIGN),
    ("/eservices:80/", FOREIGN),
    ("/EServices/orders", FOREIGN),
    ("/eservices;x/orders", FOREIGN),
    ("/%65services/orders", FOREIGN),
    ("/fr/eservices", FOREIGN),
    # with a scheme or a host
    ("https://evil.example/eservices", FOREIGN),
    ("HTTPS:/eservices", FOREIGN),
    ("javascript:alert(1)", FOREIGN),
    ("data:text/html,/eservices/", FOREIGN),
    ("//evil.example/eservices", FOREIGN),
    ("///eservices", FOREIGN),
    ("/%2Feservices", FOREIGN),
    # two slashes, plain or encoded, anywhere
    ("/eservices//evil.example", DOUBLE_SLASH),
    ("/eservices/%2Fevil.example", DOUBLE_SLASH),
    ("/eservices%2f%2fevil.example", FOREIGN),
    ("/eservices/x%2f%2Fevil.example", DOUBLE_SLASH),
    ("/eservices/login?redirect=//evil.example", DOUBLE_SLASH),
    ("/eservices/login?redirect=https%3A%2F%2Fevil.example", DOUBLE_SLASH),
    ("/eservices/#//evil.example", DOUBLE_SLASH),
    # backslashes: browsers read them as slashes
    ("/\\evil.example", CHARACTER),
    ("/eservices\\..\\web", CHARACTER),
    ("/eservices/%5Cevil.example", CHARACTER),
    ("/eservices/%5c%5Cevil.example", CHARACTER),
    # blanks and control characters: browsers drop some of them before they read
    (" /eservices", CHARACTER),
    ("/eservices/orders ", CHARACTER),
    ("/eservices/my orders", CHARACTER),
    ("\t/eservices", CHARACTER),
    ("/\n/evil.example", CHARACTER),
    ("/eservices/\r\nSet-Cookie:a=b", CHARACTER),
    ("/eservices/%0d%0aSet-Cookie:a=b", CHARACTER),
    ("/eservices/\x00", CHARACTER),
    ("/eservices/%00", CHARACTER),
    ("/eservices/\x7f", CHARACTER),
    ("/eservices/%7F", CHARACTER),
    ("/eservices/%C2%85", CHARACTER),
    # characters that look like others, or turn the text round
    ("\uff0feservices", CHARACTER),
    ("/eservices\u2215orders", CHARACTER),
    ("/eservices/\u202egro.live", CHARACTER),
    ("/eservices/%E2%80%AEgro.live", CHARACTER),
    ("/eservices/%E2%80%8B", CHARACTER),
    # climbing out
    ("/eservices/../web", DOTS),
    ("/eservices/..", DOTS),
    ("/eservices/./orders", DOTS),
    ("/eservices/%2e%2e/web", DOTS),
    ("/eservices/%2E./web", DOTS),
    ("/eservices/orders%2f..%2f..%2fweb", DOTS),
    ("/eservices/..;x=1/web", DOTS),
    # encoded twice, or badly
    ("/eservices/%252fevil.example", ENCODING),
    ("/eservices/%252e%252e/web", ENCODING),
    ("/eservices/%25252e", ENCODING),
    ("/eservices/%", ENCODING),
    ("/eservices/%2", ENCODING),
    ("/eservices/%zz", ENCODING),
    ("/eservices/%u002f", ENCODING),
    ("/eservices/%c0%af", ENCODING),
    ("/eservices/%ff", ENCODING),
]


@tagged("post_install", "-at_install")
class TestOwnUrl(BaseCase):
    def test_pages_of_the_platform_are_accepted(self):
        for url in GOOD:
            with self.subTest(url=url):
                self.assertIsNone(find_refusal(url))

    def test_everything_else_is_refused_with_its_reason(self):
        for url, reason in NASTY:
            with self.subTest(url=url):
                self.assertEqual(find_refusal(url), reason)
