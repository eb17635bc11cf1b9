from . import (
    test_cart,
    test_catalogue,
    test_catalogue_index,
    test_catalogue_query,
    test_eservices_config,
    test_eservices_family,
    test_eservices_payment,
    test_pages,
    test_platform_users,
    test_product_update,
    test_quantity,
    test_rights,
)
