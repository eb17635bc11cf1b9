"""The page of the cart while it changes: notes, ways back, a new address, the terms (P18, P19)."""

import pytest
from playwright.sync_api import expect
from support.axe import find_violations
from support.shop import order_id

DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def products(shop):
    return [shop.create_product(name, 10, stock=50, free_sale=True)[1] for name in ("Bolt", "Nut")]


@pytest.fixture
def open_cart(shop, visitor, carla, products):
    """`open_cart(**context_options)`: the cart of the customer, with a bolt and a nut in it."""
    for product in products:
        carla.add(product, 2)

    def open_page(**options):
        page = visitor(shop.login, **options)
        page.goto("/eservices/cart")
        expect(page.locator("html[data-eservices=ready]")).to_be_attached()
        return page

    return open_page


def row_of(page, name):
    return page.get_by_role("row").filter(has_text=name)


def quantity_of(page, name):
    return row_of(page, name).locator(".o_eservices_stepper input")


def test_a_note_is_written_by_keyboard_and_kept(shop, open_cart, rpc):
    page = open_cart(**DESK)
    bolt = row_of(page, f"Bolt {shop.tag}")
    bolt.get_by_text("Add a note").focus()
    page.keyboard.press("Enter")
    expect(bolt.get_by_label("Note on")).to_be_focused()
    page.keyboard.type("x" * 201)
    page.keyboard.press("Enter")
    expect(bolt.get_by_text("200 characters at most")).to_be_visible()
    bolt.get_by_label("Note on").fill("Cut to 2 m")
    page.keyboard.press("Enter")
    expect(bolt.get_by_text("Cut to 2 m")).to_be_visible()

    quantity_of(page, f"Bolt {shop.tag}").fill("5")
    page.keyboard.press("Enter")
    expect(row_of(page, f"Bolt {shop.tag}").get_by_text("50.00")).to_be_visible()
    expect(row_of(page, f"Bolt {shop.tag}").get_by_text("Cut to 2 m")).to_be_visible()

    page.get_by_role("button", name="Validate 2 lines").click()
    page.wait_for_url("**/eservices/orders/*")
    expect(page.get_by_role("main").get_by_text("Cut to 2 m")).to_be_visible()
    lines = rpc("clerk").search_read("sale.order.line", [("order_id", "=", order_id(page.url))], ["name"])
    assert any("Note: Cut to 2 m" in line["name"] for line in lines)


def test_what_is_taken_out_comes_back(shop, open_cart):
    page = open_cart(**DESK)
    page.clock.install()
    quantity_of(page, f"Bolt {shop.tag}").fill("0")
    page.keyboard.press("Enter")
    expect(page.get_by_text("taken out of the cart").first).to_be_visible()
    expect(quantity_of(page, f"Bolt {shop.tag}")).to_have_count(0)
    # It stays for as long as somebody is at it.
    undo = page.get_by_role("button", name="Undo").first
    expect(undo).to_be_focused()
    page.clock.fast_forward("00:11")
    expect(undo).to_be_focused()
    undo.click()
    expect(quantity_of(page, f"Bolt {shop.tag}")).to_have_value("2")

    page.get_by_label("Reference, your own number").fill("nothing-like-it")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Unknown reference").first).to_be_visible()


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_a_new_address_is_typed_in_place(shop, open_cart, screen):
    page = open_cart(**screen)
    page.get_by_role("button", name="New delivery address").click()
    name = page.get_by_label("Name of the place")
    expect(name).to_be_focused()
    name.fill("Works 2")
    name.press("Enter")
    expect(page.get_by_role("main").get_by_text("Type the street.")).to_be_visible()
    expect(page.get_by_label("Street and number")).to_be_focused()
    # Only there the bar at the foot lies on nothing: a field half beneath it would count as too small.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert find_violations(page) == []

    # The cart changes meanwhile: what is typed stays, and is not passed over in validating.
    row_of(page, f"Bolt {shop.tag}").get_by_role("button", name="More").click()
    expect(row_of(page, f"Bolt {shop.tag}").get_by_text("30.00")).to_be_visible()
    expect(name).to_have_value("Works 2")
    page.get_by_role("button", name="Validate 2 lines").click()
    expect(page.get_by_label("Street and number")).to_be_focused()

    page.get_by_label("Street and number").fill("5 rue du Fer")
    page.get_by_label("City").fill("Lyon")
    page.get_by_label("Country").select_option(label="France")
    page.get_by_label("Postcode").fill("69007")
    page.get_by_role("button", name="Save and deliver there").click()
    expect(page.get_by_label("Deliver to")).to_be_focused()
    expect(page.get_by_role("main").get_by_text("5 rue du Fer, 69007 Lyon")).to_be_visible()
    assert "Works 2" in page.get_by_label("Deliver to").locator("option:checked").inner_text()


def test_terms_have_to_be_accepted(shop, open_cart):
    channel = shop.admin.search_read("eservices.config", [], ["terms", "terms_required"], limit=1)[0]
    values = {"terms": "<p>Ours until paid.</p>", "terms_required": True}
    shop.admin.call("eservices.config", "write", [channel["id"]], values)
    try:
        page = open_cart(**DESK)
        page.get_by_text("Terms and conditions", exact=True).click()
        expect(page.get_by_text("Ours until paid.")).to_be_visible()
        page.get_by_role("button", name="Validate 2 lines").click()
        expect(
            page.get_by_role("main").get_by_text("Accept the terms and conditions to validate the cart.")
        ).to_be_visible()
        page.get_by_label("I have read and accept").check()
        page.get_by_role("button", name="Validate 2 lines").click()
        page.wait_for_url("**/eservices/orders/*")
        order = shop.order(order_id(page.url), "eservices_terms")
        assert "Ours until paid." in order["eservices_terms"]
    finally:
        channel_id = channel.pop("id")
        shop.admin.call("eservices.config", "write", [channel_id], channel)
