"""What the journeys of the platform share: a mail server, businesses of their own, customers."""

import os

import pytest
from support.care import forget
from support.clerk import Clerk
from support.http import Rpc
from support.installation import Installation
from support.mail import Mailbox
from support.shop import Customer, Shop

WEBSITE = "website_sale,website_sale_stock,website_sale_loyalty"


@pytest.fixture(autouse=True)
def oblivion(journey_database):
    """The next journey neither goes on with what this one left running, nor hears of it."""
    yield
    forget(journey_database)


@pytest.fixture(scope="session")
def website(journey_database, tmp_path_factory):
    """Odoo's online shop, beside the platform in a database of its own."""
    source = os.environ["ESERVICES_DEMO_DATABASE"]
    log = tmp_path_factory.mktemp("website") / "install.log"
    installation = Installation(source, f"{source.removesuffix('_demo')}_website", WEBSITE, log)
    yield installation
    installation.drop()


@pytest.fixture(scope="session", autouse=True)
def forethought(request):
    """What takes long is begun at once, and is there when it is needed."""
    if any("website" in item.fixturenames for item in request.session.items):
        request.getfixturevalue("website")


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

    def open_session(login):
        customer = Customer(server.url)
        customer.enter(server, login)
        return customer

    return open_session


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
def visitor(browsers, server):
    """`visitor(user=None, **context_options)`: an empty page of a person's own browser, or of a stranger's.

    Any error in the console of his pages fails the test.
    """
    return lambda user=None, **options: browsers.open(server, user, is_strict=True, **options)


@pytest.fixture
def set_channel(rpc):
    """`set_channel(name, value)`: an option of the first channel, until the journey is over."""
    admin, before = rpc("admin"), []

    def set_option(name, value):
        channel = admin.search_read("eservices.config", [], [name], limit=1)[0]
        before.append((channel["id"], {name: channel[name]}))
        admin.call("eservices.config", "write", [channel["id"]], {name: value})

    yield set_option
    for channel_id, values in reversed(before):
        admin.call("eservices.config", "write", [channel_id], values)
