from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .typed import read_id, read_text

# What is typed, and how much of it is taken.
TEXTS = {"name": 128, "street": 128, "street2": 128, "zip": 24, "city": 128, "phone": 32}

# More countries than there are.
MAX_COUNTRIES = 400


class EservicesCartAddress(models.AbstractModel):
    """A new delivery address, typed in the cart and kept among those of the customer's company (P18, B9)."""

    _name = "eservices.cart.address"
    _description = "New delivery address of the cart"

    def _prepare_form(self, customer, values=None):
        """The form as it is filled; states only where the country wants one in its addresses.

        :param dict values: what was typed so far
        """
        typed = values if isinstance(values, dict) else {}
        country = self._read_country(customer, typed) or self._get_default_country(customer)
        countries = customer.env["res.country"].search([], limit=MAX_COUNTRIES)
        states = country.state_ids if country.state_required else country.state_ids.browse()
        return {
            "values": {name: read_text(typed.get(name), size) for name, size in TEXTS.items()},
            "sizes": TEXTS,
            "countries": self._get_options(countries, country.id),
            "states": self._get_options(states, read_id(typed.get("state_id"))),
            "zip_required": country.zip_required,
        }

    def _get_options(self, records, chosen):
        return [
            {"id": record.id, "label": record.name, "selected": record.id == chosen}
            for record in records.sorted("name")
        ]

    def _get_default_country(self, customer):
        cart = self.env["eservices.cart"]._get(customer)
        return (
            cart.partner_shipping_id.country_id
            or customer.company.country_id
            or customer.config.company_id.country_id
        )

    def _save(self, customer, values):
        """Keep a new delivery address of the customer's own company, and send the open cart there.

        :param dict values: ``name``, ``street``, ``street2``, ``zip``, ``city``, ``country_id``,
            ``state_id``, ``phone`` as typed; anything else is left aside
        :return: ``{field: sentence}`` of what was refused; then nothing is saved
        :raise UserError: when there is no cart any more, or no form was sent
        """
        if not isinstance(values, dict):
            raise UserError(self.env._("The form is incomplete."))
        if not self.env["eservices.cart"]._get(customer):
            raise UserError(self.env._("Your cart is empty."))
        read, errors = self._read(customer, values)
        if errors:
            return errors
        address = self._find_same(customer, read) or self._create(customer, read)
        return self.env["eservices.cart.page"]._write_details(customer, {"partner_shipping_id": address.id})

    def _create(self, customer, read):
        partners = customer.env["res.partner"].with_context(mail_create_nosubscribe=True)
        address = partners.create({**read, **self._prepare_address_values(customer)})
        address.message_post(
            body=self.env._(
                "%(contact)s added this delivery address on %(channel)s.",
                contact=customer.contact.display_name,
                channel=customer.config.name,
            ),
            subtype_xmlid="mail.mt_note",
        )
        return address

    def _prepare_address_values(self, customer):
        """Hook: whose a new address is."""
        return {
            "type": "delivery",
            "parent_id": customer.company.id,
            "company_id": customer.company.company_id.id,
            "lang": customer.contact.lang,
        }

    def _find_same(self, customer, read):
        """The address that a repeated request made before."""
        domain = Domain("parent_id", "=", customer.company.id) & Domain("type", "=", "delivery")
        for name, value in read.items():
            domain &= Domain(name, "=", value or False)
        return customer.env["res.partner"].search(domain, limit=1)

    # === READING === #

    def _read(self, customer, values):
        """What was typed, as it is kept.

        :return: ``(values, {field: sentence})``
        """
        country = self._read_country(customer, values)
        state = country.state_ids.filtered(lambda state: state.id == read_id(values.get("state_id")))
        typed = {name: read_text(values.get(name), size + 1) for name, size in TEXTS.items()}
        errors = {
            name: self.env._("At most %s characters.", size)
            for name, size in TEXTS.items()
            if len(typed[name]) > size
        }
        read = {**typed, "country_id": country.id, "state_id": state.id}
        for name, sentence in self._get_required(country).items():
            if not read[name]:
                errors.setdefault(name, sentence)
        return read, errors

    def _get_required(self, country):
        """What an address of this country cannot do without, as in Odoo's own address form."""
        required = {
            "name": self.env._("Name the place, or who receives the goods."),
            "street": self.env._("Type the street."),
            "city": self.env._("Type the city."),
            "country_id": self.env._("Choose a country."),
        }
        if country.zip_required:
            required["zip"] = self.env._("Type the postcode.")
        if country.state_required:
            required["state_id"] = self.env._("Choose a state.")
        return required

    def _read_country(self, customer, values):
        return customer.env["res.country"].browse(read_id(values.get("country_id"))).exists()
