"""What is measured: personas with many different hours, and the pictures each of them sees.

The pictures are those of the page "Fewer, but well kept", as specifications with
their tables filled in: what the bare page sends without computing anything.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from core.analysis import Analysis, analyse
from core.catalogue import load_catalogue
from core.personas import Persona, load_personas
from pages.charts import curve, hours, one_more
from pages.charts.palette import LIGHT
from pages.charts.template import DATA
from pages.parts.schedule import HALF_HOURS
from pages.parts.speech import speech

WARM_UP = 0  # which persona is visited first, without measuring
MEASURED = (1, 3, 6)
Spec = dict[str, Any]


@cache
def personas() -> tuple[Persona, ...]:
    """Return the personas: the one to warm up with, then those to measure with."""
    everyone = load_personas(load_catalogue())
    return tuple(everyone[number] for number in (WARM_UP, *MEASURED))


@cache
def situations() -> tuple[tuple[int, int], ...]:
    """Return (number of the persona, minutes a week) for every half hour of the slider."""
    return tuple((p, minutes) for p in range(len(personas())) for minutes in HALF_HOURS)


@cache
def pictures() -> tuple[list[Spec], ...]:
    """Return the filled specifications of every situation."""
    return tuple(_pictures_of(_analysis(personas()[p], minutes)) for p, minutes in situations())


def _analysis(persona: Persona, minutes: int) -> Analysis:
    answers = persona.answers.with_changes(weekly_minutes=minutes, minutes_by_day={})
    return analyse(answers, load_catalogue())


@cache
def _templates() -> list[Spec]:
    builders = (curve.template, one_more.template, hours.sizes_template, hours.half_hours_template)
    return [build(speech("fr"), LIGHT, load_catalogue()) for build in builders]


def _pictures_of(analysis: Analysis) -> list[Spec]:
    french = speech("fr")
    tables = [
        curve.table(analysis, french),
        one_more.table(analysis, french),
        hours.sizes_table(analysis, french),
        hours.half_hours_table(analysis, french),
    ]
    shown = [filled for filled in zip(_templates(), tables, strict=True) if len(filled[1])]
    return [{**template, "datasets": {DATA: table.frame()}} for template, table in shown]
