from contextlib import contextmanager

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.collab_space.tests.common import CollabCommon
from odoo.addons.eservices_ecommerce.tests.directory import ROOT_DN, ROOT_PASSWORD, SUFFIX, Directory

LOG = "odoo.addons.collab_space_ldap.models.res_company_ldap"


@tagged("post_install", "-at_install")
class TestDirectoryMembers(CollabCommon):
    """Members come from a directory, or from nowhere else (S7): with a real server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.directory = Directory().start()
        cls.addClassCleanup(cls.directory.drop)
        cls.directory.add(SUFFIX, objectClass=["dcObject", "organization"], dc="tooltech", o="ToolTech")
        for name in ("staff", "buyers"):
            cls.directory.add(f"ou={name},{SUFFIX}", objectClass="organizationalUnit", ou=name)
        cls.staff = cls._create_server("staff", new_test_user(cls.env, "t_staff", "base.group_user"))
        cls.buyers = cls._create_server("buyers", new_test_user(cls.env, "t_buyers", "base.group_portal"))

    @classmethod
    def _create_server(cls, branch, template):
        return cls.env["res.company.ldap"].create(
            {
                "company": cls.env.company.id,
                "ldap_server": "127.0.0.1",
                "ldap_server_port": cls.directory.port,
                "ldap_binddn": ROOT_DN,
                "ldap_password": ROOT_PASSWORD,
                "ldap_base": f"ou={branch},{SUFFIX}",
                "ldap_filter": "(uid=%s)",
                "user": template.id,
                "create_user": True,
            }
        )

    def setUp(self):
        super().setUp()
        self._add_person("t_nora", "Nora Noël", "staff")
        self._add_person("t_bert", "Bert Buyer", "buyers")

    def _add_person(self, uid, name, branch):
        dn = self.directory.add(
            f"uid={uid},ou={branch},{SUFFIX}",
            objectClass="inetOrgPerson",
            cn=name,
            sn=name.split()[-1],
            mail=f"{uid}@tooltech.example",
            userPassword=uid,
        )
        self.addCleanup(self._remove, dn)
        return dn

    def _remove(self, dn):
        with mute_logger("ldap"):
            if self.directory.has(dn):
                self.directory.remove(dn)

    def _add(self, user, *logins):
        return self.space.with_user(user).action_add_from_directory(list(logins))

    def _is_member(self, login):
        self.space.invalidate_recordset()
        return login in self.space.member_ids.partner_id.user_ids.mapped("login")

    @contextmanager
    def _refused(self, words):
        """Expect a refusal, and take back what the request would have taken back."""
        with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
            yield
        self.env.invalidate_all()

    def _only(self):
        self.env["ir.config_parameter"].set_param("collab_space_ldap.only_directory", "True")

    def test_people_are_found_by_name_address_and_login(self):
        for text in ("Noël", "t_nora@", "T_NORA"):
            with self.subTest(text=text):
                found = self.space.with_user(self.user).search_directory(text)
                self.assertEqual(
                    found, [{"login": "t_nora", "name": "Nora Noël", "email": "t_nora@tooltech.example"}]
                )

    def test_what_is_typed_is_no_filter(self):
        for text in ("*)", "**", "nora)(uid=*", "\\2a"):
            with self.subTest(text=text):
                self.assertEqual(self.space.with_user(self.user).search_directory(text), [])
        for text in ("n", "", "\x00\x00", None):
            with self.subTest(text=text), self.assertRaisesRegex(UserError, "2 characters"):
                self.space.with_user(self.user).search_directory(text)

    def test_who_does_not_manage_the_space_looks_nobody_up(self):
        for user in (self.author, self.employee, self.outsider, self.buyer):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.space.with_user(user).search_directory("nora")
                with self.assertRaises(AccessError):
                    self._add(user, "t_nora")

    def test_people_of_the_directory_become_members(self):
        self._add(self.user, "t_nora")
        nora = self.env["res.users"].search([("login", "=", "t_nora")])
        self.assertEqual((nora.name, nora.email, nora.share), ("Nora Noël", "t_nora@tooltech.example", False))
        self.assertTrue(self.space.with_user(nora).has_access("read"))
        self._add(self.user, "t_nora")
        with self.assertRaisesRegex(UserError, "not in the directory"):
            self._add(self.user, "t_nobody")

    def test_buyers_of_the_directory_are_added_by_representatives_only(self):
        with self.assertRaises(AccessError):
            self._add(self.user, "t_bert")
        self._add(self.rep, "t_bert")
        self.assertTrue(self._is_member("t_bert"))

    def test_the_setting_makes_the_directory_the_only_source(self):
        self._only()
        members = self.env["collab.member"].with_user(self.rep)
        for partner in (self.contact, self.outsider.partner_id):
            with self.subTest(partner=partner.name), self._refused("only source"):
                members.create({"space_id": self.space.id, "partner_id": partner.id})
        with self._refused("only source"):
            self._get_member(self.author).with_user(self.rep).partner_id = self.outsider.partner_id
        self._add(self.rep, "t_nora")
        self.assertTrue(self._is_member("t_nora"))

    def test_a_space_of_somebody_outside_the_directory_is_not_made(self):
        self._only()
        with self._refused("only source"):
            self.env["collab.space"].with_user(self.user).create({"name": "New", "template_id": False})

    def test_who_is_gone_from_the_directory_leaves_at_the_second_reading(self):
        self._add(self.rep, "t_nora")
        self.directory.remove(f"uid=t_nora,ou=staff,{SUFFIX}")
        self.env["collab.member"]._cron_sync_directory()
        self.assertTrue(self._is_member("t_nora"))
        self.env["collab.member"]._cron_sync_directory()
        self.assertFalse(self._is_member("t_nora"))
        # Who was added by hand has nothing to do with the directory.
        self.assertTrue(self._is_member("collab_author"))

    def test_who_comes_back_in_time_stays(self):
        self._add(self.rep, "t_nora")
        dn = f"uid=t_nora,ou=staff,{SUFFIX}"
        self.directory.remove(dn)
        self.env["collab.member"]._cron_sync_directory()
        self._add_person("t_nora", "Nora Noël", "staff")
        self.env["collab.member"]._cron_sync_directory()
        self.assertEqual(self.space.member_ids.filtered("from_directory").missed, 0)

    def test_a_directory_that_cannot_be_read_changes_nothing(self):
        self._add(self.rep, "t_nora")
        self._only()
        self.staff.ldap_server_port = 1
        with mute_logger(LOG):
            for _time in range(3):
                self.env["collab.member"]._cron_sync_directory()
            with self.assertRaisesRegex(UserError, "cannot be read"):
                self._add(self.rep, "t_bert")
        self.assertTrue(self._is_member("t_nora"))

    def test_the_last_manager_stays(self):
        self._add(self.rep, "t_nora")
        nora = self.space.member_ids.filtered("from_directory")
        nora.role = "manager"
        (self._get_member(self.user) | self._get_member(self.rep)).write({"role": "author"})
        self.directory.remove(f"uid=t_nora,ou=staff,{SUFFIX}")
        with mute_logger("odoo.addons.collab_space_ldap.models.collab_member"):
            for _time in range(3):
                self.env["collab.member"]._cron_sync_directory()
        self.assertTrue(nora.exists())
