"""Nobody's answer can be told from what is shown: tried on every history of small groups.

The oracle knows nothing of the rules. It replays a script of acts for everything that the
people in it might have said, puts together the worlds that look the same from outside, and
asks of every small group of curious people, whatever they said themselves, whether some
answer of somebody else is the same in all the worlds they cannot tell apart. It does so for
one table, and for the tables of a picture beside each other.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.workshop import disclosure
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
PAIRS = [*product(range(2), repeat=2)]


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


def worlds(script, rooms, answers, see) -> Iterator[tuple[tuple, tuple]]:
    """Yield (all that is seen, all that was said) for everything that people may say.

    `answers` has what one person may say: a cell for each of the tables in `rooms`.
    """
    todo = [(0, rooms, (), ())]
    while todo:
        place, before, seen, said = todo.pop()
        if place == len(script):
            yield seen, said
            continue
        kind, person = script[place]
        for cells in answers if kind == COME else [(None,) * len(rooms)]:
            after = [room.copy() for room in before]
            for room, cell in zip(after, cells, strict=True):
                room.act(kind, person, cell)
            told = (*said, *cells) if kind == COME else said
            todo.append((place + 1, after, (*seen, *(see(room.course) for room in after)), told))


def told_of_others(script, sizes, rule, curious, *, see=lambda c: c.shown, answers=None):
    """Return every answer that `curious` people can tell of somebody else.

    As (what the curious said, whose answers those are by place, place of the answer told).
    `sizes` has the number of cells of each table; without `answers` people say anything.
    """
    senders = [person for kind, person in script if kind == COME for _ in sizes]
    rooms = [Room(size, rule) for size in sizes]
    alike = defaultdict(list)
    for seen, said in worlds(script, rooms, answers or [*product(*map(range, sizes))], see):
        alike[seen].append(said)
    return [
        (facts, known, place)
        for people in combinations(sorted(set(senders)), curious)
        for known in [tuple(p for p, who in enumerate(senders) if who in people)]
        for possible in alike.values()
        for facts, differs in _by_what_they_know(possible, known).items()
        for place, differ in enumerate(differs)
        if not differ and place not in known
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


def nearly_too(course):
    """Return what is seen of a list of networks, of which "nearly all" is told."""
    return course.shown, course.nearly


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
    script, answers = arrivals(number), [(cell,) for cell in range(size)]

    assert any(
        seen[-1] for seen, _ in worlds(script, [Room(size, rule)], answers, lambda c: c.shown)
    )
    assert told_of_others(script, (size,), rule, rule.cell - 1) == []


@pytest.mark.parametrize("seed", range(8))
def test_nor_is_who_corrects_or_leaves(seed):
    rule = Rule(3, 2)

    assert told_of_others(some_acts(11, seed), (2,), rule, rule.cell - 1) == []


# Four come and are shown; then some leave (-) or correct (+) while others (.) come.
AMONG_ARRIVALS = ["-.......", "...-....", "+......", "-+.......", "..+..-....", "--........"]


def among_arrivals(signs):
    """Return the script of these signs; who leaves or corrects is one of the first four."""
    script, first, number = arrivals(4), iter(range(4)), itertools.count(4)
    for sign in signs:
        person = f"p{next(number if sign == '.' else first):02}"
        script.append((LEAVE if sign == "-" else COME, person))
    return script


@pytest.mark.parametrize("room", [2, disclosure.ROOM], ids=["early", "as it is"])
@pytest.mark.parametrize("signs", AMONG_ARRIVALS)
def test_nor_is_who_leaves_or_corrects_while_others_come(signs, room, monkeypatch):
    """However early it is looked at: that it is, everybody knows."""
    monkeypatch.setattr(disclosure, "ROOM", room)
    rule, script = Rule(3, 2), among_arrivals(signs)

    seen = worlds(script, [Room(2, rule)], [(0,), (1,)], lambda course: course.mingled)
    assert any(mingled[-1] for mingled, _ in seen)
    assert told_of_others(script, (2,), rule, rule.cell - 1) == []


@pytest.mark.parametrize("fewest", [0, 1])
def test_the_oracle_finds_who_leaves_where_too_few_come_to_stand_in(fewest, monkeypatch):
    def hidden(left, came, _):
        return all(new - old >= fewest for new, old in zip(came, left, strict=True) if new or old)

    monkeypatch.setattr(disclosure, "_hidden", hidden)
    assert told_of_others(among_arrivals("-......."), (2,), Rule(3, 2), 1)


def test_nor_by_hearing_that_nearly_all_named_a_network():
    rule = Rule(5, 3)

    seen = worlds(arrivals(9), [Room(2, rule)], [(0,), (1,)], nearly_too)
    assert any(shown[-1][1] for shown, _ in seen)
    assert told_of_others(arrivals(11), (2,), rule, rule.cell - 2, see=nearly_too) == []


@pytest.mark.parametrize("script", [arrivals(7), *(some_acts(6, seed) for seed in range(3))])
def test_nor_by_two_tables_beside_each_other(script):
    rule = Rule(3, 2)

    assert told_of_others(script, (2, 2), rule, rule.cell - 1) == []


# Of one network: neither wanted nor running, wanted, or running and hence wanted too.
WANTED_RUNNING = [(0, 0), (1, 0), (1, 1)]
# How many networks (0, 1, more, one's own counted), and whether this one is among them.
NUMBER_NAMED = [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1)]


@pytest.mark.parametrize("script", [arrivals(7), *(some_acts(7, seed) for seed in range(3))])
@pytest.mark.parametrize(("answers", "size"), [(WANTED_RUNNING, 2), (NUMBER_NAMED, 3)])
def test_nor_by_a_list_of_networks_beside_what_it_hangs_together_with(script, answers, size):
    rule = Rule(3, 2)

    assert (
        told_of_others(script, (size, 2), rule, rule.cell - 2, see=nearly_too, answers=answers)
        == []
    )


def test_the_oracle_finds_what_careless_pictures_tell():
    assert told_of_others(arrivals(6), (2,), Rule(1, 1), 1)  # each arrival moves the picture
    assert told_of_others(arrivals(9), (2,), Rule(3, 2), 2)  # one curious more than promised
    assert told_of_others(arrivals(9), (2,), Rule(5, 3), 2, see=nearly_too)  # here too


def test_the_oracle_finds_what_a_table_computed_from_two_others_tells():
    """Before, after, and "fewer, as many or more": hence there is no such table."""
    said = [(first, second, 1 + (second > first) - (second < first)) for first, second in PAIRS]

    assert told_of_others(arrivals(7), (2, 2, 3), Rule(3, 2), 1, answers=said)


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

    assert shown_after([0, 2] * 3, [2] * 9, [0, 2] * 6) == [first] * 3
    later = shown_after([0, 2] * 3, [2] * 9, [0] * 14 + [2] * 13)
    assert later == [first, first, ((0, 1), (17, 25))]


def test_a_change_is_looked_at_from_half_as_many_again_as_it_takes_on():
    """Two bands of three fill up at six only if both are equally full, and a look costs."""
    first = ((0, 1), (3, 3))

    assert shown_after([0, 2] * 3, [0, 2] * 4, [2]) == [first, first, ((0, 1), (7, 8))]


def test_a_look_that_ended_in_not_yet_is_made_up_for():
    """(8, 7) after a "not yet" at ten would tell that the last five all said the same."""
    rule = Rule(5, 3)
    room = Room(2, rule)
    for number, cell in enumerate([0] * 8 + [1] * 2 + [1] * 5):
        room.act(COME, number, cell)

    assert room.course.shown is None


# Two bands of nine, cells 0 and 1 in the first, 2 and 3 in the second: then a change.
NINES = Shown((0, 2), (9, 9))


def looked(course, before, after, acted, size=4):
    """Return the course after a look: how many were in each cell, and how many are.

    Who is in a pair of cells stays in it.
    """
    counted, now = (
        {(cell // 2, place): cell for cell in range(size) for place in _places(tally, cell)}
        for tally in (before, after)
    )
    return look(course, counted, now, acted=acted, size=size, rule=rule_for(5))[0]


def _places(tally, cell):
    """Return the places that people in a cell have in its pair of cells."""
    first = sum(tally[cell // 2 * 2 : cell])
    return range(first, first + sum(tally[cell : cell + 1]))


def test_a_first_picture_after_a_not_yet_needs_room_for_all_who_had_acted():
    held = Course(held=5)

    assert looked(held, [], [8, 0, 8, 0], 16).shown == Shown((0, 1), (8, 8))
    assert looked(held, [], [7, 0, 9, 0], 16) == Course(held=16)


def test_a_correction_within_a_band_changes_nothing_that_is_shown():
    assert looked(Course(NINES), [9, 0, 9, 0], [4, 5, 9, 0], 6).shown == NINES


def test_a_batch_that_left_is_taken_off_and_a_band_it_would_empty_keeps_it():
    left = looked(Course(NINES, gone=(6, 6)), [3, 0, 3, 0], [3, 0, 3, 0], 12)
    assert left.shown == Shown((0, 2), (3, 3))

    emptied = looked(Course(NINES, gone=(9, 3)), [0, 0, 6, 0], [0, 0, 6, 0], 12)
    assert (emptied.shown, emptied.held) == (NINES, 12)


def test_a_few_who_left_are_taken_off_where_more_come_to_every_band_that_moves():
    one_left = Course(NINES, gone=(1, 0))
    moved = looked(one_left, [8, 0, 9, 0], [12, 0, 15, 0], 11)
    assert moved == Course(Shown((0, 2), (12, 15)), mingled=True)
    assert looked(one_left, [8, 0, 9, 0], [11, 0, 16, 0], 11).shown == NINES  # 11 says "left here"

    apart = Course(NINES, gone=(3, 3))  # a table of their own
    assert looked(apart, [6, 0, 6, 0], [12, 0, 12, 0], 18) == Course(Shown((0, 2), (12, 12)))


def test_no_number_goes_down_by_a_few_who_left():
    for gone, before, after in (
        ((3, 0), [6, 0, 9, 0], [6, 0, 21, 0]),
        ((0, 3), [9, 0, 6, 0], [21, 0, 8, 0]),
    ):
        assert looked(Course(NINES, gone=gone), before, after, 15).shown == NINES


def test_a_look_that_nothing_could_come_of_is_not_taken():
    """It would make the next one wait, and everybody knows it could not."""
    one_left = Course(NINES, gone=(1, 0))

    assert looked(one_left, [8, 0, 9, 0], [11, 0, 14, 0], 9) == one_left
    assert looked(one_left, [8, 0, 9, 0], [9, 0, 18, 0], 11).held == 11


def test_bands_become_finer_only_where_no_look_ended_in_not_yet():
    before = [9, 0, 9, 0]

    finer = looked(Course(NINES), before, [9, 6, 9, 6], 12)
    assert finer.shown == Shown((0, 1, 2, 3), (9, 6, 9, 6))
    as_before = looked(Course(NINES, held=3), before, [9, 9, 9, 9], 18)
    assert as_before.shown == Shown((0, 2), (18, 18))


def test_nearly_all_is_told_of_a_list_that_is_not_shown_and_of_enough_people():
    shown = Course(Shown((0, 1), (9, 9)))

    assert looked(Course(), [], [0, 6], 6, size=2).nearly == 6
    assert looked(Course(), [], [2, 9], 11, size=2).nearly == 11
    assert looked(Course(), [], [0, 5], 6, size=2).nearly == 0  # one who acted has left
    assert looked(Course(held=6), [], [3, 15], 18, size=2) == Course(held=18)
    assert looked(Course(), [], [0, 9, 0], 9, size=3) == Course(held=9)
    assert looked(shown, [9, 9], [0, 18], 9, size=2) == Course(shown.shown, held=9)


def test_who_leaves_before_anything_is_shown_was_not_in_it():
    assert Course(held=7).without(1) == Course(held=7)


def test_who_leaves_is_counted_in_the_band_they_were_shown_in():
    course = Course(NINES)
    for cell in (0, 1, 3):
        course = course.without(cell)
    assert course == Course(NINES, gone=(2, 1))


def test_rows_are_held_back_where_they_leave_few_others():
    rule = rule_for(5)
    course = Course(Shown((0, 2), (8, 8)))

    assert rows_tell_nothing(Course(), [0], [1], rule)
    assert rows_tell_nothing(course, [], [0] * 8, rule)
    assert rows_tell_nothing(course, [0, 0, 1, 2, 2, 2], [], rule)
    assert not rows_tell_nothing(course, [0, 0, 2, 2, 2], [], rule)
    assert not rows_tell_nothing(course, [2] * 8, [], rule)  # all of them said the same
    one_left = Course(course.shown, gone=(0, 1))
    assert rows_tell_nothing(one_left, [0, 0, 0, 2, 2], [], rule)
    assert not rows_tell_nothing(one_left, [], [0] * 15, rule)
    assert not rows_tell_nothing(Course(course.shown, mingled=True), [], [0] * 16, rule)
    assert rows_tell_nothing(Course(nearly=10), [1], [0, 1, 1], rule)
    assert not rows_tell_nothing(Course(nearly=10), [1], [0, 0, 1], rule)
