"""What an export costs: time on one core, and what a hundred of them leave in memory.

    python -m benchmarks.exports

Makes every file of the page "Take away" for the personas and for somebody with 168
hours, in this process as the server does, and prints lines to read, then JSON. The
two pages include "How sure is it?", computed anew each time. Exit status 1 where a
paper takes more than 2 s or a hundred exports of one kind, or of all kinds in turn,
leave more than 50 MB.
"""

from __future__ import annotations

import datetime
import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from core.analysis import analyse
from core.answers import MINUTES_IN_A_WEEK, Answers
from core.catalogue import load_catalogue
from core.personas import load_personas
from core.robustness import robustness
from pages.papers import calendar_file, charts_files, markdown, pdf, spreadsheet
from pages.papers.dossier import Dossier
from pages.papers.drawing import DRAWER
from pages.parts import certainty
from pages.parts.speech import speech

MOST_SECONDS, MOST_MEGABYTES, EXPORTS, SEED = 2.0, 50.0, 100, 1
ARCHIVES = 8  # of fourteen pictures or more each: more than a hundred pictures
TODAY = datetime.date(2026, 11, 24)
WRITTEN = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
CATALOGUE = load_catalogue()
Make = Callable[[Dossier], object]


def main() -> int:
    """Measure, print, and return the exit status."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    people = dossiers()
    before = megabytes()
    report: dict[str, Any] = {name: measured(make, people) for name, make in KINDS.items()}
    start = megabytes()
    makers = list(KINDS.values())
    for turn in range(EXPORTS):
        makers[turn % len(makers)](people[turn % len(people)])
    report["all in turn"] = {"grown_mb": grown(start)}
    worker = DRAWER.worker_id
    report["drawing worker"] = {"mb": round(megabytes(worker), 1) if worker else None}
    DRAWER.end()
    report["from the first export to the end"] = {"grown_mb": grown(before)}
    print("\n".join(lines(report)), end="\n\n")
    print(json.dumps(report, indent=1))
    return 0 if keeps_the_limits(report) else 1


def dossiers() -> list[Dossier]:
    """Return the personas and somebody with all the time in the world, in both languages."""
    everybody: list[Answers] = [persona.answers for persona in load_personas(CATALOGUE)]
    every = {name: {"state": "on"} for name in CATALOGUE.networks}
    most = everybody[0].with_changes(
        weekly_minutes=MINUTES_IN_A_WEEK, minutes_by_day={}, intense=True, networks=every
    )
    analyses = [analyse(answers, CATALOGUE) for answers in (*everybody, most)]
    return [
        Dossier(one, CATALOGUE, speech(language), TODAY, "https://example.org")
        for one in analyses
        for language in ("fr", "en")
    ]


def two_pages(dossier: Dossier) -> bytes:
    """Return the paper as the page makes it, with how sure the result is."""
    found = robustness(dossier.analysis, CATALOGUE, np.random.default_rng(SEED))
    assert found is not None
    told = (
        certainty.certainty_sentence(found, dossier.speech),
        certainty.minutes_sentence(found, dossier.speech),
        certainty.networks_sentence(found, dossier.analysis, dossier.speech),
        certainty.sizes_sentence(found, dossier.speech),
    )
    return pdf.summary(replace(dossier, certainty=told))


KINDS: dict[str, Make] = {
    "two pages, alone": pdf.summary,
    "two pages, with how sure it is": two_pages,
    "page for the fridge": pdf.fridge,
    "calendar": lambda one: calendar_file.calendar(one, "Europe/Paris", WRITTEN),
    "workbook": spreadsheet.workbook,
    "Markdown": markdown.markdown,
    "pictures of the result (ZIP)": charts_files.all_charts,
}


def measured(make: Make, people: list[Dossier]) -> dict[str, Any]:
    """Return the seconds of many exports and what they left in memory; the first apart."""
    first, _ = timed(make, people[0])
    start = megabytes()
    many = ARCHIVES if make is charts_files.all_charts else EXPORTS
    found = [timed(make, people[turn % len(people)]) for turn in range(many)]
    seconds, processor = zip(*found, strict=True)
    return {
        "exports": many,
        "first_s": round(first, 2),
        "median_s": round(statistics.median(seconds), 3),
        "longest_s": round(max(seconds), 2),
        "processor_median_s": round(statistics.median(processor), 3),
        "processor_longest_s": round(max(processor), 2),
        "grown_mb": grown(start),
    }


def timed(make: Make, dossier: Dossier) -> tuple[float, float]:
    """Return the seconds of one export, on the clock and of a processor; the week anew.

    Processes that it starts and awaits count; the worker that draws does not.
    """
    fresh = replace(dossier)
    start, before = time.perf_counter(), processor_seconds()
    make(fresh)
    return time.perf_counter() - start, processor_seconds() - before


def processor_seconds() -> float:
    """Return the seconds that this process and those it awaited have computed."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def grown(start: float) -> float:
    """Return how many megabytes this process has more than at the start."""
    gc.collect()
    return round(megabytes() - start, 1)


def megabytes(process: int | None = None) -> float:
    """Return the resident memory of a process, of this one by default."""
    pages = Path(f"/proc/{process or 'self'}/statm").read_text("ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def keeps_the_limits(report: dict[str, Any]) -> bool:
    """Return whether papers are fast enough and nothing piles up."""
    slow = [
        name
        for name, found in report.items()
        if "page" in name and found.get("processor_longest_s", 0.0) > MOST_SECONDS
    ]
    grown_too_much = [
        name for name, found in report.items() if found.get("grown_mb", 0.0) > MOST_MEGABYTES
    ]
    return not slow and not grown_too_much


def lines(report: dict[str, Any]) -> Iterator[str]:
    """Return the report as lines to read."""
    yield "Exports on one core"
    for name, found in report.items():
        yield f"  {name:34} " + ", ".join(f"{what} {value}" for what, value in found.items())
    yield f"  asked for: {MOST_SECONDS:g} s of one core for a paper, {MOST_MEGABYTES:g} MB at most"


if __name__ == "__main__":
    sys.exit(main())
