"""Odoo's own command line, with all tests at the end.

A test that is meant for the middle of an installation (`at_install`) would meet a registry without the
add-ons that come later, as ours do.
"""

import odoo.cli
from odoo.tests import loader
from odoo.tests.suite import OdooSuite


def make_whole_suite(module_names, position="at_install", _make_suite=loader.make_suite):
    """Return nothing in the middle of the installation, and the tests of both positions at its end."""
    if position == "at_install":
        return OdooSuite()
    return OdooSuite([*_make_suite(module_names, "at_install"), *_make_suite(module_names, "post_install")])


if __name__ == "__main__":
    loader.make_suite = make_whole_suite
    odoo.cli.main()
