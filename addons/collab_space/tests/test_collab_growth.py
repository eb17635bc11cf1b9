from odoo.tests import tagged

from odoo.addons.eservices_ecommerce.services.list_query import ListQuery

from .negotiation import NegotiationCommon

MESSAGES, TERMS = 5000, 300


@tagged("post_install", "-at_install")
class TestCollabGrowth(NegotiationCommon):
    """Pages ask the database as little of a large space as of a small one."""

    def _add_messages(self, number):
        """Many messages at once, as the chatter would have left them."""
        message = self.topic.with_user(self.author).message_post(
            body="<p>Words</p>", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.env.flush_all()
        self.env.cr.execute(
            """
            INSERT INTO mail_message (model, res_id, message_type, subtype_id, author_id, body, date,
                                      message_id, create_date, create_uid)
            SELECT model, res_id, message_type, subtype_id, author_id, body, date,
                   '<' || n || '@many>', create_date, create_uid
              FROM mail_message, generate_series(1, %s) n WHERE id = %s
            """,
            (number, message.id),
        )
        self.env.invalidate_all()

    def _add_terms(self, number):
        """Many prices at once, as a large offer has them."""
        for model in ("collab_term", "collab_version"):
            self.env[model.replace("_", ".")].flush_model()
        self.env.cr.execute(
            """
            WITH copied AS (
                INSERT INTO collab_term (name, sequence, space_id, kind, is_line, product_id, state, turn,
                                         round)
                SELECT name || ' ' || n, sequence, space_id, kind, is_line, product_id, state, turn, round
                  FROM collab_term, generate_series(1, %(number)s) n WHERE id = %(term)s
                RETURNING id
            ), versions AS (
                INSERT INTO collab_version (term_id, space_id, number, round, side, author_id, author_name,
                                            date, title, currency_id, price, quantity, hash)
                SELECT copied.id, v.space_id, v.number, v.round, v.side, v.author_id, v.author_name, v.date,
                       v.title, v.currency_id, v.price, v.quantity, v.hash
                  FROM collab_version v, copied WHERE v.id = %(version)s
                RETURNING id, term_id
            )
            SELECT id, term_id FROM versions
            """,
            {"number": number, "term": self.price.id, "version": self.price.current_version_id.id},
        )
        rows = self.env.cr.fetchall()
        self.env.cr.executemany("UPDATE collab_term SET current_version_id = %s WHERE id = %s", rows)
        self.env.invalidate_all()

    def _count_queries(self, ask):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        result = ask()
        return self.env.cr.sql_log_count - before, result

    def _measure(self, grow, ask):
        """Statements for a small and for a large one; caches are warm."""
        ask()
        small = self._count_queries(ask)[0]
        grow()
        large, result = self._count_queries(ask)
        return small, large, result

    def test_a_topic_with_thousands_of_messages(self):
        topic = self.topic.with_user(self.buyer)
        self._add_messages(50)
        small, large, thread = self._measure(
            lambda: self._add_messages(MESSAGES),
            lambda: topic.env["collab.topic.page"]._prepare_thread(topic),
        )
        self.assertLessEqual(large, small)
        self.assertEqual((len(thread["messages"]), thread["unread"]), (30, 5052))

    def test_a_table_with_hundreds_of_terms(self):
        space = self.space.with_user(self.buyer)
        self._add_terms(50)
        small, large, table = self._measure(
            lambda: self._add_terms(TERMS), lambda: space.env["collab.term.page"]._prepare_table(space)
        )
        self.assertLessEqual(large, small)
        self.assertEqual((table["foot"]["total"], table["next_offset"]), (352, 50))
        rest = space.env["collab.term.page"]._prepare_table(space, 350)
        self.assertEqual(
            (sum(len(group["terms"]) for group in rest["groups"]), rest["next_offset"]), (2, None)
        )

    def test_the_list_and_the_menu(self):
        user = self.buyer
        self._add_messages(50)

        def ask():
            page = self.env(user=user)["collab.space.page"]
            return page._count_waiting(), page._list(ListQuery())

        small, large, (waiting, (rows, _total)) = self._measure(
            lambda: self._add_messages(MESSAGES) or self._add_terms(TERMS), ask
        )
        self.assertLessEqual(large, small)
        self.assertEqual(waiting, 5052 + 302)
        self.assertEqual(len(rows), 1)

    def test_for_who_is_in_no_space_nothing_is_asked_until_he_is(self):
        page = self.env(user=self.buyer_outside)["collab.space.page"]
        page._count_waiting()
        # The user's own row, which each page has read already.
        self.assertEqual(self._count_queries(page._count_waiting), (1, None))
        member = self.env["collab.member"].create(
            {"space_id": self.space.id, "partner_id": self.buyer_outside.partner_id.id}
        )
        self.assertIsNotNone(page._count_waiting())
        member.unlink()
        self.assertIsNone(page._count_waiting())
