"""A return from its delivery to the warehouse: a buyer with a phone, a clerk in the back office (B18)."""

import re

import pytest
from playwright.sync_api import expect
from support.axe import find_violations
from support.backoffice import BackOffice

DESK = {"viewport": {"width": 1440, "height": 1000}}
# As high as the pages: nothing that axe measures is under the bar at the bottom.
PHONE = {"viewport": {"width": 390, "height": 2000}, "has_touch": True, "is_mobile": True}
PICTURE = {"name": "dent.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
RETURNS = "eservices_ecommerce.eservices_return_action"


@pytest.fixture
def delivery(shop, carla, clerk):
    """Three vices that reached the customer, and their order."""
    _template, product = shop.create_product("Vice", 40, stock=10, free_sale=True)
    carla.add(product, 3)
    _page, order = carla.validate()
    (picking,) = clerk.confirm(order)
    clerk.deliver(picking)
    return picking, order


def open_ready(page, path):
    page.goto(path)
    expect(page.locator("html")).to_have_attribute("data-eservices", "ready")


def expect_pill(page, text):
    expect(page.get_by_role("main").get_by_text(text, exact=True).first).to_be_visible()


def ask_for_return(page, name):
    """Fill the form; what is forgotten is said on the spot, and nothing typed or chosen is lost."""
    page.get_by_role("link", name="Return or claim").click()
    expect(page.locator("html")).to_have_attribute("data-eservices", "ready")
    page.get_by_role("checkbox", name=name).check()
    page.get_by_label("Quantity", exact=True).fill("2")
    page.get_by_label("What happened").fill("Both have a dent.")
    page.get_by_label("Pictures or PDF").set_input_files(PICTURE)
    assert find_violations(page) == []
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_text("Choose a reason.").first).to_be_visible()
    expect(page.get_by_label("Reason", exact=True)).to_be_focused()
    page.get_by_label("Reason", exact=True).select_option("Damaged")
    page.get_by_role("button", name="Send the request").click()
    page.wait_for_url(re.compile(r"/eservices/returns/\d+$"))
    return int(page.url.rpartition("/")[2])


def test_a_return_goes_from_the_phone_to_the_warehouse(shop, delivery, carla, clerk, login, visitor):
    picking, order = delivery
    phone = visitor(shop.login, **PHONE)
    open_ready(phone, f"/eservices/deliveries/{picking}")
    claim = ask_for_return(phone, f"Vice {shop.tag}")
    expect_pill(phone, "Requested")
    expect(phone.get_by_role("link", name="dent.pdf")).to_be_visible()
    assert find_violations(phone) == []
    assert "1 × Units may still be returned" in carla.page(f"/eservices/deliveries/{picking}/return").text

    office = BackOffice(login("clerk", **DESK))
    office.open(RETURNS, claim)
    office.expect_state("Requested")
    expect(office.page.locator(".o_data_row", has_text=f"Vice {shop.tag}")).to_contain_text("Damaged")
    office.press("action_accept")
    office.expect_state("Accepted")

    open_ready(phone, f"/eservices/returns/{claim}")
    expect_pill(phone, "Accepted")
    expect(phone.get_by_text("Send the goods back")).to_be_visible()
    (transfer,) = clerk.read("eservices.return", claim, "transfer_ids")["transfer_ids"]
    clerk.deliver(transfer)

    open_ready(phone, f"/eservices/orders/{order}")
    number = clerk.read("eservices.return", claim, "name")["name"]
    phone.get_by_role("link", name=number).click()
    expect_pill(phone, "Received")
    assert find_violations(phone) == []
