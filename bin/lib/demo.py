"""Load the demo data of this project's add-ons, and nobody else's; read by `odoo shell`.

`odoo module force-demo` would load that of every installed add-on of Odoo as well: hundreds of records that
have nothing to do with the two sample stores.
"""

import sys
from pathlib import Path

from odoo.modules.loading import load_demo
from odoo.modules.module import get_manifest
from odoo.modules.module_graph import ModuleGraph

addons = Path(sys.argv[0]).resolve().parents[2] / "addons"
Module = env["ir.module.module"]  # noqa: F821 (`odoo shell` provides it)
graph = ModuleGraph(env.cr, mode="load")  # noqa: F821
graph.extend(Module.search([("state", "=", "installed")]).mapped("name"))
for package in graph:
    if package.demo or not (addons / package.name).is_dir() or not get_manifest(package.name).get("demo"):
        continue
    if not load_demo(env, package, {}, "init"):  # noqa: F821
        sys.exit(f"The demo data of {package.name} could not be loaded; the log says why.")
    Module.browse(package.id).demo = True
env.cr.commit()  # noqa: F821
