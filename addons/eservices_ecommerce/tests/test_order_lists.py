from datetime import timedelta

from lxml import html

from odoo import fields
from odoo.exceptions import MissingError, UserError
from odoo.tests import HttpCase, JsonRpcException, tagged

from ..const import LIST_LINES, LIST_LINES_PAGE, LIST_NAME_MAX, LISTS_MAX
from ..services.list_query import ListQuery
from .common import PlatformCase, PlatformFixtures


class ListFixtures(PlatformFixtures):
    """A list of the buyer with two products, private until it is shared."""

    @classmethod
    def _lists(cls, user=None):
        return cls.env(user=user or cls.buyer_user)["eservices.lists"]

    @classmethod
    def _create_list(cls, name="Weekly", user=None, is_shared=False, rows=None):
        user = user or cls.buyer_user
        lists = cls._lists(user)
        made = lists._create(cls._customer(user), name, is_shared)
        cls._add_to_list(made, *(rows or [(cls.free, 2), (cls.referenced, 3)]))
        return made

    @classmethod
    def _add_to_list(cls, owned, *rows):
        wanted = [
            {"product": product.with_env(owned.env), "quantity": quantity, "problem": ""}
            for product, quantity in rows
        ]
        return cls._lists()._add(owned, wanted)

    @classmethod
    def _read(cls, found):
        return {line.product_id.default_code: line.product_uom_qty for line in found.line_ids}


@tagged("post_install", "-at_install")
class TestOrderLists(ListFixtures, PlatformCase):
    """Row B2: lists of what is ordered again and again, for oneself or for the company."""

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.list = self._create_list()

    def _find(self, user):
        return self._lists(user)._find(self._customer(user), self.list.id)

    # === RIGHTS === #

    def test_a_private_list_is_its_owners_alone(self):
        self.assertEqual(self._find(self.buyer_user), self.list)
        for user in (self.colleague_user, self.rival_user):
            with self.subTest(user=user.login), self.assertRaises(MissingError):
                self._find(user)

    def test_a_shared_list_is_the_companys(self):
        self.list.is_shared = True
        self.assertEqual(self._find(self.colleague_user), self.list)
        with self.assertRaises(MissingError):
            self._find(self.rival_user)

    def test_a_list_belongs_to_its_channel(self):
        other = self.env["eservices.config"].create({"name": "Other channel"})
        self.list.sudo().config_id = other
        with self.assertRaises(MissingError):
            self._find(self.buyer_user)

    def test_the_owner_alone_changes_a_shared_list(self):
        self.list.is_shared = True
        customer, lists = self._customer(self.colleague_user), self._lists(self.colleague_user)
        line = self.list.line_ids[0]
        for change in (
            lambda: lists._write(customer, self.list.id, "Mine now", False),
            lambda: lists._set_active(customer, self.list.id, False),
            lambda: lists._change_line(customer, self.list.id, line.id, {"quantity": 9}),
            lambda: lists._remove_line(customer, self.list.id, line.id),
            lambda: lists._move_line(customer, self.list.id, line.id, "up"),
        ):
            with self.assertRaisesRegex(UserError, "alone changes this list"):
                change()
        self.assertEqual(self._read(self.list), {"T-FREE": 2, "T-REF": 3})

    def test_a_colleague_copies_a_shared_list(self):
        self.list.is_shared = True
        save = self.env(user=self.colleague_user)["eservices.lists.save"]
        customer = self._customer(self.colleague_user)
        typed = {"source": "list", "id": str(self.list.id), "name": "My own"}
        copy, added, refused = save._save(customer, typed)
        self.assertEqual((added, refused, copy.partner_id), (2, [], self.colleague))
        self.assertEqual(self._read(copy), {"T-FREE": 2, "T-REF": 3})

    # === CHANGES === #

    def test_a_product_stands_once_and_gets_more(self):
        self._add_to_list(self.list, (self.free, 4), (self.free, 1))
        self.assertEqual(self._read(self.list), {"T-FREE": 7, "T-REF": 3})

    def test_names_are_read_in_words(self):
        lists = self._lists()
        for name in ("", "   ", None, "x" * (LIST_NAME_MAX + 1)):
            with self.subTest(name=name), self.assertRaises(UserError):
                lists._write(self.customer, self.list.id, name, False)
        lists._write(self.customer, self.list.id, "  Every \n week ", True)
        self.assertEqual((self.list.name, self.list.is_shared), ("Every week", True))

    def test_there_is_a_limit_to_lists_and_lines(self):
        values = {"partner_id": self.buyer.id, "config_id": self.config.id}
        self.env["eservices.list"].create(
            [{**values, "name": str(number)} for number in range(LISTS_MAX - 1)]
        )
        with self.assertRaisesRegex(UserError, str(LISTS_MAX)):
            self._lists()._create(self.customer, "One more")
        product = {"name": "Bolt", "ecommerce_ok": True, "free_sale": True}
        products = self.env["product.product"].create([product] * (LIST_LINES - 1))
        with self.assertRaisesRegex(UserError, str(LIST_LINES)):
            self._add_to_list(self.list, *((product, 1) for product in products))
        self.assertEqual(len(self.list.line_ids), 2)

    def test_a_line_is_changed_and_a_bad_quantity_is_refused(self):
        lists, line = self._lists(), self.list.line_ids[0]
        lists._change_line(self.customer, self.list.id, line.id, {"quantity": "7"})
        lists._change_line(self.customer, self.list.id, line.id, {"note": "  For  van 3 "})
        self.assertEqual((line.product_uom_qty, line.note), (7, "For van 3"))
        for values in ({"quantity": "x"}, {"quantity": 1.5}, {"note": "x" * 201}, {}, None):
            with self.subTest(values=values), self.assertRaises(UserError):
                lists._change_line(self.customer, self.list.id, line.id, values)
        self.assertEqual((line.product_uom_qty, line.note), (7, "For van 3"))

    def test_what_is_taken_off_comes_back_with_undo(self):
        lists, line = self._lists(), self.list.line_ids[0]
        line.note = "For van 3"
        undo = lists._change_line(self.customer, self.list.id, line.id, {"quantity": 0})["undo"]
        self.list.invalidate_recordset()
        self.assertEqual(self._read(self.list), {"T-REF": 3})
        lists._restore_line(self.customer, self.list.id, undo)
        self.list.invalidate_recordset()
        self.assertEqual(self._read(self.list), {"T-FREE": 2, "T-REF": 3})
        self.assertEqual(self.list.line_ids[0].note, "For van 3")

    def test_a_line_of_another_list_does_not_exist(self):
        other = self._create_list("Other")
        with self.assertRaises(MissingError):
            self._lists()._remove_line(self.customer, self.list.id, other.line_ids[0].id)

    def test_lines_change_places(self):
        first, second = self.list.line_ids
        swapped, as_before = second | first, first | second
        for direction, expected in (("down", swapped), ("down", swapped), ("up", as_before)):
            self._lists()._move_line(self.customer, self.list.id, first.id, direction)
            self.list.invalidate_recordset()
            self.assertEqual(self.list.line_ids.ids, expected.ids)

    def test_what_is_thrown_away_comes_back_within_a_day_and_goes_then(self):
        lists = self._lists()
        lists._set_active(self.customer, self.list.id, False)
        with self.assertRaises(MissingError):
            self._find(self.buyer_user)
        lists._set_active(self.customer, self.list.id, True)
        self.assertEqual(self._find(self.buyer_user), self.list)
        lists._remove_line(self.customer, self.list.id, self.list.line_ids[0].id)
        lists._set_active(self.customer, self._create_list("Other").id, False)
        everything = self.env["eservices.list"].with_context(active_test=False)
        everything._gc_thrown_away()
        self.assertEqual(len(everything.search([("partner_id", "=", self.buyer.id)])), 2)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE eservices_list SET write_date = %s", [fields.Datetime.now() - timedelta(2)]
        )
        everything._gc_thrown_away()
        self.assertEqual(everything.search([("partner_id", "=", self.buyer.id)]).ids, self.list.ids)

    # === ORDERING === #

    def test_what_is_possible_goes_in_the_cart_and_the_rest_is_named(self):
        self.referenced.product_tmpl_id.ecommerce_ok = False
        refill = self.env(user=self.buyer_user)["eservices.refill"]
        answer = refill._fill(self.customer, self._lists()._read_list(self.list))
        self.assertEqual((answer["total"], answer["added"]), (2, 1))
        self.assertEqual([line["code"] for line in answer["refused"]], ["T-REF"])

    def test_ticked_lines_alone_go_in_the_cart(self):
        lists = self._lists()
        wanted = lists._read_list(self.list, [self.list.line_ids[1].id])
        self.assertEqual([row["product"].default_code for row in wanted], ["T-REF"])
        for line_ids in ([], "x", [0], [{}], ["x"], [1] * (LIST_LINES + 1)):
            with self.subTest(line_ids=str(line_ids)[:20]), self.assertRaises(UserError):
                lists._read_list(self.list, line_ids)

    def test_a_product_without_right_stays_with_its_reason(self):
        self.referenced.product_tmpl_id.ecommerce_ok = False
        rows = self.env(user=self.buyer_user)["eservices.lists.page"]._prepare_page(self.customer, self.list)
        free, refused = rows["order_list"]["lines"]
        self.assertEqual((free["reason"], refused["code"]), ("", "T-REF"))
        self.assertEqual(refused["reason"], "This product is no longer offered here.")
        self.assertIsNone(refused["url"])
        self.assertEqual(rows["order_list"]["goods"], free["amount"])

    def test_a_line_shows_own_number_price_and_stock(self):
        self._put_in_stock(self.referenced, 1)
        page = self.env(user=self.buyer_user)["eservices.lists.page"]
        row = page._prepare_page(self.customer, self.list)["order_list"]["lines"][1]
        self.assertEqual((row["code"], row["own_code"]), ("T-REF", "ACME 77"))
        self.assertEqual(row["availability"]["text"], "1 now")
        self.assertEqual(row["amount"], page.env["eservices.prices"]._format(60, self.customer.currency))

    def test_a_long_page_asks_no_more_than_a_short_one(self):
        product = {"name": "Bolt", "ecommerce_ok": True, "free_sale": True}
        products = self.env["product.product"].create([product] * (LIST_LINES_PAGE + 5))
        hidden = self.env["product.product"].create([{"name": "Hidden", "ecommerce_ok": True}] * 5)
        few = self._create_list("Few", rows=[(products[0], 1), (hidden[0], 1)])
        many = self._create_list("Many", rows=[(product, 1) for product in products[:40] | hidden])
        page = self.env(user=self.buyer_user)["eservices.lists.page"]
        page._prepare_page(self.customer, many)
        counts = []
        for one in (few, many):
            self.env.invalidate_all()
            customer = self._customer(self.buyer_user)
            before = self.env.cr.sql_log_count
            page._prepare_page(customer, one.with_env(customer.env))
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    # === WHERE THEY COME FROM === #

    def test_an_order_and_the_cart_become_lists(self):
        order = self._submit_cart(self.buyer_user, (self.free, 5))
        cart = self._fill_cart(self.buyer_user, (self.referenced, 1))
        cart.order_line.eservices_note = "Cut to 2 m"
        save = self.env(user=self.buyer_user)["eservices.lists.save"]
        made = save._save(self.customer, {"source": "order", "id": str(order.id), "name": "From order"})[0]
        self.assertEqual(self._read(made), {"T-FREE": 5})
        save._save(self.customer, {"source": "cart", "list_id": str(made.id)})
        self.assertEqual(self._read(made), {"T-FREE": 5, "T-REF": 1})
        self.assertEqual(made.line_ids[1].note, "Cut to 2 m")

    def test_what_is_refused_leaves_no_empty_list_behind(self):
        save = self.env(user=self.buyer_user)["eservices.lists.save"]
        typed = {"source": "product", "id": str(self.free.id), "quantity": "x", "name": "New"}
        with self.assertRaises(UserError):
            save._save(self.customer, typed)
        self.assertFalse(self.env["eservices.list"].search([("name", "=", "New")]))

    def test_what_is_not_his_is_not_saved(self):
        order = self._submit_cart(self.rival_user, (self.free, 5))
        save = self.env(user=self.buyer_user)["eservices.lists.save"]
        foreign = self._create_list("Foreign", user=self.rival_user, rows=[(self.free, 1)])
        for typed in (
            {"source": "order", "id": str(order.id)},
            {"source": "list", "id": str(foreign.id)},
            {"source": "product", "id": str(self.unreachable.id)},
            {"source": "cart"},
            {"source": "product", "id": str(self.free.id), "list_id": str(foreign.id)},
        ):
            with self.subTest(typed=typed), self.assertRaises(MissingError):
                save._save(self.customer, {"name": "Mine", **typed})

    def test_lists_are_found_by_name_and_product(self):
        self._create_list("Other", rows=[(self.free, 1)])
        lists = self._lists()

        def found(**asked):
            return lists._list(self.customer, ListQuery(**asked))[0].mapped("name")

        self.assertEqual(found(), ["Other", "Weekly"])
        for text in ("week", "T-REF", "ACME 77"):
            self.assertEqual(found(text=text), ["Weekly"])
        self.assertEqual(found(state="shared"), [])
        self.list.is_shared = True
        self.assertEqual(found(state="shared"), ["Weekly"])


@tagged("post_install", "-at_install")
class TestOrderListsHttp(ListFixtures, HttpCase):
    """Row B2 over HTTP: pages, forms, and what JSON answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.list = cls._create_list(is_shared=True)
        cls.path = f"/eservices/lists/{cls.list.id}"

    def setUp(self):
        super().setUp()
        self.authenticate("t_buyer", None)

    def _post(self, path, **values):
        page = html.fromstring(self.url_open("/eservices/lists/add").text)
        token = page.xpath("//form//input[@name='csrf_token']/@value")[0]
        return self.url_open(path, data={"csrf_token": token, **values}, allow_redirects=False)

    def test_a_list_is_made_renamed_deleted_and_brought_back(self):
        answer = self._post("/eservices/lists/save", name="Tools", is_shared="1")
        path = answer.headers["Location"].rpartition("/eservices")[1:]
        path = "".join(path)
        self.assertIn("This list is empty", self.url_open(path).text)
        self._post(f"{path}/settings", name="Spare parts")
        page = html.fromstring(self.url_open(path).text)
        self.assertEqual(page.xpath("//h1/text()"), ["Spare parts"])
        self.assertIn("Private", page.text_content())
        where = self._post(f"{path}/delete").headers["Location"]
        self.assertEqual(self.url_open(path).status_code, 404)
        self.assertIn(f"{path}/restore", self.url_open(where).text)
        self._post(f"{path}/restore")
        self.assertEqual(self.url_open(path).status_code, 200)

    def test_a_form_that_is_refused_keeps_what_was_typed(self):
        values = {"source": "product", "id": self.free.id, "quantity": "x", "name": "New"}
        answer = self._post("/eservices/lists/save", **values)
        self.assertEqual(answer.status_code, 422)
        page = html.fromstring(answer.text)
        self.assertEqual(page.xpath("//form//*[@role='alert']//p/text()"), ["The quantity is not a number."])
        self.assertEqual(page.xpath("//input[@name='name']/@value"), ["New"])

    def test_a_colleague_reads_and_orders_and_changes_nothing(self):
        self.authenticate("t_colleague", None)
        page = html.fromstring(self.url_open(self.path).text)
        self.assertEqual(len(page.xpath("//button[@data-refill-url]")), 2)
        self.assertFalse(page.xpath("//*[contains(@class, 'o_eservices_stepper')]"))
        answer = self.make_jsonrpc_request(f"{self.path}/order", {})
        self.assertEqual(answer["text"], "All 2 lines are in your cart.")
        line = self.list.line_ids[0]
        answer = self.make_jsonrpc_request(f"{self.path}/lines/{line.id}", {"quantity": 9})
        self.assertFalse(answer["ok"])
        self.assertEqual(line.product_uom_qty, 2)

    def test_lines_are_added_by_reference_and_taken_off(self):
        answer = self.make_jsonrpc_request(f"{self.path}/lines", {"reference": "acme 77", "quantity": "2"})
        self.assertIn("ACME 77", answer["html"])
        self.assertEqual(self._read(self.list), {"T-FREE": 2, "T-REF": 5})
        answer = self.make_jsonrpc_request(f"{self.path}/lines", {"reference": "T-NONE"})
        self.assertEqual(answer, {"ok": False, "error": "Unknown reference “T-NONE”."})
        line = self.list.line_ids[0]
        answer = self.make_jsonrpc_request(f"{self.path}/lines/{line.id}/remove", {})
        self.assertEqual(answer["undo"], line.id)
        self.make_jsonrpc_request(f"{self.path}/lines/{line.id}/restore", {})
        self.assertEqual(self._read(self.list), {"T-FREE": 2, "T-REF": 5})

    def test_a_channel_without_a_cart_has_no_lists(self):
        self.config.show_cart = False
        self.assertEqual(self.url_open("/eservices/lists").status_code, 404)
        self.assertNotIn("/eservices/lists", self.url_open("/eservices").text)
        with self.assertRaisesRegex(JsonRpcException, "NotFound"):
            self.make_jsonrpc_request(f"{self.path}/order", {})
