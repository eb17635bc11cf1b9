import re

from odoo import models
from odoo.fields import Domain

_PRODUCT = re.compile(r"/eservices/product/(\d{1,9})(?![\d])")
_FAMILY = re.compile(r"[?&](?:family|sub)=(\d{1,9})(?!\d)")


class CareRouter(models.AbstractModel):
    """Which queue suits a customer (L12). What his browser says is a hint; queues are chosen here."""

    _name = "care.router"
    _description = "Routing of customers to queues"

    def _route(self, customer, subject, url):
        """The queue for a customer and his priority in it.

        :param customer: ``Customer``
        :param subject: ``care.subject``, may be empty
        :param str url: address of the page on which he is
        :return: ``(care.queue, priority)``; the queue is empty when the channel has none
        """
        facts = self._get_facts(customer, subject, url or "")
        rule = self.env["care.rule"]._find(facts)
        if rule:
            return rule.queue_id, rule.priority
        config = customer.config
        wished = [subject.queue_id, config.care_queue_id]
        # sudo: care.queue - customers have no access of their own
        others = self.env["care.queue"].sudo().search(Domain.TRUE, limit=200)
        for queue in [*wished, *others]:
            if queue and queue._serves(config, facts["lang"]):
                return queue, "0"
        return config.care_queue_id, "0"

    def _get_facts(self, customer, subject, url):
        """Hook: what rules can ask about."""
        company = customer.company
        lines = self.env["eservices.cart"]._find_lines(customer)
        return {
            "config": customer.config,
            "subject": subject,
            "path": url.partition("?")[0],
            "families": self._get_families(customer, url, [line.product_id for line in lines]),
            "tags": (customer.contact | company).category_id,
            "lang": customer.user.lang or "",
            "amount": sum(line.subtotal for line in lines),
        }

    def _get_families(self, customer, url, product_ids):
        """The families of the page and of the goods in the cart, with all above them."""
        page = _PRODUCT.search(url)
        asked = [*product_ids, *([int(page.group(1))] if page else [])]
        products = customer.env["product.product"].browse(asked).exists()
        asked = [int(found) for found in _FAMILY.findall(url)]
        families = customer.env["eservices.family"].browse(asked).exists()
        families |= (
            products.product_tmpl_id.ecommerce_superfamily_id
            | products.product_tmpl_id.ecommerce_family_id
            | products.product_tmpl_id.ecommerce_subfamily_id
        )
        above = families.parent_id
        return families | above | above.parent_id
