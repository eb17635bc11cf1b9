"""Who may take a waiting customer, and who shall. Pure: no database, no request.

The qualification is hard: whoever lacks it never gets the customer, however long he waits. Everything else
only orders those who have it.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

MEMBER = "member"
SKILL = "skill"
LANGUAGE = "language"
BREAK = "break"
OFFLINE = "offline"
FULL = "full"
QUEUE_FULL = "queue_full"

# What stands against somebody for good, not only now.
UNQUALIFIED = (MEMBER, SKILL, LANGUAGE)

READY = "ready"


@dataclass(frozen=True, slots=True)
class Person:
    """A representative, as routing sees him.

    :param int user_id: his user
    :param str state: ``ready``, ``offline``, or what else he is doing
    :param int places: conversations that he can hold at once
    :param int load: those that he holds
    :param int queue_load: those of them that are of the queue in question
    :param dict skills: ``{expertise id: level}``
    :param frozenset languages: codes of the languages that he speaks
    :param float idle_since: when he got the last one, as seconds
    """

    user_id: int
    state: str = READY
    places: int = 1
    load: int = 0
    queue_load: int = 0
    skills: dict = field(default_factory=dict)
    languages: frozenset = frozenset()
    idle_since: float = 0.0


@dataclass(frozen=True, slots=True)
class Demand:
    """What a waiting customer asks for.

    :param frozenset members: users who answer the queue
    :param dict skills: ``{expertise id: lowest level}``
    :param str language: code of his language
    :param bool must_speak: only who speaks it may answer
    :param int max_sessions: conversations of this queue that one may hold at once; 0: no limit
    :param int owner_id: the user who looks after his company
    :param int last_id: the user who helped him last time
    """

    members: frozenset
    skills: dict = field(default_factory=dict)
    language: str = ""
    must_speak: bool = False
    max_sessions: int = 0
    owner_id: int = 0
    last_id: int = 0


def find_lack(person, demand):
    """Say which qualification somebody lacks for good.

    :return: ``MEMBER``, ``SKILL`` or ``LANGUAGE``; ``None`` when he is qualified
    """
    if person.user_id not in demand.members:
        return MEMBER
    if any(person.skills.get(skill, 0) < level for skill, level in demand.skills.items()):
        return SKILL
    if demand.must_speak and not speaks(person, demand.language):
        return LANGUAGE
    return None


def find_obstacle(person, demand):
    """Say what keeps somebody from taking the customer now, the lasting reasons first.

    :return: one of this module's constants, or ``None``
    """
    lack = find_lack(person, demand)
    if lack:
        return lack
    if person.state != READY:
        return OFFLINE if person.state == OFFLINE else BREAK
    if person.load >= person.places:
        return FULL
    if demand.max_sessions and person.queue_load >= demand.max_sessions:
        return QUEUE_FULL
    return None


def choose(people, demand):
    """The one who gets the customer: who looks after him, knows him, speaks his language, has room.

    Among equals it is who has waited longest for work; the order of `people` decides nothing.

    :param people: iterable of ``Person``
    :return: ``Person``, or ``None`` when nobody may
    """
    return next(iter(choose_all(people, demand)), None)


def choose_all(people, demand):
    """All whom the customer knows as well, or as little, as the one whom `choose` gives; that one first.

    :return: list of ``Person``
    """
    able = [person for person in people if find_obstacle(person, demand) is None]
    able.sort(key=lambda person: (*_bond(person, demand), *_ease(person)))
    return [person for person in able if _bond(person, demand) == _bond(able[0], demand)]


def burden(people, taken, queue_id):
    """The people as they are when they hold some conversations more.

    :param taken: ``{(user id, queue id): number}``
    :param int queue_id: the queue in question
    :return: list of ``Person``
    """
    loads = Counter()
    for (user_id, _queue_id), count in taken.items():
        loads[user_id] += count
    return [
        replace(
            person,
            load=person.load + loads[person.user_id],
            queue_load=person.queue_load + taken.get((person.user_id, queue_id), 0),
        )
        for person in people
    ]


def speaks(person, language):
    """Whether somebody speaks a language, whatever its country.

    >>> speaks(Person(1, languages=frozenset({"fr_BE"})), "fr_FR")
    True
    """
    wanted = language.partition("_")[0]
    return any(spoken.partition("_")[0] == wanted for spoken in person.languages)


def _bond(person, demand):
    return (
        person.user_id != demand.owner_id,
        person.user_id != demand.last_id,
        not speaks(person, demand.language),
    )


def _ease(person):
    return person.load / person.places, person.idle_since, person.user_id
