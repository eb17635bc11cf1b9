from odoo import SUPERUSER_ID, Command, api
from odoo.exceptions import ConcurrencyError
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from ..services import columns, prepared


@tagged("post_install", "-at_install")
class TestPrepared(TransactionCase):
    """Statements that a connection plans once, and values out of the ORM's cache, are right."""

    def _connect(self):
        """An environment with a connection of Odoo's pool, not the one of the test."""
        cr = db_connect(self.env.cr.dbname).cursor()
        self.addCleanup(cr.close)
        return api.Environment(cr, SUPERUSER_ID, {})

    def _count(self, env):
        [(count,)] = env.execute_query(SQL("SELECT count(*) FROM pg_prepared_statements"))
        return count

    def _find(self, env, *ids):
        query = SQL(
            "SELECT login FROM res_users WHERE id = ANY (%s) AND login NOT LIKE %s ORDER BY id", [*ids], "%q"
        )
        return [login for (login,) in prepared.execute_query(env, query)]

    def test_the_same_words_are_planned_once_for_all_values(self):
        env = self._connect()
        users = self.env["res.users"].search([], limit=2, order="id")
        self.assertEqual(self._find(env, users[0].id), [users[0].login])
        count = self._count(env)
        self.assertTrue(count)
        self.assertEqual(self._find(env, *users.ids), users.mapped("login"))
        self.assertEqual(self._find(env), [])
        self.assertEqual(self._count(env), count)

    def test_words_with_a_percent_sign_stay_what_they_are(self):
        env = self._connect()
        for _time in range(2):
            self.assertEqual(prepared.execute_query(env, SQL("SELECT 7 %% 4, '%%s'")), [(3, "%s")])
        self.assertEqual(
            prepared.inline(env, SQL("SELECT %s, 7 %% 4", "50 %")), SQL("SELECT '50 %%', 7 %% 4")
        )

    def test_a_connection_goes_back_to_the_pool_with_its_plans_and_nothing_else(self):
        env = self._connect()
        self._find(env, SUPERUSER_ID)
        backend = env.cr.connection.get_backend_pid()
        for statement in (
            "SET statement_timeout = 54321",
            "SELECT pg_advisory_lock(815)",
            "CREATE TEMP TABLE eservices_left_behind (id integer)",
            "LISTEN eservices_left_behind",
        ):
            env.cr.execute(statement)
        env.cr.commit()
        count = self._count(env)
        env.cr.close()
        env = self._connect()
        self.assertEqual(env.cr.connection.get_backend_pid(), backend, "another connection of the pool")
        self.assertEqual(self._count(env), count)
        [left] = env.execute_query(
            SQL(
                "SELECT current_setting('statement_timeout'), to_regclass('eservices_left_behind'),"
                " (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()),"
                " (SELECT count(*) FROM pg_listening_channels()), current_setting('transaction_isolation')"
            )
        )
        self.assertEqual(left, ("0", None, 0, 0, "repeatable read"))

    def test_a_connection_that_was_cut_meanwhile_is_replaced(self):
        env = self._connect()
        login = self._find(env, SUPERUSER_ID)
        backend = env.cr.connection.get_backend_pid()
        env.cr.close()
        self.env.cr.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
        env = self._connect()
        self.assertNotEqual(env.cr.connection.get_backend_pid(), backend)
        self.assertEqual(self._find(env, SUPERUSER_ID), login)

    def test_a_connection_that_lost_its_plans_makes_them_anew(self):
        env = self._connect()
        login = self._find(env, SUPERUSER_ID)
        env.cr.execute("DEALLOCATE ALL")
        # Odoo runs the request again.
        with self.assertRaises(ConcurrencyError), self.assertLogs("odoo.sql_db", "ERROR"):
            self._find(env, SUPERUSER_ID)
        env.cr.rollback()
        self.assertEqual(self._find(env, SUPERUSER_ID), login)

    def test_a_column_may_get_another_type_with_the_registry(self):
        env = self._connect()
        env.cr.execute("CREATE TEMP TABLE eservices_typed AS SELECT 1 AS number")
        query = SQL("SELECT number FROM eservices_typed")
        self.assertEqual(prepared.execute_query(env, query), [(1,)])
        env.cr.execute("ALTER TABLE eservices_typed ALTER number TYPE text")
        self.patch(env.registry, "registry_sequence", env.registry.registry_sequence + 1)
        self.assertEqual(prepared.execute_query(env, query), [("1",)])
        self.assertEqual(self._count(env), 1, "what was prepared before is gone")

    def test_what_cannot_be_prepared_is_asked_as_it_is(self):
        env = self._connect()
        before = self._count(env)
        among = SQL("SELECT login FROM res_users WHERE id IN %s", (SUPERUSER_ID, 0))
        self.assertEqual(prepared.execute_query(env, among), [("__system__",)])
        self.assertEqual(self._count(env), before)
        for number in range(prepared.MOST + 5):
            self.assertEqual(
                prepared.execute_query(env, SQL(f"SELECT {number} + %s::integer", 1)), [(number + 1,)]
            )
        self.assertLessEqual(self._count(env), prepared.MOST)

    def test_behind_a_pooler_of_transactions_nothing_is_prepared(self):
        env = self._connect()
        self._find(env, SUPERUSER_ID)
        plans = prepared._plans[env.cr.connection]
        self.assertTrue(plans.is_direct)
        plans.is_direct = False
        self.addCleanup(setattr, plans, "is_direct", True)
        before = self._count(env)
        self.assertEqual(prepared.execute_query(env, SQL("SELECT %s::integer - 1", 43)), [(42,)])
        self.assertEqual(self._count(env), before)

    def test_values_of_many_records_are_those_of_each(self):
        contacts = self.env["res.partner"].create(
            [{"name": "A", "color": 3, "category_id": [Command.create({"name": "T"})]}, {"name": "B"}]
        )
        contacts.flush_recordset()
        self.env.cr.execute("UPDATE res_partner SET color = NULL WHERE id = %s", [contacts[1].id])
        self.env.invalidate_all()
        names = ("color", "parent_id", "category_id", "email", "complete_name")
        category = contacts[0].category_id
        self.assertEqual(
            columns.read(contacts, names),
            [(3, None, category._ids, None, "A"), (0, None, (), None, "B")],
        )
        # What is pending counts.
        contacts[1].write({"name": "C", "parent_id": contacts[0].id})
        self.assertEqual(columns.read(contacts[1], names), [(0, contacts[0].id, (), None, "A, C")])
        self.assertEqual(columns.read(contacts.browse(), names), [])
