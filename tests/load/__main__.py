"""Measure the app under load, against baselines served in the same run.

    python -m tests.load              a short look, about two minutes
    python -m tests.load --full       every figure of docs/scale.md, about a quarter of an hour
    python -m tests.load --workshop   100 people in a workshop, about three minutes
    python -m tests.load --soak 30    crowds that come and go for so many minutes
    python -m tests.load --out FILE   where the figures (JSON) and the picture (SVG) go

Exit status 1 where a limit is not kept or anybody met a fault.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.servers import serving
from tests.load import hour, scenes
from tests.load.picture import picture

Report = dict[str, Any]


def main() -> int:
    """Measure, print, write, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--workshop", action="store_true")
    parser.add_argument("--soak", type=float, default=0.0, metavar="MINUTES")
    parser.add_argument("--out", type=Path, default=Path("load.json"))
    asked = parser.parse_args()
    report: Report = {"cores": os.cpu_count(), "load_before": os.getloadavg()[0]}
    for name, found in asked_for(asked):
        report[name] = found
        print(name, json.dumps(found, ensure_ascii=False), flush=True)
    asked.out.write_text(json.dumps(report, indent=1, ensure_ascii=False), "utf-8")
    if not asked.soak and not asked.workshop:
        asked.out.with_suffix(".svg").write_text(picture(report), "utf-8")
    missed = list(missing(report))
    print("\n".join(missed) or "every limit is kept")
    return 1 if missed else 0


def asked_for(asked: argparse.Namespace) -> Iterator[tuple[str, Report]]:
    """Yield the scenes that the command line asks for."""
    if asked.soak:
        return soaking(asked.soak)
    return hour.measured(100) if asked.workshop else measured(full=asked.full)


def measured(*, full: bool) -> Iterator[tuple[str, Report]]:
    """Yield scene after scene."""
    crowds = (50, 100, 200, 300) if full else (20,)
    seconds = 40.0 if full else 10.0
    yield "start", scenes.start()
    with serving("app.py") as app:
        address = f"http://127.0.0.1:{app.port}"
        wire, whole = scenes.first_files(address)
        yield "first files", {"on_the_wire": wire, "uncompressed": whole}
        yield "opening", scenes.opening(app, 60 if full else 10, 10 if full else 2)
        for people in crowds:
            yield f"acting {people}", scenes.acting(app, people, seconds, (3, 5))
    with serving("app.py") as app:  # as fresh as what it is held against
        yield "capacity", scenes.against_the_usual_way(app, 20 if full else 5, seconds / 2)
    if full:
        yield "small host", scenes.on_a_small_host(0.1, 20, 80)
        yield "memory", scenes.coming_and_going(100, 3)
        yield from hour.measured(100)


def soaking(minutes: float) -> Iterator[tuple[str, Report]]:
    """Yield the memory after each of many crowds."""
    yield "soak", scenes.coming_and_going(60, 3, seconds=60 * minutes)


def missing(report: Report) -> Iterator[str]:
    """Yield a line for every limit that is not kept."""
    for name, found in report.items():
        if isinstance(found, dict) and found.get("faults"):
            yield f"{name}: {found['faults']}"
    yield from _over(report, "start", "start_s", 4)
    yield from _over(report, "opening", "first_result_95th_percentile_s", 3)
    yield from _over(report, "acting 200", "95th_percentile_ms", scenes.MOST_MS)
    yield from _over(report, "acting 200", "most_megabytes", 700)
    yield from _over(report, "soak", "most_megabytes", 700)
    yield from _over(report, "soak", "megabytes_of_growth", scenes.MOST_GROWTH_MEGABYTES)
    yield from _over(report, "small host", "95th_percentile_ms", 2000)
    yield from _over(report, "workshop 100", "lost_or_doubled", 0)
    yield from _over(report, "workshop 100", "times_the_plain_page", hour.MOST_RATIO)
    yield from _over(report, "workshop 100", "wall_most_s", hour.MOST_WALL_SECONDS)
    yield from _over(report, "workshop 100", "most_megabytes", hour.MOST_MEGABYTES)
    capacity = report.get("capacity")
    if capacity:
        yield from _over(capacity, "app", "processor_ms_a_run", scenes.MOST_PROCESSOR_MS)
        if capacity["times_the_throughput"] < scenes.GAIN:
            yield f"capacity: {capacity['times_the_throughput']} times, at least {scenes.GAIN:g}"


def _over(report: Report, scene: str, figure: str, most: float) -> Iterator[str]:
    found = report.get(scene, {}).get(figure)
    if found is not None and found > most:
        yield f"{scene}: {figure} {found}, at most {most:g}"


if __name__ == "__main__":
    sys.exit(main())
