"""What Odoo calls when the add-on goes."""


def uninstall_hook(env):
    """Odoo drops the tables of the add-on, but knows nothing of triggers on its own."""
    env["eservices.catalogue.entry"]._uninstall_index()
