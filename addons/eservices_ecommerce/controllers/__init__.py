from . import (
    account,
    app,
    cart,
    catalogue,
    connection,
    deliveries,
    home,
    invoices,
    login,
    messages,
    orders,
    payments,
)
