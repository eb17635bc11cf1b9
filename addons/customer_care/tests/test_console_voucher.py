from odoo import Command, fields
from odoo.exceptions import MissingError, UserError, ValidationError
from odoo.tests import tagged

from .console import ConsoleCase


@tagged("post_install", "-at_install")
class TestConsoleVoucher(ConsoleCase):
    """Row A8."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["loyalty.program"].search([]).active = False
        cls.program = cls._create_program("Autumn tools t", care_available=True, care_quota=2)

    @classmethod
    def _create_program(cls, name, **values):
        return cls.env["loyalty.program"].create(
            {
                "name": name,
                "program_type": "coupons",
                "applies_on": "current",
                "trigger": "with_code",
                "rule_ids": [Command.create({})],
                "reward_ids": [
                    Command.create(
                        {
                            "reward_type": "discount",
                            "discount": 5,
                            "discount_mode": "percent",
                            "required_points": 1,
                        }
                    )
                ],
                **values,
            }
        )

    def setUp(self):
        super().setUp()
        self.contact_id = self._open()
        self.voucher = self._console(".voucher")
        self.answer = self._console(".cart").add(self.contact_id, {"code": "T-FREE", "quantity": 10})

    def _generate(self, user=None, contact_id=None):
        return self._console(".voucher", user).generate(contact_id or self.contact_id, self.program.id)

    def test_a_code_is_made_sent_and_applied(self):
        made = self._generate()
        card = self.env["loyalty.card"].browse(made["card_id"])
        self.assertEqual((card.partner_id, card.care_agent_id), (self.buyer, self.ines))
        self.assertEqual(made["vouchers"]["cards"][0]["state"], "new")
        sent = self.voucher.send(self.contact_id, card.id)
        self.assertEqual(sent["sent_to"], "e.marchetti@acme.example")
        self.assertEqual(sent["vouchers"]["cards"][0]["state"], "sent")
        mail = self.env["mail.mail"].sudo().search([], order="id desc", limit=1)
        self.assertIn(card.code, mail.body_html)
        self.assertIn(self.buyer, mail.recipient_ids)
        answer = self.voucher.apply(self.contact_id, card.code)
        self.assertEqual(answer["vouchers"]["cards"][0]["state"], "applied")
        self.assertEqual(answer["extra"][0]["tone"], "ok")
        self.assertEqual(self.voucher.remove(self.contact_id)["vouchers"]["code"], "")
        self.assertEqual(len(self._logged(self.contact_id, "voucher")), 3)

    def test_only_promotions_that_are_marked_and_run_are_available(self):
        hidden = self._create_program("Hidden t")
        today = fields.Date.today()
        over = self._create_program(
            "Over t", care_available=True, date_to=fields.Date.subtract(today, days=1)
        )
        other = self.env["res.company"].create({"name": "Other company"})
        foreign = self._create_program("Foreign t", care_available=True, company_id=other.id)
        names = [program["name"] for program in self.answer["vouchers"]["programs"]]
        self.assertEqual(names, ["Autumn tools t"])
        for program in (hidden, over, foreign):
            with self.subTest(program.name), self.assertRaisesRegex(UserError, "not available"):
                self.voucher.generate(self.contact_id, program.id)

    def test_the_quota_is_each_agents_own(self):
        self._generate()
        left = self._generate()["vouchers"]["programs"][0]
        self.assertEqual((left["left"], left["may"]), (0, False))
        with self.assertRaisesRegex(UserError, "your 2 codes"):
            self._generate()
        self._generate(self.jon, self._open(user=self.jon))

    def test_a_voucher_of_another_customer_is_refused(self):
        other = self._open(self.rival)
        foreign = self._generate(contact_id=other)
        with self.assertRaisesRegex(UserError, "unknown"):
            self.voucher.apply(self.contact_id, foreign["code"])
        with self.assertRaises(MissingError):
            self.voucher.send(self.contact_id, foreign["card_id"])
        self.assertFalse(self._console(".cart").get_cart(self.contact_id)["vouchers"]["cards"])

    def test_wrong_codes_say_why(self):
        for code in ("NOTHING", "", None, "x" * 100):
            with self.subTest(code), self.assertRaises(UserError):
                self.voucher.apply(self.contact_id, code)

    def test_who_has_no_address_gets_no_mail(self):
        made = self._generate()
        self.buyer.email = False
        with self.assertRaisesRegex(UserError, "no e-mail address"):
            self.voucher.send(self.contact_id, made["card_id"])

    def test_only_programs_with_codes_are_for_the_console(self):
        with self.assertRaises(ValidationError):
            self._create_program("Loyalty t", program_type="loyalty", care_available=True)
        with self.assertRaises(ValidationError):
            self.program.care_quota = -1
