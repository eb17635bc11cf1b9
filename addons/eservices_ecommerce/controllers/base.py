from odoo.exceptions import UserError
from odoo.http import Controller, content_disposition, request

from ..const import MAX_SEARCH, MESSAGE_FILE_BYTES, MESSAGE_FILES
from ..services.list_query import ListQuery
from ..services.quantities import QuantityRefused
from ..services.typed import read_text


class PlatformController(Controller):
    """What every page of the platform shares. The customer is resolved before, at the dispatch point."""

    @property
    def customer(self):
        """Who asks: ``services.customer.Customer``."""
        # Odoo lists the members of controllers to find the routes, which may happen outside of a request.
        return request and request.eservices_customer

    def _render(self, template, page, values, status=200):
        """A page of the platform.

        :param str template: name; without a module, one of this add-on
        :param str page: key of the menu that is lit
        """
        layout = request.env["eservices.layout"]
        platform = layout._prepare_platform(self.customer, page)
        # Reading the session's message takes it away; a session without one is not written.
        flash = "eservices_flash" in request.session and request.session.pop("eservices_flash")
        values = {
            "platform": {**platform, "csrf_token": request.csrf_token(), "flash": flash},
            "frame": layout._prepare_frame(platform),
            "fragment": request.env["eservices.fragments"]._render,
            **values,
        }
        name = template if "." in template else f"eservices_ecommerce.{template}"
        return request.render(name, values, status=status)

    def _render_list(self, template, page, rows, total, query, states):
        """A page of a list of documents with its search, its filter by state and its pager.

        :param query: ``services.list_query.ListQuery``
        :param states: ``[(key, label)]`` of the filter
        """
        layout = request.env["eservices.layout"]
        values = layout._prepare_list(request.httprequest.path, rows, total, query, states)
        return self._render(template, page, values)

    def _read_list_query(self, params):
        """What is asked of a list; anything crafted falls back to its default."""
        return ListQuery.from_params(params, MAX_SEARCH)

    def _read_files(self):
        """The files that were sent, each cut one byte above what is taken."""
        files = request.httprequest.files.getlist("files")[: MESSAGE_FILES + 1]
        for file in files:
            # Odoo rewinds the first one alone before it runs a request again.
            file.seek(0)
        return [
            (read_text(file.filename, 255)[-120:] or "file", file.read(MESSAGE_FILE_BYTES + 1))
            for file in files
            if file.filename
        ]

    def _describe_refusal(self, error, **values):
        """What a change answers that was refused; where another quantity fits, that too (B5).

        :param error: ``UserError``
        """
        nearest = {"nearest": error.nearest} if isinstance(error, QuantityRefused) else {}
        return {"ok": False, "error": error.args[0], **nearest, **values}

    def _refill(self, wanted):
        """Put many products in the cart and answer with what became of each (B2).

        :param wanted: see ``eservices.refill._fill``
        """
        refill = request.env["eservices.refill"]
        try:
            return refill._prepare_answer(self.customer, refill._fill(self.customer, wanted))
        except UserError as error:
            return {"ok": False, "error": error.args[0]}

    def _download_workbook(self, content, name):
        """An XLSX file for the customer."""
        headers = {
            "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "Content-Disposition": content_disposition(f"{name}.xlsx"),
        }
        return request.make_response(content, headers=headers)

    def _send_pdf(self, kind, document):
        """The PDF of a document of the customer, or the page that says why there is none (P13)."""
        content = request.env["eservices.reports"]._render(self.customer.config, kind, document)
        if not content:
            # Not an exception: what staff are told must stay.
            return self._render("error", "", self._prepare_broken_pdf(), status=503)
        name = document.name
        headers = {
            "Content-Type": "application/pdf",
            "Content-Disposition": f'inline; filename="{name.replace("/", "-")}.pdf"',
            "Content-Length": str(len(content)),
        }
        return request.make_response(content, headers=headers)

    def _prepare_broken_pdf(self):
        name = self.customer.config.name
        return {
            "code": 503,
            "title": request.env._("The PDF cannot be made"),
            "text": request.env._(
                "Something is wrong with its form. %s knows of it; please try again later.", name
            ),
            "action": {"label": request.env._("Back"), "url": request.httprequest.path.removesuffix("/pdf")},
        }
