"""The quick order pad in a real browser (B1)."""

from playwright.sync_api import expect
from support.axe import find_violations

PHONE = {"width": 390, "height": 844}


def test_rows_are_typed_pasted_and_uploaded_and_nothing_is_lost(shop, visitor):
    gloves, ladder = (f"{name}-{shop.tag}" for name in ("GLOVES", "LADDER"))
    for name, code in (("Gloves", gloves), ("Ladder", ladder)):
        shop.create_product(name, 10, free_sale=True, default_code=code)
    screw = f"CAPSCREW-{shop.tag}"
    shop.create_product(
        "Hexagon socket head cap, full thread, zinc plated", 1, free_sale=True, default_code=screw
    )
    page = visitor(shop.open_platform(), color_scheme="dark", viewport=PHONE)
    page.goto("/eservices/quick-order")
    pad, add = page.get_by_label("Your rows"), page.get_by_role("button", name="Add all to the cart")
    pad.focus()
    page.keyboard.type(f"{gloves} 3")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(f"{ladder}\tx\nNOBODY-KNOWS;2\nCAPSCREW 5\n")
    expect(page.get_by_text("Unknown reference “NOBODY-KNOWS”.")).to_be_visible()
    expect(page.get_by_text("The quantity is not a number.")).to_be_visible()
    # The bar at the bottom covers what is passing beneath it, and nothing any more where the page ends.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert find_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name=screw).click()
    page.reload()
    expect(pad).to_have_value(f"{gloves} 3\n{ladder}\tx\nNOBODY-KNOWS;2\n{screw}\t5\n")

    row = f"Reference;Quantity\r\n{ladder};4\r\n".encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "rows.csv", "mimeType": "text/csv", "buffer": row}
    )
    expect(add).to_contain_text("(3)")
    add.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".o_eservices_pad_answer")).to_have_text("Rows added to the cart: 3")
    expect(pad).to_have_value(f"{ladder}\tx\nNOBODY-KNOWS;2")
    expect(page.get_by_text("Unknown reference “NOBODY-KNOWS”.")).to_be_visible()
    page.goto("/eservices/cart")
    expect(page.get_by_label(f"Quantity of Gloves {shop.tag}")).to_have_value("3")
    expect(page.get_by_label(f"Quantity of Ladder {shop.tag}")).to_have_value("4")
