"""A database of a benchmark with its server, and the two customers of the catalogue's."""

import re
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg2

from benchmarks import business
from benchmarks.client import Client
from tests.support.server import OdooServer, free_port

WORKERS = 2
LOGINS = ("buyer", "colleague")
REQUEST = re.compile(r'"(?:GET|POST) (\S+) HTTP/1\.\d" \d+ - (\d+) [\d.]+ [\d.]+')


@dataclass(frozen=True)
class Article:
    """A product as a database knows it: the ids of the variant and of its template."""

    id: int
    template_id: int


class Served:
    """A database with a server of its own.

    :param str database: where its business is
    :param Path logs: folder for the server's log
    :param options: further options of Odoo's command line
    """

    def __init__(self, database, logs, *options):
        self.database = database
        self.log = Path(logs) / f"{database}.log"
        self.socket_port = free_port()
        options = ("--workers", str(WORKERS), "--gevent-port", str(self.socket_port), *options)
        self.server = OdooServer(database, self.log, *options)

    def start(self):
        """Start the server."""
        self.server.start()
        return self

    def stop(self):
        """End the server."""
        if self.server.process:
            self.server.stop()

    def query(self, statement, *parameters):
        """Ask the database: list of rows."""
        with psycopg2.connect(dbname=self.database) as connection, connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall()

    def cpu_seconds(self):
        """What the HTTP workers and their connections to the database have used of the processors so far."""
        rows = self.query(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()", self.database
        )
        used = 0.0
        for process in (*self._workers(), *local_processes(pid for (pid,) in rows)):
            times = process.cpu_times()
            used += times.user + times.system
        return used

    def _workers(self):
        children = psutil.Process(self.server.process.pid).children()
        return [child for child in children if "gevent" not in child.cmdline()]


class Stand(Served):
    """One side with one size.

    :param side: one of ``sides.SIDES``
    :param str database: where its business is
    :param int size: number of products
    :param Path logs: folder for the server's log
    """

    def __init__(self, side, database, size, logs):
        # Odoo's own line per request holds the number of its queries.
        super().__init__(database, logs, "--max-cron-threads", "0", "--log-handler", "werkzeug:INFO")
        self.side = side
        self.size = size
        self.products = business.make_products(size)

    def start(self):
        """Start the server and log the customers in."""
        super().start()
        self.clients = [Client(self.server.url, login) for login in LOGINS]
        return self

    def articles(self, count):
        """The first products that the customer may order, the same on every stand of a size."""
        codes = [product.code for product in self.products if product.is_for_buyer][:count]
        found = self.query(
            "SELECT default_code, id, product_tmpl_id FROM product_product WHERE default_code = ANY(%s)",
            codes,
        )
        by_code = {code: Article(*ids) for code, *ids in found}
        return [by_code[code] for code in codes]

    def worker_memory(self):
        """Resident megabytes of each HTTP worker."""
        return [worker.memory_info().rss / 1e6 for worker in self._workers()]

    def mark(self):
        """Where the log ends now."""
        return self.log.stat().st_size

    def queries_since(self, mark, path):
        """Queries of each request to a path that Odoo logged after a mark."""
        with self.log.open("rb") as log:
            log.seek(mark)
            lines = REQUEST.findall(log.read().decode(errors="replace"))
        return [int(count) for asked, count in lines if asked.partition("?")[0] == path]


def local_processes(pids):
    """Those of a PostgreSQL on this machine; of another machine's, the processors are not ours to count."""
    found = []
    for pid in pids:
        try:
            process = psutil.Process(pid)
        except psutil.NoSuchProcess:
            continue
        if process.name().startswith("postgres"):
            found.append(process)
    return found
