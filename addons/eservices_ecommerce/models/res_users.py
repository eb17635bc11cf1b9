from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResUsers(models.Model):
    """The external user and the contact that he stands for (P1, P2)."""

    _inherit = "res.users"

    eservices_platform = fields.Boolean(
        string="Customer platform",
        help="The external user may open the customer platform, and nothing else of the portal.",
    )
    eservices_contact_id = fields.Many2one(
        "res.partner",
        string="External user",
        index="btree_not_null",
        ondelete="restrict",
        help="The contact that the user stands for: prices, rights, documents and addresses are his.",
    )
    eservices_config_ids = fields.Many2many(
        "eservices.config",
        string="Platform channels",
        help="Configurations that the external user may use. Empty: every one of his companies.",
    )

    eservices_closed_at = fields.Datetime(
        string="Customer platform closed", copy=False, readonly=True, groups="base.group_system"
    )

    @api.constrains("eservices_platform", "eservices_contact_id", "group_ids")
    def _check_eservices_platform(self):
        for user in self.filtered("eservices_platform"):
            if not user.share:
                raise ValidationError(
                    self.env._(
                        "%(user)s is an internal user: only external users may have the customer platform.",
                        user=user.name,
                    )
                )
            if not user.eservices_contact_id:
                raise ValidationError(
                    self.env._(
                        "Choose the contact that the external user %(user)s stands for.", user=user.name
                    )
                )

    def _action_reset_password(self, signup_type="reset"):
        """Who forgot the password of the platform is answered in its own look and language (P3)."""
        own = self.browse()
        if signup_type == "reset" and not self.env.context.get("create_user"):
            own = self.filtered(lambda user: user.eservices_platform and user.active and user.email)
        for user in own:
            self.env["eservices.mails"]._send_new_password_link(user)
        if own != self or not own:
            return super(ResUsers, self - own)._action_reset_password(signup_type=signup_type)
        message = self.env._("The link for a new password was sent by e-mail.")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": message, "sticky": False},
        }

    def _get_invalidation_fields(self):
        # Record rules and the choice of the channel read these, and both are cached per user.
        own = {"eservices_platform", "eservices_contact_id", "eservices_config_ids", "eservices_closed_at"}
        return own | super()._get_invalidation_fields()

    def _session_token_get_values(self):
        """Sessions from before the platform was closed stay ended when it is opened again (P15)."""
        values = super()._session_token_get_values()
        # sudo: res.users - no one else than the check of the session learns of it
        closed = self.sudo().eservices_closed_at
        return (*values, ("eservices_closed_at", str(closed))) if values and closed else values
