from . import eservices_payment_refuse, eservices_product_update
