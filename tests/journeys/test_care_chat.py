"""The customer's window of live care in his own browser (L1 to L3, L11, L13, L16)."""

import re

import pytest
from playwright.sync_api import expect
from support.axe import find_violations
from support.care import Representative, Visitor
from support.chat import Chat
from support.http import HttpSession
from support.waiting import wait_for

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NOBODY = {"name": "Never", "tz": "UTC", "attendance_ids": [(5,)]}


@pytest.fixture(scope="module")
def nora(server):
    """Answers Sales and Technical."""
    representative = Representative(server, "csr")
    yield representative
    representative.ear.close()


@pytest.fixture(scope="module")
def theo(server):
    """Answers Sales and Billing."""
    representative = Representative(server, "csr2")
    yield representative
    representative.ear.close()


@pytest.fixture(scope="module")
def visitor(server):
    return Visitor(server, "buyer")


@pytest.fixture
def bea(visitor, nora, theo):
    """What the server knows of the customer; whatever runs is over afterwards."""
    for who in (nora, theo):
        who.be_ready()
    yield visitor
    if running := visitor.find_session():
        visitor.leave(running)
    for who in (nora, theo):
        for row in who.call("care.session", "get_lists")["mine"]:
            who.session("action_close", row["id"], "solved")


@pytest.fixture
def browse(login):
    """`browse()`: a page of the customer in one more browser; an error of a script fails the test."""
    return lambda viewport=DESK, **options: Chat(login("buyer", viewport=viewport, **options))


def push(who, session, url, title):
    """A representative shows a page; gives what he is told about it."""
    number = who.session("action_push", session["id"], url, title)["id"]
    return lambda: who.ear.wait_for("care.push/answered", lambda told: told["id"] == number)["state"]


def is_seen_on(who, session, url):
    """Tell whether a representative sees the customer on a page."""
    return who.session("get_panel", session["id"])["visit"]["url"] == url


def test_a_customer_waits_is_helped_shown_pages_passed_on_and_says_how_it_was(
    browse, bea, nora, theo, server, mailbox, rpc
):
    # He waits behind somebody, with his question, and goes on working meanwhile.
    other = Visitor(server, "rival")
    ahead = other.ask("Me first")
    chat = browse()
    chat.look_at("/eservices/catalog")
    assert not chat.page.evaluate(
        "performance.getEntriesByType('resource').some(one => /chat/.test(one.name))"
    )
    chat.ask("When can the drills leave?", "A product or a price")
    chat.see_position(2)
    chat.see("kept for the colleague who answers")
    chat.see("Automatic answer of this queue")
    assert find_violations(chat.page) == []
    other.leave(ahead)
    chat.see_position(1)
    chat.field.fill("And the chu")
    chat.look_at("/eservices/orders")
    chat.see_position(1)
    expect(chat.field).to_have_value("And the chu")
    wide = chat.page.locator("main").bounding_box()
    assert wide["x"] + wide["width"] <= chat.window.bounding_box()["x"] + 1, "the page takes the rest"

    # Theo takes him, sees where he is, and answers.
    session = bea.find_session()
    channel = theo.accept(session)
    chat.talk_with("Theo Service")
    wait_for(lambda: is_seen_on(theo, session, "/eservices/orders"), "it is seen where he is")
    theo.jsonrpc("/discuss/channel/notify_typing", channel_id=channel, is_typing=True)
    chat.see("Theo Service is typing")
    theo.say(channel, "On Thursday.")
    chat.see("On Thursday.")
    chat.say("And the chuck?")
    expect(chat.bubbles.last).to_contain_text("And the chuck?")

    # A page opens by itself, but not over what is being filled in.
    hear = push(theo, session, "/eservices/account", "Your account")
    expect(chat.page).to_have_url(re.compile("/eservices/account$"))
    assert hear() == "shown"
    chat.see("Shown")
    chat.page.get_by_label("Present password").fill("half")
    hear = push(theo, session, "/eservices/invoices", "Your invoices")
    chat.press("Not now")
    assert hear() == "declined"
    chat.see("Not opened")
    assert "/account" in chat.page.url
    chat.press("Minimise")
    hear = push(theo, session, "/eservices/cart", "Your cart")
    chat.press("Open page")
    expect(chat.page).to_have_url(re.compile("/eservices/cart$"))
    assert hear() == "shown"

    # A coworker is asked beside it; then it is hers, who solves it.
    theo.session("action_ask", session["id"], nora.call("care.agent", "get_me")["user_id"], "Which chuck?")
    nora.session("action_note", session["id"], "He asks each week.")
    queues = nora.call("care.agent", "get_me")["queues"]
    technical = next(queue["id"] for queue in queues if queue["name"] == "Technical")
    theo.session("action_requeue", session["id"], technical, "It is the large one.")
    expect(chat.page.locator(".o_care_bar")).to_contain_text("Waiting, position 1")
    chat.page.locator(".o_care_bar").click()
    chat.see("A colleague goes on with this in a moment.")
    channel = nora.accept(session)
    chat.talk_with("Nora Service")
    nora.say(channel, "It takes 13 mm.")
    chat.see("It takes 13 mm.")
    nora.session("action_close", session["id"], "solved")
    chat.press("Good")
    chat.window.get_by_label("What could be better?").fill("Nothing.")
    chat.press("Send")
    chat.see("Thank you.")
    (rated,) = rpc("admin").search_read("care.session", [("id", "=", session["id"])], ["rating"])
    assert rated["rating"] == 5
    chat.press("Send it to me by e-mail")
    chat.see("Sent to buyer@acme.example")
    assert "13 mm" in str(mailbox.wait_for("buyer@acme.example", "").get_body(("html",)).get_content())
    assert not re.search("Which chuck|each week|large one", chat.window.inner_text())


def test_a_representative_speaks_first_and_the_customer_decides(browse, bea, nora):
    chat = browse()

    def find_visits():
        rows = nora.call("care.visit", "get_monitor")["rows"]
        return [row for row in rows if row["name"] == "Bea Buyer" and row["url"] == "/eservices/catalog"]

    def invite(text):
        visits = wait_for(find_visits, "the visit is seen")
        nora.be_seen()
        return nora.call("care.visit", "action_invite", [visits[0]["id"]], text)["channel_id"]

    with chat.page.expect_websocket():
        chat.look_at("/eservices/catalog")
    before = chat.page.locator("main").bounding_box()
    invite("May I help?")
    chat.see("Nora Service offers help")
    assert chat.page.locator("main").bounding_box() == before, "the page stays as it is"
    assert find_violations(chat.page) == []
    chat.press("No, thank you")
    expect(chat.window).to_have_count(0)
    assert bea.find_session() is None

    channel = invite("Are you sure?")
    chat.press("Answer")
    chat.talk_with("Nora Service")
    chat.say("Which gloves fit?")
    expect(chat.bubbles.last).to_contain_text("Which gloves fit?")
    nora.say(channel, "Size 9.")
    chat.see("Size 9.")
    chat.end()
    chat.see("The conversation is over. How was it?")


def test_what_is_written_without_a_connection_is_sent_once_and_in_order(browse, bea, nora):
    chat = browse()
    chat.look_at("/eservices/orders")
    chat.ask("Hello")
    chat.see_position(1)
    session = bea.find_session()
    channel = nora.accept(session)
    chat.talk_with("Nora Service")
    chat.page.context.set_offline(True)
    for text in ("one", "two", "three"):
        chat.say(text)
    chat.see("Sent as soon as the connection is back")
    expect(chat.window.locator(".o_care_pending")).to_have_count(3)
    nora.say(channel, "Are you there?")
    chat.page.context.set_offline(False)
    expect(chat.window.locator(".o_care_pending")).to_have_count(0)
    chat.see("Are you there?")
    said = [re.sub("<[^>]+>", "", one["html"]) for one in bea.read(session) if one["kind"] == "mine"]
    assert said == ["Hello", "one", "two", "three"]
    assert chat.window.locator(".o_care_mine .o_care_text").all_inner_texts() == said


def test_every_tab_and_every_browser_shows_the_same_conversation(browse, bea, nora, server):
    chat = browse()
    chat.look_at("/eservices/orders")
    chat.ask("Where is it?")
    chat.see_position(1)
    tab = Chat(chat.page.context.new_page())
    tab.look_at("/eservices/catalog")
    # Another browser, where he has logged in too.
    session = HttpSession(server.url).login("buyer")
    elsewhere = browse(PHONE, has_touch=True, session=session)
    elsewhere.look_at("/eservices")
    for one in (tab, elsewhere):
        one.see("Where is it?")
    assert find_violations(elsewhere.page) == []
    channel = nora.accept(bea.find_session())
    elsewhere.talk_with("Nora Service")
    elsewhere.field.fill("I ask from the train.")
    elsewhere.press("Send")
    nora.say(channel, "It left.")
    for one in (chat, tab, elsewhere):
        one.see("I ask from the train.")
        one.see("It left.")
    # Closed in one browser it stays closed there, and tells what came.
    elsewhere.window.press("Escape")
    elsewhere.look_at("/eservices/orders")
    nora.say(channel, "By truck.")
    expect(elsewhere.page.locator(".o_care_bar .o_eservices_badge")).to_have_text("1 new")
    expect(elsewhere.window).to_have_count(0)
    chat.end()
    for one in (chat, tab):
        one.see("The conversation is over. How was it?")
    expect(elsewhere.page.locator(".o_care_bar")).to_have_count(0)


@pytest.mark.parametrize("lost", ["**/web/bundle/customer_care.assets_chat*", "**/eservices/care/state"])
def test_where_the_chat_does_not_come_up_a_form_takes_its_place(browse, rpc, lost):
    chat = browse()
    chat.page.route(lost, lambda route: route.abort())
    chat.look_at("/eservices/catalog")
    chat.page.get_by_role("link", name="Talk to us").click()
    chat.window.get_by_label("Your message").fill(" ")
    chat.press("Send")
    expect(chat.window.get_by_role("alert")).to_contain_text("Write something.")
    assert find_violations(chat.page) == []
    chat.window.get_by_label("Your message").fill(f"Nothing came up: {lost}")
    chat.press("Send")
    chat.see("Thank you. We answer by e-mail")
    assert chat.page.url.endswith("/eservices/catalog"), "he stays where he was"
    chat.press("Close")
    expect(chat.window).to_have_count(0)
    domain = [("model", "=", "res.partner"), ("body", "ilike", lost.replace("*", "")[5:20])]
    (message,) = rpc("admin").search_read("mail.message", domain, ["author_id"])
    assert message["author_id"][1].endswith("Bea Buyer")


def test_when_nobody_is_there_the_window_takes_a_wish_for_a_call(browse, rpc):
    admin = rpc("admin")
    domain = [("name", "=", "ToolTech")]
    (config,) = admin.search_read("eservices.config", domain, ["care_calendar_id"])
    (never,) = admin.call("resource.calendar", "create", [NOBODY])
    admin.call("eservices.config", "write", [config["id"]], {"care_calendar_id": never})
    try:
        chat = browse(PHONE, has_touch=True)
        chat.look_at("/eservices/orders")
        chat.page.locator(".o_eservices_account_menu summary").click()
        chat.open()
        chat.see("Nobody is here at the moment.")
        chat.window.get_by_label("Call me").check()
        chat.window.get_by_label("Number to call").fill("+33 1 23 45 67 89")
        assert find_violations(chat.page) == []
        chat.press("Send")
        chat.see("Thank you. We call you")
        wish = [("summary", "=", "Call +33 1 23 45 67 89"), ("res_model", "=", "res.partner")]
        assert len(admin.search_read("mail.activity", wish, ["id"])) == 1
    finally:
        admin.call("eservices.config", "write", [config["id"]], {"care_calendar_id": False})
