"""A page tells where its customer is, in his own browser, and that he has gone (L6, L7)."""

from playwright.sync_api import expect
from support.waiting import wait_for


def visits_of(shop, **is_like):
    domain = [
        ("user_id.partner_id", "=", shop.contact),
        *((name, "=", value) for name, value in is_like.items()),
    ]
    return shop.admin.search_read("care.visit", domain, ["tab", "url", "title"])


def log_in(shop, visitor, **options):
    """A customer with a browser, on his first page."""
    page = visitor(shop.open_platform(), **options)
    page.goto("/eservices")
    return page


def test_staff_reads_which_page_is_open_in_which_tab(shop, visitor):
    page = log_in(shop, visitor)
    (home,) = wait_for(lambda: visits_of(shop, url="/eservices"), "his page is known")

    page.goto("/eservices/orders?q=bolt")
    (orders,) = wait_for(lambda: visits_of(shop, url="/eservices/orders?q=bolt"), "his page is known")
    assert (orders["tab"], orders["title"]) == (home["tab"], page.locator("h1").inner_text())

    other = page.context.new_page()
    other.goto("/eservices/cart")
    (cart,) = wait_for(lambda: visits_of(shop, url="/eservices/cart"), "his page is known")
    assert cart["tab"] != home["tab"]

    other.clock.install()
    with other.expect_response("**/care/visit"):
        other.goto("/eservices")
    with other.expect_response("**/care/beat") as answer:
        other.clock.fast_forward("03:01")
    assert answer.value.json()["result"]["ok"], "it tells from time to time that it is open"


def test_without_any_script_the_link_leads_to_a_form(shop, visitor):
    page = log_in(shop, visitor, java_script_enabled=False)
    page.get_by_role("link", name="Talk to us").click()
    page.get_by_label("Your message").fill("Where are the drills?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you. We answer by e-mail")).to_be_visible()
    domain = [("model", "=", "res.partner"), ("res_id", "=", shop.contact), ("body", "ilike", "the drills")]
    assert len(shop.admin.search_read("mail.message", domain, ["id"])) == 1
