from . import cart, catalogue, deliveries, home, invoices, login, orders, payments
