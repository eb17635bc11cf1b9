from odoo import models


class MailThread(models.AbstractModel):
    """Messages for a customer reach him on the platform; internal notes never leave the house (P23)."""

    _inherit = "mail.thread"

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        message_sudo = message.sudo()  # sudo: mail.message - whoever posts may know what he posts
        if not message_sudo or not message_sudo._eservices_is_note():
            return recipients
        # Core e-mails a note to whomever it tags. A customer of the platform is not told what is said of him.
        external = [recipient["id"] for recipient in recipients if recipient["id"] and recipient["share"]]
        withheld = self.env["eservices.message.audience"]._get_platform_partners(external)
        if not withheld:
            return recipients
        self.env["eservices.message.audience"]._warn_withheld(withheld)
        return [recipient for recipient in recipients if recipient["id"] not in withheld.ids]

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_thread(message, msg_vals, **kwargs)
        self.env["eservices.message.audience"]._raise_message(message)
        return recipients

    def _notify_get_recipients_groups_fillup(self, groups, model_description, msg_vals=False):
        # First of all groups: a customer of the platform goes there, not to Odoo's own portal.
        service = self.env["eservices.message.audience"]
        url, partners = service._get_mail_target(self) if len(self) == 1 else (None, self.env["res.partner"])
        if url:
            groups.insert(
                0,
                [
                    "eservices_customer",
                    lambda recipient: recipient["id"] in partners.ids,
                    {
                        "active": True,
                        "has_button_access": True,
                        "button_access": {
                            "url": self.get_base_url() + url,
                            "title": self.env._("Read and answer"),
                        },
                    },
                ],
            )
        return super()._notify_get_recipients_groups_fillup(groups, model_description, msg_vals)

    def _notify_thread_by_email(self, message, recipients_data, **kwargs):
        if self.env.context.get("eservices_without_email"):
            recipients_data = [recipient for recipient in recipients_data if not recipient["share"]]
        return super()._notify_thread_by_email(message, recipients_data, **kwargs)

    def _notify_by_email_render_layout(self, message, recipients_group, msg_vals=False, render_values=None):
        # What a customer of the platform gets looks like the platform.
        mails = self.env["eservices.mails"].with_context(
            lang=(render_values or {}).get("lang", self.env.lang)
        )
        look = mails._get_look(self, recipients_group, message)
        if look:
            msg_vals = {**(msg_vals or {}), "email_layout_xmlid": mails._layout}
            render_values = {**(render_values or {}), "look": look}
        return super()._notify_by_email_render_layout(
            message, recipients_group, msg_vals=msg_vals, render_values=render_values
        )
