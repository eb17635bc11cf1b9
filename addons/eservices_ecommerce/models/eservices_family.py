from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import ormcache

LEVELS = [("1", "Super-family"), ("2", "Family"), ("3", "Sub-family")]
# Where a product says what it belongs to.
PRODUCT_LEVELS = ("ecommerce_superfamily_id", "ecommerce_family_id", "ecommerce_subfamily_id")


class FamilyNode(NamedTuple):
    """A family as the catalogue shows it, without a record behind it.

    :param chain: ids from the super-family down to this one
    """

    id: int
    name: str
    level: int
    parent_id: int
    chain: tuple


class EservicesFamily(models.Model):
    """Classification of the catalogue in exactly three levels (P6)."""

    _name = "eservices.family"
    _description = "E-commerce family"
    _inherit = ["eservices.cached", "image.mixin"]
    _parent_store = True
    _order = "level, sequence, name, id"
    _rec_names_search = ["name"]

    name = fields.Char(required=True, translate=True)
    display_name = fields.Char(recursive=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    parent_id = fields.Many2one("eservices.family", index=True, ondelete="restrict")
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("eservices.family", "parent_id", string="Children")
    level = fields.Integer(
        compute="_compute_level",
        store=True,
        recursive=True,
        index=True,
        help="1 super-family, 2 family, 3 sub-family.",
    )
    kind = fields.Selection(LEVELS, compute="_compute_kind")

    _name_uniq = models.UniqueIndex(
        "((name->>'en_US'), COALESCE(parent_id, 0))",
        "A family of this name exists already under this parent.",
    )

    def write(self, vals):
        """Whatever is below a family moves with it: its families, and the products of all of them (P6).

        :raise ValidationError: when a family would stand below itself
        """
        parent = self.browse(vals.get("parent_id") or None)
        moved = self.filtered(lambda family: "parent_id" in vals and family.parent_id != parent)
        moved._check_not_below_itself(parent)
        result = super().write(vals)
        moved._reclassify_products()
        return result

    def _check_not_below_itself(self, parent):
        above = {int(family_id) for family_id in (parent.parent_path or "").split("/") if family_id}
        for family in self:
            if family.id in above:
                raise ValidationError(self.env._("“%s” cannot stand below itself.", family.name))

    def _find_products(self, limit=None):
        """Products of these families and of all below them, archived ones too, in superuser mode."""
        # sudo: product.template - a classification belongs to all companies, and so do its products
        products = self.env["product.template"].sudo().with_context(active_test=False)
        below = self.with_context(active_test=False).search(Domain("id", "child_of", self.ids)).ids
        stand_there = Domain.OR(Domain(name, "in", below) for name in PRODUCT_LEVELS)
        return products.search(stand_there, limit=limit)

    def _reclassify_products(self):
        products_of = self._find_products().grouped(lambda product: product._get_eservices_family())
        for family, products in products_of.items():
            chain = [int(family_id) for family_id in family.parent_path.split("/")[:-1]]
            values = dict.fromkeys(PRODUCT_LEVELS, False) | dict(zip(PRODUCT_LEVELS, chain, strict=False))
            products.write(values)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_used(self):
        """:raise UserError: when a product stands in a family, or another family below it"""
        for family in self:
            product = family._find_products(limit=1)
            if product:
                raise UserError(
                    self.env._(
                        "“%(family)s” is in use, as by “%(product)s”: "
                        "give its products another family first.",
                        family=family.name,
                        product=product.name,
                    )
                )
            if family.with_context(active_test=False).child_ids - self:
                raise UserError(
                    self.env._("There are families below “%s”: delete or move them first.", family.name)
                )

    @api.depends("parent_id.level")
    def _compute_level(self):
        for family in self:
            family.level = family.parent_id.level + 1

    @api.depends("level")
    def _compute_kind(self):
        for family in self:
            family.kind = str(family.level)

    @api.constrains("parent_id")
    def _check_level(self):
        for family in self:
            depth = 0
            children = family.child_ids
            while children:
                depth += 1
                children = children.child_ids
            if family.level + depth > len(LEVELS):
                raise ValidationError(
                    self.env._(
                        "“%(family)s” cannot stand there: the classification has three levels, super-family, "
                        "family and sub-family.",
                        family=family.name,
                    )
                )

    @api.depends("name", "parent_id.display_name")
    @api.depends_context("lang", "eservices_short_name")
    def _compute_display_name(self):
        for family in self:
            if family.parent_id and not self.env.context.get("eservices_short_name"):
                family.display_name = f"{family.parent_id.display_name} / {family.name}"
            else:
                family.display_name = family.name

    @api.model
    def _search_display_name(self, operator, value):
        """A family is also found by its whole path, "Fastening / Bolts": imports name it so (P6)."""
        values = value if operator == "in" else [value]
        paths = [path for path in values if isinstance(path, str) and "/" in path]
        if operator not in ("in", "ilike") or not paths:
            return super()._search_display_name(operator, value)
        found = [self._get_path_domain("=" if operator == "in" else operator, path) for path in paths]
        if operator == "in":
            found.append(super()._search_display_name("in", [name for name in values if name not in paths]))
        return Domain.OR(found)

    def _get_path_domain(self, operator, path):
        *parents, name = (part.strip() for part in path.split("/"))
        domain = Domain("name", operator, name)
        for depth, parent in enumerate(reversed(parents), start=1):
            domain &= Domain(".".join(["parent_id"] * depth + ["name"]), operator, parent)
        return domain

    @api.model
    @ormcache("self.env.lang")
    def _get_eservices_tree(self):
        """All families in the user's language, in their order: ``{id: FamilyNode}``."""
        # sudo: eservices.family - customers read names of families in the catalogue, and nothing else of them
        return {
            family.id: FamilyNode(
                id=family.id,
                name=family.name,
                level=family.level,
                parent_id=family.parent_id.id or 0,
                chain=tuple(map(int, family.parent_path.split("/")[:-1])),
            )
            for family in self.sudo().search([])
        }
