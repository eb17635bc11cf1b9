"""In which quantities a product is sold, on a phone: refused, suggested, taken (B5)."""

import pytest
from playwright.sync_api import expect
from support.axe import find_violations

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def plug(shop):
    """A product that is sold from ten pieces in steps of five, and in boxes of thirty."""
    unit = shop.admin.search_read("uom.uom", [("name", "=", "Units")], ["id"])[0]["id"]
    box = shop.create("uom.uom", name=f"box {shop.tag}", relative_factor=30, relative_uom_id=unit)
    _template, product = shop.create_product(
        "Plug",
        2,
        stock=500,
        free_sale=True,
        uom_id=unit,
        eservices_min_qty=10,
        eservices_multiple_qty=5,
        uom_ids=[(4, box)],
    )
    return product


def test_a_refused_quantity_is_answered_with_what_fits(shop, visitor, plug):
    page = visitor(shop.open_platform(), color_scheme="dark", **PHONE)
    page.goto(f"/eservices/product/{plug}")
    expect(page.locator("html[data-eservices=ready]")).to_be_attached()
    expect(page.get_by_text("from 10, in steps of 5")).to_be_visible()
    quantity = page.get_by_label(f"Quantity of Plug {shop.tag}")
    quantity.fill("17")
    quantity.press("Enter")
    expect(page.get_by_text("It is sold from 10, in steps of 5: 15 or 20?").first).to_be_visible()
    expect(quantity).to_be_focused()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert find_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]

    page.get_by_role("button", name="Take 20").tap()
    expect(page.get_by_text("In cart: 20")).to_be_visible()
    expect(page.get_by_role("button", name="Take 20")).to_have_count(0)
    page.get_by_role("button", name=f"box {shop.tag}: 30").tap()
    expect(page.get_by_text("In cart: 30")).to_be_visible()

    page.goto("/eservices/cart")
    expect(page.locator("html[data-eservices=ready]")).to_be_attached()
    expect(quantity).to_have_value("30")
    row = page.get_by_role("row").filter(has_text=f"Plug {shop.tag}")
    row.get_by_role("button", name="More").tap()
    expect(row.get_by_text("70.00")).to_be_visible()
    expect(quantity).to_have_value("35")
    quantity.fill("4")
    quantity.press("Enter")
    row.get_by_role("button", name="Take 10").tap()
    expect(row.get_by_text("20.00")).to_be_visible()
    expect(quantity).to_have_value("10")
    row.get_by_text("Why this price?").tap()
    expect(row.get_by_text("You pay the list price.")).to_be_visible()
    assert find_violations(page) == []
    page.get_by_role("button", name="Validate 1 line").tap()
    page.wait_for_url("**/eservices/orders/*")


def test_a_rule_that_came_later_is_settled_with_one_press(shop, visitor, plug):
    template = shop.admin.search_read("product.product", [("id", "=", plug)], ["product_tmpl_id"])
    page = visitor(shop.open_platform(), **PHONE)
    page.goto(f"/eservices/product/{plug}")
    page.get_by_label(f"Quantity of Plug {shop.tag}").fill("10")
    page.keyboard.press("Enter")
    expect(page.get_by_text("In cart: 10")).to_be_visible()
    shop.admin.call(
        "product.template", "write", template[0]["product_tmpl_id"][:1], {"eservices_min_qty": 20}
    )
    page.goto("/eservices/cart")
    expect(page.locator("html[data-eservices=ready]")).to_be_attached()
    expect(page.get_by_text("It is sold from 20, in steps of 5: 20?")).to_be_visible()
    page.get_by_role("button", name="Validate 1 line").tap()
    page.wait_for_url("**/eservices/cart?check=1")
    expect(page.get_by_role("link", name=f"Plug {shop.tag}: It is sold from 20")).to_be_visible()
    expect(page.locator("html[data-eservices=ready]")).to_be_attached()
    page.get_by_role("button", name="Take 20").tap()
    expect(page.get_by_role("row").get_by_text("It is sold from 20")).to_have_count(0)
    page.get_by_role("button", name="Validate 1 line").tap()
    page.wait_for_url("**/eservices/orders/*")
