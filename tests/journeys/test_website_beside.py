"""Odoo's online shop in the same database: both work for one customer, and neither takes the other's cart."""

import datetime

import pytest
from support.http import Rpc, RpcError
from support.pages import Page
from support.server import OdooServer
from support.shop import Customer, Shop


@pytest.fixture(scope="module")
def server(website, tmp_path_factory):
    """An Odoo process on a copy of the demonstration's database in which the online shop is installed."""
    # Whatever runs by itself is started by the tests.
    log = tmp_path_factory.mktemp("odoo") / "website.log"
    server = OdooServer(website.wait(), log, "--max-cron-threads=0")
    yield server.start()
    server.stop()


@pytest.fixture
def shop(rpc):
    """A business whose customer may buy on both sides."""
    shop = Shop(rpc("admin"))
    country = shop.admin.search_read("res.country", [("code", "=", "FR")], ["id"])[0]["id"]
    address = {
        "street": "1 rue du Fer",
        "city": "Lyon",
        "zip": "69001",
        "country_id": country,
        "phone": "+33 4 00",
    }
    shop.admin.call("res.partner", "write", [shop.company, shop.contact], address)
    return shop


@pytest.fixture
def rivet(shop):
    """What both sides sell: the ids of template and variant."""
    return shop.create_product("Rivet", 7, free_sale=True, is_published=True, allow_out_of_stock_order=True)


@pytest.fixture
def washer(shop):
    """What the platform alone sells."""
    return shop.create_product("Washer", 2, free_sale=True)


@pytest.fixture
def van(shop):
    """The one way of delivery on both sides, which costs nothing."""
    fee = shop.create("product.product", name="Delivery", type="service", list_price=0)
    return shop.create(
        "delivery.carrier",
        name="Van",
        product_id=fee,
        fixed_price=0,
        delivery_type="fixed",
        is_published=True,
    )


def add_on_website(person, product, quantity):
    """Put a product in the cart of the online shop."""
    template, variant = product
    answer = person.jsonrpc(
        "/shop/cart/add", product_template_id=template, product_id=variant, quantity=quantity
    )
    assert answer["quantity"] == quantity


def carts_of(shop):
    """Return the customer's cart on the platform and the one on the website, with what is in them."""
    orders = shop.admin.search_read(
        "sale.order",
        [("partner_id", "=", shop.contact), ("state", "=", "draft")],
        ["is_eservices_cart", "website_id", "name"],
    )
    (ours,) = (order for order in orders if order["is_eservices_cart"])
    (theirs,) = (order for order in orders if order["website_id"])
    assert len(orders) == 2 and not ours["website_id"]
    for order in (ours, theirs):
        lines = shop.admin.search_read(
            "sale.order.line", [("order_id", "=", order["id"])], ["product_id", "product_uom_qty"]
        )
        order["goods"] = {line["product_id"][0]: line["product_uom_qty"] for line in lines}
    return ours, theirs


def make_old(shop, *orders):
    """Let carts have been left alone for two days, with a website that writes to who leaves his."""
    days_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=2)
    shop.admin.call("website", "write", [1], {"send_abandoned_cart_email": True})
    earlier = str(days_ago - datetime.timedelta(days=1))[:19]
    shop.admin.call("website", "write", [1], {"send_abandoned_cart_email_activation_time": earlier})
    shop.admin.call("sale.order", "write", list(orders), {"date_order": str(days_ago)[:19]})


def test_pages_of_both_open(carla, rivet, washer, shop, http_session):
    stranger = http_session()

    assert f"Rivet {shop.tag}" in carla.get("/shop", params={"search": shop.tag}).text
    assert f"Washer {shop.tag}" not in carla.get("/shop", params={"search": shop.tag}).text
    found = carla.search(shop.tag).text
    assert f"Rivet {shop.tag}" in found and f"Washer {shop.tag}" in found
    assert carla.get(f"/shop/rivet-{rivet[0]}").ok
    assert f"Rivet {shop.tag}" in stranger.get("/shop", params={"search": shop.tag}).text
    for path in ("/", "/shop", "/contactus", "/shop/cart", "/shop/wishlist"):
        for person in (carla, stranger):
            answer = person.get(path, allow_redirects=False)
            assert answer.status_code == 200, f"{path} answered {answer.status_code}"


def test_login_leads_where_it_did(carla, shop, http_session):
    stranger = http_session()

    asked = stranger.get("/eservices/orders")
    on_website = http_session()
    token = on_website.csrf_token("/web/login")
    values = {"csrf_token": token, "login": shop.login, "password": shop.login, "type": "password"}
    landed = on_website.post("/web/login", data=values)
    back_in_shop = http_session()
    values["csrf_token"] = back_in_shop.csrf_token("/web/login?redirect=/shop")
    shopping = back_in_shop.post("/web/login", data={**values, "redirect": "/shop"})

    assert asked.url.endswith("/eservices/login?redirect=/eservices/orders")
    assert 'action="/eservices/login/submit"' in asked.text
    assert landed.url.endswith("/eservices")
    assert shopping.url.endswith("/shop")
    assert carla.get("/my").url.endswith("/eservices")
    assert carla.get("/my/orders").url.endswith("/eservices/orders")


def test_missing_pages_are_those_of_the_side_they_are_on(carla, http_session):
    for person in (carla, http_session()):
        ours, theirs = person.get("/eservices/nothing"), person.get("/nothing")
        assert ours.status_code == theirs.status_code == 404
        assert "o_eservices_error" in ours.text and "o_eservices_error" not in theirs.text


def test_language_in_the_address_of_the_website(shop, carla):
    language = shop.admin.search_read(
        "res.lang", [("code", "=", "fr_FR")], ["id"], context={"active_test": False}
    )[0]["id"]
    shop.admin.call("res.lang", "write", [language], {"active": True})
    shop.admin.call("website", "write", [1], {"language_ids": [(4, language)]})

    assert carla.get("/fr/shop").ok
    assert carla.page("/fr/eservices/catalog").heading
    assert carla.page("/eservices/catalog").heading
    assert carla.get("/fr/my/orders").url.endswith("/eservices/orders")


def test_carts_are_never_mixed(shop, carla, rivet, washer, clerk):
    add_on_website(carla, rivet, 3)
    carla.add(washer[1], 20)
    carla.add(rivet[1], 5)
    # Another browser, where the website looks for the cart that he left.
    again = Customer(carla.url).login(shop.login)
    ours, theirs = carts_of(shop)

    assert ours["goods"] == {washer[1]: 20, rivet[1]: 5} and theirs["goods"] == {rivet[1]: 3}
    assert ours["name"] == "/" and theirs["name"] != "/"
    for person in (carla, again):
        website = person.get("/shop/cart").text
        platform = person.page("/eservices/cart").text
        assert "Washer" not in website and "21.00" in website
        assert "Washer" in platform and "75.00" in platform
    assert theirs["name"] not in carla.get("/eservices/orders").text
    assert carla.get(f"/eservices/orders/{theirs['id']}").status_code == 404


def test_website_neither_chases_nor_revives_a_cart_of_the_platform(shop, carla, rivet, washer):
    add_on_website(carla, rivet, 3)
    carla.add(washer[1], 20)
    ours, theirs = carts_of(shop)
    make_old(shop, ours["id"], theirs["id"])
    abandoned = [("is_abandoned_cart", "=", True), ("partner_id", "=", shop.contact)]
    (cron,) = shop.admin.search_read("ir.cron", [("cron_name", "ilike", "abandoned cart")], ["id"])
    shop.admin.call("ir.cron", "method_direct_trigger", [cron["id"]])

    fields = ["cart_recovery_email_sent", "is_abandoned_cart", "access_token"]
    assert [order["id"] for order in shop.admin.search_read("sale.order", abandoned, ["id"])] == [
        theirs["id"]
    ]
    chased = shop.order(theirs["id"], *fields)
    left = shop.order(ours["id"], *fields)
    assert chased["cart_recovery_email_sent"] and not left["cart_recovery_email_sent"]
    # Staff can write to him all the same; the link must not empty the cart.
    shop.admin.call("sale.order", "action_recovery_email_send", [ours["id"]])
    link = {"id": ours["id"], "access_token": shop.order(ours["id"], "access_token")["access_token"]}
    for method in ("", "squash", "merge"):
        for person in (carla, Customer(carla.url).login(shop.login)):
            person.get("/shop/cart", params={**link, "revive_method": method})
            assert "Washer" not in person.get("/shop/cart").text
    ours, theirs = carts_of(shop)
    assert ours["goods"] == {washer[1]: 20} and theirs["goods"] == {rivet[1]: 3}


def test_code_that_waits_for_the_website_is_not_taken_by_the_platform(shop, carla, rivet, washer):
    code = f"CODE{shop.tag}"
    shop.create(
        "loyalty.program",
        name=code,
        program_type="promo_code",
        trigger="with_code",
        applies_on="current",
        ecommerce_ok=True,
        rule_ids=[(0, 0, {"mode": "with_code", "code": code})],
        reward_ids=[(0, 0, {"reward_type": "discount", "discount": 50, "discount_mode": "percent"})],
    )

    carla.get(f"/coupon/{code}")
    carla.add(rivet[1], 2)
    platform = carla.page("/eservices/cart").text
    add_on_website(carla, rivet, 2)
    website = carla.get("/shop/cart").text

    assert "14.00" in platform and "7.00" in website
    assert "-7.00" not in platform.replace("\u2212", "-").replace("- ", "-")
    assert len(carts_of(shop)[0]["goods"]) == 1 and len(carts_of(shop)[1]["goods"]) == 2


def test_each_cart_becomes_an_order_of_its_own(shop, carla, rivet, washer, van):
    transfer = shop.admin.search_read("payment.provider", [("custom_mode", "=", "wire_transfer")], ["id"])[0][
        "id"
    ]
    shop.admin.call("payment.provider", "write", [transfer], {"state": "test", "is_published": True})
    method = shop.admin.search_read("payment.method", [("code", "=", "wire_transfer")], ["id"])[0]["id"]
    add_on_website(carla, rivet, 3)
    carla.add(washer[1], 20)
    ours, theirs = carts_of(shop)

    checkout = carla.get("/shop/checkout")
    assert checkout.url.endswith("/shop/checkout"), checkout.url
    carla.jsonrpc("/shop/set_delivery_method", dm_id=van)
    assert "Wire Transfer" in carla.get("/shop/payment").text
    token = shop.order(theirs["id"], "access_token")["access_token"]
    payment = carla.jsonrpc(
        f"/shop/payment/transaction/{theirs['id']}",
        provider_id=transfer,
        payment_method_id=method,
        token_id=None,
        flow="redirect",
        tokenization_requested=False,
        landing_route="/shop/payment/validate",
        access_token=token,
    )
    carla.post("/payment/custom/process", data={"reference": payment["reference"]})
    carla.jsonrpc("/payment/status/poll", csrf_token=carla.csrf_token("/payment/status"))
    confirmation = carla.get("/shop/payment/validate")
    assert shop.order(theirs["id"], "state")["state"] == "sent"
    assert theirs["name"] in confirmation.text
    assert shop.order(ours["id"], "is_eservices_cart")["is_eservices_cart"]

    page, order = carla.validate()

    assert order == ours["id"] and "Washer" in page.text and "Rivet" not in page.text
    assert "Washer" not in carla.get("/shop/cart").text
    orders = Page(carla.get("/eservices/orders")).text
    assert shop.order(order, "name")["name"] in orders and theirs["name"] in orders


def test_what_the_shop_opens_by_rpc_are_no_prices_of_others(carla, shop, rivet, washer, server):
    program = Rpc(server, shop.login)
    templates = program.search_read("product.template", [("name", "ilike", shop.tag)], ["name"])

    assert [template["id"] for template in templates] == [rivet[0]], "published ones are public"
    assert not program.search_read("product.pricelist.item", [], ["fixed_price"])
    with pytest.raises(RpcError):
        program.search_read("product.customerinfo", [], ["price"])
