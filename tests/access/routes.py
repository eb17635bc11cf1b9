"""Routes: what each person gets. Every route of the add-ons has its rows here; see test_routes.py."""

# page       200, a page of the platform, or data  done     let through, and something changed
# file       200, a picture or a PDF              refused  told why in words; nothing changed
# login      asked to log in                      denied   403
# missing    404, as if it did not exist         again    had been done before; nothing changed
# home       sent on to the platform's first page
#
# `record` is what the address, or the request's body, names: see people.py. The customer's colleague orders
# for his company too: its documents are his, but a cart belongs to one contact. `others` are all else: an
# external user without the platform, and staff of every kind, each of whom is sent there.
ROUTES = """
method path                                                           record         anonymous customer colleague rival   others

GET    /eservices                                                     -              login     page     page      page    denied

GET    /eservices/catalog                                             -              login     page     page      page    denied
POST   /eservices/catalog/suggest                                     -              login     page     page      page    denied

GET    /eservices/product/<int:product_id>                            free_product   login     page     page      page    denied
GET    /eservices/product/<int:product_id>                            own_product    login     page     page      missing denied
GET    /eservices/product/<int:product_id>                            hidden_product login     missing  missing   missing denied
GET    /eservices/product/<int:product_id>                            missing        login     missing  missing   missing denied
GET    /eservices/product/<int:product_id>/image                      free_product   login     file     file      file    denied
GET    /eservices/product/<int:product_id>/image                      own_product    login     file     file      missing denied
GET    /eservices/product/<int:product_id>/image                      hidden_product login     missing  missing   missing denied
GET    /eservices/product/<int:product_id>/image                      missing        login     missing  missing   missing denied
GET    /eservices/product/<int:product_id>/documents/<int:document_id> free_document     login     file     file      file    denied
GET    /eservices/product/<int:product_id>/documents/<int:document_id> own_document      login     file     file      missing denied
GET    /eservices/product/<int:product_id>/documents/<int:document_id> hidden_document   login     missing  missing   missing denied
GET    /eservices/product/<int:product_id>/documents/<int:document_id> inside_document   login     missing  missing   missing denied
GET    /eservices/product/<int:product_id>/documents/<int:document_id> strange_document  login     missing  missing   missing denied
GET    /eservices/product/<int:product_id>/documents/<int:document_id> missing           login     missing  missing   missing denied

GET    /eservices/cart                                                -              login     page     page      page    denied
POST   /eservices/cart/add                                            free_product   login     done     done      done    denied
POST   /eservices/cart/add                                            own_product    login     done     done      missing denied
POST   /eservices/cart/add                                            hidden_product login     missing  missing   missing denied
POST   /eservices/cart/add                                            missing        login     missing  missing   missing denied
POST   /eservices/cart/set                                            free_product   login     done     done      done    denied
POST   /eservices/cart/set                                            own_product    login     done     done      missing denied
POST   /eservices/cart/set                                            hidden_product login     missing  missing   missing denied
POST   /eservices/cart/set                                            missing        login     missing  missing   missing denied
POST   /eservices/cart/code                                           T-FREE         login     done     done      done    denied
POST   /eservices/cart/code                                           T-REF          login     done     done      refused denied
POST   /eservices/cart/code                                           T-NONE         login     refused  refused   refused denied
POST   /eservices/cart/code                                           T-UNKNOWN      login     refused  refused   refused denied
GET    /eservices/quick-order                                         -              login     page     page      page    denied
GET    /eservices/quick-order/sample                                  -              login     file     file      file    denied
POST   /eservices/quick-order/check                                   T-REF          login     page     page      page    denied
POST   /eservices/quick-order/file                                    -              login     refused  refused   refused denied
POST   /eservices/quick-order/add                                     T-FREE         login     done     done      done    denied
POST   /eservices/quick-order/add                                     T-REF          login     done     done      refused denied
POST   /eservices/quick-order/add                                     T-NONE         login     refused  refused   refused denied
POST   /eservices/quick-order/add                                     T-UNKNOWN      login     refused  refused   refused denied
POST   /eservices/cart/lines/<int:line_id>                            cart_line      login     done     missing   missing denied
POST   /eservices/cart/lines/<int:line_id>                            order_line     login     missing  missing   missing denied
POST   /eservices/cart/lines/<int:line_id>                            missing        login     missing  missing   missing denied
POST   /eservices/cart/lines/<int:line_id>/remove                     cart_line      login     done     missing   missing denied
POST   /eservices/cart/lines/<int:line_id>/remove                     order_line     login     missing  missing   missing denied
POST   /eservices/cart/lines/<int:line_id>/remove                     missing        login     missing  missing   missing denied
POST   /eservices/cart/lines/<int:line_id>/note                       cart_line      login     done     missing   missing denied
POST   /eservices/cart/lines/<int:line_id>/note                       order_line     login     missing  missing   missing denied
POST   /eservices/cart/lines/<int:line_id>/note                       missing        login     missing  missing   missing denied
POST   /eservices/cart/take-back                                      free_product   login     done     refused   refused denied
POST   /eservices/cart/take-back                                      missing        login     again    refused   refused denied
POST   /eservices/cart/details                                        -              login     done     refused   refused denied
POST   /eservices/cart/address                                        -              login     done     refused   refused denied
POST   /eservices/cart/address/form                                   -              login     page     page      page    denied
POST   /eservices/cart/voucher                                        -              login     refused  refused   refused denied
POST   /eservices/cart/voucher/remove                                 -              login     again    refused   refused denied
POST   /eservices/cart/validate                                       cart           login     done     missing   missing denied
POST   /eservices/cart/validate                                       order          login     again    missing   missing denied
POST   /eservices/cart/validate                                       missing        login     missing  missing   missing denied
POST   /eservices/cart/validate                                       malformed      login     missing  missing   missing denied

GET    /eservices/orders                                              -              login     page     page      page    denied
GET    /eservices/orders/<int:order_id>                               order          login     page     page      missing denied
GET    /eservices/orders/<int:order_id>                               cart           login     missing  missing   missing denied
GET    /eservices/orders/<int:order_id>                               quotation      login     missing  missing   missing denied
GET    /eservices/orders/<int:order_id>                               missing        login     missing  missing   missing denied
GET    /eservices/orders/<int:order_id>/pdf                           order          login     file     file      missing denied
GET    /eservices/orders/<int:order_id>/pdf                           cart           login     missing  missing   missing denied
GET    /eservices/orders/<int:order_id>/pdf                           quotation      login     missing  missing   missing denied
GET    /eservices/orders/<int:order_id>/pdf                           missing        login     missing  missing   missing denied
POST   /eservices/orders/<int:order_id>/reorder                       order          login     done     done      missing denied
POST   /eservices/orders/<int:order_id>/reorder                       cart           login     missing  missing   missing denied
POST   /eservices/orders/<int:order_id>/reorder                       quotation      login     missing  missing   missing denied
POST   /eservices/orders/<int:order_id>/reorder                       missing        login     missing  missing   missing denied
GET    /eservices/orders/export                                       -              login     file     file      file    denied

GET    /eservices/lists                                               -              login     page     page      page    denied
GET    /eservices/lists/add                                           -              login     page     page      page    denied
POST   /eservices/lists/save                                          free_product   login     done     done      done    denied
POST   /eservices/lists/save                                          own_product    login     done     done      missing denied
POST   /eservices/lists/save                                          hidden_product login     missing  missing   missing denied
GET    /eservices/lists/<int:list_id>                                 private_list   login     page     missing   missing denied
GET    /eservices/lists/<int:list_id>                                 shared_list    login     page     page      missing denied
GET    /eservices/lists/<int:list_id>                                 other_list     login     missing  missing   missing denied
GET    /eservices/lists/<int:list_id>                                 missing        login     missing  missing   missing denied
POST   /eservices/lists/<int:list_id>/settings                        private_list   login     done     missing   missing denied
POST   /eservices/lists/<int:list_id>/settings                        shared_list    login     done     refused   missing denied
POST   /eservices/lists/<int:list_id>/settings                        missing        login     missing  missing   missing denied
POST   /eservices/lists/<int:list_id>/delete                          private_list   login     done     missing   missing denied
POST   /eservices/lists/<int:list_id>/delete                          shared_list    login     done     refused   missing denied
POST   /eservices/lists/<int:list_id>/delete                          other_list     login     missing  missing   missing denied
POST   /eservices/lists/<int:list_id>/restore                         gone_list      login     done     missing   missing denied
POST   /eservices/lists/<int:list_id>/restore                         missing        login     missing  missing   missing denied
POST   /eservices/lists/<int:list_id>/order                           private_list   login     done     missing   missing denied
POST   /eservices/lists/<int:list_id>/order                           shared_list    login     done     done      missing denied
POST   /eservices/lists/<int:list_id>/order                           other_list     login     missing  missing   missing denied
POST   /eservices/lists/<int:list_id>/lines                           private_list   login     done     missing   missing denied
POST   /eservices/lists/<int:list_id>/lines                           shared_list    login     done     refused   missing denied
POST   /eservices/lists/<int:list_id>/lines/<int:line_id>             private_line   login     done     missing   missing denied
POST   /eservices/lists/<int:list_id>/lines/<int:line_id>             shared_line    login     done     refused   missing denied
POST   /eservices/lists/<int:list_id>/lines/<int:line_id>             strange_line   login     missing  missing   missing denied
POST   /eservices/lists/<int:list_id>/lines/<int:line_id>             thrown_line    login     missing  refused   missing denied
POST   /eservices/lists/<int:list_id>/lines/<int:line_id>/remove      private_line   login     done     missing   missing denied
POST   /eservices/lists/<int:list_id>/lines/<int:line_id>/remove      shared_line    login     done     refused   missing denied
POST   /eservices/lists/<int:list_id>/lines/<int:line_id>/remove      strange_line   login     missing  missing   missing denied
POST   /eservices/lists/<int:list_id>/lines/<int:line_id>/restore     thrown_line    login     done     refused   missing denied
POST   /eservices/lists/<int:list_id>/lines/<int:line_id>/restore     shared_line    login     missing  refused   missing denied
POST   /eservices/lists/<int:list_id>/lines/<int:line_id>/move        shared_line    login     done     refused   missing denied
POST   /eservices/lists/<int:list_id>/lines/<int:line_id>/move        strange_line   login     missing  missing   missing denied

GET    /eservices/deliveries                                          -              login     page     page      page    denied
GET    /eservices/deliveries/<int:picking_id>                         picking        login     page     page      missing denied
GET    /eservices/deliveries/<int:picking_id>                         missing        login     missing  missing   missing denied
GET    /eservices/deliveries/<int:picking_id>/pdf                     picking        login     file     file      missing denied
GET    /eservices/deliveries/<int:picking_id>/pdf                     missing        login     missing  missing   missing denied
GET    /eservices/deliveries/export                                   -              login     file     file      file    denied

GET    /eservices/invoices                                            -              login     page     page      page    denied
GET    /eservices/invoices/<int:move_id>                              invoice        login     page     page      missing denied
GET    /eservices/invoices/<int:move_id>                              draft_invoice  login     missing  missing   missing denied
GET    /eservices/invoices/<int:move_id>                              missing        login     missing  missing   missing denied
GET    /eservices/invoices/<int:move_id>/pdf                          invoice        login     file     file      missing denied
GET    /eservices/invoices/<int:move_id>/pdf                          draft_invoice  login     missing  missing   missing denied
GET    /eservices/invoices/<int:move_id>/pdf                          missing        login     missing  missing   missing denied
POST   /eservices/invoices/<int:move_id>/pay                          invoice        login     refused  refused   missing denied
POST   /eservices/invoices/<int:move_id>/pay                          draft_invoice  login     missing  missing   missing denied
POST   /eservices/invoices/<int:move_id>/pay                          missing        login     missing  missing   missing denied
GET    /eservices/invoices/export                                     -              login     file     file      file    denied

GET    /eservices/payments                                            -              login     page     page      page    denied
POST   /eservices/payments/record                                     invoice        login     done     done      refused denied
POST   /eservices/payments/record                                     draft_invoice  login     refused  refused   refused denied
POST   /eservices/payments/record                                     missing        login     refused  refused   refused denied
POST   /eservices/payments/record                                     malformed      login     refused  refused   refused denied
POST   /eservices/payments/<int:payment_id>/withdraw                  payment        login     done     done      missing denied
POST   /eservices/payments/<int:payment_id>/withdraw                  missing        login     missing  missing   missing denied
GET    /eservices/payments/<int:payment_id>/proof                     payment        login     file     file      missing denied
GET    /eservices/payments/<int:payment_id>/proof                     missing        login     missing  missing   missing denied
GET    /eservices/payments/<int:payment_id>                           payment        login     page     page      missing denied
GET    /eservices/payments/<int:payment_id>                           missing        login     missing  missing   missing denied

GET    /eservices/messages                                            -              login     page     page      page    denied
POST   /eservices/messages/read                                       -              login     done     again     again   denied
POST   /eservices/messages/unread                                     -              login     page     page      page    denied
GET    /eservices/messages/files/<int:message_id>/<int:attachment_id> order_file     login     file     file      missing denied
GET    /eservices/messages/files/<int:message_id>/<int:attachment_id> note_file      login     missing  missing   missing denied
GET    /eservices/messages/files/<int:message_id>/<int:attachment_id> missing        login     missing  missing   missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/thread order          login     page     page      missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/thread picking        login     page     page      missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/thread invoice        login     page     page      missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/thread payment        login     page     page      missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/thread cart           login     page     missing   missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/thread quotation      login     missing  missing   missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/thread missing        login     missing  missing   missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/read order          login     done     done      missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/read cart           login     done     missing   missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/read quotation      login     missing  missing   missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/read missing        login     missing  missing   missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/answer order          login     done     done      missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/answer picking        login     done     done      missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/answer invoice        login     done     done      missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/answer payment        login     done     done      missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/answer cart           login     done     missing   missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/answer quotation      login     missing  missing   missing denied
POST   /eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/answer missing        login     missing  missing   missing denied

GET    /eservices/care                                                -              login     page     page      page    denied
POST   /eservices/care/leave-message                                  -              login     done     done      done    denied
POST   /eservices/care/message                                        -              login     done     done      done    denied
POST   /eservices/care/state                                          -              login     page     page      page    denied
POST   /eservices/care/start                                          subject        login     again    done      again   denied
POST   /eservices/care/start                                          missing        login     again    missing   again   denied
POST   /eservices/care/visit                                          -              login     done     done      done    denied
POST   /eservices/care/beat                                           -              login     refused  refused   done    refused
POST   /eservices/care/push/<int:push_id>/answer                      push           login     missing  missing   done    denied
POST   /eservices/care/sessions/<int:session_id>/accept               waiting        login     again    missing   missing denied
POST   /eservices/care/sessions/<int:session_id>/attach               waiting        login     done     missing   missing denied
POST   /eservices/care/sessions/<int:session_id>/attach               talk           login     missing  missing   done    denied
POST   /eservices/care/sessions/<int:session_id>/decline              waiting        login     done     missing   missing denied
POST   /eservices/care/sessions/<int:session_id>/leave                waiting        login     done     missing   missing denied
POST   /eservices/care/sessions/<int:session_id>/leave                talk           login     missing  missing   done    denied
POST   /eservices/care/sessions/<int:session_id>/messages             waiting        login     page     missing   missing denied
POST   /eservices/care/sessions/<int:session_id>/messages             talk           login     missing  missing   page    denied
POST   /eservices/care/sessions/<int:session_id>/messages             missing        login     missing  missing   missing denied
POST   /eservices/care/sessions/<int:session_id>/rate                 waiting        login     refused  missing   missing denied
POST   /eservices/care/sessions/<int:session_id>/say                  waiting        login     done     missing   missing denied
POST   /eservices/care/sessions/<int:session_id>/say                  talk           login     missing  missing   done    denied
POST   /eservices/care/sessions/<int:session_id>/say                  missing        login     missing  missing   missing denied
POST   /eservices/care/sessions/<int:session_id>/transcript           waiting        login     done     missing   missing denied
POST   /eservices/care/sessions/<int:session_id>/typing               waiting        login     again    missing   missing denied
POST   /eservices/care/consent/<int:contact_id>                       served         login     done     missing   missing denied
POST   /eservices/care/consent/<int:contact_id>                       missing        login     missing  missing   missing denied
POST   /eservices/acting/leave                                        -              login     refused  refused   refused refused
POST   /eservices/cart/proposals                                      -              login     page     page      page    denied
POST   /eservices/cart/proposals/<int:proposal_id>/accept             advice         login     done     missing   missing denied
POST   /eservices/cart/proposals/<int:proposal_id>/accept             missing        login     missing  missing   missing denied
POST   /eservices/cart/proposals/<int:proposal_id>/decline            advice         login     done     missing   missing denied
POST   /eservices/cart/proposals/<int:proposal_id>/restore            advice         login     missing  missing   missing denied
GET    /eservices/care/files/<int:message_id>/<int:attachment_id>     care_file      login     missing  missing   file    denied
GET    /eservices/care/files/<int:message_id>/<int:attachment_id>     care_note_file login     missing  missing   missing denied
GET    /eservices/care/files/<int:message_id>/<int:attachment_id>     missing        login     missing  missing   missing denied

GET    /eservices/spaces                                              -              login     page     page     page    denied
GET    /eservices/spaces/<int:space_id>                               space          login     page     missing  missing denied
GET    /eservices/spaces/<int:space_id>                               internal       login     missing  missing  missing denied
GET    /eservices/spaces/<int:space_id>                               closed_room    login     missing  missing  missing denied
GET    /eservices/spaces/<int:space_id>                               missing        login     missing  missing  missing denied
GET    /eservices/spaces/<int:space_id>/search                        space          login     page     missing  missing denied
GET    /eservices/spaces/<int:space_id>/search                        internal       login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/notify                        space          login     done     missing  missing denied
POST   /eservices/spaces/<int:space_id>/here                          space          login     again    missing  missing denied
GET    /eservices/spaces/<int:space_id>/topics/<int:topic_id>         space_topic    login     page     missing  missing denied
GET    /eservices/spaces/<int:space_id>/topics/<int:topic_id>         secret_topic   login     missing  missing  missing denied
GET    /eservices/spaces/<int:space_id>/topics/<int:topic_id>         internal_topic login     missing  missing  missing denied
GET    /eservices/spaces/<int:space_id>/topics/<int:topic_id>         missing        login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/topics/<int:topic_id>/messages space_topic    login     page     missing  missing denied
POST   /eservices/spaces/<int:space_id>/topics/<int:topic_id>/messages secret_topic   login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/topics/<int:topic_id>/messages internal_topic login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/topics/<int:topic_id>/say     space_topic    login     done     missing  missing denied
POST   /eservices/spaces/<int:space_id>/topics/<int:topic_id>/say     secret_topic   login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/topics/<int:topic_id>/say     internal_topic login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/topics/<int:topic_id>/read    space_topic    login     again    missing  missing denied
POST   /eservices/spaces/<int:space_id>/topics/<int:topic_id>/read    secret_topic   login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/topics/<int:topic_id>/read    internal_topic login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/files/upload                  space          login     refused  missing  missing denied
POST   /eservices/spaces/<int:space_id>/files/upload                  internal       login     missing  missing  missing denied
GET    /eservices/spaces/<int:space_id>/files/<int:file_id>           space_file     login     file     missing  missing denied
GET    /eservices/spaces/<int:space_id>/files/<int:file_id>           secret_file    login     missing  missing  missing denied
GET    /eservices/spaces/<int:space_id>/files/<int:file_id>           missing        login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/files/<int:file_id>/history   space_file     login     page     missing  missing denied
POST   /eservices/spaces/<int:space_id>/files/<int:file_id>/history   secret_file    login     missing  missing  missing denied
GET    /eservices/spaces/<int:space_id>/terms                         space          login     page     missing  missing denied
GET    /eservices/spaces/<int:space_id>/terms                         internal       login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/table                   space          login     page     missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/table                   internal       login     missing  missing  missing denied
GET    /eservices/spaces/<int:space_id>/terms/<int:term_id>           space_term     login     page     missing  missing denied
GET    /eservices/spaces/<int:space_id>/terms/<int:term_id>           missing        login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/accept    space_offer    login     done     missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/accept    missing        login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/counter   space_offer    login     done     missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/counter   missing        login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/decline   space_offer    login     done     missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/decline   missing        login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/answering space_offer    login     again    missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/answering missing        login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/remark    space_text     login     done     missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/remark    missing        login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/sign      space_term     login     refused  missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/sign      missing        login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/unsign    space_term     login     refused  missing  missing denied
POST   /eservices/spaces/<int:space_id>/terms/<int:term_id>/unsign    missing        login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/tasks/add                     space          login     done     missing  missing denied
POST   /eservices/spaces/<int:space_id>/tasks/add                     internal       login     missing  missing  missing denied
POST   /eservices/spaces/<int:space_id>/tasks/<int:task_id>/done      space_task     login     done     missing  missing denied
POST   /eservices/spaces/<int:space_id>/tasks/<int:task_id>/done      missing        login     missing  missing  missing denied
GET    /eservices/spaces/<int:space_id>/export                        space          login     file     missing  missing denied
GET    /eservices/spaces/<int:space_id>/export                        internal       login     missing  missing  missing denied
GET    /collab/spaces/<int:space_id>/export                           missing        login     missing  missing   missing missing
GET    /collab/spaces/<int:space_id>/files/<int:file_id>             missing        login     missing  missing   missing missing

GET    /eservices/login                                               -              page      home     home      home    page
POST   /eservices/login/submit                                        -              login     login    login     login   login
GET    /eservices/manifest.webmanifest                                -              file      file     file      file    file
GET    /eservices/app/<int:channel_id>/icon/<int:size>                config_icon    file      file     file      file    file
GET    /eservices/app/<int:channel_id>/icon/<int:size>                odd_icon       missing   missing  missing   missing missing
GET    /eservices/app/<int:channel_id>/icon/<int:size>                missing        missing   missing  missing   missing missing
GET    /eservices/app/<int:channel_id>/logo                           config         file      file     file      file    file
GET    /eservices/app/<int:channel_id>/logo                           other_config   missing   missing  missing   missing missing
GET    /eservices/app/<int:channel_id>/logo                           missing        missing   missing  missing   missing missing
GET    /eservices/connection                                          -              file      file     file      file    file

GET    /eservices/account                                             -              login     page     page      page    denied
GET    /eservices/account/statement                                   -              login     file     file      file    denied
POST   /eservices/account/language                                    -              login     done     done      done    denied
POST   /eservices/account/password                                    -              login     refused  refused   refused denied
"""  # noqa: E501

# The bodies of the POST requests; `@` is the id of the row's record.
BODIES = {
    "/eservices/catalog/suggest": {"text": "bolt"},
    "/eservices/invoices/<int:move_id>/pay": {},
    "/eservices/login/submit": {"login": "nobody", "password": "wrong"},
    "/eservices/account/language": {"lang": "en_US"},
    "/eservices/account/password": {"old": "wrong", "new": "secret", "again": "secret"},
    "/eservices/cart/add": {"product_id": "@", "quantity": 2},
    "/eservices/cart/set": {"product_id": "@", "quantity": 7},
    "/eservices/cart/code": {"reference": "@", "quantity": 1},
    "/eservices/quick-order/add": {"text": "@"},
    "/eservices/quick-order/check": {"text": "@"},
    "/eservices/cart/lines/<int:line_id>": {"quantity": 9},
    "/eservices/cart/lines/<int:line_id>/remove": {},
    "/eservices/cart/lines/<int:line_id>/note": {"values": {"note": "Cut to 2 m"}},
    "/eservices/cart/take-back": {"taken": [["@", 1]]},
    "/eservices/orders/<int:order_id>/reorder": {},
    "/eservices/lists/save": {"source": "product", "id": "@", "quantity": "2", "name": "New list"},
    "/eservices/lists/<int:list_id>/settings": {"name": "Other name"},
    "/eservices/lists/<int:list_id>/delete": {},
    "/eservices/lists/<int:list_id>/restore": {},
    "/eservices/lists/<int:list_id>/order": {},
    "/eservices/lists/<int:list_id>/lines": {"reference": "T-FREE", "quantity": 1},
    "/eservices/lists/<int:list_id>/lines/<int:line_id>": {"quantity": 9},
    "/eservices/lists/<int:list_id>/lines/<int:line_id>/remove": {},
    "/eservices/lists/<int:list_id>/lines/<int:line_id>/restore": {},
    "/eservices/lists/<int:list_id>/lines/<int:line_id>/move": {"direction": "down"},
    "/eservices/cart/details": {"values": {"client_order_ref": "PO 4711"}},
    "/eservices/cart/address": {
        "values": {
            "name": "Works 2",
            "street": "5 rue du Fer",
            "zip": "69007",
            "city": "Lyon",
            "country_id": "@country",
        }
    },
    "/eservices/cart/address/form": {"values": {"name": "Works 2"}},
    "/eservices/cart/voucher": {"code": "T-NO-CODE"},
    "/eservices/cart/voucher/remove": {},
    "/eservices/cart/validate": {"cart_id": "@", "key": "access"},
    "/eservices/care/message": {"kind": "message", "text": "Call me Ishmael", "key": "a" * 32},
    "/eservices/care/leave-message": {"kind": "message", "text": "Hello", "key": "b" * 32},
    "/eservices/care/state": {},
    "/eservices/care/start": {"subject_id": "@", "url": "/eservices/cart"},
    "/eservices/care/visit": {"tab": "e" * 32, "event": "enter", "url": "/eservices/cart"},
    "/eservices/care/beat": {"tab": "f" * 32},
    "/eservices/care/push/<int:push_id>/answer": {"state": "shown"},
    "/eservices/care/consent/<int:contact_id>": {"answer": "agreed"},
    "/eservices/acting/leave": {},
    "/eservices/cart/proposals": {},
    "/eservices/cart/proposals/<int:proposal_id>/accept": {"quantity": 2},
    "/eservices/cart/proposals/<int:proposal_id>/decline": {"reason": "No"},
    "/eservices/cart/proposals/<int:proposal_id>/restore": {},
    "/eservices/care/sessions/<int:session_id>/accept": {},
    "/eservices/care/sessions/<int:session_id>/attach": {"text": "Hello", "key": "c" * 32},
    "/eservices/care/sessions/<int:session_id>/decline": {},
    "/eservices/care/sessions/<int:session_id>/leave": {},
    "/eservices/care/sessions/<int:session_id>/messages": {"after": 0},
    "/eservices/care/sessions/<int:session_id>/rate": {"rating": 5},
    "/eservices/care/sessions/<int:session_id>/say": {"text": "Hello", "key": "d" * 32},
    "/eservices/care/sessions/<int:session_id>/transcript": {},
    "/eservices/care/sessions/<int:session_id>/typing": {"is_typing": True},
    "/eservices/spaces/<int:space_id>/here": {"step": "enter"},
    "/eservices/spaces/<int:space_id>/notify": {"mode": "digest"},
    "/eservices/spaces/<int:space_id>/topics/<int:topic_id>/messages": {"before": 0},
    "/eservices/spaces/<int:space_id>/topics/<int:topic_id>/say": {
        "text": "Hello",
        "key": "e" * 32,
        "live": "1",
    },
    "/eservices/spaces/<int:space_id>/topics/<int:topic_id>/read": {"message_id": 2_000_000_000},
    "/eservices/spaces/<int:space_id>/files/upload": {"live": "1"},
    "/eservices/spaces/<int:space_id>/terms/table": {"offset": 0},
    "/eservices/spaces/<int:space_id>/terms/<int:term_id>/accept": {"version_id": "@space_offer_version"},
    "/eservices/spaces/<int:space_id>/terms/<int:term_id>/counter": {
        "version_id": "@space_offer_version",
        "price": 8,
    },
    "/eservices/spaces/<int:space_id>/terms/<int:term_id>/decline": {
        "version_id": "@space_offer_version",
        "reason": "Too dear",
    },
    "/eservices/spaces/<int:space_id>/terms/<int:term_id>/remark": {
        "old": "@text_before",
        "new": "@text_after",
        "change": 1,
        "text": "Why?",
    },
    "/eservices/spaces/<int:space_id>/terms/<int:term_id>/sign": {
        "version_id": "@space_version",
        "hash": "0",
        "name": "Somebody",
        "signature": "",
        "confirmed": True,
    },
    "/eservices/spaces/<int:space_id>/tasks/add": {"name": "Call me"},
    "/eservices/spaces/<int:space_id>/tasks/<int:task_id>/done": {"done": True},
    "/eservices/payments/record": {
        "invoice_ids": "@",
        "amount": "1",
        "date": "2026-01-05",
        "method": "transfer",
        "reference": "T 2",
    },
    "/eservices/payments/<int:payment_id>/withdraw": {},
    "/eservices/messages/read": {},
    "/eservices/messages/unread": {},
    "/eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/thread": {},
    "/eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/read": {
        "message_id": 2_000_000_000
    },
    "/eservices/messages/<any(cart,order,delivery,invoice,payment):kind>/<int:document_id>/answer": {
        "body": "Hello",
        "key": "access-answer",
    },
}

# Reads that keep what they made: printing an invoice keeps its PDF with it.
KEEPING = (
    "/eservices/invoices/<int:move_id>/pdf",
    # Whoever opens a file of a space is noted.
    "/eservices/spaces/<int:space_id>/files/<int:file_id>",
    "/collab/spaces/<int:space_id>/files/<int:file_id>",
)

# Where any text is as good as another, and whatever is none counts as empty.
FREE_TEXTS = {
    "/eservices/quick-order/check": {"text"},
    "/eservices/cart/proposals/<int:proposal_id>/decline": {"reason"},
    "/eservices/care/message": {"text"},
    "/eservices/care/visit": {"url"},
    "/eservices/care/sessions/<int:session_id>/say": {"text"},
    "/eservices/spaces/<int:space_id>/tasks/add": {"name"},
    "/eservices/spaces/<int:space_id>/tasks/<int:task_id>/done": {"done"},
    "/eservices/spaces/<int:space_id>/terms/<int:term_id>/counter": {"price"},
    "/eservices/spaces/<int:space_id>/terms/<int:term_id>/decline": {"reason"},
    "/eservices/spaces/<int:space_id>/terms/<int:term_id>/remark": {"text"},
}
