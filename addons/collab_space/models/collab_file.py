from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..const import REFUSED_TYPES
from ..services.file_names import format_size, get_type, is_refused, read_name

PREVIEWED = ("application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif", "text/plain")


class CollabFile(models.Model):
    """One version of a file of a space (S9). The same name in the same place makes the next version."""

    _name = "collab.file"
    _description = "File of a collaboration space"
    _order = "space_id, is_latest desc, number desc, id desc"

    name = fields.Char(required=True, readonly=True)
    space_id = fields.Many2one("collab.space", required=True, readonly=True, index=True, ondelete="cascade")
    folder_id = fields.Many2one("collab.folder", readonly=True, index="btree_not_null", ondelete="set null")
    topic_id = fields.Many2one("collab.topic", readonly=True, index="btree_not_null", ondelete="cascade")
    message_id = fields.Many2one("mail.message", readonly=True, index="btree_not_null", ondelete="set null")
    attachment_id = fields.Many2one("ir.attachment", required=True, readonly=True, ondelete="cascade")
    author_id = fields.Many2one("res.partner", string="By", readonly=True, ondelete="restrict")
    number = fields.Integer(string="Version", readonly=True, default=1)
    is_latest = fields.Boolean(readonly=True, default=True, index=True)
    is_internal = fields.Boolean(
        string="Internal only", readonly=True, help="Belongs to a topic that buyers do not see."
    )
    size = fields.Integer(readonly=True)
    mimetype = fields.Char(readonly=True)
    access_ids = fields.One2many("collab.file.access", "file_id", string="Who opened it")
    download_count = fields.Integer(compute="_compute_download_count", string="Opened")

    _version_unique = models.UniqueIndex(
        "(space_id, COALESCE(folder_id, 0), COALESCE(topic_id, 0), lower(name), number)"
    )

    @api.depends("access_ids")
    def _compute_download_count(self):
        counts = dict(
            self.env["collab.file.access"]._read_group(
                [("file_id", "in", self.ids)], ["file_id"], ["__count"]
            )
        )
        for file in self:
            file.download_count = counts.get(file, 0)

    @property
    def is_previewed(self):
        """Whether a browser may show it: nothing that could run."""
        return self.mimetype in PREVIEWED

    # === ADDING === #

    def _check_allowed(self, space, files):
        """What a space takes: no types that run by themselves, and not more than its quota.

        :param space: ``collab.space``
        :param files: ``[(name, bytes)]``
        :raise UserError: naming the file and the reason; nothing was kept
        """
        refused_types = self._get_refused_types()
        refused = [name for name, content in files if is_refused(name, content, refused_types)]
        if refused:
            raise UserError(
                self.env._(
                    "%(files)s: files of this type can carry harm and are not taken here. Nothing was kept.",
                    files=", ".join(read_name(name) for name in refused),
                )
            )
        used, total = space._get_quota()
        size = sum(len(content) for _name, content in files)
        if size > total - used:
            raise UserError(
                self.env._(
                    "There is room for %(free)s in this space, and the files have %(size)s. Ask a Manager of "
                    "the space to make room. Nothing was kept.",
                    free=format_size(max(total - used, 0)),
                    size=format_size(size),
                )
            )

    def _get_refused_types(self):
        # sudo: ir.config_parameter - a setting that holds for everybody
        types = self.env["ir.config_parameter"].sudo().get_param("collab_space.refused_types", REFUSED_TYPES)
        return frozenset(types.lower().replace(",", " ").replace(".", " ").split())

    def _add(self, space, person, files, folder=None):
        """Keep files in a folder of the space.

        :param space: ``collab.space``
        :param person: ``res.partner`` who adds them; his right was checked before
        :param files: ``[(name, bytes)]``
        :raise UserError: see ``_check_allowed``
        """
        self._check_allowed(space, files)
        space_sudo = space.sudo()  # sudo: collab.file - Authors add files by this verb only
        added = self.sudo()
        for name, content in files:
            attachment = (
                self.env["ir.attachment"]
                .sudo()
                .create(
                    {"name": read_name(name), "raw": content, "res_model": "collab.space", "res_id": space.id}
                )
            )
            added += self._enlist(space_sudo, attachment, person, folder_id=folder.id if folder else False)
        return added.sudo(False)

    def _enlist(self, space, attachment, person, **values):
        """Note an attachment as the next version of its name; a file is reached through this row only.

        :param space: ``collab.space``
        :param attachment: ``ir.attachment``
        :param person: ``res.partner``
        """
        files_sudo = self.sudo()  # sudo: collab.file - what is kept is written by the verbs that keep it
        name = read_name(attachment.name)
        folder = self.env["collab.folder"].browse(values.get("folder_id") or [])
        topic = self.env["collab.topic"].browse(values.get("topic_id") or [])
        # Two uploads of one name at the same moment must not take the same number.
        self.env.cr.execute(SQL("SELECT id FROM collab_space WHERE id = %s FOR NO KEY UPDATE", space.id))
        before_sudo = files_sudo.search(self._get_place_domain(space, name, folder, topic), limit=1)
        before_sudo.is_latest = False
        return files_sudo.create(
            {
                "name": name,
                "space_id": space.id,
                "attachment_id": attachment.id,
                "author_id": person.id,
                "number": before_sudo.number + 1,
                "size": attachment.file_size,
                "mimetype": attachment.mimetype,
                **values,
            }
        )

    # === OPENING === #

    def _open(self, person, is_preview=False):
        """The content of a file, after noting who asked for it.

        :param person: ``res.partner`` of a reader whose right was checked before
        :return: ``ir.attachment``, in superuser mode
        """
        self.ensure_one()
        file_sudo = self.sudo()  # sudo: ir.attachment - whoever reads the row of a file may have the file
        file_sudo.env["collab.file.access"].create(
            {"file_id": self.id, "partner_id": person.id, "how": "preview" if is_preview else "download"}
        )
        return file_sudo.attachment_id

    def action_open(self):
        """Download the file (S9)."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": self._get_staff_url(), "target": "self"}

    def _get_staff_url(self):
        return f"/collab/spaces/{self.space_id.id}/files/{self.id}"

    def _get_versions(self):
        """All versions of the file that the user may read, the newest first."""
        self.ensure_one()
        return self.search(self._get_place_domain(self.space_id, self.name, self.folder_id, self.topic_id))

    def _get_place_domain(self, space, name, folder, topic):
        literal = name.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        return (
            Domain("space_id", "=", space.id)
            & Domain("name", "=ilike", literal)
            & Domain("folder_id", "=", folder.id)
            & Domain("topic_id", "=", topic.id)
        )

    def _get_type(self):
        return get_type(self.name)

    def unlink(self):
        """A file goes with its content; the version before it is the latest again."""
        attachments_sudo = self.sudo().attachment_id
        places = [
            (file.space_id, file.folder_id, file.topic_id, file.name) for file in self if file.is_latest
        ]
        result = super().unlink()
        attachments_sudo.exists().unlink()
        for space, folder, topic, name in places:
            # sudo: collab.file - which version is the latest follows from what is left
            domain = self._get_place_domain(space, name, folder, topic)
            self.sudo().search(domain, limit=1).is_latest = True
        return result
