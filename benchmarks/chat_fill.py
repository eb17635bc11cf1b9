"""The people of `bin/bench chat`: `python -m benchmarks.chat_fill SIDE DATABASE` creates them.

`python -m benchmarks.chat_fill sessions DATABASE` logs them all in, as their browsers are in the morning, and
answers ``{login: session id}`` as JSON: two hundred passwords would only measure how passwords are hashed.
"""

import json
import sys

import odoo.http
from odoo import SUPERUSER_ID, Command, api
from odoo.modules.registry import Registry
from odoo.service import security
from odoo.tools import config

from benchmarks.chat import AGENTS, CUSTOMERS, PLACES


def main(what, name):
    """Do one of the two."""
    config.parse_config(["--database", name, "--no-http", "--log-level", "warn"])
    with Registry(name).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True})
        if what == "sessions":
            sys.stdout.write(json.dumps(log_in(env)))
            return
        customers, agents = create_people(env)
        {"ours": finish_ours, "peer": finish_peer}[what](env, customers, agents)


def create_people(env):
    """The customers of one large company, and the people who help them."""
    company = env["res.partner"].create({"name": "The customers' company", "is_company": True})
    contacts = env["res.partner"].create(
        [
            {"name": f"Customer {number}", "email": f"c{number}@example.com", "parent_id": company.id}
            for number in range(CUSTOMERS)
        ]
    )
    users = env["res.users"]
    portal = env.ref("base.group_portal")
    customers = users.create(
        [
            {"login": f"customer{number}", "partner_id": contact.id, "group_ids": [Command.set(portal.ids)]}
            for number, contact in enumerate(contacts)
        ]
    )
    helpers = env.ref("im_livechat.im_livechat_group_user") | env.ref("base.group_user")
    agents = users.create(
        [
            {
                "login": f"agent{number}",
                "name": f"Agent {number}",
                "email": f"a{number}@example.com",
                "group_ids": [Command.set(helpers.ids)],
            }
            for number in range(AGENTS)
        ]
    )
    return customers, agents


def finish_ours(env, customers, agents):
    """A channel of the platform whose queue hands its customers out by itself."""
    channel = env["eservices.config"].create({"name": "Benchmark", "company_id": env.company.id})
    level = env.ref("eservices_ecommerce.group_eservices_customer")
    for customer in customers:
        customer.write(
            {
                "group_ids": [Command.set(level.ids)],
                "eservices_platform": True,
                "eservices_contact_id": customer.partner_id.id,
            }
        )
    agents.group_ids = [Command.link(env.ref("customer_care.group_care_csr").id)]
    for agent in agents:
        env["care.agent"]._ensure(agent).write({"places": PLACES, "state": "ready"})
    queue = env["care.queue"].create(
        {
            "name": "Benchmark",
            "config_ids": [Command.set(channel.ids)],
            "member_ids": [Command.set(agents.ids)],
            "max_sessions": PLACES,
            "mode": "push",
        }
    )
    channel.write({"care_queue_id": queue.id, "care_enabled": True})


def finish_peer(env, customers, agents):
    """A live chat of Odoo's own with the same people and the same number of places."""
    # The channel that comes with the add-on: the one that ``chat_sides.Livechat`` asks.
    env.ref("im_livechat.im_livechat_channel_data").write(
        {
            "user_ids": [Command.set(agents.ids)],
            "max_sessions_mode": "limited",
            "max_sessions": PLACES,
        }
    )


def log_in(env):
    """A session for everybody.

    :return: ``{login: session id}``
    """
    store = odoo.http.root.session_store
    sessions = {}
    people = env["res.users"].search(["|", ("login", "like", "customer_%"), ("login", "like", "agent_%")])
    for user in people:
        session = store.new()
        session.update(odoo.http.get_default_session(), db=env.cr.dbname, _trace_disable=True)
        own = env(user=user.id)
        session.update(uid=user.id, login=user.login, context=dict(own["res.users"].context_get()))
        session.session_token = security.compute_session_token(session, own)
        store.save(session)
        sessions[user.login] = session.sid
    return sessions


if __name__ == "__main__":
    main(*sys.argv[1:])
