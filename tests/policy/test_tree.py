"""What no file of the project may hold."""

import ast
import re

import pytest
from support.source import ROOT, tracked_files

# Folders of one machine: they mean nothing on another.
MACHINE_PATHS = re.compile(r"(?<![\w.$}~])/(?:root|home|work|Users|tmp|opt|srv)/[\w.]")
REGISTRIES = re.compile(
    r"registry\.npmjs\.org|registry\.yarnpkg|pypi\.org/simple|files\.pythonhosted\.org|deb\.debian\.org|index-url"
)
LINES = 400
# Megabytes of every worker, though few ever read or write a workbook: Odoo too imports them where it does.
LIBRARIES_OF_WORKBOOKS = {"openpyxl", "xlsxwriter"}
# A lock file is written by npm, the licence by its authors, translations by Odoo.
UNBOUNDED = {".json", ".po", ".pot", ".svg", ".csv", ".md", ""}


def texts():
    """Yield every file that is text, with its content."""
    for path in tracked_files():
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.fixture(scope="module")
def files():
    return dict(texts())


def test_no_file_names_a_folder_of_one_machine(files):
    found = [
        f"{path}:{number}"
        for path, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE_PATHS.search(line) and path.name != "test_tree.py"
    ]
    assert found == []


def test_no_file_names_a_package_registry(files):
    found = [
        str(path) for path, text in files.items() if REGISTRIES.search(text) and path.name != "test_tree.py"
    ]
    assert found == []


def test_lock_file_leaves_the_registry_to_the_machine(files):
    assert '"resolved"' not in next(text for path, text in files.items() if path.name == "package-lock.json")


def test_no_file_is_too_long_to_read(files):
    found = {
        str(path): text.count("\n")
        for path, text in files.items()
        if path.suffix not in UNBOUNDED and text.count("\n") > LINES
    }
    assert found == {}


def test_no_folder_of_tests_is_forgotten():
    command = (ROOT / "bin" / "test").read_text(encoding="utf-8")
    folders = {path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/**/test_*.py")}
    assert sorted(folder for folder in folders if f" {folder} " not in command) == []


def test_no_worker_holds_a_library_of_workbooks_from_its_start(files):
    found = [
        f"{path}: {name}"
        for path, text in files.items()
        if path.suffix == ".py" and path.parts[0] == "addons" and "tests" not in path.parts
        for name in imported_at_start(ast.parse(text))
        if name.partition(".")[0] in LIBRARIES_OF_WORKBOOKS
    ]
    assert found == []


def imported_at_start(node):
    """Yield what a file imports when it is itself imported: everything outside of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield child.module or ""
        elif not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield from imported_at_start(child)
