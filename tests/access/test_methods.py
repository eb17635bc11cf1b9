"""Runs the tables of methods and fields, by direct RPC over HTTP."""

import inspect

from odoo.tests import tagged

from .methods import ARGUMENTS, CRUD, FIELDS, KEYWORDS, METHODS, WRITTEN
from .models import EXTENDED_MODELS, OWN_MODELS
from .people import LOGINS, OURS, PEOPLE, AccessCase
from .table import differences, missing_and_stale, rows

MODULES = tuple(f"odoo.addons.{name}." for name in OURS)


@tagged("post_install", "-at_install")
class TestMethods(AccessCase):
    """The tables of methods and of fields."""

    def test_every_public_method_has_its_rows(self):
        existing = {key for key in self._find_methods() if key[1] not in CRUD}
        self.assertTrue(existing)
        self.assertEqual(missing_and_stale(METHODS, ("model", "method"), existing), [])

    def test_whoever_changes_the_basic_methods_of_a_model_has_rows_for_it(self):
        known = {row["model"] for row in rows(OWN_MODELS) + rows(EXTENDED_MODELS)}
        self.assertEqual({model for model, name in self._find_methods() if name in CRUD} - known, set())

    def test_everybody_may_call_what_the_table_says(self):
        self.assertEqual(differences(METHODS, PEOPLE, self._call), [])

    def test_every_field_has_its_row(self):
        existing = {
            (model._name, field.name)
            for model in self.env.registry.values()
            if model._original_module not in OURS and not model._abstract and not model._transient
            for field in model._fields.values()
            if set(field._modules) <= set(OURS) and field._modules and not field.related
        }
        self.assertTrue(existing)
        self.assertEqual(missing_and_stale(FIELDS, ("model", "field"), existing), [])

    def test_everybody_reads_and_writes_what_the_table_says(self):
        self.assertEqual(differences(FIELDS, PEOPLE, self._reach_field), [])

    # === HELPERS === #

    def _find_methods(self):
        """Models and names of the methods that the add-ons' classes open to RPC."""
        return {
            (model._name, name)
            for model in self.env.registry.values()
            for cls in model.mro()
            if cls.__module__.startswith(MODULES)
            for name, member in vars(cls).items()
            if inspect.isfunction(member) and not name.startswith("_")
            # Of services the verbs that browsers call; what a mixin gives is counted where it lands.
            if not model._abstract or (getattr(member, "_api_model", False) and name not in CRUD)
            if not any(getattr(getattr(parent, name, None), "_api_private", False) for parent in model.mro())
        }

    def _call(self, model, method, record, person):
        arguments = [self.fill(one) for one in ARGUMENTS.get((model, method), [])]
        # What asks a model, not one of its records, is given none.
        if not getattr(getattr(self.registry[model], method), "_api_model", False):
            arguments = [[self.records[record].id], *arguments]
        with self.undone(forget=model == "res.partner"):
            before = self.fingerprint()
            outcome = self.rpc(person, model, method, *arguments, **KEYWORDS.get(method, {}))[0]
            changed = self.fingerprint() != before
        if outcome not in ("done", "refused") and changed:
            return f"{outcome}_but_changed"
        return "denied" if outcome in ("login", "missing") else outcome

    def _reach_field(self, model, field, record, person):
        """`rw` as it really is: reading it, searching with it, writing it."""
        record_id = self.users[person if person in LOGINS else "customer"].id if record == "self" else None
        record_id = record_id or self.records[record].id
        outcome, result = self.rpc(person, model, "read", [record_id], [field])
        reads = outcome == "done" and bool(result)
        with self.undone(forget=model == "res.users"):
            value = self._get_written(model, field)
            writes = self.rpc(person, model, "write", [record_id], {field: value})[0]
        return ("r" if reads else "-") + {"done": "w", "refused": "!"}.get(writes, "-")

    def _get_written(self, model, name):
        field = self.env[model]._fields[name]
        value = WRITTEN[field.type]
        return self.fill(value[field.comodel_name] if isinstance(value, dict) else value)
