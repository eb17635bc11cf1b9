"""For whom something is done, as it travels in the context of an environment. Knows nothing of Odoo."""

KEY = "care_contact_id"


class ContactKey(int):
    """The id of a contact session that the server itself put into a context.

    Browsers put plain numbers there: those count for nothing.
    """


def read_contact_id(context):
    """The id of the contact session within which something is done; 0 where a person does it himself.

    >>> read_contact_id({KEY: ContactKey(7)}), read_contact_id({KEY: 7}), read_contact_id({})
    (7, 0, 0)
    """
    value = context.get(KEY)
    return int(value) if isinstance(value, ContactKey) else 0
