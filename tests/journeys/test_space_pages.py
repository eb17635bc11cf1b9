"""Pages of a space as members use them: live, by keyboard, on a telephone, by ear (S2, S8, S9, B12)."""

import pytest
from playwright.sync_api import expect
from support.axe import find_violations
from support.spaces import DESK, SpaceDesk, SpaceMember
from support.waiting import wait_for

PHONE = {"width": 390, "height": 844}
TERM = {
    "name": "Warranty",
    "kind": "clause",
    "first_proposal": {"summary": "24 months", "body": "<p>Two years.</p>"},
}


@pytest.fixture
def space(rpc):
    """A space of the rep and the buyer with a topic and a clause on the table."""
    rep, admin = rpc("rep"), rpc("admin")
    (buyer,) = admin.search_read("res.users", [("login", "=", "buyer")], ["partner_id"])
    made = rep.call("collab.space", "create", [{"name": "Room for pages", "template_id": False}])[0]
    rep.call("collab.space", "action_invite", [made], [buyer["partner_id"][0]])
    rep.call("collab.topic", "create", [{"space_id": made, "name": "Warranty in general"}])
    rep.call("collab.term", "create", [{**TERM, "space_id": made}])
    yield made
    admin.call("collab.space", "action_close", [made])


@pytest.fixture
def topic(rpc, space):
    return rpc("rep").search_read("collab.topic", [("space_id", "=", space)], ["id"])[0]["id"]


def find_faults(page):
    """Look at the open page as wide as a desk and a telephone, in the light and in the dark."""
    faults = []
    for size in (DESK, PHONE):
        # As high as the page: nothing that axe measures is under a bar that would move with scrolling.
        page.set_viewport_size(size)
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({**size, "height": max(size["height"], height)})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            rule = "color-contrast" if scheme == "dark" else None
            faults += [f"{size['width']} {scheme}: {fault}" for fault in find_violations(page, rule)]
        width = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{width} wide on {size['width']}"] if width > size["width"] else []
    page.set_viewport_size(DESK)
    return faults


def test_what_unfolds_is_sound(login, rpc, space, topic):
    member = SpaceMember(login("buyer", viewport=DESK)).open(f"/{space}/terms")
    faults = {}
    member.page.keyboard.press("j")
    member.page.keyboard.press("c")
    expect(member.page.locator(".o_collab_counter:visible")).to_have_count(1)
    faults["counter"] = find_faults(member.page)
    member.page.keyboard.press("Escape")
    expect(member.page.locator(".o_collab_counter:visible")).to_have_count(0)

    # While the other side writes an answer, its row says so.
    term = rpc("rep").search_read("collab.term", [("space_id", "=", space)], ["id"])[0]
    rpc("rep").call("collab.term", "action_answering", [term["id"]])
    expect(member.row("Warranty")).to_contain_text("Remy Rep is writing an answer")

    term = rpc("rep").search_read("collab.term", [("space_id", "=", space)], ["id", "current_version_id"])[0]
    better = {"summary": "36 months", "body": "<p>Three years.</p>", "note": "As last year"}
    rpc("buyer").call("collab.term", "action_counter", [term["id"]], term["current_version_id"][0], better)
    member.open(f"/{space}/terms/{term['id']}")
    member.page.get_by_role("button", name="Side by side").click()
    faults["side by side"] = find_faults(member.page)
    member.page.get_by_label("Your remark, both sides read it").fill("Parts too?")
    member.page.get_by_role("button", name="Send", exact=True).click()
    expect(member.page.locator(".o_collab_remark")).to_contain_text("Parts too?")
    faults["remark"] = find_faults(member.page)
    member.page.get_by_text("Propose another text").click()
    faults["propose"] = find_faults(member.page)

    member.open(f"/{space}/topics/{topic}")
    member.page.locator("#o_collab_text").fill("@Re")
    expect(member.page.get_by_role("option", name="Remy Rep")).to_be_visible()
    faults["mention"] = find_faults(member.page)
    member.open(f"/{space}/search?q=warranty")
    expect(member.page.locator(".o_collab_hit").first).to_be_visible()
    faults["search"] = find_faults(member.page)
    assert not any(faults.values()), faults


def test_members_talk_live(login, rpc, space, topic):
    member = SpaceMember(login("buyer", viewport=DESK)).open(f"/{space}/topics/{topic}")
    page = member.page
    member.say("How long is the warranty?")
    page.locator("#o_collab_text").fill("typed, not sent")
    rpc("rep").call(
        "collab.topic",
        "message_post",
        [topic],
        body="Two years.",
        message_type="comment",
        subtype_xmlid="mail.mt_comment",
    )
    answer = page.locator(".o_collab_message", has_text="Two years.")
    expect(answer).to_be_visible()
    # What one is writing survives what comes in.
    expect(page.locator("#o_collab_text")).to_have_value("typed, not sent")
    answer.hover()
    answer.get_by_role("button", name="Answer").click()
    page.locator("input[name=files]").set_input_files(
        [{"name": "volumes.csv", "mimeType": "text/csv", "buffer": b"plant,volume\n"}]
    )
    member.say("Thank you, here are our volumes")
    sent = page.locator(".o_collab_message", has_text="here are our volumes")
    expect(sent.locator(".o_collab_quoted")).to_contain_text("Two years.")
    with page.expect_download() as download:
        sent.get_by_role("link", name="volumes.csv").click()
    assert download.value.path().read_bytes() == b"plant,volume\n"

    # His file stands in the space, with who opened it.
    member.open(f"/{space}")
    page.get_by_role("button", name="Versions and readers of volumes.csv").click()
    expect(page.locator(".o_collab_history_accesses")).to_contain_text("Bea Buyer")


def test_members_see_each_other_and_what_is_said_to_a_change(login, rpc, space):
    rep = rpc("rep")
    (term,) = rep.search_read("collab.term", [("space_id", "=", space)], ["id", "current_version_id"])
    better = {"summary": "36 months", "body": "<p>Three years.</p>"}
    rpc("buyer").call("collab.term", "action_counter", [term["id"]], term["current_version_id"][0], better)
    member = SpaceMember(login("buyer", viewport=DESK)).open(f"/{space}/terms/{term['id']}")
    remy = SpaceDesk(login("rep", viewport={"width": 1440, "height": 900})).open(space)
    expect(remy.page.locator(".o_collab_here_now")).to_have_text("Bea Buyer of ACME Industries is here")
    expect(member.page.locator(".o_collab_here_now")).to_contain_text("Remy Rep of")

    # A remark on the first change; it is answered in the window of the back office, live on both sides.
    member.page.keyboard.press("n")
    member.page.get_by_label("Your remark, both sides read it").fill("As with the last order?")
    member.page.get_by_role("button", name="Send", exact=True).click()
    expect(member.page.locator(".o_collab_remark")).to_contain_text("on change 1")
    window = remy.open_text("Warranty")
    expect(window.locator(".o_collab_remarks")).to_contain_text("As with the last order?")
    window.get_by_label("Your remark, both sides read it").fill("Yes, for the parts too.")
    window.get_by_label("Your remark, both sides read it").press("Enter")
    expect(window.locator(".o_collab_remarks li")).to_have_count(2)
    expect(member.page.locator(".o_collab_remark").last).to_contain_text("Yes, for the parts too.")

    remy.page.close()
    expect(member.page.locator(".o_collab_here_now")).to_be_hidden()


def test_who_is_removed_is_told_on_the_open_page(login, rpc, space):
    member = SpaceMember(login("buyer", viewport=DESK))
    said = []
    member.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: said.append(frame)))
    member.open(f"/{space}")
    wait_for(lambda: member.page.title() and said, "the page listens")
    expect(member.page.get_by_role("heading", name="Room for pages")).to_be_visible()
    rows = rpc("rep").search_read(
        "collab.member", [("space_id", "=", space), ("partner_id.user_ids.login", "=", "buyer")], ["id"]
    )
    rpc("rep").call("collab.member", "unlink", [rows[0]["id"]])
    expect(member.page.get_by_role("heading", name="You are not in this space any more")).to_be_visible()
    assert member.page.request.get(f"/eservices/spaces/{space}").status == 404
