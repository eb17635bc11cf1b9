from odoo import models


class ProductProduct(models.Model):
    """The one question about a product and a customer (P14)."""

    _inherit = "product.product"

    def _eservices_is_sellable(self, contact, config):
        """May this customer order this product on this channel? (P14)

        :param contact: the contact (``res.partner``) that the customer stands for
        :param config: the channel (``eservices.config``)
        :return: ``(allowed, reason)``; the reason is empty when allowed, else a translated sentence
        :rtype: tuple[bool, str]
        """
        self.ensure_one()
        return self.env["eservices.rights"]._check(self, contact, config)[self]

    def _select_customerinfo(self, *args, **kwargs):
        """Where the references of a whole page are known already, none is searched again."""
        known = self.env.context.get("eservices_references")
        if known is None:
            return super()._select_customerinfo(*args, **kwargs)
        return self.env["product.customerinfo"].browse(known.get(self.id))
