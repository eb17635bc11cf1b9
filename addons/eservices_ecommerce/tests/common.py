from odoo import fields
from odoo.tests import TransactionCase, new_test_user


class PlatformFixtures:
    """A small business: one channel, two customer companies, three products of which each may buy some."""

    @classmethod
    def _set_up_platform(cls):
        cls.company = cls.env.company
        cls._set_up_accounting()
        # Which carriers there are is for the tests of carriers to say.
        cls.env["delivery.carrier"].search([]).active = False
        cls.config = cls.env["eservices.config"].create(
            {
                "name": "Bolts & Co",
                "email": "orders@bolts.example",
                "phone": "+33 1 00 00 00 00",
                "address": "1 rue du Fer, Lyon",
                "order_report_id": cls.env.ref("sale.action_report_saleorder").id,
                "delivery_report_id": cls.env.ref("stock.action_report_delivery").id,
                "invoice_report_id": cls.env.ref("account.account_invoices").id,
            }
        )
        cls.staff = new_test_user(
            cls.env,
            "staff",
            "sales_team.group_sale_manager,stock.group_stock_manager,account.group_account_manager,"
            "eservices_ecommerce.group_eservices_officer,product.group_product_manager",
        )
        cls.config.user_id = cls.staff
        cls.acme, cls.buyer = cls._create_company("ACME", "ada@acme.example")
        cls.colleague = cls._create_contact(cls.acme, "carl@acme.example")
        cls.borel, cls.rival = cls._create_company("Borel", "rita@borel.example")
        cls.buyer_user = cls._create_platform_user("t_buyer", cls.buyer)
        cls.colleague_user = cls._create_platform_user("t_colleague", cls.colleague)
        cls.rival_user = cls._create_platform_user("t_rival", cls.rival)
        cls.fastening = cls.env["eservices.family"].create({"name": "Fastening t"})
        cls.bolts = cls.env["eservices.family"].create({"name": "Bolts t", "parent_id": cls.fastening.id})
        cls.hex = cls.env["eservices.family"].create({"name": "Hex t", "parent_id": cls.bolts.id})
        cls.free = cls._create_product("Free bolt", "T-FREE", 10.0, free_sale=True)
        cls.referenced = cls._create_product("Referenced bolt", "T-REF", 20.0)
        cls.unreachable = cls._create_product("Unreachable bolt", "T-NONE", 30.0)
        cls.reference = cls.env["product.customerinfo"].create(
            {
                "partner_id": cls.acme.id,
                "product_tmpl_id": cls.referenced.product_tmpl_id.id,
                "product_code": "ACME 77",
            }
        )

    @classmethod
    def _set_up_accounting(cls):
        if not cls.company.chart_template:
            cls.env["account.chart.template"].try_loading("generic_coa", cls.company, install_demo=False)

    @classmethod
    def _create_company(cls, name, email):
        company = cls.env["res.partner"].create({"name": name, "is_company": True})
        return company, cls._create_contact(company, email)

    @classmethod
    def _create_contact(cls, company, email):
        name = email.partition("@")[0].title()
        return cls.env["res.partner"].create({"name": name, "email": email, "parent_id": company.id})

    @classmethod
    def _create_platform_user(cls, login, contact):
        return new_test_user(
            cls.env,
            login,
            "eservices_ecommerce.group_eservices_customer",
            name=contact.name,
            partner_id=contact.id,
            email=contact.email,
            eservices_platform=True,
            eservices_contact_id=contact.id,
        )

    @classmethod
    def _create_product(cls, name, code, price, **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "default_code": code,
                "list_price": price,
                "is_storable": True,
                "invoice_policy": "delivery",
                "ecommerce_ok": True,
                **values,
            }
        )

    @classmethod
    def _put_in_stock(cls, product, quantity):
        warehouse = cls.env["stock.warehouse"].search([("company_id", "=", cls.company.id)], limit=1)
        cls.env["stock.quant"]._update_available_quantity(product, warehouse.lot_stock_id, quantity)

    @classmethod
    def _customer(cls, user):
        """The customer as the dispatch point resolves him for this user."""
        return cls.env(user=user)["ir.http"]._eservices_resolve(user.with_user(user), "localhost")

    @classmethod
    def _fill_cart(cls, user, *rows):
        """Put products in the user's cart: ``(product, quantity)`` each; gives the cart."""
        customer = cls._customer(user)
        service = cls.env(user=user)["eservices.cart"]
        for product, quantity in rows:
            service._add(customer, product.with_env(customer.env), quantity)
        return service._get(customer)

    @classmethod
    def _submit_cart(cls, user, *rows):
        cart = cls._fill_cart(user, *rows)
        cart._eservices_submit()
        return cart.with_env(cls.env)

    @classmethod
    def _deliver(cls, order, quantity=None):
        """Process the open delivery of an order, in part when a quantity is given; gives the delivery."""
        picking = order.picking_ids.filtered(lambda picking: picking.state not in ("done", "cancel"))
        picking.action_assign()
        for move in picking.move_ids:
            move.quantity = move.product_uom_qty if quantity is None else quantity
            move.picked = True
        picking.with_context(skip_backorder=True).button_validate()
        return picking

    @classmethod
    def _invoice(cls, order):
        invoice = order._create_invoices()
        invoice.action_post()
        return invoice

    @classmethod
    def _create_invoice(cls, user, product=None, quantity=5):
        """A delivered and invoiced order of the user."""
        product = product or cls.free
        cls._put_in_stock(product, quantity)
        order = cls._submit_cart(user, (product, quantity))
        order.action_confirm()
        cls._deliver(order)
        return cls._invoice(order)

    @classmethod
    def _record_payment(cls, user, invoices, amount, **values):
        customer = cls._customer(user)
        typed = {
            "invoice_ids": invoices.ids,
            "amount": str(amount),
            "date": fields.Date.to_string(fields.Date.today()),
            "method": "transfer",
            "reference": "T 1",
            **values,
        }
        payment = cls.env(user=user)["eservices.invoices"]._record_payment(customer, typed)
        return payment.with_env(cls.env)


class PlatformCase(PlatformFixtures, TransactionCase):
    """Rules of the platform, tested where they live."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
