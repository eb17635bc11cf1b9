import re
from datetime import timedelta

import psycopg2.errors

from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import ConcurrencyError, MissingError, UserError
from odoo.fields import Domain
from odoo.tools import format_datetime, plaintext2html

from odoo.addons.eservices_ecommerce.const import MESSAGE_FILE_BYTES, MESSAGE_FILES
from odoo.addons.eservices_ecommerce.services.list_query import ListQuery

from ..const import MESSAGES, RATING_PERIOD, RUNNING, VISIT_BEAT
from . import moments, own_url, placeholders

_KEY = re.compile("[0-9a-f]{32}")
_OWN_ID = re.compile(r"<eservices\.care\.\d+\.([0-9a-f]{32})@platform>")
ORDERS = 10


class CareDesk(models.AbstractModel):
    """What a customer does in live customer care: asks, waits, talks, leaves, rates (L1 to L3, L13)."""

    _name = "care.desk"
    _description = "Customer's side of customer care"

    # === LOOKING UP === #

    def _find(self, customer, session_id):
        """A conversation of the customer.

        :raise MissingError: for any other: to him it does not exist
        """
        sessions = customer.env["care.session"]
        session = sessions.search(Domain("id", "=", session_id) & sessions._get_of_customer(customer))
        if not session:
            raise MissingError(self.env._("This conversation does not exist."))
        return session

    def _find_running(self, customer):
        """The customer's conversation that is going on."""
        sessions = customer.env["care.session"]
        return sessions.search(sessions._get_of_customer(customer) & Domain("state", "in", RUNNING), limit=1)

    def _prepare_state(self, customer):
        """What the page needs to offer a conversation, or to go on with one."""
        config = customer.config
        subjects = customer.env["care.subject"]._get_offered(config)
        openings = [self.env["care.hours"]._find_opening(one.queue_id, config) for one in subjects]
        default = self.env["care.hours"]._find_opening(config.care_queue_id, config)
        is_open = any(opening[0] for opening in [*openings, default])
        opens = [opening[1] for opening in [*openings, default] if opening[1]]
        orders = self._get_orders(customer)
        running = self._find_running(customer)
        return {
            "open": is_open,
            "opens_at": moments.iso(min(opens, default=None)) if not is_open else None,
            "closed_text": "" if is_open else self._get_closed_text(customer, min(opens, default=None)),
            "answer_by": self._get_answer_by(customer, default),
            "subjects": [
                {"id": one.id, "name": one.name, "wants_order": one.wants_order, "open": opening[0]}
                for one, opening in zip(subjects, openings, strict=True)
            ],
            "orders": [
                {"id": order.id, "name": order.name, "date": moments.iso(order.date_order)}
                for order in orders
            ],
            "session": self._describe(running) if running else None,
            "push": config.care_push,
            "phone": customer.contact.phone or customer.company.phone or "",
            "email": customer.contact.email or customer.user.email or "",
            "beat": VISIT_BEAT,
            "files": {"count": MESSAGE_FILES, "bytes": MESSAGE_FILE_BYTES},
        }

    def _get_orders(self, customer):
        if not customer.config.show_orders:
            return customer.env["sale.order"]
        return self.env["eservices.orders"]._list(customer, ListQuery(), ORDERS)[0]

    def _get_closed_text(self, customer, opens_at):
        if not opens_at:
            return self.env._("Nobody is here at the moment. Leave a message, we answer by e-mail.")
        when = format_datetime(self.env, opens_at, tz=customer.user.tz or "UTC", dt_format="EEEE HH:mm")
        return self.env._("We are here again %s. Leave a message, we answer by e-mail.", when)

    def _get_answer_by(self, customer, opening):
        """Until when a message that is left now is answered; empty when that is not known."""
        _is_open, opens_at, closes_at = opening
        if closes_at:
            when = format_datetime(self.env, closes_at, tz=customer.user.tz or "UTC", dt_format="HH:mm")
            return self.env._("today by %s", when)
        if opens_at:
            when = format_datetime(self.env, opens_at, tz=customer.user.tz or "UTC", dt_format="EEEE")
            return self.env._("from %s on", when)
        return ""

    # === ASKING === #

    def _start(self, customer, typed):
        """Ask for a conversation; whoever has one goes on with it (L1, L2).

        :param customer: ``Customer``
        :param dict typed: what the page sent: ``subject_id``, ``order_id``, ``text``, ``key``, ``url``
        :return: ``care.session``, or none when nobody is there (see ``_prepare_state``)
        :raise ConcurrencyError: when another page asks at the same moment; Odoo then runs this one again
        """
        session = self._find_running(customer)
        is_new = not session
        if is_new:
            subject = self._find_subject(customer, typed["subject_id"])
            queue, priority = self.env["care.router"]._route(customer, subject, typed["url"])
            if not queue or not self.env["care.hours"]._find_opening(queue, customer.config)[0]:
                return customer.env["care.session"]
            order = self._find_order(customer, typed["order_id"])
            session = self._begin(
                customer,
                queue.with_env(customer.env),
                {
                    "subject_id": subject.id,
                    "order_id": order.id,
                    "priority": priority,
                    "start_url": typed["url"],
                },
            )
        if typed["text"]:
            self._say(customer, session, typed["text"], typed["key"])
        if is_new:
            # After his question, to which it is an answer.
            self._serve_or_queue(session)
        return session

    def _begin(self, customer, queue, values):
        try:
            session = self.env["care.conversation"]._begin(customer, queue, values)
            session.flush_recordset()
        except psycopg2.errors.UniqueViolation as error:
            raise ConcurrencyError("another page asked for a conversation") from error
        return session

    def _serve_or_queue(self, session):
        """Whoever can be helped is helped at once; everybody else waits, and is told so (L12, L13)."""
        # As the scheduled action does: who gets whom does not depend on who asks.
        dispatcher = self.env["care.dispatcher"].with_user(SUPERUSER_ID)
        session = session.with_user(SUPERUSER_ID)
        if dispatcher._serve_at_once(session):
            return
        session._notify_changed()
        dispatcher._tell_positions(session.queue_id)
        dispatcher._tell_waiting(session, fields.Datetime.now())
        dispatcher._wake()

    def _find_subject(self, customer, subject_id):
        """:raise MissingError: for a subject that is not offered on this channel"""
        offered = customer.env["care.subject"]._get_offered(customer.config)
        if not subject_id:
            return offered.browse()
        subject = offered.filtered(lambda one: one.id == subject_id)
        if not subject:
            raise MissingError(self.env._("This subject is not offered any more."))
        return subject

    def _find_order(self, customer, order_id):
        if not order_id:
            return customer.env["sale.order"]
        return self.env["eservices.orders"]._find(customer, order_id)

    # === TALKING === #

    def _say(self, customer, session, text, key, files=()):
        """Post what the customer wrote, once, however often it is sent.

        :param str text: as typed
        :param str key: key of the message
        :param files: ``[(name, bytes)]``
        :return: ``mail.message``
        :raise UserError: with the reason; nothing is posted
        :raise ConcurrencyError: when the same message arrives twice at a time; Odoo then runs this one again
        """
        text = (text or "").strip()
        self.env["eservices.messages"]._check_answer(text, files)
        name = f"<eservices.care.{session.id}.{self._check_key(key)}@platform>"
        known = customer.env["mail.message"].search(
            Domain("message_id", "=", name)
            & Domain("model", "=", "discuss.channel")
            & Domain("res_id", "=", session.channel_id.id),
            limit=1,
        )
        if known:
            return known
        if session.state not in RUNNING:
            raise UserError(self.env._("This conversation is over. Start a new one, or leave a message."))
        if session.state == "invited":
            session._lock()
            self.env["care.conversation"]._join(session)
        try:
            return session.channel_id._with_care_session(session).message_post(
                author_id=customer.user.partner_id.id,
                body=plaintext2html(text) if text else "",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                attachments=list(files),
                message_id=name,
            )
        except psycopg2.errors.UniqueViolation as error:
            raise ConcurrencyError("the same message is being posted") from error

    def _check_key(self, key):
        """:raise MissingError: for what no page of ours gives to a message"""
        if not _KEY.fullmatch(key or ""):
            raise MissingError(self.env._("This message has no key."))
        return key

    def _set_typing(self, customer, session, is_typing):
        """The representative sees that the customer is writing."""
        member = session.channel_id.channel_member_ids.filtered(
            lambda one: one.partner_id == customer.user.partner_id
        )
        if session.state in RUNNING:
            member._notify_typing(bool(is_typing))

    def _accept(self, customer, session):
        """Take an invitation (L16)."""
        session._lock()
        self.env["care.conversation"]._join(session)

    def _leave(self, customer, session):
        """End the conversation, whatever it is: a wait, a talk, an invitation."""
        session._lock()
        self.env["care.conversation"]._end(session, customer.user)

    def _tell(self, session, message):
        """Post one of the queue's own messages, in the customer's language (L13).

        :param message: ``care.queue.message``
        """
        env = self.env(context={**self.env.context, "lang": session.lang})
        position = session._get_position()
        wait = session.queue_id._expect_wait(position)
        body = placeholders.fill(
            message.with_env(env).sudo().body,
            {
                "customer_name": session.partner_id.name or "",
                "queue": session.queue_id.with_env(env).sudo().name,
                "position": position or "",
                "wait": env._("about %s minutes", wait // 60) if wait else env._("a moment"),
            },
        )
        conversation = self.env["care.conversation"]
        conversation._post(session, conversation._get_bot(), plaintext2html(body))

    # === AFTERWARDS === #

    def _may_rate(self, session):
        over = session.state in ("wrapup", "closed") and session.accepted_at and session.ended_at
        period = timedelta(seconds=RATING_PERIOD)
        return bool(over) and session.ended_at > fields.Datetime.now() - period

    def _rate(self, customer, session, value, text):
        """Say how it was; saying it again changes it (L1).

        :param int value: 1, 3 or 5, as Odoo's own ratings
        :raise UserError: while the conversation goes on, long after it, or for another value
        """
        if value not in (1, 3, 5) or not self._may_rate(session):
            raise UserError(self.env._("This conversation cannot be rated."))
        values = {"rating": value, "feedback": (text or "").strip()[:1000], "consumed": True}
        channel = session.channel_id
        if channel.rating_ids:
            channel.rating_ids[0].write(values)
        else:
            values |= {
                "res_model_id": customer.env["ir.model"]._get_id("discuss.channel"),
                "res_id": channel.id,
                "rated_partner_id": session.agent_id.partner_id.id,
                "partner_id": customer.user.partner_id.id,
                "is_internal": False,
            }
            customer.env["rating.rating"].create(values)
        session.rating = value
        session._notify_changed()

    def _send_transcript(self, customer, session):
        """Send the conversation to the contact's own address, and to no other.

        :return: the address
        :raise UserError: when he has none
        """
        email = customer.contact.email or customer.user.email
        if not email:
            raise UserError(self.env._("We have no e-mail address of yours."))
        session.channel_id._email_livechat_transcript(email)
        return email

    # === DESCRIBING === #

    def _get_agent_name(self, user):
        user_sudo = user.sudo()  # sudo: res.users - the customer reads who helps him
        return user_sudo.livechat_username or user_sudo.name or ""

    def _describe(self, session):
        """A conversation as its customer sees it."""
        session = session.sudo().with_context(lang=session.sudo().lang)
        position = session._get_position()
        name = self._get_agent_name(session.agent_id)
        return {
            "id": session.id,
            "state": session.state,
            "queue": session.queue_id.name,
            "subject": session.subject_id.name or "",
            "order": {"id": session.order_id.id, "name": session.order_id.name} if session.order_id else None,
            "position": position,
            "wait": session.queue_id._expect_wait(position) if position else None,
            "waiting_since": moments.iso(session.waiting_since or session.create_date),
            "agent": {"name": name, "initials": self._get_initials(name)} if name else None,
            "may_rate": self._may_rate(session),
            "rating": session.rating,
            "last_message_id": self._find_messages(session, limit=1, order="id desc").id or 0,
        }

    def _get_initials(self, name):
        words = name.split()
        return "".join(word[0] for word in (words[0], *words[1:][-1:])).upper() if words else "?"

    def _find_messages(self, session, after=0, limit=MESSAGES, order="id"):
        """What was said in the chat: nothing internal, nothing that Odoo wrote for its own use."""
        return (
            self.env["mail.message"]
            .sudo()
            .search(  # sudo: of the customer's own chat
                Domain("model", "=", "discuss.channel")
                & Domain("res_id", "=", session.channel_id.id)
                & Domain("id", ">", after)
                & self.env["mail.message"]._get_eservices_public_domain(),
                limit=limit,
                order=order,
            )
        )

    def _get_messages(self, session, after=0):
        return [self._describe_message(session, one) for one in self._find_messages(session, after)]

    def _describe_message(self, session, message):
        """A message as the customer's page shows it."""
        message = message.sudo()
        # sudo: care.push - of the customer's own conversation; only a message with a link of ours can be one
        push = self.env["care.push"].sudo()
        if f'href="{own_url.ROOT}' in (message.body or ""):
            push = push.search(Domain("message_id", "=", message.id), limit=1)
        kind = "push" if push else self._get_kind(session, message)
        key = _OWN_ID.fullmatch(message.message_id or "")
        return {
            "id": message.id,
            "kind": kind,
            "author": self._get_author(message) if kind in ("agent", "push") else "",
            "html": str(message.body or ""),
            "at": moments.iso(message.date),
            "key": key.group(1) if key else None,
            "files": [
                {
                    "id": file.id,
                    "name": file.name,
                    "size": file.file_size,
                    "mimetype": file.mimetype,
                    "url": f"/eservices/care/files/{message.id}/{file.id}",
                }
                for file in message.attachment_ids
            ],
            "push": push._describe() if push else None,
        }

    def _get_kind(self, session, message):
        if message.message_type == "notification":
            return "event"
        if message.author_id == session.visitor_id:
            return "mine"
        bot_id = self.env["ir.model.data"]._xmlid_to_res_id("customer_care.partner_bot")
        return "auto" if message.author_id.id == bot_id else "agent"

    def _get_author(self, message):
        # As Odoo's own chat names him, which has read it already.
        return message.author_id.user_livechat_username or message.author_id.name or ""

    def _find_file(self, customer, message_id, attachment_id):
        """A file of a conversation of the customer.

        :raise MissingError: for any other file
        """
        message = customer.env["mail.message"].search(
            Domain("id", "=", message_id)
            & Domain("model", "=", "discuss.channel")
            & self.env["mail.message"]._get_eservices_public_domain()
        )
        sessions = customer.env["care.session"]
        own = sessions._get_of_customer(customer) & Domain("channel_id", "=", message.res_id or 0)
        file = message.attachment_ids.filtered(lambda one: one.id == attachment_id)
        if not file or not sessions.search_count(own, limit=1):
            raise MissingError(self.env._("This file does not exist."))
        return file
