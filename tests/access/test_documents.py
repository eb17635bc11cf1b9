"""Runs the table of documents, over HTTP."""

from odoo.tests import tagged

from .documents import DOCUMENTS
from .people import CUSTOMERS, AccessCase
from .table import differences

SIGNATURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@tagged("post_install", "-at_install")
class TestDocuments(AccessCase):
    """Odoo's own doors to the documents of the platform."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unreachable.image_1920 = SIGNATURE
        cls.tokens = {
            name: cls.records[name]._portal_ensure_token()
            for name in ("order", "cart", "quotation", "invoice")
        }

    def test_odoos_own_doors_lead_nowhere_else(self):
        self.assertEqual(differences(DOCUMENTS, CUSTOMERS, self._open), [])

    def test_messages_of_a_document_are_for_who_may_read_it(self):
        """What the page of a document fetches when its chatter opens."""
        for record, words, readers in (
            ("order", "For him", ("customer", "colleague", "portal")),
            ("cart", "For the customer", ("customer",)),
        ):
            for person in CUSTOMERS:
                params = {"thread_model": "sale.order", "thread_id": self.records[record].id}
                response = self.knock(person, "POST", "/mail/thread/messages", json={"params": params})
                with self.subTest(record=record, person=person):
                    self.assertEqual(words in response.text, person in readers)
                    self.assertNotIn("Inside only", response.text)

    def test_nobody_confirms_or_cancels_by_the_portal(self):
        """What comes from the platform is confirmed by staff (P20)."""
        for record, signed in (("cart", self.records["cart"]), ("waiting", self._submit_waiting())):
            for person in CUSTOMERS:
                token = signed._portal_ensure_token()
                with self.subTest(record=record, person=person), self.undone():
                    before = self.fingerprint()
                    path = f"/my/orders/{signed.id}"
                    params = {"access_token": token, "name": "Ada", "signature": SIGNATURE}
                    answer = self.knock(person, "POST", f"{path}/accept", json={"params": params}).json()
                    self.assertIn("error", answer.get("result", answer))
                    form = {
                        "csrf_token": self.csrf_token(person),
                        "access_token": token,
                        "decline_message": "No",
                    }
                    self.knock(person, "POST", f"{path}/decline", data=form)
                    self.assertEqual(self.fingerprint(), before)

    def test_no_context_sets_a_price(self):
        """A JSON request may bring a context; nothing of it reaches the cart."""
        for context in (
            {"default_price_unit": 0.01, "default_discount": 99},
            {
                "default_is_eservices_cart": False,
                "default_state": "sale",
                "default_partner_id": self.borel.id,
            },
            {"active_test": False, "allowed_company_ids": [self.records["other_company"].id]},
            {"lang": "xx_XX", "tz": "Nowhere"},
        ):
            with self.subTest(context=context), self.undone():
                params = {"product_id": self.free.id, "quantity": 1, "context": context}
                response = self.knock("colleague", "POST", "/eservices/cart/add", json={"params": params})
                self.assertTrue(response.json()["result"]["ok"])
                line = self.env["sale.order.line"].search([("order_id.partner_id", "=", self.colleague.id)])
                self.assertEqual((line.price_unit, line.discount, line.order_id.state), (10.0, 0, "draft"))
                self.assertTrue(line.order_id.is_eservices_cart)

    def test_details_take_nothing_but_details(self):
        crafted = {
            "partner_id": self.borel.id,
            "partner_invoice_id": self.borel.id,
            "partner_shipping_id": self.borel.id,
            "pricelist_id": self.records["pricelist"].id,
            "state": "sale",
            "is_eservices_cart": False,
            "amount_total": 1,
            "order_line": [[5]],
            "user_id": self.buyer_user.id,
        }
        before = self.fingerprint()
        response = self.knock(
            "customer", "POST", "/eservices/cart/details", json={"params": {"values": crafted}}
        )
        self.assertEqual(list(response.json()["result"]["errors"]), ["partner_shipping_id"])
        self.assertEqual(self.fingerprint(), before)

    # === HELPERS === #

    def _submit_waiting(self):
        order = self._submit_cart(self.colleague_user, (self.free, 1))
        order.require_signature = True
        return order

    def _open(self, address, record, person):
        path = address.format(id=self.records[record].id, token=self.tokens.get(record, ""))
        with self.undone():
            response = self.knock(person, "GET", path)
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.status_code in (302, 303):
            return "login" if "/web/login" in response.headers["Location"] else "missing"
        if "placeholder" in response.headers.get("Content-Disposition", ""):
            return "blank"
        if response.status_code == 200:
            return "page" if kind == "text/html" else "file"
        return {403: "denied", 404: "missing"}.get(response.status_code, str(response.status_code))
