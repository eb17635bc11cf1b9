import datetime
import re
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, file_open

from odoo.addons.eservices_ecommerce.services.text import escape_like, fold
from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

from ..const import LIST_ROWS, SEARCH_LEAST, SEARCH_NEWEST, SEARCH_ROWS, VISIT_GONE
from . import moments

MAX_TEXT = 100
# Where the simple search looks (A2).
SIMPLE = ("lastname", "email", "ref")
# Fields of the advanced search (A3): where they stand, and whether the beginning must match.
TYPED = {
    "firstname": ("firstname", False),
    "lastname": ("lastname", False),
    "number": ("ref", False),
    "email": ("email", False),
    "zip": ("zip", True),
    "city": ("city", True),
}


class Row(NamedTuple):
    """A customer with one of his users, see ``sql/customer_search.sql``."""

    id: int
    name: str
    number: str
    email: str
    city: str
    company: str
    is_business: bool
    user_id: int | None
    channels: list
    companies: list
    is_online: bool


class CareConsoleSearch(models.AbstractModel):
    """Finding customers of the platform, among very many, as one types (A1 to A3).

    A customer is a contact for whom the platform is open. What begins with the words comes first, in the
    order of the alphabet; what only holds them fills up. Each question walks one index of
    ``sql/customer_search.sql`` and stops at the last row that is shown.
    """

    _name = "care.console.search"
    _description = "Search of customers"

    @api.model
    def _install_indexes(self):
        """Make the indexes: at installation and upgrade.

        :raise UserError: when PostgreSQL does not let this user make what they need
        """
        self.env.cr.execute("SELECT count(*) FROM pg_opclass WHERE opcname = 'gin_trgm_ops'")
        if not self.env.cr.fetchone()[0]:
            raise UserError(
                self.env._(
                    "The search of customers needs PostgreSQL's extension pg_trgm. Let the owner of the "
                    "database run “CREATE EXTENSION pg_trgm;” in it, then install this add-on again."
                )
            )
        with file_open("customer_care/sql/customer_search.sql") as script:
            self.env.cr.execute(SQL(script.read().replace("%", "%%")))

    # === SEARCHES === #

    def _find_simple(self, text, configs):
        """Customers by a part of the last name, the e-mail address or the customer number (A2).

        :return: rows, one more than are shown
        :raise UserError: for fewer than three characters
        """
        words = fold(read_text(text, MAX_TEXT))
        if len(words) < SEARCH_LEAST:
            raise UserError(self.env._("Type at least %s characters.", SEARCH_LEAST))
        begins, holds = f"{escape_like(words)}%", f"%{escape_like(words)}%"
        served = self._get_served_sql(configs)
        # Mostly the agent serves all of them: then it is enough to see that of the first.
        found = list(self._find_beginning(begins, SQL("TRUE")))[: SEARCH_ROWS + 1]
        rows = self._read_served(found, configs)
        if len(rows) < len(found):
            rows = self._read_served(self._find_beginning(begins, served), configs)
        # What many hold is found among the newest customers at once; of what few hold the index knows all.
        for find in (self._find_newest, self._find_holding):
            if len(rows) <= SEARCH_ROWS:
                more = find(holds, served)
                rows |= self._read_served([one for one in more if one not in rows], configs)
        return list(rows.values())[: SEARCH_ROWS + 1]

    def _find_advanced(self, values, configs):
        """Customers by all of the fields that are filled (A3).

        :param dict values: as typed; see ``TYPED``, and ``phone``, ``birthdate``, ``country_id``
        :return: rows, one more than are shown
        :raise UserError: when nothing is filled, or the birth date is none
        """
        values = values if isinstance(values, dict) else {}
        conditions = []
        for name, (column, is_beginning) in TYPED.items():
            words = fold(read_text(values.get(name), MAX_TEXT))
            if words:
                pattern = f"{escape_like(words)}%" if is_beginning else f"%{escape_like(words)}%"
                conditions.append(SQL("%s LIKE %s", self._fold_sql(column), pattern))
        conditions += self._get_exact(values)
        if not conditions:
            raise UserError(self.env._("Fill at least one field."))
        query = SQL(
            "SELECT p.id FROM res_partner p WHERE p.active AND p.care_is_customer AND %s AND %s LIMIT %s",
            SQL(" AND ").join(conditions),
            self._get_served_sql(configs),
            SEARCH_ROWS + 1,
        )
        return self._describe(list(self._run(query)), configs)

    def _get_exact(self, values):
        conditions = []
        digits = re.sub(r"\D", "", read_text(values.get("phone"), MAX_TEXT))
        if digits:
            # However it is written, with the code of the country or without.
            pattern = f"%{digits.lstrip('0') or digits}%"
            conditions.append(SQL(r"regexp_replace(p.phone, '\D', '', 'g') LIKE %s", pattern))
        born = read_text(values.get("birthdate"), 10)
        if born:
            conditions.append(SQL("p.birthdate_date = %s", self._read_day(born)))
        country_id = read_id(values.get("country_id"))
        if country_id:
            conditions.append(SQL("p.country_id = %s", country_id))
        return conditions

    def _read_day(self, text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise UserError(self.env._("The birth date is no date.")) from None

    # === LISTS BESIDE THE SEARCH === #

    def _find_recent(self, configs):
        """The customers whom the agent served last: ``{res.partner: moment}``."""
        contacts = (
            self.env["care.contact"]
            .sudo()  # sudo: care.contact - the agent's own
            ._read_group(
                Domain("agent_id", "=", self.env.uid) & Domain("config_id", "in", configs.ids),
                ["partner_id"],
                ["touched_at:max"],
                order="touched_at:max desc",
                limit=LIST_ROWS,
            )
        )
        return {partner.sudo(): moments.iso(touched) for partner, touched in contacts}

    def _find_online(self, configs):
        """Who is on the platform now: ``{res.partner: care.visit}``."""
        visits = self.env["care.visit"].sudo()  # sudo: care.visit - of channels that the agent serves
        watched = configs.filtered("care_monitor")
        there = visits.search(
            Domain("config_id", "in", watched.ids) & visits._get_there_domain(),
            order="is_visible desc, last_seen desc",
            limit=10 * LIST_ROWS,
        )
        found = {}
        for visit in there:
            found.setdefault(visit.user_id.eservices_contact_id, visit)
        return dict(list(found.items())[:LIST_ROWS])

    def _find_carts(self, configs):
        """Open carts in which something stands, the newest first: ``sale.order``."""
        # sudo: sale.order - of channels that the agent serves
        return (
            self.env["sale.order"]
            .sudo()
            .search(
                Domain("eservices_config_id", "in", configs.ids)
                & Domain("is_eservices_cart", "=", True)
                & Domain("state", "=", "draft")
                & Domain("order_line", "!=", False),
                order="write_date desc",
                limit=LIST_ROWS,
            )
        )

    # === SQL === #

    def _find_beginning(self, pattern, served):
        """Customers with a field that begins with the words, each field in the order of the alphabet.

        :param served: SQL: which of them the agent serves
        :return: dict of ids, as all of these: in the order in which they are shown
        """
        branches = [
            SQL(
                """
                (SELECT p.id, %(rank)s AS rank, %(folded)s COLLATE "C" AS words FROM res_partner p
                  WHERE p.active AND p.care_is_customer
                    AND %(folded)s COLLATE "C" LIKE %(pattern)s AND %(served)s
                  ORDER BY %(folded)s COLLATE "C", p.id LIMIT %(limit)s)
                """,
                rank=rank,
                folded=self._fold_sql(column),
                pattern=pattern,
                served=served,
                limit=SEARCH_ROWS + 1,
            )
            for rank, column in enumerate(SIMPLE)
        ]
        return self._run(SQL("%s ORDER BY rank, words, id", SQL(" UNION ALL ").join(branches)))

    def _find_newest(self, pattern, served):
        """Those of the newest customers who have the words within a field."""
        return self._run(
            SQL(
                """
                SELECT p.id FROM (
                    SELECT * FROM res_partner WHERE active AND care_is_customer ORDER BY id DESC LIMIT %s
                ) p WHERE (%s) AND %s ORDER BY p.id DESC LIMIT %s
                """,
                SEARCH_NEWEST,
                SQL(" OR ").join(SQL("%s LIKE %s", self._fold_sql(column), pattern) for column in SIMPLE),
                served,
                SEARCH_ROWS + 1,
            )
        )

    def _find_holding(self, pattern, served):
        """Customers with the words within a field, found by the letters that follow each other in it."""
        branches = [
            SQL(
                "(SELECT p.id FROM res_partner p WHERE p.active AND p.care_is_customer AND %s LIKE %s AND %s"
                " LIMIT %s)",
                self._fold_sql(column),
                pattern,
                served,
                SEARCH_ROWS + 1,
            )
            for column in SIMPLE
        ]
        # PostgreSQL cannot know how rare some letters are, and would rather read the whole table.
        self._allow_scans("off")
        found = self._run(SQL(" UNION ALL ").join(branches))
        self._allow_scans("on")
        return found

    def _allow_scans(self, whether):
        self.env.cr.execute(
            SQL(
                "SELECT set_config('enable_seqscan', %s, true), set_config('enable_indexscan', %s, true)",
                whether,
                whether,
            )
        )

    def _fold_sql(self, column):
        return SQL("eservices_fold(p.%s)", SQL.identifier(column))

    def _get_served_sql(self, configs):
        """For whom the platform is open on one of the channels."""
        channels = self.env["res.users"]._fields["eservices_config_ids"]
        table = SQL.identifier(channels.relation)
        user, config = SQL.identifier(channels.column1), SQL.identifier(channels.column2)
        return SQL(
            """
            EXISTS (
                SELECT FROM res_users u
                 WHERE u.eservices_contact_id = p.id AND u.active AND u.share AND u.eservices_platform
                   AND CASE WHEN EXISTS (SELECT FROM %(table)s c WHERE c.%(user)s = u.id)
                            THEN EXISTS (SELECT FROM %(table)s c
                                          WHERE c.%(user)s = u.id AND c.%(config)s = ANY(%(configs)s))
                            ELSE EXISTS (SELECT FROM res_company_users_rel r
                                          WHERE r.user_id = u.id AND r.cid = ANY(%(companies)s)) END)
            """,
            table=table,
            user=user,
            config=config,
            configs=configs.ids,
            companies=configs.company_id.ids,
        )

    def _run(self, query):
        self.env.flush_all()
        return dict.fromkeys(row[0] for row in self.env.execute_query(query))

    # === ROWS === #

    def _read_served(self, partner_ids, configs):
        """Rows of those customers whom the agent serves: ``{id: row}``."""
        rows = self._describe(list(partner_ids)[: SEARCH_ROWS + 1], configs)
        return {row["id"]: row for row in rows if row["config_ids"]}

    def _describe(self, partner_ids, configs):
        """Rows of customers: one statement, because they are drawn at each key that is typed.

        :param list partner_ids: customers of channels that the agent serves
        :param configs: these channels
        """
        if not partner_ids:
            return []
        gone = fields.Datetime.now() - datetime.timedelta(seconds=VISIT_GONE)
        watched = configs.filtered("care_monitor")
        self.env.flush_all()
        found = self.env.execute_query(
            SQL("SELECT * FROM care_customer_rows(%s, %s, %s)", partner_ids, watched.ids, gone)
        )
        rows = {}
        for row in found:
            one = Row(*row)
            rows.setdefault(one.id, []).append(one)
        return [self._describe_one(of_one, configs) for of_one in rows.values()]

    def _describe_one(self, of_users, configs):
        first = of_users[0]
        channels = configs.filtered(
            lambda config: any(
                config.id in one.channels if one.channels else config.company_id.id in one.companies
                for one in of_users
                if one.user_id
            )
        )
        return {
            "id": first.id,
            "user_id": first.user_id or False,
            "name": first.name,
            "initials": get_initials(first.name),
            "company": first.company,
            "number": first.number,
            "email": first.email,
            "city": first.city,
            "config_ids": channels.ids,
            "channels": ", ".join(channels.mapped("name")),
            "is_business": first.is_business,
            "is_online": any(one.is_online for one in of_users),
        }

    def _get_channels(self, users, configs):
        """Of the channels that the agent serves those that the customer may use."""
        return configs.filtered(
            lambda config: any(
                config in user.eservices_config_ids
                if user.eservices_config_ids
                else config.company_id in user.company_ids
                for user in users
            )
        )


def get_initials(name):
    """At most two letters for a picture.

    >>> get_initials("Elena Marchetti"), get_initials(""), get_initials(False)
    ('EM', '', '')
    """
    words = (name or "").split()
    return "".join(word[0].upper() for word in [words[0], words[-1]][: len(words)]) if words else ""
