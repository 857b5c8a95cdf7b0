"""A workshop's database that is slow, starts anew or is full, as the people in the room meet it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from benchmarks.servers import serving
from pages.parts.rooms import trouble_sentence
from pages.storage.connection import VARIABLE
from pages.storage.engine import address, engine_for
from pages.storage.errors import Trouble
from tests.load.journeys import FRENCH, IS_SENT, WALL, Person, ready_to_send, say_other_hours
from tests.load.room import Kept, made
from tests.load.tab import Tab
from tests.storage import cluster
from tests.storage.filling import filling

NOT_NOW, NO_ROOM = (trouble_sentence(Trouble(why), FRENCH) for why in ("unavailable", "full"))
WALL_WAITS = FRENCH.say("The workshop is not responding just now. What was sent is kept.")


@pytest.fixture(scope="module")
def database(server):
    return cluster.new_database(server)


@pytest.fixture(scope="module")
def app(database):
    with serving("app.py", variables={VARIABLE: database}) as found:
        yield found


@pytest.fixture
def room(database):
    engine = engine_for(address(database))
    yield made(engine)
    engine.dispose()


@pytest.fixture
def people(app, room):
    """Three ways to be there: people about to send, somebody on their own, and the wall."""

    @asynccontextmanager
    async def there(number: int):
        everybody = [
            Person(one, Tab(f"http://127.0.0.1:{app.port}"), haste=0.0, room=room)
            for one in range(number + 2)
        ]
        *senders, alone, wall = everybody
        try:
            minutes = {person.number: await ready_to_send(person) for person in senders}
            await alone.to_the_result()
            await wall.tab.open("mur", f"a={room.key}&lang=fr")
            yield minutes, senders, alone, wall
        finally:
            for person in everybody:
                await person.tab.close()

    return there


def kept_of(senders, minutes):
    return {person.label: Kept(minutes[person.number], None, 1) for person in senders}


async def goes_on(alone: Person) -> None:
    """Move the hours of a result, and see another."""
    before = alone.tab.words()
    await alone.tab.slide("result_hours", FRENCH.duration(600))
    assert alone.tab.words() != before


def test_while_the_database_is_slow_others_go_on_and_each_sending_is_kept_once(room, people):
    """Who waits gets the answer; who waits too long is told, and sends the same again."""

    async def scene():
        async with people(2) as (minutes, senders, alone, wall):
            with cluster.held(room.engine):
                sending = [asyncio.create_task(person.tab.press("send")) for person in senders]
                backends = await asyncio.to_thread(cluster.until_waiting, room.engine, 2)
                await goes_on(alone)
                await wall.tab.repeat()
                assert wall.tab.component(WALL)["counts"][1][0] == "0"
                cluster.run_into_its_limit(room.engine, backends[0])
                await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.gather(*sending)
            (late,) = [person for person in senders if IS_SENT not in person.tab.words()]
            assert NOT_NOW in late.tab.alerts()
            await late.send(None, None)
            return room.kept(), kept_of(senders, minutes)

    kept, expected = asyncio.run(scene())

    assert kept == expected


def test_while_the_database_starts_anew_people_are_told_and_then_go_on(server, room, people):
    async def scene():
        async with people(1) as (minutes, (sender,), alone, wall):
            await asyncio.to_thread(server.stop)
            await sender.tab.press("send")
            assert NOT_NOW in sender.tab.alerts()
            await goes_on(alone)
            await wall.tab.repeat()
            assert wall.tab.component(WALL)["sentence"] == WALL_WAITS
            await asyncio.to_thread(server.start)
            room.engine.dispose()  # our own way to look at it knows of no second try
            await sender.send(None, None)
            await wall.tab.repeat()
            assert wall.tab.component(WALL)["counts"][1][0] == "1"
            return room.kept(), kept_of([sender], minutes)

    kept, expected = asyncio.run(scene())

    assert kept == expected


def test_on_a_full_disk_people_are_told_and_the_same_sending_works_once_there_is_room(room, people):
    async def scene():
        async with people(1) as (minutes, (sender,), alone, _):
            with filling(room.engine) as fill:
                fill(True)
                await sender.tab.press("send")
                assert NO_ROOM in sender.tab.alerts()
                await goes_on(alone)
            await sender.send(None, None)
            return room.kept(), kept_of([sender], minutes)

    kept, expected = asyncio.run(scene())

    assert kept == expected


def test_who_reloads_in_the_middle_of_a_sending_has_sent_once(room, people):
    async def scene():
        async with people(1) as (minutes, (sender,), _, __):
            label = sender.label
            with cluster.held(room.engine):
                sending = asyncio.create_task(sender.tab.press("send"))
                await asyncio.to_thread(cluster.until_waiting, room.engine, 1)
                sending.cancel()
                await sender.tab.close()
            await asyncio.to_thread(cluster.until, room.kept, lambda kept: label in kept)
            await sender.tab.reload()
            assert IS_SENT in sender.tab.words()
            assert sender.label == label
            return room.kept(), kept_of([sender], minutes), await say_other_hours(sender)

    kept, expected, _ = asyncio.run(scene())

    assert kept == expected
