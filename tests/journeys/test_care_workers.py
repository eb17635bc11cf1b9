"""Live customer care as larger installations run it: workers, a process for sockets, nginx before them."""

import time

import psutil
import pytest
from support.care import Ear, Representative, Visitor
from support.proxy import Proxy
from support.server import free_port


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


def kill_a_worker(server):
    """Kill one of the workers that answer pages; gives its pid."""
    children = psutil.Process(server.process.pid).children()
    worker = next(child for child in children if "gevent" not in child.cmdline())
    worker.kill()
    return worker.pid


def test_a_conversation_goes_on_behind_a_proxy_though_a_worker_is_killed(proxy):
    csr, buyer = Representative(proxy, "csr"), Visitor(proxy.url, "buyer")
    ear = Ear(buyer)
    session = buyer.ask("Where are my bolts?")
    ear.wait_for("care.session/position", lambda told: told["id"] == session["id"])
    csr.ear.wait_for("care.session/changed", lambda told: told["id"] == session["id"])
    channel = csr.session("action_accept", session["id"])["channel_id"]
    post(csr, channel, "Which ones?")
    ear.wait_for("care.session/message", says("Which ones?"))

    killed = kill_a_worker(proxy.server)
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
