import datetime
import logging

import psycopg2

from odoo import fields, models
from odoo.exceptions import ConcurrencyError, MissingError, UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)

# Which of the model's records a report of the channel prints; its field is `<kind>_report_id`.
KINDS = {
    "order": ("sale.order", Domain("is_eservices_cart", "=", False)),
    "delivery": ("stock.picking", Domain("picking_type_id.code", "=", "outgoing")),
    "invoice": ("account.move", Domain("move_type", "=", "out_invoice") & Domain("state", "=", "posted")),
}


class EservicesReports(models.AbstractModel):
    """The PDF of orders, deliveries and invoices, by the reports of the channel (P13)."""

    _name = "eservices.reports"
    _description = "Reports of the customer platform"

    def _get_url(self, config, kind, record):
        """Where the PDF of a document is, or nothing where the channel prints none of its kind.

        :param str kind: key of ``KINDS``
        """
        plural = {"order": "orders", "delivery": "deliveries", "invoice": "invoices"}[kind]
        return f"/eservices/{plural}/{record.id}/pdf" if config[f"{kind}_report_id"] else None

    def _render(self, config, kind, record):
        """The PDF of one document of the customer.

        :return: the PDF, or nothing when the report is broken; staff are told then
        :raise MissingError: when the channel has no report for its kind
        """
        report = config[f"{kind}_report_id"]
        if not report:
            raise MissingError(self.env._("There is no PDF of this document."))
        try:
            if report.model != record._name:
                raise UserError(self.env._("The report is made for other documents."))
            with self.env.cr.savepoint():
                # sudo: ir.actions.report - the record was looked up among the customer's own
                return self.env["ir.actions.report"].sudo()._render_qweb_pdf(report, record.ids)[0]
        except (psycopg2.Error, ConcurrencyError):
            raise
        except Exception as error:  # a report is made by people: anything can be wrong with it
            _logger.warning("Report %s of %s: %s", report.report_name, record, error)
            self._tell_staff(config, report, record, error)
            return b""

    def _tell_staff(self, config, report, record, error):
        """A note to the responsible on the configuration, once a day for each report."""
        subject = self.env._("The report %s is broken", report.name)
        since = fields.Datetime.now() - datetime.timedelta(days=1)
        known = Domain("subject", "=", subject) & Domain("date", ">", since)
        if config.message_ids.filtered_domain(known):
            return
        config.message_post(
            author_id=self.env.ref("base.partner_root").id,
            body=self.env._(
                "A customer asked for the PDF of %(document)s and got none: %(reason)s",
                document=record.display_name,
                reason=str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__,
            ),
            partner_ids=config._get_responsible(record.partner_id).partner_id.ids,
            subject=subject,
            subtype_xmlid="mail.mt_note",
        )

    def _find_latest(self, config, kind):
        """The newest document of the company that a report of the channel would print; may be empty."""
        model, domain = KINDS[kind]
        domain &= Domain("company_id", "=", config.company_id.id)
        return self.env[model].search(domain, order="id desc", limit=1)
