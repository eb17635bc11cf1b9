import logging
import re

import ldap
from ldap.dn import dn2str, str2dn

from odoo import api, fields, models
from odoo.fields import Domain

_logger = logging.getLogger(__name__)
LOGIN_ATTRIBUTE = re.compile(r"\(([A-Za-z][\w;-]*)=%s\)")
MEMBER_ATTRIBUTES = ("member", "uniqueMember")
TIMEOUT = 30


class ResCompanyLdap(models.Model):
    """The directory also says who answers customers (L17).

    Odoo's own ``_query`` answers an error like an empty directory. What takes rights away never goes by it.
    """

    _inherit = "res.company.ldap"

    care_group_ids = fields.One2many("care.directory.group", "ldap_id", string="Groups of customer care")

    # === LOGGING IN === #

    def _map_ldap_attributes(self, conf, login, ldap_entry):
        values = super()._map_ldap_attributes(conf, login, ldap_entry)
        attributes = ldap_entry[1]
        # Odoo takes bytes as they are, and leaves the address empty unless the login is one.
        if isinstance(values["name"], bytes):
            values["name"] = values["name"].decode("utf-8", "replace")
        for field, attribute in (("email", "mail"), ("phone", "telephoneNumber")):
            if attributes.get(attribute) and not values.get(field):
                values[field] = attributes[attribute][0].decode("utf-8", "replace")
        return values

    def _get_or_create_user(self, conf, login, ldap_entry):
        user_id = super()._get_or_create_user(conf, login, ldap_entry)
        # Whoever logs in for the first time needs no registration: the role comes with the group.
        user = self.env["res.users"].sudo().browse(user_id)
        self.sudo().browse(conf["id"])._care_sync_user(user, ldap_entry[0])
        return user_id

    # === READING THE DIRECTORY === #

    @api.model
    def _cron_care_sync(self):
        """Bring representatives and queues in line with every directory."""
        self.search(Domain("care_group_ids", "!=", False))._care_sync()

    def _care_sync(self):
        """Read the groups of these directories, and settle who is a member.

        A directory that cannot be read as a whole changes nothing.
        """
        for directory in self:
            groups = directory.care_group_ids
            try:
                found = directory._care_read(groups)
            except ldap.LDAPError as error:
                directory._care_fail(groups, error)
                continue
            for group, users in found.items():
                self.env["care.directory.member"]._settle(group, users)
            groups.write({"synced_at": fields.Datetime.now(), "problem": False})

    def _care_sync_user(self, user, dn):
        """Settle the groups of one user, who just logged in."""
        groups = self.care_group_ids
        try:
            with_members = self._care_read_members(groups)
        except ldap.LDAPError as error:
            self._care_fail(groups, error)
            return
        own = self._care_normalize(dn)
        for group, names in with_members.items():
            found = user if own in names else user.browse()
            self.env["care.directory.member"]._settle(group, found, among=user)

    def _care_fail(self, groups, error):
        _logger.warning("the directory %s cannot be read: %s", self.ldap_server, error)
        groups.problem = self.env._("The directory could not be read: nothing was changed. %s", error)

    def _care_read(self, groups):
        """The users of each group.

        :raise ldap.LDAPError: when the directory cannot be read
        """
        members = self._care_read_members(groups)
        logins = self._care_read_logins({name for names in members.values() for name in names})
        users = self.env["res.users"].search(
            Domain("login", "in", list(logins.values())) & Domain("share", "=", False)
        )
        by_login = {user.login.lower(): user for user in users}
        return {
            group: users.browse([by_login[logins[name]].id for name in names if logins.get(name) in by_login])
            for group, names in members.items()
        }

    def _care_read_members(self, groups):
        """Distinguished names of the members of each group, in one form.

        A group that is not in the directory has no members; everything else that goes wrong is an error.

        :raise ldap.LDAPError: when the directory cannot be read
        """
        connection = self._care_connect()
        members = {}
        for group in groups:
            try:
                entries = connection.search_ext_s(
                    group.dn, ldap.SCOPE_BASE, attrlist=list(MEMBER_ATTRIBUTES), timeout=TIMEOUT
                )
            except ldap.NO_SUCH_OBJECT:
                entries = []
            attributes = entries[0][1] if entries else {}
            values = [value for name in MEMBER_ATTRIBUTES for value in attributes.get(name, [])]
            members[group] = {self._care_normalize(value.decode("utf-8", "replace")) for value in values}
        connection.unbind_s()
        return members

    def _care_read_logins(self, names):
        """Logins of these people, by their distinguished name.

        :raise ldap.LDAPError: when the directory cannot be read
        """
        attribute = LOGIN_ATTRIBUTE.search(self.ldap_filter or "")
        attribute = attribute.group(1) if attribute else "uid"
        connection = self._care_connect()
        logins = {}
        for name in names:
            try:
                entries = connection.search_ext_s(
                    name, ldap.SCOPE_BASE, attrlist=[attribute], timeout=TIMEOUT
                )
            except ldap.NO_SUCH_OBJECT:
                continue
            values = entries[0][1].get(attribute) if entries else None
            if values:
                logins[name] = values[0].decode("utf-8", "replace").lower().strip()
        connection.unbind_s()
        return logins

    def _care_connect(self):
        """A connection that may read the directory, and raises what goes wrong."""
        self.ensure_one()
        connection = ldap.initialize(f"ldap://{self.ldap_server}:{self.ldap_server_port}")
        connection.set_option(ldap.OPT_REFERRALS, ldap.OPT_OFF)
        connection.set_option(ldap.OPT_NETWORK_TIMEOUT, TIMEOUT)
        if self.ldap_tls:
            connection.start_tls_s()
        connection.simple_bind_s(self.ldap_binddn or "", self.ldap_password or "")
        return connection

    @api.model
    def _care_normalize(self, dn):
        """A distinguished name in one form: without blanks between its parts, in lower case."""
        try:
            return dn2str(str2dn(dn)).lower()
        except ldap.DECODING_ERROR:
            return ""
