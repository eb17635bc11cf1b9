"""The chat of the customer beside his cart, and pages that are shown to him from there (A18, L11)."""

import re

import pytest
from playwright.sync_api import expect
from support.chat import Chat
from support.console import Console
from support.desk import Desk

SCREEN = {"width": 1440, "height": 900}


@pytest.fixture
def tidy(rpc):
    """The representative has no conversation afterwards."""
    yield
    representative = rpc("csr")
    for row in representative.call("care.session", "get_lists")["mine"]:
        representative.call("care.session", "action_close", [row["id"]], "solved")


def test_the_chat_stands_in_the_console_and_shows_pages(login, tidy):
    bea = Chat(login("buyer", viewport=SCREEN))
    bea.look_at("/eservices/orders")
    desk = Desk(login("csr", viewport=SCREEN)).open("monitoring").be_ready()
    bea.ask("When do the drills leave?")
    desk.take("Bea Buyer")

    # However the console is opened: a customer with whom he talks has his chat there.
    nora = Console(desk.page).open()
    nora.choose("buyer")
    chat = nora.page.get_by_role("region", name="Live chat")
    expect(chat).to_contain_text("When do the drills leave?")
    composer = chat.locator("textarea.o-mail-Composer-input:not([disabled])")
    composer.fill("On Thursday.")
    composer.press("Enter")
    bea.see("On Thursday.")

    # The same search as in the conversations, with the same key: here it comes over the console.
    nora.entry.focus()
    nora.press("Control+p")
    search = nora.page.get_by_role("combobox", name="Search topics and pages")
    expect(search).to_be_focused()
    nora.keyboard.type("catalogue")
    expect(nora.page.locator(".o_care_answer mark").first).to_be_visible()
    nora.press("Control+p")
    expect(search).to_have_count(0)
    expect(nora.entry).to_be_focused()
    bea.page.wait_for_url("**/eservices/catalog")
    expect(chat.locator(".o_care_push")).to_contain_text("Shown")
    expect(nora.page.locator(".o_console_presence")).to_contain_text("Catalogue")

    # An answer goes into the composer, and is sent by nobody else.
    composer.press("/")
    expect(search).to_be_focused()
    nora.keyboard.type("larger quantities")
    expect(nora.page.locator(".o_care_answer mark").first).to_be_visible()
    nora.press("Enter")
    expect(composer).to_have_value(re.compile("^Yes. Your prices by quantity stand on the page"))
    bea.end()
    expect(chat).to_have_count(0)
