"""What every HTTP route of the add-ons owes: it says what it is, reads stay reads, writes are protected."""

import pytest
from support.routes import own_auth_methods, routes

ROUTES = [route for route in routes() if not route.is_override]
# Routes that answer a GET and still need to write: printing may keep the PDF with its document, and whoever
# opens a file of a space is noted.
WRITING_GETS = (
    "/eservices/orders/<int:order_id>/pdf",
    "/eservices/deliveries/<int:picking_id>/pdf",
    "/eservices/invoices/<int:move_id>/pdf",
    "/eservices/spaces/<int:space_id>/files/<int:file_id>",
    "/collab/spaces/<int:space_id>/files/<int:file_id>",
)
# Routes that strangers reach, each with a reason beside it.
OPEN_TO_STRANGERS = (
    # Who is not logged in yet.
    "/eservices/login",
    "/eservices/login/submit",
    # What a device asks for when it installs the platform: name, colours and icons, as on the login page.
    "/eservices/manifest.webmanifest",
    "/eservices/app/<int:channel_id>/icon/<int:size>",
    "/eservices/app/<int:channel_id>/logo",
    # The login page of another server, which tests the connection.
    "/eservices/connection",
)


@pytest.fixture(params=ROUTES, ids=lambda route: route.place)
def route(request):
    return request.param


def test_there_are_routes():
    assert ROUTES


def test_says_what_it_is(route):
    assert not {"type", "auth", "methods"} - set(route.options)


def test_uses_the_name_of_today(route):
    assert route.options["type"] in ("http", "jsonrpc")


def test_strangers_are_kept_out(route):
    known = {"user", *own_auth_methods()}
    assert route.options["auth"] in known or set(route.paths) <= set(OPEN_TO_STRANGERS)


def test_read_says_that_it_only_reads(route):
    if route.options["type"] == "http" and route.methods <= {"GET", "HEAD"}:
        readonly = route.options.get("readonly")
        assert readonly is True or (readonly is False and set(route.paths) <= set(WRITING_GETS))


def test_change_is_a_post_and_nothing_else(route):
    if route.methods - {"GET", "HEAD"}:
        assert route.methods == {"POST"}


def test_forgery_protection_stays_on(route):
    assert route.options.get("csrf", True) is True


def test_lists_of_exceptions_hold_no_dead_entry():
    known = {path for route in ROUTES for path in route.paths}
    assert {*WRITING_GETS, *OPEN_TO_STRANGERS} <= known
