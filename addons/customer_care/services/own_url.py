"""Which addresses are pages of the customer platform, and nothing else. Pure: no database, no request.

An address that passes can be given to a browser which stands on a page of the platform, and the browser
stays on the platform. Whatever browsers and proxies read differently is refused rather than repaired.
"""

import re
import unicodedata
from urllib.parse import unquote

ROOT = "/eservices"

EMPTY = "empty"
FOREIGN = "foreign"
CHARACTER = "character"
DOUBLE_SLASH = "double_slash"
DOTS = "dots"
ENCODING = "encoding"

_PERCENT_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")


def find_refusal(url):
    """Say why `url` is not a page of the platform.

    The whole address is looked at, query and fragment included: they may be taken for an address in turn.

    :param str url: as somebody typed it or another program sent it
    :return: one of this module's constants, or None if the address is fine
    """
    if not url:
        return EMPTY
    if not all("!" <= char <= "~" for char in url):
        return CHARACTER
    decoded = _decode(url)
    if decoded is None:
        return ENCODING
    if "\\" in decoded or any(unicodedata.category(char)[0] == "C" for char in decoded):
        return CHARACTER
    if not _is_below_root(url):
        return FOREIGN
    if "//" in decoded:
        return DOUBLE_SLASH
    if _climbs(_decode(_path(url))):
        return DOTS
    return None


def _decode(text):
    """Undo percent-encoding once. None if it is malformed, not UTF-8, or hides another layer of it."""
    if "%" in _PERCENT_ESCAPE.sub("", text):
        return None
    try:
        decoded = unquote(text, errors="strict")
    except UnicodeDecodeError:
        return None
    # "%252f" is "%2f" to us and "/" to the next reader.
    return None if _PERCENT_ESCAPE.search(decoded) else decoded


def _path(url):
    return re.split(r"[?#]", url, maxsplit=1)[0]


def _is_below_root(url):
    path = _path(url)
    return path == ROOT or path.startswith(f"{ROOT}/")


def _climbs(path):
    """True if a segment is a dot segment; what follows a semicolon is dropped by some servers."""
    return any(segment.split(";", 1)[0] in (".", "..") for segment in path.split("/"))
