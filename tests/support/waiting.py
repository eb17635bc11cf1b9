"""Waiting for what comes by itself, where there is no page that could wait for it."""

import time

# Seconds that something may take: nothing needs them, but the machine may be busy with something else.
PATIENCE = 60


def wait_for(read, what, seconds=PATIENCE):
    """Return the first result of `read()` that is true.

    :param str what: the end of the sentence “it did not come about that …”
    """
    deadline = time.monotonic() + seconds
    while not (result := read()):
        assert time.monotonic() < deadline, f"it did not come about that {what}"
        time.sleep(0.1)
    return result
