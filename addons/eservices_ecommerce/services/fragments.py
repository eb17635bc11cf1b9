from hashlib import blake2b

from odoo import models
from odoo.tools import ormcache


class EservicesFragments(models.AbstractModel):
    """Parts of a page that look the same as long as their values are the same.

    A fragment is made of its values alone, and kept in Odoo's own cache of rendered templates under their
    digest. Nothing in it can be stale: the values are read at each request, and other values are another
    fragment.
    """

    _name = "eservices.fragments"
    _description = "Parts of a page of the customer platform"

    def _render(self, template, values):
        """Render a template, or take what these values gave before.

        :param str template: name without module
        :param dict values: texts, numbers, lists and dicts; no records, and nothing secret
        """
        digest = blake2b(repr(values).encode(), digest_size=16).digest()
        return self._render_kept(template, digest, values)

    @ormcache("self.env.lang", "template", "digest", cache="templates.cached_values")
    def _render_kept(self, template, digest, values):
        return self.env["ir.qweb"]._render(f"eservices_ecommerce.{template}", values)
