from . import (
    account,
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
