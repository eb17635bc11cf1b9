"""An agent proposes, the customer accepts or declines on his phone (B10)."""

import pytest
from playwright.sync_api import expect
from support.chat import Chat
from support.console import Console

PHONE = {"width": 390, "height": 844}
SCREEN = {"width": 1440, "height": 900}


@pytest.fixture
def proposing(set_channel):
    """A channel on which all that agents do is a proposal."""
    set_channel("care_edit", "propose")


def test_proposals_are_accepted_with_another_quantity_or_declined_with_an_undo(login, shop, proposing):
    code = f"{shop.tag}-T"
    shop.create_product("Torque wrench", 142, stock=26, default_code=code, free_sale=True)
    account = shop.open_platform()
    nora = Console(login("csr", viewport=SCREEN)).open()
    carla = login(account, viewport=PHONE)
    carla.goto("/eservices/cart")

    nora.choose(shop.tag)
    expect(nora.cart).to_contain_text("Changes are proposals")
    expect(nora.page.locator(".o_console_add")).to_contain_text("Propose")
    nora.add(code, 2, why="Covers your 200 Nm")
    proposal = nora.page.locator(".o_console_proposal:not(.o_console_explained)")
    expect(proposal).to_contain_text("Proposed by you")
    reason = nora.page.locator(".o_console_explained")
    expect(reason).to_contain_text("Covers your 200 Nm")
    card = carla.locator(".o_care_proposal")
    expect(card).to_contain_text("Nora Service proposes one line")
    expect(card).to_contain_text("Covers your 200 Nm")
    card.get_by_role("button", name="More").click()
    expect(card.get_by_role("button", name="Accept 3")).to_be_visible()
    card.get_by_role("button", name="Decline").click()
    expect(card.get_by_role("status")).to_contain_text("You declined this.")
    expect(proposal).to_have_count(0)
    card.get_by_role("button", name="Undo").click()
    expect(proposal).to_be_visible()
    card.get_by_role("button", name="Accept").click()
    expect(carla.locator("#o_eservices_cart table")).to_contain_text("Torque wrench")
    expect(card).to_have_count(0)
    expect(nora.quantity("Torque wrench")).to_have_value("3")

    # What is withdrawn is gone from the customer's page.
    nora.add(code, 1)
    expect(card).to_be_visible()
    nora.button("Withdraw").first.click()
    expect(card).to_have_count(0)

    # A line is changed by a proposal too, and the button says so; why it is declined stands with the answer.
    nora.line("Torque wrench").get_by_role("button", name="Propose more").click()
    expect(card).to_contain_text("now 4")
    expect(nora.quantity("Torque wrench")).to_have_value("3")
    # Why can be said of any change, also afterwards.
    reason.get_by_role("button", name="Say why").click()
    expect(reason.get_by_role("textbox", name="Why")).to_be_focused()
    nora.page.keyboard.type("A full box")
    nora.page.keyboard.press("Enter")
    expect(proposal).to_contain_text("Another quantity, proposed by you")
    expect(reason).to_contain_text("A full box")
    expect(card).to_contain_text("A full box")
    card.get_by_role("button", name="Decline").click()
    card.get_by_label("would like to know why").fill("Three will do")
    card.get_by_role("button", name="Send").click()
    expect(card).to_have_count(0)
    answer = nora.page.locator(".o_console_answer")
    expect(answer).to_contain_text("Declined")
    expect(answer).to_contain_text("Three will do")


def test_one_line_is_proposed_where_the_agents_changes_count_at_once(login, shop):
    code = f"{shop.tag}-T"
    shop.create_product("Torque wrench", 142, stock=26, default_code=code, free_sale=True)
    shop.open_platform()
    nora = Console(login("csr", viewport=SCREEN)).open()
    nora.choose(shop.tag)
    nora.keyboard.type(code)
    nora.button("Propose instead").press("Enter")
    expect(nora.entry).to_be_focused()
    nora.press("Tab", "Tab", "Tab")
    nora.keyboard.type("In case the first one breaks")
    nora.press("Enter")
    expect(nora.page.locator(".o_console_explained")).to_contain_text("In case the first one breaks")
    expect(nora.line("Torque wrench")).to_have_count(0)

    # The next one is added again, as ever.
    expect(nora.button("Propose instead")).to_have_count(0)
    nora.add(code)
    expect(nora.quantity("Torque wrench")).to_have_value("1")


def test_the_chat_of_a_phone_says_that_a_proposal_waits(login, shop, proposing):
    code = f"{shop.tag}-T"
    shop.create_product("Torque wrench", 142, stock=26, default_code=code, free_sale=True)
    account = shop.open_platform()
    nora = Console(login("csr", viewport=SCREEN)).open()
    nora.choose(shop.tag)
    chat = Chat(login(account, viewport=PHONE))
    chat.look_at("/eservices/cart")
    chat.page.locator(".o_eservices_account_menu summary").click()
    chat.ask("Which torque wrench fits?", "A product or a price")
    chat.see_position(1)
    nora.add(code, 2)
    expect(chat.window.locator(".o_care_cart")).to_contain_text("1 proposal")
    chat.press("Minimise")
    expect(chat.page.locator(".o_care_bar")).to_contain_text("1 proposal")

    # On the next page too, until it is answered.
    chat.look_at("/eservices/orders")
    expect(chat.page.locator(".o_care_bar")).to_contain_text("1 proposal")
    nora.button("Withdraw").first.click()
    expect(chat.page.locator(".o_care_bar")).not_to_contain_text("proposal")
    chat.page.locator(".o_care_bar").click()
    chat.end()
