"""The network goes for a while, or somebody reloads at the worst moment: in a real browser."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from core.answers import read_answers
from core.link import to_link
from core.personas import load_personas
from pages.storage.engine import address, engine_for
from tests.browser.server import Server
from tests.browser.story import GOALS
from tests.browser.visitor import PHONE, Visitor, content_of
from tests.browser.workshop import Participant
from tests.load.line import line_to
from tests.load.room import made
from tests.storage import cluster

pytestmark = pytest.mark.browser

LOST = (
    "Connection lost: your answers stay on this device. In a workshop, ask for paper if it does "
    "not come back."
)
STREAMLITS_OWN = "Connection error"


@dataclass(frozen=True)
class Distant:
    """The server, at the other end of a line."""

    server: Server
    address: str

    @property
    def log(self) -> str:
        return self.server.log


@pytest.fixture
def line(warm_server):
    with line_to(warm_server.port) as found:
        yield found


def sessions_of(visitor: Visitor) -> list[str]:
    """Return a list that grows by a session's name whenever a run of it begins."""
    found: list[str] = []

    def read(frame: bytes | str) -> None:
        message = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
        if message.HasField("new_session"):
            found.append(message.new_session.initialize.session_id)

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", read)

    visitor.page.on("websocket", listen)
    return found


def test_where_the_network_goes_the_page_says_so_and_the_same_session_goes_on(
    visit, catalogue, warm_server, line
):
    visitor = visit("fr", width=PHONE, server=Distant(warm_server, line.address))
    clients, known = (
        catalogue.goals[name].label.into("fr") for name in ("find_clients", "be_known")
    )
    sessions = sessions_of(visitor)
    visitor.arrives("projet")
    visitor.chooses(GOALS, clients)
    with visitor.without_server():
        line.cut()
        visitor.sees(visitor.say(LOST))
        told = visitor.page.get_by_role("dialog")
        expect(told).to_contain_text(visitor.say("No connection"))
        expect(told).not_to_contain_text(STREAMLITS_OWN)
        line.mend()
    expect(told).to_have_count(0)
    visitor.does_not_see(visitor.say(LOST))
    visitor.sees_chosen(GOALS, clients)
    visitor.chooses(GOALS, known)
    visitor.sees_chosen(GOALS, clients, known)
    assert len(set(sessions)) == 1


def test_where_the_network_goes_the_answers_can_still_be_saved_as_a_file(
    visit, catalogue, warm_server, line
):
    visitor = visit("fr", server=Distant(warm_server, line.address))
    said = next(one.answers for one in load_personas(catalogue) if one.id == "ines")
    visitor.arrives(f"moins?lang=fr&r={to_link(said, catalogue)}")
    visitor.moves_hours("Hours a week", 12)
    with visitor.without_server():
        line.cut()
        visitor.sees(visitor.say(LOST))
        visitor.page.keyboard.press("Escape")
        saved = read_answers(content_of(visitor.saves()), catalogue)
        line.mend()
    assert saved.time_minutes not in (None, said.time_minutes)
    assert saved.goals == said.goals
    visitor.does_not_see(visitor.say(LOST))


def test_who_reloads_in_the_middle_of_a_sending_finds_it_sent_once(visit, catalogue, server):
    database = cluster.new_database(server)
    room, app = made(engine_for(address(database))), Server(database)
    try:
        visitor = visit("fr", width=PHONE, server=app)
        person = Participant(visitor, f"{app.address}/atelier?a={room.key}")
        person.joins()
        person.guesses(3, 2)
        person.answers(catalogue.goals["find_clients"].label.into("fr"), "LinkedIn")
        send = visitor.aims_at(visitor.main.get_by_role("button", name=visitor.say("Send")).last)
        with cluster.held(room.engine):
            send.click()
            cluster.until_waiting(room.engine, 1)
            visitor.page.goto("about:blank")
        cluster.until(room.kept, lambda kept: len(kept) == 1)
        person.comes_back()
        (kept,) = room.kept().values()
        assert (kept.revision, room.joined()) == (1, 1)
    finally:
        app.stop()
        room.engine.dispose()
