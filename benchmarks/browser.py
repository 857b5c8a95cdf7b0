"""What a real browser loads and draws: bytes, the time to the first picture, a moved scale.

    python -m benchmarks.browser [--loads 5] [--moves 30] [--out FILE]

Serves the app, opens every page once with the answers of an example, then the first page and
the heaviest with an empty and with a filled cache, and moves the scale of hours on the result
by mouse. Times are the browser's own, on a screen that draws. Prints JSON. Says how busy the
machine was: on a busy one the times say more about that than about the app.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from benchmarks.servers import serving
from core.catalogue import load_catalogue
from core.link import to_link
from core.personas import load_personas
from dev import NO_BROWSER, SetUpError, find_browser
from tests.browser.conftest import OPTIONS
from tests.browser.visitor import PATIENCE, walk

SCRIPT = Path(__file__).with_suffix(".js")
PERSON, RESULT = "ines", "moins"
SIZE = {"width": 1440, "height": 900}
STATE = "data-test-script-state"
MOST_MS = 300  # asked for, at the median, on an idle machine
SEED = 1
WARM_UP = 4  # moves
Report = dict[str, Any]


@dataclass
class Traffic:
    """What a page has received so far."""

    file_bytes: int = 0  # as they travel: compressed where they are
    files: int = 0
    socket_bytes: int = 0

    def listen(self, page: Page) -> None:
        """Count what a page receives from now on."""
        told = page.context.new_cdp_session(page)
        told.send("Network.enable")
        told.on("Network.loadingFinished", self._on_file)
        told.on("Network.webSocketFrameReceived", self._on_frame)

    def _on_file(self, event: Report) -> None:
        if event["encodedDataLength"]:  # else it came from the cache
            self.files += 1
            self.file_bytes += int(event["encodedDataLength"])

    def _on_frame(self, event: Report) -> None:
        self.socket_bytes += len(event["response"]["payloadData"]) * 3 // 4  # told in base64


def main() -> int:
    """Measure, print, write if asked to, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browser", description=__doc__)
    parser.add_argument("--loads", type=int, default=5)
    parser.add_argument("--moves", type=int, default=30)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    report: Report = {"cores": os.cpu_count(), "load_before": round(os.getloadavg()[0], 2)}
    with serving("app.py") as server, chromium() as browser:
        report["browser"] = browser.version
        for name, found in measured(browser, f"http://127.0.0.1:{server.port}", asked):
            report[name] = found
            print(name, json.dumps(found), file=sys.stderr, flush=True)
    report["load_after"] = round(os.getloadavg()[0], 2)
    text = json.dumps(report, indent=1)
    print(text)
    if asked.out:
        asked.out.write_text(text, "utf-8")
    return 0 if report["slider"]["on_screen_median_ms"] < MOST_MS else 1


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser that this machine has."""
    program = find_browser()
    if program is None:
        raise SetUpError(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


def measured(browser: Browser, app: str, asked: argparse.Namespace) -> Iterator[tuple[str, Report]]:
    """Yield what was measured, part by part."""
    pages = every_page(browser, app)
    yield "pages", pages
    heaviest = max(pages, key=lambda address: pages[address]["socket_kb"])
    for name, address in (("first page", ""), (f"heaviest page: {heaviest}", heaviest)):
        yield name, opened(browser, app, address, asked.loads)
    yield "slider", moved(browser, app, asked.moves)


def every_page(browser: Browser, app: str) -> Report:
    """Return what each page sends on its first visit, without files."""
    context = visiting(browser)
    load(context, app, f"{RESULT}?lang=fr&r={answers()}")
    found = {address: load(context, app, address) for address in walk("fr")}
    context.close()
    return {a: {k: one[k] for k in ("socket_kb", "pictures")} for a, one in found.items()}


def opened(browser: Browser, app: str, address: str, loads: int) -> Report:
    """Return medians of opening a page with an empty and with a filled cache."""
    cold, warm, said = [], [], answers()
    for _ in range(loads):
        context = visiting(browser)
        cold.append(load(context, app, f"{address}?lang=fr&r={said}" if address else ""))
        warm.append(load(context, app, address))  # the device has the answers by now
        context.close()
    return {"empty cache": medians(cold), "filled cache": medians(warm)}


def visiting(browser: Browser) -> BrowserContext:
    """Return a browser of somebody's own, with an empty cache."""
    context = browser.new_context(locale="fr-FR", viewport=SIZE)
    context.set_default_timeout(4 * PATIENCE)
    context.add_init_script(path=SCRIPT)
    return context


def load(context: BrowserContext, app: str, address: str) -> Report:
    """Open an address in another tab; return bytes and times."""
    page, traffic = context.new_page(), Traffic()
    traffic.listen(page)
    page.goto(f"{app}/{address}")
    settle(page)
    pictures = page.get_by_test_id("stVegaLiteChart").count()
    if pictures:
        page.wait_for_function("typeof seen.picture === 'number'")
    seen = page.evaluate("seen")
    page.close()
    return {
        "files_kb": round(traffic.file_bytes / 1000, 1),
        "files": traffic.files,
        "socket_kb": round(traffic.socket_bytes / 1000, 1),
        "pictures": pictures,
        "first_words_ms": round(seen["words"]),
        "first_picture_ms": round(seen["picture"]) if pictures else None,
    }


def answers() -> str:
    """Return the answers of the example, as a link carries them."""
    catalogue = load_catalogue()
    one = next(one for one in load_personas(catalogue) if one.id == PERSON)
    return to_link(one.answers, catalogue)


def settle(page: Page) -> None:
    """Wait until nothing is running and everything is there."""
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible(
        timeout=4 * PATIENCE
    )
    expect(page.get_by_test_id("stApp")).to_have_attribute(STATE, "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def medians(found: Sequence[Report]) -> Report:
    """Return the median of each figure."""
    return {
        name: None if found[0][name] is None else statistics.median(one[name] for one in found)
        for name in found[0]
    }


def moved(browser: Browser, app: str, moves: int) -> Report:
    """Return how long after the release of the scale of hours the first picture is another."""
    context, chance, traffic = visiting(browser), random.Random(SEED), Traffic()
    page = context.new_page()
    page.goto(f"{app}/{RESULT}?lang=fr&r={answers()}")
    settle(page)
    page.wait_for_function("typeof seen.picture === 'number'")
    traffic.listen(page)
    # Now left, now right: never where it is already.
    shares = [chance.uniform(0.1, 0.45) + number % 2 * 0.45 for number in range(WARM_UP + moves)]
    for share in shares[:WARM_UP]:
        drag(page, share)
    before = traffic.socket_bytes
    times = [drag(page, share) for share in shares[WARM_UP:]]
    context.close()
    found = {name: [time[name] for time in times] for name in times[0]}
    return {
        "moves": moves,
        "socket_kb_a_move": round((traffic.socket_bytes - before) / 1000 / moves, 1),
        "first_change_median_ms": round(statistics.median(found["first"])),
        "on_screen_median_ms": round(statistics.median(found["screen"])),
        "on_screen_most_ms": round(max(found["screen"])),
        "last_change_median_ms": round(statistics.median(found["last"])),
    }


def drag(page: Page, share: float) -> dict[str, float]:
    """Drag the thumb to a share of the scale and let go; return what followed, and when."""
    scale = page.get_by_test_id("stSlider").first
    scale.scroll_into_view_if_needed()
    track = scale.get_by_role("group").bounding_box()
    thumb = scale.get_by_test_id("stSliderThumbValue").bounding_box()
    assert track is not None
    assert thumb is not None
    height = track["y"] + track["height"] / 2
    page.mouse.move(thumb["x"] + thumb["width"] / 2, height)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] * share, height, steps=4)
    page.evaluate("watch()")
    page.mouse.up()
    page.wait_for_function("atRest()", polling=100)  # seldom: it takes time from the page
    noted: dict[str, float] = page.evaluate("noted")
    return {name: noted[name] - noted["released"] for name in ("first", "screen", "last")}


if __name__ == "__main__":
    sys.exit(main())
