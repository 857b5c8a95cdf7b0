"""Two replicas behind nginx: each visitor stays with one, and nobody loses anything with it."""

from __future__ import annotations

import asyncio
import time
import urllib.error
import urllib.request
from collections import Counter

import pytest

from pages.storage.engine import address, engine_for
from tests.load.journeys import IS_SENT, Person, ready_to_send, say_other_hours
from tests.load.replicas import standing
from tests.load.room import Kept, made
from tests.load.tab import LOST, Tab
from tests.storage import cluster

PEOPLE = 12  # all of them on one replica: once in two thousand times
MOST_SECONDS = 10


@pytest.fixture(scope="module")
def database(server):
    return cluster.new_database(server)


@pytest.fixture(scope="module")
def room(database):
    engine = engine_for(address(database))
    yield made(engine)
    engine.dispose()


@pytest.fixture(scope="module")
def house(tmp_path_factory, database):
    with standing(tmp_path_factory.mktemp("nginx"), database) as found:
        yield found


def person_of(house, number: int, room=None) -> Person:
    tab = Tab(house.address, headers={"Cookie": house.seat()})
    return Person(number, tab, haste=0.0, room=room)


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


def test_when_a_replica_dies_its_people_are_on_the_other_and_each_sending_counts_once(house, room):
    """Every sending is under way when it falls. Last in this module: the replica stays dead."""

    async def scene():
        people = [person_of(house, number, room) for number in range(PEOPLE)]
        before = [await _corrects(person) for person in people]
        with cluster.held(room.engine):
            sending = [asyncio.create_task(_insists(person)) for person in people]
            await asyncio.to_thread(cluster.until_waiting, room.engine, PEOPLE)
            house.kill(0)
            fell = time.monotonic()
        moved = await asyncio.gather(*sending)
        seconds = time.monotonic() - fell
        after = [await _sees_the_result(person) for person in people]
        for person in people:
            await person.tab.close()
        return before, after, Counter(moved), seconds, people

    before, after, moved, seconds, people = asyncio.run(scene())

    assert after == before
    assert set(moved) == {True, False}, "both replicas had people"
    assert seconds < MOST_SECONDS
    assert room.kept() == {person.label: person.kept for person in people}
    assert room.joined() == PEOPLE


async def _corrects(person: Person) -> str:
    """Send, say other hours, and be about to send those; return what the result says."""
    await person.send(await ready_to_send(person), None)
    minutes = await say_other_hours(person)
    person.kept = Kept(minutes, None, person.kept.revision + 1)  # once they have insisted
    return await _sees_the_result(person)


async def _sees_the_result(person: Person) -> str:
    await person.tab.go("moins")
    words = person.tab.words()
    await person.tab.go("atelier")
    return words


async def _insists(person: Person) -> bool:
    """Send until it is said to be sent; return whether another replica had to be found."""
    moved = False
    while IS_SENT not in person.tab.words():
        try:
            await person.tab.press("send")
        except LOST:
            moved = True
            await _comes_back(person)
    return moved


async def _comes_back(person: Person) -> None:
    while True:
        try:
            await person.tab.reconnect()
            return
        except LOST:
            await asyncio.sleep(0.1)
