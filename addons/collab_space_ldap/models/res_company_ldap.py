import logging
import re

import ldap
from ldap.filter import escape_filter_chars, filter_format

from odoo import api, models
from odoo.exceptions import AccessDenied, UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)
_LOGIN_ATTRIBUTE = re.compile(r"\(([A-Za-z][\w;-]*)=%s\)")
_TIMEOUT = 30
_FOUND = 50


class ResCompanyLdap(models.Model):
    """The directory as a source of members (S7).

    Odoo's own ``_query`` answers an error like an empty directory. What lets people in or takes them away
    never goes by it.
    """

    _inherit = "res.company.ldap"

    def _map_ldap_attributes(self, conf, login, ldap_entry):
        values = super()._map_ldap_attributes(conf, login, ldap_entry)
        attributes = ldap_entry[1]
        # Odoo takes bytes as they are, and leaves the address empty unless the login is one.
        if isinstance(values["name"], bytes):
            values["name"] = values["name"].decode("utf-8", "replace")
        if attributes.get("mail") and not values.get("email"):
            values["email"] = attributes["mail"][0].decode("utf-8", "replace")
        return values

    # === READING === #

    def _collab_search(self, text):
        """People of these directories whose name, address or login holds some text.

        :param str text: at least two characters
        :return: ``[(directory, login, attributes)]``
        :raise UserError: when a directory cannot be read
        """
        found = []
        for directory in self:
            login = directory._collab_get_login_attribute()
            wanted = escape_filter_chars(text)
            condition = f"(|(cn=*{wanted}*)(mail=*{wanted}*)({login}=*{wanted}*))"
            for _dn, attributes in directory._collab_read(f"(&(objectClass=person){condition})")[:_FOUND]:
                if attributes.get(login):
                    found.append((directory, attributes[login][0].decode("utf-8", "replace"), attributes))
        return found

    def _collab_find(self, login):
        """The directory and the entry of a login; ``(none, None)`` when it is in none of them.

        :raise UserError: when a directory cannot be read
        """
        for directory in self:
            entries = directory._collab_read(directory._collab_get_filter(login))
            if len(entries) == 1:
                return directory, entries[0]
        return self.browse(), None

    def _collab_get_filter(self, login):
        template = self.ldap_filter or "(uid=%s)"
        return filter_format(template, [login] * template.count("%s"))

    def _collab_get_login_attribute(self):
        found = _LOGIN_ATTRIBUTE.search(self.ldap_filter or "")
        return found.group(1) if found else "uid"

    def _collab_read(self, condition):
        """Entries below the base of one directory.

        :raise UserError: when it cannot be read
        """
        self.ensure_one()
        directory = self.sudo()  # sudo: res.company.ldap - how to reach it is no user's business
        try:
            connection = ldap.initialize(f"ldap://{directory.ldap_server}:{directory.ldap_server_port}")
            connection.set_option(ldap.OPT_REFERRALS, ldap.OPT_OFF)
            connection.set_option(ldap.OPT_NETWORK_TIMEOUT, _TIMEOUT)
            if directory.ldap_tls:
                connection.start_tls_s()
            connection.simple_bind_s(directory.ldap_binddn or "", directory.ldap_password or "")
            entries = connection.search_ext_s(
                directory.ldap_base, ldap.SCOPE_SUBTREE, condition, timeout=_TIMEOUT
            )
            connection.unbind_s()
        except ldap.LDAPError as error:
            _logger.warning("the directory %s cannot be read: %s", directory.ldap_server, error)
            raise UserError(
                self.env._("The directory cannot be read now: nothing was changed. Try again later.")
            ) from error
        return [entry for entry in entries if entry[0]]

    # === USERS === #

    def _collab_get_user(self, login):
        """The user of somebody in the directory, made by its template if he has none yet.

        :return: ``res.users``
        :raise UserError: when he is not in the directory, or may not be given a user
        """
        directory, entry = self._collab_find(login)
        if not entry:
            raise UserError(self.env._("%s is not in the directory.", login))
        # sudo: res.company.ldap, res.users - who is in the directory gets his user by its template
        directory = directory.sudo()
        conf = next(one for one in directory._get_ldap_dicts() if one["id"] == directory.id)
        try:
            return self.env["res.users"].browse(directory._get_or_create_user(conf, login, entry))
        except AccessDenied as error:
            raise UserError(
                self.env._("%s has no user, and the directory is not set to make any.", login)
            ) from error

    @api.model
    def _collab_get_all(self):
        """All directories, in the order in which Odoo asks them."""
        # sudo: res.company.ldap - whether somebody is in one does not depend on who asks
        return self.sudo().search(Domain("ldap_server", "!=", False), order="sequence")
