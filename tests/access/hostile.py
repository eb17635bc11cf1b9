"""What no page sends, and a stranger might: ids, values and queries that are none."""

# What may stand where an id is due.
MALFORMED_IDS = ("abc", "-1", "1.5", "99999999999999999999", "1%00", "..%2f1")

# Values of a type or size that no page sends. None of them may be more than refused.
HOSTILE_VALUES = (
    None,
    True,
    [1],
    {"id": 1},
    -1,
    1.5,
    1e308,
    2**31,
    2**70,
    "",
    "abc",
    "1 OR 1=1",
    "\x00",
    "a\x00b",
    "\ud800",
    "🔩" * 5000,
    [[["deep"]]],
)

# Parameters that stand in addresses, and what a crafted address may hold in their place.
QUERIES = (
    "q",
    "page",
    "state",
    "sort",
    "family",
    "tag",
    "sub",
    "view",
    "size",
    "refill",
    "placed",
    "redirect",
    "channel",
    "db",
    "old",
    "new",
    "offset",
    "before",
    "preview",
)
HOSTILE_QUERIES = ("a%00b", "%ED%A0%80", "-1", "99999999999999999999", "%27%22%3C%25", "x" * 300)
