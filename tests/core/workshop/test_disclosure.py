"""Nobody's answer can be told from what is shown: tried on every history of small groups.

The oracle knows nothing of the rules. It replays a script of acts for everything that the
people in it might have said, puts together the worlds that look the same from outside, and
asks of every small group of curious people, whatever they said themselves, whether some
answer of somebody else is the same in all the worlds they cannot tell apart.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.workshop.disclosure import (
    Course,
    Rule,
    Shown,
    look,
    rows_tell_nothing,
    rule_for,
)
from tests.core.strategies import LAW, QUICK_LAW

COME, LEAVE = "come or correct", "leave"


class Room:
    """A workshop reduced to one table, in which people act one after the other."""

    def __init__(self, size, rule):
        self.size, self.rule = size, rule
        self.course, self.counted, self.now, self.acted = Course(), {}, {}, set()

    def copy(self):
        new = Room(self.size, self.rule)
        new.course, new.acted = self.course, set(self.acted)
        new.counted, new.now = dict(self.counted), dict(self.now)
        return new

    def act(self, kind, person, cell=None):
        """Do one act, as the storage does."""
        self.acted.add(person)
        if kind == COME:
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

    def play(self, script, answers):
        """Do all acts; return what is shown after each."""
        said, shown = iter(answers), []
        for kind, person in script:
            self.act(kind, person, next(said) if kind == COME else None)
            shown.append(self.course.shown)
        return shown


# The oracle ---------------------------------------------------------------------


def worlds(script, room, see) -> Iterator[tuple[tuple, tuple]]:
    """Yield (all that is seen, all that was said) for everything that people may say."""
    todo = [(0, room, (), ())]
    while todo:
        place, before, seen, said = todo.pop()
        if place == len(script):
            yield seen, said
            continue
        kind, person = script[place]
        for cell in range(room.size) if kind == COME else [None]:
            after = before.copy()
            after.act(kind, person, cell)
            told = said if cell is None else (*said, cell)
            todo.append((place + 1, after, (*seen, see(after.course)), told))


def told_of_others(script, size, rule, curious, see=lambda course: course.shown):
    """Return every answer that `curious` people can tell of somebody else.

    As (what the curious said, whose answers those are by place, place of the answer told).
    """
    senders = [person for kind, person in script if kind == COME]
    alike = defaultdict(list)
    for seen, said in worlds(script, Room(size, rule), see):
        alike[seen].append(said)
    return [
        (facts, known, place)
        for people in combinations(sorted(set(senders)), curious)
        for known in [tuple(p for p, who in enumerate(senders) if who in people)]
        for possible in alike.values()
        for facts, answers in _by_what_they_know(possible, known).items()
        for place, differs in enumerate(answers)
        if not differs and place not in known
    ]


def _by_what_they_know(possible, known):
    """Return, for all that the curious may have said, of which places the answer is open."""
    first, differs = {}, {}
    for said in possible:
        facts = tuple(said[place] for place in known)
        if facts not in first:
            first[facts], differs[facts] = said, [False] * len(said)
        for place, (a, b) in enumerate(zip(said, first[facts], strict=True)):
            differs[facts][place] |= a != b
    return differs


def arrivals(number):
    return [(COME, f"p{index:02}") for index in range(number)]


def some_acts(number, seed):
    """Return acts of people who come, correct and leave in some order; `number` come or correct."""
    draw, script, present, people = random.Random(seed), [], [], 0
    while sum(kind == COME for kind, _ in script) < number:
        kind = draw.choices(["new", "again", "leave"], [5, 2, 2])[0]
        if kind == "new" or not present:
            present.append(f"p{people:02}")
            people += 1
            script.append((COME, present[-1]))
        elif kind == "again":
            script.append((COME, draw.choice(present)))
        else:
            script.append((LEAVE, present.pop(draw.randrange(len(present)))))
    return script


@pytest.mark.parametrize(
    ("number", "size", "rule"),
    [(12, 2, Rule(3, 2)), (8, 3, Rule(3, 2)), (12, 2, Rule(5, 3))],
)
def test_who_arrives_is_told_apart_by_nobody_whatever_people_say(number, size, rule):
    script = arrivals(number)

    assert any(seen[-1] for seen, _ in worlds(script, Room(size, rule), lambda c: c.shown))
    assert told_of_others(script, size, rule, rule.cell - 1) == []


@pytest.mark.parametrize("seed", range(8))
def test_nor_is_who_corrects_or_leaves(seed):
    rule = Rule(3, 2)

    assert told_of_others(some_acts(11, seed), 2, rule, rule.cell - 1) == []


def test_nor_by_hearing_that_nearly_all_named_a_network():
    rule = Rule(5, 3)
    seen = lambda course: (course.shown, course.nearly)  # noqa: E731

    assert any(s[-1][1] for s, _ in worlds(arrivals(9), Room(2, rule), seen))
    assert told_of_others(arrivals(11), 2, rule, rule.cell - 2, seen) == []


def test_the_oracle_finds_what_careless_pictures_tell():
    nearly = lambda course: (course.shown, course.nearly)  # noqa: E731

    assert told_of_others(arrivals(6), 2, Rule(1, 1), 1)  # each arrival moves the picture
    assert told_of_others(arrivals(9), 2, Rule(3, 2), 2)  # one curious more than promised
    assert told_of_others(arrivals(9), 2, Rule(5, 3), 2, nearly)  # here too


def test_who_knows_all_but_one_learns_nothing_of_that_one_until_a_batch_is_counted():
    """The last to act, after the last change of the picture: any answer looks the same."""
    rule, script = rule_for(5), arrivals(14)
    draw = random.Random(7)
    hidden = 0
    for _ in range(300):
        said = [draw.randrange(4) for _ in script]
        pictures = [Room(4, rule).play(script, [*said[:-1], last]) for last in range(4)]
        if all(shown[-1] == shown[-2] for shown in pictures):
            hidden += 1
            assert all(shown == pictures[0] for shown in pictures)
    assert hidden > 200


# Laws ---------------------------------------------------------------------------

people = st.lists(st.integers(0, 5), min_size=1, max_size=60)
acts = st.lists(
    st.tuples(st.sampled_from([COME, COME, COME, LEAVE]), st.integers(0, 25), st.integers(0, 5)),
    max_size=120,
)


@LAW
@given(acts, st.integers(3, 12))
def test_every_band_is_large_enough_and_changes_only_by_enough_people(acts, least):
    rule, room = rule_for(least), Room(6, rule_for(least))
    shown, since, cells = None, set(), {}
    for kind, person, cell in acts:
        before = room.course.shown
        room.act(kind, person, cell)
        since.add(person)
        cells = dict(room.now)
        shown = room.course.shown
        if shown != before:
            assert len(since) >= least
            since = set()
            assert sum(shown.people) == len(cells)
            assert len(shown.people) >= 2
            assert min(shown.people) >= rule.cell
            assert shown.starts[0] == 0
            assert before is None or set(before.starts) <= set(shown.starts)


@LAW
@given(people, st.integers(3, 12))
def test_a_first_picture_counts_everybody_in_the_finest_bands_from_the_left(cells, least):
    rule, now = rule_for(least), dict(enumerate(cells))
    course, counted = look(Course(), {}, now, acted=len(now), size=6, rule=rule)

    if counted:
        starts, ends = course.shown.starts, [*course.shown.starts[1:], 6]
        for start, end, number in zip(starts, ends, course.shown.people, strict=True):
            inside = sorted(cell for cell in cells if start <= cell < end)
            assert len(inside) == number
            narrower = [cell for cell in inside if cell < end - 1]
            assert end == 6 or len(narrower) < rule.cell  # it could end no earlier
    else:
        assert course.shown is None
        cuts = (sum(cell < cut for cell in cells) for cut in range(1, 6))
        assert all(min(left, len(cells) - left) < rule.cell for left in cuts)


@QUICK_LAW
@given(people, st.randoms())
def test_it_depends_on_how_many_said_what_and_not_on_who(cells, draw):
    rule = rule_for(5)
    other = draw.sample(cells, len(cells))
    looks = [
        look(Course(), {}, dict(enumerate(said)), acted=len(cells), size=6, rule=rule)
        for said in (cells, other)
    ]

    assert looks[0] == looks[1]


def test_two_bands_of_the_smallest_size_make_a_group():
    for least in range(3, 51):
        assert max(3, least / 2) <= rule_for(least).cell <= max(3, (least + 1) / 2)


# By hand --------------------------------------------------------------------------


def shown_after(*steps, rule=None, size=3):
    """Return what is shown after each step: how many come, to which cell."""
    room, number, found = Room(size, rule or rule_for(5)), 0, []
    for step in steps:
        for cell in step:
            room.act(COME, f"p{number:03}", cell)
            number += 1
        shown = room.course.shown
        found.append(shown and (shown.starts, shown.people))
    return found


def test_small_neighbours_are_merged_and_nothing_is_hidden_between():
    assert shown_after([0, 1, 1, 2, 2, 2]) == [((0, 2), (3, 3))]
    assert shown_after([0, 2] * 3) == [((0, 1), (3, 3))]


def test_where_all_say_the_same_nothing_is_shown():
    assert shown_after([1] * 30) == [None]


def test_a_batch_that_all_said_the_same_waits_for_others():
    first = ((0, 1), (3, 3))

    assert shown_after([0, 2] * 3, [2] * 6, [0, 2] * 6) == [first] * 3
    later = shown_after([0, 2] * 3, [2] * 6, [0] * 9 + [2] * 3)
    assert later == [first, first, ((0, 1), (12, 12))]


def test_a_look_that_ended_in_not_yet_is_made_up_for():
    """(8, 7) after a "not yet" at ten would tell that the last five all said the same."""
    rule = Rule(5, 3)
    room = Room(2, rule)
    for number, cell in enumerate([0] * 8 + [1] * 2 + [1] * 5):
        room.act(COME, number, cell)

    assert room.course.shown is None


def test_rows_are_held_back_where_they_leave_few_others():
    rule = rule_for(5)
    course = Course(Shown((0, 2), (8, 8)))

    assert rows_tell_nothing(Course(), [0], [1], rule)
    assert rows_tell_nothing(course, [], [0] * 8, rule)
    assert rows_tell_nothing(course, [0, 0, 1, 2, 2, 2], [], rule)
    assert not rows_tell_nothing(course, [0, 0, 2, 2, 2], [], rule)
    assert not rows_tell_nothing(course, [2] * 8, [], rule)  # all of them said the same
    assert rows_tell_nothing(Course(nearly=10), [1], [0, 1, 1], rule)
    assert not rows_tell_nothing(Course(nearly=10), [1], [0, 0, 1], rule)
