from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..const import CSR_GROUP


class CareQueue(models.Model):
    """A line in which customers wait, and the people who are qualified to answer it (L12)."""

    _name = "care.queue"
    _description = "Customer care queue"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    config_ids = fields.Many2many(
        "eservices.config",
        string="Channels",
        # Archived channels count too: a queue must not become everybody's because its channel rests.
        context={"active_test": False},
        help="Channels whose customers this queue serves. Empty: every channel of every company.",
    )
    member_ids = fields.Many2many(
        "res.users",
        string="Representatives",
        help="Users who answer this queue. Each of them needs the role Representative of Customer care.",
    )
    expertise_ids = fields.Many2many(
        "im_livechat.expertise",
        string="Required expertise",
        help="What a representative must know to be given a customer of this queue.",
    )
    max_sessions = fields.Integer(
        string="Conversations at once",
        help="How many customers of this queue one representative may serve at the same time. 0: no limit.",
    )
    mode = fields.Selection(
        [("pull", "Representatives accept"), ("push", "Assigned automatically")],
        string="Distribution",
        required=True,
        default="pull",
        help="Representatives accept: a waiting customer is taken by whoever is free first.\n"
        "Assigned automatically: a waiting customer is handed to the representative who is least busy.",
    )
    topic_ids = fields.One2many("care.topic", "queue_id", string="Topics")
    url_ids = fields.One2many("care.url", "queue_id", string="Page links")

    _max_sessions_not_negative = models.Constraint(
        "CHECK(max_sessions >= 0)",
        "The number of conversations at once cannot be negative. Enter 0 for no limit.",
    )

    @api.constrains("member_ids")
    def _check_members_are_representatives(self):
        """L12, L17: only holders of the role answer a queue.

        :raise ValidationError: naming those who lack the role.
        """
        for queue in self:
            strangers = queue._get_unqualified_members()
            if strangers:
                raise ValidationError(
                    self.env._(
                        "Only customer service representatives can answer a queue. "
                        "Give the role to %(names)s first, or leave them out.",
                        names=", ".join(strangers.mapped("name")),
                    )
                )

    def _get_unqualified_members(self):
        """Return the members, archived ones included, who do not hold the role."""
        # sudo: res.users - roles of colleagues are not readable to every supervisor
        members_sudo = self.sudo().with_context(active_test=False).member_ids
        return members_sudo.filtered(lambda user: not user.has_group(CSR_GROUP))

    @api.model
    def _drop_unqualified_members(self):
        """Take those who lost the role out of every queue, so that no list outlives the right."""
        # sudo: care.queue - whoever changes roles need not see the queues of every company
        queues_sudo = self.sudo().with_context(active_test=False).search([("member_ids", "!=", False)])
        for queue_sudo in queues_sudo:
            strangers = queue_sudo._get_unqualified_members()
            if strangers:
                queue_sudo.member_ids -= strangers
