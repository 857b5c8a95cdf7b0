"""The load client speaks the protocol, and the app answers it without a fault."""

from __future__ import annotations

import asyncio

import pytest

from benchmarks.servers import Server, serving
from core.answers import to_json
from tests.load.journeys import JOURNEYS, Person
from tests.load.tab import Device, ProtocolError, Tab
from tests.pages.people import PERSONAS


@pytest.fixture(scope="module")
def server():
    with serving("app.py") as running:
        yield running


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}"


@pytest.mark.parametrize("name", JOURNEYS)
def test_people_walk_through_at_once_without_a_fault(server, name):
    async def together():
        people = [Person(number, Tab(address(server)), haste=0.0) for number in range(4)]
        await asyncio.gather(*(person.walk(name) for person in people))
        return people

    for person in asyncio.run(together()):
        kinds = [run.kind for run in person.tab.runs]
        assert kinds[:2] == ["first load", "device"]
        assert "widget" in kinds
        assert person.tab.of_kind("vega_lite_chart")


def test_a_slider_shows_another_result_and_a_large_picture_is_sent_once(server):
    async def move():
        tab = Tab(address(server))
        await tab.open()
        await tab.press("persona.karim")
        before = tab.words()
        other = await tab.slide("result_hours", "9\u00a0h")
        after = tab.words()
        again = await tab.slide("result_hours", "9\u00a0h")
        await tab.close()
        return before, after, other, again

    before, after, other, again = asyncio.run(move())

    assert "9\u00a0h" in after
    assert before != after
    assert again.bytes < other.bytes


def test_answers_survive_a_lost_connection_a_reload_and_a_new_device_takes_them_from_a_file(server):
    async def come_back():
        device = Device()
        tab = Tab(address(server), device)
        await tab.open()
        await tab.press("persona.ines")
        seen = tab.words()
        await tab.reconnect()
        reconnected = tab.words()
        await tab.reload()
        reloaded = tab.words()
        await tab.close()
        other = Tab(address(server))
        await other.open()
        await other.upload("answers.json", to_json(PERSONAS["ines"].answers).encode())
        uploaded = other.words()
        await other.close()
        return seen, reconnected, reloaded, uploaded

    seen, reconnected, reloaded, uploaded = asyncio.run(come_back())

    assert "réseaux" in seen
    assert seen == reconnected == reloaded == uploaded


def test_a_page_that_is_not_there_is_told(server):
    async def wander():
        tab = Tab(address(server))
        await tab.open()
        try:
            await tab.go("nowhere")
        finally:
            await tab.close()

    with pytest.raises(ProtocolError, match="nowhere"):
        asyncio.run(wander())
