from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CollabCommon

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@tagged("post_install", "-at_install")
class TestCollabFile(CollabCommon):
    """Files of a space: what is taken, who opened them, and that they end with it (S9)."""

    def _upload(self, user, *files, space=None):
        return (space or self.space).with_user(user)._upload(list(files))

    def test_the_same_name_makes_the_next_version(self):
        first = self._upload(self.buyer, ("plan.pdf", PDF))
        second = self._upload(self.author, ("Plan.pdf", PDF + b" "))
        self.assertEqual((first.number, second.number), (1, 2))
        self.assertEqual((first.is_latest, second.is_latest), (False, True))
        history = self.env["collab.space.page"].with_user(self.buyer)._prepare_history(second)
        self.assertEqual([row["number"] for row in history["versions"]], [2, 1])

    def test_names_lose_their_folders(self):
        for name, kept in (("../../x.pdf", "x.pdf"), ("C:\\plans\\y.pdf", "y.pdf"), ("a\x00b.pdf", "ab.pdf")):
            with self.subTest(name=name):
                self.assertEqual(self._upload(self.buyer, (name, PDF)).name, kept)

    def test_what_can_carry_harm_is_refused(self):
        for name, content in (
            ("run.exe", b"MZ"),
            ("innocent.pdf", b"MZ\x90"),
            ("picture.svg", b"<svg/>"),
            ("picture.png", b"<svg onload='alert(1)'/>"),
            ("picture.png", b"<?xml version='1.0'?><svg/>"),
            ("page.html", b"hello"),
            ("page.txt", b"\xef\xbb\xbf <script>alert(1)</script>"),
            ("two.js.pdf", PDF),
        ):
            with self.subTest(name=name), self.assertRaisesRegex(UserError, "harm"):
                self._upload(self.buyer, (name, content))
        with self.assertRaisesRegex(UserError, "harm"):
            self.topic.with_user(self.buyer).sudo().message_post(
                body="Look", attachments=[("run.exe", b"MZ")]
            )
        self.assertFalse(self.space.file_ids)
        self.assertFalse(self.topic.message_ids.filtered(lambda one: one.message_type == "comment"))

    def test_the_setting_says_what_is_refused(self):
        self.env["ir.config_parameter"].set_param("collab_space.refused_types", ".pdf, exe")
        with self.assertRaisesRegex(UserError, "harm"):
            self._upload(self.buyer, ("plan.pdf", PDF))

    def test_a_full_space_takes_nothing_more(self):
        self.space.quota_mb = 1
        self._upload(self.buyer, ("a.txt", b"a" * 900_000))
        with self.assertRaisesRegex(UserError, "There is room for"):
            self._upload(self.buyer, ("b.txt", b"b" * 200_000))
        with self.assertRaisesRegex(UserError, "There is room for"):
            self.topic.with_user(self.buyer).sudo().message_post(
                body="x", attachments=[("b.txt", b"b" * 200_000)]
            )
        self.assertEqual(len(self.space.file_ids), 1)

    def test_readers_and_strangers_add_nothing(self):
        for user in (self.employee, self.outsider, self.buyer_outside, self.app_manager):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self._upload(user, ("plan.pdf", PDF))

    def test_files_of_messages_are_on_the_list(self):
        message = (
            self.topic.with_user(self.buyer)
            .sudo()
            .message_post(body="Look", message_type="comment", attachments=[("plan.pdf", PDF)])
        )
        file = self.space.file_ids
        self.assertEqual(
            (file.message_id, file.topic_id, file.author_id), (message, self.topic, self.buyer.partner_id)
        )

    def test_an_email_keeps_its_text_and_loses_what_is_refused(self):
        system_topic = self.topic.with_user(self.env.ref("base.user_root"))
        message = system_topic.message_post(
            body="Look",
            message_type="email",
            author_id=self.buyer.partner_id.id,
            attachments=[("run.exe", b"MZ"), ("plan.pdf", PDF)],
        )
        self.assertEqual(self.space.file_ids.mapped("name"), ["plan.pdf"])
        self.assertIn("run.exe", message.body)

    def test_everybody_sees_who_opened_a_file(self):
        file = self._upload(self.rep, ("plan.pdf", PDF))
        file.with_user(self.buyer)._open(self.buyer.partner_id)
        history = self.env["collab.space.page"].with_user(self.employee)._prepare_history(file)
        self.assertEqual([row["name"] for row in history["accesses"]], ["collab_buyer"])
        self.assertEqual(file.download_count, 1)

    def test_files_of_internal_topics_do_not_exist_for_buyers(self):
        secret = self.env["collab.topic"].create(
            {"space_id": self.space.id, "name": "Ours", "is_internal": True}
        )
        secret.with_user(self.rep).message_post(body="x", attachments=[("limits.pdf", PDF)])
        self.assertFalse(
            self.env["collab.file"].with_user(self.buyer).search([("space_id", "=", self.space.id)])
        )
        self.assertEqual(self.space.with_user(self.rep).file_count, 1)
        self.assertEqual(self.space.with_user(self.buyer).file_count, 0)

    def test_a_deleted_file_goes_with_its_content(self):
        first = self._upload(self.rep, ("plan.pdf", PDF))
        second = self._upload(self.rep, ("plan.pdf", PDF + b" "))
        content = second.attachment_id
        second.with_user(self.rep).unlink()
        self.assertFalse(content.exists())
        self.assertTrue(first.is_latest)

    def test_folders_are_of_their_space(self):
        folder = self.env["collab.folder"].create({"space_id": self.internal.id, "name": "Ours"})
        with self.assertRaisesRegex(UserError, "folder"):
            self.space.with_user(self.rep)._upload([("plan.pdf", PDF)], folder.id)
