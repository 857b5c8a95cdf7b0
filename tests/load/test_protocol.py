"""The load client speaks the protocol, and the app answers it without a fault."""

from __future__ import annotations

import asyncio

import pytest
from streamlit import config
from websockets.exceptions import WebSocketException

from benchmarks.servers import Server, serving
from core.answers import to_json
from tests.load.journeys import ALONE, Person
from tests.load.line import line_to
from tests.load.tab import LOST, Device, ProtocolError, Tab
from tests.pages.people import PERSONAS


@pytest.fixture(scope="module")
def server():
    with serving("app.py") as running:
        yield running


def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}"


@pytest.mark.parametrize("name", ALONE)
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


def test_no_page_sends_a_picture_again_that_has_not_changed(server):
    async def wander():
        tab = Tab(address(server))
        await tab.open()
        await tab.press("persona.karim")
        first, again = {}, {}
        for page in list(tab.addresses):
            first[page] = (await tab.go(page)).pictures
            again[page] = (await tab.rerun()).pictures
        await tab.close()
        return first, again

    first, again = asyncio.run(wander())

    assert sum(first.values()) > len(first) / 2
    assert again == dict.fromkeys(first, 0)


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


# Half a minute without a network -----------------------------------------------------------

CUT_SECONDS = 30


def test_a_session_is_kept_for_longer_than_half_a_minute_without_a_network():
    assert config.get_option("server.disconnectedSessionTTL") > CUT_SECONDS


@pytest.mark.parametrize("session_is_kept", [True, False])
def test_a_line_that_is_cut_and_mended_costs_nobody_an_answer(server, session_is_kept):
    """The server hears nothing of the cut. Where it lasts too long, the device is asked."""

    async def scene(line):
        tab = Tab(line.address)
        await tab.open()
        await tab.press("persona.ines")
        await tab.slide("result_hours", "9\u00a0h")
        before, session = tab.words(), tab.session
        line.cut()
        with pytest.raises(LOST):
            await tab.go("coherence")
        with pytest.raises((*LOST, WebSocketException)):
            await tab.reconnect()
        line.mend()
        if not session_is_kept:
            tab.session = "gone"
        await tab.reconnect()
        arrived = tab.page
        await tab.go("moins")
        after, same = tab.words(), tab.session == session
        await tab.close()
        return arrived, before, after, same

    with line_to(server.port) as line:
        arrived, before, after, same = asyncio.run(scene(line))

    assert arrived == "coherence", "the page that they asked for in the meantime"
    assert same == session_is_kept
    assert after == before
