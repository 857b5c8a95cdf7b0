"""What people do: journeys through the app, by addresses and what widgets are called."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from core.catalogue import Catalogue, load_catalogue
from core.personas import Persona, load_personas
from core.workshop.codes import ALPHABET, LABEL_LENGTH
from core.workshop.settings import Step
from pages.parts.rooms import step_name
from pages.parts.schedule import HALF_HOURS
from pages.parts.speech import speech
from tests.load.room import Kept, Room
from tests.load.tab import ProtocolError, Run, Tab

FRENCH = speech("fr")
CATALOGUE: Catalogue = load_catalogue()
EXAMPLES: tuple[Persona, ...] = load_personas(CATALOGUE)
GOALS = [FRENCH.words(goal.label) for goal in CATALOGUE.goals.values()]
AUDIENCES = [FRENCH.words(age.label) for age in CATALOGUE.ages.values()]
NETWORKS = [network.name for network in CATALOGUE.networks.values()]
HOURS = [FRENCH.duration(minutes) for minutes in HALF_HOURS]
RESULTS = ("moins", "coherence", "effort")
LABEL = re.compile(rf"\*\*([{ALPHABET}]{{{LABEL_LENGTH}}})\*\*")
COUNTS = re.compile(r"\*\*(\d+)\*\* · .*\*\*(\d+)\*\* · .*\*\*(\d+)\*\*")
NOTHING_KEPT = Kept(None, None, 0)
IS_SENT = FRENCH.say("This is what you have sent; the group counts it.")
WALL, LOOK_SECONDS = "wall.component", 0.5


@dataclass
class Person:
    """Somebody with a tab; `haste` scales how long they think (0: not at all).

    In a workshop: its `room`, what they were told is `kept`, and when they first `pressed` send.
    """

    number: int
    tab: Tab
    think: tuple[float, float] = (3.0, 5.0)
    haste: float = 1.0
    room: Room | None = None
    kept: Kept = NOTHING_KEPT
    pressed: float | None = None
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.number)

    async def walk(self, journey: str) -> None:
        """Walk through a journey, then leave."""
        try:
            await JOURNEYS[journey](self)
        finally:
            await self.tab.close()

    async def pause(self) -> None:
        """Think."""
        await self.tab.think(self.haste * self.chance.uniform(*self.think))

    async def to_the_result(self) -> None:
        """Answer three questions, each person their own way, and see the result."""
        await self.tab.open()
        await self.pause()
        await self.answer(self.chance.randrange(4, 20))
        await self.tab.press(FRENCH.say("See my result"))

    async def answer(self, half_hours: int) -> None:
        """Answer the three questions of the express path, then think."""
        await self.tab.pick("main_goal", self.chance.choice(GOALS))
        await self.pause()
        await self.tab.slide("express_hours", HOURS[half_hours])
        await self.pause()
        await self.tab.pick("named", *self.chance.sample(NETWORKS, 4))
        await self.pause()

    async def guess(self, which: str) -> int:
        """Say how many networks and how many hours; return the hours as minutes."""
        minutes = 30 * self.chance.randrange(1, 30)
        await self.tab.enter(f"guess.{which}.many", self.chance.randrange(1, 9))
        await self.pause()
        await self.tab.enter(f"guess.{which}.hours", minutes / 60)
        await self.pause()
        return minutes

    async def send(self, available_minutes: int | None, second_minutes: int | None) -> None:
        """Send to the group what the preview shows, and see that it is kept."""
        self.pressed = self.pressed or time.monotonic()
        await self.tab.press("send")
        if IS_SENT not in self.tab.words():
            raise ProtocolError("what was sent is not acknowledged")
        self.kept = Kept(available_minutes, second_minutes, self.kept.revision + 1)
        await self.pause()

    @property
    def label(self) -> str:
        """Return the number by which the workshop calls this person."""
        return LABEL.findall(self.tab.words())[0]

    async def act_on_results(self) -> None:
        """Do one thing on a result screen: mostly other hours, sometimes another screen."""
        if self.tab.page != "moins" or self.chance.random() < 0.2:
            await self.tab.go(self.chance.choice(RESULTS))
        else:
            await self.tab.slide("result_hours", self.chance.choice(HOURS[1:]))


async def express(person: Person) -> None:
    """Three questions, the result, and some other hours."""
    await person.to_the_result()
    for _ in range(3):
        await person.pause()
        await person.tab.slide("result_hours", person.chance.choice(HOURS[1:]))


async def complete(person: Person) -> None:
    """An example, then question by question, and the screens of the result."""
    await person.tab.open()
    await person.tab.press(f"persona.{person.chance.choice(EXAMPLES).id}")
    await person.pause()
    await person.tab.go("projet")
    await person.tab.pick("ages", *person.chance.sample(AUDIENCES, 2))
    await person.pause()
    await person.tab.go("temps")
    await person.pause()
    for address in ("reseaux", "profils", *RESULTS, "moins"):
        await person.tab.go(address)
        await person.pause()


async def workshop(person: Person) -> None:
    """Join, guess, answer, send, correct until the room guesses again, and do so.

    Every other one types the code in place of following the link, and one in five comes
    back after the phone was closed.
    """
    tab = person.tab
    await person.send(await ready_to_send(person), None)
    if person.number % 5 == 0:
        await tab.reload()
        await person.pause()
    await _correct(person)
    while not tab.offers("number_input", "guess.second.many"):
        if person.chance.random() < 0.5:
            await _correct(person)
        await tab.press("next")
        await person.pause()
    minutes = await person.guess("second")
    await person.send(person.kept.available_minutes, minutes)


async def ready_to_send(person: Person) -> int:
    """Join, guess and answer; return the minutes a week that are about to be sent."""
    await _join(person)
    await person.guess("first")
    await person.tab.press("guessed")
    await person.pause()
    half_hours = person.chance.randrange(4, 20)
    await person.answer(half_hours)
    return HALF_HOURS[half_hours]


async def _join(person: Person) -> None:
    tab, room = person.tab, person.room
    assert room is not None
    if person.number % 2:
        await tab.open("atelier", f"a={room.key}")
        await person.pause()
        await tab.press("take_part")
    else:
        await tab.open("atelier")
        await person.pause()
        await tab.submit(FRENCH.say("The code on the wall"), room.code, FRENCH.say("Join"))
    await person.pause()


async def _correct(person: Person) -> None:
    """Say other hours than before, and send them."""
    await person.send(await say_other_hours(person), None)


async def say_other_hours(person: Person) -> int:
    """Say other hours than those that were sent; return them as minutes."""
    before = person.kept.available_minutes
    half_hours = person.chance.choice([n for n in range(4, 20) if HALF_HOURS[n] != before])
    await person.tab.slide("express_hours", HOURS[half_hours])
    await person.pause()
    return HALF_HOURS[half_hours]


async def facilitate(person: Person, people: int, patience: float) -> None:
    """Move the room on from its desk: when all have sent, or patience (in seconds) is over."""
    tab, end = person.tab, time.monotonic() + patience
    await _go_to(person, "answer")
    while _counts(tab)[1] < people and time.monotonic() < end:
        await tab.press("refresh")
        await person.pause()
    await _go_to(person, "reveal")
    await tab.switch("desk.shown", True)
    await person.pause()
    await _go_to(person, "discuss")
    await _go_to(person, "guess_again")
    while _counts(tab)[2] < people and time.monotonic() < end + patience:
        await tab.press("refresh")
        await person.pause()


async def _go_to(person: Person, step: Step) -> None:
    await person.tab.pick("desk.step", step_name(step, FRENCH))
    await person.pause()


def _counts(tab: Tab) -> tuple[int, ...]:
    """Return how many have joined, sent and guessed again, as the desk has it."""
    found = COUNTS.search(tab.words())
    if found is None:
        raise ProtocolError("the desk does not say how many are there")
    return tuple(int(number) for number in found.groups())


async def watch(person: Person, seen: list[tuple[float, int]], over: asyncio.Event) -> None:
    """Look at the wall until the hour is over; note when it shows how many have sent."""
    tab = person.tab

    def look(_: Run) -> None:
        counts = tab.component(WALL)["counts"]
        if counts:
            seen.append((time.monotonic(), int(counts[1][0])))

    tab.told = look
    while not over.is_set():
        await tab.think(LOOK_SECONDS)
    await tab.repeat()


JOURNEYS: dict[str, Callable[[Person], Awaitable[None]]] = {
    "express": express,
    "complete": complete,
    "workshop": workshop,
}
ALONE = ("express", "complete")  # those that need no room
