from odoo.exceptions import AccessDenied, ValidationError
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.eservices_ecommerce.tests.directory import ROOT_DN, ROOT_PASSWORD, SUFFIX, Directory

LOG = "odoo.addons.customer_care_ldap.models.res_company_ldap"


@tagged("post_install", "-at_install")
class TestDirectory(TransactionCase):
    """Roles and queues come from a directory, and go with it (L17): with a real server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.directory = Directory().start()
        cls.addClassCleanup(cls.directory.drop)
        cls.directory.add(SUFFIX, objectClass=["dcObject", "organization"], dc="tooltech", o="ToolTech")
        for name in ("people", "groups"):
            cls.directory.add(f"ou={name},{SUFFIX}", objectClass="organizationalUnit", ou=name)
        cls.csr_role = cls.env.ref("customer_care.group_care_csr")
        cls.queue = cls.env["care.queue"].create({"name": "Directory t"})

    def setUp(self):
        super().setUp()
        self.nora = self.directory.add_person("t_nora", "Nora Noël")
        self.theo = self.directory.add_person("t_theo", "Theo Test")
        self.care = self.directory.add(
            f"cn=care,ou=groups,{SUFFIX}", objectClass="groupOfNames", cn="care", member=self.nora
        )
        for dn in (self.nora, self.theo, self.care):
            self.addCleanup(self.directory.remove, dn)
        template = new_test_user(self.env, "t_template", "base.group_user")
        self.server = self.env["res.company.ldap"].create(
            {
                "company": self.env.company.id,
                "ldap_server": "127.0.0.1",
                "ldap_server_port": self.directory.port,
                "ldap_binddn": ROOT_DN,
                "ldap_password": ROOT_PASSWORD,
                "ldap_base": f"ou=people,{SUFFIX}",
                "ldap_filter": "(uid=%s)",
                "user": template.id,
                "create_user": True,
            }
        )
        self.group = self.env["care.directory.group"].create(
            {
                "name": "Care",
                "ldap_id": self.server.id,
                "dn": self.care,
                "queue_ids": [Command.link(self.queue.id)],
            }
        )

    def _log_in(self, login):
        credential = {"login": login, "password": login, "type": "password"}
        uid = self.env["res.users"]._login(credential, {"interactive": True})["uid"]
        return self.env["res.users"].browse(uid)

    def _has_role(self, user):
        user.invalidate_recordset()
        return user.has_group("customer_care.group_care_csr")

    def test_who_logs_in_for_the_first_time_has_role_and_queues_of_his_group(self):
        nora = self._log_in("t_nora")
        self.assertEqual((nora.name, nora.email), ("Nora Noël", "t_nora@tooltech.example"))
        self.assertTrue(self._has_role(nora))
        self.assertEqual(self.queue.member_ids, nora)
        self.assertTrue(self.env["care.agent"].search([("user_id", "=", nora.id)]))

    def test_who_is_in_no_group_is_an_ordinary_user(self):
        theo = self._log_in("t_theo")
        self.assertFalse(self._has_role(theo))
        self.assertFalse(self.queue.member_ids)

    def test_a_wrong_or_empty_password_opens_nothing(self):
        for password in ("wrong", "", "*"):
            with self.subTest(password=password), self.assertRaises(AccessDenied):
                self.env["res.users"]._login(
                    {"login": "t_nora", "password": password, "type": "password"}, {"interactive": True}
                )

    def test_a_login_is_no_filter(self):
        for login in ("*", "t_nora)(uid=*", "(uid=t_nora"):
            with (
                self.subTest(login=login),
                self.assertRaises(AccessDenied),
                mute_logger("odoo.addons.auth_ldap"),
            ):
                self._log_in(login)

    def test_the_role_goes_with_the_group_at_the_second_reading(self):
        nora, theo = self._log_in("t_nora"), self._log_in("t_theo")
        self.directory.set_members(self.care, self.theo)
        self.server._care_sync()
        self.assertTrue(self._has_role(nora), "directories are edited in two steps")
        self.assertTrue(self._has_role(theo))
        self.server._care_sync()
        self.assertFalse(self._has_role(nora))
        self.assertEqual(self.queue.member_ids, theo)

    def test_who_comes_back_between_two_readings_keeps_everything(self):
        nora = self._log_in("t_nora")
        self.directory.set_members(self.care, self.theo)
        self.server._care_sync()
        self.directory.set_members(self.care, self.nora)
        self.server._care_sync()
        self.directory.set_members(self.care, self.theo)
        self.server._care_sync()
        self.assertTrue(self._has_role(nora))

    def test_a_directory_that_is_down_takes_nothing_away(self):
        nora = self._log_in("t_nora")
        self.directory.stop()
        try:
            with mute_logger(LOG):
                for _reading in range(3):
                    self.server._care_sync()
        finally:
            self.directory.start()
        self.assertTrue(self._has_role(nora))
        self.assertTrue(self.group.problem)
        self.server._care_sync()
        self.assertFalse(self.group.problem)

    def test_a_wrong_password_of_ours_takes_nothing_away(self):
        nora = self._log_in("t_nora")
        self.server.ldap_password = "stale"
        with mute_logger(LOG):
            for _reading in range(3):
                self.server._care_sync()
        self.assertTrue(self._has_role(nora))

    def test_a_group_that_is_removed_counts_as_empty(self):
        other = self.directory.add(
            f"cn=other,ou=groups,{SUFFIX}", objectClass="groupOfNames", cn="other", member=self.nora
        )
        self.group.dn = other
        nora = self._log_in("t_nora")
        self.assertTrue(self._has_role(nora))
        self.directory.remove(other)
        for _reading in range(2):
            self.server._care_sync()
        self.assertFalse(self._has_role(nora))

    def test_what_was_given_by_hand_is_not_taken_away(self):
        nora = self._log_in("t_theo")
        nora.group_ids = [Command.link(self.csr_role.id)]
        self.queue.member_ids = [Command.link(nora.id)]
        self.directory.set_members(self.care, self.theo)
        self.server._care_sync()
        self.directory.set_members(self.care, self.nora)
        for _reading in range(2):
            self.server._care_sync()
        self.assertTrue(self._has_role(nora))
        self.assertEqual(self.queue.member_ids, nora)

    def test_what_another_group_gives_too_stays(self):
        second = self.directory.add(
            f"cn=second,ou=groups,{SUFFIX}", objectClass="groupOfNames", cn="second", member=self.nora
        )
        self.addCleanup(self.directory.remove, second)
        self.group.copy({"dn": second, "name": "Second"})
        nora = self._log_in("t_nora")
        self.directory.set_members(self.care, self.theo)
        for _reading in range(2):
            self.server._care_sync()
        self.assertTrue(self._has_role(nora))
        self.assertIn(nora, self.queue.member_ids)
        self.directory.set_members(second, self.theo)
        for _reading in range(2):
            self.server._care_sync()
        self.assertFalse(self._has_role(nora))
        self.assertNotIn(nora, self.queue.member_ids)

    def test_a_change_of_the_groups_queues_is_followed(self):
        nora = self._log_in("t_nora")
        other = self.env["care.queue"].create({"name": "Other t"})
        self.group.queue_ids = other
        self.server._care_sync()
        self.assertEqual((other.member_ids, self.queue.member_ids), (nora, nora.browse()))

    def test_a_name_that_no_directory_has_is_refused(self):
        with self.assertRaises(ValidationError):
            self.group.dn = "Care, please"
