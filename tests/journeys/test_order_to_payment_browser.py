"""From the catalogue to the payment in real browsers: an administrator, a clerk and a customer at once."""

import re

from playwright.sync_api import expect
from support.backoffice import BackOffice
from support.shop import order_id

DESK = {"viewport": {"width": 1440, "height": 1000}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PROOF = {
    "name": "transfer.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
}
ORDERS = "sale.action_orders"
PAYMENTS = "eservices_ecommerce.eservices_payment_action"


def quantity_of(page, name):
    return page.get_by_label(f"Quantity of {name}", exact=True)


def cart_badge(page):
    return page.get_by_role("banner").get_by_role("link", name=re.compile("^Cart"))


def open_invitation(page, mailbox, login):
    """The customer follows the link of his invitation and chooses a password."""
    page.goto(mailbox.link_to(login, "/web/signup"))
    page.locator("input[name=password]").fill(login)
    page.locator("input[name=confirm_password]").fill(login)
    page.locator("input[name=confirm_password]").press("Enter")
    page.wait_for_url("**/eservices")


def search(page, words):
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search a name").first).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/eservices/catalog?*")


def fill_cart_by_keyboard(page, bolt, nut):
    """Type a quantity, Enter, and the next row has the focus; arrows change it by one."""
    quantity_of(page, bolt).focus()
    page.keyboard.type("9")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_text("In cart: 10")).to_be_visible()
    expect(quantity_of(page, nut)).to_be_focused()
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_text("In cart: 2", exact=True)).to_be_visible()
    expect(cart_badge(page)).to_contain_text("2")


def validate_cart(page, lines):
    page.get_by_role("button", name=f"Validate {lines} line").click()
    page.wait_for_url("**/eservices/orders/*")
    return order_id(page.url)


def expect_pill(page, text):
    expect(page.get_by_role("main").get_by_text(text, exact=True).first).to_be_visible()


def transmit_payment(page, reference, proof=None):
    page.get_by_label("Your reference").fill(reference)
    if proof:
        page.locator("input[type=file][name=proof]").set_input_files(proof)
        expect(page.get_by_text(proof["name"]).first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Transmit")).click()
    expect_pill(page, "Awaiting processing")


def deliver(clerk, order, quantities=None):
    """Validate the open delivery from the order's button, in part where quantities are given by row."""
    clerk.open(ORDERS, order)
    clerk.press("action_view_delivery")
    deliveries = clerk.page.locator(".o_action.o_list_view .o_data_row")
    expect(
        clerk.page.locator("button[name='button_validate']:visible").or_(deliveries.first).first
    ).to_be_visible()
    if deliveries.first.is_visible():
        deliveries.filter(has_text="Ready").first.click()
        expect(clerk.page.locator("button[name='button_validate']:visible")).to_be_visible()
    for name, quantity in (quantities or {}).items():
        row = clerk.page.locator(".o_field_widget[name='move_ids'] .o_data_row", has_text=name)
        row.locator("td[name='quantity']").click()
        row.locator("td[name='quantity'] input").fill(quantity)
    clerk.press("button_validate")
    if quantities:
        clerk.confirm_window("process")
    clerk.expect_state("Done")


def invoice(clerk, order):
    """Create an invoice of what is delivered from the order, and post it; gives its name."""
    clerk.open(ORDERS, order)
    clerk.page.get_by_role("button", name="Create Invoice").first.click()
    clerk.confirm_window("create_invoices")
    clerk.press("action_post")
    clerk.expect_state("Posted")
    return clerk.page.locator(".o_form_view .oe_title [name='name']").first.inner_text().strip()


def open_payment(clerk, customer, reference):
    clerk.page.goto(f"/odoo/action-{PAYMENTS}")
    # Odoo shows the rows that it showed the last time until it has read them again.
    rows = clerk.page.locator(".o_action.o_list_view .o_data_row", has_text=customer)
    rows.filter(has_text=reference).click()
    clerk.expect_state("Awaiting processing")


def test_three_people_take_an_order_to_its_payment(shop, mailbox, login, visitor):
    template, _product = shop.create_product("Bolt", 10, stock=50, ecommerce_ok=False)
    shop.create("product.customerinfo", partner_id=shop.company, product_tmpl_id=template, product_code="OWN")
    shop.create_product("Nut", 5, stock=50, free_sale=True)
    bolt, nut, company = f"Bolt {shop.tag}", f"Nut {shop.tag}", f"Works {shop.tag}"

    # The administrator offers the product and opens the platform for the contact.
    admin = BackOffice(login("admin", **DESK))
    admin.open("sale.product_template_action", template)
    admin.tab("E-services")
    admin.field("ecommerce_ok").locator("input").check()
    admin.save()
    admin.open("base.action_partner_form", shop.contact)
    admin.press("action_eservices_open")
    expect(admin.page.get_by_role("button", name="Close the customer platform")).to_be_visible()

    # The customer chooses a password, finds both products and orders by keyboard.
    carla = visitor(**DESK)
    open_invitation(carla, mailbox, shop.login)
    search(carla, shop.tag)
    expect(carla.get_by_role("row").filter(has_text=shop.tag)).to_have_count(2)
    fill_cart_by_keyboard(carla, bolt, nut)
    cart_badge(carla).click()
    carla.wait_for_url("**/eservices/cart")
    expect(carla.locator("html")).to_have_attribute("data-eservices", "ready")
    carla.get_by_role("row", name=nut).get_by_role("button", name="More").click()
    expect(carla.get_by_role("row", name=nut)).to_contain_text("15.00 €")
    carla.get_by_label("Your PO number").fill(f"PO {shop.tag}")
    carla.get_by_label("Your PO number").press("Tab")
    expect(carla.get_by_text("115.00 €").first).to_be_visible()
    order = validate_cart(carla, 2)
    name = shop.order(order, "name")["name"]
    expect(carla.get_by_role("heading", level=1)).to_have_text(f"Order {name}")
    expect_pill(carla, "Awaiting confirmation")

    # The clerk finds it among the quotations, confirms it and sends a part.
    clerk = BackOffice(login("clerk", **DESK))
    clerk.open(ORDERS, order)
    expect(clerk.field("client_order_ref").or_(clerk.page.locator(".o_form_view")).first).to_be_visible()
    clerk.press("action_confirm")
    clerk.expect_state("Sales Order")
    deliver(clerk, order, {bolt: "4"})
    carla.reload()
    expect_pill(carla, "Shipped 7 of 13")
    carla.get_by_role("navigation", name="Main").get_by_role("link", name="Deliveries").click()
    expect(carla.get_by_role("row").filter(has_text=name)).to_have_count(2)
    expect(carla.get_by_role("row").filter(has_text="back-order")).to_have_count(1)
    deliver(clerk, order)
    number = invoice(clerk, order)

    # The customer reads the invoice and records a payment; the clerk refuses it with a reason.
    carla.get_by_role("navigation", name="Main").get_by_role("link", name="Invoices").click()
    carla.get_by_role("link", name=number).click()
    expect(carla.get_by_role("heading", level=1)).to_have_text(f"Invoice {number}")
    transmit_payment(carla, "FIRST TRY", PROOF)
    open_payment(clerk, company, "FIRST TRY")
    clerk.page.get_by_role("button", name="Refuse").click()
    clerk.page.locator(".modal [name='reason'] textarea").fill("The amount is not on our account yet.")
    clerk.confirm_window("action_refuse")
    expect(clerk.field("refuse_reason")).to_contain_text("not on our account yet")

    # He reads it, tries again with the proof that was kept, and the clerk processes it.
    carla.reload()
    expect_pill(carla, "Refused")
    expect(carla.get_by_text("The amount is not on our account yet.")).to_be_visible()
    carla.get_by_role("link", name="Fill the form with this entry").click()
    expect(carla.get_by_text("kept from your last entry")).to_be_visible()
    transmit_payment(carla, "SECOND TRY")
    open_payment(clerk, company, "SECOND TRY")
    clerk.press("action_process")
    clerk.expect_state("Processed")
    carla.reload()
    expect_pill(carla, "Paid")
    carla.get_by_role("link", name=name).first.click()
    expect(carla.get_by_role("heading", level=1)).to_have_text(f"Order {name}")
    expect_pill(carla, "Paid")


def test_order_on_a_telephone(shop, visitor):
    shop.create_product("Bolt", 10, stock=50, free_sale=True)
    login = shop.open_platform()
    carla = visitor(**PHONE)

    carla.goto("/eservices")
    carla.locator("input[name=login]").fill(login)
    carla.locator("input[name=password]").fill(login)
    carla.locator("input[name=password]").press("Enter")
    carla.wait_for_url("**/eservices")
    bottom = carla.get_by_role("navigation", name="Bottom")
    bottom.get_by_role("link", name="Catalogue").tap()
    carla.get_by_role("combobox", name="Search a name").locator("visible=true").first.fill(shop.tag)
    carla.keyboard.press("Enter")
    carla.wait_for_url("**/eservices/catalog?*")
    quantity_of(carla, f"Bolt {shop.tag}").fill("6")
    quantity_of(carla, f"Bolt {shop.tag}").press("Enter")
    expect(carla.get_by_role("main").get_by_text("In cart: 6")).to_be_visible()
    expect_no_sideways_scrolling(carla)
    carla.get_by_role("link", name="Open cart").tap()
    expect(carla.get_by_role("heading", level=1)).to_have_text("Cart")
    expect_no_sideways_scrolling(carla)
    order = validate_cart(carla, 1)

    name = shop.order(order, "name")["name"]
    expect(carla.get_by_role("heading", level=1)).to_have_text(f"Order {name}")
    expect_no_sideways_scrolling(carla)
    assert shop.order(order, "is_eservices_cart")["is_eservices_cart"] is False


def expect_no_sideways_scrolling(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["viewport"]["width"], f"{page.url} is {width} pixels wide"
