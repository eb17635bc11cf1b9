"""The spaces of `bin/bench spaces`: `python -m benchmarks.spaces_fill DATABASE` creates two of them."""

import sys

from odoo import SUPERUSER_ID, Command, api
from odoo.modules.registry import Registry
from odoo.tools import config

from benchmarks.spaces import FEW, LOGIN, MESSAGES, TERMS

BATCH = 500


def main(name):
    """Create a buyer, and what was said and offered to him."""
    config.parse_config(["--database", name, "--no-http", "--log-level", "warn"])
    with Registry(name).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True})
        buyer = create_buyer(env)
        product = env["product.product"].create({"name": "Bolt", "list_price": 10})
        for size, messages, terms in (("small", FEW, FEW), ("large", MESSAGES, TERMS)):
            create_space(env, size, buyer, product, messages, terms)


def create_buyer(env):
    """A customer of the platform; his login is his password."""
    env["eservices.config"].create({"name": "Benchmark", "company_id": env.company.id})
    company = env["res.partner"].create({"name": "The buyer's company", "is_company": True})
    contact = env["res.partner"].create({"name": "Buyer", "email": "b@example.com", "parent_id": company.id})
    env["res.users"].create(
        {
            "login": LOGIN,
            "password": LOGIN,
            "partner_id": contact.id,
            "group_ids": [Command.set(env.ref("eservices_ecommerce.group_eservices_customer").ids)],
            "eservices_platform": True,
            "eservices_contact_id": contact.id,
        }
    )
    return contact


def create_space(env, name, buyer, product, messages, terms):
    """A space with so many messages in its topic, and so many prices on its table."""
    members = [Command.create({"partner_id": buyer.id})]
    space = env["collab.space"].create({"name": name, "template_id": False, "member_ids": members})
    topic = env["collab.topic"].create({"space_id": space.id, "name": "Volumes"})
    said = {
        "model": "collab.topic",
        "res_id": topic.id,
        "message_type": "comment",
        "subtype_id": env.ref("mail.mt_comment").id,
        "author_id": env.user.partner_id.id,
        "body": "<p>How many do you take in a year, and in which lots?</p>",
    }
    for start in range(0, messages, BATCH):
        env["mail.message"].create([said] * min(BATCH, messages - start))
    offer = {"price": 9, "quantity": 10}
    for number in range(terms):
        env["collab.term"].create(
            {
                "space_id": space.id,
                "kind": "line",
                "name": f"Bolt {number}",
                "product_id": product.id,
                "first_proposal": offer,
            }
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
