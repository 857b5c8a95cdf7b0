"""What is measured, scene after scene: the app, and baselines served in the same run."""

from __future__ import annotations

import asyncio
import gzip
import re
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import streamlit

from benchmarks.servers import Server, serving
from tests.load.figures import Measurement, all_of, at_share, measuring, megabytes
from tests.load.journeys import ALONE, HOURS, Person
from tests.load.tab import Tab
from tests.load.throttle import limited_to

Report = dict[str, Any]
USUAL, BARE = "tests/load/usual_page.py", "benchmarks/bare_page.py"
SECONDS_KEPT = 5  # how long the server keeps the session of somebody who has left
SECONDS_UNTIL_FORGOTTEN = 12  # by then it has given their memory back; nothing tells when
GAIN, MOST_MS, MOST_PROCESSOR_MS = 20.0, 500.0, 10.0
MOST_GROWTH_MEGABYTES = 10.0


def tab_on(server: Server, found: Measurement | None = None) -> Tab:
    """Return a closed tab on a server whose runs are measured, if so wished."""
    address = f"http://127.0.0.1:{server.port}"
    return Tab(address, told=found.take) if found else Tab(address)


def acting(server: Server, people: int, seconds: float, think: tuple[float, float]) -> Report:
    """Return how people fare who all are on the result screens, each with their own answers."""

    async def scene() -> Measurement:
        crowd = [Person(number, tab_on(server), think) for number in range(people)]
        for start in range(0, people, 20):
            arriving = [_arrive(person) for person in crowd[start : start + 20]]
            await asyncio.gather(*arriving)
        with measuring(server) as found:
            for person in crowd:
                person.tab.told = found.take
            await all_of([_keep_acting(person, seconds) for person in crowd], found)
        await asyncio.gather(*(person.tab.close() for person in crowd))
        return found

    return asyncio.run(scene()).report()


async def _arrive(person: Person) -> None:
    haste, person.haste = person.haste, 0.0
    await person.to_the_result()
    person.haste = haste


async def _keep_acting(person: Person, seconds: float) -> None:
    end = time.monotonic() + seconds
    await person.tab.think(person.chance.uniform(0, person.think[1]))
    while time.monotonic() < end:
        await person.act_on_results()
        await person.pause()


def saturated(server: Server, slider: str, people: int, seconds: float) -> Report:
    """Return how much a server can do: nobody thinks, everybody moves the slider."""

    async def keep_moving(person: Person, end: float) -> None:
        while time.monotonic() < end:
            await person.tab.slide(slider, person.chance.choice(HOURS[1:]))

    async def scene() -> Measurement:
        crowd = [Person(number, tab_on(server)) for number in range(people)]
        for person in crowd:
            await (person.tab.open() if slider == "hours" else _arrive(person))
        with measuring(server) as found:
            for person in crowd:
                person.tab.told = found.take
            end = time.monotonic() + seconds
            await all_of([keep_moving(person, end) for person in crowd], found)
        await asyncio.gather(*(person.tab.close() for person in crowd))
        return found

    return asyncio.run(scene()).report()


def opening(server: Server, people: int, within: float) -> Report:
    """Return how long people wait who all open the link: files, then the first result."""

    async def arrive(person: Person, firsts: list[float]) -> None:
        await asyncio.sleep(within * person.number / people)
        started = time.monotonic()
        await asyncio.to_thread(first_files, person.tab.address)
        await person.tab.open()
        await person.tab.press("persona.karim")
        firsts.append(time.monotonic() - started)

    async def scene() -> tuple[Measurement, list[float]]:
        firsts: list[float] = []
        crowd = [Person(number, tab_on(server)) for number in range(people)]
        with measuring(server) as found:
            for person in crowd:
                person.tab.told = found.take
            await all_of([arrive(person, firsts) for person in crowd], found)
        await asyncio.gather(*(person.tab.close() for person in crowd))
        return found, firsts

    found, firsts = asyncio.run(scene())
    return {
        "people": people,
        "first_result_median_s": round(at_share(firsts, 0.5), 2),
        "first_result_95th_percentile_s": round(at_share(firsts, 0.95), 2),
        **found.report(),
    }


def first_files(address: str) -> tuple[int, int]:
    """Load what a browser loads before the first word; return bytes on the wire and in all."""
    page = _get(address + "/")[1].decode()
    todo = set(re.findall(r'(?:src|href)="\.?/?(static/[^"]+)"', page))
    done: set[str] = set()
    wire = whole = 0
    while todo:
        name = todo.pop()
        done.add(name)
        sent, content = _get(f"{address}/{name}")
        wire, whole = wire + sent, whole + len(content)
        if name.endswith(".js"):
            found = re.findall(r'(?:from|import)\s*"\./([\w.-]+\.js)"', content.decode())
            todo |= {f"static/js/{one}" for one in found} - done
    return wire, whole


def _get(address: str) -> tuple[int, bytes]:
    """Return the bytes on the wire and the content."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=120) as reply:
        body = reply.read()
        packed = reply.headers.get("Content-Encoding") == "gzip"
    return len(body), gzip.decompress(body) if packed else body


def on_a_small_host(share: float, people: int, seconds: float) -> Report:
    """Return how people fare who act every 8 s on a host that gives a share of a core."""
    with serving("app.py") as server:
        acting(server, people, 5, (1, 2))  # warm, with all of the core
        with limited_to(server, share):
            return {"share_of_a_core": share, **acting(server, people, seconds, (7.5, 8.5))}


def coming_and_going(people: int, rounds: int, seconds: float = 0.0) -> Report:
    """Return the memory before the first crowd, as each one leaves, and once it is forgotten.

    There are at least so many rounds, and they take at least so many seconds.
    """
    levels: list[tuple[int, int]] = []
    with serving("app.py", "--server.disconnectedSessionTTL", f"{SECONDS_KEPT}") as server:
        _, before = _crowd_comes_and_goes(server, len(ALONE))  # all that is loaded once, is
        began = time.monotonic()
        while len(levels) < rounds or time.monotonic() - began < seconds:
            levels.append(_crowd_comes_and_goes(server, people))
    return {
        "people_a_round": people,
        "megabytes_before": before,
        "megabytes_as_each_crowd_leaves": [leaving for leaving, _ in levels],
        "megabytes_once_it_is_gone": [gone for _, gone in levels],
        "most_megabytes": max(leaving for leaving, _ in levels),
        "minutes": round((time.monotonic() - began) / 60, 1),
        "megabytes_of_growth": _growth([gone for _, gone in levels]),
    }


def _crowd_comes_and_goes(server: Server, people: int) -> tuple[int, int]:
    async def scene() -> None:
        crowd = [Person(number, tab_on(server), haste=0.2) for number in range(people)]
        await asyncio.gather(*(p.walk(ALONE[p.number % len(ALONE)]) for p in crowd))

    asyncio.run(scene())
    leaving = round(megabytes(server))
    time.sleep(SECONDS_UNTIL_FORGOTTEN)
    return leaving, round(megabytes(server))


def _growth(levels: list[int]) -> int:
    """Return by how much the later half lies above the first: medians, since single ones vary."""
    half = len(levels) // 2
    return round(median(levels[half:]) - median(levels[:half]))


def start() -> Report:
    """Return the seconds from the command to the first healthy answer."""
    began = time.monotonic()
    with serving("app.py"):
        return {"start_s": round(time.monotonic() - began, 2)}


def against_the_usual_way(app: Server, people: int, seconds: float) -> Report:
    """Return what the app and its baselines can do at most, in turn, and the ratios."""
    with usual() as other, serving(BARE) as bare:
        found = {
            "app": saturated(app, "result_hours", people, seconds),
            "usual way": saturated(other, "hours", people, seconds),
            "bare page": _bare(bare, people, seconds),
        }
    usual_way, ours = found["usual way"], found["app"]
    return {
        **found,
        "times_the_throughput": round(ours["actions_a_second"] / usual_way["actions_a_second"], 1),
        "times_less_processor": round(
            usual_way["processor_ms_a_run"] / ours["processor_ms_a_run"], 1
        ),
    }


def _bare(server: Server, people: int, seconds: float) -> Report:
    async def keep_moving(tab: Tab, place: int, end: float) -> None:
        while time.monotonic() < end:
            place = (place + 7) % 160
            await tab.move("Situation", float(place))

    async def scene() -> Measurement:
        tabs = [tab_on(server) for _ in range(people)]
        for tab in tabs:
            await tab.open()
        with measuring(server) as found:
            for tab in tabs:
                tab.told = found.take
            end = time.monotonic() + seconds
            await all_of([keep_moving(t, n, end) for n, t in enumerate(tabs)], found)
        await asyncio.gather(*(tab.close() for tab in tabs))
        return found

    return asyncio.run(scene()).report()


@contextmanager
def usual() -> Iterator[Server]:
    """Serve the usual way, with Streamlit's own default for the collector."""
    with serving(USUAL, "--runner.postScriptGC", "true") as server:
        yield server


def static_bytes() -> int:
    """Return the size of all of Streamlit's files."""
    folder = Path(streamlit.__file__).parent / "static"
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
