from odoo import Command
from odoo.tests import TransactionCase, new_test_user


class CareCommon(TransactionCase):
    """One user per role, one channel, one queue with a topic and a page link."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.config = cls._create_config(name="Care test channel")
        cls.csr = cls._create_user("care_csr", "customer_care.group_care_csr")
        cls.supervisor = cls._create_user("care_supervisor", "customer_care.group_care_supervisor")
        cls.employee = cls._create_user("care_employee", "base.group_user")
        cls.customer = cls._create_user("care_customer", "base.group_portal")
        cls.queue = cls.env["care.queue"].create(
            {
                "name": "Technical",
                "config_ids": [Command.link(cls.config.id)],
                "member_ids": [Command.link(cls.csr.id)],
            }
        )
        cls.topic = cls.env["care.topic"].create(
            {"queue_id": cls.queue.id, "name": "Manual", "body": "Good day {customer_name}"}
        )
        cls.url = cls.env["care.url"].create(
            {"queue_id": cls.queue.id, "name": "Orders", "url": "/eservices/orders"}
        )

    @classmethod
    def _create_config(cls, **values):
        return cls.env["eservices.config"].create({"type": "ecommerce", **values})

    @classmethod
    def _create_user(cls, login, groups, **values):
        return new_test_user(cls.env, login=login, groups=groups, **values)
