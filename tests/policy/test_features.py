"""docs/features.md keeps its word: what it says is proved is proved by a test that exists."""

import ast
import re
from functools import cache

import pytest
from support.source import ROOT

NOT_YET = "not yet"
HEADER = ["row", "promise", "where it lives", "test that proves it"]
SERIES = {"P": 24, "A": 18, "L": 19, "S": 10, "B": 18}
REFERENCE = re.compile(r"`([^`\s]+\.(?:py|js)(?:::[^`]+)?)`")


def table():
    """Return the rows of every table of the document, as lists of cells."""
    lines = (ROOT / "docs" / "features.md").read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines if line.startswith("|")
    ]
    return [row for row in rows if set(row[0]) - set("-: ")]


ROWS = [row for row in table() if row != HEADER]


@cache
def names_in(path):
    """Return every `name` and `Class::name` that a Python file defines."""
    names = set()
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}::{item.name}" for item in node.body if isinstance(item, ast.FunctionDef)}
            names |= {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
    return names


def exists(reference):
    """Tell whether `path::name` is there; the name of a JavaScript test is a text in its file."""
    path, _, name = reference.partition("::")
    if not (ROOT / path).is_file():
        return False
    if path.endswith(".js"):
        return name in (ROOT / path).read_text(encoding="utf-8")
    return not name or name in names_in(path)


def test_every_table_has_the_same_columns():
    assert table().count(HEADER) == len(SERIES)
    assert {len(row) for row in ROWS} == {4}


def test_every_promise_has_its_row():
    expected = [f"{letter}{number}" for letter, last in SERIES.items() for number in range(1, last + 1)]
    assert [row[0] for row in ROWS] == expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_row_is_either_proved_or_open(row):
    _name, promise, place, proof = row
    assert promise
    assert (place == NOT_YET) == (proof == NOT_YET)
    if proof != NOT_YET:
        references = REFERENCE.findall(proof)
        assert references, "a proof is `path::name`"
        assert [reference for reference in references if not exists(reference)] == []
