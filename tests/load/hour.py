"""A workshop's hour in about a minute: a crowd, its facilitator and a wall; a plain page beside."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.servers import Server, serving
from tests.load.figures import Measurement, all_of, at_share, measuring
from tests.load.journeys import JOURNEYS, Person, facilitate, watch
from tests.load.room import Kept, Room, standing
from tests.load.scenes import Report, tab_on

PLAIN = "tests/load/plain_page.py"
PLAIN_SECONDS = 40.0
PATIENCE_SECONDS = 90.0  # after which the facilitator waits no longer
MOST_RATIO, MOST_WALL_SECONDS, MOST_MEGABYTES = 5.0, 5.0, 600


@dataclass
class Hour:
    """Who takes part, what they met, and when the wall showed how many had sent."""

    room: Room
    crowd: list[Person]
    facilitator: Person
    wall: Person
    seen: list[tuple[float, int]] = field(default_factory=list)
    found: Measurement = field(default_factory=Measurement)

    def expected(self) -> dict[str, Kept]:
        """Return what people were told is kept, by their labels."""
        return {person.label: person.kept for person in self.crowd}

    def wall_seconds(self) -> list[float]:
        """Return how long after the n-th press of "Send" the wall counted n, where it did."""
        pressed = sorted(p.pressed for p in self.crowd if p.pressed is not None)
        shown = [
            next((at for at, count in self.seen if count >= number), None)
            for number in range(1, len(pressed) + 1)
        ]
        return [at - when for at, when in zip(shown, pressed, strict=True) if at is not None]


async def held(
    server: Server, room: Room, people: int, think: tuple[float, float], haste: float
) -> Hour:
    """Hold a workshop; the wall and the desk stand, then all come within one time of thinking."""

    def person(number: int) -> Person:
        return Person(number, tab_on(server), think, haste, room)

    hour = Hour(room, [person(n) for n in range(people)], person(people), person(people + 1))
    await hour.facilitator.tab.open("animer", f"cle={room.secret}")
    await hour.wall.tab.open("mur", f"a={room.key}&lang=fr")
    over = asyncio.Event()
    looking = asyncio.create_task(watch(hour.wall, hour.seen, over))
    leading = asyncio.create_task(facilitate(hour.facilitator, people, PATIENCE_SECONDS))
    with measuring(server) as hour.found:
        for one in hour.crowd:
            one.tab.told = hour.found.take
        await all_of([_takes_part(one) for one in hour.crowd], hour.found)
        if hour.found.faults:  # the room would wait for those who met one
            leading.cancel()
        await all_of([leading], hour.found)
    over.set()
    await all_of([looking], hour.found)
    everybody = (*hour.crowd, hour.facilitator, hour.wall)
    await asyncio.gather(*(one.tab.close() for one in everybody))
    return hour


async def _takes_part(person: Person) -> None:
    await asyncio.sleep(person.haste * person.chance.uniform(0, person.think[1]))
    async with asyncio.timeout(3 * PATIENCE_SECONDS):
        await JOURNEYS["workshop"](person)


def measured(people: int, think: tuple[float, float] = (3, 5)) -> Iterator[tuple[str, Report]]:
    """Yield a workshop's figures and those of a plain page under the same load."""
    with standing() as (server, room):
        workshop = _report(asyncio.run(held(server, room, people, think, haste=1.0)))
    with serving(PLAIN) as other:
        plain = on_a_plain_page(other, people, think)
    times = workshop["95th_percentile_ms"] / plain["95th_percentile_ms"]
    yield f"plain page {people}", plain
    yield f"workshop {people}", {**workshop, "times_the_plain_page": round(times, 1)}


def _report(hour: Hour) -> Report:
    wall, desk = hour.wall_seconds(), [run.seconds for run in hour.facilitator.tab.runs]
    expected, kept = hour.expected(), hour.room.kept()
    return {
        **hour.found.report(),
        "joined": hour.room.joined(),
        "sendings": sum(one.revision for one in kept.values()),
        "lost_or_doubled": sum(kept.get(label) != one for label, one in expected.items())
        + len(kept.keys() - expected.keys()),
        "desk_95th_percentile_ms": round(1000 * at_share(desk, 0.95), 1),
        "wall_saw": len(wall),
        "wall_median_s": round(at_share(wall, 0.5), 2),
        "wall_most_s": round(max(wall), 2),
    }


def on_a_plain_page(server: Server, people: int, think: tuple[float, float]) -> Report:
    """Return how as many people fare who come as fast and move the slider of a plain page."""

    async def act(person: Person, loop: asyncio.AbstractEventLoop, end: float) -> None:
        await asyncio.sleep(person.chance.uniform(0, think[1]))
        await person.tab.open()
        await person.pause()
        while loop.time() < end:
            await person.tab.move("Situation", float(person.chance.randrange(160)))
            await person.pause()

    async def scene() -> Measurement:
        loop = asyncio.get_running_loop()
        crowd = [Person(number, tab_on(server), think) for number in range(people)]
        first = tab_on(server)
        await first.open()
        with measuring(server) as found:
            for person in crowd:
                person.tab.told = found.take
            await all_of(
                [act(person, loop, loop.time() + PLAIN_SECONDS) for person in crowd], found
            )
        await asyncio.gather(first.close(), *(person.tab.close() for person in crowd))
        return found

    return asyncio.run(scene()).report()
