"""The HTTP routes of the add-ons, read from the source: what is written there, not what is inherited."""

import ast
import re
from dataclasses import dataclass

from support.source import ADDONS, ROOT


@dataclass
class Route:
    """One `@route(…)` and its arguments; `paths` is empty where a controller's route is overridden bare."""

    place: str
    paths: list
    options: dict

    @property
    def is_override(self):
        """Tell whether everything is inherited from the overridden route."""
        return not self.paths and not self.options

    @property
    def methods(self):
        """The methods as a set."""
        return set(self.options.get("methods") or ())


def routes():
    """Return every route of every controller."""
    return [
        route
        for addon in ADDONS
        for path in sorted(addon.glob("controllers/**/*.py"))
        for route in _in_file(path)
    ]


def own_auth_methods():
    """Return the names that add-ons add to what a route's `auth` may say."""
    return {
        name
        for addon in ADDONS
        for path in addon.glob("models/**/*.py")
        for name in re.findall(r"def _auth_method_(\w+)", path.read_text(encoding="utf-8"))
    }


def _in_file(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = _constants(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) in ("http.route", "route"):
                place = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
                yield _route(decorator, place, constants)


def _route(call, place, constants):
    paths = _value(call.args[0], constants) if call.args else []
    options = {keyword.arg: _value(keyword.value, constants) for keyword in call.keywords}
    return Route(place, [paths] if isinstance(paths, str) else paths, options)


def _constants(tree):
    """Collect the module's and the classes' constants, which routes may name."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return found


def _value(node, constants):
    if isinstance(node, ast.Name) and node.id in constants:
        return constants[node.id]
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ast.unparse(node)
