from odoo.tests import TransactionCase, tagged

FORMS = {
    "en_US": {12.0: "12", 2.5: "2.5", 0.0: "0", 1234567.0: "1,234,567", 12345.67: "12,345.67"},
    "fr_FR": {2.5: "2,5", 1250.0: "1\u202f250"},
    "de_DE": {2.5: "2,5", 1250.0: "1.250"},
}


@tagged("post_install", "-at_install")
class TestQuantities(TransactionCase):
    def test_each_language_writes_quantities_in_its_own_form(self):
        for code, forms in FORMS.items():
            self.env["res.lang"]._activate_lang(code)
            service = self.env["eservices.quantities"].with_context(lang=code)
            for quantity, text in forms.items():
                with self.subTest(language=code, quantity=quantity):
                    self.assertEqual(service._format(quantity).replace("\xa0", "\u202f"), text)
