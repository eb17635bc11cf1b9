"""Names and kinds of files that somebody sends. Knows nothing of Odoo."""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# Programs, scripts and pages give themselves away by their first bytes, whatever their name says.
_HARMFUL = (b"mz", b"\x7felf", b"#!", b"<!doctype html", b"<html", b"<script", b"<svg")


def read_name(name):
    r"""The bare name of a file: no folders, no control characters, no tricks with the direction of writing.

    >>> read_name("../../x"), read_name("C:\\secret\\plan.pdf"), read_name("..")
    ('x', 'plan.pdf', 'file')
    """
    bare = _CONTROL.sub("", name or "").replace("\\", "/").rpartition("/")[2].strip().strip(".").strip()
    return bare[-120:] or "file"


def get_type(name):
    """The short label of a file's type.

    >>> get_type("plan.final.PDF"), get_type("README")
    ('pdf', '')
    """
    _stem, dot, ending = read_name(name).rpartition(".")
    return ending.lower()[:8] if dot else ""


def is_refused(name, content, refused_types):
    """Whether a file can carry harm: by any of the endings of its name, or by its first bytes.

    >>> is_refused("a.exe.pdf", b"", {"exe"}), is_refused("a.pdf", b"%PDF", {"exe"})
    (True, False)
    >>> is_refused("picture.png", b"<svg onload='x()'>", {"svg"})
    True
    """
    endings = {ending.strip() for ending in read_name(name).lower().split(".")[1:]}
    start = bytes(content[:200]).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_xml_picture = start.startswith(b"<?xml") and b"<svg" in bytes(content[:2000]).lower()
    return bool(endings & set(refused_types)) or start.startswith(_HARMFUL) or is_xml_picture


def format_size(size):
    """A size as people read it.

    >>> format_size(0), format_size(900), format_size(1500), format_size(20_000_000)
    ('0 B', '900 B', '1.5 kB', '20 MB')
    """
    value, unit = float(size), "B"
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            break
        value /= 1000
    return f"{value:.1f}".removesuffix(".0") + f" {unit}" if value < 10 else f"{value:.0f} {unit}"
