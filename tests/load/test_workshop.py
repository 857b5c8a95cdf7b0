"""A workshop held by the load client: nobody meets a fault, nothing is lost or counts twice."""

from __future__ import annotations

import asyncio

import pytest

from tests.load.hour import held
from tests.load.journeys import FRENCH, WALL
from tests.load.room import standing

PEOPLE = 6


@pytest.fixture(scope="module")
def hour():
    with standing() as (server, room):
        yield asyncio.run(held(server, room, PEOPLE, (3, 5), haste=0.0))


def test_nobody_meets_a_fault_and_everybody_sent_a_correction_and_a_second_guess(hour):
    assert not hour.found.faults
    assert all(person.kept.revision >= 3 for person in hour.crowd)
    assert None not in [person.kept.second_minutes for person in hour.crowd]


def test_the_database_holds_what_each_was_told_once_and_in_its_last_version(hour):
    assert hour.room.kept() == hour.expected()
    assert len(hour.expected()) == hour.room.joined() == PEOPLE


def test_the_wall_is_where_the_facilitator_is_and_counts_everybody(hour):
    again = FRENCH.count("{number} second guess", "{number} second guesses", PEOPLE)

    assert hour.wall.tab.component(WALL)["note"] == again
