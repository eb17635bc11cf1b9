"""Customers at work: each with a session and a connection of his own that stays open."""

import json
import threading
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import urllib3

from tests.support.http import HttpSession


class Client:
    """A customer who is logged in.

    :param str url: address of the server, without a slash at the end
    :param str login: his login, which is also his password
    """

    def __init__(self, url, login):
        self.login = login
        self.cookie = HttpSession(url).login(login).cookies["session_id"]
        address = urlsplit(url)
        self.pool = urllib3.HTTPConnectionPool(
            address.hostname, address.port, maxsize=1, timeout=120, retries=False
        )

    def _send(self, method, path, accepted=(200,), **options):
        options["headers"] = {**options.get("headers", {}), "Cookie": f"session_id={self.cookie}"}
        response = self.pool.urlopen(method, path, redirect=False, **options)
        if response.status not in accepted:
            raise RuntimeError(f"{method} {path} answers {response.status}")
        fresh = SimpleCookie(response.headers.get("Set-Cookie", "")).get("session_id")
        if fresh:
            self.cookie = fresh.value
        return response

    def get(self, path):
        """Load a page."""
        return self._send("GET", path).data

    def call(self, path, **params):
        """Call a route of type jsonrpc."""
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        answer = json.loads(
            self._send("POST", path, body=body, headers={"Content-Type": "application/json"}).data
        )
        result = answer.get("result")
        if "error" in answer or (isinstance(result, dict) and result.get("ok") is False):
            raise RuntimeError(f"{path} refuses {params}: {answer}")
        return result

    def post(self, path, values):
        """Send a form, without going where it leads.

        :return: the address that it leads to
        """
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", path, accepted=(302, 303), body=urlencode(values), headers=headers).headers[
            "Location"
        ]


@dataclass(frozen=True)
class Burst:
    """What some customers got done at the same time.

    :param float seconds: how long it took
    :param durations: seconds of each request
    :param float cpu: seconds that the server's processors worked for it
    """

    seconds: float
    durations: tuple
    cpu: float = 0.0

    @property
    def rate(self):
        """Requests per second."""
        return len(self.durations) / self.seconds


def burst(works, seconds=None, count=None):
    """Let customers work at the same time, each in a thread, for some seconds or a number of requests in all.

    :param works: one function per customer; it is called with 0, 1, 2… and does one request
    """
    durations = [[] for _ in works]
    errors = []
    start = time.perf_counter()

    def labour(work, own):
        try:
            number = 0
            while (
                (time.perf_counter() - start < seconds) if count is None else (number < count // len(works))
            ):
                began = time.perf_counter()
                work(number)
                own.append(time.perf_counter() - began)
                number += 1
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=labour, args=pair) for pair in zip(works, durations, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return Burst(time.perf_counter() - start, tuple(sum(durations, [])))
