from . import eservices_payment_refuse
