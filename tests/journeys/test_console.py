"""A representative at the console, with the customer's own browser beside (A1 to A18, B16)."""

import re

import pytest
from playwright.sync_api import expect
from support.console import Console
from support.shop import Customer

SCREEN = {"width": 1440, "height": 900}
REFUSED = """async ([path, values]) => {
    const body = JSON.stringify({ jsonrpc: "2.0", params: values });
    const headers = { "Content-Type": "application/json" };
    return (await (await fetch(path, { method: "POST", headers, body })).json()).result;
}"""

# What is the customer's alone, as his own pages would send it.
OWN = {
    "/eservices/account/password": {"current": "x", "password": "Agent-2026", "confirm": "Agent-2026"},
    "/eservices/account/language": {"lang": "fr_FR"},
    "/eservices/payments/record": {"amount": "1", "reference": "By the agent"},
    "/eservices/messages/read": {},
    "/eservices/messages/order/1/answer": {"body": "By the agent"},
    "/eservices/care/leave-message": {"kind": "message", "text": "By the agent", "key": "0" * 32},
}


@pytest.fixture
def nora(login):
    """A representative at her console."""
    return Console(login("csr", viewport=SCREEN)).open()


@pytest.fixture
def goods(shop):
    """References of what the business sells to everybody, gloves and a wrench; it delivers to France."""
    (france,) = shop.admin.search_read("res.country", [("code", "=", "FR")], ["id"])
    for partner in (shop.company, shop.contact):
        shop.admin.call("res.partner", "write", [partner], {"country_id": france["id"]})
    for name, price in (("Gloves", 10), ("Wrench", 142)):
        code = f"{shop.tag}-{name[0]}"
        shop.create_product(name, price, stock=50, default_code=code, free_sale=True)
    return f"{shop.tag}-G", f"{shop.tag}-W"


def find_orders(shop, *fields):
    """What the contact of the shop ordered, carts among it."""
    domain = [("partner_id", "=", shop.contact)]
    return shop.admin.search_read("sale.order", domain, ["is_eservices_cart", *fields], order="id")


def test_a_telephone_order_goes_from_the_search_to_the_order_without_the_mouse(nora, shop, goods):
    gloves, wrench = goods
    shop.open_platform()
    page = nora.page

    # Too few letters are not sent; from the third on the customer is there.
    nora.keyboard.type(shop.tag[:2])
    expect(page.locator("#o_console_find_hint")).to_have_class(re.compile("o_care_late"))
    nora.keyboard.type(shop.tag[2:])
    expect(nora.found).to_have_count(1)
    nora.press("Enter")
    expect(nora.entry).to_be_focused()
    expect(page.locator(".o_console_head")).to_contain_text("Turnover, 12 months")

    nora.add(gloves, 6)
    expect(nora.quantity("Gloves")).to_have_value("6")
    nora.keyboard.type(f"{shop.tag}*")
    nora.press("ArrowDown", "ArrowDown", "Enter")
    expect(nora.line("Wrench")).to_be_visible()
    nora.keyboard.type("Nothing of this name")
    nora.press("Enter")
    expect(page.locator("#o_console_meant")).to_contain_text("Nothing found")

    # Out of the field, each part has its key; the request is written down, then the order placed.
    nora.press("Escape", "Escape", "y")
    expect(page.locator(".o_console_payment input:focus")).to_have_count(1)
    nora.press("a")
    expect(page.get_by_label("Deliver to")).to_be_focused()
    nora.press("Escape", "?")
    expect(page.locator(".modal:visible")).to_contain_text("Place the order")
    nora.press("Escape")
    expect(page.locator(".modal:visible")).to_have_count(0)
    nora.press("r")
    expect(page.locator(".o_console_reason:focus")).to_have_count(1)
    nora.keyboard.type("Needs it on Thursday")
    nora.press("Enter")
    expect(page.locator(".o_console_request")).to_contain_text("Open")
    nora.press("Control+Enter")
    expect(page.locator(".o_console_placed")).to_contain_text("is placed for")

    (order,) = find_orders(shop, "name", "state", "care_agent_id", "amount_untaxed")
    assert not order["is_eservices_cart"]
    assert (order["state"], order["care_agent_id"][1]) == ("draft", "Nora Service")
    assert order["amount_untaxed"] == 6 * 10 + 142
    expect(page.locator(".o_console_placed")).to_contain_text(order["name"])

    # It stands in the history, and Escape leads back; what is open is asked about when the session is closed.
    nora.press("Escape", "o")
    row = page.locator(".o_console_orders").get_by_role("button", name=order["name"])
    expect(row).to_be_focused()
    nora.press("Enter")
    expect(page.locator(".o_console_order")).to_contain_text("Gloves")
    nora.press("Escape")
    expect(row).to_be_focused()
    nora.press("Escape")
    expect(nora.entry).to_be_focused()
    nora.close()
    expect(nora.search).to_be_focused()


def test_a_cart_is_taken_over_seen_by_both_and_handed_back(nora, shop, goods, customer, login):
    gloves, wrench = goods
    account = shop.open_platform()
    customer(account).jsonrpc("/eservices/cart/code", reference=gloves, quantity=2)
    carla = login(account)
    carla.goto("/eservices/cart")

    nora.choose(shop.tag)
    expect(nora.quantity("Gloves")).to_have_value("2")
    nora.button("Take over").press("Enter")
    expect(nora.cart).to_contain_text("In edit")
    nora.entry.focus()
    nora.add(wrench, 3)

    # She sees it without doing anything, with the name of who did it; he sees what she changes.
    expect(carla.locator("#o_eservices_cart")).to_contain_text("Wrench")
    expect(carla.locator(".o_care_cart_news")).to_contain_text("Nora Service")
    field = carla.locator("#o_eservices_cart tr", has_text="Gloves").locator("input[inputmode]").first
    field.fill("5")
    field.press("Enter")
    expect(nora.quantity("Gloves")).to_have_value("5")
    expect(nora.line("Gloves")).to_contain_text("changed 2 to 5")

    nora.button("Hand back").press("Enter")
    expect(nora.cart).to_contain_text("The customer's")
    carla.locator("#o_eservices_validate").click()
    carla.wait_for_url("**/eservices/orders/*")
    expect(nora.cart).to_contain_text("The cart is empty")
    (order,) = find_orders(shop, "amount_untaxed", "care_agent_id")
    assert (order["is_eservices_cart"], order["amount_untaxed"]) == (False, 5 * 10 + 3 * 142)
    assert not order["care_agent_id"]


def test_the_customers_view_shows_his_pages_and_refuses_what_is_his_alone(nora, shop, goods, login, server):
    gloves, _wrench = goods
    carla = login(shop.open_platform())
    carla.goto("/eservices/orders")
    nora.choose(shop.tag)
    with nora.page.context.expect_page() as opened:
        nora.button("Take the customer's view").click()
    view = opened.value
    expect(carla.locator(".o_care_told")).to_contain_text(
        "Nora Service sees your pages as you do, and can fill"
    )
    expect(view.locator(".o_care_acting")).to_contain_text(f"Nora Service for Carla {shop.tag}")

    # What an agent does for him in his cart; then all that is the customer's own.
    added = view.evaluate(REFUSED, ["/eservices/cart/code", {"reference": gloves, "quantity": 2}])
    assert added["ok"], added
    token = view.locator(".o_care_acting input[name=csrf_token]").get_attribute("value")
    for path, form in OWN.items():
        answer = view.request.post(path, form={**form, "csrf_token": token})
        assert answer.status == 403, f"{path} answered {answer.status}"
    talk = view.evaluate(REFUSED, ["/eservices/care/start", {"text": "It is me", "key": "0" * 32}])
    assert not talk["ok"]
    expect(nora.line("Gloves")).to_be_visible()
    # He sees the form for the password as the customer does; it changes nothing, and the page says why.
    view.goto("/eservices/account")
    form = view.locator("form[action='/eservices/account/password']")
    for field, typed in zip(
        form.locator("input[type=password]").all(), ("x", "Agent-26", "Agent-26"), strict=True
    ):
        field.fill(typed)
    form.get_by_role("button").last.click()
    expect(view.locator("body")).to_contain_text("an agent cannot do it for him")
    Customer(server.url).login(shop.login)
    view.goto("/eservices")

    view.get_by_role("button", name="Leave this view").click()
    view.wait_for_url("**/odoo/care-console")
    expect(carla.locator(".o_care_told")).to_be_hidden()
    assert view.request.get("/eservices").status == 403
    view.close()

    # A ghost sees the same and writes nothing at all.
    with nora.page.context.expect_page() as opened:
        nora.button("Ghost view").click()
    ghost = opened.value
    expect(ghost.locator(".o_care_acting_ghost")).to_contain_text("Nothing can be changed here")
    carla.reload()
    expect(carla.locator(".o_care_told")).to_contain_text("can change nothing")
    refused = ghost.evaluate(REFUSED, ["/eservices/cart/code", {"reference": gloves, "quantity": 9}])
    assert not refused["ok"]
    expect(nora.quantity("Gloves")).to_have_value("2")
    nora.button("Leave the view").click()
    expect(nora.button("Take the customer's view")).to_be_visible()
    assert ghost.request.get("/eservices").status == 403


@pytest.fixture
def asking(set_channel):
    """A channel whose customers are asked before an agent takes their view."""
    set_channel("care_consent", "ask")


def test_the_customer_agrees_before_an_agent_sees_his_pages(nora, shop, login, asking):
    carla = login(shop.open_platform())
    carla.goto("/eservices/orders")
    nora.choose(shop.tag)
    nora.button("Take the customer's view").click()
    question = carla.locator(".o_care_consent")
    expect(question).to_contain_text("Nora Service asks to see the platform as you do")
    question.get_by_role("button", name="Agree").click()
    expect(question).to_be_hidden()
    with nora.page.context.expect_page() as opened:
        nora.button("Take the customer's view").click()
    expect(opened.value.locator(".o_care_acting")).to_contain_text("Nora Service for Carla")
    # The bus tells the next page again what it told a moment ago.
    carla.goto("/eservices/invoices")
    expect(carla.locator(".o_care_told")).to_contain_text("can fill your cart")
    expect(question).to_be_hidden()


def test_a_voucher_is_made_for_the_customer_applied_and_of_no_use_to_another(nora, shop, goods):
    gloves, _wrench = goods
    shop.open_platform()
    neighbour = shop.create("res.partner", name=f"Norbert {shop.tag}", email=f"norbert@{shop.tag}.example")
    program = shop.create(
        "loyalty.program",
        name=f"Autumn {shop.tag}",
        program_type="coupons",
        trigger="with_code",
        care_available=True,
        reward_ids=[(0, 0, {"reward_type": "discount", "discount": 10, "required_points": 1})],
    )
    foreign = shop.create("loyalty.card", program_id=program, partner_id=neighbour, points=1)
    code = shop.admin.search_read("loyalty.card", [("id", "=", foreign)], ["code"])[0]["code"]

    nora.choose(shop.tag)
    nora.add(gloves, 10)
    vouchers = nora.page.locator(".o_console_vouchers")
    vouchers.get_by_label("Promotion").select_option(label=f"Autumn {shop.tag}")
    vouchers.get_by_role("button", name="Generate").click()
    card = vouchers.locator(".o_console_card", has_text="New")
    card.get_by_role("button", name="Send").click()
    expect(vouchers.locator(".o_console_card", has_text="Sent")).to_be_visible()
    vouchers.get_by_role("button", name="Apply", exact=True).click()
    expect(vouchers).to_contain_text("Applied")
    expect(nora.page.locator(".o_console_sums")).to_contain_text("108.00")

    vouchers.get_by_role("button", name="Apply a code").click()
    field = vouchers.get_by_label("Code", exact=True)
    field.fill(code)
    field.press("Enter")
    expect(vouchers.get_by_role("alert")).to_be_visible()
    expect(nora.page.locator(".o_console_sums")).to_contain_text("108.00")


def test_customers_are_found_on_the_channels_that_the_agent_serves(nora, rpc):
    page = nora.page
    nora.keyboard.type("shopper")
    expect(nora.found).to_contain_text(["Sam Shopper"])
    channel = page.get_by_label("Channel")
    channel.select_option(label="ToolTech")
    expect(nora.found).to_have_count(0)
    expect(page.locator(".o_console_find_rows")).to_contain_text("Nobody found")
    channel.select_option(label="FashionFlow")
    expect(nora.found).to_have_count(1)

    # Whoever does not serve a channel finds nobody of it, whatever the browser asks.
    admin = rpc("admin")
    (fashion,) = admin.search_read("eservices.config", [("name", "=", "FashionFlow")], ["care_agent_ids"])
    theo = admin.search_read("res.users", [("login", "=", "csr2")], ["id"])[0]["id"]
    admin.call("eservices.config", "write", [fashion["id"]], {"care_agent_ids": [(6, 0, [theo])]})
    try:
        page.reload()
        expect(page.get_by_role("combobox", name="Search a customer")).to_be_visible()
        nora.search.fill("shopper")
        expect(page.locator(".o_console_find_rows")).to_contain_text("Nobody found")
    finally:
        admin.call("eservices.config", "write", [fashion["id"]], {"care_agent_ids": [(5, 0, 0)]})
