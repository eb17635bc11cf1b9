"""A message of staff on an open page: it comes by itself, is read when seen, and is answered there (P23)."""

import re

from playwright.sync_api import expect


def say(shop, order, body, subtype="mail.mt_comment"):
    values = {"message_type": "comment", "subtype_xmlid": subtype, "partner_ids": [shop.contact]}
    shop.admin.call("sale.order", "message_post", [order], body=body, **values)


def test_a_message_comes_live_is_read_and_answered(shop, customer, visitor):
    _template, bolt = shop.create_product("Bolt", 10, stock=5, free_sale=True)
    login = shop.open_platform()
    shopping = customer(login)
    shopping.add(bolt, 2)
    _page, order = shopping.validate()
    page = visitor(login, viewport={"width": 1280, "height": 1000})
    # The page listens a moment after it is drawn.
    with page.expect_websocket():
        page.goto("/eservices")
    unread = page.get_by_role("navigation", name="Main").locator(".o_eservices_unread_count")
    expect(unread).to_be_hidden()

    say(shop, order, "Margin is thin.", "mail.mt_note")
    say(shop, order, "Shall we ship today?")
    expect(unread).to_have_text("1")
    page.get_by_role("link", name=re.compile("^Messages")).first.click()
    with page.expect_websocket():
        page.get_by_role("link", name=re.compile("Shall we ship today")).click()
    thread = page.get_by_role("region", name="Messages on this order")
    expect(thread.get_by_text("Shall we ship today?")).to_be_visible()
    expect(unread).to_be_hidden()

    thread.get_by_role("textbox").fill("Half an ans")
    say(shop, order, "Or tomorrow?")
    expect(thread.get_by_text("Or tomorrow?")).to_be_visible()
    expect(thread.get_by_role("textbox")).to_have_value("Half an ans")
    thread.get_by_role("textbox").fill("Today, please.")
    thread.get_by_role("button", name="Send").click()
    expect(thread.get_by_text("Today, please.")).to_be_visible()
    expect(thread.get_by_role("textbox")).to_have_value("")
    expect(thread.get_by_text("Margin is thin.")).to_have_count(0)

    domain = [("model", "=", "sale.order"), ("res_id", "=", order), ("body", "ilike", "Today, please.")]
    (answer,) = shop.admin.search_read("mail.message", domain, ["author_id", "message_type"])
    assert (answer["author_id"][0], answer["message_type"]) == (shop.contact, "comment")
