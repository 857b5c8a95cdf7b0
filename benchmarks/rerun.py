"""A rerun of the result page against a bare Streamlit page that draws the same charts.

    python -m benchmarks.rerun

Starts the app and `bare_page.py` with the same configuration, moves one slider
on each in turn, and compares the time from the browser's message to the
server's "finished", and the processor time. The moves of the result page go
first to budgets that nobody has asked for yet (the analysis is computed), then
to the same budgets again (it is remembered). Prints lines to read, then JSON.
Exit status 1 where the ratio is above 2; a page that fails ends it at once.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from benchmarks.servers import Server, serving
from benchmarks.situations import WARM_UP, personas, situations
from benchmarks.visitor import Run, Visitor, visiting
from pages.parts.speech import speech

LIMIT = 2.0
BLOCK = 10  # moves on one page before the other has its turn: both meet the same weather
SEED = 1
RESULT, BARE = "result page", "bare page"
NEW, SEEN = "new budget", "budget seen before"


@dataclass
class Figures:
    """What was measured of one page in one kind of move."""

    milliseconds: list[float] = field(default_factory=list)
    processor_seconds: list[float | None] = field(default_factory=list)  # one for each block
    messages: list[int] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)

    def take(self, run: Run) -> None:
        """Keep the figures of one run."""
        self.milliseconds.append(run.milliseconds)
        self.messages.append(run.messages)
        self.kilobytes.append(run.bytes / 1000)

    def summary(self) -> dict[str, Any]:
        """Return medians of a run and its mean processor time."""
        ordered = sorted(self.milliseconds)
        blocks = [seconds for seconds in self.processor_seconds if seconds is not None]
        known = len(blocks) == len(self.processor_seconds)
        return {
            "median_ms": round(statistics.median(ordered), 1),
            "95th_percentile_ms": round(ordered[int(0.95 * len(ordered))], 1),
            "processor_ms": round(1000 * sum(blocks) / len(ordered), 1) if known else None,
            "moves": len(ordered),
            "messages": statistics.median(self.messages),
            "kilobytes": round(statistics.median(self.kilobytes), 1),
        }


Summary = dict[str, Any]
Measured = defaultdict[tuple[str, str], Figures]
Move = Callable[[int], Run]  # to the situation of this number


def main() -> int:
    """Measure, print, and return the exit status."""
    with serving("app.py") as app, serving("benchmarks/bare_page.py") as bare:
        load = os.getloadavg()[0]
        report = as_report(measured(app, bare), load)
    print("\n".join(lines(report)), end="\n\n")
    print(json.dumps(report, indent=1))
    return 0 if report["ratio"][SEEN]["time"] <= LIMIT else 1


def measured(app: Server, bare: Server) -> Measured:
    """Return the figures by page and kind of move; those of the first persona warm up."""
    figures: Measured = defaultdict(Figures)
    for number, persona in enumerate(personas()):
        with visiting(app.port) as on_result, visiting(bare.port) as on_bare:
            on_result.click(f"persona.{persona.id}")
            on_bare.slide(1)
            kept = defaultdict(Figures) if number == WARM_UP else figures
            for kind, block in blocks(number):
                shown = timed(app, block, lambda i: to_budget(on_result, i), kept[RESULT, kind])
                drawn = timed(bare, block, on_bare.slide, kept[BARE, kind])
                refuse_other_charts(shown, drawn)
    return figures


def blocks(persona: int) -> Iterator[tuple[str, list[int]]]:
    """Return the moves of one persona in short blocks: all budgets, then all of them again."""
    places = [i for i, (number, _) in enumerate(situations()) if number == persona]
    order = random.Random(SEED)
    for kind in (NEW, SEEN):
        order.shuffle(places)
        for start in range(0, len(places), BLOCK):
            yield kind, places[start : start + BLOCK]


def timed(server: Server, block: Iterable[int], move: Move, figures: Figures) -> list[Run]:
    """Make the moves one after the other, keep their figures, and return the runs."""
    before = server.processor_seconds()
    runs = [move(place) for place in block]
    after = server.processor_seconds()
    figures.processor_seconds.append(None if before is None or after is None else after - before)
    for run in runs:
        figures.take(run)
    return runs


def to_budget(visitor: Visitor, place: int) -> Run:
    """Move the hours slider of the result page."""
    return visitor.choose(".result_hours.", speech("fr").duration(situations()[place][1]))


def refuse_other_charts(shown: Sequence[Run], drawn: Sequence[Run]) -> None:
    """Make sure that both pages drew as many charts, of tables as large.

    Raises:
        RuntimeError: If not: the comparison would mean nothing.
    """
    for here, there in zip(shown, drawn, strict=True):
        if tables_of(here) != tables_of(there):
            raise RuntimeError(
                "the bare page no longer draws what the result page draws (rows, columns): "
                f"{tables_of(there)} against {tables_of(here)}; mend benchmarks/situations.py"
            )


def tables_of(run: Run) -> list[tuple[int, int]]:
    """Return the rows and columns of the table behind each chart."""
    charts = run.of_kind("vega_lite_chart")
    tables = [pa.ipc.open_stream(d.data.data).read_all() for c in charts for d in c.datasets]
    return [table.shape for table in tables]


def as_report(figures: Measured, load: float) -> dict[str, Any]:
    """Return what is printed as JSON: ratios first, then what they come from."""
    pages = {
        kind: {page: figures[page, kind].summary() for page in (RESULT, BARE)}
        for kind in (SEEN, NEW)
    }
    return {
        "ratio": {kind: ratios(found[RESULT], found[BARE]) for kind, found in pages.items()},
        "limit": LIMIT,
        "load_average_before": round(load, 2),
        **pages,
    }


def ratios(page: Summary, bare: Summary) -> dict[str, float | None]:
    """Return how many times the bare page's time and processor time a page takes."""
    known = page["processor_ms"] and bare["processor_ms"]
    return {
        "time": round(page["median_ms"] / bare["median_ms"], 2),
        "processor": round(page["processor_ms"] / bare["processor_ms"], 2) if known else None,
    }


def lines(report: dict[str, Any]) -> Iterator[str]:
    """Return the report as lines to read."""
    yield "Rerun after moving one slider, against a bare page with the same charts"
    for kind, ratio in report["ratio"].items():
        page, bare = report[kind][RESULT], report[kind][BARE]
        yield (
            f"  {kind:18} {ratio['time']:5.2f} times: {page['median_ms']:5.1f} ms against "
            f"{bare['median_ms']:5.1f} ms (medians of {page['moves']} moves each); "
            f"processor {page['processor_ms']} ms against {bare['processor_ms']} ms"
        )
    yield f"  at most {report['limit']} times is asked for"


if __name__ == "__main__":
    sys.exit(main())
