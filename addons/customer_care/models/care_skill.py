from odoo import api, fields, models
from odoo.fields import Domain


class CareSkill(models.Model):
    """How well a representative masters an expertise (L12). Who has it without a row has level 1."""

    _name = "care.skill"
    _description = "Level of an expertise"
    _order = "user_id, expertise_id"
    _rec_name = "expertise_id"

    user_id = fields.Many2one(
        "res.users", string="Representative", required=True, index=True, ondelete="cascade"
    )
    expertise_id = fields.Many2one("im_livechat.expertise", required=True, ondelete="cascade")
    level = fields.Selection(
        [("1", "Basic"), ("2", "Advanced"), ("3", "Expert")],
        required=True,
        default="2",
        help="Queues may ask for a lowest level.",
    )

    _user_expertise_uniq = models.Constraint(
        "UNIQUE(user_id, expertise_id)", "The level of this expertise is set for this user already."
    )

    @api.model
    def _get_levels(self, users):
        """What the users know: ``{user id: {expertise id: level}}``.

        A level counts only with the expertise itself: taking that away takes the qualification.
        """
        # sudo: res.users.settings - the expertise of coworkers decides about a customer
        settings = (
            self.env["res.users.settings"]
            .sudo()
            .search(Domain("user_id", "in", users.ids) & Domain("livechat_expertise_ids", "!=", False))
        )
        levels = {one.user_id.id: dict.fromkeys(one.livechat_expertise_ids.ids, 1) for one in settings}
        for skill in self.sudo().search(Domain("user_id", "in", users.ids)):
            known = levels.get(skill.user_id.id, {})
            if skill.expertise_id.id in known:
                known[skill.expertise_id.id] = int(skill.level)
        return levels
