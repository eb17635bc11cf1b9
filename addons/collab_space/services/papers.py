import logging

from odoo import models
from odoo.exceptions import UserError
from odoo.tools.image import image_data_uri

_logger = logging.getLogger(__name__)


class CollabPapers(models.AbstractModel):
    """The agreed text on paper (B14)."""

    _name = "collab.papers"
    _description = "Papers of collaboration spaces"

    def _render_agreement(self, space):
        """What is agreed so far, as PDF; as a page where this machine cannot make any.

        :param space: ``collab.space`` that the user may read
        :return: ``(ending of the name, bytes)``
        """
        values = {
            "space": space.sudo(),  # sudo: collab.space - readers of a space may have what it says on paper
            "language": self.env.lang or "en_US",
            "image_data_uri": image_data_uri,
        }
        page = f"<!DOCTYPE html>{self.env['ir.qweb']._render('collab_space.agreement_paper', values)}"
        try:
            # sudo: ir.actions.report - drawing needs settings that readers of a space may not see
            return "pdf", self.env["ir.actions.report"].sudo()._run_wkhtmltopdf([page])
        except (UserError, OSError) as error:
            _logger.warning("the agreement of space %s is kept as a page: %s", space.id, error)
            return "html", page.encode()

    def _get_terms(self, space):
        """Terms of the paper: accepted ones, in their order."""
        # sudo: collab.term - the paper is for readers of the space
        return space.sudo().term_ids.filtered(lambda term: term.state == "accepted")

    def _get_signatures(self, term):
        """Signatures that stand on the accepted version."""
        return term.signature_ids.filtered(
            lambda one: one.version_id == term.accepted_version_id and not one.withdrawn_at
        )
