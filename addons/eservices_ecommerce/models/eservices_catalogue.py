from odoo import api, fields, models
from odoo.tools import SQL, file_open

from ..const import PRICE_LIMITS


class EservicesCatalogueEntry(models.Model):
    """One product as one audience sees it; ``sql/catalogue_index.sql`` keeps it up to date.

    Nobody reads or writes it but the service ``eservices.catalogue.index`` and the triggers.
    """

    _name = "eservices.catalogue.entry"
    _description = "Entry of the catalogue's index"
    _log_access = False

    product_tmpl_id = fields.Many2one("product.template", required=True, index=True, ondelete="cascade")
    audience = fields.Integer(required=True, help="0 for free sale, else the partner who has a reference.")
    company = fields.Integer(required=True, help="0 for every company.")
    superfamily = fields.Integer(required=True)
    family = fields.Integer(required=True)
    subfamily = fields.Integer(required=True)
    position = fields.Integer(required=True)
    code = fields.Char(required=True)
    list_price = fields.Float(required=True, digits="Product Price")
    band = fields.Integer(required=True, help="The range of the list price, from 1.")
    own_free = fields.Boolean(help="The audience is a partner, and the product is in free sale all the same.")
    dated = fields.Boolean(help="Every reference has a first or last day: each request asks.")
    in_stock = fields.Boolean()

    @api.model
    def _install_index(self):
        """Make indexes, functions and triggers, and fill the index: at installation and upgrade."""
        # PostgreSQL replaces no function whose answer has other columns.
        self._uninstall_index()
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE FUNCTION eservices_catalogue_band(price numeric) RETURNS integer
                    LANGUAGE sql IMMUTABLE
                AS $$ SELECT width_bucket(price, %s::numeric[]) + 1 $$
                """,
                list(PRICE_LIMITS),
            )
        )
        for name in ("catalogue_index", "catalogue_counts", "offers"):
            with file_open(f"eservices_ecommerce/sql/{name}.sql") as script:
                self.env.cr.execute(SQL(script.read().replace("%", "%%")))
        self._create_name_indexes()
        self.env.cr.execute(SQL("SELECT eservices_catalogue_rebuild()"))

    @api.model
    def _uninstall_index(self):
        """Take the functions away, and with them the triggers on Odoo's own tables."""
        self.env.cr.execute(
            SQL(
                """
                SELECT 'DROP FUNCTION IF EXISTS ' || oid::regprocedure || ' CASCADE' FROM pg_proc
                 WHERE proname LIKE %s AND pronamespace = current_schema()::regnamespace
                """,
                r"eservices\_%",
            )
        )
        for (statement,) in self.env.cr.fetchall():
            self.env.cr.execute(SQL(statement))

    @api.model
    def _create_name_indexes(self):
        """An index for the order by name in each language that is in use."""
        for code, _name in self.env["res.lang"].get_installed():
            self.env.cr.execute(
                SQL(
                    """
                    CREATE INDEX IF NOT EXISTS %s
                        ON eservices_catalogue_entry (audience, (%s), product_tmpl_id)
                    """,
                    SQL.identifier(f"eservices_catalogue_entry_name_{code.lower()}"),
                    self._get_name_sql(code),
                )
            )

    @api.model
    def _get_name_sql(self, lang):
        """The name in a language, as the index knows it."""
        if lang == "en_US":
            return SQL("(name->>'en_US')")
        return SQL("COALESCE(name->>%s, name->>'en_US')", lang)


class EservicesCatalogueCount(models.Model):
    """How many products an audience has under a family, a tag and a price range, as differences to sum up."""

    _name = "eservices.catalogue.count"
    _description = "Counts of the catalogue's index"
    _log_access = False

    audience = fields.Integer(required=True)
    company = fields.Integer(required=True)
    family = fields.Integer(required=True, help="A family of any level; 0 for all.")
    tag = fields.Integer(required=True, help="0 for all.")
    band = fields.Integer(required=True, help="0 for all.")
    own_free = fields.Boolean()
    in_stock = fields.Boolean()
    number = fields.Integer(required=True)

    @api.model
    def _cron_sum_up(self):
        """Make one row of each key that has several. Harmless while the catalogue changes."""
        self.env.cr.execute(SQL("SELECT eservices_catalogue_sum_up()"))
