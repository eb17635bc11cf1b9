import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from odoo.tests import tagged

from ..services import proof
from .negotiation import NegotiationCommon


@tagged("post_install", "-at_install")
class TestExport(NegotiationCommon):
    """The archive proves itself, and shows every change (B14)."""

    def setUp(self):
        super().setUp()
        self.signed = self._create_term("Penalties", requires_signature=True, body="<p>0.5 % a day.</p>")
        self._counter(self.buyer, self.price, price=135)
        self._sign(self.rep, self.signed)
        self._sign(self.buyer, self.signed)
        self.topic.with_user(self.buyer).sudo().message_post(
            body="Our volumes",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[("volumes.txt", b"34 pieces")],
        )
        self.secret = self.env["collab.topic"].create(
            {"space_id": self.space.id, "name": "Our limits", "is_internal": True}
        )
        self.secret.with_user(self.rep).message_post(
            body="Never below 130", message_type="comment", attachments=[("limits.txt", b"130")]
        )

    def _export(self, user=None):
        space = self.space.with_user(user or self.buyer)
        with space.env["collab.export"]._write(space) as archive:
            return archive.read()

    def _verify(self, content):
        with tempfile.NamedTemporaryFile(suffix=".zip") as file:
            file.write(content)
            file.flush()
            return proof.verify(file.name)

    def _change(self, content, name, change):
        """The archive with one file changed."""
        source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for entry in source.namelist():
                data = source.read(entry)
                archive.writestr(entry, change(data) if entry == name else data)
        return target.getvalue()

    def test_the_archive_holds_everything_and_all_of_it_holds(self):
        content = self._export()
        self.assertEqual(self._verify(content), [])
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
        self.assertLessEqual(
            {"index.html", "record.json", "agreement.pdf", "verify.py", "HOW-TO-CHECK.txt", "SHA256SUMS"},
            names,
        )
        self.assertTrue(archive.read("agreement.pdf").startswith(b"%PDF"))
        self.assertEqual([archive.read(name) for name in names if "volumes" in name], [b"34 pieces"])
        record = json.loads(archive.read("record.json"))
        self.assertEqual(record["head"], self.space.head_hash)
        self.assertEqual([len(term["versions"]) for term in record["terms"]], [1, 1, 2])

    def test_the_page_holds_no_script_and_fetches_nothing(self):
        page = zipfile.ZipFile(io.BytesIO(self._export())).read("index.html").decode()
        for word in ("<script", "http://", "https://", "javascript:"):
            with self.subTest(word=word):
                self.assertNotIn(word, page)
        for word in ("Penalties", "Our volumes", self.space.head_hash):
            with self.subTest(word=word):
                self.assertIn(word, page)

    def test_what_is_internal_is_in_nobodys_archive(self):
        for user in (self.buyer, self.rep):
            content = self._export(user)
            archive = zipfile.ZipFile(io.BytesIO(content))
            self.assertFalse([name for name in archive.namelist() if "limits" in name])
            for name in ("record.json", "index.html"):
                with self.subTest(user=user.login, name=name):
                    self.assertNotIn(b"Never below", archive.read(name))
                    self.assertNotIn(b"Our limits", archive.read(name))

    def test_a_changed_file_shows(self):
        content = self._change(self._export(), "index.html", lambda page: page + b" ")
        self.assertEqual(self._verify(content), ["index.html was changed."])

    def test_a_changed_text_shows_even_under_new_sums(self):
        content = self._export()
        for old, new, words in (
            (b"0.5 % a day", b"0.1 % a day", "Penalties: version 1 does not hold."),
            (b'"kind":"signed"', b'"kind":"closed"', "Journal: entry "),
        ):
            with self.subTest(words=words):
                forged = self._change(content, "record.json", lambda data: data.replace(old, new))  # noqa: B023
                digest = proof.hashlib.sha256(
                    zipfile.ZipFile(io.BytesIO(forged)).read("record.json")
                ).hexdigest()
                forged = self._change(
                    forged,
                    "SHA256SUMS",
                    lambda data: b"".join(
                        f"{digest}  record.json\n".encode() if b"record.json" in line else line  # noqa: B023
                        for line in data.splitlines(keepends=True)
                    ),
                )
                self.assertIn(words, " ".join(self._verify(forged)))

    def test_no_archive_is_said_to_be_none(self):
        for content in (b"", b"PK nonsense", b"\x00" * 100):
            with self.subTest(content=content[:4]):
                self.assertIn("no archive", self._verify(content)[0])

    def test_it_is_checked_without_this_system(self):
        with tempfile.TemporaryDirectory() as folder:
            zipfile.ZipFile(io.BytesIO(self._export())).extractall(folder)
            run = [sys.executable, "-I", "verify.py", "."]
            good = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
            self.assertEqual((good.returncode, good.stdout), (0, "Everything holds.\n"))
            sums = subprocess.run(
                ["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, capture_output=True, check=False
            )
            self.assertEqual(sums.returncode, 0)
            (Path(folder) / "agreement.pdf").write_bytes(b"%PDF other")
            bad = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
            self.assertEqual((bad.returncode, bad.stdout), (1, "agreement.pdf was changed.\n"))
