"""A small business of its own for each journey: products, prices, a customer; made as staff would make it."""

import datetime
import itertools
import uuid

from support.http import HttpSession
from support.pages import Page

_numbers = itertools.count(1)


class Shop:
    """What one journey is about. Nothing in it is shared with another journey.

    :param Rpc admin: a program with the rights of the administrator
    """

    def __init__(self, admin):
        self.admin = admin
        self.tag = f"J{next(_numbers)}{uuid.uuid4().hex[:6]}"
        self.company = self.create("res.partner", name=f"Works {self.tag}", is_company=True)
        self.login = f"carla@{self.tag.lower()}.example"
        self.contact = self.create(
            "res.partner", name=f"Carla {self.tag}", email=self.login, parent_id=self.company
        )
        self.close_carriers()

    def close_carriers(self):
        """Let goods be brought for nothing: the demonstration's carriers would add to every total."""
        carriers = [row["id"] for row in self.admin.search_read("delivery.carrier", [], ["id"])]
        if carriers:
            self.admin.call("delivery.carrier", "write", carriers, {"active": False})

    def create(self, model, **values):
        """Create a record and return its id."""
        return self.admin.call(model, "create", [values])[0]

    def create_product(self, name, price, stock=0, **values):
        """Create a product that is stored, invoiced when delivered and offered on the platform.

        :return: ids of the template and of its only variant
        """
        values = {
            "ecommerce_ok": True,
            "ecommerce_superfamily_id": self.get_superfamily(),
            "is_storable": True,
            "invoice_policy": "delivery",
            **values,
        }
        template = self.create("product.template", name=f"{name} {self.tag}", list_price=price, **values)
        domain = [("product_tmpl_id", "=", template)]
        product = self.admin.search_read("product.product", domain, ["id"])[0]["id"]
        if stock:
            self.put_in_stock(product, stock)
        return template, product

    def get_superfamily(self):
        """Return a super-family that the first channel sells: the one of users who are tied to no channel."""
        channel = self.admin.search_read("eservices.config", [], ["superfamily_ids"], limit=1)[0]
        return channel["superfamily_ids"][0]

    def put_in_stock(self, product, quantity):
        """Count a quantity of the product into the first warehouse."""
        warehouse = self.admin.search_read("stock.warehouse", [], ["lot_stock_id"], limit=1)[0]
        location = warehouse["lot_stock_id"][0]
        quant = self.create(
            "stock.quant", product_id=product, location_id=location, inventory_quantity=quantity
        )
        self.admin.call("stock.quant", "action_apply_inventory", [quant])

    def open_platform(self, contact=None, login=None):
        """Open the platform for a contact and give his user a password: his login."""
        contact, login = contact or self.contact, login or self.login
        self.admin.call("res.partner", "action_eservices_open", [contact])
        user = self.admin.search_read("res.users", [("login", "=", login)], ["id"])[0]["id"]
        self.admin.call("res.users", "write", [user], {"password": login})
        return login

    def order(self, order, *fields):
        """Read fields of an order as the administrator sees it."""
        return self.admin.call("sale.order", "read", [order], list(fields), load=False)[0]


class Customer(HttpSession):
    """A customer with a browser that has no scripts: pages, forms and what the scripts would send."""

    def page(self, path):
        """Open a page."""
        return Page(self.get(path))

    def search(self, words):
        """Search the catalogue with the field in the header."""
        ((field, _empty),) = self.page("/eservices").form("/eservices/catalog")
        return Page(self.get("/eservices/catalog", params={field: words}))

    def add(self, product, quantity):
        """Add to the cart; the answer must be a good one."""
        answer = self.jsonrpc("/eservices/cart/add", product_id=product, quantity=quantity)
        assert answer["ok"], answer
        return answer

    def validation(self):
        """Return what the button of the cart would send now."""
        return self.page("/eservices/cart").form("/eservices/cart/validate")

    def validate(self):
        """Validate the cart; returns the page of the order and the order's id."""
        page = Page(self.post("/eservices/cart/validate", data=self.validation()))
        return page, order_id(page.url)

    def record_payment(self, invoice, proof=None, path=None, **typed):
        """Fill and send the form on the page of an invoice, as it stands but for what is typed."""
        form = self.page(path or f"/eservices/invoices/{invoice}").form("/eservices/payments/record")
        form = [(name, value) for name, value in form if name not in typed and name != "proof"]
        for name, value in typed.items():
            form += [(name, each) for each in (value if isinstance(value, list) else [value])]
        # An empty file field is sent too: with it the form is multipart, as a browser makes it.
        files = {"proof": proof or ("", b"")}
        return self.post("/eservices/payments/record", data=form, files=files)


def order_id(url):
    """Return the id of the order out of the address of its page."""
    head, _, tail = url.partition("/eservices/orders/")
    assert tail, f"{head} is not the page of an order"
    return int(tail.partition("?")[0])


def today():
    """Return today's date as forms send it, by Odoo's clock, whichever this machine has."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()
