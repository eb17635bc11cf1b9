from odoo import models

from odoo.addons.eservices_ecommerce.services.customer import Customer

from ..services.acting import KEY


class CareClientMixin(models.AbstractModel):
    """What belongs to one customer on one channel, and can show what he sees.

    Needs the fields ``customer_user_id``, ``partner_id``, ``config_id`` and ``company_id``.
    """

    _name = "care.client.mixin"
    _description = "Of a customer on a channel"

    def _get_customer(self, actor=None):
        """The customer, as the dispatch point would resolve him: his own view of cart, prices, documents.

        :param actor: who does it for him (``res.users``); what is written then carries his name
        """
        self.ensure_one()
        # sudo: res.users - whoever holds this record reads what its customer sees, by named methods only
        record_sudo = self.sudo()
        company = record_sudo.company_id
        user = record_sudo.customer_user_id.with_company(company)
        user = user.with_user(actor or user).sudo()
        user = user.with_context(allowed_company_ids=company.ids, lang=self.env.lang)
        if KEY in self.env.context:
            user = user.with_context(**{KEY: self.env.context[KEY]})
        return Customer(
            user=user,
            contact=record_sudo.partner_id.with_env(user.env),
            config=record_sudo.config_id.with_env(user.env),
        )
