"""What the journeys of the platform share: a mail server, businesses of their own, customers."""

import pytest
from support.http import Rpc
from support.mail import Mailbox
from support.shop import Customer, Shop


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
