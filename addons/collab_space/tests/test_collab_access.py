from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .common import CollabCommon

NOTHING, READ, FULL = "", "r", "rwcu"

# In the negotiation space: who he is there × what he may do (r read, w write, c create, u unlink).
# Columns: collab.space, collab.member, collab.topic, collab.template, collab.template.topic
MODELS = ("collab.space", "collab.member", "collab.topic", "collab.template", "collab.template.topic")
TABLE = {
    # customers
    "buyer": (READ, READ, READ, NOTHING, NOTHING),  # Author
    "buyer_outside": (NOTHING, NOTHING, NOTHING, NOTHING, NOTHING),
    # internal users without a role in the application
    "employee": (READ, READ, READ, NOTHING, NOTHING),  # Reader
    "employee_outside": (NOTHING, NOTHING, NOTHING, NOTHING, NOTHING),
    # users of the application
    "user": ("rwc", FULL, FULL, READ, READ),  # Manager
    "author": ("rc", READ, "rwc", READ, READ),  # Author
    "outsider": ("c", NOTHING, NOTHING, READ, READ),
    "rep": ("rwc", FULL, FULL, READ, READ),  # Manager
    "rep_author": ("rc", READ, "rwc", READ, READ),  # Author
    # sees every space, is in none
    "app_manager": (FULL, FULL, FULL, FULL, FULL),
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}


@tagged("post_install", "-at_install")
class TestCollabAccess(CollabCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.records = {
            "collab.space": cls.space,
            "collab.member": cls._get_member(cls.author),
            "collab.topic": cls.topic,
            "collab.template": cls.template,
            "collab.template.topic": cls.template.topic_ids[:1],
        }

    def test_access_table(self):
        for role, rights in TABLE.items():
            for model, allowed in zip(MODELS, rights, strict=True):
                for letter, operation in OPERATIONS.items():
                    with self.subTest(role=role, model=model, operation=operation):
                        record = self.records[model].with_user(getattr(self, role))
                        self.assertEqual(record.has_access(operation), letter in allowed)

    def test_public_reaches_nothing(self):
        public = self.env.ref("base.public_user")
        for model in MODELS:
            for operation in OPERATIONS.values():
                with self.subTest(model=model, operation=operation):
                    self.assertFalse(self.records[model].with_user(public).has_access(operation))

    def test_everybody_lists_his_spaces_and_no_other(self):
        expected = {
            "buyer": self.space,
            "buyer_outside": self.space.browse(),
            "employee": self.space,
            "employee_outside": self.space.browse(),
            "author": self.space | self.internal,
            "rep": self.space,
            "outsider": self.space.browse(),
            "app_manager": self.space | self.internal,
        }
        both = self.space | self.internal
        for role, spaces in expected.items():
            with self.subTest(role=role):
                found = (
                    self.env["collab.space"].with_user(getattr(self, role)).search([("id", "in", both.ids)])
                )
                self.assertEqual(found, spaces)

    def test_other_spaces_are_not_counted_or_named(self):
        spaces = self.env["collab.space"].with_user(self.outsider)
        self.assertEqual(spaces.search_count([("id", "=", self.space.id)]), 0)
        self.assertFalse(spaces.name_search(self.space.name))
        self.assertFalse(spaces._read_group([("id", "=", self.space.id)], ["state"]))

    def test_membership_is_of_the_person_not_of_his_company(self):
        company = self.env["res.partner"].create({"name": "Buying company", "is_company": True})
        (self.buyer | self.buyer_outside).partner_id.parent_id = company
        self.assertFalse(self.space.with_user(self.buyer_outside).has_access("read"))

    def test_right_ends_with_membership(self):
        self._get_member(self.buyer).unlink()
        for record in (self.space, self.topic):
            with self.subTest(model=record._name):
                self.assertFalse(record.with_user(self.buyer).has_access("read"))

    def test_user_who_turns_customer_no_longer_reads_internal_spaces(self):
        self.author.group_ids = self.env.ref("base.group_portal")
        self.assertFalse(self.internal.with_user(self.author).has_access("read"))
        self.assertTrue(self.space.with_user(self.author).has_access("read"))

    def test_account_is_for_representatives(self):
        account = self.env["res.partner"].create({"name": "Account"})
        self.space.partner_id = account
        for user in (self.rep, self.app_manager):
            with self.subTest(user=user.login):
                self.assertEqual(self.space.with_user(user).partner_id, account)
                self.assertIn("partner_id", self.env["collab.space"].with_user(user).fields_get())
        self.space.with_user(self.rep).partner_id = False

    def test_account_is_hidden_from_all_others(self):
        account = self.env["res.partner"].create({"name": "Account"})
        for user in (self.user, self.employee, self.buyer):
            with self.subTest(user=user.login):
                spaces = self.env["collab.space"].with_user(user)
                self.assertNotIn("partner_id", spaces.fields_get())
                with self.assertRaises(AccessError):
                    spaces.search([("partner_id", "=", account.id)])
                with self.assertRaises(AccessError):
                    self.space.with_user(user).read(["partner_id"])
                with self.assertRaises(AccessError):
                    self.space.with_user(user).write({"partner_id": account.id})

    def test_chatter_of_a_space_opens_without_the_right_to_its_account(self):
        self.space.partner_id = self.contact
        for user in (self.user, self.employee):
            with self.subTest(user=user.login):
                store = Store().add(self.space.with_user(user), request_list=["recipients"], as_thread=True)
                self.assertNotIn(self.contact.name, str(store.get_result()))

    def test_user_cannot_create_a_space_with_an_account(self):
        with self.assertRaises(AccessError):
            self.env["collab.space"].with_user(self.user).create(
                {"name": "With account", "partner_id": self.contact.id}
            )
