"""One customer, two Odoo processes behind one address: no step depends on which of them answers."""

import itertools

import pytest
from support.pages import Page
from support.shop import Customer, order_id


class Balanced(Customer):
    """A customer behind a proxy that sends every request to the next process."""

    def __init__(self, *servers):
        super().__init__(servers[0].url)
        self.turns = itertools.cycle([server.url for server in servers])
        # The proxy's own address stands in every redirect: each hop is a request of its own.
        self.answered = []

    def request(self, method, url, **kwargs):
        self.url = next(self.turns)
        answer = super().request(method, url, **{**kwargs, "allow_redirects": False})
        self.answered.append(self.url)
        while answer.is_redirect:
            address = answer.headers["Location"]
            path = address.removeprefix("http://").partition("/")[2] if "://" in address else address[1:]
            answer = self.request("GET", f"/{path}")
        return answer


@pytest.fixture
def carla(server, neighbour, shop):
    return Balanced(server, neighbour).login(shop.open_platform())


def test_order_alternates_between_two_processes(server, neighbour, shop, carla, clerk):
    _template, product = shop.create_product("Rivet", 2, stock=10, free_sale=True)
    carla.answered.clear()

    assert f"Rivet {shop.tag}" in carla.search(shop.tag).text
    for quantity in (1, 2, 3):
        carla.add(product, quantity)
    answer = carla.jsonrpc("/eservices/cart/set", product_id=product, quantity=8)
    assert answer["cart"]["amount"] == "16.00\xa0€"
    page = Page(carla.post("/eservices/cart/validate", data=carla.validation()))
    order = order_id(page.url)
    name = shop.order(order, "name")["name"]
    assert page.heading == f"Order {name}"
    (picking,) = clerk.confirm(order)
    clerk.deliver(picking)
    invoice = clerk.invoice(order)
    # What the clerk did on one process shows on both.
    for _process in (server, neighbour):
        assert "Delivered" in carla.page("/eservices/deliveries").row(name)
        assert name in carla.page(f"/eservices/invoices/{invoice}").text
    page = Page(carla.record_payment(invoice))

    assert "Awaiting processing" in page.text
    assert set(carla.answered) == {server.url, neighbour.url}
