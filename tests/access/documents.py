"""Documents by Odoo's own doors: nothing may be had past the platform. See test_documents.py."""

# page   200, a page            file    200, a PDF, a picture, or any other file
# login  asked to log in        denied  403        missing  404, or sent away, as if it did not exist
#
# blank  200, but only the grey picture that stands for none
#
# `{token}` in an address is the document's own access token, as somebody might have been given it by staff.
# A user of the platform finds none of Odoo's portal: its addresses send him to the platform's own pages.
# `portal` has not the platform: Odoo's portal shows him his company's documents as it does everywhere.
DOCUMENTS = """
address                                        record         anonymous customer colleague rival   portal
/my/orders/{id}                                order          missing   missing  missing   missing page
/my/orders/{id}                                cart           missing   missing  missing   missing missing
/my/orders/{id}                                quotation      missing   missing  missing   missing page
/my/orders/{id}?access_token={token}           order          page      missing  missing   missing page
/my/orders/{id}?access_token={token}           cart           page      missing  missing   missing page
/my/orders/{id}?access_token=guessed           order          missing   missing  missing   missing page
/my/invoices/{id}                              invoice        missing   missing  missing   missing page
/my/invoices/{id}?access_token=guessed         invoice        missing   missing  missing   missing page
/my/orders/{id}?report_type=pdf                cart           missing   missing  missing   missing missing
/report/pdf/sale.report_saleorder/{id}         order          login     denied   denied    denied  denied
/report/pdf/sale.report_saleorder/{id}         cart           login     denied   denied    denied  denied
/report/pdf/sale.report_saleorder/{id}         quotation      login     denied   denied    denied  file
/report/html/account.report_invoice/{id}       invoice        login     denied   denied    denied  denied
/report/html/account.report_invoice/{id}       draft_invoice  login     denied   denied    denied  denied
/report/html/stock.report_deliveryslip/{id}    picking        login     denied   denied    denied  denied
/web/content/{id}                              proof          missing   missing  missing   missing missing
/web/content/{id}?access_token=guessed         proof          missing   missing  missing   missing missing
/web/content/eservices.payment/{id}/proof      payment        missing   missing  missing   missing missing
/web/image/eservices.payment/{id}/proof        payment        blank     blank    blank     blank   blank
/web/image/product.product/{id}/image_128      free_product   blank     blank    blank     blank   blank
/web/image/product.product/{id}/image_128      hidden_product blank     blank    blank     blank   blank
/mail/view?model=sale.order&res_id={id}        cart           login     missing  missing   missing missing
/mail/view?model=eservices.payment&res_id={id} payment        login     missing  missing   missing missing
/mail/view?model=eservices.return&res_id={id}  claim          login     missing  missing   missing missing
"""
