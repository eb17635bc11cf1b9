"""The customer's window of live customer care, as he uses it."""

from playwright.sync_api import expect


class Chat:
    """A customer in front of a page of the platform.

    :param Page page: his page of Playwright, logged in
    """

    def __init__(self, page):
        self.page = page
        self.root = page.locator("#o_care_root")
        self.window = page.locator(".o_care_window")
        self.field = self.window.locator(".o_care_composer textarea")
        self.bubbles = self.window.locator(".o_care_bubble")

    def look_at(self, path):
        """Open a page, and wait until its buttons do what they say."""
        self.page.goto(path)
        expect(self.page.locator("html[data-eservices=ready]")).to_be_attached()

    def press(self, name):
        """Press a button of the window, or of what stands for it while it is closed."""
        self.root.get_by_role("button", name=name, exact=True).click()

    def open(self):
        """Follow the link that every page has."""
        self.page.get_by_role("link", name="Talk to us").locator("visible=true").click()
        expect(self.window.get_by_role("heading", level=2)).to_be_visible()

    def ask(self, text, subject="Something else"):
        """Open the window, say what it is about, and begin to wait."""
        self.open()
        self.window.get_by_label(subject).check()
        self.window.get_by_label("Your question").fill(text)
        self.press("Start the conversation")

    def say(self, text):
        """Write something, and send it."""
        self.field.fill(text)
        self.field.press("Enter")

    def see(self, text):
        """Wait until something stands in the window."""
        expect(self.window).to_contain_text(text)

    def see_position(self, number):
        """Wait until the window tells this position."""
        expect(self.window.locator(".o_care_wait_figures dd").first).to_have_text(str(number))

    def talk_with(self, name):
        """Wait until the window tells who helps."""
        expect(self.window.get_by_role("heading", level=2)).to_have_text(name)

    def end(self):
        """Close the window for good, which asks."""
        self.press("End the conversation")
        self.press("End it")
