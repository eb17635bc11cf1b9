from fnmatch import fnmatchcase

from odoo import api, fields, models
from odoo.fields import Domain


class CareRule(models.Model):
    """To which queue a customer goes (L12): the first rule decides all of whose conditions hold.

    Who chose a subject is led away from its queue only by a rule that names this subject.
    """

    _name = "care.rule"
    _description = "Customer care routing rule"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    queue_id = fields.Many2one("care.queue", required=True, index=True, ondelete="cascade")
    priority = fields.Selection(
        [("0", "Normal"), ("1", "High"), ("2", "Urgent")],
        required=True,
        default="0",
        help="Within a queue, who has a higher priority comes first; among equals, who has waited longest.",
    )
    config_ids = fields.Many2many("eservices.config", string="Channels", context={"active_test": False})
    subject_ids = fields.Many2many(
        "care.subject",
        string="Subjects",
        help="Empty: the rule holds for who chose no subject, or one of the same queue.",
    )
    page = fields.Char(
        help="Path of the page on which he is; * stands for anything: /eservices/invoices*",
    )
    family_ids = fields.Many2many(
        "eservices.family",
        string="Product families",
        help="The product that he looks at, or one in his cart, is of one of them or of a family below.",
    )
    tag_ids = fields.Many2many("res.partner.category", string="Customer tags")
    lang_ids = fields.Many2many("res.lang", string="Languages")
    amount_min = fields.Float(string="Cart from", help="Amount of goods in the cart. 0: whatever it holds.")

    _amount_min_not_negative = models.Constraint(
        "CHECK(amount_min >= 0)", "The amount in the cart cannot be negative."
    )

    @api.model
    def _find(self, facts):
        """The first rule that holds, or none.

        :param facts: ``care.router``'s facts about the customer
        """
        # sudo: care.rule - customers have no access of their own
        rules_sudo = self.sudo().search(
            Domain("config_ids", "=", False) | Domain("config_ids", "in", facts["config"].ids)
        )
        return next(
            (
                rule
                for rule in rules_sudo
                if rule._holds(facts) and rule.queue_id._serves(facts["config"], facts["lang"])
            ),
            self.browse(),
        )

    def _holds(self, facts):
        self.ensure_one()
        subject = facts["subject"]
        is_chosen = subject in self.subject_ids or (subject and subject.queue_id == self.queue_id)
        return (
            (is_chosen or not (subject or self.subject_ids))
            and (not self.page or fnmatchcase(facts["path"], self.page.strip()))
            and (not self.family_ids or bool(self.family_ids & facts["families"]))
            and (not self.tag_ids or bool(self.tag_ids & facts["tags"]))
            and (not self.lang_ids or facts["lang"] in self.lang_ids.mapped("code"))
            and facts["amount"] >= self.amount_min
        )
