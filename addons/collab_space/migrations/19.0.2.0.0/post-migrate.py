from odoo import SUPERUSER_ID, api

DOMAIN = """[
    ('is_internal', '=', False),
    ('space_id.kind', '!=', 'internal'),
    ('space_id.member_ids.partner_id', '=', user.partner_id.id),
]"""


def migrate(cr, _version):
    """Internal topics are new: the rule of the customers, which upgrades leave alone, must not show them."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    rule = env.ref("collab_space.rule_collab_topic_portal_read", raise_if_not_found=False)
    if rule and "is_internal" not in (rule.domain_force or ""):
        rule.domain_force = DOMAIN
