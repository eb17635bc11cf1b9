import json
import uuid

from odoo import Command, fields
from odoo.tests import TransactionCase, new_test_user
from odoo.tools import html2plaintext

from odoo.addons.eservices_ecommerce.tests.common import PlatformFixtures


class LiveFixtures(PlatformFixtures):
    """A channel with live care, two representatives who are there, and customers who can ask for them."""

    @classmethod
    def _set_up_live(cls):
        cls._set_up_platform()
        cls.tools = cls.env["im_livechat.expertise"].create({"name": "Tools t"})
        cls.ines = cls._create_csr("t_ines", "Ines Aguilar")
        cls.jon = cls._create_csr("t_jon", "Jon Weber")
        cls.queue = cls._create_queue("Sales t", cls.ines | cls.jon)
        cls.config.write({"care_queue_id": cls.queue.id, "care_enabled": True})
        # What others made before is not for these tests.
        cls.env["care.rule"].search([]).active = False

    @classmethod
    def _create_csr(cls, login, name, is_there=True, **values):
        user = new_test_user(cls.env, login, "customer_care.group_care_csr", name=name, **values)
        if is_there:
            cls._sign_in(user)
        return user

    @classmethod
    def _sign_in(cls, user, state="ready"):
        cls.env["mail.presence"]._update_presence(user)
        cls.env["care.agent"]._ensure(user).state = state

    @classmethod
    def _create_queue(cls, name, members, **values):
        return cls.env["care.queue"].create(
            {
                "name": name,
                "config_ids": [Command.link(cls.config.id)],
                "member_ids": [Command.set(members.ids)],
                **values,
            }
        )

    @classmethod
    def _ask(cls, user, text="Hello", **typed):
        """A customer asks for a conversation; gives the session as superuser."""
        typed = {"subject_id": 0, "order_id": 0, "url": "", "key": uuid.uuid4().hex, "text": text, **typed}
        customer = cls._customer(user)
        session = cls.env(user=user)["care.desk"]._start(customer, typed)
        return session.with_env(cls.env(su=True))

    @classmethod
    def _say(cls, session, text, key=None):
        user = session.customer_user_id
        customer = cls._customer(user)
        own = session.with_env(customer.env)
        return cls.env(user=user)["care.desk"]._say(customer, own, text, key or uuid.uuid4().hex)

    @classmethod
    def _accept(cls, session, csr):
        session.with_user(csr).action_accept()
        return session

    @classmethod
    def _visit(cls, user, url="/eservices/cart", title="Cart", tab="a" * 32, event="enter", load=""):
        customer = cls._customer(user)
        cls.env(user=user)["care.visit"]._report(customer, tab, event, url, title, True, load)
        cls.env.invalidate_all()
        return cls.env["care.visit"].search([("user_id", "=", user.id), ("tab", "=", tab)])

    @classmethod
    def _ago(cls, **delta):
        return fields.Datetime.subtract(fields.Datetime.now(), **delta)

    def _texts(self, session):
        """What the customer reads, as ``(kind, text)``."""
        return [
            (one["kind"], html2plaintext(one["html"]).strip())
            for one in self.env["care.desk"]._get_messages(session)
        ]

    def _bus(self, kind):
        """Payloads that were sent on the bus by this test, of one type."""
        self.env.cr.precommit.run()
        messages = self.env["bus.bus"].sudo().search([], order="id")
        return [one["payload"] for one in map(json.loads, messages.mapped("message")) if one["type"] == kind]


class LiveCase(LiveFixtures, TransactionCase):
    """Live customer care, tested where its rules live."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_live()
