"""People at work in a collaboration space: a rep at his table, members on the platform."""

import re

from playwright.sync_api import expect

DESK = {"width": 1280, "height": 900}


class SpaceDesk:
    """A representative in front of the negotiation table of the back office.

    :param Page page: his page of Playwright, logged in
    """

    def __init__(self, page):
        self.page = page

    def create(self, name):
        """Make an empty space with the form; returns its id."""
        self.page.goto("/odoo/action-collab_space.collab_space_action/new")
        field = self.page.locator(".o_field_widget[name='name'] input, .o_field_widget[name='name'] textarea")
        field.first.fill(name)
        self.page.locator(".o_form_button_save:visible").click()
        self.page.wait_for_url(re.compile(r"/\d+(\?|$)"))
        return int(re.search(r"/(\d+)(?:\?|$)", self.page.url).group(1))

    def open(self, space):
        """Open the form of a space, and from there the table."""
        self.page.goto(f"/odoo/action-collab_space.collab_space_action/{space}")
        self.page.get_by_role("button", name="Open negotiation table").click()
        expect(self.page.locator(".o_collab_negotiation_body")).to_be_visible()
        return self

    def row(self, name):
        """Return the row of a term."""
        return self.page.locator("tr.o_collab_term", has=self.page.get_by_text(name, exact=True))

    def counter(self, name, note="", **typed):
        """Propose, or answer with another proposal."""
        self.row(name).locator("[aria-expanded]").click()
        form = self.page.locator(".o_collab_counter")
        for label, value in typed.items():
            form.get_by_label(label.replace("_", " "), exact=True).fill(value)
        if note:
            form.get_by_label("Reason, the other side reads it").fill(note)
        form.get_by_role("button", name=re.compile("Send counter|Propose")).click()
        expect(form).to_have_count(0)

    def write_text(self, name, text, summary):
        """Propose the text of a clause, by its window."""
        window = self.open_text(name)
        again = window.get_by_role("button", name="Propose another text")
        expect(again.or_(window.get_by_label("In short"))).to_be_visible()
        if again.is_visible():
            again.click()
        window.get_by_label("In short").fill(summary)
        window.get_by_label(re.compile("Text of the clause")).fill(text)
        window.get_by_role("button", name="Send").click()
        expect(window).to_have_count(0)

    def open_text(self, name):
        """Open the window with the text of a clause."""
        self.row(name).get_by_role("button", name=re.compile("^Text of")).click()
        return self.page.locator(".modal:visible")

    def sign(self, name):
        """Sign the version that stands with the name of the user."""
        window = self.open_text(name)
        window.get_by_role("button", name=re.compile("^Sign version")).click()
        pen = self.page.locator(".modal:visible").last
        expect(pen.locator("canvas, img").first).to_be_visible()
        pen.locator(".modal-footer .btn-primary").click()
        expect(self.page.locator(".modal:visible")).to_have_count(0)


class SpaceMember:
    """A member from the customer's side, on the platform.

    :param Page page: his page of Playwright, logged in
    """

    def __init__(self, page):
        self.page = page

    def open(self, path):
        """Open a page of the platform, and wait until it does what its buttons say."""
        self.page.goto(f"/eservices/spaces{path}")
        self.wait()
        return self

    def wait(self):
        """Wait until the scripts of the page have started."""
        self.page.wait_for_function("document.documentElement.dataset.eservices === 'ready'")

    def row(self, name):
        """Return the row of a term in the negotiation table."""
        return self.page.locator("tr.o_collab_term", has=self.page.get_by_role("link", name=name, exact=True))

    def counter_by_keys(self, name, note, **typed):
        """Answer with another proposal, with the keyboard alone."""
        self.row(name).focus()
        self.page.keyboard.press("c")
        form = self.page.locator(".o_collab_counter:visible form")
        for field, value in typed.items():
            form.locator(f"[name={field}]").fill(value)
        form.locator("[name=note]").fill(note)
        self.page.keyboard.press("Control+Enter")
        expect(self.page.locator(".o_collab_counter:visible")).to_have_count(0)

    def say(self, text):
        """Write in the topic that is open."""
        self.page.locator("#o_collab_text").fill(text)
        self.page.keyboard.press("Control+Enter")
        expect(self.page.locator(".o_collab_message", has_text=text)).to_be_visible()

    def sign(self):
        """Sign the version on the page of the term."""
        form = self.page.locator("#o_collab_sign_form")
        form.locator("[name=confirmed]").check()
        form.get_by_role("button", name=re.compile("^Sign version")).click()
        expect(form).to_have_count(0)
