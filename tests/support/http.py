"""What a person's browser, or a program, says to Odoo over HTTP."""

import re

import requests

from .waiting import PATIENCE

CSRF_TOKEN = re.compile(r"""csrf_token["']?(?:\s*:\s*|\s+value=)["']([^"']+)["']""")


class RpcError(Exception):
    """The server refused: `kind` is the class of Odoo's exception, the text is its message."""

    def __init__(self, error):
        data = error.get("data", {})
        super().__init__(data.get("message") or error.get("message"))
        self.kind = data.get("name", "").rpartition(".")[2]


class HttpSession(requests.Session):
    """A session with one server: paths instead of addresses.

    :param str url: address of the server, without a slash at the end
    """

    def __init__(self, url):
        super().__init__()
        self.url = url

    def request(self, method, url, **kwargs):
        """Send a request to a path of the server."""
        kwargs.setdefault("timeout", 2 * PATIENCE)
        return super().request(method, f"{self.url}{url}" if url.startswith("/") else url, **kwargs)

    def login(self, login):
        """Log in with the form, as a person does; the password of the demo users is their login."""
        token = self.csrf_token("/web/login")
        values = {"csrf_token": token, "login": login, "password": login, "type": "password"}
        answer = self.post("/web/login", data=values)
        answer.raise_for_status()
        assert "/web/login" not in answer.url, f"{login} could not log in"
        return self

    def enter(self, server, login):
        """Go on in the session that a person has with a server, or a new one; returns it."""
        session = server.sessions.get(login)
        self.cookies.update(session["cookies"])
        return session

    def csrf_token(self, path="/my"):
        """Read the token out of a page, as its forms would send it."""
        page = self.get(path)
        found = CSRF_TOKEN.search(page.text)
        assert found, f"{path} ({page.status_code}) holds no CSRF token"
        return found.group(1)

    def post_form(self, path, values=None, page="/my", **kwargs):
        """Send a form with the token of `page`."""
        return self.post(path, data={"csrf_token": self.csrf_token(page), **(values or {})}, **kwargs)

    def jsonrpc(self, path, **params):
        """Call a route of type jsonrpc.

        :raise RpcError: if the server answers with an error
        """
        answer = self.post(path, json={"jsonrpc": "2.0", "method": "call", "params": params})
        answer.raise_for_status()
        result = answer.json()
        if "error" in result:
            raise RpcError(result["error"])
        return result.get("result")


class Sessions:
    """The sessions of people with one server: whoever is logged in already need not wait for it again.

    :param str url: address of the server
    :param str database: its database
    """

    def __init__(self, url, database):
        self.url, self.database = url, database
        self.known = {}

    def get(self, login):
        """Return a person's session: its cookies, and the id of the user.

        :param str login: which is also the password
        """
        if login not in self.known:
            person = HttpSession(self.url)
            values = {"db": self.database, "login": login, "password": login}
            uid = person.jsonrpc("/web/session/authenticate", **values)["uid"]
            self.known[login] = {"cookies": person.cookies, "uid": uid}
        return self.known[login]


class Rpc(HttpSession):
    """A program that works with Odoo's models under a user's rights.

    :param OdooServer server: the server to speak to
    :param str login: a demo user's login, which is also the password
    """

    def __init__(self, server, login):
        super().__init__(server.url)
        self.uid = self.enter(server, login)["uid"]

    def call(self, model, method, *args, **kwargs):
        """Call a public method of a model."""
        path = f"/web/dataset/call_kw/{model}/{method}"
        return self.jsonrpc(path, model=model, method=method, args=args, kwargs=kwargs)

    def search_read(self, model, domain, fields, **kwargs):
        """Read the records that match."""
        return self.call(model, "search_read", domain, fields, **kwargs)
