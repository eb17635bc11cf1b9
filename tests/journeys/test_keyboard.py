"""The whole way from the search to the payment without a mouse."""

import re

from playwright.sync_api import expect
from support.axe import find_violations
from support.shop import order_id

DESK = {"width": 1280, "height": 900}
# The mark of the focus may be drawn by what is around the element, or by what the element draws over its row.
FOCUS = """() => {
    const element = document.activeElement;
    const shows = ({outlineStyle, outlineWidth, boxShadow}) =>
        (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    const drawn = [getComputedStyle(element), getComputedStyle(element, "::after")];
    if (element.parentElement) {
        drawn.push(getComputedStyle(element.parentElement));
    }
    return {
        name: element.getAttribute("aria-label") || element.labels?.[0]?.innerText || element.innerText || "",
        place: element === document.body ? "" : element.outerHTML.slice(0, 160),
        visible: drawn.some(shows),
    };
}"""


def tab_to(page, name, key="Tab"):
    """Press Tab until what is called so has the focus. Every stop must show the focus, and let it go."""
    places = []
    for _stop in range(120):
        page.keyboard.press(key)
        focus = page.evaluate(FOCUS)
        if not focus["place"]:
            continue
        assert focus["visible"], f"{page.url}: the focus cannot be seen on {focus['place']}"
        # A field for a date has four stops of its own.
        assert places[-5:] != [focus["place"]] * 5, f"{page.url}: {focus['place']} does not let the focus go"
        if re.search(name, focus["name"]):
            return focus["place"]
        places.append(focus["place"])
    raise AssertionError(f"{page.url}: no Tab leads to “{name}”")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def search_field(page):
    return page.get_by_role("combobox", name=re.compile("^Search"))


def log_in(page, login):
    page.goto("/eservices")
    tab_to(page, "^E-?mail|^Login|^User")
    page.keyboard.type(login)
    tab_to(page, "^Password")
    page.keyboard.type(login)
    press(page, "Enter")
    page.wait_for_url(lambda address: "/login" not in address)


def open_home(login):
    page = login("buyer", viewport=DESK)
    page.goto("/eservices")
    expect(page.locator("html[data-eservices=ready]")).to_be_attached()
    return page


def test_from_the_search_to_the_payment_by_keyboard(shop, visitor, clerk):
    _template, product = shop.create_product("Bolt", 10, stock=50, free_sale=True)
    page = visitor(viewport=DESK)
    log_in(page, shop.open_platform())

    # Search and product.
    press(page, "/")
    expect(search_field(page)).to_be_focused()
    page.keyboard.type(shop.tag)
    expect(page.get_by_role("option")).to_have_count(1)
    press(page, "ArrowDown", "Enter")
    page.wait_for_url("**/eservices/product/*")

    # Quantity; the letters of a shortcut are letters where one types.
    tab_to(page, f"^Quantity of Bolt {shop.tag}")
    press(page, "3", "Enter")
    expect(page.get_by_role("main").get_by_text("In cart: 3")).to_be_visible()
    page.keyboard.press("Tab")
    press(page, "g", "c")
    page.wait_for_url("**/eservices/cart")

    # Cart and its details.
    tab_to(page, "^Quantity of")
    press(page, "ArrowUp", "Enter")
    expect(page.get_by_text("40.00 €").first).to_be_visible()
    tab_to(page, "^Your PO number")
    page.keyboard.type(f"PO {shop.tag}")
    tab_to(page, "^Validate 1 line")
    press(page, "Enter")
    page.wait_for_url("**/eservices/orders/*")
    order = order_id(page.url)
    assert shop.order(order, "client_order_ref")["client_order_ref"] == f"PO {shop.tag}"

    # The shop delivers and invoices; the customer finds the invoice through his orders.
    (picking,) = clerk.confirm(order)
    clerk.deliver(picking, **{f"product_{product}": 4})
    clerk.invoice(order)
    press(page, "g", "o")
    page.wait_for_url("**/eservices/orders")
    tab_to(page, f"^{shop.order(order, 'name')['name']}")
    press(page, "Enter")
    page.wait_for_url("**/eservices/orders/*")
    tab_to(page, "^INV/")
    press(page, "Enter")
    page.wait_for_url("**/eservices/invoices/*")
    tab_to(page, "^Your reference")
    page.keyboard.type("BY KEYBOARD")
    tab_to(page, "^Transmit")
    press(page, "Enter")
    expect(page.get_by_role("main").get_by_text("Awaiting processing").first).to_be_visible()


def test_windows_and_menus_give_the_focus_back(login):
    page = open_home(login)
    expect(page.locator("html")).to_have_attribute("lang", re.compile("^en"))
    place = tab_to(page, "^Orders")

    press(page, "?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate(FOCUS)["place"] == place

    menu = tab_to(page, "^Account of", "Shift+Tab")
    press(page, "Enter")
    tab_to(page, "^Log out")
    press(page, "Escape")
    assert page.evaluate(FOCUS)["place"] == menu
    expect(page.get_by_role("link", name="Log out")).to_be_hidden()

    # On a telephone the filters are a window of their own.
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/eservices/catalog")
    opener = tab_to(page, "^Filters")
    press(page, "Enter")
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate(FOCUS)["place"] == opener


def test_products_are_suggested_while_one_types(login):
    page = open_home(login)
    field, options = search_field(page), page.get_by_role("option")
    press(page, "/")

    page.keyboard.type("hex")
    expect(field).to_have_attribute("aria-expanded", "true")
    listbox = page.get_by_role("listbox", name="Products")
    expect(listbox).to_have_id(field.get_attribute("aria-controls"))
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))

    # Down and up, round through the field, which keeps the focus.
    press(page, "ArrowDown", "ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    press(page, "ArrowUp", "ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    press(page, "ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    assert find_violations(page) == []

    # Escape closes and leaves the words; Enter without a choice searches for them.
    press(page, "Escape")
    expect(listbox).to_be_hidden()
    expect(field).to_have_value("hex")
    press(page, "Enter")
    page.wait_for_url("**/eservices/catalog?q=hex")

    # A press with the mouse opens a product, leaving the field closes the list.
    field.fill("TT-4830")
    expect(options).to_have_count(1)
    press(page, "Tab")
    expect(listbox).to_be_hidden()
    field.fill("TT-483")
    options.filter(has_text="TT-4830").click()
    page.wait_for_url("**/eservices/product/*")
