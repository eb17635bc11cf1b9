"""What of a message's HTML the customer's page shows. Knows nothing of Odoo's records."""

from lxml import etree, html
from markupsafe import Markup

KEPT = frozenset(
    "p br b strong i em u s ul ol li blockquote code pre h1 h2 h3 h4 table tbody thead tr td th".split()
)
DROPPED = frozenset("script style head title img svg video audio iframe object form input button".split())
SCHEMES = ("http://", "https://", "mailto:", "tel:")


def simplify(body):
    """Plain markup without styles, pictures, mentions' links and quoted mails.

    >>> simplify('<p style="color:red">Yes <a href="/odoo/res.partner/7">@Bea</a></p>')
    Markup('<p>Yes @Bea</p>')
    >>> simplify('<a href="https://x.example" onclick="y()">there</a><script>z</script>!')
    Markup('<a href="https://x.example" rel="noopener" target="_blank">there</a>!')
    >>> simplify('<p>Mine</p><blockquote data-o-mail-quote="1">Yours</blockquote>')
    Markup('<p>Mine</p>')
    """
    if not body:
        return Markup()
    root = html.fragment_fromstring(str(body), create_parent="div")
    for element in list(root.iterdescendants()):
        if element.getparent() is not None:
            _simplify_element(element)
    for paragraph in root.findall(".//p"):
        # A div around paragraphs must not become a paragraph around paragraphs.
        if paragraph.find(".//p") is not None:
            paragraph.drop_tag()
    content = Markup.escape(root.text or "") + Markup(
        "".join(etree.tostring(child, encoding="unicode", method="html") for child in root)
    )
    return content.strip()


def _simplify_element(element):
    """Keep, empty of attributes, unwrap or drop one element."""
    is_quote = element.get("data-o-mail-quote") == "1"
    if not isinstance(element.tag, str) or element.tag in DROPPED or is_quote:
        element.drop_tree()
        return
    href = element.get("href") or ""
    element.attrib.clear()
    if element.tag == "a" and href.startswith(SCHEMES):
        element.attrib.update({"href": href, "rel": "noopener", "target": "_blank"})
    elif element.tag == "div":
        element.tag = "p"
    elif element.tag not in KEPT:
        element.drop_tag()


def preview(body, length=160):
    """The first words, without markup.

    >>> preview("<p>One</p><p>two</p>")
    'One two'
    """
    words = " ".join(html.fragment_fromstring(str(body) or "", create_parent="div").itertext()).split()
    text = " ".join(words)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
