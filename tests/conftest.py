"""What journeys walk with: Odoo processes, programs, and people with a browser."""

import itertools
import os
import shutil

import pytest
from support.browsers import Browsers
from support.http import HttpSession, Rpc
from support.server import OdooServer, copy_database, drop_database
from support.waiting import PATIENCE

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@pytest.fixture(scope="session")
def journey_database():
    """A copy of the database with demo data, which may be changed at will."""
    source = os.environ.get("ESERVICES_DEMO_DATABASE")
    if not source:
        pytest.fail("Journeys need a database with demo data: run them with bin/test tests/journeys")
    name = f"{source.removesuffix('_demo')}_journeys"
    drop_database(name)
    copy_database(source, name)
    yield name
    drop_database(name)


@pytest.fixture(scope="session")
def odoo_server(journey_database, tmp_path_factory):
    """Start one more Odoo process on the database of the journeys: `odoo_server("--workers=2")`."""
    folder = tmp_path_factory.mktemp("odoo")
    numbers = itertools.count(1)
    servers = []

    def start(*options):
        server = OdooServer(journey_database, folder / f"{next(numbers)}.log", *options)
        servers.append(server)
        return server.start()

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def server(odoo_server):
    """The Odoo process that journeys share unless they need one of their own."""
    return odoo_server()


@pytest.fixture
def rpc(server):
    """`rpc(login)`: a program with that user's rights on Odoo's models."""
    return lambda login: Rpc(server, login)


@pytest.fixture
def http_session(server):
    """`http_session(login)`: a logged-in session without a browser; without a login a stranger's."""

    def open_session(login=None):
        session = HttpSession(server.url)
        return session.login(login) if login else session

    return open_session


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=1000 * PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def browsers(browser):
    """Browsers that are closed with the test; an error of a script on any of their pages fails it."""
    browsers = Browsers(browser)
    yield browsers
    browsers.close()


@pytest.fixture
def login(browsers, server):
    """`login(user, **context_options)`: an empty page of that person's own browser, logged in."""
    return lambda user, **options: browsers.open(server, user, **options)
