from odoo.exceptions import UserError
from odoo.http import Stream, request, route

from ..const import MAX_SEARCH
from ..services.catalogue_query import CatalogueQuery
from ..services.typed import read_text
from .base import PlatformController

IMAGE_SIZES = {"128": "image_128", "256": "image_256", "512": "image_512", "1024": "image_1024"}


class CatalogueController(PlatformController):
    """Catalogue, product pages and their pictures."""

    @route("/eservices/catalog", type="http", auth="eservices", methods=["GET"], readonly=True)
    def catalogue(self, **params):
        """A page of the catalogue; filters, sort and page stand in the address (P6, P7)."""
        query = CatalogueQuery.from_params(params, MAX_SEARCH)
        values = request.env["eservices.catalogue"]._prepare_page(self.customer, query)
        return self._render("catalogue", "catalogue", values)

    @route("/eservices/catalog/suggest", type="jsonrpc", auth="eservices", methods=["POST"], readonly=True)
    def suggest(self, text=None, **_params):
        """Products that match what is being typed, the best first (P14)."""
        text = read_text(text, MAX_SEARCH)
        rows = request.env["eservices.catalogue"]._suggest(self.customer, text) if len(text) > 1 else []
        return {"ok": True, "products": rows}

    @route(
        "/eservices/product/<int:product_id>", type="http", auth="eservices", methods=["GET"], readonly=True
    )
    def product(self, product_id, **_params):
        """The page of a product with the variants that the customer may order (P14)."""
        page = request.env["eservices.product.page"]
        product, variants = page._find(self.customer, product_id)
        return self._render("product", "catalogue", page._prepare_page(self.customer, product, variants))

    @route(
        "/eservices/product/<int:product_id>/price",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        readonly=True,
    )
    def explain_price(self, product_id, quantity=1, **_params):
        """Why a quantity of a product costs the customer what it does (B5)."""
        carts = request.env["eservices.cart"]
        product = carts._find_product(self.customer, product_id)
        try:
            wanted = carts._read_quantity(product, quantity)
        except UserError as error:
            return self._describe_refusal(error)
        sentences = request.env["eservices.price.reason"]._explain(self.customer, product, wanted)
        return {"ok": True, "sentences": sentences}

    @route(
        "/eservices/product/<int:product_id>/documents/<int:document_id>",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
    )
    def product_document(self, product_id, document_id, **_params):
        """A document of a product, always as a download."""
        page = request.env["eservices.product.page"]
        attachment = page._find_document(self.customer, product_id, document_id)
        stream = request.env["ir.binary"].sudo()._get_stream_from(attachment)
        return stream.get_response(as_attachment=True)

    @route(
        "/eservices/product/<int:product_id>/image",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
    )
    def product_image(self, product_id, size="128", **_params):
        """The picture of a product that the customer may order, or that stands in one of his documents."""
        product = request.env["eservices.cart"]._find_pictured_product(self.customer, product_id)
        field = IMAGE_SIZES.get(size, "image_128")
        stream = (
            request.env["ir.binary"]
            .sudo()
            ._get_image_stream_from(product, field, placeholder="web/static/img/placeholder.png")
        )
        stream.public = False
        return stream.get_response(max_age=3600) if isinstance(stream, Stream) else stream
