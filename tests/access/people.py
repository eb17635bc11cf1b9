"""Who stands in the access table, what exists for them to reach, and how they knock."""

import re
from contextlib import contextmanager

from support.source import ADDONS

from odoo.tests import HttpCase, new_test_user

from odoo.addons.eservices_ecommerce.tests.common import PlatformFixtures

from .care import PROOF, CareRecords
from .spaces import SpaceRecords

# Columns of the tables. `customer` and `colleague` order for one company, `rival` for another; `portal` is an
# external user of the customer's company without the platform; `clerk` does sales, stock, invoices and
# e-commerce; `rep` is an account representative, the others hold what their name says and no more.
CUSTOMERS = ("anonymous", "customer", "colleague", "rival", "portal")
STAFF = ("employee", "csr", "clerk", "rep", "manager")
PEOPLE = CUSTOMERS + STAFF
GROUPS = {
    "portal": "base.group_portal",
    "employee": "base.group_user",
    "csr": "customer_care.group_care_csr",
    "clerk": "base.group_partner_manager,sales_team.group_sale_salesman_all_leads,stock.group_stock_user,"
    "account.group_account_invoice,eservices_ecommerce.group_eservices_officer",
    "rep": "collab_space.group_collab_rep",
    "manager": "sales_team.group_sale_manager,stock.group_stock_manager,account.group_account_manager,"
    "eservices_ecommerce.group_eservices_manager,customer_care.group_care_supervisor,"
    "collab_space.group_collab_manager",
}
LOGINS = {
    "customer": "t_buyer",
    "colleague": "t_colleague",
    "rival": "t_rival",
    **{person: f"t_{person}" for person in GROUPS},
}
OURS = tuple(addon.name for addon in ADDONS)
# A picture of one dot.
LOGO = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
# Higher than any id of the test database, and still an id to PostgreSQL.
MISSING = 2_000_000_000
CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
# What may not change when somebody is turned away.
WATCHED = (
    "sale_order",
    "sale_order_line",
    "eservices_payment",
    "eservices_return",
    "eservices_return_line",
    "account_move",
    "account_payment",
    "stock_picking",
    "res_partner",
    "mail_message",
    "ir_attachment",
    "eservices_message_read",
    "eservices_list",
    "eservices_list_line",
    "care_agent",
    "care_contact",
    "care_log",
    "care_proposal",
    "care_request",
    "care_event",
    "care_push",
    "care_session",
    "care_transfer",
    "care_visit",
    "collab_event",
    "collab_file",
    "collab_file_access",
    "collab_member",
    "collab_signature",
    "collab_space",
    "collab_task",
    "collab_term",
    "collab_topic",
    "collab_version",
)


class AccessCase(CareRecords, SpaceRecords, PlatformFixtures, HttpCase):
    """The people, the documents of the customer and of others, and requests as each of the people."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        for person, groups in GROUPS.items():
            values = {"partner_id": cls._create_contact(cls.acme, "paul@acme.example").id}
            new_test_user(cls.env, LOGINS[person], groups, **(values if person == "portal" else {}))
        cls.users = {
            person: cls.env["res.users"].search([("login", "=", login)]) for person, login in LOGINS.items()
        }
        cls.records = {}
        cls._set_up_documents()
        cls._set_up_care()
        cls._set_up_spaces()

    @classmethod
    def _set_up_documents(cls):
        cls.config.logo = LOGO
        invoice = cls._create_invoice(cls.buyer_user)
        order = invoice.invoice_line_ids.sale_line_ids.order_id
        payment = cls._record_payment(cls.buyer_user, invoice, 10, proof=("slip.pdf", PROOF))
        cart = cls._fill_cart(cls.buyer_user, (cls.free, 1), (cls.referenced, 2)).with_env(cls.env)
        other_company = cls.env["res.company"].create({"name": "Other company"})
        other_config = cls.env["eservices.config"].create(
            {"name": "Other channel", "company_id": other_company.id}
        )
        rival_order = cls._submit_cart(cls.rival_user, (cls.free, 1))
        price_rule = cls.env["product.pricelist.item"].create(
            # It is the list of whoever has none: nothing is cheaper for it.
            {
                "pricelist_id": cls.env["product.pricelist"].create({"name": "List t"}).id,
                "compute_price": "percentage",
            }
        )
        # Archived, it concerns nobody's cart.
        promotion = cls.env["loyalty.program"].create({"name": "Promotion t", "active": False})
        promotion_rule = cls.env["loyalty.rule"].create({"program_id": promotion.id})
        cls.records |= {
            "rival_order": rival_order,
            "order_log": order.message_post(body="Inside only", subtype_xmlid="mail.mt_note"),
            "order_note": order.message_post(
                body="Inside only", subtype_xmlid="mail.mt_note", message_type="comment"
            ),
            "order_message": order.message_post(
                body="For him",
                subtype_xmlid="mail.mt_comment",
                message_type="comment",
                partner_ids=cls.buyer.ids,
                attachments=[("drawing.pdf", PROOF)],
            ),
            "cart_message": cart.message_post(
                body="For the customer",
                subtype_xmlid="mail.mt_comment",
                message_type="comment",
                partner_ids=cls.buyer.ids,
            ),
            "proof": cls.env["ir.attachment"].search(
                [("res_model", "=", "eservices.payment"), ("res_field", "=", "proof")], limit=1
            ),
            "order": order,
            "order_line": order.order_line[:1],
            "order_report": cls.env["sale.report"].search(
                [("order_reference", "=", f"sale.order,{order.id}")], limit=1
            ),
            "picking": order.picking_ids[:1],
            "invoice": invoice,
            "invoice_line": invoice.invoice_line_ids[:1],
            "draft_invoice": invoice.copy(),
            "quotation": cls.env["sale.order"].create({"partner_id": cls.buyer.id}),
            "cart": cart,
            "cart_line": cart.order_line[:1],
            "payment": payment,
            "refusal": cls.env["eservices.payment.refuse"].create(
                {"payment_id": payment.id, "reason": "No."}
            ),
            "free_product": cls.free,
            "own_product": cls.referenced,
            "hidden_product": cls.unreachable,
            "template": cls.free.product_tmpl_id,
            "reference": cls.reference,
            "contact": cls.buyer,
            "country": cls.env.ref("base.fr"),
            "own_user": cls.buyer_user,
            "rival_user": cls.rival_user,
            "group": cls.env.ref("eservices_ecommerce.group_eservices_officer"),
            "language": cls.env.ref("base.lang_en"),
            "tax": cls.env["account.tax"].search([("company_id", "=", cls.company.id)], limit=1),
            "tax_group": cls.env["account.tax.group"].search([("company_id", "=", cls.company.id)], limit=1),
            "tax_share": cls.env["account.tax.repartition.line"].search(
                [("company_id", "=", cls.company.id)], limit=1
            ),
            "currency": cls.company.currency_id,
            "own_company": cls.company,
            "unit": cls.env.ref("uom.product_uom_unit"),
            "tag": cls.env["product.tag"].create({"name": "Tag t"}),
            # It brings nobody's cart.
            "carrier": cls.env["delivery.carrier"].create(
                {"name": "Carrier t", "product_id": cls.free.id, "country_ids": cls.env.ref("base.aq").ids}
            ),
            "account": cls.acme,
            "rival_account": cls.borel,
            "pricelist": price_rule.pricelist_id,
            "price_rule": price_rule,
            "promotion": promotion,
            "promotion_rule": promotion_rule,
            "picking_type": order.picking_ids.picking_type_id[:1],
            "clerk": cls.users["clerk"].partner_id,
            "clerk_user": cls.users["clerk"],
            "manager_user": cls.users["manager"],
            "config": cls.config,
            "family": cls.fastening,
            "entry": cls.env["eservices.catalogue.entry"].search([], limit=1),
            "count": cls.env["eservices.catalogue.count"].search([], limit=1),
            "mark": cls.env["eservices.message.read"].create(
                {
                    "user_id": cls.rival_user.id,
                    "res_model": "sale.order",
                    "res_id": rival_order.id,
                    "last_message_id": 1,
                }
            ),
            "update": cls.env["eservices.product.update"].create(
                {"product_tmpl_ids": cls.free.product_tmpl_id.ids, "free_sale": "no"}
            ),
            "other_company": other_company,
            "other_config": other_config,
            "other_payment": payment.copy(
                {"company_id": other_company.id, "config_id": other_config.id, "invoice_ids": False}
            ),
            "missing": cls.env["res.partner"].browse(MISSING),
        }

        cls._set_up_lists(other_config)
        cls._set_up_returns(other_company)
        message = cls.records["order_message"]
        shown, inside = {"attached_on_sale": "quotation"}, {}
        # What has two ids in its address.
        cls.pairs = {
            "free_document": (cls.free.id, cls._create_document(cls.free, shown)),
            "own_document": (cls.referenced.id, cls._create_document(cls.referenced, shown)),
            "hidden_document": (cls.unreachable.id, cls._create_document(cls.unreachable, shown)),
            "inside_document": (cls.free.id, cls._create_document(cls.free, inside)),
            # Of another product than the address says.
            "strange_document": (cls.free.id, cls._create_document(cls.unreachable, shown)),
            "config_icon": (cls.config.id, 192),
            "odd_icon": (cls.config.id, 64),
            **cls._pair_lists(),
            "order_file": (message.id, message.attachment_ids.id),
            "note_file": (cls.records["order_note"].id, message.attachment_ids.id),
        }

    @classmethod
    def _set_up_lists(cls, other_config):
        """Lists of the customer: his own, a shared one, one of another channel, one thrown away."""
        line = {"product_id": cls.free.id, "product_uom_qty": 2}
        gone = {"product_id": cls.referenced.id, "active": False}
        values = {"partner_id": cls.buyer.id, "config_id": cls.config.id}
        for name, more in (
            ("private_list", {}),
            ("shared_list", {"is_shared": True}),
            ("other_list", {"is_shared": True, "config_id": other_config.id}),
            ("gone_list", {"active": False}),
        ):
            lines = [(0, 0, line), (0, 0, {**gone, "sequence": 20})]
            made = cls.env["eservices.list"].create({"name": name, **values, **more, "line_ids": lines})
            cls.records[name] = made
            cls.records[f"{name}_line"] = made.line_ids

    @classmethod
    def _set_up_returns(cls, other_company):
        """A return of the customer, and one of another company's delivery."""
        picking = cls.records["picking"]
        types = cls.env["stock.picking.type"].with_context(active_test=False)
        other_type = types.search([("code", "=", "outgoing"), ("company_id", "=", other_company.id)], limit=1)
        other_picking = cls.env["stock.picking"].create({"picking_type_id": other_type.id})
        cls.records["picking_move"] = picking.move_ids
        for name, delivery in (("claim", picking), ("other_claim", other_picking)):
            line = {"move_id": picking.move_ids.id, "quantity": 1, "reason": "faulty"}
            made = cls.env["eservices.return"].create(
                {
                    "partner_id": cls.buyer.id,
                    "company_id": delivery.company_id.id,
                    "picking_id": delivery.id,
                    "line_ids": [(0, 0, line)],
                }
            )
            cls.records |= {name: made, f"{name}_line": made.line_ids}
        cls.records["claim_refusal"] = cls.env["eservices.return.refuse"].create(
            {"return_id": cls.records["claim"].id, "reason": "No."}
        )

    @classmethod
    def _pair_lists(cls):
        """Lists with a line of theirs, one that was taken off, and one of another list."""
        private, shared = cls.records["private_list"], cls.records["shared_list"]
        thrown = shared.with_context(active_test=False).line_ids - shared.line_ids
        return {
            "private_line": (private.id, private.line_ids.id),
            "shared_line": (shared.id, shared.line_ids.id),
            "thrown_line": (shared.id, thrown.id),
            "strange_line": (private.id, shared.line_ids.id),
        }

    @classmethod
    def _create_document(cls, product, values):
        values = {"name": "sheet.pdf", "raw": PROOF, "mimetype": "application/pdf", **values}
        of_product = {"res_model": "product.template", "res_id": product.product_tmpl_id.id}
        return cls.env["product.document"].create({**values, **of_product}).id

    # === KNOCKING === #

    def setUp(self):
        super().setUp()
        self._doors = {}
        self._tokens = {}

    def knock(self, person, method, path, **kwargs):
        """Send a request as one of the people, each of whom has a session of his own."""
        if person not in self._doors:
            self.session = None
            self.authenticate(LOGINS.get(person), None)
            self._doors[person] = (self.opener, self.session)
        self.opener, self.session = self._doors[person]
        url = f"{self.base_url()}{path}"
        return self.opener.request(method, url, allow_redirects=False, timeout=30, **kwargs)

    def csrf_token(self, person):
        """The token of the person's session, taken from a page with a form."""
        if person not in self._tokens:
            self._tokens[person] = CSRF.search(self.knock(person, "GET", "/web/login").text).group(1)
        return self._tokens[person]

    def rpc(self, person, model, method, *args, **kwargs):
        """Call a model's method over HTTP, as any program can.

        :return: ``(outcome, result)``; see ``read_json``
        """
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        path = f"/web/dataset/call_kw/{model}/{method}"
        return read_json(self.knock(person, "POST", path, json={"params": params}))

    @contextmanager
    def undone(self, forget=False):
        """Take back whatever happens inside.

        :param bool forget: caches too, which outlive the rollback; needed where rights are changed inside
        """
        with self.env.cr.savepoint() as savepoint:
            try:
                yield
            finally:
                savepoint.rollback()
                if forget:
                    self.env.registry.clear_all_caches()

    def fingerprint(self):
        """A digest of the rows that only who is let in may change."""
        self.env.cr.flush()
        digests = []
        for name in WATCHED:
            self.env.cr.execute(f"SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM {name} t")  # noqa: S608
            digests.append(self.env.cr.fetchone()[0])
        return digests

    def fill(self, values):
        """Replace ``@record`` in values by the record's id."""
        if isinstance(values, dict):
            return {key: self.fill(value) for key, value in values.items()}
        if isinstance(values, list | tuple):
            return [self.fill(value) for value in values]
        if isinstance(values, str) and values.startswith("@"):
            return self.records[values[1:]].id
        return values


OUTCOMES = {
    "AccessError": "denied",
    "AccessDenied": "denied",
    "Forbidden": "denied",
    "SessionExpiredException": "login",
    "NotFound": "missing",
    "MissingError": "missing",
    "UserError": "refused",
    "ValidationError": "refused",
    "RedirectWarning": "refused",
}


def read_json(response):
    """Say what a JSON answer means.

    :return: ``(outcome, result)``: the outcome is ``done``, one of ``OUTCOMES``, or names an unexpected error
    """
    if response.status_code != 200:
        return str(response.status_code), None
    answer = response.json()
    if "error" not in answer:
        return "done", answer.get("result")
    data = answer["error"]["data"]
    name = data["name"].rpartition(".")[2]
    return OUTCOMES.get(name, f"{name}({data['message']})".replace(" ", "_")[:120]), None
