"""Methods and fields: who may call and who may write, by direct RPC. See test_methods.py."""

from .spaces import DRAWING

# done     it happened
# refused  his rights allow it, a rule of the business says no
# denied   he has no right, and nothing happened
#
# Every public method of the add-ons' classes but create, write and the like, which stand in models.py.
# An officer of e-commerce is `clerk`, a manager of every app `manager`.
METHODS = """
model                    method                  record         anonymous customer colleague rival  portal employee csr    clerk   rep     manager

care.agent               get_coworkers           agent          denied    denied   denied    denied denied denied   done   denied  denied  done
care.agent               get_me                  agent          denied    denied   denied    denied denied denied   done   denied  denied  done
care.agent               set_state               agent          denied    denied   denied    denied denied denied   done   denied  denied  done

care.board               get_wallboard           agent          denied    denied   denied    denied denied denied   done   denied  denied  done

care.console             add_request             served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             close                   served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             find                    served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             find_advanced           served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             get_colleagues          served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             get_contact             served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             get_history             served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             get_information         served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             get_lists               served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             get_log                 served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             get_order               served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             get_overview            served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             get_setup               served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             hand_over               served         denied    denied   denied    denied denied denied   done   denied  denied  refused
care.console             open                    served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console             write_request           served         denied    denied   denied    denied denied denied   done   denied  denied  done

care.console.cart        add                     served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        add_address             served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        find_products           served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        explain                 served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        get_address_form        served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        get_cart                served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        get_journal             served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        hand_back               served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        place                   served         denied    denied   denied    denied denied denied   refused denied  denied  refused
care.console.cart        remove                  served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        seen_carrier            served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        set_carrier             served         denied    denied   denied    denied denied denied   refused denied denied  refused
care.console.cart        set_details             served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        set_note                served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        set_quantity            served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        take_over               served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.cart        withdraw                served         denied    denied   denied    denied denied denied   done   denied  denied  done

care.console.view        start                   served         denied    denied   denied    denied denied denied   done   denied  denied  refused
care.console.view        stop                    served         denied    denied   denied    denied denied denied   done   denied  denied  done

care.console.payment     add_account             served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.payment     check_iban              served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.payment     get_payment             served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.payment     set_method              served         denied    denied   denied    denied denied denied   done   denied  denied  done

care.console.voucher     apply                   served         denied    denied   denied    denied denied denied   refused denied  denied  refused
care.console.voucher     generate                served         denied    denied   denied    denied denied denied   refused denied  denied  refused
care.console.voucher     remove                  served         denied    denied   denied    denied denied denied   done   denied  denied  done
care.console.voucher     send                    served         denied    denied   denied    denied denied denied   denied denied  denied  denied

care.doctor              examine                 served         denied    denied   denied    denied denied denied   done   done    denied  done
care.doctor              find                    served         denied    denied   denied    denied denied denied   done   done    denied  done
care.doctor              mend                    served         denied    denied   denied    denied denied denied   denied denied  denied  done

care.directory.group     action_sync             directory_group denied   denied   denied    denied denied denied   denied denied  denied  denied

care.queue               get_answers             queue          denied    denied   denied    denied denied denied   done   denied  denied  done
care.queue               get_answers             other_queue    denied    denied   denied    denied denied denied   denied denied  denied  denied
care.queue               get_board               queue          denied    denied   denied    denied denied denied   done   denied  denied  done

care.session             action_accept           waiting        denied    denied   denied    denied denied denied   done   denied  denied  refused
care.session             action_accept           talk           denied    denied   denied    denied denied denied   done   denied  denied  refused
care.session             action_ask              talk           denied    denied   denied    denied denied denied   done   denied  denied  refused
care.session             action_ask              waiting        denied    denied   denied    denied denied denied   denied denied  denied  refused
care.session             action_close            talk           denied    denied   denied    denied denied denied   done   denied  denied  done
care.session             action_close            waiting        denied    denied   denied    denied denied denied   denied denied  denied  done
care.session             action_end              talk           denied    denied   denied    denied denied denied   done   denied  denied  done
care.session             action_end              waiting        denied    denied   denied    denied denied denied   denied denied  denied  done
care.session             action_note             talk           denied    denied   denied    denied denied denied   done   denied  denied  refused
care.session             action_push             talk           denied    denied   denied    denied denied denied   done   denied  denied  done
care.session             action_push             waiting        denied    denied   denied    denied denied denied   denied denied  denied  refused
care.session             action_requeue          talk           denied    denied   denied    denied denied denied   done   denied  denied  done
care.session             action_requeue          waiting        denied    denied   denied    denied denied denied   denied denied  denied  refused
care.session             action_transfer         talk           denied    denied   denied    denied denied denied   refused denied denied  refused
care.session             action_transfer         waiting        denied    denied   denied    denied denied denied   denied denied  denied  refused
care.session             action_withdraw         talk           denied    denied   denied    denied denied denied   refused denied denied  refused
care.session             get_colleagues          talk           denied    denied   denied    denied denied denied   done   denied  denied  done
care.session             get_lists               talk           denied    denied   denied    denied denied denied   done   denied  denied  done
care.session             get_panel               talk           denied    denied   denied    denied denied denied   done   denied  denied  done
care.session             get_panel               waiting        denied    denied   denied    denied denied denied   done   denied  denied  done

care.transfer            action_accept           transfer       denied    denied   denied    denied denied denied   done   denied  denied  denied
care.transfer            action_decline          transfer       denied    denied   denied    denied denied denied   done   denied  denied  denied
care.transfer            action_expire           transfer       denied    denied   denied    denied denied denied   done   denied  denied  done
care.transfer            action_withdraw         transfer       denied    denied   denied    denied denied denied   denied denied  denied  done

care.visit               action_invite           visit          denied    denied   denied    denied denied denied   refused denied denied  refused
care.visit               get_monitor             visit          denied    denied   denied    denied denied denied   done   denied  denied  done

collab.space             action_add_from_directory space          denied    denied   denied    denied denied denied   denied denied  done    done
collab.space             action_agree            space          denied    denied   denied    denied denied denied   denied denied  refused refused
collab.space             action_agree            internal       denied    denied   denied    denied denied denied   denied denied  done    done
collab.space             action_be_here          space          denied    done     denied    denied denied done     denied denied  done    done
collab.space             action_close            space          denied    denied   denied    denied denied denied   denied denied  done    done
collab.space             action_close            internal       denied    denied   denied    denied denied denied   denied denied  done    done
collab.space             action_reopen           space          denied    denied   denied    denied denied denied   denied denied  refused refused
collab.space             action_reopen           internal       denied    denied   denied    denied denied denied   denied denied  refused refused
collab.space             action_archive_space    space          denied    denied   denied    denied denied denied   denied denied  done    done
collab.space             action_complete         space          denied    denied   denied    denied denied denied   denied denied  refused refused
collab.space             action_export           space          denied    done     denied    denied denied done     denied denied  done    done
collab.space             action_invite           space          denied    denied   denied    denied denied denied   denied denied  done    done
collab.space             action_open_files       space          denied    done     denied    denied denied done     denied denied  done    done
collab.space             action_open_order       space          denied    denied   denied    denied denied denied   denied denied  refused refused
collab.space             action_open_orders      space          denied    done     denied    denied denied done     denied denied  done    done
collab.space             action_open_table       space          denied    done     denied    denied denied done     denied denied  done    done
collab.space             action_open_terms       space          denied    done     denied    denied denied done     denied denied  done    done
collab.space             action_open_topics      space          denied    done     denied    denied denied done     denied denied  done    done
collab.space             action_remind           space          denied    done     denied    denied denied denied   denied denied  done    denied
collab.space             action_set_notify       space          denied    done     denied    denied denied done     denied denied  done    refused
collab.space             get_table               space          denied    done     denied    denied denied done     denied denied  done    done
collab.space             search_content          space          denied    done     denied    denied denied done     denied denied  done    done
collab.space             search_directory        space          denied    denied   denied    denied denied denied   denied denied  refused refused
collab.space             message_post            space          denied    denied   denied    denied denied denied   denied denied  done    done
collab.space             message_post            internal       denied    denied   denied    denied denied denied   denied denied  done    done

discuss.channel          message_post            chat           denied    denied   denied    done   denied denied   done   denied  denied  done

collab.topic             action_mark_read        space_topic    denied    done     denied    denied denied done     denied denied  done    done
collab.topic             action_mark_read        secret_topic   denied    denied   denied    denied denied done     denied denied  done    done
collab.topic             message_post            space_topic    denied    done     denied    denied denied denied   denied denied  done    denied
collab.topic             message_post            secret_topic   denied    denied   denied    denied denied denied   denied denied  done    denied
collab.topic             message_post            internal_topic denied    denied   denied    denied denied denied   denied denied  done    denied

collab.file              action_open             space_file     denied    done     denied    denied denied done     denied denied  done    done
collab.file              action_open             secret_file    denied    denied   denied    denied denied done     denied denied  done    done

collab.task              action_done             space_task     denied    done     denied    denied denied denied   denied denied  refused denied
collab.task              action_reopen           space_task     denied    done     denied    denied denied denied   denied denied  refused denied

collab.term              action_accept           space_offer    denied    done     denied    denied denied denied   denied denied  refused denied
collab.term              action_answering        space_offer    denied    done     denied    denied denied denied   denied denied  done    denied
collab.term              action_counter          space_offer    denied    done     denied    denied denied denied   denied denied  done    denied
collab.term              action_decline          space_offer    denied    done     denied    denied denied denied   denied denied  refused denied
collab.term              action_drop             space_offer    denied    denied   denied    denied denied denied   denied denied  done    done
collab.term              action_propose          space_offer    denied    refused  denied    denied denied denied   denied denied  done    denied
collab.term              action_remark           space_text     denied    done     denied    denied denied denied   denied denied  done    denied
collab.term              action_renegotiate      space_offer    denied    denied   denied    denied denied denied   denied denied  refused refused
collab.term              action_sign             space_term     denied    refused  denied    denied denied denied   denied denied  refused denied
collab.term              action_unsign           space_term     denied    refused  denied    denied denied denied   denied denied  done    denied
collab.term              get_redline             space_term     denied    done     denied    denied denied done     denied denied  done    done

collab.directory.add     action_add              directory_add  denied    denied   denied    denied denied denied   denied denied  refused refused
collab.directory.add     action_search           directory_add  denied    denied   denied    denied denied denied   denied denied  refused refused

collab.invite            action_invite           invite         denied    denied   denied    denied denied denied   denied denied  done    denied

collab.proposal          action_accept           proposal       denied    denied   denied    denied denied denied   denied denied  refused denied
collab.proposal          action_decline          proposal       denied    denied   denied    denied denied denied   denied denied  refused denied
collab.proposal          action_send             proposal       denied    denied   denied    denied denied denied   denied denied  done    denied

eservices.config         action_preview_report   config         denied    denied   denied    denied denied denied   denied done    denied  done

eservices.payment        action_process          payment        denied    denied   denied    denied denied denied   denied done    denied  done
eservices.payment        action_refuse           payment        denied    denied   denied    denied denied denied   denied done    denied  done
eservices.payment        action_submit           payment        denied    denied   denied    denied denied denied   denied refused denied  refused
eservices.payment        action_withdraw         payment        denied    denied   denied    denied denied denied   denied done    denied  done

eservices.payment.refuse action_refuse           refusal        denied    denied   denied    denied denied denied   denied done    denied  done

eservices.return         action_accept           claim          denied    denied   denied    denied denied denied   denied done    denied  done
eservices.return         action_accept_claim     claim          denied    denied   denied    denied denied denied   denied done    denied  done
eservices.return         action_close            claim          denied    denied   denied    denied denied denied   denied refused denied  refused
eservices.return         action_refuse           claim          denied    denied   denied    denied denied denied   denied done    denied  done

eservices.return.refuse  action_refuse           claim_refusal  denied    denied   denied    denied denied denied   denied done    denied  done

res.partner              action_collab_spaces    contact        denied    denied   denied    denied denied denied   denied denied  done    done
res.partner              action_eservices_close  contact        denied    denied   denied    denied denied denied   denied done    denied  done
res.partner              action_eservices_open   contact        denied    denied   denied    denied denied denied   denied done    denied  done

sale.order               action_collab_spaces    order          denied    denied   denied    denied denied denied   denied denied  denied  done
sale.order               action_eservices_submit cart           denied    denied   denied    denied denied denied   denied done    denied  done

eservices.product.update action_apply            update         denied    denied   denied    denied denied denied   denied denied  denied  denied
"""  # noqa: E501

# What the methods are called with, after the record.
ARGUMENTS = {
    ("eservices.payment", "action_refuse"): ["No such transfer."],
    ("eservices.return", "action_refuse"): ["Cut to length."],
    ("care.agent", "set_state"): ["pause", 5, "Lunch"],
    ("care.console", "add_request"): ["@served", {"reason": "Price"}],
    ("care.console", "close"): ["@served"],
    ("care.console", "find"): ["ada@acme"],
    ("care.console", "find_advanced"): [{"email": "ada@acme"}],
    ("care.console", "get_colleagues"): ["@served"],
    ("care.console", "get_contact"): ["@served"],
    ("care.console", "get_history"): ["@served"],
    ("care.console", "get_information"): ["@served"],
    ("care.console", "get_log"): ["@served"],
    ("care.console", "get_order"): ["@served", "@order"],
    ("care.console", "get_overview"): ["@served"],
    ("care.console", "hand_over"): ["@served", "@manager_user", "Please go on"],
    ("care.console", "open"): ["@contact"],
    ("care.console", "write_request"): ["@served", "@request", {"state": "solved"}],
    ("care.console.cart", "add"): ["@served", {"code": "T-FREE"}],
    ("care.console.cart", "add_address"): ["@served", "delivery", {}],
    ("care.console.cart", "find_products"): ["@served", "T-*"],
    ("care.console.cart", "get_address_form"): ["@served"],
    ("care.console.cart", "get_cart"): ["@served"],
    ("care.console.cart", "get_journal"): ["@served"],
    ("care.console.cart", "hand_back"): ["@served"],
    ("care.console.cart", "place"): ["@served", "@cart", "k"],
    ("care.console.cart", "remove"): ["@served", "@cart_line"],
    ("care.console.cart", "seen_carrier"): ["@served", "@cart_line"],
    ("care.console.cart", "set_carrier"): ["@served", False, 0],
    ("care.console.cart", "set_details"): ["@served", {"note": "Ring twice"}],
    ("care.console.cart", "set_note"): ["@served", "@cart_line", "Blue"],
    ("care.console.cart", "set_quantity"): ["@served", "@cart_line", 3],
    ("care.console.cart", "take_over"): ["@served"],
    ("care.console.payment", "add_account"): ["@served", {"iban": "DE89370400440532013000"}],
    ("care.console.payment", "check_iban"): ["@served", "DE89"],
    ("care.console.payment", "get_payment"): ["@served"],
    ("care.console.payment", "set_method"): ["@served", "invoice"],
    ("care.console.voucher", "apply"): ["@served", "NOTHING"],
    ("care.console.voucher", "generate"): ["@served", 0],
    ("care.console.voucher", "remove"): ["@served"],
    ("care.console.voucher", "send"): ["@served", 0],
    ("care.console.view", "start"): ["@served", "ghost"],
    ("care.console.view", "stop"): ["@served"],
    ("care.console.cart", "explain"): ["@served", "@advice", "It costs less"],
    ("care.console.cart", "withdraw"): ["@served", "@advice"],
    ("care.doctor", "examine"): ["@contact", "@hidden_product", "@config"],
    ("care.doctor", "find"): ["T-N*", "@config"],
    ("care.doctor", "mend"): ["@contact", "@hidden_product", "@config", "reference"],
    ("care.queue", "get_board"): [[]],
    ("care.session", "action_ask"): ["@manager_user", "Is that so?"],
    ("care.session", "action_note"): ["Inside only"],
    ("care.session", "action_push"): ["/eservices/cart", "Cart"],
    ("care.session", "action_requeue"): ["@queue", "Please go on"],
    ("care.session", "action_transfer"): ["@manager_user", "Please go on"],
    ("care.visit", "action_invite"): ["Can I help you?"],
    ("collab.space", "action_add_from_directory"): [[]],
    ("collab.space", "search_directory"): ["x"],
    ("collab.space", "action_invite"): [["@contact"], "reader"],
    ("collab.space", "action_set_notify"): ["digest"],
    ("collab.space", "search_content"): ["Terms"],
    ("collab.term", "action_accept"): ["@space_offer_version"],
    ("collab.term", "action_counter"): ["@space_offer_version", {"price": 8}],
    ("collab.term", "action_decline"): ["@space_offer_version", "Too dear"],
    ("collab.term", "action_propose"): [{"price": 8}],
    ("collab.term", "action_remark"): ["@text_before", "@text_after", 1, "Why?"],
    ("collab.term", "action_sign"): ["@space_version", "0", "Somebody", DRAWING],
    ("collab.term", "get_redline"): [0, 0],
}
KEYWORDS = {
    "action_preview_report": {"context": {"eservices_document": "order"}},
    "message_post": {"body": "Hello", "message_type": "comment", "subtype_xmlid": "mail.mt_comment"},
}

# Methods of every model whose rights stand in models.py.
CRUD = ("create", "write", "unlink", "copy", "read")

# Fields that the add-ons bring to models of Odoo's own; `self` is the person's own user.
# r he reads it, w he writes it.
FIELDS = """
model             field                    record        anonymous customer colleague rival portal employee csr clerk rep manager

account.move      eservices_payment_ids    invoice       --        --       --        --    --     --       --  rw    --  rw

loyalty.card      care_agent_id            card          --        --       --        --    --     --       --  rw    --  rw
loyalty.card      care_sent_at             card          --        --       --        --    --     --       --  rw    --  rw

loyalty.program   care_available           program       --        --       --        --    --     --       --  r-    --  rw
loyalty.program   care_quota               program       --        --       --        --    --     --       --  r-    --  rw

product.pricelist eservices_only_listed    pricelist     --        --       --        --    --     r-       r-  r-    r-  rw

product.template  care_default_product_id  template      --        --       --        --    --     r-       r-  r-    r-  r-
product.template  care_master_code         template      --        --       --        --    --     r-       r-  r-    r-  r-
product.template  ecommerce_family_id      template      --        --       --        --    --     r-       r-  r-    r-  r-
product.template  ecommerce_ok             template      --        --       --        --    --     r-       r-  r-    r-  r-
product.template  ecommerce_subfamily_id   template      --        --       --        --    --     r-       r-  r-    r-  r-
product.template  ecommerce_superfamily_id template      --        --       --        --    --     r-       r-  r-    r-  r-
product.template  eservices_min_qty        template      --        --       --        --    --     r-       r-  r-    r-  r-
product.template  eservices_multiple_qty   template      --        --       --        --    --     r-       r-  r-    r-  r-
product.template  free_sale                template      --        --       --        --    --     r-       r-  r-    r-  r-

res.partner       care_is_customer         contact       --        --       --        --    --     r-       r-  rw    r-  rw
res.partner       eservices_is_open        contact       --        r-       r-        --    r-     r-       r-  rw    r-  rw
res.partner       eservices_user_ids       contact       --        r-       r-        --    r-     r-       r-  r-    r-  r-
res.partner       eservices_po_required    contact       --        r-       r-        --    r-     r-       r-  rw    r-  rw
res.partner       eservices_is_customer    contact       --        --       --        --    --     r-       r-  rw    r-  rw

res.company.ldap  care_group_ids           directory     --        --       --        --    --     --       --  --    --  --

res.users         eservices_config_ids     self          --        --       --        --    --     --       r-  r-    --  r-
res.users         eservices_contact_id     self          --        r-       r-        r-    r-     r-       r-  r-    r-  r-
res.users         eservices_closed_at      self          --        --       --        --    --     --       --  --    --  --
res.users         eservices_platform       self          --        r-       r-        r-    r-     r-       r-  r-    r-  r-

sale.order        care_agent_id            cart          --        r-       --        --    --     --       --  r-    --  r-
sale.order        care_contact_id          cart          --        r-       --        --    --     --       --  r-    --  r-
sale.order        care_held_at             cart          --        r-       --        --    --     --       --  r-    --  r-
sale.order        care_held_by_id          cart          --        r-       --        --    --     --       --  r-    --  r-
sale.order        care_payment             cart          --        r-       --        --    --     --       --  r-    --  r-
sale.order        eservices_config_id      cart          --        r-       --        --    --     --       --  r-    --  r-
sale.order        eservices_carrier_problem cart         --        r-       --        --    --     --       --  rw    --  rw
sale.order        eservices_voucher        cart          --        r-       --        --    --     --       --  rw    --  rw
sale.order        eservices_voucher_problem cart         --        r-       --        --    --     --       --  rw    --  rw
sale.order        eservices_note           cart          --        r-       --        --    --     --       --  rw    --  rw
sale.order        eservices_submission_key cart          --        --       --        --    --     --       --  --    --  --
sale.order        eservices_submitted_at   cart          --        r-       --        --    --     --       --  r-    --  r-
sale.order        eservices_terms          cart          --        r-       --        --    --     --       --  r-    --  r-
sale.order        eservices_terms_accepted_at cart      --        r-       --        --    --     --       --  r-    --  r-
sale.order        is_eservices_cart        cart          --        r-       --        --    --     --       --  r-    --  r-

sale.order.line   care_carrier_id          cart_line     --        r-       --        --    --     --       --  rw    --  rw
sale.order.line   care_carrier_problem     cart_line     --        r-       --        --    --     --       --  rw    --  rw
sale.order.line   eservices_note           cart_line     --        r-       --        --    --     --       --  rw    --  rw

sale.order        collab_space_count       order         --        --       --        --    --     --       --  --    --  rw
sale.order        collab_space_ids         order         --        --       --        --    --     --       --  --    --  rw

sale.report       eservices_config_id      order_report  --        --       --        --    --     --       --  r-    --  r-
sale.order.line   collab_term_ids          order_line    --        --       --        --    --     --       --  --    --  rw
res.partner       collab_space_count       contact       --        --       --        --    --     --       --  --    r-  rw
res.partner       collab_space_ids         contact       --        --       --        --    --     --       --  --    r-  rw

stock.picking     eservices_return_id      picking       --        --       --        --    --     --       --  rw    --  rw

mail.message      eservices_audience       order_message --        --       --        --    --     --       --  r-    --  r-
"""  # noqa: E501

# What is written into a field, by its type; @name is the id of a record.
WRITTEN = {
    "boolean": True,
    "char": "crafted",
    "text": "crafted",
    "html": "<p>crafted</p>",
    "datetime": "2026-01-05 12:00:00",
    "date": "2026-01-05",
    "integer": 1,
    "float": 1.0,
    "selection": "crafted",
    "many2one": {
        "res.partner": "@contact",
        "eservices.config": "@config",
        "eservices.family": "@family",
        "eservices.return": "@claim",
        "res.users": "@clerk_user",
        "care.contact": "@served",
        "product.product": "@free_product",
        "delivery.carrier": False,
    },
    "one2many": {
        "res.users": [[4, "@rival_user"]],
        "care.directory.group": [[4, "@directory_group"]],
        "collab.space": [[4, "@space"]],
        "collab.term": [[4, "@space_offer"]],
    },
    "many2many": {"eservices.config": [[4, "@config"]], "eservices.payment": [[4, "@payment"]]},
}
