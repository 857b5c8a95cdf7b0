"""Nobody's answer can be told from what is shown: tried on every history of small groups."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.workshop.disclosure import Course, Rule, Shown, look, rule_for
from tests.core.strategies import QUICK_LAW

SEND, WITHDRAW = "send", "withdraw"


class Room:
    """A workshop reduced to one table, replayed act by act as the storage does it."""

    def __init__(self, size, rule):
        self.size, self.rule = size, rule
        self.course, self.counted, self.now, self.acted = Course(), {}, {}, set()

    def act(self, kind, person, cell=None):
        """Do one act; return what everybody sees after it."""
        self.acted.add(person)
        if kind == SEND:
            self.now[person] = cell
        else:
            self.now.pop(person, None)
            if person in self.counted:
                self.course = self.course.without(self.counted.pop(person))
        self.course, settled = look(
            *(self.course, self.counted, self.now),
            acted=len(self.acted),
            size=self.size,
            rule=self.rule,
        )
        if settled:
            self.counted, self.acted = dict(self.now), set()
        return self.course.shown


def seen(script, answers, size, rule):
    """Return all that is shown, act after act, when those who send say `answers`, in order."""
    room, said = Room(size, rule), iter(answers)
    return tuple(
        room.act(kind, person, next(said) if kind == SEND else None) for kind, person in script
    )


def views(script, size, rule):
    """Return the worlds (what everybody said) behind each sequence of pictures there can be."""
    sends = sum(kind == SEND for kind, _ in script)
    found = defaultdict(list)
    for answers in product(range(size), repeat=sends):
        found[seen(script, answers, size, rule)].append(answers)
    return found


def certain(script, size, rule):
    """Return each answer that some group of `rule.cell - 1` people can tell, of all histories.

    As (pictures, what they know by place, place of the answer told).
    """
    senders = [person for kind, person in script if kind == SEND]
    told = []
    for pictures, worlds in views(script, size, rule).items():
        for knowing in combinations(sorted(set(senders)), rule.cell - 1):
            known = [place for place, person in enumerate(senders) if person in knowing]
            others = [place for place in range(len(senders)) if place not in known]
            consistent = defaultdict(list)
            for world in worlds:
                consistent[tuple(world[place] for place in known)].append(world)
            for facts, possible in consistent.items():
                told += [
                    (pictures, facts, place)
                    for place in others
                    if len({world[place] for world in possible}) < 2
                ]
    return told


def arrivals(number):
    return [(SEND, f"p{index}") for index in range(number)]


def random_script(sends, seed):
    """Return acts of a few people who come, correct and withdraw in some order."""
    draw, people, present = random.Random(seed), 0, []
    script, done = [], 0
    while done < sends:
        kind = draw.choices(["come", "correct", "leave"], [5, 2, 2])[0]
        if kind == "come" or not present:
            present.append(f"p{people}")
            script.append((SEND, present[-1]))
            people, done = people + 1, done + 1
        elif kind == "correct":
            script.append((SEND, draw.choice(present)))
            done += 1
        else:
            script.append((WITHDRAW, present.pop(draw.randrange(len(present)))))
    return script


@pytest.mark.parametrize(
    ("number", "size", "rule"),
    [
        (12, 2, Rule(3, 2)),
        (9, 3, Rule(3, 2)),
        (13, 2, Rule(5, 3)),
        (8, 3, Rule(5, 3)),
    ],
)
def test_people_who_arrive_one_by_one_are_not_told_apart_whatever_they_say(number, size, rule):
    script = arrivals(number)

    assert any(pictures[-1] for pictures in views(script, size, rule))
    assert certain(script, size, rule) == []


@pytest.mark.parametrize("seed", range(12))
def test_nor_are_people_who_correct_or_withdraw(seed):
    rule = Rule(3, 2)

    assert certain(random_script(11, seed), 2, rule) == []


if __name__ == "__main__":
    import time

    for case in [(12, 2, Rule(3, 2)), (9, 3, Rule(3, 2)), (13, 2, Rule(5, 3)), (8, 3, Rule(5, 3))]:
        t = time.time()
        print(case, len(certain(arrivals(case[0]), *case[1:])), time.time() - t)
    for seed in range(30):
        t = time.time()
        s = random_script(11, seed)
        c = certain(s, 2, Rule(3, 2))
        print(seed, s if c else "", len(c), c[:2], time.time() - t)
