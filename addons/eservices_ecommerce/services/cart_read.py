from odoo import models
from odoo.tools import SQL, ormcache

from . import columns, prepared

# What promotions ask of a cart and prices of its lines, beside their columns.
ORDER_LINKS = ("applied_coupon_ids", "code_enabled_rule_ids", "coupon_point_ids")
LINE_LINKS = ("product_no_variant_attribute_value_ids",)
PRODUCT_LINKS = ("product_template_attribute_value_ids",)
# What amounts and names ask of the variants and of their products.
PRODUCT_READ = ("product_tmpl_id", "weight")
TEMPLATE_READ = (
    "categ_id",
    "company_id",
    "eservices_min_qty",
    "eservices_multiple_qty",
    "expense_policy",
    "list_price",
    "name",
    "taxes_id",
    "type",
    "uom_id",
)
# What of it core asks the variants for, which would look each up by itself.
INHERITED = ("categ_id", "company_id", "expense_policy", "list_price", "taxes_id", "type", "uom_id")


class EservicesCartRead(models.AbstractModel):
    """How the open cart is read: the order, then all that hangs on its lines, in a statement each (P18)."""

    _name = "eservices.cart.read"
    _description = "Reading the cart"

    def _find(self, customer, is_held=False):
        """Look the customer's open cart up on his channel, with what is read of it.

        :param bool is_held: hold it until the transaction ends
        :return: ``sale.order``, or an empty recordset
        :raise SerializationFailure: when it is to be held, and another transaction changed it
        """
        orders = customer.env["sale.order"]
        self.env.flush_all()
        query = SQL(
            "%s WHERE partner_id = %s AND eservices_config_id = %s"
            " AND is_eservices_cart AND state = 'draft' %s",
            self._select_order(),
            customer.contact.id,
            customer.config.id,
            SQL("FOR UPDATE") if is_held else SQL(),
        )
        # Who has to wait his turn is no error for the log.
        rows = prepared.execute_query(self.env, query, log_exceptions=False)
        return columns.insert(orders, orders._get_eservices_read(), ORDER_LINKS, rows)

    @ormcache()
    def _select_order(self):
        orders = self.env["sale.order"].sudo()
        names = orders._get_eservices_read()
        return SQL("SELECT %s FROM sale_order", columns.select(orders, "sale_order", names, ORDER_LINKS))

    def _read(self, cart):
        """Read the lines of a cart with their products; what amounts are computed with is kept, and recalled.

        :param cart: in superuser mode, as ``_find`` has it
        :return: the cart
        """
        if not cart:
            return cart
        lines = cart.env["sale.order.line"]
        self.env.flush_all()
        select, parts = self._select_lines(self.env.lang)
        # A value that PostgreSQL cannot see: it would plan a long cart anew each time, beside short ones.
        rows = prepared.execute_query(
            self.env,
            SQL(
                "%s WHERE line.order_id = (SELECT %s::integer) ORDER BY line.sequence, line.id",
                select,
                cart.id,
            ),
        )
        lines = lines.browse(row[0] for row in rows)
        cart._fields["order_line"]._insert_cache(cart, [lines._ids])
        for model, names, links in parts:
            width = 1 + len(names) + len(links)
            columns.insert(cart.env[model], names, links, [row[:width] for row in rows if row[0]])
            rows = [row[width:] for row in rows]
        self._inherit_values(lines.product_id)
        for record in (cart.currency_id, cart.company_id, *lines.product_uom_id, *lines.tax_ids.tax_group_id):
            record._recall()
        return cart

    def _inherit_values(self, products):
        ids = (template_id for (template_id,) in columns.read(products, ("product_tmpl_id",)))
        templates = products.env["product.template"].browse(ids)
        for name in INHERITED:
            values = [value for (value,) in columns.read(templates, (name,))]
            products._fields[name]._insert_cache(products, values)

    @ormcache("lang")
    def _select_lines(self, lang):
        """All lines of all orders, with what is read of their variants and products.

        :return: ``SQL``, and for each of the models its name, its fields, and its fields that may be empty
        """
        env = self.env(su=True, context={"lang": lang})
        parts = (
            ("sale.order.line", env["sale.order.line"]._get_eservices_read(), LINE_LINKS),
            ("product.product", PRODUCT_READ, PRODUCT_LINKS),
            ("product.template", TEMPLATE_READ, ()),
        )
        aliases = ("line", "variant", "product")
        select = SQL(
            "SELECT %s FROM sale_order_line line"
            " LEFT JOIN product_product variant ON variant.id = line.product_id"
            " LEFT JOIN product_template product ON product.id = variant.product_tmpl_id",
            SQL(", ").join(
                columns.select(env[model], alias, names, links)
                for alias, (model, names, links) in zip(aliases, parts, strict=True)
            ),
        )
        return prepared.inline(env, select), parts
