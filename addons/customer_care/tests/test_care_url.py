from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..models.care_url import REFUSALS
from ..services import own_url
from .common import CareCommon


@tagged("post_install", "-at_install")
class TestCareUrl(CareCommon):
    def test_own_page_is_accepted(self):
        self.url.url = "/eservices/catalog?search=drill"

    def test_foreign_page_is_refused_with_reason(self):
        with self.assertRaisesRegex(
            ValidationError, "(?s)https://evil.example.*/eservices or an address below"
        ):
            self.url.url = "https://evil.example"

    def test_supervisor_cannot_create_a_foreign_link(self):
        with self.assertRaises(ValidationError):
            self.env["care.url"].with_user(self.supervisor).create(
                {"queue_id": self.queue.id, "name": "Elsewhere", "url": "//evil.example/eservices"}
            )

    def test_every_refusal_has_a_text(self):
        reasons = {
            own_url.EMPTY,
            own_url.FOREIGN,
            own_url.CHARACTER,
            own_url.DOUBLE_SLASH,
            own_url.DOTS,
            own_url.ENCODING,
        }
        self.assertEqual(set(REFUSALS), reasons)
