"""The screens of a representative of customer care, as he uses them."""

from playwright.sync_api import expect

# A notice goes by itself after a few seconds, which a busy machine may need to look for it.
KEEP_NOTICES = """
    window.journeyNotices = [];
    new MutationObserver((changes) => {
        for (const node of changes.flatMap((change) => [...change.addedNodes])) {
            const notices = node.querySelectorAll?.(".o_notification") || [];
            for (const notice of node.matches?.(".o_notification") ? [node] : notices) {
                window.journeyNotices.push(notice.textContent);
            }
        }
    }).observe(document, { childList: true, subtree: true });
"""


class Desk:
    """A representative in front of his screens.

    :param Page page: his page of Playwright, logged in
    """

    def __init__(self, page):
        self.page = page
        page.add_init_script(KEEP_NOTICES)

    def wait_told(self, words):
        """Wait until a notice with these words has been shown on this page, be it gone again or not."""
        self.page.wait_for_function(
            "(words) => journeyNotices.some((text) => text.includes(words))", arg=words
        )

    def open(self, screen):
        """Open `monitoring`, `conversations`, `coworkers` or `wallboard`, and wait until it is live."""
        menu = self.page.get_by_role("menuitem", name=screen.capitalize(), exact=True)
        if menu.count():
            # As he does it; a page that is loaded anew takes seconds.
            menu.click()
        else:
            self.page.goto(f"/odoo/care-{screen}")
        expect(self.page.locator(f".o_care_{screen}")).to_be_visible()
        if screen != "conversations":
            expect(self.page.get_by_text("Live", exact=True).first).to_be_visible()
        return self

    def be_ready(self):
        """Say with the switch that customers may come, unless it says so."""
        switch = self.page.locator("button.o_care_me")
        expect(switch).to_be_visible()
        if "Ready" not in switch.inner_text():
            switch.click()
            self.page.get_by_role("menuitem", name="Ready for customers").click()
        expect(switch).to_contain_text("Ready")
        return self

    def row(self, name):
        """Return the row of a customer in the monitoring."""
        return self.page.locator(".o_care_row", has_text=name)

    def take(self, name):
        """Take a waiting customer from the monitoring; his conversation opens."""
        self.row(name).get_by_role("button", name="Take").click()
        expect(self.talk).to_contain_text(name)

    @property
    def talk(self):
        """The conversation that is open."""
        return self.page.locator(".o_care_talk")

    @property
    def panel(self):
        """What is known of the customer."""
        return self.page.locator(".o_care_panel")

    @property
    def window(self):
        """The open dialog."""
        return self.page.locator(".modal:visible")

    @property
    def composer(self):
        """Where he writes to the customer."""
        return self.page.locator(".o_care_composer textarea.o-mail-Composer-input:not([disabled])")

    def say(self, text):
        """Answer the customer, and wait until it is sent."""
        self.composer.fill(text)
        with self.page.expect_response("**/mail/message/post"):
            self.composer.press("Enter")

    def note(self, text):
        """Write what the customer never sees."""
        self.page.keyboard.press("Control+i")
        field = self.page.get_by_role("textbox", name="Internal note")
        expect(field).to_be_focused()
        field.fill(text)
        field.press("Enter")
        field.press("Escape")

    def answer(self, text):
        """Search topics and pages from the composer, and use the first that is found."""
        self.composer.press("/")
        search = self.page.get_by_role("combobox", name="Search topics and pages")
        expect(search).to_be_focused()
        search.fill(text)
        expect(self.page.locator(".o_care_answer mark").first).to_be_visible()
        search.press("Enter")

    def confirm(self, button):
        """Press a button of the open dialog, and wait until it is closed."""
        self.window.locator(".modal-footer").get_by_role("button", name=button, exact=True).click()
        expect(self.window).to_have_count(0)
