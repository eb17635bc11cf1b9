"""People in live customer care, as their browsers speak to Odoo: requests, and a socket that hears."""

import json
import subprocess
import time
import uuid

import websocket
from support.http import HttpSession, Rpc


def forget_bus(database):
    """The bus tells who opens a page what it told in the minute before: to the journey before this one."""
    subprocess.run(["psql", "-Xqd", database, "-c", "DELETE FROM bus_bus"], check=True)


class Ear:
    """A browser's socket: what Odoo tells it is kept by type.

    :param HttpSession session: logged in
    :param channels: names of channels beside the person's own
    """

    def __init__(self, session, channels=()):
        self.session, self.channels = session, list(channels)
        self.heard = []
        self.connect()

    def connect(self):
        """Open the socket, and subscribe."""
        cookie = f"session_id={self.session.cookies['session_id']}"
        address = self.session.url.replace("http", "ws", 1) + "/websocket"
        origin = self.session.url
        self.socket = websocket.create_connection(address, cookie=cookie, origin=origin, timeout=30)
        self.send("subscribe", {"channels": self.channels, "last": 0})

    def send(self, name, data):
        """Say something to Odoo."""
        self.socket.send(json.dumps({"event_name": name, "data": data}))

    def be_there(self):
        """Tell that the person sits in front of the browser; a socket that Odoo has closed is opened anew."""
        try:
            self.listen(0.01)
        except (websocket.WebSocketConnectionClosedException, OSError):
            self.socket.close()
        if not self.socket.connected:
            self.connect()
        self.send("update_presence", {"inactivity_period": 0})

    def wait_for(self, kind, fits=lambda payload: True, seconds=20):
        """Wait for a message of a type.

        :return: its payload
        """
        deadline = time.monotonic() + seconds
        while True:
            for payload in [one["payload"] for one in self.heard if one["type"] == kind]:
                if fits(payload):
                    return payload
            assert time.monotonic() < deadline, f"{kind} was not heard; only {self.get_kinds()}"
            self.listen(max(0.1, deadline - time.monotonic()))

    def listen(self, seconds):
        """Keep what comes next, if something does; whoever does not listen does not answer pings."""
        self.socket.settimeout(seconds)
        try:
            self.heard += [one["message"] for one in json.loads(self.socket.recv())]
        except (websocket.WebSocketTimeoutException, json.JSONDecodeError):
            return

    def get_kinds(self):
        """Types of what was heard."""
        return sorted({one["type"] for one in self.heard})

    def close(self):
        """Close the socket, as a closed browser does."""
        self.socket.close()


class Representative(Rpc):
    """A representative with Odoo open, ready."""

    def __init__(self, server, login):
        super().__init__(server, login)
        self.ear = Ear(self, ["care.monitor"])
        self.be_ready()

    def be_ready(self):
        """Sit in front of Odoo and say that customers may come, until Odoo has seen it."""
        deadline = time.monotonic() + 10
        self.ear.be_there()
        self.call("care.agent", "set_state", "ready")
        while self.call("care.agent", "get_me")["state"] != "ready":
            assert time.monotonic() < deadline, f"user {self.uid} is not seen"
            time.sleep(0.1)

    def session(self, verb, session_id, *args):
        """Do something with a conversation."""
        return self.call("care.session", verb, [session_id], *args)

    def accept(self, session):
        """Take a waiting customer; gives the chat."""
        self.be_ready()
        return self.session("action_accept", session["id"])["channel_id"]

    def say(self, channel, text):
        """Write to the customer, as Odoo's chat does."""
        post = {"body": text, "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        self.jsonrpc("/mail/message/post", thread_model="discuss.channel", thread_id=channel, post_data=post)


class Visitor(HttpSession):
    """A customer on the platform.

    :param str login: of a demo user; without one he is not logged in yet
    """

    def __init__(self, url, login=None):
        super().__init__(url)
        self.tab = uuid.uuid4().hex
        if login:
            self.login(login)

    def on_another_tab(self, server):
        """The same person in another tab, whose requests reach a process."""
        twin = Visitor(server.url)
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
