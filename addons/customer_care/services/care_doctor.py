from odoo import api, fields, models
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.fields import Domain

from odoo.addons.eservices_ecommerce.services.text import escape_like
from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

from ..const import CSR_GROUP
from . import moments

OFFICER_GROUP = "eservices_ecommerce.group_eservices_officer"
OTHERS = 20
ROWS = 20


def list_numbers(gates):
    """The numbers of gates, as one reads them."""
    return ", ".join(str(gate["number"]) for gate in gates)


class CareDoctor(models.AbstractModel):
    """Why a customer may, or may not, order a product: every gate with the record that decides (B11).

    The gates, their order and their texts are those of ``eservices.rights``; before them stands who the
    customer is, after them who brings the goods, which only warns.
    """

    _name = "care.doctor"
    _description = "Rights doctor"

    # === VERBS === #

    @api.model
    @api.readonly
    def examine(self, partner_id, product_id, config_id):
        """Every gate in order, also those after a failure.

        :raise AccessError: for who is neither representative nor officer, or does not serve the channel
        :raise MissingError: when customer or product do not exist
        """
        return self._examine(*self._read(partner_id, product_id, config_id))

    @api.model
    @api.readonly
    def find(self, text, config_id):
        """Products to examine, whether somebody may order them or not; ``*`` stands for anything."""
        config = self._read_config(config_id)
        typed = read_text(text, 100)
        pattern = "%".join(escape_like(part) for part in typed.split("*"))
        # sudo: product.product - representatives see names of products that their company has
        products = self.env["product.product"].sudo().with_context(active_test=False)
        found = products.search(
            Domain("company_id", "in", [False, config.company_id.id])
            & (Domain("default_code", "=ilike", f"{pattern}%") | Domain("name", "=ilike", f"%{pattern}%")),
            order="default_code, id",
            limit=ROWS,
        )
        return {
            "products": [
                {
                    "id": product.id,
                    "code": product.default_code or "",
                    "name": product.with_context(display_default_code=False).display_name,
                }
                for product in found
            ]
        }

    @api.model
    def mend(self, partner_id, product_id, config_id, fix):
        """Mend what a gate refuses, with the user's own rights, and examine again.

        :param str fix: key of one of the examination's fixes
        :raise UserError: when the gate does not offer it any more
        :raise AccessError: when the user may not write the record that decides
        """
        partner, product, config = self._read(partner_id, product_id, config_id)
        offered = {
            one["key"]: one
            for gate in self._examine(partner, product, config)["gates"]
            for one in gate["fixes"]
        }
        fix = read_text(fix, 16)
        if fix not in offered:
            raise UserError(self.env._("There is nothing to mend here any more."))
        getattr(self, f"_mend_{fix}")(partner, product, config)
        self.env["care.log"]._add(
            config,
            partner,
            "mended",
            f"{product.display_name}: {offered[fix]['label']}",
            agent=self.env.user,
            product=product,
        )
        self.env.flush_all()
        return self._examine(*self._read(partner_id, product_id, config_id))

    # === READING === #

    def _read(self, partner_id, product_id, config_id):
        config = self._read_config(config_id)
        # sudo: res.partner, product.product - what decides about an order, for who serves the channel
        partner = self.env["res.partner"].sudo().browse(read_id(partner_id)).exists()
        product = self.env["product.product"].sudo().browse(read_id(product_id)).exists()
        if not partner or not product:
            raise MissingError(self.env._("Choose a customer and a product."))
        if partner.user_ids.filtered(lambda user: user._is_internal()):
            raise AccessError(self.env._("%s is an internal user, no customer.", partner.name))
        return partner, product, config

    def _read_config(self, config_id):
        user = self.env.user
        if not (user.has_group(CSR_GROUP) or user.has_group(OFFICER_GROUP)):
            raise AccessError(self.env._("Only representatives and officers examine rights."))
        configs = self.env["eservices.config"]._get_care_channels()
        config = configs.filtered(lambda one: one.id == read_id(config_id))
        if not config:
            raise AccessError(self.env._("You do not serve this channel."))
        return config

    # === EXAMINING === #

    def _examine(self, partner, product, config):
        gates = self._get_gates(partner, product, config)
        failed = [gate for gate in gates if gate["state"] == "failed"]
        warned = [gate for gate in gates if gate["state"] == "warning"]
        code = product.default_code or product.name
        values = {"customer": partner.name, "product": code, "channel": config.name}
        title = (
            self.env._("%(customer)s cannot order %(product)s on %(channel)s", **values)
            if failed
            else self.env._("%(customer)s can order %(product)s on %(channel)s", **values)
        )
        texts = [
            self.env._(
                "Of %(all)s gates, not passed: %(numbers)s.", all=len(gates), numbers=list_numbers(failed)
            )
            if failed
            else self.env._("All %s gates are passed.", len(gates))
        ]
        if warned:
            texts.append(self.env._("With a warning: %s.", list_numbers(warned)))
        return {
            "ok": not failed,
            "title": title,
            "text": " ".join(texts),
            "checked_at": moments.iso(fields.Datetime.now()),
            "gates": gates,
            "meets": self._describe_meetings(failed, product),
            "others": self._describe_others(partner, product, config),
        }

    def _get_gates(self, partner, product, config):
        """Hook: the gates in their order, as the screen shows them."""
        explained = self.env["eservices.rights"].sudo()._explain(product, partner, config)
        gates = [self._get_user_gate(partner, config), self._get_contact_gate(partner)]
        gates += [
            self._describe_gate(key, passed, reason, partner, product, config)
            for key, passed, reason in explained
        ]
        gates.append(self._get_carrier_gate(partner, product, config))
        return [{"number": number, **gate} for number, gate in enumerate(gates, 1)]

    def _find_user(self, partner, config):
        users = partner.eservices_user_ids.filtered(
            lambda user: user.active and user.share and user.eservices_platform
        )
        return users.filtered(lambda user: self.env["care.console.search"]._get_channels(user, config))[:1]

    def _get_user_gate(self, partner, config):
        user = self._find_user(partner, config)
        return {
            "key": "user",
            "label": self.env._("Platform user"),
            "state": "passed" if user else "failed",
            "reason": self.env._("External user with this channel")
            if user
            else self.env._("No external user of this contact has this channel."),
            "record": self._describe_record(user or partner),
            "fixes": []
            if user or partner.eservices_is_open
            else [self._describe_fix("open", self.env._("Open the platform"), "", "res.partner")],
        }

    def _get_contact_gate(self, partner):
        company = partner.commercial_partner_id
        is_active = partner.active and company.active
        return {
            "key": "contact",
            "label": self.env._("Contact and company"),
            "state": "passed" if is_active else "failed",
            "reason": self.env._("Stands for %s, active", company.name)
            if is_active
            else self.env._("The contact or its company is archived."),
            "record": self._describe_record(partner),
            "fixes": [],
        }

    def _describe_gate(self, key, passed, reason, partner, product, config):
        template = product.product_tmpl_id
        pricelist = partner.with_company(config.company_id).property_product_pricelist
        known = {
            "listed": (self.env._("Can be sold in e-commerce"), self.env._("Ticked"), template),
            "sellable": (self.env._("Product is sold"), self.env._("Active and can be sold"), template),
            "company": (self.env._("Same company"), self.env._("Sold by the channel's company"), config),
            "channel": (self.env._("Assortment of the channel"), self.env._("Sold on this channel"), config),
            "reference": (
                self.env._("Customer reference or free sale"),
                self.env._("Free sale") if template.free_sale else self.env._("Has a reference"),
                self._find_reference(partner, product) or template,
            ),
            "pricelist": (self.env._("Pricelist has a price"), self.env._("Priced"), pricelist or template),
        }
        label, fine, record = known.get(key, (key, "", template))
        return {
            "key": key,
            "label": label,
            "state": "passed" if passed else "failed",
            "reason": fine if passed else reason,
            "record": self._describe_record(record),
            "fixes": [] if passed else self._get_fixes(key, partner, product, config),
        }

    def _get_carrier_gate(self, partner, product, config):
        """Who brings it only warns: the product is shown all the same."""
        address = partner.browse(partner.address_get(["delivery"])["delivery"])
        order = (
            self.env["sale.order"]
            .sudo()
            .new(
                {
                    "partner_id": partner.id,
                    "partner_shipping_id": address.id,
                    "company_id": config.company_id.id,
                    "order_line": [fields.Command.create({"product_id": product.id, "product_uom_qty": 1})],
                }
            )
        )
        explained = self.env["eservices.cart.carrier"]._explain_lines(order)
        reasons = explained.get(order.order_line, {})
        able = [carrier.name for carrier, reason in reasons.items() if not reason]
        dropped = [f"{carrier.name}: {reason}" for carrier, reason in reasons.items() if reason]
        return {
            "key": "carrier",
            "label": self.env._("A carrier delivers it"),
            "state": "warning" if dropped else "passed",
            "reason": "; ".join(dropped or able),
            "record": None,
            "fixes": [],
        }

    def _find_reference(self, partner, product):
        references = self.env["product.customerinfo"].sudo()
        return references.search(
            Domain("partner_id", "in", partner._get_eservices_reference_partners().ids)
            & Domain("product_tmpl_id", "=", product.product_tmpl_id.id)
            & Domain("product_id", "in", [False, product.id]),
            limit=1,
        )

    def _describe_record(self, record):
        return {"model": record._name, "id": record.id, "label": record.display_name}

    def _describe_meetings(self, failed, product):
        """What the customer meets on the platform, with its own texts; the reason is of the first gate."""
        code = product.default_code or product.name
        first = failed[0]["reason"] if failed else ""
        fine = self.env._("As every product.")
        meetings = (
            (
                "catalogue",
                self.env._("Catalogue and search"),
                self.env._("Listed") if not failed else self.env._("Not listed"),
                self.env._("No result for %s.", code) if failed else fine,
                "muted",
            ),
            (
                "typed",
                self.env._("Typed as a reference"),
                self.env._("Recognised") if not failed else self.env._("Refused"),
                self.env._("Unknown reference “%s”.", code) if failed else fine,
                "bad",
            ),
            (
                "cart",
                self.env._("Left in the cart from before"),
                self.env._("Ordered") if not failed else self.env._("Blocked at validation"),
                first or fine,
                "warn",
            ),
        )
        return [
            {"key": key, "label": label, "state": state, "text": text, "tone": tone if failed else "ok"}
            for key, label, state, text, tone in meetings
        ]

    def _describe_others(self, partner, product, config):
        """Who else of the company meets the same."""
        rights = self.env["eservices.rights"].sudo()
        members = partner.commercial_partner_id.child_ids.filtered(
            lambda one: one.type == "contact" and one != partner and one.eservices_is_open
        )[:OTHERS]
        described = []
        for member in members:
            gates = [bool(self._find_user(member, config)), member.active]
            gates += [passed for _key, passed, _reason in rights._explain(product, member, config)]
            fails = [str(number) for number, passed in enumerate(gates, 1) if not passed]
            described.append(
                {
                    "partner_id": member.id,
                    "name": member.name or "",
                    "function": member.function or "",
                    "ok": not fails,
                    "fails": ", ".join(fails),
                }
            )
        return described

    # === MENDING === #

    def _get_fixes(self, key, partner, product, config):
        company = partner.commercial_partner_id.name
        everybody = self.env._("Every customer")
        fixes = {
            "listed": [("list", self.env._("Offer it in e-commerce"), everybody, "product.template")],
            "sellable": [("sell", self.env._("Sell it again"), everybody, "product.template")],
            "reference": [
                (
                    "reference",
                    self.env._("Add a customer reference"),
                    self.env._("Only %s", company),
                    "product.customerinfo",
                ),
                ("free", self.env._("Put in free sale"), everybody, "product.template"),
            ],
        }
        return [self._describe_fix(*one) for one in fixes.get(key, ())]

    def _describe_fix(self, key, label, reach, model):
        may = self.env[model].has_access("create" if key == "reference" else "write")
        if key == "open":
            may = may and self.env.user.has_group(OFFICER_GROUP)
        return {
            "key": key,
            "label": label,
            "reach": reach,
            "may": may,
            "reason": "" if may else self.env._("You have no right to change this."),
        }

    def _mend_open(self, partner, product, config):
        partner.with_env(self.env).action_eservices_open()

    def _mend_list(self, partner, product, config):
        product.product_tmpl_id.with_env(self.env).ecommerce_ok = True

    def _mend_sell(self, partner, product, config):
        product.product_tmpl_id.with_env(self.env).sale_ok = True
        product.with_env(self.env).action_unarchive()

    def _mend_free(self, partner, product, config):
        product.product_tmpl_id.with_env(self.env).free_sale = True

    def _mend_reference(self, partner, product, config):
        self.env["product.customerinfo"].create(
            {
                "partner_id": partner.commercial_partner_id.id,
                "product_tmpl_id": product.product_tmpl_id.id,
                "product_id": product.id,
                "product_code": product.default_code,
            }
        )
