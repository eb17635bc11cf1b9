"""The console of a representative, as he uses it: with the keyboard."""

from playwright.sync_api import expect


class Console:
    """A representative in front of the console.

    :param Page page: his page of Playwright, logged in
    """

    def __init__(self, page):
        self.page = page
        self.keyboard = page.keyboard

    def open(self):
        """Open the screen; the search has the focus then."""
        self.page.goto("/odoo/care-console")
        expect(self.page.get_by_text("No customer chosen")).to_be_visible()
        self.press("/")
        expect(self.search).to_be_focused()
        return self

    def press(self, *keys):
        """Press keys, one after the other."""
        for key in keys:
            self.keyboard.press(key)

    def button(self, name):
        """Return a button of the screen by its words."""
        return self.page.get_by_role("button", name=name)

    @property
    def search(self):
        """The field of the simple search."""
        return self.page.get_by_role("combobox", name="Search a customer")

    @property
    def found(self):
        """The customers who were found."""
        return self.page.locator(".o_console_customer")

    @property
    def entry(self):
        """The field for a product."""
        return self.page.get_by_role("combobox", name="Product ID or name")

    @property
    def cart(self):
        """The cart that is worked on."""
        return self.page.locator(".o_console_cart")

    def line(self, words):
        """Return the line of the cart in which words stand."""
        return self.cart.locator(".o_console_line", has_text=words)

    def quantity(self, words):
        """Return the field for the quantity of a line."""
        return self.line(words).get_by_role("textbox")

    def choose(self, words):
        """Search a customer and choose the first: the product entry has the focus then."""
        self.keyboard.type(words)
        self.press("Enter")
        expect(self.page.locator(".o_console_checkout")).to_be_visible()
        expect(self.entry).to_be_focused()

    def add(self, code, quantity=None, why=None):
        """Type a product, its quantity when it is not one, why it is proposed, and add it."""
        self.keyboard.type(code)
        if quantity:
            self.press("Tab")
            self.keyboard.type(str(quantity))
        if why:
            self.page.get_by_label("Why", exact=True).fill(why)
        self.press("Enter")
        expect(self.entry).to_have_value("")
        expect(self.entry).to_be_focused()

    def close(self):
        """Close the session, back to the search."""
        self.button("Close session").first.click()
        question = self.page.locator(".modal:visible").get_by_role("button", name="Close session")
        expect(question.or_(self.page.get_by_text("No customer chosen"))).to_be_visible()
        if question.count():
            question.click()
        expect(self.page.get_by_text("No customer chosen")).to_be_visible()
