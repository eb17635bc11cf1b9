import re

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import PlatformFixtures


@tagged("post_install", "-at_install")
class TestLogin(PlatformFixtures, HttpCase):
    """The platform's own way in (P3, P9, P10) and what strangers may ask about the connection (P17)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()

    def setUp(self):
        super().setUp()
        self.addCleanup(self.registry.__dict__.pop, "_login_failures", None)

    def _open(self, path, status=200, **kwargs):
        response = self.url_open(path, allow_redirects=False, **kwargs)
        self.assertEqual(response.status_code, status, path)
        return response

    def _location(self, response):
        return response.headers["Location"].removeprefix(self.base_url())

    def _log_in(self, login, password, **values):
        page = self._open("/eservices/login")
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)
        form = {"csrf_token": token, "login": login, "password": password, "redirect": "/eservices/orders"}
        return self._open("/eservices/login/submit", 303, data={**form, **values})

    def test_the_page_shows_name_and_contacts_of_its_channel(self):
        text = self._open(f"/eservices/login?channel={self.config.id}").text
        for word in ("Bolts &amp; Co", "orders@bolts.example", "+33 1 00 00 00 00", "1 rue du Fer"):
            self.assertIn(word, text)

    def test_the_host_name_decides_before_the_channel_asked_for(self):
        other = self.config.copy({"name": "Nuts", "host": "127.0.0.1", "email": "nuts@nuts.example"})
        text = self._open(f"/eservices/login?channel={self.config.id}").text
        self.assertIn(other.email, text)
        self.assertNotIn(self.config.email, text)

    def test_a_channel_that_does_not_exist_is_no_error(self):
        for channel in ("999999999", "abc", "-1", "%00"):
            self._open(f"/eservices/login?channel={channel}")

    def test_the_login_leads_where_it_was_asked_for(self):
        response = self._log_in("t_buyer", "t_buyerx")
        self.assertEqual(self._location(response), "/eservices/orders")
        self._open("/eservices/orders")

    def test_the_login_leads_nowhere_else(self):
        response = self._log_in("t_buyer", "t_buyerx", redirect="//evil.example/eservices")
        self.assertEqual(self._location(response), "/eservices")

    def test_nobody_learns_which_of_the_two_was_wrong(self):
        errors = set()
        for login, password in (("t_buyer", "wrong"), ("nobody@example.com", "wrong")):
            response = self._log_in(login, password)
            self.assertTrue(self._location(response).startswith("/eservices/login?redirect="))
            page = self._open(self._location(response)).text
            errors.add(re.search(r'id="o_eservices_login_error">([^<]*)<', page).group(1))
            self.assertIn(f'value="{login}"', page)
            self.assertNotIn("wrong", page.replace(errors.copy().pop(), ""))
        self.assertEqual(errors, {"The e-mail or the password may be wrong."})

    def test_the_error_is_gone_when_the_page_is_loaded_again(self):
        location = self._location(self._log_in("t_buyer", "wrong"))
        self._open(location)
        self.assertNotIn("o_eservices_login_error", self._open(location).text)

    @mute_logger("odoo.addons.base.models.res_users")
    def test_attempts_are_limited_as_everywhere_in_odoo(self):
        self.env["ir.config_parameter"].set_param("base.login_cooldown_after", 2)
        for _attempt in range(3):
            location = self._location(self._log_in("t_buyer", "wrong"))
        self.assertIn("Too many login failures", self._open(location).text)
        location = self._location(self._log_in("t_buyer", "t_buyerx"))
        self.assertTrue(location.startswith("/eservices/login"))

    def test_the_session_stays_only_if_asked_to(self):
        stays = self._log_in("t_buyer", "t_buyerx", stay="1")
        self.assertIn("Max-Age", stays.headers["Set-Cookie"])
        self.opener.cookies.clear()
        ends = self._log_in("t_buyer", "t_buyerx")
        self.assertIn("session_id=", ends.headers["Set-Cookie"])
        self.assertNotIn("Max-Age", ends.headers["Set-Cookie"])
        self.assertNotIn("Expires", ends.headers["Set-Cookie"])

    def test_strangers_are_sent_to_the_login_of_the_platform(self):
        for path, wanted in {
            "/eservices": "/eservices",
            "/eservices/orders?state=waiting": "/eservices/orders%3Fstate%3Dwaiting",
        }.items():
            response = self._open(path, 303)
            self.assertEqual(self._location(response), f"/eservices/login?redirect={wanted}")

    def test_a_form_of_an_ended_session_leads_back_to_its_page(self):
        referer = {"Referer": f"{self.base_url()}/eservices/cart?x=1"}
        response = self._open("/eservices/cart/validate", 303, data={"x": "1"}, headers=referer)
        self.assertEqual(self._location(response), "/eservices/login?redirect=/eservices/cart")
        response = self._open(
            "/eservices/cart/validate",
            303,
            data={"x": "1"},
            headers={"Referer": "https://evil.example/eservices"},
        )
        self.assertEqual(self._location(response), "/eservices/login?redirect=/eservices")

    def test_a_script_is_told_that_the_session_ended(self):
        response = self.url_open("/eservices/cart/add", json={"params": {}})
        self.assertEqual(response.json()["error"]["code"], 100)

    def test_who_is_logged_in_needs_no_login(self):
        self.authenticate("t_buyer", "t_buyer")
        response = self._open("/eservices/login?redirect=/eservices/orders", 303)
        self.assertEqual(self._location(response), "/eservices/orders")
        self.assertEqual(self._location(self._open("/eservices/login?redirect=//evil", 303)), "/eservices")

    def test_logging_out_leads_back_to_the_login_of_the_channel(self):
        self.authenticate("t_buyer", "t_buyer")
        page = self._open("/eservices").text
        logout = re.search(r'href="(/web/session/logout[^"]+)"', page).group(1)
        response = self._open(logout, 303)
        self.assertEqual(self._location(response), f"/eservices/login?channel={self.config.id}")
        self._open("/eservices", 303)

    def test_odoos_login_page_passes_customers_on_and_serves_everybody_else(self):
        response = self._open("/web/login?redirect=/eservices/orders", 303)
        self.assertEqual(self._location(response), "/eservices/login?redirect=%2Feservices%2Forders")
        for query in ("", "?redirect=/odoo", "?redirect=/eservices/../odoo"):
            self.assertIn('action="/web/login"', self._open(f"/web/login{query}").text)

    def test_the_page_keeps_the_name_of_its_database(self):
        self.assertIn('data-database=""', self._open("/eservices/login").text)
        self.assertNotIn(self.env.cr.dbname, self._open("/eservices/login").text)

    # === CONNECTION === #

    def test_the_connection_is_answered_to_pages_of_other_servers(self):
        response = self._open(f"/eservices/connection?db={self.env.cr.dbname}")
        self.assertEqual(response.headers["Access-Control-Allow-Origin"], "*")
        self.assertEqual(
            response.json(), {"product": "eservices", "series": "19.0", "database": True, "databases": []}
        )
        self.assertNotIn("session_id", response.cookies)

    def test_databases_without_the_platform_are_unknown(self):
        for name in ("postgres", "template1", "no_such_database", "a%20b", "postgres:///x", "x" * 300):
            answer = self._open(f"/eservices/connection?db={name}").json()
            self.assertFalse(answer["database"], name)
            self.assertEqual(answer["databases"], [])

    def test_without_a_name_the_server_speaks_of_its_own_database(self):
        self.assertTrue(self._open("/eservices/connection").json()["database"])

    # === ACCOUNT === #

    def _csrf(self):
        return re.search(r'name="csrf_token" value="([^"]+)"', self._open("/eservices/account").text).group(1)

    def test_the_account_shows_the_company_and_its_addresses(self):
        self.env["res.partner"].create(
            {"name": "Gate 2", "type": "delivery", "parent_id": self.acme.id, "street": "2 rue du Port"}
        )
        self.authenticate("t_buyer", "t_buyer")
        text = self._open("/eservices/account").text
        for word in ("ACME", "ada@acme.example", "t_buyer", "Gate 2", "2 rue du Port"):
            self.assertIn(word, text)
        self.authenticate("t_rival", "t_rival")
        self.assertNotIn("2 rue du Port", self._open("/eservices/account").text)

    def test_a_private_customer_is_no_company(self):
        private = self.env["res.partner"].create({"name": "Sam Private", "email": "sam@mail.example"})
        user = self._create_platform_user("t_private", private)
        self.authenticate(user.login, user.login)
        text = self._open("/eservices/account").text
        self.assertIn("Your data", text)
        self.assertNotIn("<dt>Company</dt>", text)
        self.authenticate("t_buyer", "t_buyer")
        text = self._open("/eservices/account").text
        self.assertIn("You and your company", text)
        self.assertIn("<dt>Company</dt>", text)

    def test_the_language_is_one_of_the_installed(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.authenticate("t_buyer", "t_buyer")
        for code in ("fr_FR", "de_DE", "x"):
            form = {"csrf_token": self._csrf(), "lang": code}
            self._open("/eservices/account/language", 303, data=form)
            self.assertEqual(self.buyer_user.lang, "fr_FR")
        self.assertIn('lang="fr"', self._open("/eservices").text)

    def test_the_password_is_changed_by_who_knows_it(self):
        self.authenticate("t_buyer", "t_buyer")
        typed = {"old": "t_buyerx", "new": "another-Secret-1", "again": "another-Secret-1"}
        for wrong, error in (
            ({"old": "wrong"}, "not your present password"),
            ({"old": ""}, "Enter your present password"),
            ({"new": ""}, "Enter the new password"),
            ({"again": "x"}, "differ"),
        ):
            form = {**typed, **wrong, "csrf_token": self._csrf()}
            page = self._open("/eservices/account/password", 422, data=form).text
            self.assertIn(error, page)
            self.assertNotIn("another-Secret-1", page)
        self._open("/eservices/account/password", 303, data={**typed, "csrf_token": self._csrf()})
        self.assertIn("Your password was changed.", self._open("/eservices/account").text)
        self.opener.cookies.clear()
        self.assertTrue(self._location(self._log_in("t_buyer", "t_buyerx")).startswith("/eservices/login"))
        self.assertEqual(self._location(self._log_in("t_buyer", "another-Secret-1")), "/eservices/orders")

    def test_the_account_is_for_users_of_the_platform(self):
        new_test_user(self.env, "t_portal", "base.group_portal")
        for login in ("staff", "t_portal"):
            self.authenticate(login, login)
            self._open("/eservices/account", 403)

    def test_closing_the_platform_ends_open_sessions(self):
        self.authenticate("t_buyer", "t_buyer")
        self._open("/eservices/orders")
        self.buyer.with_user(self.staff).action_eservices_close()
        self.assertIn("/eservices/login", self._location(self._open("/eservices/orders", 303)))
        self.buyer.with_user(self.staff).action_eservices_open()
        self.assertIn("/eservices/login", self._location(self._open("/eservices/orders", 303)))

    # === PASSWORD === #

    def _get_link(self, signup_type):
        partner = self.buyer_user.partner_id
        partner.signup_prepare(signup_type=signup_type)
        return partner._get_signup_url().removeprefix(self.base_url())

    def _send_form(self, page, path, **values):
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)
        return self._open(path, data={"csrf_token": token, **values})

    def test_nobody_learns_from_a_forgotten_password_who_has_an_account(self):
        page = self._open("/eservices/login")
        path = re.search(r'href="(/web/reset_password[^"]*)"', page.text).group(1)
        page = self._open(path)
        self.assertIn("Bolts &amp; Co", page.text)
        channel = self.config.id
        texts = {
            re.sub(r"csrf_token[^,>]*", "", self._send_form(page, path, login=login, channel=channel).text)
            for login in ("t_buyer", "nobody@nowhere.example")
        }
        self.assertEqual(len(texts), 1)
        self.assertIn("Look into your mailbox", texts.pop())

    def test_a_new_password_is_chosen_in_the_channels_look(self):
        link = self._get_link("reset")
        page = self._open(link)
        for words in ("Bolts &amp; Co", "orders@bolts.example", "Choose your password"):
            self.assertIn(words, page.text)
        values = dict(re.findall(r'name="(token|login|name|channel)"[^>]*value="([^"]*)"', page.text))
        refused = self._send_form(page, "/web/reset_password", **values, password="a", confirm_password="b")
        self.assertIn("o_eservices_login_error", refused.text)
        chosen = {"password": "Rivet-2026!", "confirm_password": "Rivet-2026!"}
        self.assertIn("is changed", self._send_form(page, "/web/reset_password", **values, **chosen).text)
        self.assertEqual(self._location(self._log_in("t_buyer", "Rivet-2026!")), "/eservices/orders")
        self.assertIn("no longer works", self._open(f"{link}&channel={self.config.id}").text)

    def test_an_invitation_is_accepted_in_the_channels_look(self):
        page = self._open(self._get_link("signup"))
        self.assertIn("Bolts &amp; Co", page.text)
        self.assertIn('action="/web/signup"', page.text)

    def test_others_choose_their_password_on_odoos_own_page(self):
        self.buyer_user.eservices_platform = False
        for path in (self._get_link("reset"), "/web/reset_password"):
            with self.subTest(path=path):
                self.assertNotIn("o_eservices_login", self._open(path).text)

    def test_a_stranger_reads_the_page_of_the_password_in_his_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        path = f"/web/reset_password?channel={self.config.id}"
        for wanted, lang in (("fr-FR", "fr"), ("eo", "en"), ("%00", "en")):
            with self.subTest(wanted=wanted):
                self.opener.cookies.clear()
                page = self.url_open(path, headers={"Accept-Language": wanted})
                self.assertIn(f'<html lang="{lang}"', page.text)

    def test_a_stranger_is_spoken_to_in_his_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        for path, wanted, lang in (
            ("/eservices/login", "fr-CH, en;q=0.5", "fr"),
            ("/eservices/login", "eo, fr;q=0.5", "fr"),
            ("/eservices/login", "eo", "en"),
            ("/fr/eservices/login", "en", "fr"),
            ("/eservices/no/such/page", "fr-CH", "fr"),
            ("/eservices/no/such/page", "eo", "en"),
        ):
            with self.subTest(path=path, wanted=wanted):
                self.opener.cookies.clear()
                page = self.url_open(path, headers={"Accept-Language": wanted})
                self.assertEqual(page.status_code, 404 if "such" in path else 200)
                self.assertIn(f'<html lang="{lang}"', page.text)

    def test_a_refused_login_keeps_the_language_of_the_address(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        page = self._open("/fr/eservices/login").text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
        address = re.search(r'action="([^"]+/submit)"', page).group(1)
        form = {"csrf_token": token, "login": "t_buyer", "password": "wrong"}
        location = self._location(self._open(address, 303, data=form))
        self.assertTrue(location.startswith("/fr/eservices/login?"), location)
        self.assertIn('<html lang="fr"', self._open(location).text)
