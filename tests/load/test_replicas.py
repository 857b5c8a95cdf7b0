"""Two replicas behind nginx: each visitor stays with one, and nobody loses answers with it."""

from __future__ import annotations

import asyncio
import time
import urllib.error
import urllib.request

import pytest

from tests.load.journeys import Person
from tests.load.replicas import standing
from tests.load.tab import LOST, Tab

PEOPLE = 8
MOST_SECONDS = 10


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with standing(tmp_path_factory.mktemp("nginx")) as found:
        yield found


def person_of(house, number: int) -> Person:
    tab = Tab(house.address, headers={"Cookie": house.seat()})
    return Person(number, tab, haste=0.0)


def test_the_figures_of_the_server_stay_inside(house):
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{house.address}/_stcore/metrics")


def test_nginx_writes_down_no_address_and_no_link(house):
    with urllib.request.urlopen(f"{house.address}/animer?cle=a-secret") as reply:
        assert reply.status == 200
    assert house.log.read_text("utf-8") == ""


def test_a_file_comes_back_to_the_replica_whose_visitor_sent_it(house):
    """Uploads go by HTTP: without affinity they would reach a replica that knows no session."""

    async def everybody_uploads():
        people = [person_of(house, number) for number in range(PEOPLE)]
        for person in people:
            await person.tab.open()
            await person.tab.upload("answers.json", b'{"version": 2, "weekly_minutes": 300}')
            await person.tab.close()
        return [person.tab.page for person in people]

    assert asyncio.run(everybody_uploads()) == ["moins"] * PEOPLE


def test_when_a_replica_dies_its_people_are_on_the_other_with_all_answers(house):
    """Last in this module: the replica stays dead."""

    async def scene():
        people = [person_of(house, number) for number in range(PEOPLE)]
        for person in people:
            await person.to_the_result()
        before = [person.tab.words() for person in people]
        house.kill(0)
        fell = time.monotonic()
        moved = await asyncio.gather(*(_goes_on(person) for person in people))
        seconds = time.monotonic() - fell
        after = [person.tab.words() for person in people]
        for person in people:
            await person.tab.close()
        return before, after, moved, seconds

    before, after, moved, seconds = asyncio.run(scene())

    assert after == before
    assert 0 < sum(moved) < PEOPLE, "both replicas had people"
    assert seconds < MOST_SECONDS


async def _goes_on(person: Person) -> bool:
    """See the result again, coming back as browsers do; return whether that was needed."""
    try:
        await person.tab.go("moins")
    except LOST:
        while True:
            try:
                await person.tab.reconnect()
                return True
            except LOST:
                await asyncio.sleep(0.5)
    return False
