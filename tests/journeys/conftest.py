"""What the journeys of the platform share: a mail server, businesses of their own, customers."""

import pytest
from support.clerk import Clerk
from support.http import Rpc
from support.mail import Mailbox
from support.shop import Customer, Shop

# The first page after a start waits for Odoo to build the bundles.
PATIENCE = 45_000


@pytest.fixture(scope="session")
def mailbox(server):
    """Where every e-mail of Odoo ends up."""
    box = Mailbox()
    values = {"name": "Journeys", "smtp_host": "127.0.0.1", "smtp_port": box.port, "sequence": 1}
    Rpc(server, "admin").call("ir.mail_server", "create", [values])
    yield box
    box.shutdown()
    box.server_close()


@pytest.fixture
def shop(mailbox, rpc):
    """A business with one customer, who has no access to the platform yet."""
    return Shop(rpc("admin"))


@pytest.fixture
def customer(server):
    """`customer(login)`: that customer, logged in."""
    return lambda login, url=server.url: Customer(url).login(login)


@pytest.fixture(scope="session")
def neighbour(odoo_server):
    """A second Odoo process on the same database."""
    return odoo_server()


@pytest.fixture
def carla(shop, customer):
    """The customer of the shop, logged in."""
    return customer(shop.open_platform())


@pytest.fixture
def clerk(rpc):
    """The clerk at work."""
    return Clerk(rpc("clerk"))


@pytest.fixture
def visitor(browser, server):
    """`visitor(**context_options)`: the page of a person's own browser, who is a stranger at first.

    Any error in the console of his pages fails the test.
    """
    contexts, errors = [], []

    def open_page(**options):
        context = browser.new_context(base_url=server.url, locale="en-US", **options)
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: errors.append(f"{error.page.url}: {error.error}"))
        context.on("console", note)
        contexts.append(context)
        return context.new_page()

    def note(message):
        if message.type == "error":
            errors.append(f"{message.page.url}: {message.text}")

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, "\n".join(errors)
