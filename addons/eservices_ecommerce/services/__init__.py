from . import (
    availability,
    cart,
    cart_page,
    catalogue,
    documents,
    home,
    invoices,
    layout,
    orders,
    prices,
    rights,
    timeline,
)
