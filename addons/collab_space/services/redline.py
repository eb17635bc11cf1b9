"""What changed between two texts, word by word. Knows nothing of Odoo."""

import re
from difflib import SequenceMatcher

from lxml import html

SAME, INSERTED, DELETED = "same", "ins", "del"
BLOCKS = frozenset("p div li h1 h2 h3 h4 h5 h6 tr blockquote pre ol ul table".split())
_WORD = re.compile(r"\s+|[\w%€$£°]+(?:[.,][\w%]+)*|[^\w\s]", re.UNICODE)
# Longer texts are compared by paragraph first, so that the time stays in proportion to their length.
_MAX_WORDS = 4000
# How far a paragraph may have moved and still be known.
_NEAR = 20


def split_paragraphs(body):
    """The paragraphs of an HTML text, without markup and without empty ones.

    >>> split_paragraphs("<p>One <b>two</b></p><ul><li>Three</li></ul>")
    ['One two', 'Three']
    """
    if not body or not str(body).strip():
        return []
    lines = [""]
    _collect(html.fragment_fromstring(str(body), create_parent="div"), lines)
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _collect(element, lines):
    is_block = element.tag in BLOCKS
    if is_block or element.tag == "br":
        lines.append("")
    lines[-1] += element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            _collect(child, lines)
        lines[-1] += child.tail or ""
    if is_block:
        lines.append("")


def compare(old, new):
    """The paragraphs of two texts side by side in one.

    :param list old: paragraphs
    :param list new: paragraphs
    :return: ``(paragraphs, changes)``: each paragraph is a list of ``(op, text, change)``; the change is
        a number from 1 on, shared by what was deleted and what stands in its place, or ``None``

    >>> compare(["Within five days."], ["Within four days."])[0]
    [[('same', 'Within ', None), ('del', 'five', 1), ('ins', 'four', 1), ('same', ' days.', None)]]
    """
    paragraphs, count = [], 0
    for before, after in _align(old, new):
        parts, count = _compare_words(before, after, count)
        paragraphs.append(parts)
    return paragraphs, count


def _align(old, new):
    """Pairs of paragraphs that stand for each other; what has none is paired with nothing."""
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from _pair(old[i1:i2], new[j1:j2])


def _pair(old, new):
    """Pair changed paragraphs that are alike, in their order."""
    start = 0
    for before in old:
        ratios = [
            (_likeness(before, after), -index) for index, after in enumerate(new[start : start + _NEAR])
        ]
        best, index = max(ratios, default=(0, 0))
        if best < 0.4:
            yield before, ""
            continue
        for after in new[start : start - index]:
            yield "", after
        yield before, new[start - index]
        start += 1 - index
    for after in new[start:]:
        yield "", after


def _likeness(before, after):
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()


def _compare_words(before, after, count):
    if before == after:
        return [(SAME, before, None)], count
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > _MAX_WORDS:
        return [(DELETED, before, count + 1), (INSERTED, after, count + 1)], count + 1
    parts = []
    for op, i1, i2, j1, j2 in _join_close(SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), old):
        if op == "equal":
            parts.append((SAME, "".join(old[i1:i2]), None))
            continue
        count += 1
        if i2 > i1:
            parts.append((DELETED, "".join(old[i1:i2]), count))
        if j2 > j1:
            parts.append((INSERTED, "".join(new[j1:j2]), count))
    return parts, count


def _join_close(opcodes, old):
    """Let changes that only blanks part be one, as a reader sees them."""
    joined = []
    for index, (op, i1, i2, j1, j2) in enumerate(opcodes):
        is_between = op == "equal" and 0 < index < len(opcodes) - 1
        if joined and joined[-1][0] != "equal" and is_between and not "".join(old[i1:i2]).strip():
            op = "replace"
        if joined and joined[-1][0] != "equal" and op != "equal":
            _op, i1, _i2, j1, _j2 = joined.pop()
        joined.append((op, i1, i2, j1, j2))
    return joined
