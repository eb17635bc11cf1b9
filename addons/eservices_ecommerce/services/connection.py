"""Whether a database holds the platform: asked before anybody has logged in, so without its registry."""

import re
from contextlib import closing

import psycopg2

from odoo.http import db_filter
from odoo.sql_db import db_connect

_NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}")


def holds_platform(name, host):
    """Tell whether a database holds the platform (P17).

    A database that this host may not serve, one that does not exist and one without the platform get the same
    answer: nobody learns their names.

    :param str name: what a stranger typed
    :param str host: host name of the request, for Odoo's filter of databases
    """
    if not _NAME.fullmatch(name) or not db_filter([name], host=host):
        return False
    try:
        with closing(db_connect(name).cursor()) as cursor:
            cursor.execute(
                "SELECT 1 FROM ir_module_module WHERE name = 'eservices_ecommerce' AND state = 'installed'",
                log_exceptions=False,
            )
            return bool(cursor.fetchone())
    except psycopg2.Error:
        return False
