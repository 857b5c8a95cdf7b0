"""Every picture there is: its template, and its table for a person."""

from __future__ import annotations

import functools
import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

import pages.charts
from core.activity.use import beside
from core.analysis import Analysis, analyse
from core.answers import Answers, CheckIn, Done
from core.follow_up import actions_done, weeks_done, with_check_in
from core.rankings import rankings
from core.robustness import Robustness
from core.robustness import robustness as find_robustness
from core.vocabulary import LANGUAGES
from core.week import week_of
from pages.charts import (
    activity,
    audience,
    curve,
    effort,
    fit,
    follow,
    garden,
    group,
    hours,
    one_more,
    robustness,
    scenarios,
    switches,
    week,
)
from pages.charts.palette import palette
from pages.charts.table import Table
from pages.parts import compare, group_slides, methods, why_fewer
from pages.parts.speech import Speech, speech
from tests.charts.groups import DRAWN, PICTURES
from tests.core.strategies import CATALOGUE
from tests.pages.exports_made import found
from tests.pages.people import PERSONAS

Spec = dict[str, Any]


def modules() -> list[ModuleType]:
    """Return the modules of pages/charts that hold a template."""
    folder = Path(pages.charts.__file__).parent
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    found = [importlib.import_module(f"pages.charts.{name}") for name in names]
    return [module for module in found if any(templates_of(module))]


def templates_of(module: ModuleType) -> Iterator[tuple[str, Callable[..., Spec]]]:
    """Yield the templates of a module by name, such as "hours.sizes"."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == module.__name__ and name.endswith("template"):
            short = f"{module.__name__.rpartition('.')[2]}.{name.removesuffix('template')}"
            yield short.rstrip("_."), function


def layers(spec: Spec, said: Spec | None = None) -> list[Spec]:
    """Return the layers that draw something, each with all that is said of it further out."""
    handed = {**(said or {}), **spec.get("encoding", {})}
    if "layer" in spec:
        return [one for layer in spec["layer"] for one in layers(layer, handed)]
    return [{**spec, "encoding": handed}]


BAND, SHARES, SWINGS = (
    robustness.BAND_COLUMNS,
    robustness.SHARE_COLUMNS,
    robustness.SWING_COLUMNS,
)
COUNTS = {"like": 9.0, "post": 2.0}
A_WEEK = CheckIn(
    week="2026-11-23", networks={"linkedin": Done(minutes=60, counts=COUNTS, planned=COUNTS)}
)
FEATURED = PERSONAS[why_fewer.EXAMPLE].answers  # the first page draws them, whoever looks
ANOTHER = CheckIn(week="2026-11-16", networks={"linkedin": Done(minutes=40, measured=True)})
MEASURED = found()
FEW = 60  # cases: enough to fill a picture


def cases(analysis: Analysis) -> Robustness | None:
    """Return what a few cases say of an analysis."""
    return _cases(analysis.answers.model_dump_json())


@functools.cache
def _cases(answers: str) -> Robustness | None:
    analysis = analyse(Answers.model_validate_json(answers), CATALOGUE)
    return find_robustness(analysis, CATALOGUE, np.random.default_rng(1), FEW)


def has_plan(analysis: Analysis) -> bool:
    """Return whether anything is kept; some pages draw nothing else before."""
    return analysis.best is not None and bool(analysis.best.kept)


def reported(analysis: Analysis) -> Analysis:
    """Return the analysis of somebody with a plan who reported a week and measured another."""
    if not has_plan(analysis):
        return analysis
    answers = with_check_in(with_check_in(analysis.answers, A_WEEK), ANOTHER)
    return analyse(answers, CATALOGUE)


def of_cases(
    analysis: Analysis, table: Callable[[Robustness, Analysis], pd.DataFrame], columns: list[str]
) -> pd.DataFrame:
    """Return a table of the cases; the page draws none where there is no plan."""
    found = cases(analysis)
    return pd.DataFrame([], columns=columns) if found is None else table(found, analysis)


def of_group(name: str, spoken: Speech) -> pd.DataFrame:
    """Return the table of a picture of the made-up group, whoever looks."""
    return group.bands_table(group_slides.questions_of(PICTURES[name], spoken), spoken)


TEMPLATES = {name: build for module in modules() for name, build in templates_of(module)}
# Each template with the table that fills it. One that is missing here fails the sweep.
TABLES: dict[str, Callable[[Analysis, Speech], Table | pd.DataFrame]] = {
    "activity.beside": lambda analysis, spoken: activity.beside_table(
        [one for one in beside(MEASURED, analysis, CATALOGUE) if has_plan(analysis)],
        spoken,
        CATALOGUE,
    ),
    "activity.done": lambda analysis, spoken: activity.done_table(
        actions_done(reported(analysis)), spoken, CATALOGUE
    ),
    "activity.weeks": lambda analysis, spoken: activity.weeks_table(
        MEASURED, "linkedin" if has_plan(analysis) else "", spoken
    ),
    "audience": lambda _, spoken: audience.table(CATALOGUE, "linkedin", "fr", spoken),
    "curve": curve.table,
    "effort.by_action": lambda analysis, spoken: effort.by_action_table(
        analysis.best.choice if analysis.best else {}, analysis, spoken, CATALOGUE
    ),
    "effort.totals": effort.totals_table,
    "fit": lambda analysis, spoken: fit.table(analysis, spoken, CATALOGUE),
    **{
        name: lambda _, spoken, picture=picture: of_group(picture, spoken)
        for name, picture in DRAWN.items()
    },
    "group.names": lambda _, spoken: group.names_table(
        PICTURES["recommended"].names["recommended"], spoken, CATALOGUE
    ),
    "hours.half_hours": hours.half_hours_table,
    "hours.sizes": hours.sizes_table,
    "follow": lambda analysis, spoken: follow.table(weeks_done(reported(analysis)), spoken),
    "garden": lambda _, spoken: garden.table(analyse(FEATURED, CATALOGUE), spoken),
    "grid": lambda analysis, spoken: compare.minutes_grid({"Now": analysis}, spoken),
    "grid.slanted": lambda analysis, spoken: methods.methods_grid(
        rankings(analysis, CATALOGUE), analysis, spoken
    ),
    "one_more": one_more.table,
    "robustness.band": lambda analysis, _: of_cases(analysis, robustness.band_table, BAND),
    "robustness.shares": lambda analysis, spoken: of_cases(
        analysis, lambda found, seen: robustness.in_best_table(found, seen, spoken), SHARES
    ),
    "robustness.swings": lambda analysis, spoken: of_cases(
        analysis, lambda found, seen: robustness.swings_table(found, seen, spoken), SWINGS
    ),
    "scenarios": lambda analysis, spoken: scenarios.table({"Now": analysis}, spoken),
    "week": lambda analysis, spoken: (
        week.table(week_of(analysis, CATALOGUE), analysis, spoken)
        if analysis.best
        else pd.DataFrame([], columns=week.COLUMNS)
    ),
    "switches": lambda analysis, spoken: switches.table(
        analysis, analyse(analysis.answers, CATALOGUE, ("fixed_time",)), spoken
    ),
}


def framed(
    build: Callable[[Analysis, Speech], Table | pd.DataFrame],
) -> Callable[..., pd.DataFrame]:
    """Return how to make the same table as a data frame."""

    def frame(analysis: Analysis, spoken: Speech) -> pd.DataFrame:
        table = build(analysis, spoken)
        return table if isinstance(table, pd.DataFrame) else table.frame()

    return frame


FRAMES = {name: framed(build) for name, build in TABLES.items()}
THEMES = ("light", "dark")
SPECS: dict[tuple[str, str, str], Spec] = {
    (name, language, theme): build(speech(language), palette(theme), CATALOGUE)
    for name, build in TEMPLATES.items()
    for language in LANGUAGES
    for theme in THEMES
}
