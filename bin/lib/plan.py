"""What a database lacks: compares the add-ons of a folder with the states that stdin gives.

Reads lines `name|state|version`; prints `install a,b` and `update c,d`, each only if there is a need.
"""

import ast
import sys
from pathlib import Path


def main():
    """Print the plan for the folder that the first argument names."""
    states = {}
    for line in sys.stdin.read().split():
        name, state, version = line.split("|")
        states[name] = (state, version)
    install, update = [], []
    for path in sorted(Path(sys.argv[1]).glob("*/__manifest__.py")):
        manifest = ast.literal_eval(path.read_text(encoding="utf-8"))
        state, version = states.get(path.parent.name, ("uninstalled", ""))
        if state in ("uninstalled", "to install"):
            install.append(path.parent.name)
        elif state != "installed" or version != manifest["version"]:
            update.append(path.parent.name)
    for verb, names in (("install", install), ("update", update)):
        if names:
            print(verb, ",".join(names))


if __name__ == "__main__":
    main()
