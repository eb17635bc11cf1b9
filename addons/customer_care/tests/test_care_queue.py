from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import CareCommon


@tagged("post_install", "-at_install")
class TestCareQueue(CareCommon):
    def test_representative_can_be_member(self):
        self.queue.member_ids |= self.supervisor
        self.assertEqual(self.queue.member_ids, self.csr | self.supervisor)

    def test_user_without_the_role_cannot_be_member(self):
        for user in (self.employee, self.customer):
            with self.subTest(user=user.login):
                with self.assertRaises(ValidationError) as refusal:
                    self.queue.member_ids = [Command.link(user.id)]
                self.assertIn(user.name, str(refusal.exception))

    def test_losing_the_role_ends_membership(self):
        self.csr.group_ids = self.env.ref("base.group_user")
        self.assertFalse(self.queue.member_ids)

    def test_taking_the_user_out_of_the_group_ends_membership(self):
        self.env.ref("customer_care.group_care_csr").user_ids = [Command.unlink(self.csr.id)]
        self.assertFalse(self.queue.member_ids)

    def test_losing_the_role_with_a_group_that_implied_it_ends_membership(self):
        team = self.env["res.groups"].create(
            {
                "name": "Care test team",
                "implied_ids": [Command.link(self.env.ref("customer_care.group_care_csr").id)],
            }
        )
        self.employee.group_ids |= team
        self.queue.member_ids |= self.employee
        team.implied_ids = False
        self.assertEqual(self.queue.member_ids, self.csr)

    def test_keeping_the_role_keeps_membership(self):
        self.csr.group_ids |= self.env.ref("customer_care.group_care_supervisor")
        self.assertEqual(self.queue.member_ids, self.csr)

    def test_max_sessions_is_not_negative(self):
        self.queue.max_sessions = 0
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            self.queue.max_sessions = -1
            self.queue.flush_recordset()

    def test_queue_name_is_translated(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.queue.with_context(lang="fr_FR").name = "Technique"
        self.assertEqual(self.queue.with_context(lang="en_US").name, "Technical")

    def test_supervisor_fills_a_queue_by_form(self):
        with Form(self.env["care.queue"].with_user(self.supervisor)) as form:
            form.name = "Billing"
            form.member_ids.add(self.csr)
            with form.url_ids.new() as link:
                link.name = "Invoices"
                link.url = "/eservices/invoices"
        self.assertEqual(form.record.mode, "pull")
        self.assertEqual(form.record.url_ids.url, "/eservices/invoices")

    def test_contents_go_with_the_queue(self):
        self.queue.unlink()
        self.assertFalse(self.topic.exists())
        self.assertFalse(self.url.exists())
