from odoo import api, models
from odoo.tools import ormcache


class EservicesCached(models.AbstractModel):
    """What the platform keeps of a model's records in the registry's cache is forgotten with any change."""

    _name = "eservices.cached"
    _description = "Cached by the customer platform"

    def _recall(self):
        """Take what is kept of a record that every page reads, instead of reading it again.

        :return: the record
        """
        # Whoever has this of a record has the others.
        if self and self.id not in self._fields["write_date"]._get_cache(self.env):
            env, fields, record_id = self.env, self._fields, self.id
            for name, value in self._get_eservices_kept().items():
                # As the field's own ``_insert_cache``, which for one value takes several times as long.
                fields[name]._get_cache(env).setdefault(record_id, value)
        return self

    @ormcache("self.id", "self.env.lang")
    def _get_eservices_kept(self):
        """Values of the record as the ORM holds them: ``{field: value}``.

        Of what is computed of other records, and of a link that PostgreSQL may take away, nothing here would
        hear: neither is kept. When a company ends, Odoo itself forgets everything.
        """
        names = [*self._get_eservices_kept_names(), "write_date"]
        self.fetch(name for name in names if self._fields[name].store)
        for name in names:
            # What is not stored is computed by being looked at.
            self[name]
        return {name: self._fields[name]._get_cache(self.env)[self.id] for name in names}

    @api.model
    @ormcache("repr(domain)")
    def _get_eservices_places(self, domain):
        """The place of each record in the order of its model: ``{id: place}``.

        :param domain: of those that a field may link to
        """
        # sudo: for whoever reads the links of a record, as the ORM has it
        records = self.sudo().with_context(active_test=False).search(domain)
        return {record_id: place for place, record_id in enumerate(records.ids)}

    @api.model
    def _get_eservices_kept_names(self):
        """Hook: names of the fields that are kept; one that is computed must depend on such models alone."""
        return [
            name
            for name, field in self._fields.items()
            if field.store
            and field.column_type
            and field.prefetch is True
            and not (field.company_dependent or field.compute)
            and (field.type != "many2one" or field.required or field.comodel_name == "res.company")
        ]

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
