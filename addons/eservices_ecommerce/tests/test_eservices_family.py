import psycopg2
from lxml import etree

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestEservicesFamily(PlatformCase):
    def test_level_follows_from_the_parents(self):
        self.assertEqual((self.fastening | self.bolts | self.hex).mapped("level"), [1, 2, 3])

    def test_a_fourth_level_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "three levels"):
            self.env["eservices.family"].create({"name": "Too deep", "parent_id": self.hex.id})

    def test_moving_a_branch_too_deep_is_refused(self):
        other = self.env["eservices.family"].create({"name": "Other"})
        with self.assertRaisesRegex(ValidationError, "three levels"):
            self.fastening.parent_id = other

    def test_a_cycle_is_refused(self):
        for family in (self.fastening, self.hex):
            with self.assertRaisesRegex(ValidationError, "“Fastening t” cannot stand below itself"):
                self.fastening.parent_id = family

    def test_a_family_in_use_cannot_be_deleted(self):
        with self.assertRaisesRegex(UserError, "There are families below “Fastening t”"):
            self.fastening.unlink()
        self.free.product_tmpl_id.write({"ecommerce_superfamily_id": self.fastening.id, "active": False})
        with self.assertRaisesRegex(UserError, f"“Fastening t” is in use, as by “{self.free.name}”"):
            self.fastening.unlink()
        self.free.product_tmpl_id.ecommerce_superfamily_id = False
        (self.fastening | self.bolts | self.hex).unlink()

    def test_products_move_with_their_families(self):
        levels = ("ecommerce_superfamily_id", "ecommerce_family_id", "ecommerce_subfamily_id")
        template, other = self.free.product_tmpl_id, self.referenced.product_tmpl_id
        template.write(dict(zip(levels, (self.fastening | self.bolts | self.hex).ids, strict=True)))
        other.write({"ecommerce_superfamily_id": self.fastening.id, "ecommerce_family_id": self.bolts.id})
        fixing, anchors = self.env["eservices.family"].create([{"name": "Fixing"}, {"name": "Anchors"}])
        anchors.parent_id = fixing

        def chain(product):
            return [product[level].name for level in levels]

        self.bolts.parent_id = fixing
        self.assertEqual(chain(template), ["Fixing", "Bolts t", "Hex t"])
        self.assertEqual(chain(other), ["Fixing", "Bolts t", False])
        self.hex.parent_id = anchors
        self.assertEqual(chain(template), ["Fixing", "Anchors", "Hex t"])
        self.hex.parent_id = fixing
        self.assertEqual(chain(template), ["Fixing", "Hex t", False])
        self.hex.parent_id = False
        self.assertEqual(chain(template), ["Hex t", False, False])
        self.assertEqual(chain(other), ["Fixing", "Bolts t", False])

    def test_the_same_name_twice_below_one_parent_is_refused(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.UniqueViolation),
            self.cr.savepoint(),
        ):
            self.env["eservices.family"].create({"name": "Bolts t", "parent_id": self.fastening.id})

    def test_clearing_a_parent_clears_its_children(self):
        template = self.free.product_tmpl_id
        template.write(
            {
                "ecommerce_superfamily_id": self.fastening.id,
                "ecommerce_family_id": self.bolts.id,
                "ecommerce_subfamily_id": self.hex.id,
            }
        )
        template.ecommerce_superfamily_id = False
        self.assertFalse(template.ecommerce_family_id)
        self.assertFalse(template.ecommerce_subfamily_id)

    def test_a_child_of_another_parent_is_refused(self):
        other = self.env["eservices.family"].create({"name": "Other"})
        with self.assertRaisesRegex(ValidationError, "does not belong there"):
            self.free.product_tmpl_id.write(
                {"ecommerce_superfamily_id": other.id, "ecommerce_family_id": self.bolts.id}
            )

    def test_the_form_shows_family_and_sub_family_only_below_their_parent(self):
        view = "product.product_template_only_form_view"
        with Form(self.env["product.template"], view) as form:
            form.name = "Classified"
            self.assertTrue(form._get_modifier("ecommerce_family_id", "invisible"))
            form.ecommerce_superfamily_id = self.fastening
            self.assertFalse(form._get_modifier("ecommerce_family_id", "invisible"))
            self.assertTrue(form._get_modifier("ecommerce_subfamily_id", "invisible"))
            form.ecommerce_family_id = self.bolts
            form.ecommerce_subfamily_id = self.hex
            form.ecommerce_superfamily_id = self.env["eservices.family"]
            self.assertFalse(form.ecommerce_subfamily_id)

    def test_the_frame_holds_exactly_five_fields(self):
        view = self.env.ref("eservices_ecommerce.product_template_view_form_inherit_eservices_ecommerce")
        frame = etree.fromstring(view.arch).xpath("//group[@name='eservices_sales']//field")
        self.assertEqual(
            [node.get("name") for node in frame],
            [
                "ecommerce_ok",
                "ecommerce_superfamily_id",
                "ecommerce_family_id",
                "ecommerce_subfamily_id",
                "product_tag_ids",
            ],
        )

    def test_products_are_imported_with_families_by_name_or_path(self):
        columns = ["name", "ecommerce_superfamily_id", "ecommerce_family_id", "ecommerce_subfamily_id"]
        rows = [
            ["By name", "Fastening t", "Bolts t", "Hex t"],
            ["By path", "Fastening t", "Fastening t / Bolts t", "Fastening t / Bolts t / Hex t"],
        ]
        result = self.env["product.template"].load(columns, rows)
        self.assertFalse(result["messages"])
        self.assertEqual(self.env["product.template"].browse(result["ids"]).ecommerce_subfamily_id, self.hex)

    def test_an_import_with_an_unknown_family_says_which_row(self):
        columns = ["name", "ecommerce_superfamily_id"]
        result = self.env["product.template"].load(columns, [["Wrong", "No such family"]])
        self.assertFalse(result["ids"])
        self.assertIn("No such family", result["messages"][0]["message"])
