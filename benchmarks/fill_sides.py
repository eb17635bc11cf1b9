"""What each side's database needs of its own: users, classification, and what puts a product on show."""

from odoo.tools import SQL


class Base:
    """Odoo with what our add-ons depend on and without them: what a worker needs anyway."""

    family_model = None
    own_links = ()

    def prepare(self, env):
        """Create what has to be there before the customers."""

    def pricelist_values(self):
        """What a customer's pricelist needs to hold there."""
        return {}

    def user_values(self, env, contact):
        """What makes a user a customer."""
        return {"group_ids": [(6, 0, env.ref("base.group_portal").ids)]}

    def product_values(self, chain):
        """What puts a product on show in a family, given as its ids from the top: nothing shows it here."""
        return {}

    def template_columns(self):
        """The same for products that are copied: SQL by column; the product is the row ``b``."""
        return {}

    def link_statements(self):
        """SQL that links copied products to their families."""
        return ()

    def finish(self, env):
        """Do what a running Odoo does by itself within minutes."""


class Ours(Base):
    """This project's add-ons."""

    family_model = "eservices.family"

    def prepare(self, env):
        env["eservices.config"].create({"name": "Benchmark", "company_id": env.company.id})

    def user_values(self, env, contact):
        return {
            "group_ids": [(6, 0, env.ref("eservices_ecommerce.group_eservices_customer").ids)],
            "eservices_platform": True,
            "eservices_contact_id": contact.id,
        }

    def product_values(self, chain):
        superfamily, family, subfamily = chain
        return {
            "ecommerce_ok": True,
            "free_sale": True,
            "ecommerce_superfamily_id": superfamily,
            "ecommerce_family_id": family,
            "ecommerce_subfamily_id": subfamily,
        }

    def template_columns(self):
        return {
            "free_sale": SQL("b.free"),
            "ecommerce_superfamily_id": SQL("b.family_ids[1]"),
            "ecommerce_family_id": SQL("b.family_ids[2]"),
            "ecommerce_subfamily_id": SQL("b.family_ids[3]"),
        }

    def finish(self, env):
        env["eservices.catalogue.count"]._cron_sum_up()


class Peer(Base):
    """Odoo's own shop. It knows no rights of a customer: what ours may not buy is simply not published."""

    family_model = "product.public.category"
    own_links = ("product_public_category_product_template_rel",)

    def pricelist_values(self):
        return {"selectable": True}

    def product_values(self, chain):
        return {"is_published": True, "public_categ_ids": [(6, 0, chain[-1:])]}

    def template_columns(self):
        # Sorted as ours is, so that both have the same products on their first pages.
        return {
            "is_published": SQL("b.for_buyer"),
            "website_sequence": SQL("10000 + 5 * b.rank"),
            "variants_default_code": SQL("b.code"),
        }

    def link_statements(self):
        return (
            "INSERT INTO product_public_category_product_template_rel "
            "(product_template_id, product_public_category_id) SELECT template_id, family_ids[3] FROM bench",
        )


SIDES = {"base": Base(), "ours": Ours(), "peer": Peer()}
