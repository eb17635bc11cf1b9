"""Representatives at their screens, with customers who come, wait, and are helped (L4 to L11, L14 to L16)."""

import re
import subprocess

import pytest
from playwright.sync_api import expect
from support.browsers import Browsers
from support.care import Visitor
from support.desk import Desk
from support.http import Rpc
from support.waiting import wait_for

SCREEN = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def people(server):
    """The customer, and programs that tidy up after the representatives."""
    return Visitor(server, "buyer"), [Rpc(server, "csr"), Rpc(server, "csr2")]


@pytest.fixture
def buyer(people):
    visitor, representatives = people
    yield visitor
    if running := visitor.find_session():
        visitor.leave(running)
    # Places are free again for the next test.
    for representative in representatives:
        for row in representative.call("care.session", "get_lists")["mine"]:
            representative.call("care.session", "action_close", [row["id"]], "solved")


@pytest.fixture(scope="module")
def desks(browser, server):
    """Two representatives, each with a browser of his own; a script error in it fails the tests."""
    browsers = Browsers(browser)
    yield {name: Desk(browsers.open(server, name, viewport=SCREEN)) for name in ("csr", "csr2")}
    browsers.close()


@pytest.fixture
def nora(desks):
    """Answers Sales and Technical."""
    return desks["csr"].open("monitoring").be_ready()


@pytest.fixture
def theo(desks):
    """Answers Sales and Billing."""
    return desks["csr2"].open("monitoring").be_ready()


def test_of_two_who_take_a_customer_at_once_one_has_him_and_the_other_reads_why(nora, theo, buyer):
    buyer.look_at("/eservices/catalog", "Catalogue")
    buyer.ask("Who is there?")
    held = []
    for desk in (nora, theo):
        button = desk.row("Bea Buyer").get_by_role("button", name="Take")
        expect(button).to_be_visible()
        desk.page.route("**/action_accept", lambda route: held.append(route))
    # Both press before either is answered.
    for desk in (nora, theo):
        desk.row("Bea Buyer").get_by_role("button", name="Take").click()
    wait_for(lambda: nora.page.title() and len(held) == 2, "both ask for him")
    for route in held:
        route.continue_()

    wait_for(lambda: buyer.find_session()["agent"], "somebody has him")
    winner, loser = (nora, theo) if "Nora" in buyer.find_session()["agent"]["name"] else (theo, nora)
    expect(winner.talk).to_be_visible()
    loser.wait_told("was faster")
    expect(loser.row("Bea Buyer")).to_contain_text("Chatting")
    expect(loser.talk).to_have_count(0)
    for desk in (nora, theo):
        desk.page.unroute("**/action_accept")


def test_a_customer_waits_is_shown_a_page_asked_about_requeued_and_helped(nora, theo, buyer):
    # He comes, and waits: both see it as it happens.
    buyer.look_at("/eservices/orders", "Your orders")
    row = theo.row("Bea Buyer")
    expect(row).to_contain_text("Browsing")
    expect(row).to_contain_text("Your orders")
    session = buyer.ask("When do the drills leave?")
    expect(row).to_contain_text("Waiting")
    expect(row).to_contain_text("Sales, no. 1")
    expect(nora.page.locator(".o_care_waiting li")).to_contain_text("Bea Buyer")

    # Theo takes him, reads who he is, sees where he goes.
    theo.take("Bea Buyer")
    expect(theo.talk).to_contain_text("When do the drills leave?")
    expect(theo.talk).to_contain_text("10417")
    for part in ("Current page", "Cart", "Profile", "Orders", "Open invoices"):
        expect(theo.panel.get_by_role("heading", name=part)).to_be_visible()
    buyer.look_at("/eservices/invoices", "Your invoices")
    expect(theo.panel).to_contain_text("Your invoices")
    same = theo.panel.get_by_role("link", name="Open the same page")
    expect(same).to_have_attribute("href", "/eservices/invoices")

    # They talk; an answer is prepared, a page is shown, a note stays inside.
    theo.say("On Thursday.")
    expect(theo.composer).to_have_value("")
    theo.answer("Greeting")
    expect(theo.composer).to_have_value(re.compile("Bea Buyer.*Theo Service"))
    theo.composer.fill("")
    theo.answer("Your cart")
    card = theo.talk.locator(".o_care_push")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("Sent")
    push = next(one["push"] for one in buyer.read(session) if one["push"])
    buyer.care(f"push/{push['id']}/answer", state="shown")
    expect(card).to_contain_text("Shown")
    expect(theo.panel.locator(".o_care_answer")).to_contain_text("Shown")
    theo.page.keyboard.press("Control+p")
    expect(card).to_have_count(2)
    expect(card.last).to_contain_text("Sent")
    theo.note("He asked the same last week.")
    expect(theo.talk.locator(".o_care_internal")).to_contain_text("He asked the same last week.")

    # A coworker is asked beside it, and answers in Odoo's own chat.
    theo.talk.get_by_role("button", name="Ask a coworker").click()
    theo.window.get_by_label("Your question").fill("Is the steel drill in stock?")
    theo.confirm("Ask")
    told = nora.page.locator(".o_notification", has_text="Is the steel drill in stock?")
    told.get_by_role("button", name="Answer").click()
    window = nora.page.locator(".o-mail-ChatWindow")
    answer = window.locator("textarea.o-mail-Composer-input:not([disabled])")
    answer.fill("Yes, forty.")
    answer.press("Enter")
    nora.page.get_by_title("Close Chat Window").first.click()
    expect(theo.talk.locator(".o_care_internal").last).to_contain_text("Yes, forty.")

    # What nobody answers is asked no longer when the conversation has gone on.
    theo.talk.get_by_role("button", name="Ask a coworker").click()
    theo.window.get_by_label("Your question").fill("Who knows about chucks?")
    theo.confirm("Ask")
    open_question = nora.page.locator(".o_notification", has_text="Who knows about chucks?")
    expect(open_question).to_be_visible()

    # It is Nora's business: requeued with a line, at its original time, and solved by her.
    theo.talk.get_by_role("button", name="Requeue").click()
    theo.window.get_by_label("Technical").check()
    theo.window.get_by_label("Why, for the next representative").fill("Wants to know about the chuck.")
    theo.confirm("Requeue")
    expect(theo.page.locator(".o_care_talk_foot")).to_be_visible()
    waiting = buyer.care(f"sessions/{session['id']}/messages")["session"]
    assert (waiting["state"], waiting["waiting_since"]) == ("waiting", session["waiting_since"])
    expect(nora.row("Bea Buyer")).to_contain_text("Technical, no. 1")
    expect(open_question).to_have_count(0)
    nora.take("Bea Buyer")
    expect(nora.talk.locator(".o_care_internal").last).to_contain_text("Wants to know about the chuck.")
    expect(nora.talk).to_contain_text("On Thursday.")
    nora.say("It takes 13 mm.")
    expect(nora.composer).to_have_value("")
    nora.talk.get_by_role("button", name="Close").click()
    nora.window.get_by_label("Solved").check()
    nora.confirm("Close")
    expect(nora.page.locator(".o_care_list")).to_contain_text("You talk with nobody now.")

    # The customer read what was meant for him, and nothing else.
    said = " ".join(one["html"] for one in buyer.read(session))
    assert "On Thursday." in said and "It takes 13 mm." in said
    assert not re.search("last week|steel drill|forty|chuck", said)


def test_a_representative_starts_a_chat_and_hands_it_over(nora, theo, buyer):
    buyer.look_at("/eservices/catalog", "Catalogue")
    nora.row("Bea Buyer").get_by_role("button", name="Invite").click()
    nora.window.get_by_label("First words").fill("May I help you choose?")
    nora.confirm("Invite")
    expect(nora.row("Bea Buyer")).to_contain_text("Invited")
    session = buyer.care("state")["care"]["session"]
    assert session["state"] == "invited"
    buyer.care(f"sessions/{session['id']}/accept")
    nora.row("Bea Buyer").get_by_role("button", name="Open").click()
    expect(nora.talk).to_contain_text("May I help you choose?")

    nora.talk.get_by_role("button", name="More", exact=True).click()
    nora.page.get_by_role("menuitem", name="Transfer to a coworker").click()
    nora.window.get_by_label("What he should know").fill("Looks for gloves.")
    nora.confirm("Offer it")
    expect(nora.talk.locator(".o_care_transfer")).to_contain_text("Theo Service")
    offer = theo.page.locator(".o_care_offer")
    expect(offer).to_contain_text("Looks for gloves.")
    offer.get_by_role("button", name="Accept").click()
    expect(theo.talk).to_contain_text("May I help you choose?")
    expect(theo.talk.locator(".o_care_internal")).to_contain_text("Looks for gloves.")
    nora.wait_told("has taken the conversation over")


def test_an_offer_that_nobody_answers_is_gone_from_both_screens(nora, theo, buyer, journey_database):
    buyer.look_at("/eservices/catalog", "Catalogue")
    session = buyer.ask("Who has time?")
    nora.take("Bea Buyer")
    nora.talk.get_by_role("button", name="More", exact=True).click()
    nora.page.get_by_role("menuitem", name="Transfer to a coworker").click()
    nora.confirm("Offer it")
    expect(theo.page.locator(".o_care_offer")).to_be_visible()
    # The minute is over.
    late = "UPDATE care_transfer SET expires_at = now() at time zone 'utc' WHERE state = 'offered'"
    subprocess.run(["psql", "-Xqd", journey_database, "-c", late], check=True)
    nora.page.reload()
    expect(theo.page.locator(".o_care_offer")).to_have_count(0)
    nora.wait_told("did not answer")
    expect(nora.talk.locator(".o_care_transfer")).to_have_count(0)
    assert buyer.care(f"sessions/{session['id']}/messages")["session"]["agent"]["name"] == "Nora Service"


def test_monitoring_obeys_the_keyboard_sorts_and_finds(nora, buyer, server):
    buyer.look_at("/eservices/catalog", "Catalogue")
    rival = Visitor(server, "rival")
    rival.look_at("/eservices/orders", "Your orders")
    buyer.ask("Hello")
    rows = nora.page.locator(".o_care_row")
    expect(rows.filter(has_text="Rita Rival")).to_be_visible()
    expect(rows.first).to_contain_text("Bea Buyer")
    nora.page.get_by_role("button", name="Customer", exact=True).click()
    nora.page.get_by_role("button", name="Customer", exact=True).click()
    expect(rows.first).not_to_contain_text("Bea Buyer")
    nora.page.get_by_role("button", name="Sales", exact=False).first.click()
    expect(rows).to_have_count(1)
    nora.page.get_by_role("button", name="Sales", exact=False).first.click()
    nora.page.get_by_label("Channel").select_option("FashionFlow")
    expect(rows).to_have_count(0)
    nora.page.get_by_label("Channel").select_option("All channels")
    expect(rows.filter(has_text="Rita Rival")).to_be_visible()
    nora.page.get_by_role("searchbox", name="Search customers").fill("nobody of this name")
    nora.page.get_by_role("button", name="Show everybody").click()
    nora.page.get_by_role("searchbox", name="Search customers").fill("Bea")
    expect(rows).to_have_count(1)
    nora.page.get_by_role("searchbox", name="Search customers").blur()
    nora.page.keyboard.press("j")
    expect(rows.first).to_be_focused()
    nora.page.keyboard.press("t")
    expect(nora.talk).to_contain_text("Hello")


def test_coworkers_and_wallboard_follow_what_happens(nora, theo, buyer):
    nora.open("coworkers")
    theo_row = nora.page.locator(".o_care_coworkers tr", has_text="Theo Service")
    expect(theo_row).to_contain_text("Ready")
    theo.page.locator("button.o_care_me").click()
    theo.page.get_by_role("menuitem", name="Break of 15 minutes").click()
    expect(theo_row).to_contain_text("Break")
    theo_row.get_by_role("button", name="Chat").click()
    expect(nora.page.locator(".o-mail-ChatWindow")).to_contain_text("Theo Service")

    theo.open("wallboard")
    expect(theo.page.locator(".o_care_load")).to_contain_text("Theo Service")
    waiting = theo.page.locator("[data-figure=waiting] strong")
    before = int(waiting.inner_text())
    buyer.ask("Does the board see me?")
    expect(waiting).to_have_text(str(before + 1))


def test_whoever_leaves_odoo_open_stays_there_for_customers(login, rpc, journey_database):
    page = login("csr", viewport=SCREEN)
    page.clock.install()
    Desk(page).open("monitoring").be_ready()
    # Minutes pass in which nothing is heard of him.
    silent = "UPDATE mail_presence SET last_poll = last_poll - interval '10 minutes'"
    subprocess.run(["psql", "-Xqd", journey_database, "-c", silent], check=True)
    nora = rpc("csr")
    assert nora.call("care.agent", "get_me")["state"] == "offline"
    page.clock.fast_forward("01:01")
    wait_for(
        lambda: nora.call("care.agent", "get_me")["state"] == "ready", "his browser tells that it is open"
    )
