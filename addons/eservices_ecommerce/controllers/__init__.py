from . import cart, catalogue, deliveries, home, invoices, login, messages, orders, payments
