"""The way in for e-mails: a mail server that hands each of them to Odoo's own gateway script."""

import smtplib
import subprocess
import sys
from email.message import EmailMessage
from email.utils import make_msgid
from importlib import resources
from urllib.parse import urlsplit

from support.mail import Mailbox


class Mailgate(Mailbox):
    """What Postfix would be: it takes e-mails by SMTP and pipes them to `odoo-mailgate.py`."""

    def __init__(self, server, user_id, password):
        address = urlsplit(server.url)
        self.command = [
            sys.executable,
            str(resources.files("odoo.addons.mail") / "static" / "scripts" / "odoo-mailgate.py"),
            f"--database={server.database}",
            f"--userid={user_id}",
            f"--password={password}",
            f"--host={address.hostname}",
            f"--port={address.port}",
        ]
        super().__init__()
        self.messages = self

    def append(self, message):
        """Hand a message on, before the sender is told that it was taken."""
        subprocess.run(self.command, input=message.as_bytes(), check=True, timeout=60)


def answer(gate, received, sender, text, references=None):
    """Answer an e-mail as a mail program does.

    :param Mailgate gate: the server to which it goes
    :param received: the e-mail that is answered
    :param str sender: the address that it claims to come from
    :param str references: instead of those that a mail program would write
    """
    message = EmailMessage()
    message["From"] = sender
    message["To"] = received["Reply-To"] or received["From"]
    message["Subject"] = f"Re: {received['Subject']}"
    message["Message-ID"] = make_msgid(domain="mail.example")
    message["In-Reply-To"] = received["Message-ID"]
    known = f"{received['References'] or ''} {received['Message-ID']}"
    message["References"] = " ".join((known if references is None else references).split())
    message.set_content(text)
    with smtplib.SMTP("127.0.0.1", gate.port, timeout=60) as smtp:
        smtp.send_message(message)
