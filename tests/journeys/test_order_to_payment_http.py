"""From the catalogue to the payment over plain HTTP and RPC; both sides are looked at after each step."""

import pytest
from support.pages import Page
from support.shop import Customer, today

PROOF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def goods(shop):
    """Products that the customer may buy, with his own prices, and others that he may not."""
    bolt, bolt_variant = shop.create_product("Bolt", 10, stock=100, ecommerce_ok=False)
    nut, nut_variant = shop.create_product("Nut", 5, stock=100, free_sale=True, ecommerce_ok=False)
    _washer, washer_variant = shop.create_product("Washer", 1, free_sale=True, ecommerce_ok=False)
    _foreign, foreign_variant = shop.create_product("Foreign part", 9)
    # The washer is not ticked; the foreign part is, but nobody has a reference for it.
    shop.admin.call("product.template", "write", [bolt, nut], {"ecommerce_ok": True})
    shop.create(
        "product.customerinfo", partner_id=shop.company, product_tmpl_id=bolt, product_code=f"OWN-{shop.tag}"
    )
    pricelist = shop.create("product.pricelist", name=f"Prices {shop.tag}")
    rule = {"pricelist_id": pricelist, "applied_on": "1_product", "compute_price": "fixed"}
    shop.create("product.pricelist.item", **rule, product_tmpl_id=bolt, fixed_price=8.5)
    shop.create("product.pricelist.item", **rule, product_tmpl_id=bolt, fixed_price=7.25, min_quantity=10)
    shop.admin.call("res.partner", "write", [shop.company], {"property_product_pricelist": pricelist})
    return {
        "bolt": bolt_variant,
        "nut": nut_variant,
        "washer": washer_variant,
        "foreign": foreign_variant,
    }


def accept_invitation(server, shop, mailbox):
    """The customer follows the link in his invitation and chooses his password: his login."""
    stranger = Customer(server.url)
    link = mailbox.link_to(shop.login, "/web/signup")
    form = Page(stranger.get(link)).fields
    answer = stranger.post(link, data={**form, "password": shop.login, "confirm_password": shop.login})
    assert answer.ok


def test_order_is_delivered_in_two_parts_and_paid_at_once(server, shop, goods, mailbox, clerk, customer):
    stranger = Customer(server.url)
    assert "/eservices/login" in stranger.get("/eservices").url, "the platform is not public"

    shop.admin.call("res.partner", "action_eservices_open", [shop.contact])
    accept_invitation(server, shop, mailbox)
    user = shop.admin.search_read(
        "res.users", [("login", "=", shop.login)], ["share", "eservices_platform", "eservices_contact_id"]
    )[0]
    assert (user["share"], user["eservices_platform"]) == (True, True)
    assert user["eservices_contact_id"][0] == shop.contact
    carla = customer(shop.login)

    # The catalogue holds exactly what he may buy, at his prices.
    catalogue = carla.search(shop.tag)
    own = {f"/eservices/product/{goods[name]}" for name in ("bolt", "nut")}
    assert own == {link.partition("?")[0] for link in catalogue.links("/eservices/product/")}
    assert "8.50 €" in catalogue.row("Bolt") and "7.25 € from 10" in catalogue.row("Bolt")
    assert f"OWN-{shop.tag}" in catalogue.row("Bolt")
    assert "5.00 €" in catalogue.row("Nut")
    for name in ("washer", "foreign"):
        assert carla.get(f"/eservices/product/{goods[name]}").status_code == 404

    # The cart: what he may not buy does not exist, whatever is sent.
    for product in (goods["washer"], goods["foreign"]):
        answer = carla.post(
            "/eservices/cart/add", json={"params": {"product_id": product, "quantity": 1}}
        ).json()
        assert "error" in answer
    assert not shop.admin.search_read("sale.order", [("partner_id", "=", shop.contact)], ["id"])
    carla.add(goods["bolt"], 4)
    answer = carla.add(goods["bolt"], 6)
    assert answer["in_cart"] == 10 and answer["cart"] == {
        "lines": 1,
        "amount": "72.50\xa0€",
        "free_delivery": None,
        "url": "/eservices/cart",
    }
    answer = carla.jsonrpc("/eservices/cart/set", product_id=goods["nut"], quantity=3)
    assert answer["ok"]
    answer = carla.jsonrpc(f"/eservices/cart/lines/{answer['line_id']}", quantity=2)
    assert answer["ok"] and answer["cart"]["amount"] == "82.50\xa0€"
    answer = carla.jsonrpc(
        "/eservices/cart/details", values={"client_order_ref": f"PO {shop.tag}", "note": "Ring the bell"}
    )
    assert answer["ok"]
    refused = carla.jsonrpc("/eservices/cart/add", product_id=goods["nut"], quantity="two")
    assert not refused["ok"] and "number" in refused["error"]

    # An open cart is no quotation.
    (cart,) = shop.admin.search_read(
        "sale.order", [("partner_id", "=", shop.contact)], ["name", "is_eservices_cart", "amount_untaxed"]
    )
    assert cart["is_eservices_cart"] and cart["name"] == "/" and cart["amount_untaxed"] == 82.5
    mine = ("partner_id", "=", shop.contact)
    assert clerk.count("sale.action_quotations_with_onboarding", mine) == 0
    assert clerk.count("eservices_ecommerce.sale_order_action_carts", mine) == 1

    page, order = carla.validate()
    assert order == cart["id"]
    name = shop.order(order, "name")["name"]
    assert page.heading == f"Order {name}"
    assert "Awaiting confirmation" in page.text and f"PO {shop.tag}" in page.text
    assert "82.50 €" in page.text
    assert "empty" in carla.page("/eservices/cart").text
    assert "Awaiting confirmation" in carla.page("/eservices/orders").row(name)

    # In the back office: one numbered draft, among the quotations, and the clerk is told.
    draft = clerk.read(
        "sale.order",
        order,
        *("name", "state", "is_eservices_cart", "client_order_ref", "eservices_note", "activity_ids"),
    )
    assert draft["name"].startswith("S") and draft["state"] == "draft" and not draft["is_eservices_cart"]
    assert draft["client_order_ref"] == f"PO {shop.tag}" and draft["eservices_note"] == "Ring the bell"
    (activity,) = draft["activity_ids"]
    assert clerk.read("mail.activity", activity, "user_id")["user_id"] == clerk.rpc.uid
    assert clerk.count("sale.action_quotations_with_onboarding", mine) == 1
    assert clerk.count("eservices_ecommerce.sale_order_action_carts", mine) == 0
    assert "They appear here once the order is confirmed" in carla.page(f"/eservices/orders/{order}").text

    # Confirmed: the delivery is there.
    (picking,) = clerk.confirm(order)
    delivery = clerk.read("stock.picking", picking, "name")["name"]
    assert "Ready to leave" in carla.page("/eservices/deliveries").row(delivery)
    assert "Confirmed" in carla.page("/eservices/orders").row(name)
    assert delivery in carla.page(f"/eservices/orders/{order}").text

    # Part of it leaves; the rest is a back-order that both sides see.
    backorder = clerk.deliver(picking, **{f"product_{goods['bolt']}": 6})
    assert backorder
    rest = clerk.read("stock.picking", backorder, "name")["name"]
    deliveries = carla.page("/eservices/deliveries")
    assert "Delivered" in deliveries.row(f"{delivery} {name}")
    assert "4 units, back-order" in deliveries.row(f"{rest} {name}")
    assert rest in carla.page(f"/eservices/deliveries/{picking}").text
    assert delivery in carla.page(f"/eservices/deliveries/{backorder}").text
    assert "Shipped 8 of 12" in carla.page("/eservices/orders").row(name)

    first = clerk.invoice(order)
    number = clerk.read("account.move", first, "name")["name"]
    page = carla.page(f"/eservices/invoices/{first}")
    assert page.heading == f"Invoice {number}"
    assert name in page.text and delivery in page.text and "53.50 €" in page.text

    assert clerk.deliver(backorder) is None
    second = clerk.invoice(order)
    invoices = carla.page("/eservices/invoices").links("/eservices/invoices/")
    listed = {url for url in invoices if url.rpartition("/")[2].isdigit()}
    assert listed == {f"/eservices/invoices/{first}", f"/eservices/invoices/{second}"}
    due = sum(
        clerk.read("account.move", move, "amount_residual")["amount_residual"] for move in (first, second)
    )

    # One payment for both invoices, with a proof.
    page = Page(
        carla.record_payment(
            first,
            proof=("transfer.pdf", PROOF),
            invoice_ids=[str(first), str(second)],
            amount=f"{due:.2f}",
            date=today(),
            method="transfer",
            reference=f"REF {shop.tag}",
        )
    )
    assert page.heading == f"Invoice {number}" and "Awaiting processing" in page.text
    assert "transfer.pdf" in page.text
    payment = clerk.find_payment(first)
    assert payment == clerk.find_payment(second)
    assert carla.get(f"/eservices/payments/{payment}/proof").content == PROOF
    assert clerk.read("eservices.payment", payment, "amount")["amount"] == pytest.approx(due)
    assert clerk.read("account.move", first, "payment_state")["payment_state"] == "not_paid"

    clerk.process(payment)
    for move in (first, second):
        state = clerk.read("account.move", move, "payment_state", "amount_residual")
        assert state["payment_state"] in ("paid", "in_payment") and not state["amount_residual"]
        page = carla.page(f"/eservices/invoices/{move}")
        assert "Processed" in page.text and "Paid" in page.text
        assert "Record a payment" not in page.text
    (posted,) = clerk.read("eservices.payment", payment, "payment_ids")["payment_ids"]
    assert clerk.read("account.payment", posted, "amount", "partner_type") == {
        "id": posted,
        "amount": pytest.approx(due),
        "partner_type": "customer",
    }
    assert "Paid" in carla.page("/eservices/orders").row(name)
    assert "Processed" in carla.page("/eservices/payments").text


def test_refused_payment_is_tried_again_with_the_kept_proof(shop, clerk, customer):
    _template, product = shop.create_product("Hinge", 12.5, stock=20, free_sale=True)
    carla = customer(shop.open_platform())
    carla.add(product, 8)
    _page, order = carla.validate()
    (picking,) = clerk.confirm(order)
    assert clerk.deliver(picking) is None, "delivered whole: no back-order"
    invoice = clerk.invoice(order)
    due = clerk.read("account.move", invoice, "amount_residual")["amount_residual"]

    # Too much is refused at once, with what was typed kept in the form.
    answer = carla.record_payment(invoice, amount="9999", reference="TOO MUCH")
    assert answer.status_code == 422 and "TOO MUCH" in answer.text and "more than what is open" in answer.text

    carla.record_payment(invoice, proof=("blurred.pdf", PROOF), reference="FIRST TRY")
    payment = clerk.find_payment(invoice)
    clerk.refuse(payment, f"The proof of {shop.tag} shows another account.")

    page = carla.page(f"/eservices/invoices/{invoice}")
    assert "Refused" in page.text and f"The proof of {shop.tag} shows another account." in page.text
    assert clerk.read("account.move", invoice, "payment_state")["payment_state"] == "not_paid"
    assert clerk.read("eservices.payment", payment, "activity_ids")["activity_ids"] == []

    (refill,) = page.links(f"/eservices/invoices/{invoice}?refill=")
    assert "blurred.pdf" in carla.page(refill).text
    page = Page(carla.record_payment(invoice, path=refill, reference="SECOND TRY"))
    assert "Awaiting processing" in page.text
    again = clerk.find_payment(invoice)
    assert again != payment
    assert carla.get(f"/eservices/payments/{again}/proof").content == PROOF
    record = clerk.read("eservices.payment", again, "reference", "amount", "proof_filename")
    assert record == {"id": again, "reference": "SECOND TRY", "amount": due, "proof_filename": "blurred.pdf"}

    clerk.process(again)
    assert clerk.read("account.move", invoice, "amount_residual")["amount_residual"] == 0
    assert "Paid" in carla.page("/eservices/invoices").row(
        clerk.read("account.move", invoice, "name")["name"]
    )
    assert "Paid" in carla.page("/eservices/orders").row(shop.order(order, "name")["name"])
    assert clerk.read("eservices.payment", payment, "state")["state"] == "refused"


def test_another_customer_sees_nothing_of_it(shop, clerk, customer):
    _template, product = shop.create_product("Secret", 3, stock=5, free_sale=True)
    carla = customer(shop.open_platform())
    carla.add(product, 2)
    validation = carla.validation()
    _page, order = carla.validate()
    (picking,) = clerk.confirm(order)
    clerk.deliver(picking)
    invoice = clerk.invoice(order)
    carla.record_payment(invoice, proof=("mine.pdf", PROOF))
    payment = clerk.find_payment(invoice)
    company = shop.create("res.partner", name=f"Others {shop.tag}", is_company=True)
    address = f"otto@{shop.tag.lower()}.example"
    contact = shop.create("res.partner", name="Otto", email=address, parent_id=company)
    otto = customer(shop.open_platform(contact, address))

    for path in (
        f"/eservices/orders/{order}",
        f"/eservices/orders/{order}/pdf",
        f"/eservices/deliveries/{picking}",
        f"/eservices/invoices/{invoice}",
        f"/eservices/payments/{payment}/proof",
    ):
        assert otto.get(path).status_code == 404, path
    own = otto.csrf_token("/eservices")
    stolen = {**dict(validation), "csrf_token": own}
    assert otto.post("/eservices/cart/validate", data=stolen).status_code == 404
    answer = otto.post(f"/eservices/payments/{payment}/withdraw", data={"csrf_token": own})
    assert answer.status_code == 404
    assert clerk.read("eservices.payment", payment, "state")["state"] == "submitted"
