from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..services import care_console_search
from .console import ConsoleCase


@tagged("post_install", "-at_install")
class TestConsoleSearch(ConsoleCase):
    def _find(self, text, config=None, **kwargs):
        rows = self._console(**kwargs).find(text, config.id if config else False)["rows"]
        return [row["id"] for row in rows]

    def _find_by(self, **values):
        return [row["id"] for row in self._console().find_advanced(values)["rows"]]

    def test_one_channel_or_all_that_the_agent_serves(self):
        both = [self.shopper.id, self.buyer.id]
        self.assertCountEqual(self._find("march"), both)
        self.assertEqual(self._find("march", self.config), [self.buyer.id])
        self.assertEqual(self._find("march", self.fashion), [self.shopper.id])

    def test_a_channel_of_other_agents_is_not_searched(self):
        self.fashion.care_agent_ids = self.jon
        self.assertEqual(self._find("march"), [self.buyer.id])
        self.assertCountEqual(self._find("march", user=self.jon), [self.shopper.id, self.buyer.id])
        with self.assertRaisesRegex(AccessError, "do not serve"):
            self._find("march", self.fashion)
        with self.assertRaisesRegex(AccessError, "do not serve"):
            self._console().open(self.shopper.id)

    def test_three_characters_at_least(self):
        for text in ("", "ma", "  m ", None, 12, ["march"]):
            with self.subTest(text), self.assertRaisesRegex(UserError, "at least 3"):
                self._console().find(text)

    def test_looks_in_last_name_email_and_number_and_nowhere_else(self):
        for text in ("MARCH", "chetti", "e.marchetti@", "acme.example", "10482"):
            with self.subTest(text):
                self.assertIn(self.buyer.id, self._find(text))
        for text in ("Elena", "Saint-Priest", "69800"):
            with self.subTest(text):
                self.assertNotIn(self.buyer.id, self._find(text))

    def test_accents_and_wildcards_are_letters(self):
        self.assertEqual(self._find("márchi"), self._find("marchi"))
        self.assertEqual(self._find("%%%"), [])
        self.assertEqual(self._find("m_r"), [])

    def test_what_begins_with_the_words_comes_first(self):
        inside = self.env["res.partner"].create({"name": "Bo Demarchi", "email": "bo@x.example"})
        self._create_platform_user("t_bo", inside)
        self.assertEqual(self._find("marchet")[0], self.buyer.id)
        self.assertEqual(self._find("march")[-1], inside.id)

    def test_words_within_a_field_are_found_among_all_customers(self):
        for newest in (0, 1, 1000):
            with self.subTest(newest), patch.object(care_console_search, "SEARCH_NEWEST", newest):
                self.assertCountEqual(self._find("arch"), [self.shopper.id, self.buyer.id])

    def test_who_has_the_words_twice_fills_one_row(self):
        contacts = self.env["res.partner"].create(
            [{"name": f"Al Zweimal{number}", "email": f"zweimal{number}@x.example"} for number in range(12)]
        )
        inside = self.env["res.partner"].create({"name": "Bo Anderzweimal", "email": "bo@x.example"})
        for contact in (*contacts, inside):
            self._create_platform_user(f"t_zw{contact.id}", contact)
        self.assertEqual(self._find("zweimal"), [*contacts.sorted("name").ids, inside.id])

    def test_no_more_rows_than_can_be_read(self):
        contacts = self.env["res.partner"].create(
            [{"name": f"Al Anderviele{number}", "email": f"v{number}@x.example"} for number in range(25)]
        )
        for contact in contacts:
            self._create_platform_user(f"t_v{contact.id}", contact)
        for text in ("anderviele", "rviel"):
            with self.subTest(text):
                found = self._console().find(text)
                self.assertTrue(found["more"])
                self.assertEqual(len({row["id"] for row in found["rows"]} & set(contacts.ids)), 20)

    def test_advanced_takes_all_that_is_filled(self):
        typed = {
            "firstname": "elen",
            "lastname": "marchet",
            "birthdate": "1985-03-09",
            "number": "10482",
            "email": "ACME.example",
            "phone": "04 78 00 12",
            "zip": "69",
            "city": "saint",
            "country_id": self.env.ref("base.fr").id,
        }
        wrong = {
            **dict.fromkeys(typed, "nobody"),
            "birthdate": "1985-03-10",
            "phone": "99999",
            "country_id": self.env.ref("base.de").id,
        }
        self.assertEqual(self._find_by(**typed), [self.buyer.id])
        for name, value in typed.items():
            with self.subTest(name):
                self.assertIn(self.buyer.id, self._find_by(**{name: value}))
                self.assertEqual(self._find_by(**{**typed, name: wrong[name]}), [])

    def test_advanced_wants_something_and_a_real_date(self):
        for values in ({}, {"city": "  "}, None, {"phone": "abc"}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "Fill at least one"):
                self._console().find_advanced(values)
        with self.assertRaisesRegex(UserError, "no date"):
            self._console().find_advanced({"birthdate": "1985-02-31"})

    def test_only_customers_of_the_platform_are_found(self):
        self.env["res.partner"].create({"name": "Max Marchand", "email": "max@march.example"})
        self.buyer_user.active = False
        self.assertEqual(self._find("march"), [self.shopper.id])

    def test_lists_beside_the_search(self):
        self._open()
        self._fill_cart(self.colleague_user, (self.free, 3))
        self._visit(self.rival_user, title="Cart")
        lists = self._console().get_lists()
        self.assertEqual([row["id"] for row in lists["recent"]], [self.buyer.id])
        self.assertEqual([row["id"] for row in lists["online"]], [self.rival.id])
        carts = {row["id"]: row["cart_count"] for row in lists["carts"]}
        self.assertEqual(carts.get(self.colleague.id), 3)
        self.assertEqual(self._console().get_lists(self.fashion.id)["carts"], [])

    def test_only_representatives_search(self):
        for verb, args in (("find", ["march"]), ("get_setup", []), ("get_lists", [])):
            with self.subTest(verb), self.assertRaises(AccessError):
                getattr(self._console(user=self.staff), verb)(*args)
