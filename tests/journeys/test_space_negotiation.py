"""Three people negotiate a contract, from an empty space to a quotation and its proof (S1, B13, B14)."""

import hashlib
import json
import re
import subprocess
import sys
import zipfile

import pytest
from playwright.sync_api import expect
from support.spaces import DESK, SpaceDesk, SpaceMember

CLAUSE = """The seller delivers within five working days.

If a delivery is late, the seller grants 0.5 % of its value per day, up to 3 %."""
BETTER = CLAUSE.replace("five", "four").replace("3 %", "5 %")


@pytest.fixture
def people(rpc):
    """Ids of the contacts of the demo users, by login."""
    rows = rpc("admin").search_read(
        "res.users", [("login", "in", ("rep", "clerk", "buyer"))], ["login", "partner_id"]
    )
    return {row["login"]: row["partner_id"][0] for row in rows}


def put_on_the_table(rep, space):
    """A clause to be signed, a payment term and a price, nothing proposed yet; returns the product's name."""
    product = rep.search_read("product.product", [("default_code", "=like", "TT-%")], ["name"], limit=1)[0]
    terms = [
        {"name": "Delivery and penalties", "kind": "clause", "requires_signature": True},
        {"name": "Payment terms", "kind": "payment"},
        {"name": product["name"], "kind": "line", "product_id": product["id"]},
    ]
    rep.call("collab.term", "create", [{**term, "space_id": space} for term in terms])
    return product["name"]


def fingerprint(content, previous):
    """Compute a fingerprint as HOW-TO-CHECK.txt of an export says."""
    text = json.dumps(
        {"content": content, "previous": previous}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def check_archive(folder, price):
    """Check an unpacked export without Odoo: every file, every link of the chains, and what it says."""
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        expected, name = line.split(maxsplit=1)
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == expected, name
    record = json.loads((folder / "record.json").read_text())
    head = ""
    for event in record["journal"]:
        assert event["previous"] == head
        head = fingerprint(event["content"], event["previous"])
        assert event["fingerprint"] == head
    assert head == record["head"]
    clause = next(term for term in record["terms"] if term["name"] == "Delivery and penalties")
    for version in clause["versions"]:
        assert fingerprint(version["content"], version["previous"]) == version["fingerprint"]
    assert len(clause["versions"]) == 2 and len(clause["signatures"]) == 2
    page = (folder / "index.html").read_text()
    assert "<script" not in page
    for words in ("within four working days", price, "Bea Buyer", "Remy Rep"):
        assert words in page
    assert (folder / "agreement.pdf").read_bytes().startswith(b"%PDF")
    check = subprocess.run(
        [sys.executable, "-I", "verify.py", "."], cwd=folder, capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout + check.stderr


def test_three_people_settle_a_contract(login, rpc, people, tmp_path):
    remy, rep = SpaceDesk(login("rep", viewport={"width": 1440, "height": 900})), rpc("rep")
    space = remy.create("Frame contract of three")
    account = rpc("admin").search_read(
        "res.partner", [("id", "=", people["buyer"])], ["commercial_partner_id"]
    )
    rep.call("collab.space", "write", [space], {"partner_id": account[0]["commercial_partner_id"][0]})
    rep.call("collab.space", "action_invite", [space], [people["clerk"], people["buyer"]])
    price = put_on_the_table(rep, space)

    remy.open(space)
    remy.write_text("Delivery and penalties", CLAUSE, "0.5 %, cap 3 %")
    remy.counter(price, Price="12.00", From_quantity="100")
    remy.counter("Payment terms")

    bea = SpaceMember(login("buyer", viewport=DESK))
    bea.open("")
    bea.page.get_by_role("link", name="Frame contract of three").click()
    expect(bea.page.get_by_text("Your turn")).to_be_visible()
    bea.page.get_by_role("link", name="Open the negotiation table").click()
    bea.wait()
    bea.counter_by_keys(price, "We take more", price="10.00", quantity="200")
    expect(bea.row(price)).to_contain_text("10.00")

    # The seller's table shows it at once; a colleague of the rep takes part as an Author.
    expect(remy.row(price)).to_contain_text("10.00")
    colleague = SpaceDesk(login("clerk", viewport={"width": 1440, "height": 900})).open(space)
    colleague.counter(price, "From 200 a year", Price="11.00")
    expect(bea.row(price)).to_contain_text("11.00")

    bea.row(price).focus()
    bea.page.keyboard.press("a")
    expect(bea.row(price).locator(".o_collab_accepted").first).to_be_visible()
    bea.row("Payment terms").get_by_role("button", name=re.compile("^Accept")).click()
    expect(remy.row("Payment terms").locator(".o_collab_accepted").first).to_be_visible()

    remy.write_text("Delivery and penalties", BETTER, "0.5 %, cap 5 %")
    remy.sign("Delivery and penalties")
    bea.page.get_by_role("link", name="Read, sign Delivery and penalties").click()
    bea.wait()
    expect(bea.page.locator("ins", has_text="four").first).to_be_visible()
    bea.sign()
    expect(bea.page.get_by_text("Agreed", exact=True).first).to_be_visible()

    state = rep.call("collab.space", "read", [space], ["state", "order_id"])[0]
    assert state["state"] == "agreed"
    order = state["order_id"][0]
    (line,) = rep.search_read(
        "sale.order.line", [("order_id", "=", order)], ["price_unit", "product_uom_qty"]
    )
    assert (line["price_unit"], line["product_uom_qty"]) == (11.0, 200.0)

    bea.open(f"/{space}")
    with bea.page.expect_download() as download:
        bea.page.get_by_role("link", name="Export").click()
    zipfile.ZipFile(download.value.path()).extractall(tmp_path)
    check_archive(tmp_path, price)


def test_what_was_said_in_the_topics_stands_in_the_column_beside_the_form(login, rpc):
    rep = rpc("rep")
    wanted = [("name", "=", "Delivery and penalties"), ("space_id.name", "like", "Frame contract with")]
    (topic,) = rep.search_read("collab.topic", wanted, ["space_id"], limit=1)
    page = login("rep", viewport={"width": 1600, "height": 900})
    page.goto(f"/odoo/action-collab_space.collab_space_action/{topic['space_id'][0]}")
    sheet, story = page.locator(".o_form_sheet"), page.locator(".o-mail-Chatter .o_collab_story")
    expect(story).to_contain_text("in Delivery and penalties")
    assert story.bounding_box()["x"] > sheet.bounding_box()["x"] + sheet.bounding_box()["width"]
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".o_xxl_form_view")).to_have_count(0)
    assert story.bounding_box()["y"] > sheet.bounding_box()["y"] + sheet.bounding_box()["height"]
    story.get_by_role("link", name="Answer in the topic").first.click()
    page.wait_for_url(f"**/{topic['id']}")
