"""Where a request is led: the platform's own addresses, and its pages in place of those of Odoo's portal.

Knows nothing of Odoo.
"""

import re

HOME = "/eservices"

_OWN = re.compile(r"/eservices(?:/[\w.~%-]+)*/?(?:\?[\w.~%=&+,:;@!*'()\[\]$/-]*)?", re.ASCII)
_LOGIN = re.compile(r"/eservices/login(?![\w-])")

# The portal's pages and the platform's that show the same; what is not named leads to the first page.
_PORTAL = re.compile(r"/my(?:/.*)?", re.DOTALL)
_DOCUMENTS = (
    (re.compile(r"/my/(?:orders|quotes)/(\d{1,9})(?:/.*)?"), "/eservices/orders/%s"),
    (re.compile(r"/my/invoices/(\d{1,9})(?:/.*)?"), "/eservices/invoices/%s"),
    (re.compile(r"/my/picking/(?:return/)?pdf/(\d{1,9})"), "/eservices/deliveries/%s"),
)
_SECTIONS = {
    "orders": "/eservices/orders",
    "quotes": "/eservices/orders",
    "invoices": "/eservices/invoices",
    "account": "/eservices/account",
    "address": "/eservices/account",
    "addresses": "/eservices/account",
    "security": "/eservices/account",
}


def read_own_address(text):
    """Where to go after the login: an address of the platform, whatever was asked for (P3).

    Another host, another part of Odoo and whatever may be read in two ways lead to the first page.

    >>> read_own_address("/eservices/orders/7?placed=1")
    '/eservices/orders/7?placed=1'
    >>> read_own_address("//evil.example"), read_own_address("/eservices\\\\evil"), read_own_address("/my")
    ('/eservices', '/eservices', '/eservices')
    """
    if not isinstance(text, str) or len(text) > 2000 or not _OWN.fullmatch(text):
        return HOME
    path = text.partition("?")[0]
    if ".." in path or "%2e" in path.lower() or _LOGIN.match(path):
        return HOME
    return text.removesuffix("?")


def find_portal_detour(path):
    """The page of the platform that a platform user gets instead of a page of Odoo's portal (P16).

    :param str path: path of a request
    :return: an address of the platform; ``None`` when the path is not the portal's

    >>> find_portal_detour("/my/orders/7"), find_portal_detour("/my/tasks"), find_portal_detour("/mystery")
    ('/eservices/orders/7', '/eservices', None)
    """
    if path == "/":
        return HOME
    if not _PORTAL.fullmatch(path):
        return None
    for pattern, address in _DOCUMENTS:
        found = pattern.fullmatch(path)
        if found:
            return address % found.group(1)
    section = path.split("/")[2] if path.count("/") > 1 else ""
    return _SECTIONS.get(section, HOME)
