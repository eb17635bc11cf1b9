"""Live customer care between real processes: at the same moment, on the bus, and after the worst."""

import subprocess
import uuid

import pytest
from support.care import Ear, Representative, Visitor
from support.crowd import all_at_once
from support.http import RpcError
from support.waiting import wait_for

ROUNDS = 4


@pytest.fixture(scope="module")
def representatives(server, neighbour):
    """Two of them, each with a process of his own."""
    pair = Representative(server, "csr"), Representative(neighbour, "csr2")
    yield pair
    for representative in pair:
        representative.ear.close()


@pytest.fixture
def csr(representatives):
    representatives[0].be_ready()
    return representatives[0]


@pytest.fixture
def csr2(representatives):
    representatives[1].be_ready()
    return representatives[1]


@pytest.fixture
def buyer(server):
    visitor = Visitor(server, "buyer")
    yield visitor
    running = visitor.find_session()
    if running:
        visitor.leave(running)


@pytest.fixture
def admin(rpc):
    return rpc("admin")


def close(representative, session):
    """Wrap up, so that the place is free for the next test."""
    representative.session("action_close", session["id"], "solved")


def try_to(verb, *args):
    """The result of a verb, or what was said against it."""
    try:
        return "done", verb(*args)
    except RpcError as error:
        return error.kind, str(error)


def test_of_two_who_accept_at_the_same_moment_one_wins_and_the_other_reads_who(csr, csr2, buyer):
    for _round in range(ROUNDS):
        session = buyer.ask("Who is first?")
        taking = [
            lambda who=who, number=session["id"]: try_to(who.session, "action_accept", number)
            for who in (csr, csr2)
        ]
        for who in (csr, csr2):
            who.be_seen()
        answers = all_at_once(taking)

        outcomes = sorted(outcome for outcome, _answer in answers)
        assert outcomes == ["UserError", "done"], answers
        refused = next(text for outcome, text in answers if outcome == "UserError")
        assert "was faster" in refused
        state = buyer.care(f"sessions/{session['id']}/messages")["session"]
        assert state["state"] == "active"
        events = [message for message in buyer.read(session) if message["kind"] == "event"]
        assert len(events) == 1
        buyer.leave(session)
        for who in (csr, csr2):
            try_to(close, who, session)


def test_a_customer_who_asks_in_many_tabs_at_once_waits_once(buyer, server, neighbour):
    tabs = [buyer.on_another_tab((server, neighbour)[number % 2]) for number in range(6)]
    asked = all_at_once([lambda tab=tab: tab.ask("Anybody?")["id"] for tab in tabs])

    assert len(set(asked)) == 1
    texts = [one["html"] for one in buyer.read({"id": asked[0]}) if one["kind"] == "mine"]
    assert len(texts) == 6


def test_a_message_sent_twice_at_once_stands_once(buyer, server):
    session = buyer.ask("")
    key = uuid.uuid4().hex
    sent = all_at_once([lambda: buyer.say(session, "Once", key)["message"]["id"]] * 4)

    assert len(set(sent)) == 1
    assert len([one for one in buyer.read(session) if one["key"] == key]) == 1


def test_a_wait_is_heard_moves_and_ends_on_everybodys_bus(csr, buyer, server):
    ear = Ear(buyer)
    buyer.look_at("/eservices/catalog", "Catalogue")
    session = buyer.ask("Where are my bolts?")

    position = ear.wait_for("care.session/position", lambda told: told["id"] == session["id"])
    assert position["position"] == 1
    csr.ear.wait_for("care.session/changed", lambda told: told["id"] == session["id"])
    csr.ear.wait_for("care.visit/changed")
    row = next(
        row for row in csr.call("care.visit", "get_monitor")["rows"] if row["session_id"] == session["id"]
    )
    assert (row["title"], row["may_take"]) == ("Catalogue", True)

    channel = csr.accept(session)

    def is_taken(told):
        return told["session"]["id"] == session["id"] and told["session"]["state"] == "active"

    assert ear.wait_for("care.session/changed", is_taken)["session"]["agent"]["name"]
    csr.say(channel, "They leave today.")

    # The bus tells again what it told a moment ago, of an earlier conversation too.
    def is_answer(told):
        return told["id"] == session["id"] and told["message"]["kind"] == "agent"

    heard = ear.wait_for("care.session/message", is_answer)
    assert "They leave today." in heard["message"]["html"]
    push = csr.session("action_push", session["id"], "/eservices/orders", "Your orders")
    shown = ear.wait_for("care.push/show", lambda told: told["session_id"] == session["id"])
    assert (shown["url"], shown["tab"]) == ("/eservices/orders", buyer.tab)
    buyer.care(f"push/{push['id']}/answer", state="shown")
    csr.ear.wait_for("care.push/answered", lambda told: told["state"] == "shown")
    buyer.leave(session)
    close(csr, session)
    ear.close()


def test_a_queue_that_assigns_by_itself_does_so_at_once(csr2, buyer):
    subjects = buyer.care("state")["care"]["subjects"]
    invoice = next(one for one in subjects if "invoice" in one["name"])
    session = buyer.ask("My invoice?", subject_id=invoice["id"])

    told = csr2.ear.wait_for("care.session/assigned", lambda told: told["id"] == session["id"])
    assert told["how"] == "assigned"
    assert buyer.care(f"sessions/{session['id']}/messages")["session"]["state"] == "active"
    buyer.leave(session)
    close(csr2, session)


def test_after_a_killed_worker_nobody_is_stranded_and_nothing_is_lost(
    csr, csr2, buyer, odoo_server, admin, journey_database
):
    csr2.ear.close()
    wait_for(lambda: not csr2.is_ready(), "he has gone from his first process")
    doomed = odoo_server()
    other = Representative(doomed, "csr2")
    session = buyer.ask("Please stay")
    since = session["waiting_since"]
    other.accept(session)
    doomed.process.kill()
    doomed.process.wait()
    buyer.say(session, "Are you there?")
    # Minutes pass.
    subprocess.run(
        [
            "psql",
            "-Xqd",
            journey_database,
            "-c",
            "UPDATE mail_presence SET last_poll = last_poll - interval"
            " '10 minutes' WHERE user_id IN (SELECT id FROM res_users WHERE login = 'csr2')",
        ],
        check=True,
    )
    run_cron(admin)

    waiting = wait_for(lambda: find_waiting(buyer, session), "he waits again")
    assert waiting["waiting_since"] == since
    csr.accept(session)
    texts = [one["html"] for one in buyer.read(session) if one["kind"] == "mine"]
    assert [text.replace("<p>", "").replace("</p>", "") for text in texts] == [
        "Please stay",
        "Are you there?",
    ]
    buyer.leave(session)
    close(csr, session)


def run_cron(admin):
    """Let the minute be over."""
    cron = admin.search_read("ir.cron", [("cron_name", "ilike", "hand out who waits")], ["id"])[0]["id"]
    admin.call("ir.cron", "method_direct_trigger", [cron])


def find_waiting(buyer, session):
    """His conversation, if he waits."""
    found = buyer.care(f"sessions/{session['id']}/messages")["session"]
    return found["state"] == "waiting" and found
