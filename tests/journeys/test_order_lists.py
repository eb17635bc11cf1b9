"""Lists and repeated orders in a real browser: the buyer keeps a list, her colleague orders from it (B2)."""

from playwright.sync_api import expect
from support.axe import find_violations

PHONE = {"width": 390, "height": 844}


def check(page):
    """The page as it stands is sound on a telephone."""
    # The bar at the bottom covers what is passing beneath it, and nothing any more where the page ends.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert find_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_buyer_keeps_a_list_and_a_colleague_orders_from_it_again_and_again(shop, visitor):
    name = f"Every week, for the workshop in the second court and all its vans {shop.tag}"
    ladder = f"LADDER-{shop.tag}"
    _template, gloves = shop.create_product("Gloves", 10, free_sale=True)
    template, _ladder = shop.create_product("Ladder", 50, free_sale=True, default_code=ladder)
    page = visitor(shop.open_platform(), color_scheme="dark", viewport=PHONE)
    page.goto("/eservices/lists")
    expect(page.get_by_text("You have no list yet.")).to_be_visible()

    page.goto(f"/eservices/product/{gloves}")
    page.get_by_role("link", name="Add to a list").click()
    page.get_by_label("Quantity", exact=True).fill("3")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Share with").check()
    check(page)
    page.get_by_role("button", name="Add to the list").click()
    expect(page.get_by_text("Lines added to the list: 1.")).to_be_visible()

    page.get_by_label("Reference, your own number or barcode").focus()
    page.keyboard.type(ladder)
    page.keyboard.press("Enter")
    ladders = page.get_by_label(f"Quantity of Ladder {shop.tag}")
    ladders.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_text("130.00")).to_be_visible()
    page.get_by_role("button", name=f"Take Ladder {shop.tag} off the list").click()
    expect(ladders).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(ladders).to_have_value("2")
    check(page)

    login = f"colin@{shop.tag.lower()}.example"
    contact = shop.create("res.partner", name=f"Colin {shop.tag}", email=login, parent_id=shop.company)
    page = visitor(shop.open_platform(contact, login))
    shop.admin.call("product.template", "write", [template], {"ecommerce_ok": False})
    page.goto("/eservices/lists")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_text("This product is no longer offered here.")).to_be_visible()
    expect(page.get_by_label(f"Quantity of Gloves {shop.tag}")).to_have_count(0)
    put, said = page.get_by_role("button", name="Put all in the cart"), page.locator("#o_eservices_refill")
    put.click()
    expect(said).to_contain_text("1 of 2 lines are in your cart.")
    expect(said).to_contain_text("This product is no longer offered here.")
    page.get_by_role("button", name="Undo").click()
    expect(said).to_contain_text("Your cart is as it was before.")
    expect(page.locator(".o_eservices_cart_lines").first).to_have_text("0")
    page.get_by_label(f"Take Gloves {shop.tag}").check()
    page.get_by_role("button", name="Put the ticked ones in the cart").click()
    expect(said).to_contain_text("The line is in your cart.")

    page.get_by_role("link", name="Review the cart").click()
    page.locator("#o_eservices_validate").click()
    page.get_by_role("button", name="Order again").click()
    expect(said).to_contain_text("The line is in your cart.")
    page.goto("/eservices/cart")
    expect(page.get_by_label(f"Quantity of Gloves {shop.tag}")).to_have_value("3")
