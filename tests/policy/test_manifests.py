"""Every add-on says what it is, in the same way."""

import re

import pytest
from support.source import ADDONS, manifest

SERIES = re.compile(r"19\.0\.\d+\.\d+\.\d+")
DEFAULTS = {"installable": True, "application": False, "auto_install": False}


def test_there_are_add_ons():
    assert ADDONS


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
class TestManifest:
    def test_version_names_the_series_of_odoo(self, addon):
        assert SERIES.fullmatch(manifest(addon)["version"])

    def test_licence_is_agpl(self, addon):
        assert manifest(addon)["license"] == "AGPL-3"

    def test_repeats_no_default(self, addon):
        assert not [key for key, value in manifest(addon).items() if DEFAULTS.get(key) is value]

    @pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
    def test_is_documented(self, addon, name):
        assert (addon / name).read_text(encoding="utf-8").strip()

    def test_change_log_knows_the_version(self, addon):
        assert manifest(addon)["version"] in (addon / "CHANGELOG.md").read_text(encoding="utf-8")

    def test_every_file_of_data_is_listed(self, addon):
        listed = manifest(addon).get("data", []) + manifest(addon).get("demo", [])
        present = [
            path.relative_to(addon).as_posix()
            for folder in ("data", "demo", "security", "views", "wizards")
            for path in sorted((addon / folder).rglob("*"))
            if path.suffix in (".xml", ".csv")
        ]
        assert sorted(set(present) - set(listed)) == []

    def test_every_test_module_is_imported(self, addon):
        imported = (addon / "tests" / "__init__.py").read_text(encoding="utf-8")
        modules = [path.stem for path in sorted(addon.glob("tests/test_*.py"))]
        assert [name for name in modules if not re.search(rf"\b{name}\b", imported)] == []
