"""What journeys walk with: Odoo processes, programs, and people with a browser."""

import itertools
import os
import shutil

import pytest
from support.http import HttpSession, Rpc
from support.server import OdooServer, copy_database, drop_database

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
# The first page after a start waits for Odoo to build the bundles.
PATIENCE = 45_000


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
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def login(browser, server):
    """`login(user, **context_options)`: a page of that person's own browser, logged in.

    A script error on any page fails the test.
    """
    contexts, errors = [], []

    def open_page(user, url=server.url, **options):
        context = browser.new_context(base_url=url, locale="en-US", **options)
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: errors.append(f"{user}: {error.error}"))
        contexts.append(context)
        page = context.new_page()
        page.goto("/web/login")
        page.fill("input[name=login]", user)
        page.fill("input[name=password]", user)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda address: "/web/login" not in address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, "\n".join(errors)
