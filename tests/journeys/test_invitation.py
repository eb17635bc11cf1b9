"""Opening the platform for a contact where no e-mail can leave, and by several people at once (P15)."""

from functools import partial

import pytest
from support.crowd import all_at_once
from support.http import Rpc
from support.server import free_port


@pytest.fixture
def broken_mail_server(shop):
    """A mail server that answers nobody, tried before the good one."""
    values = {"name": "Broken", "smtp_host": "127.0.0.1", "smtp_port": free_port(), "sequence": 0}
    broken = shop.create("ir.mail_server", **values)
    yield broken
    shop.admin.call("ir.mail_server", "unlink", [broken])


def test_platform_opens_though_the_invitation_cannot_leave(broken_mail_server, shop, customer):
    login = shop.open_platform()

    assert customer(login).page("/eservices").heading
    domain = [("model", "=", "res.partner"), ("res_id", "=", shop.contact)]
    bodies = [message["body"] for message in shop.admin.search_read("mail.message", domain, ["body"])]
    assert any("the invitation was not sent" in body for body in bodies), bodies


def test_button_pressed_by_several_at_once_makes_one_user_and_one_invitation(shop, server, mailbox):
    officers = [Rpc(server, "admin") for _number in range(4)]

    presses = [
        partial(officer.call, "res.partner", "action_eservices_open", [shop.contact]) for officer in officers
    ]
    assert all_at_once(presses) == [True] * len(officers)

    users = shop.admin.search_read("res.users", [("partner_id", "=", shop.contact)], ["login"])
    assert [user["login"] for user in users] == [shop.login]
    assert len(mailbox.to(shop.login)) == 1
