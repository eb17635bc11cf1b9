"""Live customer care as larger installations run it: workers, a process for sockets, nginx before them."""

import re
import time

import psutil
import pytest
from playwright.sync_api import expect
from support.care import Ear, Representative, Visitor, forget_bus
from support.chat import Chat
from support.desk import Desk
from support.http import HttpSession
from support.proxy import Proxy
from support.server import free_port

CUSTOMER = {"width": 1280, "height": 900}
STAFF = {"width": 1440, "height": 900}
# The first page after a start waits for Odoo to build the bundles.
PATIENCE = 45_000


@pytest.fixture(scope="module")
def proxy(odoo_server, tmp_path_factory):
    """One address; behind it two workers and their websocket."""
    gevent_port = free_port()
    workers = odoo_server("--workers", "2", "--gevent-port", str(gevent_port), "--proxy-mode")
    proxy = Proxy(tmp_path_factory.mktemp("nginx"), workers.port, gevent_port)
    proxy.server, proxy.database = workers, workers.database
    yield proxy.start()
    proxy.stop()


def post(representative, channel, text):
    """Answer, as the composer of the back office does."""
    data = {"body": text, "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
    representative.jsonrpc(
        "/mail/message/post", thread_model="discuss.channel", thread_id=channel, post_data=data
    )


def says(text):
    """A condition on what the customer's page is told."""
    return lambda told: text in told["message"]["html"]


def kill_one_of(server, is_bus=False):
    """Kill one of the workers that answer pages, or the one that holds the sockets; gives its pid."""
    children = psutil.Process(server.process.pid).children()
    worker = next(child for child in children if ("gevent" in child.cmdline()) is is_bus)
    worker.kill()
    return worker.pid


@pytest.fixture
def browse(browser, proxy):
    """`browse(login, viewport)`: a page in a browser of that person; an error of a script fails the test."""
    contexts, errors = [], []
    forget_bus(proxy.database)

    def open_page(login, viewport):
        session = HttpSession(proxy.url).login(login)
        context = browser.new_context(base_url=proxy.url, locale="en-US", viewport=viewport)
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        cookie = {"name": "session_id", "value": session.cookies["session_id"], "url": proxy.url}
        context.add_cookies([cookie])
        contexts.append(context)
        return context.new_page()

    expect.set_options(timeout=30_000)
    yield open_page
    for context in contexts:
        context.close()
    assert not errors, "\n".join(errors)


def test_three_people_walk_to_the_end_though_workers_are_killed_between_their_steps(proxy, browse):
    chat = Chat(browse("buyer", CUSTOMER))
    nora, theo = (Desk(browse(login, STAFF)) for login in ("csr", "csr2"))
    for desk in (nora, theo):
        desk.open("monitoring").be_ready()
    ahead = Visitor(proxy.url, "rival")
    first = ahead.ask("Me first")
    chat.look_at("/eservices/catalog")
    chat.ask("When do the drills leave?", "A product or a price")
    chat.see_position(2)
    kill_one_of(proxy.server)
    ahead.leave(first)
    chat.see_position(1)

    # Accepted; his page is seen as he changes it, and one is pushed.
    theo.take("Bea Buyer")
    chat.talk_with("Theo Service")
    chat.look_at("/eservices/invoices")
    expect(theo.panel.get_by_role("link", name="Open the same page")).to_have_attribute(
        "href", "/eservices/invoices"
    )
    theo.say("On Thursday.")
    chat.see("On Thursday.")
    kill_one_of(proxy.server, is_bus=True)
    theo.answer("Your cart")
    expect(chat.page).to_have_url(re.compile("/eservices/cart$"))
    expect(theo.talk.locator(".o_care_push")).to_contain_text("Shown")

    # A coworker is asked; it becomes hers.
    theo.talk.get_by_role("button", name="Ask a coworker").click()
    theo.window.get_by_label("Your question").fill("Is the steel drill in stock?")
    theo.confirm("Ask")
    told = nora.page.locator(".o_notification", has_text="Is the steel drill in stock?")
    told.get_by_role("button", name="Answer").click()
    kill_one_of(proxy.server)
    answer = nora.page.locator(".o-mail-ChatWindow textarea.o-mail-Composer-input:not([disabled])")
    answer.fill("Yes, forty.")
    answer.press("Enter")
    expect(theo.talk.locator(".o_care_internal").last).to_contain_text("Yes, forty.")
    nora.page.get_by_title("Close Chat Window").first.click()
    theo.talk.get_by_role("button", name="Requeue").click()
    theo.window.get_by_label("Technical").check()
    theo.window.get_by_label("Why, for the next representative").fill("About the chuck.")
    theo.confirm("Requeue")
    chat.see("A colleague goes on with this in a moment.")
    nora.take("Bea Buyer")
    chat.talk_with("Nora Service")
    chat.say("And the chuck?")
    expect(nora.talk).to_contain_text("And the chuck?")

    # Resolved, and rated.
    kill_one_of(proxy.server)
    nora.say("It takes 13 mm.")
    chat.see("It takes 13 mm.")
    nora.talk.get_by_role("button", name="Close").click()
    nora.window.get_by_label("Solved").check()
    nora.confirm("Close")
    chat.press("Good")
    chat.press("Send")
    chat.see("Thank you.")
    said = chat.window.locator(".o_care_text").all_inner_texts()
    for text in ("When do the drills leave?", "On Thursday.", "And the chuck?", "It takes 13 mm."):
        assert said.count(text) == 1, said
    assert not re.search("steel drill|forty|About the chuck", " ".join(said))


def test_a_conversation_goes_on_behind_a_proxy_though_a_worker_is_killed(proxy):
    csr, buyer = Representative(proxy, "csr"), Visitor(proxy.url, "buyer")
    ear = Ear(buyer)
    session = buyer.ask("Where are my bolts?")
    ear.wait_for("care.session/position", lambda told: told["id"] == session["id"])
    csr.ear.wait_for("care.session/changed", lambda told: told["id"] == session["id"])
    channel = csr.session("action_accept", session["id"])["channel_id"]
    post(csr, channel, "Which ones?")
    ear.wait_for("care.session/message", says("Which ones?"))

    killed = kill_one_of(proxy.server)
    for number in range(6):
        buyer.say(session, f"The long ones, part {number}")
    post(csr, channel, "They leave today.")

    ear.wait_for("care.session/message", says("They leave today."))
    said = [one["html"] for one in buyer.read(session) if one["kind"] == "mine"]
    assert [text[3:-4] for text in said[1:]] == [f"The long ones, part {number}" for number in range(6)]
    deadline = time.monotonic() + 20
    while len(psutil.Process(proxy.server.process.pid).children()) < 4:
        assert time.monotonic() < deadline, "the killed worker was not replaced"
        time.sleep(0.2)
    assert killed not in {child.pid for child in psutil.Process(proxy.server.process.pid).children()}
    buyer.leave(session)
    csr.session("action_close", session["id"], "solved")
    ear.close()
    csr.ear.close()
