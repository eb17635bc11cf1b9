from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.collab_space.const import AUTHOR
from odoo.addons.eservices_ecommerce.const import MAX_SEARCH
from odoo.addons.eservices_ecommerce.services.typed import read_text

LEAST = 2


class CollabSpace(models.Model):
    """People of the directory are found and added by their login (S7)."""

    _inherit = "collab.space"

    @api.model
    def _is_directory_only(self):
        # sudo: ir.config_parameter - a setting that holds for everybody
        value = self.env["ir.config_parameter"].sudo().get_param("collab_space_ldap.only_directory", "")
        return value in ("1", "True", "true")

    @api.readonly
    def search_directory(self, text):
        """People of the directory, for who may add members to the space.

        :param str text: part of a name, an address or a login; at least two characters
        :return: ``[{"login", "name", "email"}]``
        :raise UserError: when the text is too short, or the directory cannot be read
        """
        self.ensure_one()
        self.check_access("write")
        text = read_text(text, MAX_SEARCH)
        if len(text) < LEAST:
            raise UserError(self.env._("Type at least %s characters.", LEAST))
        found = self.env["res.company.ldap"]._collab_get_all()._collab_search(text)
        return [
            {
                "login": login,
                "name": self._decode(attributes.get("cn")) or login,
                "email": self._decode(attributes.get("mail")),
            }
            for _directory, login, attributes in found
        ]

    def _decode(self, values):
        return values[0].decode("utf-8", "replace") if values else ""

    def action_add_from_directory(self, logins, role=AUTHOR):
        """Add people of the directory to the space; who has no user gets one by the directory's template.

        Whoever turns out to be a buyer is added by those only who may add buyers (S6).

        :param list logins: logins in the directory
        :raise AccessError: for who may not add them
        :raise UserError: naming who is not in the directory
        """
        self.ensure_one()
        self.check_access("write")
        directories = self.env["res.company.ldap"]._collab_get_all()
        users = self.env["res.users"].union(*(directories._collab_get_user(login) for login in logins))
        # sudo: res.users, collab.member - the person behind a login, and who is there already
        people = users.sudo().partner_id - self.sudo().member_ids.partner_id
        members = self.env["collab.member"].create(
            [{"space_id": self.id, "partner_id": person.id, "role": role} for person in people]
        )
        members.sudo().from_directory = True
        return True
