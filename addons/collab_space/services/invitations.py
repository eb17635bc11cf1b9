from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..const import AUTHOR, MANAGER, READER


class CollabInvitations(models.AbstractModel):
    """Bringing people into a space, and reminding them of it (S6, P15)."""

    _name = "collab.invitations"
    _description = "Invitations to collaboration spaces"

    def _invite(self, space, partners, role):
        """Add several people at once; buyers without a login get one by the platform's own way.

        All of them are added, or nobody is.

        :param space: ``collab.space``
        :param partners: ``res.partner``
        :param str role: of all of them
        :raise AccessError: for who may not add them
        :raise UserError: naming those who cannot be reached
        """
        space.check_access("write")
        if role not in (READER, AUTHOR, MANAGER):
            raise UserError(self.env._("Choose a role."))
        people = self._get_people(partners)
        # sudo: collab.member - who is there already is not added twice
        new = people - space.sudo().member_ids.partner_id
        self._check_reachable(new)
        members = self.env["collab.member"].create(
            [{"space_id": space.id, "partner_id": person.id, "role": role} for person in new]
        )
        self._open_platform(new)
        self._tell_invited(space, members)
        return members

    def _get_people(self, partners):
        """For each contact, the person who logs in for him."""
        # sudo: res.users - who stands for a contact decides who becomes a member
        users = (
            self.env["res.users"]
            .sudo()
            .search(
                Domain("eservices_contact_id", "in", partners.ids) & Domain("eservices_platform", "=", True)
            )
        )
        by_contact = {user.eservices_contact_id: user.partner_id for user in users}
        people = [by_contact.get(partner, partner).id for partner in partners.exists()]
        companies = partners.filtered("is_company")
        if companies:
            raise UserError(
                self.env._(
                    "%(names)s: a space has people as members. Choose the contacts.",
                    names=", ".join(companies.mapped("name")),
                )
            )
        return self.env["res.partner"].browse(dict.fromkeys(people))

    def _get_without_login(self, people):
        return people.filtered(lambda person: person.sudo().partner_share and not person.sudo().user_ids)

    def _check_reachable(self, people):
        """:raise UserError: naming those to whom no invitation can be sent"""
        without_address = self._get_without_login(people).filtered(lambda person: not person.email)
        if without_address:
            raise UserError(
                self.env._(
                    "%(names)s: an e-mail address is needed for the invitation.",
                    names=", ".join(without_address.mapped("name")),
                )
            )

    def _open_platform(self, people):
        """Give buyers without a login access to the platform, as an officer of e-commerce would (P15)."""
        without = self._get_without_login(people)
        if without:
            # sudo: res.users - whoever may bring buyers into a space may give them the access it needs
            without.sudo()._eservices_give_access()

    def _tell_invited(self, space, members):
        """Write to the new members, each in his language."""
        person = self.env.user.partner_id
        for member in members.filtered(lambda one: one.partner_id != person):
            partner = member.sudo().partner_id
            localized = space.sudo().with_context(lang=partner.lang or self.env.lang)
            url = localized._get_page_url()
            body = self.env["ir.qweb"]._render(
                "collab_space.mail_invitation",
                {"space": localized, "inviter": person.sudo(), "url": url, "env": localized.env},
                lang=partner.lang or self.env.lang,
            )
            localized.message_notify(
                partner_ids=partner.ids,
                subject=localized.env._("You are invited to the space “%s”", space.name),
                body=body,
            )

    def _remind(self, space):
        """Remind the members of the side whose turn it is.

        :return: action that shows who was reminded
        :raise UserError: when nobody is to answer
        """
        sides = {"both": ("seller", "buyer"), "none": ()}.get(space.ball, (space.ball,))
        # sudo: collab.member - whom to write to does not depend on who reminds
        people = (
            space.sudo().member_ids.filtered(lambda one: one.side in sides and one.role != READER).partner_id
        )
        if not people:
            raise UserError(self.env._("Nobody has to answer at the moment."))
        until = format_date(self.env, space.date_deadline) if space.date_deadline else ""
        body = (
            self.env._("Your answer in “%(space)s” is awaited by %(day)s.", space=space.name, day=until)
            if until
            else self.env._("Your answer in “%s” is awaited.", space.name)
        )
        space.sudo().message_notify(partner_ids=people.ids, subject=space.name, body=body)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Reminded: %s", ", ".join(people.mapped("name"))),
            },
        }
