import re
from hashlib import blake2b

from markupsafe import Markup

from odoo import models
from odoo.tools import ormcache

# A quarter of what a template gives is the indentation of its source.
INDENTATION = re.compile(r"\n\s+")


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
        html = self.env["ir.qweb"]._render(f"eservices_ecommerce.{template}", values)
        return Markup(INDENTATION.sub("\n", html))
