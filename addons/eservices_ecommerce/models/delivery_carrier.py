from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache

# Fields with which a carrier says what it does not bring.
CONDITIONS = (
    "country_ids",
    "state_ids",
    "zip_prefix_ids",
    "must_have_tag_ids",
    "excluded_tag_ids",
    "max_weight",
    "max_volume",
)


class DeliveryCarrier(models.Model):
    """Every change of a cart asks its carriers for their conditions, of which most have none (P18).

    Which carriers there are, and which have a condition at all, is kept; what a condition says is read each
    time, by Odoo's own methods.
    """

    _name = "delivery.carrier"
    _inherit = ["delivery.carrier", "eservices.cached"]

    @api.model
    @ormcache("company_id")
    def _get_eservices_conditions(self, company_id):
        """Carriers of a company in their order, with the names of the conditions that they have.

        :return: ``{carrier id: frozenset of field names}``
        """
        # sudo: delivery.carrier - which of them brings a cart is for Odoo's own conditions to say
        carriers = self.sudo().search(Domain("company_id", "in", [False, company_id]))
        return {one.id: frozenset(name for name in CONDITIONS if one[name]) for one in carriers}

    def _has_eservices_condition(self, *names):
        """Whether the carrier has one of these conditions; of one that is not kept nothing is known."""
        kept = self._get_eservices_conditions(self.env.company.id).get(self.id)
        return kept is None or not kept.isdisjoint(names)

    def _match_address(self, partner):
        is_limited = self._has_eservices_condition("country_ids", "state_ids", "zip_prefix_ids")
        return not is_limited or super()._match_address(partner)

    def _match_must_have_tags(self, source):
        return not self._has_eservices_condition("must_have_tag_ids") or super()._match_must_have_tags(source)

    def _match_excluded_tags(self, source):
        return not self._has_eservices_condition("excluded_tag_ids") or super()._match_excluded_tags(source)

    def _match_weight(self, source):
        return not self._has_eservices_condition("max_weight") or super()._match_weight(source)

    def _match_volume(self, source):
        return not self._has_eservices_condition("max_volume") or super()._match_volume(source)
