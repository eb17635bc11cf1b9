from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from odoo.addons.mail.tools.discuss import Store

from ..const import RUNNING

MAX_NOTE = 5000


class CareConversation(models.AbstractModel):
    """What happens to a conversation and to the live chat in which it stands (L1, L13 to L16).

    Sessions come in superuser mode and, where two may decide at once, locked.
    """

    _name = "care.conversation"
    _description = "Conversations of customer care"

    # === BEGINNING === #

    def _get_bot(self):
        """Who speaks for a queue while nobody does."""
        # sudo: res.partner - the same for everybody
        return self.env.ref("customer_care.partner_bot").sudo()

    def _begin(self, customer, queue, values):
        """A conversation of a customer who waits.

        :param customer: ``Customer``
        :param queue: ``care.queue``
        :param dict values: further fields
        :return: ``care.session`` in superuser mode
        """
        now = fields.Datetime.now()
        channel = self._create_channel(
            customer, operator_model="care.queue", operator_partner=self._get_bot(), agent=None
        )
        session = self._create_session(
            customer,
            queue,
            {"state": "waiting", "waiting_since": now, "queued_at": now, "channel_id": channel.id, **values},
        )
        self.env["care.event"]._log(session, "queued")
        return session

    def _invite(self, user, config, text):
        """A conversation that the current user, a representative, begins (L16).

        :raise UserError: saying what keeps him from it
        """
        agent = self.env["care.agent"]._lock(self.env.user)
        dispatcher = self.env["care.dispatcher"]
        obstacle = dispatcher._find_invitation_obstacle(config, self.env.user)
        if obstacle:
            raise UserError(obstacle)
        # sudo: care.session - made by this verb only
        sessions = self.env["care.session"].sudo()
        customer = sessions.new(
            {"customer_user_id": user.id, "config_id": config.id, "partner_id": user.eservices_contact_id.id}
        )._get_customer()
        if sessions.search_count(
            [("customer_user_id", "=", user.id), ("config_id", "=", config.id), ("state", "in", RUNNING)]
        ):
            raise UserError(self.env._("This customer is in a conversation, or waits for one."))
        queue = dispatcher._find_invitation_queue(config, self.env.user)
        channel = self._create_channel(
            customer,
            operator_model="res.users",
            operator_partner=self.env.user.sudo().partner_id,
            agent=self.env.user.sudo(),
        )
        session = self._create_session(
            customer,
            queue,
            {"state": "invited", "channel_id": channel.id, "agent_id": self.env.uid},
        )
        agent.last_assigned_at = fields.Datetime.now()
        self.env["care.event"]._log(session, "invited", self.env.user)
        channel.with_env(self.env).sudo()._broadcast(self.env.user.partner_id.ids)
        message = self._post(session, self.env.user.partner_id, plaintext2html(text))
        desk = self.env["care.desk"]
        user._bus_send(
            "care.session/invited",
            {"session": desk._describe(session), "message": desk._describe_message(session, message)},
        )
        session._notify_changed()
        self.env["care.agent"]._notify_changed(self.env.user)
        return session.with_env(self.env)

    def _create_channel(self, customer, **operator):
        livechat = customer.config.care_livechat_id.with_env(customer.env)
        values = livechat._get_livechat_discuss_channel_vals(
            chatbot_script=customer.env["chatbot.script"], **operator
        )
        language = customer.env["res.lang"]._lang_get(customer.user.lang or "en_US")
        return customer.env["discuss.channel"].create({**values, "livechat_lang_id": language.id})

    def _create_session(self, customer, queue, values):
        return customer.env["care.session"].create(
            {
                "config_id": customer.config.id,
                "customer_user_id": customer.user.id,
                "partner_id": customer.contact.id,
                "commercial_partner_id": customer.company.id,
                "lang": customer.user.lang,
                "queue_id": queue.id,
                **values,
            }
        )

    # === FROM HAND TO HAND === #

    def _assign(self, session, agent, how):
        """Give a conversation to a representative.

        :param session: ``care.session``, locked
        :param agent: ``care.agent``, locked
        :param str how: ``accepted``, ``assigned`` or ``transferred``
        """
        now = fields.Datetime.now()
        user, before = agent.user_id, session.agent_id
        channel = session.channel_id.with_context(lang=session.lang)
        channel._add_members(
            users=user, create_member_params={"livechat_member_type": "agent"}, post_joined_message=False
        )
        self._dismiss(session, before.partner_id if before else self._get_bot())
        channel.write({"livechat_operator_id": user.partner_id.id, "livechat_failure": "no_answer"})
        waited = int((now - session.waiting_since).total_seconds()) if session.waiting_since else 0
        values = {"state": "active", "agent_id": user.id}
        if not session.accepted_at:
            values |= {
                "accepted_at": now,
                "wait_seconds": waited,
                "within_target": waited <= session.queue_id.target_seconds,
            }
        session.write(values)
        agent.last_assigned_at = now
        self.env["care.event"]._log(session, how, user)
        self._join_side(session, user)
        name = self.env["care.desk"]._get_agent_name(user)
        self._announce(session, lambda env: env._("%s is here for you now.", name))
        channel._broadcast(user.partner_id.ids)
        user._bus_send("care.session/assigned", {"id": session.id, "channel_id": channel.id, "how": how})
        self._tell_everybody(session, user | before)

    def _requeue(self, session, queue, text="", kind="requeued"):
        """Put a conversation back into a queue; who waited first stays first (L14).

        :param session: ``care.session``, locked
        :param queue: ``care.queue``
        :param str text: a note for who takes it next
        :param str kind: of the event: why it came back
        :raise UserError: when it is over, or the queue does not serve this customer
        """
        if session.state != "active":
            raise UserError(self.env._("Only a running conversation can be passed on."))
        if not queue or not queue._serves(session.config_id, session.lang):
            raise UserError(self.env._("This queue does not serve customers of this channel and language."))
        before = session.agent_id
        if (text or "").strip():
            self._note(session, text)
        channel = session.channel_id
        bot = self._get_bot()
        # In this order: a chat in which one is left alone would be over.
        channel._add_members(
            partners=bot, create_member_params={"livechat_member_type": "bot"}, post_joined_message=False
        )
        self._dismiss(session, before.partner_id)
        channel.livechat_operator_id = bot
        session.transfer_ids.filtered(lambda transfer: transfer.state == "offered")._settle("withdrawn")
        now = fields.Datetime.now()
        session.write(
            {
                "state": "waiting",
                "agent_id": False,
                "queue_id": queue.id,
                "queued_at": now,
                "waiting_since": session.waiting_since or now,
                "requeue_count": session.requeue_count + 1,
            }
        )
        self.env["care.event"]._log(session, kind, before)
        self._announce(session, lambda env: env._("A colleague goes on with this in a moment."))
        self._tell_everybody(session, before)
        self.env["care.dispatcher"]._wake()

    def _dismiss(self, session, partner):
        """Take somebody out of the chat; the customer is not told that he left."""
        session.channel_id._action_unfollow(partner=partner, post_leave_message=False)

    def _join(self, session):
        """The customer answers the invitation (L16)."""
        if session.state == "invited":
            now = fields.Datetime.now()
            session.write({"state": "active", "accepted_at": now, "within_target": True})
            self.env["care.event"]._log(session, "joined", session.agent_id)
            self._tell_everybody(session, session.agent_id)

    # === ENDING === #

    def _end(self, session, by):
        """End a conversation; ending it again changes nothing.

        :param session: ``care.session``, locked
        :param by: the user who does
        """
        if session.state not in RUNNING:
            return
        is_customer = by == session.customer_user_id
        name = session.partner_id.name if is_customer else self.env["care.desk"]._get_agent_name(by)
        is_talk = session.state == "active"
        channel = session.channel_id
        self._settle_end(session)
        if is_talk:
            self._announce(session, lambda env: env._("%s ended the conversation.", name))
        channel.livechat_end_dt = fields.Datetime.now()
        Store(bus_channel=channel).add(channel, "livechat_end_dt").bus_send()

    def _settle_end(self, session):
        """What a conversation is when its chat is over."""
        now = fields.Datetime.now()
        queue = session.queue_id
        ends = {"waiting": "abandoned", "invited": "declined", "active": "wrapup"}
        state = ends[session.state]
        if state == "wrapup" and not queue.wrapup_seconds:
            state = "closed"
        values = {"state": state, "ended_at": now}
        if session.state == "active":
            values["handle_seconds"] = max(1, int((now - session.accepted_at).total_seconds()))
        elif session.state == "waiting":
            values["wait_seconds"] = int((now - session.waiting_since).total_seconds())
        if state != "wrapup":
            values["closed_at"] = now
        session.write(values)
        session.transfer_ids.filtered(lambda transfer: transfer.state == "offered")._settle("withdrawn")
        self.env["care.event"]._log(session, "ended", session.agent_id)
        self._tell_everybody(session, session.agent_id)
        self.env["care.dispatcher"]._wake()

    def _close(self, session, outcome):
        """Wrap a conversation up; its place is free again."""
        if session.state != "wrapup":
            session.outcome = session.outcome or outcome
            return
        session.write({"state": "closed", "outcome": outcome, "closed_at": fields.Datetime.now()})
        self.env["care.event"]._log(session, "closed", session.agent_id)
        self._tell_everybody(session, session.agent_id)
        self.env["care.dispatcher"]._wake()

    def _tell_everybody(self, session, agents):
        session._notify_changed()
        self.env["care.agent"]._notify_changed(agents)
        self.env["care.dispatcher"]._tell_positions(session.queue_id)

    # === WHAT IS SAID === #

    def _post(self, session, author, body, **context):
        """Say something in the chat.

        :param author: ``res.partner``
        :param body: HTML
        :param context: keys of the context, such as ``care_push``
        :return: ``mail.message``
        """
        channel = session.channel_id.with_context(**context)
        return channel.message_post(
            author_id=author.id, body=body, message_type="comment", subtype_xmlid="mail.mt_comment"
        )

    def _announce(self, session, sentence):
        """Write into the chat what happened, in the customer's language.

        :param sentence: function of an environment, giving the text
        """
        env = self.env(context={**self.env.context, "lang": session.lang})
        session.channel_id.message_post(
            author_id=self._get_bot().id,
            body=Markup('<div class="o_mail_notification o_hide_author">%s</div>') % sentence(env),
            message_type="notification",
            subtype_xmlid="mail.mt_comment",
        )

    def _tell_customer(self, session, message):
        """The page of the customer shows the message; it comes with its content, as in Odoo's own chat."""
        described = self.env["care.desk"]._describe_message(session, message)
        session.visitor_id._bus_send("care.session/message", {"id": session.id, "message": described})

    # === WHAT THE CUSTOMER NEVER SEES === #

    def _open_side(self, session):
        """The talk among representatives about a conversation; no external user is ever in it."""
        if not session.side_channel_id:
            # sudo: discuss.channel - made for representatives, whoever is the first
            session.side_channel_id = (
                self.env["discuss.channel"]
                .sudo()
                .with_user(session.agent_id or self.env.user)
                .sudo()
                .create(
                    {
                        "name": self.env._("About %s", session.name),
                        "channel_type": "group",
                    }
                )
            )
        return session.side_channel_id

    def _join_side(self, session, user):
        if session.side_channel_id and user.partner_id not in session.side_channel_id.channel_partner_ids:
            session.side_channel_id._add_members(users=user, post_joined_message=False)

    def _note(self, session, text, author=None):
        """Write an internal note (L15).

        :param str text: as typed
        :param author: ``res.users``; empty: the current user
        :raise UserError: when there is nothing in it, or too much
        """
        text, author = (text or "").strip(), author or self.env.user
        if not text:
            raise UserError(self.env._("Write something."))
        if len(text) > MAX_NOTE:
            raise UserError(self.env._("This is too long: at most %s characters.", MAX_NOTE))
        side = self._open_side(session)
        self._join_side(session, author)
        return side.message_post(
            author_id=author.partner_id.id,
            body=plaintext2html(text),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def _ask(self, session, coworker, text):
        """Take a coworker into the talk about a conversation (L15)."""
        side = self._open_side(session)
        self._join_side(session, coworker)
        self._note(session, text or self.env._("Can you help here?"))
        coworker._bus_send(
            "care.session/asked",
            {
                "id": session.id,
                "side_channel_id": side.id,
                "name": self.env.user.name,
                "text": (text or "").strip()[:200],
            },
        )
