from odoo import models


class EservicesLayout(models.AbstractModel):
    """The platform's menu has an entry for spaces, for those who are in one (S8)."""

    _inherit = "eservices.layout"

    def _get_menus(self, customer):
        menus = super()._get_menus(customer)
        # With the user's own rights, not the customer's: spaces belong to persons.
        waiting = self.env["collab.space.page"]._count_waiting()
        if waiting is None:
            return menus
        entry = {
            "key": "spaces",
            "label": self.env._("Spaces"),
            "url": "/eservices/spaces",
            "icon": "spaces",
            "count": waiting,
        }
        place = next((index for index, menu in enumerate(menus) if menu["key"] == "messages"), len(menus))
        return [*menus[:place], entry, *menus[place:]]
