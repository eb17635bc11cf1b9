from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestCareTopic(CareCommon):
    def test_known_placeholders_are_accepted(self):
        self.topic.body = "{customer_name} {customer_number} {agent_name} {company_name}"

    def test_unknown_placeholder_is_refused_by_name(self):
        with self.assertRaisesRegex(ValidationError, r"\{costumer_name\}.*\{customer_name\}"):
            self.topic.body = "Good day {costumer_name}"

    def test_misspelt_placeholder_in_a_translation_is_refused(self):
        self.env["res.lang"]._activate_lang("de_DE")
        with self.assertRaises(ValidationError):
            self.topic.with_context(lang="de_DE").body = "Guten Tag {kunde}"

    def test_preview_names_the_reader_as_agent(self):
        self.topic.body = "{agent_name} of {company_name}"
        preview = self.topic.with_user(self.csr).preview
        self.assertEqual(preview, f"{self.csr.name} of {self.csr.company_id.name}")
