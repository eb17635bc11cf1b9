"""Many people, or one impatient person with many fingers, at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

from support.shop import Customer


def same_person_elsewhere(customer, server):
    """The same session, as it reaches another process."""
    twin = Customer(server.url)
    twin.cookies.update(customer.cookies)
    return twin


def all_at_once(calls):
    """Run all calls at the same moment, each in its own thread; returns their results."""
    start = threading.Barrier(len(calls))

    def run(call):
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def crowd(customer, servers, size, action):
    """Call `action(customer, number)` once for each of a crowd that is spread over the servers."""
    people = [same_person_elsewhere(customer, servers[number % len(servers)]) for number in range(size)]
    return all_at_once(
        [lambda person=person, number=number: action(person, number) for number, person in enumerate(people)]
    )
