from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CareCommon

READ, FULL, NOTHING = "r", "rwcu", ""

# role × model: what it may do (r read, w write, c create, u unlink)
TABLE = {
    "customer": {
        "care.queue": NOTHING,
        "care.topic": NOTHING,
        "care.url": NOTHING,
        "im_livechat.expertise": NOTHING,
    },
    "employee": {
        "care.queue": NOTHING,
        "care.topic": NOTHING,
        "care.url": NOTHING,
        "im_livechat.expertise": READ,
    },
    "csr": {
        "care.queue": READ,
        "care.topic": READ,
        "care.url": READ,
        "im_livechat.expertise": READ,
        "eservices.config": READ,
    },
    "supervisor": {
        "care.queue": FULL,
        "care.topic": FULL,
        "care.url": FULL,
        "im_livechat.expertise": FULL,
        "eservices.config": READ,
    },
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}


@tagged("post_install", "-at_install")
class TestCareAccess(CareCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.records = {
            "care.queue": cls.queue,
            "care.topic": cls.topic,
            "care.url": cls.url,
            "eservices.config": cls.config,
            "im_livechat.expertise": cls.env["im_livechat.expertise"].create({"name": "Care test drills"}),
        }

    def test_access_table(self):
        for role, rights in TABLE.items():
            for model, allowed in rights.items():
                for letter, operation in OPERATIONS.items():
                    with self.subTest(role=role, model=model, operation=operation):
                        record = self.records[model].with_user(self[role])
                        self.assertEqual(record.has_access(operation), letter in allowed)

    def __getitem__(self, role):
        return getattr(self, role)

    def test_employee_cannot_search_queues(self):
        with self.assertRaises(AccessError):
            self.env["care.queue"].with_user(self.employee).search([])

    def test_queue_of_another_company_is_invisible_with_its_contents(self):
        elsewhere = self.env["res.company"].create({"name": "Care test company"})
        self.queue.config_ids = self._create_config(name="Elsewhere", company_id=elsewhere.id)
        for record in (self.queue, self.topic, self.url):
            with self.subTest(model=record._name):
                self.assertFalse(record.with_user(self.supervisor).search([("id", "=", record.id)]))

    def test_queue_shared_with_another_company_is_visible(self):
        elsewhere = self.env["res.company"].create({"name": "Care test company"})
        self.queue.config_ids |= self._create_config(name="Elsewhere", company_id=elsewhere.id)
        self.assertTrue(self.queue.with_user(self.csr).has_access("read"))

    def test_archiving_a_channel_does_not_open_its_queue_to_other_companies(self):
        elsewhere = self.env["res.company"].create({"name": "Care test company"})
        self.queue.config_ids = self._create_config(name="Elsewhere", company_id=elsewhere.id, active=False)
        self.assertFalse(self.queue.with_user(self.csr).has_access("read"))

    def test_queue_without_channel_is_visible_everywhere(self):
        self.queue.config_ids = False
        self.assertTrue(self.queue.with_user(self.csr).has_access("read"))

    def test_representative_is_a_live_chat_user(self):
        self.assertTrue(self.csr.has_group("im_livechat.im_livechat_group_user"))
        self.assertFalse(self.supervisor.has_group("im_livechat.im_livechat_group_manager"))

    def test_supervisor_gives_a_representative_an_expertise(self):
        expertise = self.records["im_livechat.expertise"].with_user(self.supervisor)
        expertise.user_ids = self.csr
        self.assertEqual(self.csr.livechat_expertise_ids, self.records["im_livechat.expertise"])
