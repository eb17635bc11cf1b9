"""People in live customer care, as their browsers speak to Odoo: requests, and a socket that hears."""

import json
import subprocess
import threading
import time
import uuid

import websocket
from support.http import HttpSession, Rpc
from support.waiting import PATIENCE, wait_for

# Said to a database between two journeys.
FORGET = """
UPDATE bus_bus SET create_date = create_date - interval '1 hour'
    WHERE create_date > now() at time zone 'utc' - interval '2 minutes';
UPDATE care_session SET state = 'closed' WHERE state IN ('invited', 'waiting', 'active', 'wrapup');
UPDATE care_visit SET is_open = FALSE WHERE is_open;
UPDATE care_contact SET state = 'closed' WHERE state != 'closed';
"""
# Seconds between two signs of life of somebody who sits in front of Odoo.
PULSE = 2


def forget(database):
    """End what a journey left running, and keep what it was told from the next one.

    The bus tells whoever opens a page what it told in the minute before.
    """
    subprocess.run(["psql", "-Xqd", database, "-c", FORGET], check=True)


class Ear:
    """A browser's socket: what Odoo tells it is kept by type.

    It listens all the time, as a browser does, which answers Odoo's pings.

    :param HttpSession session: logged in
    :param channels: names of channels beside the person's own
    """

    def __init__(self, session, channels=()):
        self.session, self.channels = session, list(channels)
        self.heard, self.news = [], threading.Condition()
        self.is_there = False
        self.connect()

    def connect(self):
        """Open the socket, subscribe, and listen."""
        cookie = f"session_id={self.session.cookies['session_id']}"
        address = self.session.url.replace("http", "ws", 1) + "/websocket"
        origin = self.session.url
        self.socket = websocket.create_connection(address, cookie=cookie, origin=origin, timeout=60)
        self.socket.settimeout(PULSE)
        self.send("subscribe", {"channels": self.channels, "last": 0})
        threading.Thread(target=self.listen, args=[self.socket], daemon=True).start()

    def send(self, name, data):
        """Say something to Odoo."""
        self.socket.send(json.dumps({"event_name": name, "data": data}))

    def be_there(self):
        """Sit in front of the browser; a socket that Odoo has closed is opened anew."""
        self.is_there = True
        if not self.socket.connected:
            self.connect()
        self.send("update_presence", {"inactivity_period": 0})

    def listen(self, socket):
        """Keep what comes, and say from time to time that he is still there, until the socket is closed."""
        pulse = time.monotonic()
        while socket.connected:
            try:
                if self.is_there and time.monotonic() > pulse + PULSE:
                    pulse = time.monotonic()
                    self.send("update_presence", {"inactivity_period": 0})
                messages = [one["message"] for one in json.loads(socket.recv())]
            except (websocket.WebSocketTimeoutException, json.JSONDecodeError):
                continue
            except (websocket.WebSocketException, OSError):
                socket.shutdown()
                return
            with self.news:
                self.heard += messages
                self.news.notify_all()

    def wait_for(self, kind, fits=lambda payload: True, seconds=PATIENCE):
        """Wait for a message of a type.

        :return: its payload
        """

        def find():
            fitting = (one["payload"] for one in self.heard if one["type"] == kind)
            return next((payload for payload in fitting if fits(payload)), None)

        with self.news:
            found = self.news.wait_for(lambda: find() is not None, seconds)
            assert found, f"{kind} was not heard; only {self.get_kinds()}"
            return find()

    def get_kinds(self):
        """Types of what was heard."""
        return sorted({one["type"] for one in self.heard})

    def close(self):
        """Close the socket, as a closed browser does."""
        self.is_there = False
        self.socket.close(timeout=0)


class Representative(Rpc):
    """A representative with Odoo open, ready."""

    def __init__(self, server, login):
        super().__init__(server, login)
        self.ear = Ear(self, ["care.monitor"])
        self.be_ready()

    def be_ready(self):
        """Sit in front of Odoo and say that customers may come, until Odoo has seen it.

        What he heard before is forgotten.
        """
        self.ear.heard.clear()
        self.ear.be_there()
        self.call("care.agent", "set_state", "ready")
        self.be_seen()

    def be_seen(self):
        """Wait until Odoo knows that he is there: a browser of his that is closed says that he is not."""
        wait_for(self.is_ready, f"user {self.uid} is seen")

    def is_ready(self):
        """Tell whether Odoo sends him customers."""
        return self.call("care.agent", "get_me")["state"] == "ready"

    def session(self, verb, session_id, *args):
        """Do something with a conversation."""
        return self.call("care.session", verb, [session_id], *args)

    def accept(self, session):
        """Take a waiting customer; gives the chat."""
        self.be_seen()
        return self.session("action_accept", session["id"])["channel_id"]

    def say(self, channel, text):
        """Write to the customer, as Odoo's chat does."""
        post = {"body": text, "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        self.jsonrpc("/mail/message/post", thread_model="discuss.channel", thread_id=channel, post_data=post)


class Visitor(HttpSession):
    """A customer on the platform.

    :param server: the `OdooServer`, or the `Proxy` before it
    :param str login: of a demo user
    """

    def __init__(self, server, login):
        super().__init__(server.url)
        self.user = login
        self.tab = uuid.uuid4().hex
        self.enter(server, login)

    def on_another_tab(self, server):
        """The same person in another tab, whose requests reach a process."""
        twin = Visitor(server, self.user)
        twin.cookies.update(self.cookies)
        return twin

    def care(self, path, **params):
        """Call one of the routes of customer care."""
        return self.jsonrpc(f"/eservices/care/{path}", **params)

    def ask(self, text="Hello", **params):
        """Ask for a conversation; gives it."""
        return self.care("start", text=text, key=uuid.uuid4().hex, **params)["session"]

    def say(self, session, text, key=None):
        """Say something in a conversation."""
        return self.care(f"sessions/{session['id']}/say", text=text, key=key or uuid.uuid4().hex)

    def read(self, session):
        """What stands in the conversation."""
        return self.care(f"sessions/{session['id']}/messages", after=0)["messages"]

    def find_session(self):
        """His conversation that is going on."""
        return self.care("state")["care"]["session"]

    def leave(self, session):
        """End it."""
        return self.care(f"sessions/{session['id']}/leave")["session"]

    def look_at(self, url, title):
        """Have a page open."""
        self.care("visit", tab=self.tab, event="enter", url=url, title=title, visible=True)
