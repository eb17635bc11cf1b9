"""How long a waiting customer still has to wait, as far as it can be known. Pure: no database, no request."""

import math


def expect(position, durations, places, samples):
    """The expected wait, rounded up to whole minutes.

    With so many people at work, each of whom is free again after the mean time of a conversation, the line
    moves up by one in that time divided by their places.

    :param int position: 1 for who is next
    :param durations: seconds that the last conversations of the queue took
    :param int places: conversations that those who are there can hold at once
    :param int samples: with fewer durations nothing is said
    :return: seconds, or ``None`` when it cannot be known

    >>> expect(2, [300, 300, 300, 300, 300], 4, 5), expect(1, [300] * 4, 4, 5), expect(1, [300] * 9, 0, 5)
    (180, None, None)
    """
    if not position or not places or len(durations) < samples:
        return None
    seconds = position * sum(durations) / len(durations) / places
    return 60 * max(1, math.ceil(seconds / 60))
