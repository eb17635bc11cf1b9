"""The two that are compared, as a customer's browser sees them: our platform and Odoo's own shop."""

import re
from urllib.parse import quote, urlencode

HIDDEN = re.compile(r'name="(csrf_token|cart_id|key)" value="([^"]*)"')


class Platform:
    """Our add-ons."""

    name = "ours"
    label = "platform"
    rows = 24
    row = b'href="/eservices/product/'
    cart = "/eservices/cart"
    # The frame of every page, and a list that is empty.
    empty = "/eservices/orders?q=nothing-is-called-this"

    def catalogue(self, page=1):
        """Path of a page of the catalogue."""
        return f"/eservices/catalog?page={page}" if page > 1 else "/eservices/catalog"

    def search(self, text):
        """Path of a search."""
        return f"/eservices/catalog?q={quote(text)}"

    def facets(self, **filters):
        """Path of the catalogue under some filters: ids of a ``family`` and a ``tag``, ``stock=1``."""
        return f"/eservices/catalog?{urlencode(filters)}"

    def add(self, client, product, quantity=1):
        """Add a product to the cart."""
        return client.call("/eservices/cart/add", product_id=product.id, quantity=quantity)

    def validate(self, client):
        """Load the page of the cart and be ready to validate it.

        :return: a work for ``client.burst``: it sends the form
        """
        values = dict(HIDDEN.findall(client.get(self.cart).decode()))

        def send(_number):
            address = client.post("/eservices/cart/validate", values)
            if "/eservices/orders/" not in address:
                raise RuntimeError(f"The cart was not validated: the answer leads to {address}")

        return send

    def has_lines(self, client):
        """Tell whether there is anything to validate."""
        return b'name="cart_id"' in client.get(self.cart)

    def errands(self, client, products, searches):
        """What a customer does all day: functions, each with one request."""
        pages = [self.catalogue(page) for page in range(1, 6)]
        pages += [self.search(text) for text in searches[::4]]
        pages += [f"/eservices/product/{product.id}" for product in products[:3]]
        pages += [self.cart, "/eservices", "/eservices/orders", "/eservices/invoices"]
        errands = [lambda path=path: client.get(path) for path in pages]
        return errands + [lambda product=product: self.add(client, product) for product in products[:3]]


class Shop:
    """Odoo's own shop."""

    name = "peer"
    label = "website_sale"
    rows = 20
    row = b"oe_product_cart"
    cart = "/shop/cart"

    def catalogue(self, page=1):
        """Path of a page of the shop."""
        return f"/shop/page/{page}" if page > 1 else "/shop"

    def search(self, text):
        """Path of a search."""
        return f"/shop?search={quote(text)}"

    def add(self, client, product, quantity=1):
        """Add a product to the cart."""
        params = {"product_template_id": product.template_id, "product_id": product.id, "quantity": quantity}
        return client.call("/shop/cart/add", **params)


class Base:
    """Odoo with what our add-ons depend on, and without them: the portal is what a customer can open."""

    name = "base"
    label = "without our add-ons"

    def errands(self, client, products, searches):
        """What a customer can do there."""
        paths = ("/my", "/my/home", "/my/orders", "/my/quotes", "/my/invoices", "/my/account", "/my/security")
        return [lambda path=path: client.get(path) for path in paths]


SIDES = {side.name: side for side in (Platform(), Shop(), Base())}
