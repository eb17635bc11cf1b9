import hashlib
import tempfile
import zipfile
from pathlib import Path

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import html2plaintext

from odoo.addons.eservices_ecommerce.services.message_body import simplify

from . import proof
from .file_names import read_name


class CollabExport(models.AbstractModel):
    """The whole record of a space in one archive that proves itself without this system (B14)."""

    _name = "collab.export"
    _description = "Export of collaboration spaces"

    def _write(self, space):
        """Write the archive of a space. It holds what both sides read: never what is internal to one.

        :param space: ``collab.space`` that the user may read
        :return: an open file, at its beginning
        """
        files = self._find_files(space)
        record = self._prepare_record(space, files)
        target = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
        sums = []
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._get_parts(space, record, files):
                archive.writestr(name, content)
                sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
            archive.writestr(proof.SUMS, "".join(sums))
        target.seek(0)
        return target

    def _get_name(self, space):
        return read_name(f"{space.name} {fields.Date.context_today(space)}.zip".replace("/", "-"))

    def _get_parts(self, space, record, files):
        """Names and contents of the archive's files, but for the list of their fingerprints."""
        page = self.env["ir.qweb"]._render(
            "collab_space.export_page",
            {"record": record, "html": simplify, "language": self.env.lang or "en_US"},
        )
        yield "index.html", f"<!DOCTYPE html>\n{page}".encode()
        yield proof.RECORD, proof.canonical(record)
        ending, paper = self.env["collab.papers"]._render_agreement(space)
        yield f"agreement.{ending}", paper
        yield "verify.py", Path(proof.__file__).read_bytes()
        yield "HOW-TO-CHECK.txt", self._get_instructions(space).encode()
        for file in files:
            # sudo: ir.attachment - whoever reads the row of a file may have the file
            yield self._get_path(file), file.sudo().attachment_id.raw or b""

    def _get_instructions(self, space):
        return self.env._(
            "1. Files: in the unpacked folder run  sha256sum -c SHA256SUMS\n"
            "2. Versions, signatures and journal: run  python3 verify.py .\n"
            "   It needs Python 3 and nothing else; read it, it is short.\n"
            "3. Compare the last fingerprint of the journal with the one in the other side's archive.\n"
            "   It was %(head)s when this archive was made.\n\n"
            "By hand: a fingerprint is the SHA-256 of the text "
            '{"content":{…},"previous":"…"} in UTF-8, with sorted keys and without blanks.\n',
            head=space.head_hash or "",
        )

    # === RECORD === #

    def _prepare_record(self, space, files):
        space_sudo = space.sudo()  # sudo: res.partner - both sides know each other by name
        return {
            "name": space.name,
            "state": space.state,
            "seller": space._get_side_name("seller"),
            "buyer": space._get_side_name("buyer"),
            "order": space_sudo.order_id.name or "",
            "description": html2plaintext(space.description or ""),
            "exported": fields.Datetime.to_string(fields.Datetime.now()),
            "exported_by": self.env.user.name,
            "head": space.head_hash or "",
            "members": [
                {"name": member.partner_id.name, "role": member.role, "side": member.side}
                for member in space_sudo.member_ids
            ],
            "terms": [self._prepare_term(term) for term in space.term_ids],
            "journal": [
                {
                    "content": event._get_content(),
                    "previous": event.previous_hash or "",
                    "fingerprint": event.hash,
                }
                for event in space.event_ids.sorted("number")
            ],
            "topics": [self._prepare_topic(topic) for topic in self._find_topics(space)],
            "tasks": [
                {
                    "name": task.name,
                    "side": task.side,
                    "owner": task.sudo().partner_id.name or "",
                    "due": fields.Date.to_string(task.date_deadline) or "",
                    "done": fields.Datetime.to_string(task.done_at) or "",
                }
                for task in space.task_ids
            ],
            "files": [self._prepare_file(file) for file in files],
        }

    def _prepare_term(self, term):
        versions = term.version_ids.sorted("number")
        return {
            "name": term.name,
            "kind": term.kind,
            "state": term.state,
            "accepted": term.accepted_version_id.hash or "",
            "versions": [
                {
                    "content": version._get_content(),
                    "previous": version.previous_hash or "",
                    "fingerprint": version.hash,
                    "text": version._get_text(),
                    "detail": version._get_detail(),
                }
                for version in versions
            ],
            "signatures": [
                {
                    "name": signature.name,
                    "company": signature.company,
                    "side": signature.side,
                    "date": fields.Datetime.to_string(signature.date),
                    "withdrawn": fields.Datetime.to_string(signature.withdrawn_at) or "",
                    "fingerprint": signature.hash,
                    "image": signature.image.decode() if signature.image else "",
                }
                for signature in term.signature_ids
            ],
        }

    def _find_topics(self, space):
        return self.env["collab.topic"].search(
            Domain("space_id", "=", space.id) & Domain("is_internal", "=", False)
        )

    def _prepare_topic(self, topic):
        # sudo: mail.message - of a topic that the user reads
        domain = self.env["collab.topic.page"]._get_domain(topic)
        messages = self.env["mail.message"].sudo().search(domain, order="id")
        return {
            "name": topic.name,
            "messages": [
                {
                    "author": message.author_id.name or message.email_from or "",
                    "date": fields.Datetime.to_string(message.date),
                    "body": str(simplify(message.body)),
                    "files": message.attachment_ids.mapped("name"),
                }
                for message in messages
            ],
        }

    # === FILES === #

    def _find_files(self, space):
        return self.env["collab.file"].search(
            Domain("space_id", "=", space.id) & Domain("is_internal", "=", False), order="id"
        )

    def _get_path(self, file):
        return f"files/{file.id}-{read_name(file.name)}"

    def _prepare_file(self, file):
        return {
            "path": self._get_path(file),
            "name": file.name,
            "version": file.number,
            "by": file.sudo().author_id.name or "",
            "date": fields.Datetime.to_string(file.create_date),
            "size": file.size,
        }
