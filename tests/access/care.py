"""What customer care and its directory add to the access table's records."""

from odoo import Command, fields

PROOF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class CareRecords:
    """A customer who waits, another in conversation with the representative, and what belongs to it."""

    @classmethod
    def _set_up_care(cls):
        for prefix, config in (("", cls.config), ("other_", cls.records["other_config"])):
            queue = cls.env["care.queue"].create(
                {"name": f"{prefix}queue", "config_ids": [Command.link(config.id)]}
            )
            cls.records |= {
                f"{prefix}queue": queue,
                f"{prefix}answer": cls.env["care.topic"].create(
                    {"queue_id": queue.id, "name": "Question", "body": "Answer"}
                ),
                f"{prefix}link": cls.env["care.url"].create(
                    {"queue_id": queue.id, "name": "Orders", "url": "/eservices/orders"}
                ),
            }
        cls.records["expertise"] = cls.env["im_livechat.expertise"].create({"name": "Bolts"})
        queue = cls.records["queue"]
        queue.member_ids = cls.users["csr"]
        cls.config.write({"care_enabled": True, "care_queue_id": queue.id})
        agent = cls.env["care.agent"]._ensure(cls.users["csr"])
        agent.state = "ready"
        cls.env["mail.presence"]._update_presence(cls.users["csr"])
        cls.records |= {
            "agent": agent,
            "subject": cls.env["care.subject"].create({"name": "Subject", "queue_id": queue.id}),
            "rule": cls.env["care.rule"].create({"name": "Rule", "queue_id": queue.id}),
            "skill": cls.env["care.skill"].create(
                {"user_id": cls.users["csr"].id, "expertise_id": cls.records["expertise"].id}
            ),
            "waiting_message": cls.env["care.queue.message"].create(
                {"queue_id": queue.id, "after_seconds": 60, "body": "Please wait"}
            ),
            "waiting": cls._ask_for_care(cls.buyer_user),
            "talk": cls._ask_for_care(cls.rival_user),
        }
        talk = cls.records["talk"]
        talk.with_user(cls.users["csr"]).action_accept()
        cls.env["care.visit"]._report(cls._customer(cls.rival_user), "f" * 32, "enter", "/eservices", "Home")
        talk.with_user(cls.users["csr"]).action_push("/eservices/cart", "Cart")
        talk.with_user(cls.users["csr"]).action_note("Inside only")
        file = talk.channel_id.with_user(cls.users["csr"]).message_post(
            body="For you", attachments=[("plan.pdf", PROOF)], subtype_xmlid="mail.mt_comment"
        )
        note = talk.side_channel_id.message_post(body="Inside", attachments=[("inside.pdf", PROOF)])
        cls.pairs |= {
            "care_file": (file.id, file.attachment_ids.id),
            "care_note_file": (note.id, note.attachment_ids.id),
        }
        cls.records |= {
            "event": talk.event_ids[:1],
            "push": talk.push_ids,
            "transfer": cls.env["care.transfer"].create(
                {
                    "session_id": talk.id,
                    "from_id": cls.users["manager"].id,
                    "to_id": cls.users["csr"].id,
                    "expires_at": fields.Datetime.add(fields.Datetime.now(), hours=1),
                }
            ),
            "visit": cls.env["care.visit"].search([("user_id", "=", cls.rival_user.id)]),
            "figures": cls.env["care.report"].browse(talk.id),
            "chat": talk.channel_id,
            "chat_member": talk.channel_id.channel_member_ids[:1],
            "settings": cls.env["res.users.settings"]._find_or_create_for_user(cls.rival_user),
        }
        cls._set_up_console()
        cls._set_up_directory()

    @classmethod
    def _set_up_console(cls):
        csr = cls.users["csr"]
        served = cls.env(user=csr)["care.console"].open(cls.buyer.id)
        answer = cls.env(user=csr)["care.console"].add_request(served["id"], {"reason": "Delivery date"})
        cls.records |= {
            "program": cls.env["loyalty.program"].create({"name": "Coupons t", "program_type": "coupons"}),
            "served": cls.env["care.contact"].browse(served["id"]),
            "request": cls.env["care.request"].browse(answer["requests"][0]["id"]),
            "log": cls.env["care.log"].search([("contact_id", "=", served["id"])], limit=1),
        }
        cls.records["served"].consent = "asked"
        cart = cls.env(user=csr)["care.console.cart"]
        proposed = cart.add(served["id"], {"code": "T-FREE", "quantity": 4, "propose": True})["proposals"]
        cls.records["advice"] = cls.env["care.proposal"].browse(proposed[-1]["id"])
        cls.records["card"] = cls.env["loyalty.card"].create(
            {"program_id": cls.records["program"].id, "partner_id": cls.rival.id}
        )

    @classmethod
    def _set_up_directory(cls):
        directory = cls.env["res.company.ldap"].create(
            {"company": cls.company.id, "ldap_filter": "(uid=%s)", "ldap_base": "dc=example"}
        )
        group = cls.env["care.directory.group"].create(
            {"name": "Group", "ldap_id": directory.id, "dn": "cn=care,dc=example"}
        )
        cls.records |= {
            "directory": directory,
            "directory_group": group,
            "directory_member": cls.env["care.directory.member"].create(
                {"group_id": group.id, "user_id": cls.users["csr"].id}
            ),
        }

    @classmethod
    def _ask_for_care(cls, user):
        customer = cls._customer(user)
        typed = {"subject_id": 0, "order_id": 0, "url": "", "key": "0" * 32, "text": "Hello"}
        session = cls.env(user=user)["care.desk"]._start(customer, typed)
        return session.with_env(cls.env)
