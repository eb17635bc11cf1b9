import random
from dataclasses import replace

from odoo.tests import BaseCase, tagged

from ..services import routing, waiting
from ..services.routing import Demand, Person

ROUNDS = 2000
LANGUAGES = ("en_US", "fr_FR", "de_DE", "it_IT")


def anybody(rng, user_id):
    """A representative with random state, load, skills and languages."""
    return Person(
        user_id=user_id,
        state=rng.choice(("ready", "ready", "ready", "pause", "offline")),
        places=rng.randint(1, 4),
        load=rng.randint(0, 4),
        queue_load=rng.randint(0, 2),
        skills={skill: rng.randint(1, 3) for skill in rng.sample(range(4), rng.randint(0, 4))},
        languages=frozenset(rng.sample(LANGUAGES, rng.randint(1, 3))),
        idle_since=rng.random(),
    )


def any_demand(rng, count):
    """A queue and a customer with random requirements."""
    return Demand(
        members=frozenset(rng.sample(range(1, count + 1), rng.randint(0, count))),
        skills={skill: rng.randint(1, 3) for skill in rng.sample(range(4), rng.randint(0, 2))},
        language=rng.choice(LANGUAGES),
        must_speak=rng.random() < 0.5,
        max_sessions=rng.randint(0, 2),
        owner_id=rng.randint(0, count),
        last_id=rng.randint(0, count),
    )


@tagged("post_install", "-at_install")
class TestRouting(BaseCase):
    """Who gets a waiting customer, as a function (L12)."""

    def test_whatever_the_load_nobody_without_the_qualification_is_chosen(self):
        """Random queues, people and loads; each condition is asked for in its own words."""
        rng = random.Random(12)
        served = 0
        for _round in range(ROUNDS):
            count = rng.randint(0, 6)
            people = [anybody(rng, number) for number in range(1, count + 1)]
            demand = any_demand(rng, count)
            chosen = routing.choose(people, demand)
            able = [
                person.user_id
                for person in people
                if person.user_id in demand.members
                and all(
                    skill in person.skills and person.skills[skill] >= level
                    for skill, level in demand.skills.items()
                )
                and (not demand.must_speak or demand.language in person.languages)
                and person.state == "ready"
                and person.load < person.places
                and (demand.max_sessions == 0 or person.queue_load < demand.max_sessions)
            ]
            # Never one who may not; and nobody waits while one may.
            self.assertEqual(chosen is not None, bool(able))
            if chosen:
                self.assertIn(chosen.user_id, able)
                served += 1
        self.assertGreater(served, ROUNDS / 20)

    def test_the_order_of_the_people_decides_nothing(self):
        rng = random.Random(7)
        for _round in range(200):
            people = [anybody(rng, number) for number in range(1, 6)]
            demand = any_demand(rng, 5)
            chosen = routing.choose(people, demand)
            rng.shuffle(people)
            self.assertEqual(routing.choose(people, demand), chosen)

    def test_in_the_place_of_the_best_only_those_come_who_are_as_good(self):
        """Random people: the first is the chosen one, all may, and none of them is another's better."""
        rng = random.Random(3)
        for _round in range(ROUNDS // 4):
            people = [anybody(rng, number) for number in range(1, 6)]
            demand = any_demand(rng, 5)
            equals = routing.choose_all(people, demand)
            self.assertEqual(next(iter(equals), None), routing.choose(people, demand))
            for person in equals:
                self.assertIsNone(routing.find_obstacle(person, demand))
                for wanted in (demand.owner_id, demand.last_id):
                    self.assertEqual(person.user_id == wanted, equals[0].user_id == wanted)
                self.assertEqual(demand.language in person.languages, demand.language in equals[0].languages)

    def test_what_those_in_front_will_get_counts_as_held(self):
        people = [Person(1, places=2, load=1), Person(2, places=2)]
        busy = routing.burden(people, {(1, 7): 1, (2, 8): 1}, 7)
        self.assertEqual([(one.load, one.queue_load) for one in busy], [(2, 1), (1, 0)])
        self.assertEqual(routing.choose(busy, Demand(frozenset({1, 2}))).user_id, 2)

    def test_the_account_owner_comes_first_then_who_helped_last(self):
        people = [Person(1, places=9, load=8), Person(2, places=9, load=5), Person(3, places=9)]
        demand = Demand(frozenset({1, 2, 3}), owner_id=1, last_id=2)
        self.assertEqual(routing.choose(people, demand).user_id, 1)
        self.assertEqual(routing.choose(people[1:], demand).user_id, 2)

    def test_then_the_language_the_load_and_the_time_without_work_decide(self):
        french = frozenset({"fr_FR"})
        demand = Demand(frozenset({1, 2, 3}), language="fr_BE")
        people = [Person(1, places=4), Person(2, places=4, load=3, languages=french)]
        self.assertEqual(routing.choose(people, demand).user_id, 2)
        people = [Person(1, places=4, load=2), Person(2, places=2)]
        self.assertEqual(routing.choose(people, demand).user_id, 2)
        people = [Person(1, idle_since=9.0), Person(2, idle_since=5.0), Person(3, idle_since=7.0)]
        self.assertEqual(routing.choose(people, demand).user_id, 2)

    def test_lasting_reasons_are_told_before_passing_ones(self):
        busy = Person(1, state="pause", places=1, load=1)
        demand = Demand(frozenset({1}), skills={5: 2})
        self.assertEqual(routing.find_obstacle(busy, demand), routing.SKILL)
        self.assertEqual(routing.find_obstacle(busy, replace(demand, skills={})), routing.BREAK)
        self.assertEqual(
            routing.find_obstacle(replace(busy, state="ready"), replace(demand, skills={})), routing.FULL
        )

    def test_an_expected_wait_is_told_when_it_can_be_known(self):
        self.assertEqual(waiting.expect(2, [600] * 5, 4, 5), 300)
        self.assertIsNone(waiting.expect(2, [600] * 4, 4, 5))
        self.assertIsNone(waiting.expect(2, [600] * 5, 0, 5))
        self.assertEqual(waiting.expect(1, [1] * 5, 9, 5), 60)
