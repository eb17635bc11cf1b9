import datetime

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestDates(TransactionCase):
    """Days and hours, in each language as it says them (B12)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("de_DE", "fr_FR", "it_IT"):
            cls.env["res.lang"]._activate_lang(code)
        cls.env.user.tz = "Europe/Paris"

    def _in(self, code):
        return self.env["eservices.dates"].with_context(lang=code)

    def test_each_language_has_its_own_form(self):
        day = datetime.date(2026, 10, 5)
        expected = {
            "en_US": ("5 October", "5 October 2026", "Monday, 5 October"),
            "fr_FR": ("5 octobre", "5 octobre 2026", "lundi 5 octobre"),
            "de_DE": ("5. Oktober", "5. Oktober 2026", "Montag, 5. Oktober"),
            "it_IT": ("5 ottobre", "5 ottobre 2026", "lunedì 5 ottobre"),
        }
        for code, forms in expected.items():
            with self.subTest(lang=code):
                dates = self._in(code)
                self.assertEqual(dates._format_day(day), forms[0])
                self.assertEqual(dates._format_full_day(day), forms[1])
                self.assertEqual(dates._format_weekday(day), forms[2])

    def test_the_first_of_a_month_is_called_so(self):
        day = datetime.date(2026, 10, 1)
        expected = {
            "en_US": "1 October",
            "fr_FR": "1er octobre",
            "de_DE": "1. Oktober",
            "it_IT": "1º ottobre",
        }
        for code, words in expected.items():
            with self.subTest(lang=code):
                self.assertEqual(self._in(code)._format_day(day), words)
        self.assertEqual(self._in("fr_FR")._format_day(datetime.date(2026, 10, 11)), "11 octobre")

    def test_a_moment_is_in_the_users_time_zone(self):
        moment = datetime.datetime(2026, 10, 4, 22, 30)
        for code, words in (("en_US", "5 October, 00:30"), ("de_DE", "5. Oktober, 00:30")):
            with self.subTest(lang=code):
                self.assertEqual(self._in(code)._format_moment(moment), words)
        self.assertEqual(self._in("it_IT")._format_day(moment), "5 ottobre")
        self.assertEqual(self._in("fr_FR")._format_time(moment), "00:30")

    def test_nothing_is_an_empty_text(self):
        dates = self._in("de_DE")
        for method in (dates._format_day, dates._format_full_day, dates._format_time, dates._format_moment):
            with self.subTest(method=method.__name__):
                self.assertEqual(method(False), "")

    def test_a_language_of_another_order_keeps_it(self):
        self.env["res.lang"]._activate_lang("hu_HU")
        self.assertEqual(self._in("hu_HU")._format_full_day(datetime.date(2026, 10, 5)), "2026. október 5.")
