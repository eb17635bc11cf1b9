from werkzeug.exceptions import NotFound

from odoo.exceptions import MissingError, UserError
from odoo.http import request

from odoo.addons.eservices_ecommerce.controllers.base import PlatformController
from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

MAX_TEXT = 6000


class CareController(PlatformController):
    """What the pages of customer care share.

    Odoo makes one class of all controllers of the platform: names are told apart by `care`.
    """

    @property
    def care_desk(self):
        """The customer's verbs; see ``care.desk``."""
        # Odoo lists the members of controllers to find the routes, which may happen outside of a request.
        return request and request.env["care.desk"]

    def _care_find(self, session_id):
        """A conversation of the customer; 404 for any other."""
        return self._care_or_missing(self.care_desk._find, self.customer, session_id)

    def _care_or_missing(self, verb, *args):
        """Do what was asked; what does not exist for the customer is a 404."""
        try:
            return verb(*args)
        except MissingError as error:
            raise NotFound(error.args[0]) from error

    def _care_answer(self, verb, *args):
        """Do what was asked; a refusal is an answer in words.

        :return: ``(result, refusal)``, one of which is ``None``
        """
        try:
            return self._care_or_missing(verb, *args), None
        except UserError as error:
            return None, {"ok": False, "error": error.args[0]}

    def _care_read_typed(self, params):
        """What the page sent when it asks for a conversation, or leaves a message."""
        return {
            "subject_id": read_id(params.get("subject_id")),
            "order_id": read_id(params.get("order_id")),
            "text": read_text(params.get("text"), MAX_TEXT),
            "key": read_text(params.get("key"), 32),
            "url": read_text(params.get("url"), 500),
            "kind": read_text(params.get("kind"), 16),
            "phone": read_text(params.get("phone"), 64),
            "when": read_text(params.get("when"), 200),
        }

    def _care_describe(self, session):
        return {"ok": True, "session": self.care_desk._describe(session)}
