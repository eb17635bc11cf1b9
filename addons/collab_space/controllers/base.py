from werkzeug.exceptions import NotFound

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

from odoo.addons.eservices_ecommerce.controllers.base import PlatformController

SPACE = "/eservices/spaces/<int:space_id>"


class SpaceController(PlatformController):
    """What the pages of spaces share: everything is found with the member's own rights.

    Odoo makes one class of all controllers of the platform: names are told apart by `space`.
    """

    @property
    def space_page(self):
        """How spaces are shown; see ``collab.space.page``."""
        # Odoo lists the members of controllers to find the routes, which may happen outside of a request.
        return request and request.env["collab.space.page"]

    def _find_space(self, space_id):
        """A space of the member; 404 for any other."""
        return self._find_in_space("collab.space", space_id)

    def _find_in_space(self, model, record_id, space_id=None):
        """A record of a space of the member; 404 for any other."""
        domain = [("id", "=", record_id)]
        if space_id is not None:
            domain.append(("space_id", "=", space_id))
        record = request.env[model].search(domain)
        if not record:
            raise NotFound()
        return record

    def _space_answer(self, verb, *args, **kwargs):
        """Do what was asked; a refusal is an answer in words.

        :return: ``(result, refusal)``, one of which is ``None``
        """
        try:
            with request.env.cr.savepoint():
                return verb(*args, **kwargs), None
        except MissingError as error:
            raise NotFound(error.args[0]) from error
        except (AccessError, UserError) as error:
            return None, {"ok": False, "error": error.args[0]}

    def _render_space(self, template, space, crumbs, values):
        """A page of a space.

        :param list crumbs: ``(label, address)`` below the space; the last one has no address
        """
        trail = [(request.env._("Spaces"), "/eservices/spaces"), *crumbs]
        values = {
            "space": self.space_page._prepare_space(space),
            "breadcrumbs": [{"label": label, "url": url} for label, url in trail],
            **values,
        }
        return self._render(f"collab_space.{template}", "spaces", values)
