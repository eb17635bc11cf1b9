"""The web client as staff use it: forms, their buttons, their windows."""

from playwright.sync_api import expect


class BackOffice:
    """A member of staff in front of the web client.

    :param Page page: his page of Playwright, logged in
    """

    def __init__(self, page):
        self.page = page

    def open(self, action, record):
        """Open the form of a record, by the external id of an action."""
        self.page.goto(f"/odoo/action-{action}/{record}")
        expect(self.page.locator(".o_form_view")).to_be_visible()

    def press(self, name):
        """Press the button of a form's header or buttons box that calls this method or action."""
        self.page.locator(f".o_form_view button[name='{name}']:visible").first.click()

    def confirm_window(self, name):
        """Press the button in the open window that calls this method, and wait until the window is gone."""
        window = self.page.locator(".modal:visible")
        window.locator(f"button[name='{name}']").click()
        expect(window).to_have_count(0)

    def tab(self, label):
        """Open a tab of the form."""
        self.page.get_by_role("tab", name=label, exact=True).click()

    def field(self, name):
        """Return the field of the form with that technical name."""
        return self.page.locator(f".o_form_view .o_field_widget[name='{name}']:visible").first

    def save(self):
        """Save the form with its button."""
        self.page.locator(".o_form_button_save:visible").click()
        expect(self.page.locator(".o_form_button_save:visible")).to_have_count(0)

    def expect_state(self, label):
        """Wait until the status bar shows this state."""
        current = self.page.locator(".o_statusbar_status .o_arrow_button_current:visible")
        expect(current).to_have_text(label)
