from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import CollabCommon


@tagged("post_install", "-at_install")
class TestCollabHttp(CollabCommon, HttpCase):
    """What a browser can reach by core's own routes."""

    def _post(self, user):
        self.authenticate(user.login, user.login)
        return self.make_jsonrpc_request(
            "/mail/message/post",
            {
                "thread_model": "collab.topic",
                "thread_id": self.topic.id,
                "post_data": {"body": "Words", "message_type": "comment", "subtype_xmlid": "mail.mt_comment"},
            },
        )

    def test_authors_post_by_the_chatter(self):
        for user in (self.author, self.buyer):
            with self.subTest(user=user.login):
                self._post(user)
                self.assertEqual(self.topic.message_ids[0].author_id, user.partner_id)

    def test_readers_and_strangers_do_not_post_by_the_chatter(self):
        before = self.topic.message_ids
        for user in (self.employee, self.outsider, self.buyer_outside):
            with (
                self.subTest(user=user.login),
                mute_logger("odoo.http"),
                self.assertRaisesRegex(Exception, "NotFound|404"),
            ):
                self._post(user)
        self.assertEqual(self.topic.message_ids, before)

    def test_file_is_for_members(self):
        message = self.topic.with_user(self.author).message_post(
            body="Words", message_type="comment", attachments=[("prices.txt", b"secret")]
        )
        address = f"/web/content/{message.attachment_ids.id}"
        for user, status in ((self.employee, 200), (self.outsider, 404), (self.buyer_outside, 404)):
            with self.subTest(user=user.login):
                self.authenticate(user.login, user.login)
                self.assertEqual(self.url_open(address).status_code, status)

    def test_a_kept_link_opens_a_file_to_nobody_else(self):
        message = self.topic.with_user(self.author).message_post(
            body="Words", message_type="comment", attachments=[("prices.txt", b"secret")]
        )
        file = message.attachment_ids
        links = [
            f"/web/content/{file.id}?access_token={token}"
            for token in (file._get_raw_access_token(), file.sudo().generate_access_token()[0])
        ]
        for user, status in ((self.employee, 200), (self.outsider, 404), (self.buyer, 404)):
            self.authenticate(user.login, user.login)
            for link in links:
                with self.subTest(user=user.login, link=link[:40]):
                    self.assertEqual(self.url_open(link).status_code, status)
        self._get_member(self.employee).unlink()
        self.authenticate(self.employee.login, self.employee.login)
        for link in links:
            self.assertEqual(self.url_open(link).status_code, 404)

    def test_staff_download_by_the_space_and_are_noted(self):
        file = self.space.with_user(self.author)._upload([("plan.txt", b"plan")])
        for user, status in ((self.employee, 200), (self.outsider, 404), (self.employee_outside, 404)):
            self.authenticate(user.login, user.login)
            with self.subTest(user=user.login):
                answer = self.url_open(f"/collab/spaces/{self.space.id}/files/{file.id}")
                self.assertEqual(answer.status_code, status)
        self.assertEqual(file.access_ids.partner_id, self.employee.partner_id)
        self.assertEqual(self.url_open(f"/collab/spaces/{self.internal.id}/files/{file.id}").status_code, 404)
