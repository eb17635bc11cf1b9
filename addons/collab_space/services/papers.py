import logging

from odoo import models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)

REPORT = "collab_space.action_report_agreement"


class CollabPapers(models.AbstractModel):
    """The agreed text on paper (B14)."""

    _name = "collab.papers"
    _description = "Papers of collaboration spaces"

    def _render_agreement(self, space):
        """What is agreed so far, as PDF; as a page where this machine cannot make any.

        :param space: ``collab.space`` that the user may read
        :return: ``(ending of the name, bytes)``
        """
        # sudo: ir.actions.report - readers of a space may have what it says on paper
        reports = self.env["ir.actions.report"].sudo().with_context(force_report_rendering=True)
        try:
            return "pdf", reports._render_qweb_pdf(REPORT, space.ids)[0]
        except UserError as error:
            _logger.warning("the agreement of space %s is kept as a page: %s", space.id, error)
            return "html", reports._render_qweb_html(REPORT, space.ids)[0]

    def _get_terms(self, space):
        """Terms of the paper: accepted ones, in their order."""
        # sudo: collab.term - the paper is for readers of the space
        return space.sudo().term_ids.filtered(lambda term: term.state == "accepted")

    def _get_signatures(self, term):
        """Signatures that stand on the accepted version."""
        return term.signature_ids.filtered(
            lambda one: one.version_id == term.accepted_version_id and not one.withdrawn_at
        )
