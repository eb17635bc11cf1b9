"""Live customer care as larger installations run it: workers, a process for sockets, nginx before them."""

import contextlib
import re

import psutil
import pytest
from playwright.sync_api import expect
from support.care import Ear, Representative, Visitor
from support.chat import Chat
from support.desk import Desk
from support.proxy import Proxy
from support.server import free_port
from support.waiting import wait_for

CUSTOMER = {"width": 1280, "height": 900}
STAFF = {"width": 1440, "height": 900}
WORKERS = 2


@pytest.fixture(scope="module")
def proxy(odoo_server, tmp_path_factory):
    """One address; behind it two workers and their websocket."""
    gevent_port = free_port()
    workers = odoo_server("--workers", str(WORKERS), "--gevent-port", str(gevent_port), "--proxy-mode")
    proxy = Proxy(tmp_path_factory.mktemp("nginx"), workers.port, gevent_port)
    proxy.server, proxy.sessions = workers, workers.sessions
    yield proxy.start()
    proxy.stop()


def says(text):
    """A condition on what the customer's page is told."""
    return lambda told: text in told["message"]["html"]


def find_workers(server):
    """The living children of an Odoo: the one that holds the sockets, and those that answer pages."""
    parent, bus, pages = psutil.Process(server.process.pid), [], []
    for child in parent.children():
        with contextlib.suppress(psutil.NoSuchProcess):
            if child.status() == psutil.STATUS_ZOMBIE:
                continue
            if "gevent" in child.cmdline():
                bus.append(child)
            # The one that does what is due at a time lets the others go first.
            elif child.nice() == parent.nice():
                pages.append(child)
    return bus, pages


def kill_one_of(server, is_bus=False):
    """Kill one of the workers that answer pages, or the one that holds the sockets; gives its pid."""

    def find():
        bus, pages = find_workers(server)
        # Never the last one: its place is taken a moment after.
        return bus if is_bus else len(pages) == WORKERS and pages

    worker = wait_for(find, "all workers are there")[0]
    worker.kill()
    return worker.pid


@pytest.fixture
def browse(browsers, proxy):
    """`browse(login, viewport)`: a page in a browser of that person; an error of a script fails the test."""
    return lambda login, viewport: browsers.open(proxy, login, viewport=viewport)


def test_three_people_walk_to_the_end_though_workers_are_killed_between_their_steps(proxy, browse):
    chat = Chat(browse("buyer", CUSTOMER))
    nora, theo = (Desk(browse(login, STAFF)) for login in ("csr", "csr2"))
    for desk in (nora, theo):
        desk.open("monitoring").be_ready()
    ahead = Visitor(proxy, "rival")
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
    csr, buyer = Representative(proxy, "csr"), Visitor(proxy, "buyer")
    ear = Ear(buyer)
    session = buyer.ask("Where are my bolts?")
    ear.wait_for("care.session/position", lambda told: told["id"] == session["id"])
    csr.ear.wait_for("care.session/changed", lambda told: told["id"] == session["id"])
    channel = csr.accept(session)
    csr.say(channel, "Which ones?")
    ear.wait_for("care.session/message", says("Which ones?"))

    killed = kill_one_of(proxy.server)
    for number in range(6):
        buyer.say(session, f"The long ones, part {number}")
    csr.say(channel, "They leave today.")

    ear.wait_for("care.session/message", says("They leave today."))
    said = [one["html"] for one in buyer.read(session) if one["kind"] == "mine"]
    assert [text[3:-4] for text in said[1:]] == [f"The long ones, part {number}" for number in range(6)]
    _bus, pages = find_workers(proxy.server)
    assert killed not in {page.pid for page in pages}
    wait_for(lambda: len(find_workers(proxy.server)[1]) == WORKERS, "the killed worker is replaced")
    buyer.leave(session)
    csr.session("action_close", session["id"], "solved")
    ear.close()
    csr.ear.close()
