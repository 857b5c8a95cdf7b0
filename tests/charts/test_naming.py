"""Names beside curves: near their own, on no line and on no other words, at a phone's width."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import numpy as np
import pytest

from core.analysis import analyse
from core.answers import Answers
from core.vocabulary import LANGUAGES
from pages.charts import curve, scenarios, switches
from pages.charts.naming import ROOM, Box, beside, box_of, in_two_lines, measures_of, ring
from pages.parts.slides import WORDS
from pages.parts.speech import speech
from tests.core.strategies import CATALOGUE
from tests.pages.people import PERSONAS

FLAT, STEEP = [(1, 50), (7, 50)], [(1, 100), (7, 10)]


def crossed(box: Box, line: list[tuple[float, float]]) -> bool:
    """Return whether a line runs through a box, looked at in a hundred places."""
    across, heights = zip(*line, strict=True)
    places = np.linspace(box.middle - box.width / 2, box.middle + box.width / 2, 100)
    inside = [p for p in places if across[0] <= p <= across[-1]]
    return any(box.top - box.height < h < box.top for h in np.interp(inside, across, heights))


def overlap(one: Box, other: Box) -> bool:
    aside = abs(one.middle - other.middle) >= (one.width + other.width) / 2
    return not aside and min(one.top, other.top) > max(
        one.top - one.height, other.top - other.height
    )


def test_a_name_lies_on_no_line_and_no_other_name():
    curves = [FLAT, STEEP, [(1, 90), (7, 90)]]
    names = ["the flat one", "the steep one", "the high one"]
    measures = measures_of(curves)

    places = beside(names, curves)
    boxes = [box_of(n, *place, measures) for n, place in zip(names, places, strict=True)]

    assert not [1 for box, line in itertools.product(boxes, curves) if crossed(box, line)]
    assert not [1 for pair in itertools.combinations(boxes, 2) if overlap(*pair)]


def test_a_name_is_nearest_to_its_own_curve():
    low, high = [(1, 20), (7, 20)], [(1, 80), (7, 80)]

    (_, of_low), (_, of_high) = beside(["low", "high"], [low, high])

    assert abs(of_low - 20) < abs(of_low - 80)
    assert abs(of_high - 80) < abs(of_high - 20)


def test_a_name_stays_clear_of_what_is_taken():
    measures = measures_of([FLAT])
    (free,) = beside(["flat"], [FLAT])
    taken = box_of("flat", *free, measures)

    (moved,) = beside(["flat"], [FLAT], [taken])

    assert not overlap(taken, box_of("flat", *moved, measures))


def test_a_long_name_is_broken_at_the_space_nearest_to_its_middle():
    assert in_two_lines("Same time, shared equally") == "Same time,\nshared equally"
    assert in_two_lines("Your list") == "Your list"
    assert in_two_lines("Anticonstitutionnellement") == "Anticonstitutionnellement"
    assert in_two_lines("Lundi · A B, C", 5, ", ") == "Lundi · A B,\nC"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", PERSONAS)
def test_each_curve_of_an_example_has_its_name_once_and_within_the_picture(person, language):
    """Two curves may run into each other; names must not, whoever looks."""
    spoken, answers = speech(language), PERSONAS[person].answers
    usual = analyse(answers, CATALOGUE)
    more = analyse(answers.with_changes(weekly_minutes=600, minutes_by_day={}), CATALOGUE)
    other = analyse(answers, CATALOGUE, ("fixed_time",))
    drawn = {
        "series": curve.table(usual, spoken).frame().rename(columns={"presence": "height"}),
        "wall": curve.table(analysis=usual, speech=spoken, larger=WORDS)
        .frame()
        .rename(columns={"presence": "height"}),
        "world": switches.table(usual, other, spoken).rename(columns={"share": "height"}),
        "scenario": scenarios.table({"A": usual, "B": more}, spoken).rename(
            columns={"presence": "height"}
        ),
    }
    for by, table in drawn.items():
        told, name = table[table["note"] != ""], "series" if by == "wall" else by
        assert sorted(told[name]) == sorted(set(table[name]))
        larger = WORDS if by == "wall" else 1.0
        measures = (
            max(table["size"].max() - table["size"].min(), 1),
            table["height"].max(),
            larger,
        )
        highest = (1 + (ROOM - 1) * larger) * measures[1]
        boxes = [box_of(row.note, row.across, row.top, measures) for row in told.itertuples()]
        assert not [1 for pair in itertools.combinations(boxes, 2) if overlap(*pair)]
        assert all(box.top - box.height > 0 and box.top <= highest for box in boxes)


def lists_told(many: int) -> Iterator[Answers]:
    """Yield examples at other hours, with networks they say they keep at some pace."""
    draw = random.Random(1)
    for _ in range(many):
        persona = draw.choice(list(PERSONAS.values()))
        hours = draw.choice([30, 60, 120, 180, 300, 600])
        person = persona.answers.with_changes(weekly_minutes=hours, minutes_by_day={})
        for name in draw.sample(list(CATALOGUE.networks), draw.randint(1, 6)):
            pace = draw.choice([None, "light", "steady", "active"])
            person = person.with_network(name, state="on", today=pace)
        yield person


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_lie_on_no_other_words_and_on_no_mark_whatever_one_does_today(language):
    """A list may take more than the week and stand anywhere over the curves."""
    spoken = speech(language)
    for answers in lists_told(120):
        table = curve.table(analyse(answers, CATALOGUE), spoken).frame()
        sizes = table["size"]
        measures = max(sizes.max() - sizes.min(), 1), table["presence"].max(), 1.0
        told = table[table["note"] != ""]
        marked = table[table["best"].astype(bool) | (table["kind"] == "own")]
        boxes = [box_of(row.note, row.across, row.top, measures) for row in told.itertuples()]
        marks = [
            ring(point, measures) for point in zip(marked["size"], marked["presence"], strict=True)
        ]

        assert not [1 for pair in itertools.combinations(boxes, 2) if overlap(*pair)]
        assert not [1 for pair in itertools.product(boxes, marks) if overlap(*pair)]
        assert all(box.top - box.height > 0 for box in boxes)
        assert all(box.top <= ROOM * measures[1] for box in boxes)
