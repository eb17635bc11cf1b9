"""A mail server that keeps what it is given, for journeys in which somebody gets an e-mail."""

import email
import email.policy
import re
import socketserver
import threading
import time


class Mailbox(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as Odoo needs; `messages` are those received, oldest first."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.messages = []
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def wait_for(self, address, words):
        """Return the one e-mail to `address` with these words in its subject; Odoo may still be queueing it.

        :raise AssertionError: when none came within a minute, or several did
        """
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if found := self.to(address, words):
                (message,) = found
                return message
            time.sleep(0.1)
        subjects = [message["Subject"] for message in self.to(address)]
        raise AssertionError(f"no e-mail about “{words}” came to {address}, but {subjects}")

    def to(self, address, words=""):
        """Return the e-mails to `address` that came until now, with these words in their subject."""
        return [
            message
            for message in list(self.messages)
            if address in message["To"] and words in str(message["Subject"])
        ]

    def link_to(self, address, path):
        """Return the part after the host of the link to `path` in the last e-mail to `address`."""
        for message in reversed(self.messages):
            if address in message["To"]:
                body = message.get_body(("plain", "html")).get_content()
                found = re.search(rf"https?://[^/\s\"]+({re.escape(path)}\?[^\s\"\])>]+)", body)
                if found:
                    return found.group(1).replace("&amp;", "&")
        raise AssertionError(f"no e-mail to {address} links to {path}")


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 journeys")
        for line in self.rfile:
            verb = line[:4].strip().upper()
            if verb == b"DATA":
                self._say("354 go on")
                self._receive()
            elif verb == b"QUIT":
                return self._say("221 bye")
            self._say("250 ok")
        return None

    def _receive(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.messages.append(message)

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())
