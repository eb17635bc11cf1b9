import re

import psycopg2.errors

from odoo import models
from odoo.exceptions import ConcurrencyError, MissingError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, plaintext2html
from odoo.tools.mimetypes import guess_mimetype

from ..const import LIST_PAGE, MESSAGE_FILE_BYTES, MESSAGE_FILES, MESSAGE_MAX_TEXT, MESSAGE_MIMETYPES
from . import prepared

# What is talked about, and its model. A cart is an order, but belongs to one contact.
KINDS = {
    "cart": "sale.order",
    "order": "sale.order",
    "delivery": "stock.picking",
    "invoice": "account.move",
    "payment": "eservices.payment",
    "return": "eservices.return",
}
URLS = {
    "cart": "/eservices/cart",
    "order": "/eservices/orders/%d",
    "delivery": "/eservices/deliveries/%d",
    "invoice": "/eservices/invoices/%d",
    "payment": "/eservices/payments/%d",
    "return": "/eservices/returns/%d",
}


class EservicesMessages(models.AbstractModel):
    """Messages between staff and customers, on the documents that they are about (P23).

    A message is the customer's to read when it is public (see ``mail.message``), when staff wrote it to
    somebody of his company or his company wrote it, and when the document is one that he sees. All three are
    asked each time, in one domain.
    """

    _name = "eservices.messages"
    _description = "Messages on the customer platform"

    # === DOCUMENTS === #

    def _get_document_domains(self, customer):
        """Hook: the documents that this customer sees, for each kind that is switched on.

        :return: ``{kind: Domain}``
        """
        config, env = customer.config, customer.env
        domains = {}
        if config.show_cart:
            domains["cart"] = (
                Domain("partner_id", "=", customer.contact.id)
                & Domain("eservices_config_id", "=", config.id)
                & Domain("is_eservices_cart", "=", True)
                & Domain("state", "=", "draft")
            )
        if config.show_orders:
            domains["order"] = env["sale.order"]._get_eservices_domain(customer)
        if config.show_deliveries:
            domains["delivery"] = env["stock.picking"]._get_eservices_domain(customer)
        if config.show_invoices:
            domains["invoice"] = env["account.move"]._get_eservices_domain(customer)
            domains["payment"] = self.env["eservices.invoices"]._get_payments_domain(customer)
        if config.show_returns:
            domains["return"] = self.env["eservices.returns"]._get_domain(customer)
        return domains

    def _find(self, customer, kind, document_id):
        """A document of the customer.

        :param str kind: see ``KINDS``
        :raise MissingError: for any other document: to the customer it does not exist
        """
        domain = self._get_document_domains(customer).get(kind)
        document = domain is not None and customer.env[KINDS[kind]].search(
            Domain("id", "=", document_id) & domain
        )
        if not document:
            raise MissingError(self.env._("This document does not exist."))
        return document

    def _get_kind(self, customer, document):
        """What the document is to this customer; ``None`` when he does not see it."""
        for kind, domain in self._get_document_domains(customer).items():
            if KINDS[kind] == document._name and customer.env[document._name].search_count(
                Domain("id", "=", document.id) & domain, limit=1
            ):
                return kind
        return None

    def _get_url(self, kind, document_id):
        """Path of the document's page, at its messages."""
        url = URLS[kind]
        return f"{url % document_id if '%' in url else url}#messages"

    # === WHICH MESSAGES === #

    def _get_public_domain(self):
        return self.env["mail.message"]._get_eservices_public_domain()

    def _get_staff_domain(self, addressees):
        """Public messages that staff wrote to somebody.

        :param list addressees: ids of partners
        """

        def to_sql(_model, alias, _query):
            # An e-mail of a stranger that came into the chatter is no message of staff.
            return SQL(
                "%(author)s IN (SELECT partner_id FROM res_users WHERE NOT share) AND %(id)s IN ("
                "SELECT mail_message_id FROM mail_message_res_partner_rel WHERE res_partner_id = ANY(%(to)s)"
                " UNION SELECT mail_message_id FROM mail_notification WHERE res_partner_id = ANY(%(to)s))",
                author=SQL.identifier(alias, "author_id"),
                id=SQL.identifier(alias, "id"),
                to=addressees,
            )

        return self._get_public_domain() & Domain.custom(to_sql=to_sql)

    def _get_addressees(self, customer):
        # A user who stands for a contact may be a partner of somewhere else. Ids, and no query of them:
        # PostgreSQL then knows how few of all messages are asked for.
        partners = customer.env["res.partner"].with_context(active_test=False)
        company = partners.search(Domain("commercial_partner_id", "=", customer.company.id))
        return (company | customer.user.partner_id).ids

    def _get_thread_domain(self, customer, document):
        """Messages of a document that its customer reads: staff to his company, and its answers."""
        own = self._get_public_domain() & Domain("author_id.commercial_partner_id", "=", customer.company.id)
        return (
            Domain("model", "=", document._name)
            & Domain("res_id", "=", document.id)
            & (own | self._get_staff_domain(self._get_addressees(customer)))
        )

    def _get_about_domain(self, customer, names=None):
        """Messages on any document that the customer sees, or on those of some models by name."""
        domains = {
            kind: domain
            for kind, domain in self._get_document_domains(customer).items()
            if names is None or KINDS[kind] in names
        }

        def to_sql(_model, alias, _query):
            # Asked for each message: the documents of a customer may be far more than what is said of them.
            alternatives = SQL(" OR ").join(
                SQL(
                    "(%s = %s AND EXISTS (%s))",
                    SQL.identifier(alias, "model"),
                    KINDS[kind],
                    self._select_document(customer, kind, domain, SQL.identifier(alias, "res_id")),
                )
                for kind, domain in domains.items()
            )
            return SQL("(%s)", alternatives)

        return Domain.custom(to_sql=to_sql) if domains else Domain.FALSE

    def _select_document(self, customer, kind, domain, document_id):
        query = customer.env[KINDS[kind]]._search(domain)
        query.add_where(SQL("%s = %s", SQL.identifier(query.table, "id"), document_id))
        return query.select(SQL("1"))

    def _get_inbox_domain(self, customer):
        """What staff wrote to the customer's company, on any document that he sees."""
        return self._get_about_domain(customer) & self._get_staff_domain(self._get_addressees(customer))

    def _get_unread_domain(self, customer):
        """What staff wrote to the customer himself and he has not seen."""
        return self._get_unseen_domain(customer) & self._get_about_domain(customer)

    def _get_unseen_domain(self, customer):
        """The same without asking whether he still sees the documents."""
        user = customer.user

        def to_sql(_model, alias, _query):
            return SQL(
                "NOT EXISTS (SELECT FROM eservices_message_read r WHERE r.user_id = %(user)s"
                " AND r.res_model = %(model)s AND r.res_id = %(res_id)s AND r.last_message_id >= %(id)s)",
                user=user.id,
                model=SQL.identifier(alias, "model"),
                res_id=SQL.identifier(alias, "res_id"),
                id=SQL.identifier(alias, "id"),
            )

        himself = [customer.contact.id, user.partner_id.id]
        return self._get_staff_domain(himself) & Domain.custom(to_sql=to_sql)

    def _find_unseen_ids(self, customer):
        """Messages of any kind that name the customer or were sent to him, and that he has not seen."""
        self.env.flush_all()
        rows = prepared.execute_query(
            self.env,
            SQL(
                """
                SELECT m.id
                  FROM mail_message m
                  LEFT JOIN eservices_message_read r
                    ON r.user_id = %(user)s AND r.res_model = m.model AND r.res_id = m.res_id
                 WHERE m.id > COALESCE(r.last_message_id, 0) AND m.id IN (
                       SELECT mail_message_id FROM mail_message_res_partner_rel
                        WHERE res_partner_id = ANY (%(to)s)
                        UNION
                       SELECT mail_message_id FROM mail_notification WHERE res_partner_id = ANY (%(to)s))
                """,
                user=customer.user.id,
                to=[customer.contact.id, customer.user.partner_id.id],
            ),
        )
        return [row[0] for row in rows]

    def _search_messages(self, customer, domain, **options):
        messages = customer.env["mail.message"]
        # The domains name these in SQL of their own.
        messages.flush_model(["attachment_ids", "author_id", "body", "partner_ids", "notification_ids"])
        return messages.search(domain, **options)

    def _count_unread(self, customer):
        """How many messages the customer has not seen."""
        # Nothing is what most pages find: what is said and on which documents is asked for only then.
        addressed = self._find_unseen_ids(customer)
        if not addressed:
            return 0
        unseen = self._search_messages(
            customer, Domain("id", "in", addressed) & self._get_unseen_domain(customer), limit=100
        )
        about = self._get_about_domain(customer, set(unseen.mapped("model")))
        return len(self._search_messages(customer, Domain("id", "in", unseen.ids) & about))

    def _list(self, customer, page=1):
        """A page of the inbox, the newest first.

        :return: ``(messages, those unread, total)``
        """
        domain = self._get_inbox_domain(customer)
        found = self._search_messages(
            customer, domain, order="date desc, id desc", limit=LIST_PAGE, offset=(page - 1) * LIST_PAGE
        )
        unread = self._search_messages(
            customer, Domain("id", "in", found.ids) & self._get_unread_domain(customer)
        )
        return found, unread, customer.env["mail.message"].search_count(domain)

    def _has_messages(self, document):
        """Whether there is any message on a document, whoever may read it."""
        statement = SQL(
            "SELECT EXISTS (SELECT FROM mail_message WHERE model = %s AND res_id = %s)",
            document._name,
            document.id,
        )
        self.env.flush_all()
        [(has_any,)] = prepared.execute_query(self.env, statement)
        return has_any

    def _get_thread(self, customer, document):
        """Messages of one document, the oldest first, and those unread among them."""
        found = self._search_messages(customer, self._get_thread_domain(customer, document), order="date, id")
        if not found:
            return found, found
        unread = self._search_messages(
            customer, Domain("id", "in", found.ids) & self._get_unread_domain(customer)
        )
        return found, unread

    def _find_file(self, customer, message_id, attachment_id):
        """A file of a message that the customer reads.

        :raise MissingError: for any other file
        """
        message = customer.env["mail.message"].browse(message_id).exists()
        kinds = [kind for kind, model in KINDS.items() if message and model == message.model]
        for kind in kinds:
            domain = self._get_document_domains(customer).get(kind, Domain.FALSE)
            document = customer.env[KINDS[kind]].search(Domain("id", "=", message.res_id) & domain)
            if document and self._search_messages(
                customer, Domain("id", "=", message.id) & self._get_thread_domain(customer, document)
            ):
                attachment = message.attachment_ids.filtered(lambda file: file.id == attachment_id)
                if attachment:
                    return attachment
        raise MissingError(self.env._("This file does not exist."))

    # === READING AND ANSWERING === #

    def _mark_read(self, customer, document, message_id):
        """The customer has seen a document's messages up to this one.

        :return: how many are unread now, on all documents
        """
        found = self._get_thread(customer, document)[0].filtered(lambda message: message.id <= message_id)
        if found:
            self._mark(customer, [(document._name, document.id, max(found.ids))])
        return self._count_unread(customer)

    def _mark_all_read(self, customer):
        """The customer wants nothing to be unread."""
        last = {}
        for message in self._search_messages(customer, self._get_unread_domain(customer)):
            place = (message.model, message.res_id)
            last[place] = max(message.id, last.get(place, 0))
        self._mark(customer, [(*place, message_id) for place, message_id in last.items()])

    def _mark(self, customer, rows):
        if customer.env["eservices.message.read"]._mark(customer.user, rows):
            customer.user._bus_send("eservices.message/read", {})

    def _answer(self, customer, document, text, files=(), key=""):
        """Post what the customer wrote on the document's chatter, once, however often it is sent.

        :param str text: as typed
        :param files: ``[(name, bytes)]``
        :param str key: key of the form
        :raise UserError: with the reason; nothing is posted
        :raise ConcurrencyError: when the same form arrives twice at a time; Odoo then runs this one again
        """
        text = (text or "").strip()
        self._check_answer(text, files)
        name = (
            f"<eservices.{customer.contact.id}.{key}@platform>" if re.fullmatch("[0-9a-f]{32}", key) else None
        )
        messages = customer.env["mail.message"]
        known = name and messages.search(
            Domain("message_id", "=", name)
            & Domain("model", "=", document._name)
            & Domain("res_id", "=", document.id),
            limit=1,
        )
        if known:
            return known
        document.message_subscribe(customer.contact.ids)
        try:
            # An invoice would try to read the files as vendor bills, and let go of them.
            return document.with_context(disable_attachment_import=True).message_post(
                body=plaintext2html(text) if text else "",
                author_id=customer.contact.id,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=self._get_responsible(customer, document).partner_id.ids,
                attachments=list(files),
                **({"message_id": name} if name else {}),
            )
        except psycopg2.errors.UniqueViolation as error:
            raise ConcurrencyError("the same answer is being posted") from error

    def _check_answer(self, text, files):
        """:raise UserError: when an answer is empty, too long, or has files that are not taken"""
        if not text and not files:
            raise UserError(self.env._("Write something, or attach a file."))
        if len(text) > MESSAGE_MAX_TEXT:
            raise UserError(self.env._("This is too long: at most %s characters.", MESSAGE_MAX_TEXT))
        if len(files) > MESSAGE_FILES:
            raise UserError(self.env._("At most %s files at once.", MESSAGE_FILES))
        for name, content in files:
            if len(content) > MESSAGE_FILE_BYTES:
                raise UserError(
                    self.env._(
                        "%(file)s is larger than %(size)s MB.",
                        file=name,
                        size=MESSAGE_FILE_BYTES // 1_000_000,
                    )
                )
            if guess_mimetype(content) not in MESSAGE_MIMETYPES:
                raise UserError(
                    self.env._("%s cannot be sent: PDF, pictures, text and office documents can.", name)
                )

    def _get_responsible(self, customer, document):
        """Who is told of an answer: who looks after the document, else after the customer."""
        if document._name == "account.move":
            user = document.invoice_user_id
        elif document._name == "stock.picking":
            user = document.user_id or document.sale_id.user_id
        else:
            user = document.user_id if "user_id" in document else document.env["res.users"]
        own = user.filtered(lambda user: not user.share and user.active)
        return own or customer.config._get_responsible(customer.contact)
