"""Models: who may create, read, update and delete, by direct RPC. See test_models.py.

A cell holds four letters, c r u d. A dash: he may not. An exclamation mark: his rights allow it, a rule of
the business says no. A question mark: some ways to read lead there and others do not (Odoo's own doing).
`record` is what is reached, and what a new one would be like: see people.py.
"""

# The models that the add-ons bring: every one has its rows.
OWN_MODELS = """
model                     record             anonymous customer colleague rival portal employee csr  clerk rep  manager
eservices.config          config             ----      ----     ----      ----  ----   ----     -r-- -r--  ---- cru!
eservices.config          other_config       ----      ----     ----      ----  ----   ----     ---- ----  ---- ----
eservices.family          family             ----      ----     ----      ----  ----   -r--     -r-- -r--  -r-- cru!
eservices.list            private_list       ----      ----     ----      ----  ----   ----     ---- -r--  ---- crud
eservices.list            shared_list        ----      ----     ----      ----  ----   ----     ---- -r--  ---- crud
eservices.list            other_list         ----      ----     ----      ----  ----   ----     ---- ----  ---- ----
eservices.list.line       shared_list_line   ----      ----     ----      ----  ----   ----     ---- -r--  ---- crud
eservices.list.line       other_list_line    ----      ----     ----      ----  ----   ----     ---- ----  ---- ----
eservices.payment         payment            ----      ----     ----      ----  ----   ----     ---- -ru-  ---- cru!
eservices.payment         other_payment      ----      ----     ----      ----  ----   ----     ---- ----  ---- ----
eservices.payment.refuse  refusal            ----      ----     ----      ----  ----   ----     ---- crud  ---- crud
eservices.return          claim              ----      ----     ----      ----  ----   ----     ---- -r--  ---- -r--
eservices.return          other_claim        ----      ----     ----      ----  ----   ----     ---- ----  ---- ----
eservices.return.line     claim_line         ----      ----     ----      ----  ----   ----     ---- -r--  ---- -r--
eservices.return.line     other_claim_line   ----      ----     ----      ----  ----   ----     ---- ----  ---- ----
eservices.return.refuse   claim_refusal      ----      ----     ----      ----  ----   ----     ---- crud  ---- crud

care.queue                queue              ----      ----     ----      ----  ----   ----     -r-- ----  ---- cru!
care.queue                other_queue        ----      ----     ----      ----  ----   ----     ---- ----  ---- ----
care.queue.message        waiting_message    ----      ----     ----      ----  ----   ----     -r-- ----  ---- crud
care.subject              subject            ----      ----     ----      ----  ----   ----     -r-- ----  ---- crud
care.rule                 rule               ----      ----     ----      ----  ----   ----     -r-- ----  ---- crud
care.skill                skill              ----      ----     ----      ----  ----   ----     -r-- ----  ---- crud
care.agent                agent              ----      ----     ----      ----  ----   ----     -r-- ----  ---- crud
care.session              waiting            ----      ----     ----      ----  ----   ----     -r-- ----  ---- -r--
care.session              talk               ----      ----     ----      ----  ----   ----     -r-- ----  ---- -r--
care.event                event              ----      ----     ----      ----  ----   ----     -r-- ----  ---- -r--
care.transfer             transfer           ----      ----     ----      ----  ----   ----     -r-- ----  ---- -r--
care.push                 push               ----      ----     ----      ----  ----   ----     -r-- ----  ---- -r--
care.visit                visit              ----      ----     ----      ----  ----   ----     -r-- ----  ---- -r--
care.contact              served             ----      ----     ----      ----  ----   ----     -r-- ----  ---- -r--
care.request              request            ----      ----     ----      ----  ----   ----     -r-- ----  ---- -r--
care.proposal             advice             ----      ----     ----      ----  ----   ----     -r-- ----  ---- -r--
care.log                  log                ----      ----     ----      ----  ----   ----     -r-- ----  ---- -r--
care.report               figures            ----      ----     ----      ----  ----   ----     ---- ----  ---- -r--
care.directory.group      directory_group    ----      ----     ----      ----  ----   ----     ---- ----  ---- -r--
care.directory.member     directory_member   ----      ----     ----      ----  ----   ----     ---- ----  ---- -r--
care.topic                answer             ----      ----     ----      ----  ----   ----     -r-- ----  ---- crud
care.topic                other_answer       ----      ----     ----      ----  ----   ----     ---- ----  ---- ----
care.url                  link               ----      ----     ----      ----  ----   ----     -r-- ----  ---- crud
care.url                  other_link         ----      ----     ----      ----  ----   ----     ---- ----  ---- ----

collab.space              space              ----      -r--     ----      ----  ----   -r--     ---- ----  cru- cru!
collab.space              internal           ----      ----     ----      ----  ----   -r--     ---- ----  cru- crud
collab.space              closed_room        ----      ----     ----      ----  ----   ----     ---- -r--  c--- crud
collab.member             space_member       ----      -r--     ----      ----  ----   -r--     ---- ----  crud crud
collab.member             internal_member    ----      ----     ----      ----  ----   -r--     ---- ----  crud crud
collab.member             closed_room_member ----      ----     ----      ----  ----   ----     ---- -r--  ---- !r!!
collab.topic              space_topic        ----      -r--     ----      ----  ----   -r--     ---- ----  crud crud
collab.topic              internal_topic     ----      ----     ----      ----  ----   -r--     ---- ----  crud crud
collab.topic              closed_room_topic  ----      ----     ----      ----  ----   ----     ---- -r--  ---- crud
collab.template           space_template     ----      ----     ----      ----  ----   ----     ---- ----  -r-- crud
collab.template.topic     template_topic     ----      ----     ----      ----  ----   ----     ---- ----  -r-- crud
collab.term               space_term         ----      -r--     ----      ----  ----   -r--     ---- ----  cru! cru!
collab.version            space_version      ----      -r--     ----      ----  ----   -r--     ---- ----  -r-- -r--
collab.signature          space_signature    ----      -r--     ----      ----  ----   -r--     ---- ----  -r-- -r--
collab.remark             space_remark       ----      -r--     ----      ----  ----   -r--     ---- ----  -r-- -r--
collab.event              space_event        ----      -r--     ----      ----  ----   -r--     ---- ----  -r-- -r--
collab.file               space_file         ----      -r--     ----      ----  ----   -r--     ---- ----  -r-d -r-d
collab.file               secret_file        ----      ----     ----      ----  ----   -r--     ---- ----  -r-d -r-d
collab.file.access        space_access       ----      -r--     ----      ----  ----   -r--     ---- ----  -r-- -r--
collab.folder             space_folder       ----      -r--     ----      ----  ----   -r--     ---- ----  crud crud
collab.task               space_task         ----      -r--     ----      ----  ----   -r--     ---- ----  crud crud
collab.topic              secret_topic       ----      ----     ----      ----  ----   -r--     ---- ----  crud crud
collab.clause             clause             ----      ----     ----      ----  ----   ----     ---- ----  -r-- cru!
collab.clause.fallback    fallback           ----      ----     ----      ----  ----   ----     ---- ----  -r-- crud
collab.template.folder    template_folder    ----      ----     ----      ----  ----   ----     ---- ----  -r-- crud
collab.template.task      template_task      ----      ----     ----      ----  ----   ----     ---- ----  -r-- crud
collab.template.term      template_term      ----      ----     ----      ----  ----   ----     ---- ----  -r-- crud
collab.invite             invite             ----      ----     ----      ----  ----   ----     ---- ----  crud crud
collab.proposal           proposal           ----      ----     ----      ----  ----   ----     ---- ----  crud crud
collab.directory.add      directory_add      ----      ----     ----      ----  ----   ----     ---- ----  crud crud
collab.directory.line     directory_line     ----      ----     ----      ----  ----   ----     ---- ----  crud crud

eservices.catalogue.entry entry              ----      ----     ----      ----  ----   ----     ---- ----  ---- ----
eservices.catalogue.count count              ----      ----     ----      ----  ----   ----     ---- ----  ---- ----
eservices.message.read    mark               ----      ----     ----      ----  ----   ----     ---- ----  ---- ----
eservices.product.update  update             ----      ----     ----      ----  ----   ----     ---- crud  ---- crud
"""  # noqa: E501

# Models of Odoo's own that the add-ons open to somebody, or narrow for users of the platform.
EXTENDED_MODELS = """
model                 record        anonymous customer colleague rival portal
sale.order            order         ----      -r--     -r--      ----  -r--
sale.order            rival_order   ----      ----     ----      -r--  ----
sale.order            quotation     ----      ----     ----      ----  -r--
sale.order            cart          ----      -r--     ----      ----  ----
sale.order.line       order_line    ----      -r--     -r--      ----  -r--
sale.order.line       cart_line     ----      -r--     ----      ----  ----
account.move          invoice       ----      -r--     -r--      ----  -r--
account.move          draft_invoice ----      ----     ----      ----  ----
account.move.line     invoice_line  ----      -r--     -r--      ----  -r--
stock.picking         picking       ----      -r--     ----      ----  ----

mail.message          order_message ----      -r--     -r--      ----  -r--
mail.message          order_note    ----      ----     ----      ----  ----
mail.message          order_log     ----      ----     ----      ----  -?--
mail.message          cart_message  ----      -r--     ----      ----  ----
ir.attachment         proof         ----      ----     ----      ----  ----

res.partner           contact       ----      -r--     -r--      ----  -r--
res.partner           account       ----      -r--     -r--      ----  -r--
res.partner           rival_account ----      ----     ----      -r--  ----
res.users             own_user      ----      -r--     -r--      ----  -r--
res.users             rival_user    ----      ----     ----      -r--  ----
res.groups            group         ----      ----     ----      ----  ----
res.lang              language      ----      -r--     -r--      -r--  -r--

product.template      template      ----      ----     ----      ----  ----
product.product       free_product  ----      ----     ----      ----  ----
product.product       own_product   ----      ----     ----      ----  ----
product.customerinfo  reference     ----      ----     ----      ----  ----
product.pricelist     pricelist     ----      ----     ----      ----  ----
product.pricelist.item price_rule   ----      ----     ----      ----  ----
loyalty.program       promotion     ----      ----     ----      ----  ----
loyalty.rule          promotion_rule ----     ----     ----      ----  ----
product.tag           tag           ----      ----     ----      ----  ----
uom.uom               unit          ----      ----     ----      ----  ----
account.tax           tax           ----      ----     ----      ----  ----
account.tax.group     tax_group     ----      ----     ----      ----  ----
account.tax.repartition.line tax_share ----   ----     ----      ----  ----
res.currency          currency      ----      -r--     -r--      -r--  -r--
res.country           country       ----      -r--     -r--      -r--  -r--
delivery.carrier      carrier       ----      ----     ----      ----  ----
res.company           own_company   ----      -r--     -r--      -r--  -r--
res.company           other_company ----      ----     ----      ----  ----
im_livechat.expertise expertise     ----      ----     ----      ----  ----
discuss.channel       chat          ----      ----     ----      -r--  ----
discuss.channel.member chat_member  ----      ----     ----      -rud  ----
res.users.settings    settings      ----      ----     ----      ----  ----
"""

# What a new record holds, by the name of the record that it is like; @name is the id of a record.
NEW = {
    "config": {"name": "New channel"},
    "other_config": {"name": "New channel", "company_id": "@other_company"},
    "family": {"name": "New family"},
    "private_list": {"name": "New list", "partner_id": "@contact", "config_id": "@config"},
    "shared_list": {"name": "New list", "partner_id": "@contact", "config_id": "@config"},
    "other_list": {"name": "New list", "partner_id": "@contact", "config_id": "@other_config"},
    "shared_list_line": {"list_id": "@shared_list", "product_id": "@hidden_product"},
    "other_list_line": {"list_id": "@other_list", "product_id": "@hidden_product"},
    "payment": {"partner_id": "@contact", "amount": 1, "invoice_ids": [[6, 0, ["@invoice"]]]},
    "other_payment": {"partner_id": "@contact", "amount": 1, "company_id": "@other_company"},
    "entry": {"product_tmpl_id": "@template", "audience": 0},
    "count": {"audience": 0, "number": 1},
    "mark": {"user_id": "@own_user", "res_model": "sale.order", "res_id": "@order", "last_message_id": 1},
    "update": {"product_tmpl_ids": [[6, 0, ["@template"]]]},
    "refusal": {"payment_id": "@payment", "reason": "No."},
    "claim": {"partner_id": "@contact", "picking_id": "@picking", "wish": "credit"},
    "other_claim": {"partner_id": "@contact", "picking_id": "@picking", "company_id": "@other_company"},
    "claim_line": {"return_id": "@claim", "move_id": "@picking_move", "quantity": 1, "reason": "other"},
    "other_claim_line": {
        "return_id": "@other_claim",
        "move_id": "@picking_move",
        "quantity": 1,
        "reason": "other",
    },
    "claim_refusal": {"return_id": "@claim", "reason": "No."},
    "queue": {"name": "New queue", "config_ids": [[6, 0, ["@config"]]]},
    "other_queue": {"name": "New queue", "config_ids": [[6, 0, ["@other_config"]]]},
    "answer": {"queue_id": "@queue", "name": "Question", "body": "Answer"},
    "other_answer": {"queue_id": "@other_queue", "name": "Question", "body": "Answer"},
    "link": {"queue_id": "@queue", "name": "Cart", "url": "/eservices/cart"},
    "other_link": {"queue_id": "@other_queue", "name": "Cart", "url": "/eservices/cart"},
    "expertise": {"name": "Nuts"},
    "waiting_message": {"queue_id": "@queue", "after_seconds": 90, "body": "Please wait"},
    "subject": {"name": "New subject", "queue_id": "@queue"},
    "rule": {"name": "New rule", "queue_id": "@queue"},
    "skill": {"user_id": "@clerk_user", "expertise_id": "@expertise"},
    "agent": {"user_id": "@clerk_user"},
    "waiting": {"state": "waiting", "queue_id": "@queue"},
    "talk": {"state": "active", "queue_id": "@queue"},
    "event": {"session_id": "@talk", "kind": "ended"},
    "transfer": {"session_id": "@waiting", "from_id": "@own_user", "to_id": "@own_user"},
    "push": {"session_id": "@talk", "url": "/eservices", "title": "Home"},
    "served": {
        "config_id": "@config",
        "partner_id": "@contact",
        "customer_user_id": "@own_user",
        "agent_id": "@manager_user",
    },
    "request": {"contact_id": "@served", "reason": "Price"},
    "log": {"company_id": "@own_company", "partner_id": "@contact", "kind": "request"},
    "advice": {
        "contact_id": "@served",
        "agent_id": "@manager_user",
        "kind": "add",
        "product_id": "@free_product",
    },
    "visit": {"user_id": "@own_user", "config_id": "@config", "tab": "0"},
    "figures": {"queue_id": "@queue"},
    "price_rule": {"pricelist_id": "@pricelist"},
    "promotion": {"name": "New promotion"},
    "promotion_rule": {"program_id": "@promotion"},
    "chat": {"name": "New chat", "channel_type": "livechat"},
    "chat_member": {"channel_id": "@chat", "partner_id": "@clerk"},
    "settings": {"user_id": "@own_user"},
    "directory_group": {"name": "New group", "ldap_id": "@directory", "dn": "cn=new,dc=example"},
    "directory_member": {"group_id": "@directory_group", "user_id": "@clerk_user"},
    "space": {"name": "New space", "kind": "negotiation"},
    "internal": {"name": "New space", "kind": "internal"},
    "closed_room": {"name": "New space", "kind": "internal"},
    "space_member": {"space_id": "@space", "partner_id": "@clerk"},
    "internal_member": {"space_id": "@internal", "partner_id": "@clerk"},
    "closed_room_member": {"space_id": "@closed_room", "partner_id": "@clerk"},
    "space_topic": {"space_id": "@space", "name": "New topic"},
    "internal_topic": {"space_id": "@internal", "name": "New topic"},
    "closed_room_topic": {"space_id": "@closed_room", "name": "New topic"},
    "space_template": {"name": "New template"},
    "template_topic": {"template_id": "@space_template", "name": "New topic"},
    "template_folder": {"template_id": "@space_template", "name": "New folder"},
    "template_task": {"template_id": "@space_template", "name": "New task"},
    "template_term": {"template_id": "@space_template", "clause_id": "@clause"},
    "clause": {"name": "New clause"},
    "fallback": {"clause_id": "@clause", "name": "New fallback"},
    "secret_topic": {"space_id": "@space", "name": "New topic", "is_internal": True},
    "space_term": {"space_id": "@space", "name": "New term"},
    "space_version": {
        "term_id": "@space_term",
        "space_id": "@space",
        "number": 9,
        "round": 1,
        "side": "buyer",
    },
    "space_remark": {
        "term_id": "@space_text",
        "space_id": "@space",
        "old_id": "@text_before",
        "new_id": "@text_after",
        "change": 1,
        "body": "Why?",
    },
    "space_signature": {
        "version_id": "@space_version",
        "term_id": "@space_term",
        "space_id": "@space",
        "hash": "0",
        "side": "buyer",
        "partner_id": "@contact",
        "name": "Somebody",
    },
    "space_event": {"space_id": "@space", "number": 99, "kind": "agreed"},
    "space_file": {"space_id": "@space", "name": "x.pdf", "attachment_id": "@proof"},
    "secret_file": {"space_id": "@space", "name": "x.pdf", "attachment_id": "@proof"},
    "space_access": {"file_id": "@space_file", "partner_id": "@contact", "how": "download"},
    "invite": {"space_id": "@space", "partner_ids": [[6, 0, ["@contact"]]]},
    "proposal": {"term_id": "@space_offer"},
    "directory_add": {"space_id": "@space"},
    "directory_line": {"wizard_id": "@directory_add"},
    "space_folder": {"space_id": "@space", "name": "New folder"},
    "space_task": {"space_id": "@space", "name": "New task"},
    "order": {"partner_id": "@contact"},
    "rival_order": {"partner_id": "@rival_account"},
    "quotation": {"partner_id": "@contact"},
    "cart": {"partner_id": "@contact", "is_eservices_cart": True, "eservices_config_id": "@config"},
    "order_line": {"order_id": "@order", "product_id": "@free_product"},
    "cart_line": {"order_id": "@cart", "product_id": "@free_product"},
    "invoice": {"partner_id": "@contact", "move_type": "out_invoice"},
    "draft_invoice": {"partner_id": "@contact", "move_type": "out_invoice"},
    "invoice_line": {"move_id": "@draft_invoice", "product_id": "@free_product"},
    "picking": {"partner_id": "@contact", "picking_type_id": "@picking_type"},
    "contact": {"name": "New contact", "parent_id": "@account"},
    "account": {"name": "New account"},
    "rival_account": {"name": "New account"},
    "free_product": {"name": "New product"},
    "own_product": {"name": "New product"},
    "template": {"name": "New product"},
    "reference": {"partner_id": "@account", "product_tmpl_id": "@template"},
    "pricelist": {"name": "New list"},
    "proof": {"name": "note.txt", "res_model": "eservices.payment", "res_id": "@payment"},
    "cart_message": {"model": "sale.order", "res_id": "@cart", "body": "Hello"},
    "order_message": {"model": "sale.order", "res_id": "@order", "body": "Hello"},
    "order_log": {"model": "sale.order", "res_id": "@order", "body": "Hello"},
    "own_user": {"name": "New user", "login": "crafted"},
    "rival_user": {"name": "New user", "login": "crafted"},
    "group": {"name": "New group"},
    "language": {"name": "New language", "code": "xx_XX"},
    "tag": {"name": "New tag"},
    "tax": {"name": "New tax"},
    "tax_group": {"name": "Group t"},
    "tax_share": {"tax_id": "@tax", "factor_percent": 100},
    "currency": {"name": "XTT", "symbol": "T"},
    "country": {"name": "Country t", "code": "XT"},
    "carrier": {"name": "New carrier", "product_id": "@free_product"},
    "unit": {"name": "New unit"},
    "own_company": {"name": "New company"},
    "other_company": {"name": "New company"},
    "order_note": {"model": "sale.order", "res_id": "@order", "body": "Hello"},
}

# What is changed in a record, where it is not its name.
CHANGES = {
    "eservices.list": {"name": "Other name"},
    "eservices.list.line": {"product_uom_qty": 9},
    "eservices.payment": {"reference": "T 9"},
    "eservices.payment.refuse": {"reason": "Really not."},
    "eservices.return": {"wish": "repair"},
    "eservices.return.line": {"quantity": 3},
    "eservices.return.refuse": {"reason": "Really not."},
    "eservices.catalogue.entry": {"list_price": 0.01},
    "eservices.catalogue.count": {"number": 9},
    "eservices.message.read": {"last_message_id": 9},
    "eservices.product.update": {"free_sale": "yes"},
    "care.url": {"url": "/eservices/invoices"},
    "care.queue.message": {"body": "Changed"},
    "care.skill": {"level": "3"},
    "care.agent": {"places": 9},
    "care.session": {"state": "closed"},
    "care.event": {"kind": "ended"},
    "care.transfer": {"state": "accepted"},
    "care.push": {"url": "/eservices/invoices"},
    "care.visit": {"title": "Changed"},
    "care.contact": {"state": "closed"},
    "care.request": {"reason": "Changed"},
    "care.log": {"text": "Changed"},
    "care.proposal": {"text": "Changed"},
    "care.report": {"queue_id": "@queue"},
    "care.directory.member": {"missed": 1},
    "discuss.channel.member": {"custom_channel_name": "Changed"},
    "res.users.settings": {"livechat_username": "Changed"},
    "collab.member": {"role": "reader"},
    "collab.version": {"summary": "Changed"},
    "collab.event": {"text": "Changed"},
    "collab.file.access": {"how": "preview"},
    "collab.invite": {"role": "reader"},
    "collab.proposal": {"note": "Changed"},
    "collab.directory.add": {"text": "Changed"},
    "collab.directory.line": {"is_chosen": True},
    "collab.template.term": {"sequence": 9},
    "sale.order": {"client_order_ref": "PO 9"},
    "sale.order.line": {"price_unit": 0.01},
    "account.move": {"ref": "PO 9"},
    "account.move.line": {"price_unit": 0.01},
    "stock.picking": {"note": "Hello"},
    "product.customerinfo": {"product_code": "ACME 78"},
    "mail.message": {"body": "Changed"},
    "res.partner": {"comment": "Changed"},
    "res.users": {"group_ids": [[4, "@group"]]},
}
