from lxml import html

from odoo.tests import HttpCase, tagged

from .common import PlatformFixtures
from .test_returns import PICTURE, ReturnFixtures


@tagged("post_install", "-at_install")
class TestReturnPages(ReturnFixtures, PlatformFixtures, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.config.send_emails = False
        cls._set_up_delivery()
        cls.path = f"/eservices/deliveries/{cls.picking.id}/return"

    def setUp(self):
        super().setUp()
        self.authenticate("t_buyer", "t_buyer")

    def _get(self, path, status=200):
        response = self.url_open(path)
        self.assertEqual(response.status_code, status, path)
        return response.text

    def _form(self, **values):
        page = html.fromstring(self._get(self.path))
        hidden = {
            field.get("name"): field.get("value")
            for field in page.xpath("//form[contains(@class, 'return_form')]//input[@type='hidden']")
        }
        move = self.move.id
        typed = {"line": move, f"quantity_{move}": "2", f"reason_{move}": "damaged", "wish": "credit"}
        return {**hidden, **typed, **values}

    def _send(self, files=None, **values):
        return self.url_open(
            f"{self.path}/send", data=self._form(**values), files=files, allow_redirects=False
        )

    def _made(self):
        return self.env["eservices.return"].search([("picking_id", "=", self.picking.id)])

    def test_the_form_leads_to_the_page_of_the_return(self):
        response = self._send(text="Dented", files={"files": ("dent.pdf", PICTURE)})
        claim = self._made()
        self.assertEqual(response.status_code, 303)
        self.assertTrue(response.headers["Location"].endswith(f"/eservices/returns/{claim.id}"))
        text = self._get(f"/eservices/returns/{claim.id}")
        for words in (claim.name, "was sent", "Free bolt", "Damaged", "A credit note", "Dented", "dent.pdf"):
            self.assertIn(words, text)

    def test_a_refused_form_comes_back_as_it_was_filled(self):
        response = self._send(text="Both boxes are wet", wish="repair", **{f"quantity_{self.move.id}": "99"})
        self.assertEqual(response.status_code, 422)
        page = html.fromstring(response.text)
        self.assertIn("At most 5 can be returned.", response.text)
        self.assertEqual(page.xpath("//textarea[@name='text']/text()"), ["Both boxes are wet"])
        self.assertEqual(page.xpath("//select[@name='wish']/option[@selected]/@value"), ["repair"])
        self.assertEqual(page.xpath(f"//input[@name='quantity_{self.move.id}']/@value"), ["99"])
        self.assertTrue(page.xpath("//input[@name='line']/@checked"))
        self.assertFalse(self._made())

    def test_the_script_of_the_page_reads_the_answer(self):
        refused = self._send(live="1", **{f"reason_{self.move.id}": ""}).json()
        self.assertEqual(refused["errors"], {f"reason_{self.move.id}": "Choose a reason."})
        answer = self._send(live="1").json()
        self.assertEqual(answer, {"ok": True, "url": f"/eservices/returns/{self._made().id}"})

    def test_a_request_is_withdrawn_by_its_customer(self):
        self._send()
        claim = self._made()
        page = html.fromstring(self._get(f"/eservices/returns/{claim.id}"))
        [form] = page.xpath("//form[contains(@action, '/withdraw')]")
        token = form.xpath("input[@name='csrf_token']/@value")[0]
        text = self.url_open(form.get("action"), data={"csrf_token": token}).text
        self.assertIn("The request was withdrawn.", text)
        self.assertEqual(claim.state, "withdrawn")

    def test_others_find_nothing(self):
        self._send()
        paths = (self.path, f"/eservices/returns/{self._made().id}", "/eservices/returns/2147483647")
        self.authenticate("t_rival", "t_rival")
        for path in paths:
            with self.subTest(path=path):
                self._get(path, 404)
        self.assertNotIn(self._made().name, self._get("/eservices/returns"))

    def test_the_switch_closes_the_routes(self):
        self._send()
        claim = self._made()
        self.config.show_returns = False
        for path in ("/eservices/returns", f"/eservices/returns/{claim.id}", self.path):
            with self.subTest(path=path):
                self._get(path, 404)
        text = self._get(f"/eservices/deliveries/{self.picking.id}")
        self.assertNotIn("/eservices/returns", text)
        self.assertNotIn(self.path, text)

    def test_the_form_needs_the_deliveries_too(self):
        self.config.show_deliveries = False
        self._get(self.path, 404)

    def test_an_empty_list_leads_to_the_deliveries(self):
        text = " ".join(self._get("/eservices/returns").split())
        self.assertIn('href="/eservices/deliveries">Open the deliveries</a>', text)

    def test_when_all_is_asked_for_there_is_no_form(self):
        self._request(self.buyer_user, 5)
        self.assertNotIn('name="wish"', self._get(self.path))
