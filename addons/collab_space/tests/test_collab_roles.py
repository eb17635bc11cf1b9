from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .negotiation import NegotiationCommon

PDF = b"%PDF-1.4\n%%EOF\n"

# Who may do what in a negotiation, by which way. x: it happens; -: it does not, and nothing has changed.
# house_*: users of the company without accounts of their own; rep_*: account representatives; buyer_*: the
# customer's people on the platform; stranger: a user of spaces who is no member; account: an account manager
# who is no member.
TABLE = """
action               way         stranger house_reader house_author house_manager rep_author rep_manager buyer_reader buyer_author account
read_topic           search      -        x            x            x             x          x           x            x            x
read_secret          search      -        x            x            x             x          x           -            -            x
read_secret          message     -        x            x            x             x          x           -            -            x
read_file            search      -        x            x            x             x          x           x            x            x
read_secret_file     search      -        x            x            x             x          x           -            -            x
read_limit           field       -        x            x            x             x          x           -            -            x
read_account         field       -        -            -            -             x          x           -            -            x
export               verb        -        x            x            x             x          x           x            x            x
write_message        chatter     -        -            x            x             x          x           -            x            -
write_message        record      -        -            x            x             x          x           -            x            -
write_message        platform    -        -            x            x             x          x           -            x            -
write_message        email       -        -            x            x             x          x           -            x            -
write_secret         platform    -        -            x            x             x          x           -            -            -
add_file             verb        -        -            x            x             x          x           -            x            -
add_file             record      -        -            -            -             -          -           -            -            -
delete_file          record      -        -            -            x             -          x           -            -            x
add_topic            record      -        -            x            x             x          x           -            -            x
delete_topic         record      -        -            -            x             -          x           -            -            x
add_task             verb        -        -            x            x             x          x           -            x            -
add_term             record      -        -            x            x             x          x           -            -            -
propose              verb        -        -            x            x             x          x           -            x            -
accept               verb        -        -            -            -             -          -           -            x            -
settle               record      -        -            -            -             -          -           -            -            -
sign                 verb        -        -            x            x             x          x           -            x            -
forge_version        record      -        -            -            -             -          -           -            -            -
forge_event          record      -        -            -            -             -          -           -            -            -
add_colleague        record      -        -            -            x             -          x           -            -            x
add_colleague        form        -        -            -            x             -          x           -            -            x
add_colleague        import      -        -            -            x             -          x           -            -            x
add_buyer            record      -        -            -            -             -          x           -            -            -
add_buyer            form        -        -            -            -             -          x           -            -            -
add_buyer            import      -        -            -            -             -          x           -            -            -
add_buyer            invite      -        -            -            -             -          x           -            -            -
add_buyer            exchange    -        -            -            -             -          x           -            -            -
appoint_himself      record      -        -            -            x             -          x           -            -            -
remove_member        record      -        -            -            x             -          x           -            -            x
close                verb        -        -            -            x             -          x           -            -            x
close                record      -        -            -            -             -          -           -            -            -
rename               record      -        -            -            x             -          x           -            -            x
delete_space         record      -        -            -            -             -          -           -            -            -
"""  # noqa: E501


@tagged("post_install", "-at_install")
class TestCollabRoles(NegotiationCommon):
    """Roles × actions × ways (S5, S6, S8, S9)."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer_reader = cls._create_user("collab_buyer_reader", "base.group_portal")
        cls.env["collab.member"].create(
            {"space_id": cls.space.id, "partner_id": cls.buyer_reader.partner_id.id, "role": "reader"}
        )
        cls.people = {
            "stranger": cls.outsider,
            "house_reader": cls.employee,
            "house_author": cls.author,
            "house_manager": cls.user,
            "rep_author": cls.rep_author,
            "rep_manager": cls.rep,
            "buyer_reader": cls.buyer_reader,
            "buyer_author": cls.buyer,
            "account": cls.app_manager,
        }
        cls.contact.email = "contact@acme.example"
        cls.signed = cls._create_term("Penalties", requires_signature=True, body="<p>0.5 %</p>")
        cls.secret = cls.env["collab.topic"].create(
            {"space_id": cls.space.id, "name": "Ours", "is_internal": True}
        )
        cls.whisper = cls.secret.with_user(cls.rep).message_post(
            body="Inside",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[("limits.pdf", PDF)],
        )
        cls.secret_file = cls.space.file_ids
        cls.file = cls.space.with_user(cls.rep)._upload([("plan.pdf", PDF)])

    @mute_logger("odoo.models.unlink", "odoo.addons.base.models.ir_rule", "odoo.sql_db")
    def test_everybody_may_what_the_table_says(self):
        lines = [line.split() for line in TABLE.strip().splitlines()]
        header, *rows = lines
        self.assertEqual(header[2:], list(self.people))
        for action, way, *cells in rows:
            for (name, user), cell in zip(self.people.items(), cells, strict=True):
                with self.subTest(action=action, way=way, who=name):
                    self.assertEqual(self._try(getattr(self, f"_{action}_by_{way}"), user), cell)

    def _try(self, step, user):
        """Let somebody do something, and take it back."""
        self.env.invalidate_all()
        self.env.flush_all()
        with self.env.cr.savepoint() as savepoint:
            try:
                done = step(user)
                self.env.flush_all()
            except (AccessError, UserError):
                done = False
            self.env.invalidate_all(flush=False)
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        self.env.registry.clear_all_caches()
        return "-" if done is False else "x"

    def _as(self, user, record):
        return record.with_user(user)

    # === READING === #

    def _read_topic_by_search(self, user):
        return bool(self._as(user, self.topic).search([("id", "=", self.topic.id)]))

    def _read_secret_by_search(self, user):
        return bool(self._as(user, self.topic).search([("id", "=", self.secret.id)]))

    def _read_secret_by_message(self, user):
        return self._as(user, self.whisper).has_access("read")

    def _read_file_by_search(self, user):
        return bool(self._as(user, self.file).search([("id", "=", self.file.id)]))

    def _read_secret_file_by_search(self, user):
        return bool(self._as(user, self.file).search([("id", "=", self.secret_file.id)]))

    def _read_limit_by_field(self, user):
        self._as(user, self.price).read(["price_limit", "limit_text"])

    def _read_account_by_field(self, user):
        self._as(user, self.space).read(["partner_id"])

    def _export_by_verb(self, user):
        self._as(user, self.space).action_export()

    # === WRITING === #

    def _write_message_by_chatter(self, user):
        self._as(user, self.topic).message_post(
            body="x", message_type="comment", subtype_xmlid="mail.mt_comment"
        )

    def _write_message_by_record(self, user):
        values = {
            "model": "collab.topic",
            "res_id": self.topic.id,
            "body": "x",
            "message_type": "comment",
            "subtype_id": self.env.ref("mail.mt_comment").id,
        }
        self.env["mail.message"].with_user(user).create(values)

    def _write_message_by_platform(self, user):
        self._say(user, self.topic)

    def _write_message_by_email(self, user):
        topic = self.topic.with_user(self.env.ref("base.user_root"))
        topic.message_post(body="x", message_type="email", author_id=user.partner_id.id)

    def _write_secret_by_platform(self, user):
        self._say(user, self.secret)

    def _say(self, user, topic):
        typed = {"text": "x", "key": "a" * 32, "parent_id": 0, "mentions": []}
        self.env["collab.topic.page"].with_user(user)._say(self._as(user, topic), typed)

    def _add_file_by_verb(self, user):
        self._as(user, self.space)._upload([("a.pdf", PDF)])

    def _add_file_by_record(self, user):
        attachment = self.file.attachment_id.id
        values = {"space_id": self.space.id, "name": "a.pdf", "attachment_id": attachment}
        self.env["collab.file"].with_user(user).create(values)

    def _delete_file_by_record(self, user):
        self._as(user, self.file).unlink()

    def _add_topic_by_record(self, user):
        self.env["collab.topic"].with_user(user).create({"space_id": self.space.id, "name": "x"})

    def _delete_topic_by_record(self, user):
        self._as(user, self.secret).unlink()

    def _add_task_by_verb(self, user):
        self.env["collab.task"].with_user(user)._add(self._as(user, self.space), {"name": "x"})

    # === TERMS === #

    def _add_term_by_record(self, user):
        self._create_term("New", user=user, body="<p>x</p>")

    def _propose_by_verb(self, user):
        self._counter(user, self.price, price=120)

    def _accept_by_verb(self, user):
        self._accept(user, self.price)

    def _settle_by_record(self, user):
        self._as(user, self.price).write({"state": "accepted"})

    def _sign_by_verb(self, user):
        self._sign(user, self.signed)

    def _forge_version_by_record(self, user):
        self._as(user, self.price.current_version_id).write({"price": 1})

    def _forge_event_by_record(self, user):
        values = {"space_id": self.space.id, "number": 999, "kind": "agreed"}
        self.env["collab.event"].with_user(user).create(values)

    # === PEOPLE === #

    def _add_by_record(self, user, partner):
        values = {"space_id": self.space.id, "partner_id": partner.id}
        self.env["collab.member"].with_user(user).create(values)

    def _add_by_form(self, user, partner):
        self._as(user, self.space).write({"member_ids": [(0, 0, {"partner_id": partner.id})]})

    def _add_by_import(self, user, partner):
        members = self.env["collab.member"].with_user(user)
        result = members.load(["space_id/.id", "partner_id/.id"], [[str(self.space.id), str(partner.id)]])
        return bool(result["ids"])

    def _add_colleague_by_record(self, user):
        self._add_by_record(user, self.employee_outside.partner_id)

    def _add_colleague_by_form(self, user):
        self._add_by_form(user, self.employee_outside.partner_id)

    def _add_colleague_by_import(self, user):
        return self._add_by_import(user, self.employee_outside.partner_id)

    def _add_buyer_by_record(self, user):
        self._add_by_record(user, self.buyer_outside.partner_id)

    def _add_buyer_by_form(self, user):
        self._add_by_form(user, self.buyer_outside.partner_id)

    def _add_buyer_by_import(self, user):
        return self._add_by_import(user, self.buyer_outside.partner_id)

    def _add_buyer_by_invite(self, user):
        self._as(user, self.space).action_invite(self.contact.ids)

    def _add_buyer_by_exchange(self, user):
        self._as(user, self._get_member(self.employee)).partner_id = self.buyer_outside.partner_id

    def _appoint_himself_by_record(self, user):
        member = self._get_member(user)
        if not member:
            self._add_by_record(user, user.partner_id)
        self._as(user, member).role = "manager"
        return bool(member)

    def _remove_member_by_record(self, user):
        self._as(user, self._get_member(self.employee)).unlink()

    # === THE SPACE === #

    def _close_by_verb(self, user):
        self._as(user, self.space).action_close()

    def _close_by_record(self, user):
        self._as(user, self.space).write({"state": "closed"})

    def _rename_by_record(self, user):
        self._as(user, self.space).name = "x"

    def _delete_space_by_record(self, user):
        self._as(user, self.space).unlink()
