"""A device is told where its platform is: two servers, two databases, one browser."""

import os
import re
import socket

import pytest
from playwright.sync_api import expect
from support.server import OdooServer, copy_database, drop_database

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def second_server(journey_database, tmp_path_factory):
    """A second Odoo beside the first, with a database and a name of its own."""
    database = f"{journey_database}_second"
    drop_database(database)
    copy_database(os.environ["ESERVICES_DEMO_DATABASE"], database)
    server = OdooServer(database, tmp_path_factory.mktemp("odoo") / "second.log")
    yield server.start()
    server.stop()
    drop_database(database)


@pytest.fixture
def device(browsers, server):
    """`device(**context_options)`: the login page of the first server, on a device that nobody has set up."""

    def open_page(**options):
        page = browsers.open(server, **options)
        page.goto("/eservices/login")
        return page

    return open_page


def gear(page):
    return page.locator("summary[aria-label='Connection settings']")


def try_connection(page, server, database, answer):
    page.get_by_label("Server address").fill(server)
    page.get_by_label("Database").fill(database)
    page.get_by_role("button", name="Test connection").click()
    expect(page.locator(".o_eservices_connection_answer")).to_contain_text(answer)


def test_a_device_moves_to_another_server_and_back(device, server, second_server):
    page = device()
    gear(page).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Server address")).to_be_focused()
    expect(page.get_by_label("Server address")).to_have_value(server.url)
    try_connection(page, second_server.url, second_server.database, "Connected in")
    expect(page.get_by_text("holds the platform")).to_be_visible()
    page.get_by_role("button", name="Save").click()

    # The login goes to the second server, and so does the session.
    page.wait_for_url(f"{second_server.url}/eservices/login?*")
    page.locator("#login").fill("buyer")
    page.locator("#password").fill("buyer")
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(f"{second_server.url}/eservices")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello")

    # The first server's page says where this device belongs; one click goes there, one stays.
    page.goto(f"{server.url}/eservices/login")
    note = page.locator(".o_eservices_device")
    expect(note).to_contain_text(f"This device uses {second_server.url} / {second_server.database}")
    note.get_by_role("link", name="Go there").click()
    page.wait_for_url(re.compile(re.escape(second_server.url)))
    page.goto(f"{server.url}/eservices/login")
    note.get_by_role("button", name="Stay here").click()
    expect(note).to_be_hidden()
    page.reload()
    expect(page.locator("#login")).to_be_visible()
    expect(note).to_be_hidden()


def test_every_failure_is_told_in_words(device, server, second_server):
    page = device()
    gear(page).click()
    try_connection(page, server.url, second_server.database, "Unknown database.")
    try_connection(page, server.url, "postgres", "Unknown database.")
    try_connection(page, "https://", "", "Wrong address.")
    expect(page.get_by_label("Server address")).to_be_focused()
    try_connection(page, f"{server.url}/web", "", "Wrong address.")
    try_connection(page, "ftp://erp.example.com", "", "Wrong address.")
    try_connection(page, "https://me:secret@erp.example.com", "", "Wrong address.")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
        try_connection(page, address, "", "Nothing answers at this address.")
    try_connection(page, f"  {server.url}/  ", "", "Connected in")
    expect(page.get_by_label("Server address")).to_have_value(server.url)


def test_the_panel_gives_the_focus_back_and_keeps_nothing_unasked(device, second_server):
    page = device(**PHONE)
    gear(page).tap()
    page.get_by_label("Server address").fill(second_server.url)
    page.keyboard.press("Escape")
    expect(gear(page)).to_be_focused()
    box = gear(page).bounding_box()
    assert (box["width"], box["height"]) >= (44, 44)
    page.reload()
    expect(page.locator(".o_eservices_device")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
