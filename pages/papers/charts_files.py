"""The charts of the result as files: each as PNG and as SVG, with its text alternative."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd

from core.catalogue import Catalogue
from core.vocabulary import Language
from pages.charts import curve, effort, fit, hours, one_more
from pages.charts import week as week_chart
from pages.charts.palette import ON_PAPER, Palette
from pages.charts.table import Table
from pages.charts.template import DATA, Template
from pages.papers.dossier import Dossier
from pages.papers.drawing import DRAWER, Drawer, FileKind
from pages.parts import agenda, alternatives
from pages.parts.speech import Speech, speech

WIDTH = 680  # points; the height comes from the template
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # in a ZIP: the same charts give the same bytes
Build = Callable[[Speech, Palette, Catalogue], Template]


@dataclass(frozen=True)
class Chart:
    """A chart to be drawn: its title, its specification, and its text alternative."""

    title: str
    build: Build
    table: Table | pd.DataFrame
    alternative: str


def charts(dossier: Dossier) -> Iterator[Chart]:
    """Yield every chart of the result that has something to show, in the order of the pages."""
    yield from _of_the_choice(dossier)
    yield from _of_the_effort(dossier)
    analysis, spoken = dossier.analysis, dossier.speech
    blocks = week_chart.table(dossier.week, analysis, spoken)
    text = agenda.week_alternative(dossier.week, analysis, spoken)
    yield Chart(spoken.say("My week"), week_chart.template, blocks, text)


def _of_the_choice(dossier: Dossier) -> Iterator[Chart]:
    analysis, spoken = dossier.analysis, dossier.speech
    say = spoken.say
    points = curve.table(analysis, spoken)
    text = alternatives.curve_alternative(analysis, points, spoken)
    yield Chart(say("Why this many"), curve.template, points, text)
    changes = one_more.table(analysis, spoken)
    if len(changes):
        text = alternatives.one_more_alternative(changes, spoken)
        yield Chart(say("Why not one more"), one_more.template, changes, text)
    text = alternatives.sizes_alternative(analysis, spoken)
    stairs = hours.sizes_table(analysis, spoken)
    yield Chart(say("And with more hours?"), hours.sizes_template, stairs, text)
    gains = hours.half_hours_table(analysis, spoken)
    text = alternatives.half_hours_alternative(gains, spoken)
    yield Chart(say("What the next half hours bring"), hours.half_hours_template, gains, text)


def _of_the_effort(dossier: Dossier) -> Iterator[Chart]:
    analysis, spoken, catalogue = dossier.analysis, dossier.speech, dossier.catalogue
    say = spoken.say
    scores = fit.table(analysis, spoken, catalogue)
    text = alternatives.fit_alternative(scores, spoken)
    yield Chart(say("Fit with my project"), fit.template, scores, text)
    if analysis.answers.guess_minutes is not None:
        totals = effort.totals_table(analysis, spoken)
        text = alternatives.totals_alternative(totals, spoken)
        yield Chart(say("My guess and the estimate"), effort.totals_template, totals, text)
    parts = effort.by_action_table(dossier.best.choice, analysis, spoken, catalogue)
    text = alternatives.actions_alternative(parts, spoken)
    yield Chart(say("Where the minutes go"), effort.by_action_template, parts, text)


def chart_file(chart: Chart, kind: FileKind, dossier: Dossier, drawer: Drawer = DRAWER) -> bytes:
    """Return one chart as PNG or SVG, for white paper; an SVG carries its text alternative.

    Raises:
        DrawingError: If it cannot be drawn.
    """
    drawn = drawer.draw(specification(chart, dossier), kind)
    return drawn if kind == "png" else _with_alternative(drawn, chart)


def all_charts(dossier: Dossier, drawer: Drawer = DRAWER, more: Iterable[Chart] = ()) -> bytes:
    """Return every chart, and `more`, as PNG and SVG in a ZIP, with their text alternatives.

    Raises:
        DrawingError: If one cannot be drawn.
    """
    file, words = io.BytesIO(), []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, chart in enumerate((*charts(dossier), *more), 1):
            name = f"{number:02}-{file_name(chart.title)}"
            for kind in ("png", "svg"):
                _put(archive, f"{name}.{kind}", chart_file(chart, kind, dossier, drawer))
            words.append(f"{name}\n{chart.title}\n{chart.alternative}\n")
        _put(archive, dossier.speech.say("in-words.txt"), "\n".join(words).encode("utf-8-sig"))
    return file.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, FIRST_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def specification(chart: Chart, dossier: Dossier) -> dict[str, Any]:
    """Return a chart with its values, for white paper and of a fixed width."""
    template = _template(chart.build, dossier.speech.language, _Held(dossier.catalogue))
    table = chart.table if isinstance(chart.table, pd.DataFrame) else chart.table.frame()
    values = json.loads(table.to_json(orient="records"))
    config = {**template["config"], "background": ON_PAPER.paper}
    title = {"text": chart.title, "anchor": "start", "fontSize": 18, "offset": 14}
    return {
        **template,
        "width": WIDTH,
        "title": title,
        "padding": 14,
        "config": config,
        "datasets": {DATA: values},
        "usermeta": {},
    }


class _Held:
    """A catalogue as a key: there is one for a process, told apart by being itself."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.catalogue is self.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


@cache
def _template(build: Build, language: Language, held: _Held) -> Template:
    return build(speech(language), ON_PAPER, held.catalogue)


def _with_alternative(svg: bytes, chart: Chart) -> bytes:
    """Return a picture that says what it shows, to those who cannot see it."""
    start, close, rest = svg.decode("utf-8").partition(">")
    words = f"<title>{escape(chart.title)}</title><desc>{escape(chart.alternative)}</desc>"
    return f'{start} role="img"{close}{words}{rest}'.encode()


def file_name(title: str) -> str:
    """Return a title in the letters that every system takes in a file name."""
    plain = (
        unicodedata.normalize("NFKD", title.lower().replace("’", " "))
        .encode("ascii", "ignore")
        .decode()
    )
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
