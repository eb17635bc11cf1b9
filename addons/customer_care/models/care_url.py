from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import LazyTranslate

from ..services import own_url

_lt = LazyTranslate(__name__)

REFUSALS = {
    own_url.EMPTY: _lt("The address is missing."),
    own_url.FOREIGN: _lt("It must be a page of the customer platform: /eservices or an address below it."),
    own_url.CHARACTER: _lt(
        "It contains a blank, a backslash or another character that is not allowed in an address. "
        "Copy it from the browser's address bar."
    ),
    own_url.DOUBLE_SLASH: _lt("It contains two slashes in a row, which could lead away from the platform."),
    own_url.DOTS: _lt("It climbs out of the platform with “.” or “..”."),
    own_url.ENCODING: _lt("A part of it is encoded wrongly, or encoded more than once."),
}


class CareUrl(models.Model):
    """A page of the platform that representatives often show to customers (L9)."""

    _name = "care.url"
    _description = "Customer care page link"
    _order = "queue_id, sequence, id"

    name = fields.Char(string="Page", required=True, translate=True)
    sequence = fields.Integer(default=10)
    queue_id = fields.Many2one("care.queue", required=True, index=True, ondelete="cascade")
    url = fields.Char(
        string="Address",
        required=True,
        help="The path of a page on the customer platform, such as /eservices/catalog?search=drill.",
    )

    @api.constrains("url")
    def _check_url_is_own_page(self):
        """L11: nothing but our own pages is ever offered to a customer.

        :raise ValidationError: saying which address was refused and why.
        """
        for link in self:
            refusal = own_url.find_refusal(link.url)
            if refusal:
                raise ValidationError(
                    self.env._(
                        "The address “%(url)s” cannot be used as a page link.\n%(reason)s",
                        url=link.url,
                        reason=REFUSALS[refusal],
                    )
                )
