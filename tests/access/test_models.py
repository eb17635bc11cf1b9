"""Runs the tables of models: every model as every person, by direct RPC over HTTP."""

from functools import partial

from odoo.tests import tagged

from .models import CHANGES, EXTENDED_MODELS, NEW, OWN_MODELS
from .people import CUSTOMERS, OURS, PEOPLE, AccessCase
from .table import differences, missing_and_stale

# Ways to read one record; each must say the same.
READERS = {
    "search_read": lambda rpc, record_id: rpc("search_read", [["id", "=", record_id]], ["id"]),
    "read": lambda rpc, record_id: rpc("read", [record_id], ["id"]),
    "web_read": lambda rpc, record_id: rpc("web_read", [record_id], {"display_name": {}}),
    "name_search": lambda rpc, record_id: rpc("name_search", "", [["id", "=", record_id]]),
    "formatted_read_group": lambda rpc, record_id: rpc(
        "formatted_read_group", [["id", "=", record_id]], [], ["__count"]
    ),
}

MARKS = {"done": "", "refused": "!", "unclear": "?"}


@tagged("post_install", "-at_install")
class TestModels(AccessCase):
    """The tables of models, and what holds for every model."""

    def test_every_model_has_its_rows(self):
        existing = {
            (model._name,)
            for model in self.env.registry.values()
            if model._original_module in OURS and not model._abstract
        }
        self.assertEqual(missing_and_stale(OWN_MODELS, ("model",), existing), [])

    def test_everybody_has_the_rights_of_the_table(self):
        self.assertEqual(differences(OWN_MODELS, PEOPLE, self._measure), [])

    def test_customers_have_the_rights_of_the_table_on_extended_models(self):
        self.assertEqual(differences(EXTENDED_MODELS, CUSTOMERS, self._measure), [])

    def test_nobody_reaches_a_service(self):
        """Services are abstract models: they hold the verbs of the controllers, and nothing to read."""
        found = []
        for model in self.env.registry.values():
            if model._original_module in OURS and model._abstract:
                for person in PEOPLE:
                    outcome = self.rpc(person, model._name, "search_read", [], ["id"])[0]
                    if outcome not in ("denied", "login"):
                        found.append(f"{person} searches {model._name}: {outcome}")
        self.assertEqual(found, [])

    # === HELPERS === #

    def _measure(self, model, record, person):
        """The four letters of one cell, as they really are."""
        return "".join(
            f"{MARKS.get(outcome, '-') or letter}{contradiction}"
            for letter, (outcome, contradiction) in zip(
                "crud",
                (
                    step(person, model, record)
                    for step in (self._create, self._read, self._update, self._delete)
                ),
                strict=True,
            )
        )

    def _create(self, person, model, record):
        with self.undone():
            outcome = self.rpc(person, model, "create", self.fill(NEW[record]))[0]
        if outcome == "done":
            return outcome, ""
        with self.undone():
            copied = self.rpc(person, model, "copy", [self.records[record].id])[0]
        return outcome, "(but copies)" if copied == "done" else ""

    def _read(self, person, model, record):
        record_id = self.records[record].id
        sees = {}
        for name, reader in READERS.items():
            outcome, result = reader(partial(self.rpc, person, model), record_id)
            sees[name] = (
                outcome == "done"
                and bool(result)
                and (name != "formatted_read_group" or result[0]["__count"] > 0)
            )
        exported = self.rpc(person, model, "export_data", [record_id], ["id"])[0] == "done"
        if exported and not all(sees.values()):
            return "denied", "(but exports)"
        if len(set(sees.values())) > 1:
            return "unclear", ""
        return "done" if any(sees.values()) else "denied", ""

    def _update(self, person, model, record):
        values = CHANGES.get(model, {"name": "Changed"})
        with self.undone():
            return self.rpc(person, model, "write", [self.records[record].id], self.fill(values))[0], ""

    def _delete(self, person, model, record):
        with self.undone():
            return self.rpc(person, model, "unlink", [self.records[record].id])[0], ""
