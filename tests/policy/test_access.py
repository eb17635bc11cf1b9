"""Every model of the add-ons says who may do what with it."""

import pytest
from support.source import ADDONS

import odoo.tests
from odoo.modules.registry import Registry

pytestmark = pytest.mark.registry
NAMES = [addon.name for addon in ADDONS]


@pytest.fixture(scope="module")
def env():
    """The superuser's environment on the test database; nothing is kept."""
    with Registry(odoo.tests.common.get_db_name()).cursor() as cr:
        yield odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
        cr.rollback()


@pytest.fixture(scope="module")
def own_models(env):
    """The names of the models that the add-ons bring, not of those that they extend."""
    models = [model for model in env.registry.values() if model._original_module in NAMES]
    return {model._name for model in models if not model._abstract}


@pytest.fixture(scope="module")
def own_rows(env, own_models):
    """The access rows of those models."""
    return env["ir.model.access"].search([("model_id.model", "in", list(own_models))])


def test_every_add_on_is_installed(env):
    installed = env["ir.module.module"].search([("name", "in", NAMES), ("state", "=", "installed")])
    assert sorted(installed.mapped("name")) == NAMES


def test_every_model_has_access_rows(own_models, own_rows):
    assert own_models
    assert sorted(own_models - set(own_rows.mapped("model_id.model"))) == []


def test_no_access_row_is_for_everybody(own_rows):
    assert own_rows.filtered(lambda row: not row.group_id).mapped("name") == []


def test_public_may_nothing(env, own_rows):
    public = env.ref("base.group_public")
    assert own_rows.filtered(lambda row: row.group_id == public).mapped("name") == []
