import re

from odoo import models
from odoo.tools import consteq, email_normalize, hmac

from ..const import AUTHOR, MANAGER, RUNNING

_PASS = re.compile(r"<collab\.(\d{1,18})\.(\d{1,18})\.([0-9a-f]{32})@reply>")


class CollabMailroom(models.AbstractModel):
    """Answers by e-mail: each member's copy carries a pass, with which his answer is let in (S2).

    The name of a sender can be forged. The pass stands among the references of the e-mail that only he got,
    and comes back with his answer; without it nobody writes in a space. It ends with the membership.
    """

    _name = "collab.mailroom"
    _description = "E-mails of collaboration spaces"

    # === OUT === #

    def _get_pass(self, topic, partner):
        """The reference that goes out with a member's copy; nothing for who is no member.

        :param topic: ``collab.topic``
        :param partner: ``res.partner``
        """
        member = topic._get_members_sudo().filtered(lambda one: one.partner_id == partner)
        return f"<collab.{topic.id}.{member.id}.{self._seal(topic, member)}@reply>" if member else ""

    def _seal(self, topic, member):
        # sudo: ir.config_parameter - the database's secret is asked for, and not shown
        return hmac(self.env(su=True), "collab_space.reply", (topic.id, member.id, member.partner_id.id))[:32]

    # === IN === #

    def _find_writer(self, topic, references):
        """The member whose pass an e-mail brings.

        :param topic: ``collab.topic``
        :param str references: of the e-mail
        :return: ``collab.member``, in superuser mode; may be empty
        """
        members = topic._get_members_sudo()
        for topic_id, member_id, seal in _PASS.findall(references or ""):
            member = members.filtered(lambda one, wanted=int(member_id): one.id == wanted)
            if member and int(topic_id) == topic.id and consteq(seal, self._seal(topic, member)):
                return member
        return members.browse()

    def _get_refusal(self, topic, message_dict):
        """Why an e-mail is not let into a topic; ``None`` when it is, and then its author is known.

        The reasons of those who are not members are one and the same: a stranger learns nothing of a space.

        :param topic: ``collab.topic``
        :param dict message_dict: what Odoo read of the e-mail
        """
        writer = self._find_writer(topic, message_dict.get("references"))
        sender = email_normalize(message_dict.get("email_from") or "")
        person = writer.partner_id
        addresses = {email_normalize(text or "") for text in (person.email, *person.user_ids.mapped("email"))}
        if not writer or not sender or sender not in addresses:
            return self.env._(
                "You cannot write there by e-mail. Answer from the address that got the message."
            )
        if writer.role not in (AUTHOR, MANAGER):
            return self.env._("You are a Reader of this space: you read what is said there.")
        if topic.sudo().space_id.state not in RUNNING:
            return self.env._("The space is closed.")
        message_dict["author_id"] = person.id
        return None

    def _refuse(self, message, message_dict, reason):
        """Send an e-mail back to where it says it came from."""
        body = self.env["ir.qweb"]._render("collab_space.mail_refused", {"reason": reason})
        self.env["mail.thread"]._routing_create_bounce_email(message_dict["email_from"], body, message)
