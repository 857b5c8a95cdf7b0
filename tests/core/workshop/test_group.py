"""The group's pictures say what people sent, in bands, and nothing that may not be shown."""

from __future__ import annotations

import random

import pytest

from core.workshop.disclosure import Course, Shown, look, rule_for
from core.workshop.group import (
    MINUTE_BORDERS,
    OF_NAMES,
    PICTURES,
    Band,
    Named,
    Table,
    cell_of,
    fewest_shown,
    pictures,
    questions,
)
from core.workshop.sending import Sending
from tests.core.strategies import CATALOGUE

NETWORKS = tuple(CATALOGUE.networks)


def shown_of(sendings, least=5):
    """Return the pictures of a group of which everybody is counted, by name."""
    courses = {}
    for name, question in questions(NETWORKS).items():
        cells = {n: question.cell(sending) for n, sending in enumerate(sendings)}
        now = {n: cell for n, cell in cells.items() if cell is not None}
        course, _ = look(
            Course(), {}, now, acted=len(now), size=question.size, rule=rule_for(least)
        )
        courses[name] = course
    return {picture.name: picture for picture in pictures(courses, NETWORKS, least)}


def cohort(number, seed=1):
    """Return what people send who guess too little, and want more than pays."""
    draw = random.Random(seed)
    return [
        Sending(
            guess_networks=draw.randint(1, 6),
            guess_minutes=draw.randint(10, 300),
            second_networks=draw.randint(1, 4),
            available_minutes=draw.randint(0, 900),
            wanted=tuple(draw.sample(NETWORKS, 5)),
            running=tuple(draw.sample(NETWORKS, 2)),
            recommended=tuple(draw.sample(NETWORKS[:4], 2)),
            networks_wanted=draw.randint(3, 8),
            networks_that_pay=draw.randint(1, 3),
            estimate_minutes=draw.randint(100, 1_200),
            freed_minutes=draw.randint(0, 240),
        )
        for _ in range(number)
    ]


def test_every_picture_is_there_in_its_order_also_before_anything_is_shown():
    empty = pictures({}, NETWORKS, 5)

    assert tuple(picture.name for picture in empty) == PICTURES
    assert all(picture.empty for picture in empty)


def test_each_table_counts_what_was_said():
    said = cohort(60)
    shown = shown_of(said)
    fields = {
        "guess_estimate": ["guess_minutes", "estimate_minutes"],
        "hours": ["available_minutes"],
        "wanted_pay": ["networks_wanted", "networks_that_pay"],
        "freed": ["freed_minutes"],
        "before_after": ["guess_networks", "second_networks"],
    }
    for name, names in fields.items():
        for field in names:
            table = shown[name].tables[field]
            assert table.people == len(said)
            for band in table.bands:
                high = float("inf") if band.high is None else band.high
                inside = [
                    value
                    for one in said
                    if band.low <= (value := getattr(one, field))
                    and (value < high if table.unit == "minutes" else value <= high)
                ]
                assert len(inside) == band.people >= cell_of(5)


def test_bands_leave_no_gap_and_do_not_overlap():
    for picture in shown_of(cohort(40)).values():
        for table in picture.tables.values():
            step = 0 if table.unit == "minutes" else 1
            assert table.bands[0].low == 0
            for before, after in zip(table.bands, table.bands[1:], strict=False):
                assert before.high + step == after.low
            open_ended = table.unit in ("minutes", "networks")
            assert table.bands[-1].high == (None if open_ended else 2)


def test_no_table_is_computed_from_two_answers():
    """Else two tables beside each other could tell more than either may (test_disclosure)."""
    asked = questions(NETWORKS)
    no, some, names = 0, 600, NETWORKS[:1]
    for field in Sending.model_fields.keys() - {"version", "consent"}:
        listed = field in OF_NAMES
        less, more = (
            Sending(**{field: value})
            for value in (((), names) if listed else (no, some if "minutes" in field else 9))
        )
        moved = {name for name, one in asked.items() if one.cell(less) != one.cell(more)}
        own = {f"{field}:{name}" for name in names} if listed else {field} & asked.keys()
        assert moved == own
    assert all(question.cell(Sending()) is None for question in asked.values())


def test_networks_come_with_the_most_named_first_and_the_rare_ones_left_out():
    groups = {"linkedin": 20, "instagram": 12, "x": 6, "malt": 2}
    said = [
        Sending(recommended=tuple(name for name, people in groups.items() if number < people))
        for number in range(20)
    ]
    named = shown_of(said)["recommended"].names["recommended"]

    assert named == (
        Named("linkedin", 18, 20, nearly_all=True),
        Named("instagram", 12, 20),
        Named("x", 6, 20),
    )


def test_the_middle_and_the_least_sum_follow_from_the_bands_alone():
    table = Table("minutes", (Band(0, 60, 3), Band(60, 180, 4), Band(180, None, 3)))

    assert table.people == 10
    assert table.middle == Band(60, 180, 4)
    assert table.at_least_minutes == 4 * 60 + 3 * 180
    assert Table("networks", (Band(0, 2, 5), Band(3, None, 5))).middle == Band(0, 2, 5)


def test_two_halves_are_told_apart_where_no_band_has_the_middle():
    tied = Table("minutes", (Band(0, 60, 3), Band(60, 180, 1), Band(180, None, 4)))

    assert tied.halves == (Band(0, 180, 4), Band(180, None, 4))
    assert Table("networks", (Band(0, 2, 5), Band(3, None, 6))).halves is None


def test_a_half_of_the_people_may_be_several_bands():
    bands = (Band(0, 60, 1), Band(60, 120, 3), Band(120, 180, 2), Band(180, None, 2))

    assert Table("minutes", bands).halves == (Band(0, 120, 4), Band(120, None, 4))
    inside = (Band(0, 60, 3), Band(60, 120, 5), Band(120, None, 3))
    assert Table("minutes", inside).halves is None  # the middle lies in a band, not between two


def test_a_picture_is_empty_where_it_has_neither_tables_nor_networks():
    hours = Course(Shown((0, 2), (3, 4)))
    named = Course(Shown((0, 1), (3, 4)))
    courses = {"available_minutes": hours, "recommended:x": named, "wanted:malt": named}
    found = {p.name: p for p in pictures(courses, ("x", "malt"), 5)}

    assert {name for name, picture in found.items() if not picture.empty} == {
        "hours",
        "recommended",
    }
    assert {name for name, picture in found.items() if picture.names} == {"recommended"}


def test_a_picture_of_networks_counts_those_who_were_recommended_some():
    few, many = Course(Shown((0, 1), (3, 4))), Course(Shown((0, 1), (10, 20)))
    found = pictures({"recommended:x": few, "wanted:x": many}, ("x",), 5)

    assert {p.name: p for p in found}["recommended"].people == (7,)


def test_the_tables_of_a_picture_may_count_different_people():
    uneven = {"networks_wanted": (9, 9), "networks_that_pay": (3, 4)}
    courses = {name: Course(Shown((0, 3), people)) for name, people in uneven.items()}
    found = {p.name: p for p in pictures(courses, (), 5)}

    assert found["wanted_pay"].people == (7, 18)
    assert found["guess_estimate"].missing == ("guess_minutes", "estimate_minutes")


def test_nearly_everybody_comes_first_though_the_table_counts_fewer_people():
    """A table that may not be shown yet can be of an earlier moment than the others."""
    courses = {
        "recommended:x": Course(Shown((0, 1), (8, 12))),
        "recommended:malt": Course(nearly=10),
    }
    found = {p.name: p for p in pictures(courses, ("x", "malt"), 5)}["recommended"]

    assert [named.network for named in found.names["recommended"]] == ["malt", "x"]


def test_networks_named_as_often_stand_in_the_order_of_the_catalogue():
    alike = Course(Shown((0, 1), (5, 5)))
    order = ("x", "malt", "discord")
    courses = {f"recommended:{name}": alike for name in reversed(order)}
    found = {p.name: p for p in pictures(courses, order, 5)}["recommended"]

    assert tuple(named.network for named in found.names["recommended"]) == order


def test_the_borders_stay_since_databases_keep_the_numbers_of_cells():
    """Another border would put those counted so far into another band: it takes a migration."""
    hours = [border / 60 for border in MINUTE_BORDERS]

    assert hours == [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30]
    assert {one.size for name, one in questions(()).items() if "minutes" in name} == {13}
    assert {one.size for name, one in questions(()).items() if "minutes" not in name} == {10}


def test_a_picture_knows_which_half_is_missing_and_how_many_it_counts():
    shown = {p.name: p for p in pictures({"guess_networks": Course(Shown((0, 6), (3, 4)))}, (), 5)}

    assert shown["before_after"].missing == ("second_networks",)
    assert shown["before_after"].people == (7,)
    assert shown["hours"].people == ()
    named = shown_of(cohort(30))["recommended"]
    assert (named.missing, named.people) == ((), (30,))


def test_a_picture_counts_two_bands_at_the_least():
    assert [fewest_shown(least) for least in (3, 5, 6, 7, 50)] == [6, 6, 6, 8, 50]


def test_together_people_have_at_least_what_is_said():
    for seed in range(20):
        said = cohort(30, seed)
        table = shown_of(said)["freed"].tables["freed_minutes"]
        assert table.at_least_minutes <= sum(one.freed_minutes for one in said)


@pytest.mark.parametrize("minutes", [0, 59, 60, 61, 1_799, 1_800, 10_080])
def test_a_border_belongs_to_the_band_above_it(minutes):
    cell = questions(())["available_minutes"].cell(Sending(available_minutes=minutes))
    ends = [*MINUTE_BORDERS[1:], 10_081]

    assert MINUTE_BORDERS[cell] <= minutes < ends[cell]


def test_more_networks_than_are_counted_are_that_many_and_more():
    table = questions(())["networks_wanted"]
    assert table.cell(Sending(networks_wanted=30)) == table.size - 1

    shown = pictures({"networks_wanted": Course(Shown((0, 9), (4, 4)))}, (), 5)
    assert {p.name: p for p in shown}["wanted_pay"].tables["networks_wanted"].bands == (
        *(Band(0, 8, 4), Band(9, None, 4)),
    )


def test_a_single_network_is_a_band_of_its_own():
    courses = {"guess_networks": Course(Shown((0, 2, 3), (4, 5, 6)))}
    shown = {p.name: p for p in pictures(courses, (), 5)}["before_after"]

    assert [(b.low, b.high) for b in shown.tables["guess_networks"].bands] == [
        *((0, 1), (2, 2), (3, None)),
    ]
