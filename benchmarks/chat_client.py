"""A person in a chat: requests under a session, and a socket that notes when something was heard."""

import json
import threading
import time

import urllib3
import websocket


class Person:
    """Somebody with a browser open.

    :param Served stand: the server
    :param str login: who
    :param str session: id of the session
    """

    def __init__(self, stand, login, session):
        self.login = login
        self.url = stand.server.url
        self.headers = {
            "Cookie": f"session_id={session}",
            "Content-Type": "application/json",
            # A worker serves who asks; a connection that stays open would keep it for one of two hundred.
            "Connection": "close",
        }
        self.pool = urllib3.HTTPConnectionPool("127.0.0.1", stand.server.port, timeout=120, retries=False)
        self.socket = websocket.create_connection(
            f"ws://127.0.0.1:{stand.socket_port}/websocket",
            cookie=f"session_id={session}",
            origin=self.url,
            timeout=120,
        )
        # Whoever is told nothing for a long time goes on listening.
        self.socket.settimeout(None)
        self.last = 0
        self.hear = None
        self.subscribe()
        threading.Thread(target=self._listen, daemon=True).start()

    def call(self, path, **params):
        """Call a route of type jsonrpc.

        :raise RuntimeError: when it is refused
        """
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        answer = json.loads(self.pool.urlopen("POST", path, body=body, headers=self.headers).data)
        result = answer.get("result")
        if "error" in answer or (isinstance(result, dict) and result.get("ok") is False):
            raise RuntimeError(f"{path} refuses {params}: {answer}")
        return result

    def post(self, channel, text):
        """Write in a chat, as Odoo's own composer does."""
        data = {"body": text, "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        self.call("/mail/message/post", thread_model="discuss.channel", thread_id=channel, post_data=data)

    def subscribe(self):
        """Ask to hear of every chat that one is a member of by now."""
        self._send("subscribe", {"channels": [], "last": self.last})

    def be_there(self):
        """Tell that somebody sits in front of the browser."""
        self._send("update_presence", {"inactivity_period": 0})

    def close(self):
        """Close the browser."""
        self.hear = None
        self.socket.close()

    def _send(self, name, data):
        self.socket.send(json.dumps({"event_name": name, "data": data}))

    def _listen(self):
        while True:
            try:
                text = self.socket.recv()
            except (websocket.WebSocketException, OSError):
                return
            now = time.perf_counter()
            for one in json.loads(text) if text else ():
                self.last = max(self.last, one["id"])
                if self.hear:
                    self.hear(self, one["message"]["type"], one["message"]["payload"], now)
