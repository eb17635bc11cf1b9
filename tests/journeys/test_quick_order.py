"""The quick order pad in a real browser (B1)."""

import re

from playwright.sync_api import expect
from support.axe import find_violations

PHONE = {"width": 390, "height": 844}


DROP = """([name, text]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name, { type: "text/csv" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""


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
    pad, add = page.get_by_label("Your rows"), page.get_by_role("button", name=re.compile("to the cart$"))
    rows = page.locator("li[data-row]:visible")
    pad.focus()
    page.keyboard.type(f"{gloves} 3")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(f"{ladder}\tx\nNOBODY-KNOWS;2\nCAPSCREW 5\n")
    expect(page.get_by_text("Unknown reference “NOBODY-KNOWS”.")).to_be_visible()
    expect(page.get_by_text("The quantity is not a number.")).to_be_visible()
    expect(page.locator(".o_eservices_pad_gutter li[data-state=refused]")).to_have_text(["2", "3"])
    page.get_by_role("button", name="2 refused").click()
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="All 4").click()
    expect(rows).to_have_count(4)
    # The bar at the bottom covers what is passing beneath it, and nothing any more where the page ends.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert find_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    # A row is settled where it stands, and the text says the same; it outlasts the page.
    page.get_by_role("button", name=f"Accept {screw}").click()
    quantity = page.get_by_label(f"Quantity of Ladder {shop.tag}")
    quantity.fill("5")
    quantity.press("ArrowUp")
    text = f"{gloves} 3\n{ladder}\t6\nNOBODY-KNOWS;2\n{screw}\t5\n"
    expect(pad).to_have_value(text)
    expect(add).to_have_text("Add 3 rows to the cart")
    expect(quantity).to_be_focused()
    page.get_by_role("button", name="Correct row 3").click()
    assert page.evaluate("getSelection().toString()") == "NOBODY-KNOWS;2"
    page.reload()
    expect(pad).to_have_value(text)

    row = f"Reference;Quantity\r\n{ladder};4\r\n"
    page.locator("input[type=file]").set_input_files(
        {"name": "rows.csv", "mimeType": "text/csv", "buffer": row.encode()}
    )
    expect(add).to_have_text("Add 4 rows to the cart")
    page.evaluate(DROP, ["more.csv", row])
    expect(add).to_have_text("Add 5 rows to the cart")
    add.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".o_eservices_pad_answer")).to_have_text("Rows added to the cart: 5")
    expect(pad).to_have_value("NOBODY-KNOWS;2")
    expect(page.get_by_text("Unknown reference “NOBODY-KNOWS”.")).to_be_visible()
    page.goto("/eservices/cart")
    expect(page.get_by_label(f"Quantity of Gloves {shop.tag}")).to_have_value("3")
    expect(page.get_by_label(f"Quantity of Ladder {shop.tag}")).to_have_value("14")
