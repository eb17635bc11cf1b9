from odoo import Command
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import tagged

from .console import ConsoleCase


@tagged("post_install", "-at_install")
class TestDoctor(ConsoleCase):
    """Row B11."""

    def setUp(self):
        super().setUp()
        self.clerk = self.staff
        self.doctor = self.env(user=self.clerk)["care.doctor"]

    def _examine(self, product, partner=None, user=None):
        doctor = self.env(user=user)["care.doctor"] if user else self.doctor
        return doctor.examine((partner or self.buyer).id, product.id, self.config.id)

    def _states(self, answer):
        return {gate["key"]: gate["state"] for gate in answer["gates"]}

    def test_every_gate_is_asked_in_the_order_of_the_rights(self):
        self.unreachable.product_tmpl_id.write({"ecommerce_ok": False, "sale_ok": False})
        answer = self._examine(self.unreachable)
        rights = self.env["eservices.rights"]._explain(self.unreachable, self.buyer, self.config)
        keys = [gate["key"] for gate in answer["gates"]]
        self.assertEqual(keys, ["user", "contact", *(key for key, _passed, _reason in rights), "carrier"])
        failed = [key for key, state in self._states(answer).items() if state == "failed"]
        self.assertEqual(failed, [key for key, passed, _reason in rights if not passed])
        self.assertEqual(failed, ["listed", "sellable", "reference"])
        self.assertIn("Elena Marchetti cannot order T-NONE on Bolts & Co", answer["title"])
        self.assertEqual(answer["gates"][0]["record"]["model"], "res.users")
        self.assertEqual(
            [one["state"] for one in answer["meets"]], ["Not listed", "Refused", "Blocked at validation"]
        )

    def test_what_may_be_ordered_passes(self):
        answer = self._examine(self.referenced)
        self.assertTrue(answer["ok"])
        self.assertNotIn("failed", self._states(answer).values())
        gate = next(one for one in answer["gates"] if one["key"] == "reference")
        self.assertEqual(
            (gate["record"]["model"], gate["record"]["id"]), ("product.customerinfo", self.reference.id)
        )
        self.assertEqual([one["ok"] for one in answer["others"]], [True], "his colleague too")

    def test_a_reference_mends_it_for_this_company_alone(self):
        gate = next(one for one in self._examine(self.unreachable)["gates"] if one["state"] == "failed")
        self.assertEqual([one["key"] for one in gate["fixes"]], ["reference", "free"])
        self.assertEqual([one["reach"] for one in gate["fixes"]], ["Only ACME", "Every customer"])
        answer = self.doctor.mend(self.buyer.id, self.unreachable.id, self.config.id, "reference")
        self.assertTrue(answer["ok"])
        self.assertFalse(self._examine(self.unreachable, self.rival)["ok"])
        self._fill_cart(self.buyer_user, (self.unreachable, 1))
        log = self.env["care.log"].search([("kind", "=", "mended")], limit=1)
        self.assertEqual((log.agent_id, log.partner_id), (self.clerk, self.buyer))
        with self.assertRaisesRegex(UserError, "nothing to mend"):
            self.doctor.mend(self.buyer.id, self.unreachable.id, self.config.id, "reference")

    def test_free_sale_and_listing_reach_everybody(self):
        self.unreachable.product_tmpl_id.write({"ecommerce_ok": False, "sale_ok": False})
        for fix in ("list", "sell", "free"):
            self.doctor.mend(self.buyer.id, self.unreachable.id, self.config.id, fix)
        self.assertTrue(self._examine(self.unreachable)["ok"])
        self.assertTrue(self._examine(self.unreachable, self.rival)["ok"])

    def test_each_button_mends_its_gate(self):
        template = self.free.product_tmpl_id
        broken = {
            "list": ("listed", {"ecommerce_ok": False}),
            "sell": ("sellable", {"sale_ok": False}),
            "free": ("reference", {"free_sale": False}),
            "reference": ("reference", {"free_sale": False}),
        }
        for fix, (key, values) in broken.items():
            template.write({"ecommerce_ok": True, "sale_ok": True, "free_sale": True, **values})
            with self.subTest(fix):
                gate = next(one for one in self._examine(self.free)["gates"] if one["key"] == key)
                self.assertEqual(gate["state"], "failed")
                self.assertTrue(next(one for one in gate["fixes"] if one["key"] == fix)["may"])
                answer = self.doctor.mend(self.buyer.id, self.free.id, self.config.id, fix)
                self.assertEqual(self._states(answer)[key], "passed")
                self.assertTrue(answer["ok"])

    def test_an_archived_product_is_sold_again(self):
        self.free.action_archive()
        self.assertEqual(self._states(self._examine(self.free))["sellable"], "failed")
        self.assertTrue(self.doctor.mend(self.buyer.id, self.free.id, self.config.id, "sell")["ok"])
        self.assertTrue(self.free.active)

    def test_the_platform_is_opened_by_an_officer_alone(self):
        contact = self._create_contact(self.acme, "new@acme.example")
        self.ines.group_ids |= self.env.ref("base.group_partner_manager")
        [fix] = self._examine(self.free, contact, self.ines)["gates"][0]["fixes"]
        self.assertEqual((fix["key"], fix["may"]), ("open", False))
        self.assertTrue(fix["reason"])
        doctor = self.env(user=self.ines)["care.doctor"]
        with self.assertRaisesRegex(AccessError, "officer"):
            doctor.mend(contact.id, self.free.id, self.config.id, "open")
        self.assertFalse(contact.eservices_is_open)
        self.ines.group_ids |= self.env.ref("eservices_ecommerce.group_eservices_officer")
        self.assertTrue(doctor.mend(contact.id, self.free.id, self.config.id, "open")["ok"])

    def test_who_may_not_write_the_record_reads_only(self):
        gate = next(
            one
            for one in self._examine(self.unreachable, user=self.ines)["gates"]
            if one["state"] == "failed"
        )
        self.assertEqual([one["may"] for one in gate["fixes"]], [False, False])
        for fix in ("reference", "free"):
            with self.subTest(fix), self.assertRaises(AccessError):
                self.env(user=self.ines)["care.doctor"].mend(
                    self.buyer.id, self.unreachable.id, self.config.id, fix
                )

    def test_a_crafted_fix_calls_nothing(self):
        for fix in ("", "gates", "open", None, "reference) or (1"):
            with self.subTest(fix), self.assertRaises(UserError):
                self.doctor.mend(self.buyer.id, self.unreachable.id, self.config.id, fix)

    def test_a_contact_without_the_platform_fails_first_and_is_opened(self):
        contact = self._create_contact(self.acme, "new@acme.example")
        answer = self._examine(self.free, contact)
        self.assertEqual(answer["gates"][0]["state"], "failed")
        self.assertEqual(answer["gates"][0]["fixes"][0]["key"], "open")
        self.clerk.group_ids |= self.env.ref("base.group_partner_manager")
        self.assertTrue(self.doctor.mend(contact.id, self.free.id, self.config.id, "open")["ok"])

    def test_a_carrier_that_does_not_take_it_warns_and_hides_nothing(self):
        danger = self.env["product.tag"].create({"name": "UN 1950 t"})
        self.free.product_tmpl_id.product_tag_ids = danger
        product = self.env["product.product"].create({"name": "DPD t", "type": "service"})
        self.env["delivery.carrier"].create(
            {
                "name": "DPD t",
                "product_id": product.id,
                "excluded_tag_ids": [Command.link(danger.id)],
            }
        )
        answer = self._examine(self.free)
        gate = answer["gates"][-1]
        self.assertEqual((gate["state"], gate["reason"]), ("warning", "DPD t: does not take: UN 1950 t"))
        self.assertTrue(answer["ok"])
        self.free.type = "service"
        self.assertEqual(self._examine(self.free)["gates"][-1]["state"], "passed", "nobody has to bring it")

    def test_only_who_serves_the_channel_examines(self):
        with self.assertRaises(AccessError):
            self._examine(
                self.free, user=self._create_csr("t_nobody", "No", is_there=False) and self.buyer_user
            )
        self.config.care_agent_ids = self.jon
        with self.assertRaisesRegex(AccessError, "do not serve"):
            self._examine(self.free, user=self.ines)
        self.config.care_agent_ids = False
        with self.assertRaisesRegex(AccessError, "internal user"):
            self._examine(self.free, self.jon.partner_id)
        with self.assertRaises(MissingError):
            self.doctor.examine(0, self.free.id, self.config.id)

    def test_products_are_found_whether_they_may_be_ordered_or_not(self):
        found = self.doctor.find("T-N*", self.config.id)["products"]
        self.assertEqual([one["code"] for one in found], ["T-NONE"])
