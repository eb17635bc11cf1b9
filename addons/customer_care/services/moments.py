"""Moments as browsers read them. Pure: no database, no request."""


def iso(moment):
    """A moment of the database (UTC, naive) in ISO 8601, or None.

    >>> from datetime import datetime
    >>> iso(datetime(2026, 10, 6, 13, 46)), iso(False)
    ('2026-10-06T13:46:00Z', None)
    """
    return f"{moment.isoformat(timespec='seconds')}Z" if moment else None
