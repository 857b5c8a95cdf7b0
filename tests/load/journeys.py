"""What people do: journeys through the app, by addresses and what widgets are called."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from core.catalogue import Catalogue, load_catalogue
from core.personas import Persona, load_personas
from pages.parts.schedule import HALF_HOURS
from pages.parts.speech import speech
from tests.load.tab import Tab

FRENCH = speech("fr")
CATALOGUE: Catalogue = load_catalogue()
EXAMPLES: tuple[Persona, ...] = load_personas(CATALOGUE)
GOALS = [FRENCH.words(goal.label) for goal in CATALOGUE.goals.values()]
AUDIENCES = [FRENCH.words(age.label) for age in CATALOGUE.ages.values()]
NETWORKS = [network.name for network in CATALOGUE.networks.values()]
HOURS = [FRENCH.duration(minutes) for minutes in HALF_HOURS]
RESULTS = ("moins", "coherence", "effort")


@dataclass
class Person:
    """Somebody with a tab; `haste` scales how long they think (0: not at all)."""

    number: int
    tab: Tab
    think: tuple[float, float] = (3.0, 5.0)
    haste: float = 1.0
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
        await self.tab.pick("main_goal", self.chance.choice(GOALS))
        await self.pause()
        await self.tab.slide("express_hours", self.chance.choice(HOURS[4:20]))
        await self.pause()
        await self.tab.pick("named", *self.chance.sample(NETWORKS, 4))
        await self.pause()
        await self.tab.press(FRENCH.say("See my result"))

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


JOURNEYS: dict[str, Callable[[Person], Awaitable[None]]] = {
    "express": express,
    "complete": complete,
}
