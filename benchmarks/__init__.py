"""How fast the platform is, beside Odoo's own shop: run by `bin/bench`."""
