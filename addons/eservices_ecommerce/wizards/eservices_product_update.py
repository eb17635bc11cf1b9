from odoo import Command, fields, models

YES_NO = [("yes", "Yes"), ("no", "No")]


class EservicesProductUpdate(models.TransientModel):
    """Sets the e-commerce fields of many products at once; what is left empty stays as it is (P4 to P7)."""

    _name = "eservices.product.update"
    _description = "Set e-commerce fields of products"

    product_tmpl_ids = fields.Many2many("product.template", string="Products", required=True)
    ecommerce_ok = fields.Selection(YES_NO, string="Can be sold in e-commerce")
    free_sale = fields.Selection(YES_NO)
    family_id = fields.Many2one(
        "eservices.family",
        string="Place in the catalogue",
        help="A family of any level; the levels above follow.",
    )
    add_tag_ids = fields.Many2many("product.tag", "eservices_product_update_add_rel", string="Add tags")
    remove_tag_ids = fields.Many2many(
        "product.tag", "eservices_product_update_remove_rel", string="Remove tags"
    )

    def action_apply(self):
        """Write what was filled in.

        :raise AccessError: for who may not change products
        """
        self.ensure_one()
        self.product_tmpl_ids.write(self._prepare_values())
        return {"type": "ir.actions.act_window_close"}

    def _prepare_values(self):
        values = {name: self[name] == "yes" for name in ("ecommerce_ok", "free_sale") if self[name]}
        if self.family_id:
            chain = self.env["eservices.family"]._get_eservices_tree()[self.family_id.id].chain
            levels = ("ecommerce_superfamily_id", "ecommerce_family_id", "ecommerce_subfamily_id")
            values.update(dict.fromkeys(levels, False), **dict(zip(levels, chain, strict=False)))
        tags = [Command.link(tag.id) for tag in self.add_tag_ids]
        tags += [Command.unlink(tag.id) for tag in self.remove_tag_ids]
        if tags:
            values["product_tag_ids"] = tags
        return values
