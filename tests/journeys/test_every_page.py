"""Every page of the platform: sound for a screen reader, on a telephone, in the dark and on paper."""

import io
import re

from lxml import html
from playwright.sync_api import expect
from pypdf import PdfReader
from support.axe import find_violations

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 320, "height": 640}
# Links to these download something; the others lead to pages.
DOWNLOAD = re.compile(r"/(pdf|export|image|proof|sample)$|/documents/|/files/|/logout")
PAGE = re.compile(r"/eservices(/[^?]*)?$")
# So many pages of one kind are opened to find the one that shows most.
ENOUGH = 6
# The same page may look quite otherwise when something is asked of it.
ASKED = (
    "/eservices/catalog?view=grid",
    "/eservices/catalog?q=bolt",
    "/eservices/catalog?q=nothing+is+named+so",
    "/eservices/catalog?stock=1&own=1",
    "/eservices/orders?state=open&since=2020-01-01",
    "/eservices/orders?q=nothing+is+named+so",
)
# What the catalogue may load, in bytes before compression.
SCRIPTS, STYLES = 260 * 1024, 84 * 1024

FACTS = """() => ({
    language: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    filled: [...document.querySelectorAll(".o_eservices_btn_primary")].filter(
        (button) => button.checkVisibility() && !button.closest("dialog:not([open])")
    ).length,
})"""
# Parts of the header that lie on one another by more than a pixel.
OVERLAPS = """() => {
    const parts = document.querySelectorAll(".o_eservices_header_top > *, .o_eservices_header_menus > *");
    const seen = [...parts].filter((part) => part.checkVisibility());
    const boxes = seen.map((part) => [part.className, part.getBoundingClientRect()]);
    return boxes.flatMap(([one, a], index) => boxes.slice(index + 1).filter(([, b]) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
    ).map(([two]) => `${one} lies on ${two}`));
}"""


def kind_of(path):
    """The path without numbers and question: what all pages of a kind share."""
    return re.sub(r"\d+", "*", path.partition("?")[0])


def walk(page):
    """Follow every link from the home page and keep the page of each kind that shows most: `{kind: path}`."""
    waiting, seen, found = [("/eservices", "the start")], {"/eservices"}, {}
    while waiting:
        path, source = waiting.pop(0)
        answer = page.request.get(path)
        assert answer.ok, f"{path}, to which {source} leads, answered {answer.status}"
        text = answer.text()
        kind = kind_of(path)
        found[kind] = max(found.get(kind, (0, "")), (len(text), path))
        links = {link.partition("#")[0] for link in html.fromstring(text).xpath("//a/@href")}
        for link in sorted(links - seen):
            seen.add(link)
            alike = [other for other in seen if kind_of(other) == kind_of(link)]
            if PAGE.match(link) and not DOWNLOAD.search(link) and len(alike) <= ENOUGH:
                waiting.append((link, path))
    return {kind: path for kind, (_size, path) in found.items()}


def find_faults(page):
    """Look at the open page as wide as a desk and a telephone, in the light and in the dark."""
    faults = []
    facts = page.evaluate(FACTS)
    if not facts["language"]:
        faults.append("no language")
    if not facts["title"].strip():
        faults.append("no title")
    if facts["headings"] != 1:
        faults.append(f"{facts['headings']} headings of level 1")
    if facts["filled"] > 1:
        faults.append(f"{facts['filled']} filled buttons")
    for size in (DESK, PHONE):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            # As high as the page: nothing that axe measures is under a bar that would move with scrolling.
            page.set_viewport_size(size)
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({**size, "height": max(size["height"], height)})
            # The structure is that of the light scheme; what may differ in the dark is the contrast.
            rule = "color-contrast" if scheme == "dark" else None
            faults += [f"{size['width']} {scheme}: {fault}" for fault in find_violations(page, rule)]
    for size in (PHONE, SMALL_PHONE):
        page.set_viewport_size(size)
        faults += find_overflow(page)
    page.set_viewport_size(DESK)
    return faults


def find_overflow(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} wide on {page.viewport_size['width']}"] if width > page.viewport_size["width"] else []


def report(faults):
    lines = [f"{path}: {fault}" for path, found in faults.items() for fault in found]
    assert not lines, "\n".join(lines)


def test_every_page_is_sound(visitor):
    page = visitor("buyer", viewport=DESK)
    pages = walk(page)
    assert len(pages) >= 12, f"links lead to {sorted(pages)} only"
    faults, titles = {}, {}
    for path in [*pages.values(), *ASKED]:
        page.goto(path)
        faults[path] = find_faults(page)
        titles.setdefault(page.title(), set()).add(kind_of(path))
    for title, kinds in titles.items():
        if len(kinds) > 1:
            faults[title] = [f"is the title of {sorted(kinds)}"]
    report(faults)


def test_pages_without_rows_are_sound(shop, visitor):
    stranger = visitor(viewport=DESK)
    stranger.goto("/eservices")
    faults = {"login": find_faults(stranger)}
    page = visitor(shop.open_platform(), viewport=DESK)
    for path in walk(page).values():
        page.goto(path)
        faults[path] = find_faults(page)
    report(faults)


def test_page_that_does_not_exist_is_sound(login):
    page = login("buyer", viewport=DESK)
    answer = page.goto("/eservices/orders/999999999")
    assert answer.status == 404
    report({page.url: find_faults(page)})


def test_long_names_and_many_lines_fit_a_telephone(shop, customer, visitor):
    shop.admin.call(
        "res.partner", "write", [shop.company], {"name": f"Works {'and Daughters ' * 6}{shop.tag}"}
    )
    name = f"{'Extraordinarily long nameplate ' * 3}{'x' * 27}"
    codes = [f"{shop.tag}{number:04}".ljust(40, "X") for number in range(60)]
    products = [shop.create_product(name, 1234.5, free_sale=True, default_code=code)[1] for code in codes]
    carla = customer(shop.open_platform())
    carla.add(products[0], 1234)
    domain = [("partner_id", "=", shop.contact), ("is_eservices_cart", "=", True)]
    (cart,) = shop.admin.call("sale.order", "search", domain)
    lines = [{"order_id": cart, "product_id": product, "product_uom_qty": 1234} for product in products[1:]]
    shop.admin.call("sale.order.line", "create", lines)
    page = visitor(shop.login, viewport=PHONE)
    faults = {}
    for path in walk(page).values():
        page.goto(path)
        faults[path] = find_overflow(page) + page.evaluate(OVERLAPS)
    page.goto("/eservices/cart")
    expect(page.locator(".o_eservices_cart_table tbody tr")).to_have_count(60)
    order = carla.validate()[1]
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        for path in (f"/eservices/orders/{order}", "/eservices/catalog"):
            page.goto(path)
            faults[f"{path} {size['width']}"] = find_overflow(page) + page.evaluate(OVERLAPS)
    report(faults)


def test_an_order_on_paper_is_the_order_alone(login):
    page = login("buyer", viewport=DESK)
    page.goto("/eservices/orders")
    page.locator("main tbody a").first.click()
    expect(page.locator(".o_eservices_flow_table")).to_be_visible()
    lines = page.locator(".o_eservices_flow_table .o_eservices_line_name strong").all_inner_texts()
    amounts = page.locator(".o_eservices_flow_table .o_eservices_cell_amount").all_inner_texts()
    total = page.locator(".o_eservices_totals dd").last.inner_text()
    heading = page.get_by_role("heading", level=1).inner_text()

    paper = read_pdf(page.pdf(format="A4"))

    for words in (heading, total, *lines, *amounts):
        assert squeeze(words) in paper
    for words in ("Keyboard shortcuts", "Log out", "Catalogue", "Cart 7"):
        assert squeeze(words) not in paper


def test_what_the_pages_load_stays_small(login):
    page = login("buyer", viewport=DESK)
    page.goto("/eservices/catalog")
    sources = page.evaluate(
        """() => [...document.querySelectorAll("script[src], script[data-src], link[rel=stylesheet]")]
            .map((element) => element.src || element.dataset.src || element.href)"""
    )
    sizes = {"js": 0, "css": 0}
    for source in sources:
        assert "/web/assets/" in source and "eservices_ecommerce.assets_platform" in source
        sizes["css" if ".css" in source else "js"] += len(page.request.get(source).body())
    assert 0 < sizes["js"] <= SCRIPTS
    assert 0 < sizes["css"] <= STYLES


def read_pdf(content):
    return squeeze("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def squeeze(text):
    """Without spaces: a PDF has them where it likes."""
    return re.sub(r"\s", "", text)
