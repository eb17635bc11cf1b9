"""The two chats that are compared: live customer care, and Odoo's live chat as it comes."""

import re
import uuid

MARK = re.compile(r"ref-(\d+)-(\d+)-([ca])")


class Care:
    """Our customers' chat."""

    name = "ours"
    label = "customer care"
    customer_hears = "care.session/message"

    def ask(self, customer):
        """Ask for a conversation.

        :return: what ``find_chat`` recognises it by
        """
        customer.own = customer.call("/eservices/care/start", text="Hello", key=uuid.uuid4().hex)["session"][
            "id"
        ]
        return customer.own

    def find_chat(self, kind, payload):
        """What a representative's screen learns of a new conversation.

        :return: what ``ask`` answered and the id of the chat, or None
        """
        if kind == "care.session/assigned":
            return payload["id"], payload["channel_id"]
        return None

    def say(self, customer, _channel, text):
        """The customer writes."""
        customer.call(f"/eservices/care/sessions/{customer.own}/say", text=text, key=uuid.uuid4().hex)


class Livechat:
    """Odoo's own live chat."""

    name = "peer"
    label = "im_livechat"
    customer_hears = "discuss.channel/new_message"

    def ask(self, customer):
        """Open a chat of the only channel."""
        return customer.call("/im_livechat/get_session", channel_id=1, persisted=True)["channel_id"]

    def find_chat(self, kind, payload):
        """A chat comes to an operator as a record of his store."""
        if kind != "mail.record/insert":
            return None
        chats = payload.get("discuss.channel") or ()
        return next(
            ((chat["id"], chat["id"]) for chat in chats if chat.get("channel_type") == "livechat"), None
        )

    def say(self, customer, channel, text):
        """The customer writes."""
        customer.post(channel, text)


SIDES = {side.name: side for side in (Care(), Livechat())}
