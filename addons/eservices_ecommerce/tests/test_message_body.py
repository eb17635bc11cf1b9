from odoo.tests import BaseCase, tagged

from ..services.message_body import preview, simplify

CASES = [
    ("", ""),
    ("Plain & <b>bold</b>", "Plain &amp; <b>bold</b>"),
    ('<p style="color:red" onclick="x()">One</p><p>two</p>', "<p>One</p><p>two</p>"),
    ('<a href="/odoo/res.partner/7" data-oe-id="7">@Bea</a>, yes', "@Bea, yes"),
    ('<a href="javascript:x()">here</a>', "here"),
    ("<script>x()</script><img src=x onerror=y>Left", "Left"),
    ('<p>Mine</p><blockquote data-o-mail-quote="1">Yours</blockquote>', "<p>Mine</p>"),
    ("<div><p>One</p><div>two</div></div>", "<p>One</p><p>two</p>"),
    ("<form><input name=a><button>Go</button></form>After", "After"),
    (
        '<a href="https://x.example/?a=1&amp;b=2" target="_self">there</a>',
        '<a href="https://x.example/?a=1&amp;b=2" rel="noopener" target="_blank">there</a>',
    ),
]


@tagged("post_install", "-at_install")
class TestMessageBody(BaseCase):
    """What of a message's HTML a customer's page shows (P23)."""

    def test_only_plain_markup_is_shown(self):
        for body, expected in CASES:
            with self.subTest(body=body):
                self.assertEqual(str(simplify(body)), expected)

    def test_a_preview_is_its_first_words(self):
        self.assertEqual(preview("<p>One</p>\n<p>two</p>"), "One two")
        self.assertEqual(preview("<p>" + "word " * 100 + "</p>", 12), "word word w…")
        self.assertEqual(preview(""), "")
