from odoo.tests import TransactionCase

from .live import LiveFixtures


class ConsoleFixtures(LiveFixtures):
    """An agent who serves a business customer and knows of a private one on another channel."""

    @classmethod
    def _set_up_console(cls):
        cls._set_up_live()
        cls.acme.write({"ref": "C-10482", "city": "Lyon", "country_id": cls.env.ref("base.fr").id})
        cls.buyer.write(
            {
                "name": "Elena Marchetti",
                "email": "e.marchetti@acme.example",
                "phone": "+33 4 78 00 12 34",
                "function": "Buyer",
                "birthdate_date": "1985-03-09",
                "city": "Saint-Priest",
                "zip": "69800",
                "country_id": cls.env.ref("base.fr").id,
            }
        )
        cls.fashion = cls.env["eservices.config"].create({"name": "FashionFlow t"})
        cls.shopper = cls.env["res.partner"].create(
            {"name": "Anna Márchi", "email": "anna@fashion.example", "ref": "F-20391", "city": "Torino"}
        )
        cls.shopper_user = cls._create_platform_user("t_shopper", cls.shopper)
        cls.shopper_user.eservices_config_ids = cls.fashion
        for user in (cls.buyer_user, cls.colleague_user, cls.rival_user):
            user.eservices_config_ids = cls.config

    @classmethod
    def _console(cls, name="", user=None):
        """One of the console's services as an agent reaches it."""
        return cls.env(user=user or cls.ines)[f"care.console{name}"]

    @classmethod
    def _open(cls, partner=None, user=None, **values):
        """Open a customer in the console; gives the id of the contact session."""
        return cls._console(user=user).open((partner or cls.buyer).id, **values)["id"]

    @classmethod
    def _logged(cls, contact_id, kind):
        entries = cls.env["care.log"].search(
            [("contact_id", "=", contact_id), ("kind", "=", kind)], order="id"
        )
        return entries.mapped("text")


class ConsoleCase(ConsoleFixtures, TransactionCase):
    """The console's rules, tested where they live."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_console()
