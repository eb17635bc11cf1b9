"""What reaches the customer's mailbox while his order goes its way (P15, P20 to P22)."""

import email.utils

import pytest
from lxml import html
from support.shop import Customer


@pytest.fixture
def look(shop):
    """The channel's name, colour and contact, as its e-mails must show them."""
    (config,) = shop.admin.search_read(
        "eservices.config", [], ["name", "brand_color", "email", "phone"], limit=1, order="sequence, id"
    )
    return config


def read(message, look):
    """Check what holds for every e-mail; returns its text and where its button leads."""
    assert email.utils.parseaddr(message["From"]) == (look["name"], look["email"])
    page = html.fromstring(message.get_body(("html",)).get_content())
    assert page.xpath("//img | //link | //script") == [], "nothing is fetched"
    (button,) = page.find_class("es-button")
    assert look["brand_color"] in button.get("style")
    text = " ".join(page.text_content().split())
    assert look["name"] in text and look["phone"] in text
    assert message.get_body(("plain",)).get_content().strip(), "there is a text for those who read no HTML"
    return text, button.get("href")


def test_every_step_of_an_order_is_told_once(server, shop, look, mailbox, clerk, customer):
    _template, product = shop.create_product("Rivet", 2.5, stock=100, free_sale=True)
    shop.admin.call("res.partner", "action_eservices_open", [shop.contact])
    text, link = read(mailbox.wait_for(shop.login, "Your access to"), look)
    assert link.startswith(f"{server.url}/web/signup?") and shop.login in text
    assert Customer(server.url).get(link.removeprefix(server.url)).ok
    carla = customer(shop.open_platform())
    pages = {}

    def told(words, path, *content):
        message = mailbox.wait_for(shop.login, words)
        text, pages[words] = read(message, look)
        assert pages[words] == f"{server.url}{path}"
        for part in content:
            assert part in text, text
        return message

    carla.add(product, 40)
    assert carla.jsonrpc("/eservices/cart/details", values={"client_order_ref": f"PO {shop.tag}"})["ok"]
    _page, order = carla.validate()
    name = shop.order(order, "name")["name"]
    told(f"Order {name} received", f"/eservices/orders/{order}", f"PO {shop.tag}", f"Rivet {shop.tag}")

    (picking,) = clerk.confirm(order)
    told(f"Order {name} confirmed", f"/eservices/orders/{order}", "Total")

    shop.admin.call("stock.picking", "write", [picking], {"carrier_tracking_ref": f"TRACK {shop.tag}"})
    backorder = clerk.deliver(picking, **{f"product_{product}": 10})
    number = clerk.read("stock.picking", picking, "name")["name"]
    told(f"Delivery {number}", f"/eservices/deliveries/{picking}", f"TRACK {shop.tag}", "The rest follows")
    clerk.deliver(backorder)
    number = clerk.read("stock.picking", backorder, "name")["name"]
    told(f"Delivery {number}", f"/eservices/deliveries/{backorder}", "have left our warehouse")

    invoice = clerk.invoice(order)
    number = clerk.read("account.move", invoice, "name")["name"]
    told(f"Invoice {number} is available", f"/eservices/invoices/{invoice}", name)

    carla.record_payment(invoice, reference=f"REF {shop.tag}")
    refused = clerk.find_payment(invoice)
    clerk.refuse(refused, "The transfer <b>never</b> came.")
    refill = f"/eservices/invoices/{invoice}?refill={refused}"
    told("refused", refill, "The transfer <b>never</b> came.", f"REF {shop.tag}")
    carla.record_payment(invoice, path=refill)
    payment = clerk.find_payment(invoice)
    clerk.process(payment)
    told("processed", f"/eservices/payments/{payment}", "Thank you", number)

    # Every button leads the customer, and nobody who is not logged in, to a page that is there.
    for path in (address.removeprefix(server.url) for address in pages.values()):
        assert carla.get(path).ok, path
        assert "/login?" in Customer(server.url).get(path).url, path
    # Nothing else came, from Odoo itself or twice, but for what comes with a password.
    others = {"Your access to": 1, "Password Changed": 1}
    subjects = [str(message["Subject"]) for message in mailbox.to(shop.login)]
    expected = len(pages) + sum(others.values())
    assert len(subjects) == expected and all(
        len(mailbox.to(shop.login, words)) == count for words, count in others.items()
    ), subjects


def test_a_forgotten_password_is_answered_by_email(server, shop, look, mailbox):
    login = shop.open_platform()
    stranger = Customer(server.url)
    page = "/web/reset_password"
    stranger.post_form(page, {"login": login}, page=page)

    text, link = read(mailbox.wait_for(login, "Your new password for"), look)
    assert link.startswith(f"{server.url}{page}?") and login in text
    path = link.removeprefix(server.url)
    typed = {"login": login, "password": "Rivet-2026!", "confirm_password": "Rivet-2026!"}
    stranger.post_form(path, typed, page=path)
    with pytest.raises(AssertionError, match="could not log in"):
        Customer(server.url).login(login)


def test_an_answer_by_email_lands_on_the_order(server, shop, mailbox, clerk, customer):
    _template, product = shop.create_product("Washer", 1, free_sale=True)
    carla = customer(shop.open_platform())
    carla.add(product, 1)
    _page, order = carla.validate()
    message = mailbox.wait_for(shop.login, f"Order {shop.order(order, 'name')['name']} received")
    answer = (
        f"From: {shop.login}\nTo: {message['Reply-To']}\nSubject: Re: {message['Subject']}\n"
        f"Message-Id: <{shop.tag}@mailer.example>\nIn-Reply-To: {message['Message-Id']}\n"
        f"Content-Type: text/plain; charset=utf-8\n\nMonday suits us, {shop.tag}.\n"
    )
    shop.admin.call("mail.thread", "message_process", False, answer)
    posted = clerk.rpc.search_read(
        "mail.message", [("model", "=", "sale.order"), ("res_id", "=", order)], ["body", "author_id"]
    )
    (found,) = [one for one in posted if f"Monday suits us, {shop.tag}" in one["body"]]
    assert found["author_id"][0] == shop.contact
