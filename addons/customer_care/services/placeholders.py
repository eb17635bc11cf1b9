"""The placeholders of predefined answers. Pure: no database, no request.

`str.format` is not used: it would let whoever writes an answer reach into the objects that fill it.
"""

import re

KNOWN = ("customer_name", "customer_number", "agent_name", "company_name")
# Those of messages to who is waiting, whom nobody serves yet.
WAITING = ("customer_name", "queue", "position", "wait")

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def find_unknown(body, known=KNOWN):
    """Return the placeholders of `body` that nothing fills, as written, each once."""
    found = dict.fromkeys(_PLACEHOLDER.findall(body or ""))
    return [f"{{{name}}}" for name in found if name not in known]


def fill(body, values):
    """Replace each placeholder by its value; one without a value stays, so that the sender sees it.

    Values are put in as they are: braces in a customer's name are never read again.

    >>> fill("Good day {customer_name}", {"customer_name": "Ann {agent_name}"})
    'Good day Ann {agent_name}'
    """
    return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), body)
