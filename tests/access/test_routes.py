"""Runs the table of routes: every route as every person, over HTTP."""

import json
import re
from urllib.parse import urlsplit

from odoo.tests import tagged

from .bodies import BODIES, FREE_TEXTS, KEEPING
from .hostile import HOSTILE_QUERIES, HOSTILE_VALUES, MALFORMED_IDS, QUERIES
from .people import OURS, PEOPLE, AccessCase, read_json
from .routes import ROUTES
from .table import differences, missing_and_stale, rows

# A place for an id in an address, or for a word out of a list.
PLACE = re.compile(r"<(?:int|any\((?P<words>[^)]*)\)):\w+>")
KINDS = {"picking": "delivery", "claim": "return"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@tagged("post_install", "-at_install")
class TestRoutes(AccessCase):
    """The table of routes, and what holds for every route."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.routes = cls._find_routes()

    def test_every_route_has_its_rows(self):
        existing = {(method, path) for path, routing in self.routes.items() for method in routing["methods"]}
        self.assertTrue(existing)
        self.assertEqual(missing_and_stale(ROUTES, ("method", "path"), existing), [])

    def test_everybody_gets_what_the_table_says(self):
        self.assertEqual(differences(ROUTES, PEOPLE, self._measure), [])

    def test_a_malformed_id_in_an_address_is_not_found(self):
        found = []
        for path, routing in self.routes.items():
            for text in MALFORMED_IDS if PLACE.search(path) else ():
                for method in routing["methods"]:
                    place = self._address(path, text)
                    outcome = self._send("customer", method, place, self._body(path, text))[0]
                    if outcome != "missing":
                        found.append(f"{method} {path} with {text}: {outcome}")
        self.assertEqual(found, [])

    def test_no_other_method_is_answered(self):
        found = []
        for path, routing in self.routes.items():
            for method in set(METHODS) - set(routing["methods"]):
                response = self.knock("customer", method, self._address(path, 1))
                if response.status_code != 405:
                    found.append(f"{method} {path}: {response.status_code}")
        self.assertEqual(found, [])

    def test_a_form_without_its_token_changes_nothing(self):
        found = []
        for path, _routing in self._posts("http"):
            for token in (None, "", "x", self.csrf_token("rival")):
                with self.undone():
                    before = self.fingerprint()
                    form = self._body(path, self._record_of(path)) | (
                        {} if token is None else {"csrf_token": token}
                    )
                    response = self.knock(
                        "customer", "POST", self._address(path, self._record_of(path)), data=form
                    )
                    if response.status_code != 400 or self.fingerprint() != before:
                        found.append(f"{path} with the token {token}: {response.status_code}")
        self.assertEqual(found, [])

    def test_what_another_site_could_send_is_no_json_request(self):
        """A foreign page can make a browser post text or a form, but not JSON."""
        found = []
        for path, _routing in self._posts("jsonrpc"):
            body = json.dumps({"params": self._body(path, self._record_of(path))})
            for kind in ("text/plain", "application/x-www-form-urlencoded"):
                with self.undone():
                    before = self.fingerprint()
                    place = self._address(path, self._record_of(path))
                    response = self.knock(
                        "customer", "POST", place, data=body, headers={"Content-Type": kind}
                    )
                    if response.status_code not in (400, 415) or self.fingerprint() != before:
                        found.append(f"{path} as {kind}: {response.status_code}")
        self.assertEqual(found, [])

    def test_hostile_values_change_nothing_and_break_nothing(self):
        found = []
        for path, _routing in self._posts("jsonrpc"):
            good = self._body(path, self._record_of(path))
            for name in good.keys() - FREE_TEXTS.get(path, set()):
                for value in HOSTILE_VALUES:
                    with self.undone():
                        body = {**good, name: value}
                        outcome, changed = self._send(
                            "customer", "POST", self._address(path, self._record_of(path)), body
                        )
                        if changed or outcome not in ("refused", "missing", "again", "page"):
                            found.append(f"{path} with {name}={str(value)[:20]!r}: {outcome}")
        self.assertEqual(found, [])

    def test_hostile_queries_are_answered_calmly(self):
        found = []
        for path, routing in self.routes.items():
            if "GET" not in routing["methods"]:
                continue
            place = self._address(path, self._record_of(path, "page", "file"))
            for value in HOSTILE_QUERIES:
                query = "&".join(f"{name}={value}" for name in QUERIES)
                status = self.knock("customer", "GET", f"{place}?{query}").status_code
                if status not in (200, 303, 404):
                    found.append(f"{place} with {value[:30]} everywhere: {status}")
        self.assertEqual(found, [])

    # === HELPERS === #

    @classmethod
    def _find_routes(cls):
        """Paths and routing of the add-ons' own endpoints, overrides of Odoo's included."""
        http = cls.env["ir.http"]
        endpoints = http._generate_routing_rules(cls.env.registry._init_modules, http._get_converters())
        return {
            path: endpoint.routing
            for path, endpoint in endpoints
            if endpoint.func.__module__.startswith(tuple(f"odoo.addons.{name}." for name in OURS))
        }

    def _posts(self, kind):
        return [
            (path, routing)
            for path, routing in self.routes.items()
            if routing["type"] == kind and "POST" in routing["methods"]
        ]

    def _record_of(self, path, *outcomes):
        """The record with which the customer himself comes through, if there is one."""
        wanted = outcomes or ("done", "page")
        of_path = [row for row in rows(ROUTES) if row["path"] == path]
        return next((row for row in of_path if row["customer"] in wanted), of_path[0])["record"]

    def _find(self, record):
        return self.records[record].id if record in self.records else record

    def _address(self, path, record):
        """The path with the ids of the record in their places."""
        ids = iter(self.pairs.get(record) or [self._find(record)] * 2)

        def fill(place):
            words = (place["words"] or "").split(",")
            kind = KINDS.get(record, record)
            return str(next(ids)) if words == [""] else kind if kind in words else words[0]

        return PLACE.sub(fill, path)

    def _body(self, path, record):
        return self._fill(BODIES.get(path, {}), record)

    def _fill(self, value, record):
        """Put the record where @ stands, and another one where @ stands before its name."""
        if isinstance(value, dict):
            return {self._fill_name(name): self._fill(each, record) for name, each in value.items()}
        if isinstance(value, list):
            return [self._fill(each, record) for each in value]
        if isinstance(value, str) and value.startswith("@"):
            return self._find(value[1:] or record)
        return value

    def _fill_name(self, name):
        """A field's name, with the id of another record where its name stands after @."""
        return re.sub(r"@(\w+)", lambda other: str(self._find(other[1])), name)

    def _measure(self, method, path, record, person):
        with self.undone():
            outcome, changed = self._send(
                person, method, self._address(path, record), self._body(path, record)
            )
        # Whoever is turned away, or only reads, changes nothing.
        is_honest = changed == (outcome == "done") or (outcome == "file" and path in KEEPING)
        return outcome if is_honest else f"{outcome}_but_changed={changed}"

    def _send(self, person, method, address, body):
        """Send a request as the page would.

        :return: ``(outcome, changed)``: the cell of the table, and whether rows changed
        """
        before = self.fingerprint()
        path = max(
            (path for path in self.routes if self._fits(path, address)), key=lambda path: -path.count("<")
        )
        is_json = self.routes[path]["type"] == "jsonrpc"
        if method == "GET":
            response = self.knock(person, method, address)
        elif is_json:
            response = self.knock(person, method, address, json={"params": body})
        else:
            form = {"csrf_token": self.csrf_token(person), **body}
            response = self.knock(person, method, address, data=form)
        changed = self.fingerprint() != before
        outcome = self._read(response, changed)
        if outcome == "done" and not changed:
            outcome = "page" if self.routes[path].get("readonly") else "again"
        return outcome, changed

    def _fits(self, path, address):
        return re.fullmatch(
            PLACE.sub(lambda place: "[^/]+" if not place["words"] else "[a-z]+", path), address
        )

    def _read(self, response, changed):
        location = response.headers.get("Location", "")
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if kind == "application/json":
            answer = response.json()
            if "jsonrpc" not in answer:
                # What is answered to a form in words, or the browser's own file of a connection.
                return "file" if "ok" not in answer else "done" if answer["ok"] else "refused"
            outcome, result = read_json(response)
            return outcome if outcome != "done" or result.get("ok") else "refused"
        if response.status_code in (302, 303):
            if re.search("/(eservices|web)/login", location):
                return "login"
            if urlsplit(location).path == "/eservices":
                return "home"
            if changed:
                return "done" if "/eservices/" in location else location
            return "again" if re.search("/eservices/(orders/|messages)", location) else "refused"
        names = {
            200: "page" if kind == "text/html" else "file",
            403: "denied",
            404: "missing",
            422: "refused",
        }
        return names.get(response.status_code, str(response.status_code))
