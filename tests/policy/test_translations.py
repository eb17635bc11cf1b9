"""A language that is offered is complete."""

import polib
from support.source import ADDONS, ROOT

FILES = [path for addon in ADDONS for path in sorted(addon.glob("i18n/*.po"))]


def entries(select):
    """Return `file: text` for what `select` picks from each catalogue."""
    return [
        f"{path.relative_to(ROOT)}: {entry.msgid}"
        for path in FILES
        for entry in select(polib.pofile(str(path)))
    ]


def test_nothing_is_left_untranslated():
    assert entries(lambda catalogue: catalogue.untranslated_entries()) == []


def test_nothing_is_guessed():
    assert entries(lambda catalogue: catalogue.fuzzy_entries()) == []


def test_every_language_knows_every_text():
    missing = []
    for path in FILES:
        known = {entry.msgid for entry in polib.pofile(str(path))}
        template = polib.pofile(str(path.with_name(f"{path.parts[-3]}.pot")))
        missing += [
            f"{path.relative_to(ROOT)}: {entry.msgid}" for entry in template if entry.msgid not in known
        ]
    assert missing == []
