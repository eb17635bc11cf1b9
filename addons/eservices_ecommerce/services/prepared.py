"""Statements that a connection to the database plans once, and not for each request."""

from itertools import count
from types import MethodType
from weakref import WeakKeyDictionary

import psycopg2.errors

from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

# What a connection keeps at most; what is beyond is planned each time.
MOST = 60
# What psycopg2 does between two users of a connection, except for forgetting its plans ("DISCARD ALL").
RESET = """
    CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all();
    DISCARD TEMP; DISCARD SEQUENCES
"""

_numbers = count(1)
_plans = WeakKeyDictionary()


class Plans:
    """What a connection has prepared: ``EXECUTE`` with ``%s`` for each value, by the words of the statement.

    :param cr: a cursor of the connection
    """

    def __init__(self, cr):
        self.calls = {}
        self.sequence = None
        # Somebody between us and PostgreSQL may give each transaction another connection.
        cr.execute("SELECT pg_backend_pid()")
        self.is_direct = cr.fetchone() == (cr.connection.get_backend_pid(),)
        if self.is_direct:
            cr.connection.reset = MethodType(_reset, cr.connection)

    def refresh(self, cr, sequence):
        """Forget what was prepared for another state of the registry: a column may have another type now."""
        if self.sequence != sequence and self.calls:
            cr.execute("DEALLOCATE ALL")
            self.calls.clear()
        self.sequence = sequence


def _reset(connection):
    """What Odoo's pool asks of a connection before it is used again."""
    connection.rollback()
    # First, or psycopg2 would tell PostgreSQL of it.
    connection.set_session(isolation_level="DEFAULT", readonly="DEFAULT", deferrable="DEFAULT")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(RESET)
    connection.autocommit = False


def execute_query(env, query, log_exceptions=True):
    """Do what ``env.execute_query`` does, for one of the few statements that nearly every page needs.

    To plan such a statement takes PostgreSQL several times as long as to find its rows. It is for what is
    looked up by ids: a plan that is kept does not see the values, and a search may want another for each.

    :param SQL query: in the same words each time, or in one of few
    :param bool log_exceptions: see ``cr.execute``
    :return: list of rows
    :raise ConcurrencyError: when the connection has lost its plans; Odoo then runs the request again
    """
    cr, code, values = env.cr, query.code, query.params
    if cr.connection not in _plans:
        _plans[cr.connection] = Plans(cr)
    plans = _plans[cr.connection]
    plans.refresh(cr, env.registry.registry_sequence)
    call = plans.calls.get(code)
    # What Python writes as a tuple, as in "IN (1, 2)", is part of the words.
    is_plain = not plans.is_direct or len(plans.calls) >= MOST or any(isinstance(v, tuple) for v in values)
    if not call and is_plain:
        return env.execute_query(query)
    env.flush_query(query)
    try:
        if call:
            cr.execute(call, values, log_exceptions=log_exceptions)
        else:
            prepare, call = _compose(query)
            cr.execute(f"{prepare}; {call}", values, log_exceptions=log_exceptions)
            plans.calls[code] = call
    except psycopg2.errors.InvalidSqlStatementName as error:
        plans.calls.clear()
        raise ConcurrencyError("the connection has lost its prepared statements") from error
    return cr.fetchall()


def _compose(query):
    """What prepares a statement, and what executes it, each with ``%s`` where the latter has values."""
    name = SQL.identifier(f"eservices_{next(_numbers)}")
    places = [SQL(f"${number}") for number in range(1, len(query.params) + 1)]
    prepare = SQL("PREPARE %s AS %s", name, SQL(query.code, *places))
    values = ", ".join(["%s"] * len(places))
    return prepare.code, f"EXECUTE {name.code} ({values})" if places else f"EXECUTE {name.code}"


def inline(env, query):
    """The same statement, or a part of one, with its values as part of its words."""
    return SQL(env.cr.mogrify(query.code, query.params).decode().replace("%", "%%"))
