import base64
import io

from lxml import html
from PIL import Image

from odoo.tests import HttpCase, tagged

from .common import PlatformFixtures


def picture(width, height, colour="#ff0000"):
    """A picture in one colour, as a field of Odoo takes it."""
    output = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(output, "PNG")
    return base64.b64encode(output.getvalue())


@tagged("post_install", "-at_install")
class TestApp(PlatformFixtures, HttpCase):
    """The platform as an installed application: the configuration's name is its name (P9)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.config.brand_color = "#7a2e4d"
        cls.login_page = f"/eservices/login?channel={cls.config.id}"

    def _manifest(self, page):
        """The manifest that a page names, as a browser reads it."""
        (link,) = html.fromstring(self.url_open(page).text).xpath("//link[@rel='manifest']")
        response = self.url_open(link.get("href"))
        self.assertEqual(response.headers["Content-Type"], "application/manifest+json")
        return response.json()

    def _icon(self, address):
        response = self.url_open(address)
        self.assertEqual(response.headers["Content-Type"], "image/png")
        return Image.open(io.BytesIO(response.content)).convert("RGB")

    def test_it_installs_under_the_name_of_the_configuration(self):
        self.config.name = 'Bolts &amp; "Nuts" <b>'
        login = self._manifest(self.login_page)
        self.authenticate("t_buyer", "t_buyer")
        manifest = self._manifest("/eservices")
        self.assertEqual(manifest, login)
        self.assertEqual(manifest["name"], self.config.name)
        self.assertEqual(
            (manifest["start_url"], manifest["scope"], manifest["display"]),
            ("/eservices", "/eservices", "standalone"),
        )
        self.assertEqual(manifest["theme_color"], "#7a2e4d")

    def test_each_channel_is_an_application_of_its_own(self):
        other = self.config.copy({"name": "Nuts"})
        manifests = [self._manifest(f"/eservices/login?channel={each.id}") for each in self.config | other]
        self.assertEqual([manifest["name"] for manifest in manifests], ["Bolts & Co", "Nuts"])
        self.assertEqual(len({manifest["id"] for manifest in manifests}), 2)

    def test_the_name_follows_the_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.config.with_context(lang="fr_FR").name = "Boulons et Cie"
        self.buyer_user.lang = "fr_FR"
        self.authenticate("t_buyer", "t_buyer")
        manifest = self._manifest("/eservices")
        self.assertEqual((manifest["name"], manifest["lang"]), ("Boulons et Cie", "fr-FR"))

    def test_without_a_logo_the_icon_is_the_mark_on_the_colour(self):
        for icon in self._manifest(self.login_page)["icons"]:
            image = self._icon(icon["src"])
            self.assertEqual(f"{image.width}x{image.height}", icon["sizes"])
            self.assertEqual(image.getpixel((2, 2)), (0x7A, 0x2E, 0x4D))

    def test_the_logo_becomes_the_icon_and_stands_in_the_header(self):
        before = [icon["src"] for icon in self._manifest(self.login_page)["icons"]]
        self.assertNotIn("o_eservices_logo", self.url_open(self.login_page).text)
        self.config.logo = picture(300, 100)
        manifest = self._manifest(self.login_page)
        self.assertFalse(
            set(before) & {icon["src"] for icon in manifest["icons"]}, "no old icon from a cache"
        )
        image = self._icon(manifest["icons"][-1]["src"])
        self.assertEqual(image.size, (512, 512))
        self.assertEqual(image.getpixel((256, 256)), (255, 0, 0))
        self.assertEqual(image.getpixel((256, 10)), (255, 255, 255), "a wide logo keeps its form")
        self.assertEqual(image.getpixel((10, 256)), (255, 255, 255), "masks cut nothing of it")
        self.authenticate("t_buyer", "t_buyer")
        page = html.fromstring(self.url_open("/eservices").text)
        (logo,) = page.xpath("//header//img[@class='o_eservices_logo']")
        self.assertEqual(self._icon(logo.get("src")).size, (300, 100))
        self.config.logo = False
        self.assertNotIn("o_eservices_logo", self.url_open("/eservices").text)
