"""Browsers of several people, each of whom sees his own."""

from support.waiting import PATIENCE


class Browsers:
    """What people look at; whoever made it closes it.

    :param Browser chromium: Playwright's
    """

    def __init__(self, chromium):
        self.chromium = chromium
        self.contexts, self.errors = [], []

    def open(self, server, user=None, session=None, is_strict=False, **options):
        """Return an empty page in one more browser.

        :param server: what is opened: an `OdooServer`, or a `Proxy` before one
        :param str user: who is logged in already; nobody without it
        :param HttpSession session: instead of the one that the user has with the server
        :param bool is_strict: an error in the console fails the test too, not only one of a script
        :param options: of Playwright's context
        """
        context = self.chromium.new_context(base_url=server.url, locale="en-US", **options)
        context.set_default_timeout(1000 * PATIENCE)
        context.on("weberror", lambda error: self.errors.append(f"{error.page.url}: {error.error}"))
        if is_strict:
            context.on("console", self.note)
        self.contexts.append(context)
        if user:
            cookies = session.cookies if session else server.sessions.get(user)["cookies"]
            cookie = {"name": "session_id", "value": cookies["session_id"], "url": server.url}
            context.add_cookies([cookie])
        return context.new_page()

    def note(self, message):
        """Keep an error of the console."""
        if message.type == "error":
            self.errors.append(f"{message.page.url}: {message.text}")

    def close(self):
        """Close everything.

        :raise AssertionError: if a script failed on one of the pages
        """
        for context in self.contexts:
            context.close()
        assert not self.errors, "\n".join(self.errors)
