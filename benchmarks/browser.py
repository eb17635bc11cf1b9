"""What a real browser loads with an empty cache, and when it first shows something."""

import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
# A phone of the middle class on slow 4G: the profile that page speed tools call "mobile".
PHONE = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER_CPU = 4
PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"


@contextmanager
def chromium():
    """A browser for several measurements."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def _cold_page(browser, client, url, **options):
    context = browser.new_context(**options)
    try:
        address = urlsplit(url)
        cookie = {"name": "session_id", "value": client.cookie, "domain": address.hostname, "path": "/"}
        context.add_cookies([cookie])
        yield context.new_page()
    finally:
        context.close()


def load(browser, client, url):
    """Load a page with all that it asks for.

    :return: bytes by type of resource, before compression
    """
    weights = {}
    with _cold_page(browser, client, url) as page:
        responses = []
        page.context.on("response", lambda response: responses.append(response))
        page.goto(url, wait_until="networkidle", timeout=120_000)
        page.wait_for_timeout(1_000)
        for response in responses:
            if response.status == 200 and response.url.startswith("http"):
                kind = response.request.resource_type
                weights[kind] = weights.get(kind, 0) + len(response.body())
    return weights


def first_paint(browser, client, url):
    """Milliseconds until a phone shows the first text or picture of a page."""
    with _cold_page(browser, client, url, **PHONE) as page:
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", NETWORK)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
        page.goto(url, wait_until="commit", timeout=120_000)
        page.wait_for_function(PAINTED, timeout=120_000)
        return page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
