"""Many people, or one impatient person with many fingers, at the same moment."""

import multiprocessing

from support.shop import Customer


def same_person_elsewhere(customer, server):
    """The same session, as it reaches another process."""
    twin = Customer(server.url)
    twin.cookies.update(customer.cookies)
    return twin


def all_at_once(calls):
    """Run all calls at the same moment, each in a process of its own; returns their results.

    What a call changes in its arguments stays in its process; what it returns comes back.
    """
    context = multiprocessing.get_context("fork")
    start = context.Barrier(len(calls))
    results = context.SimpleQueue()

    def run(number, call):
        start.wait()
        try:
            results.put((number, call(), None))
        except Exception as error:
            results.put((number, None, repr(error)))

    processes = [
        context.Process(target=run, args=(number, call), daemon=True) for number, call in enumerate(calls)
    ]
    for process in processes:
        process.start()
    answers = sorted((results.get() for _process in processes), key=lambda answer: answer[0])
    for process in processes:
        process.join()
    failed = [error for _number, _result, error in answers if error]
    assert not failed, failed
    return [result for _number, result, _error in answers]


def crowd(customer, servers, size, action):
    """Call `action(customer, number)` once for each of a crowd that is spread over the servers."""
    people = [same_person_elsewhere(customer, servers[number % len(servers)]) for number in range(size)]
    return all_at_once(
        [lambda person=person, number=number: action(person, number) for number, person in enumerate(people)]
    )
