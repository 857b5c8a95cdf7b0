"""Every picture there is: its template, and its table for a person."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

import pages.charts
from core.analysis import Analysis
from core.vocabulary import LANGUAGES
from pages.charts import curve, effort, fit, hours, one_more
from pages.charts.palette import palette
from pages.parts.speech import Speech, speech
from tests.core.strategies import CATALOGUE

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


TEMPLATES = {name: build for module in modules() for name, build in templates_of(module)}
# Each template with the table that fills it. One that is missing here fails the sweep.
TABLES: dict[str, Callable[[Analysis, Speech], pd.DataFrame]] = {
    "curve": curve.table,
    "effort.by_action": lambda analysis, spoken: effort.by_action_table(
        analysis.best.choice if analysis.best else {}, analysis, spoken, CATALOGUE
    ),
    "effort.totals": effort.totals_table,
    "fit": lambda analysis, spoken: fit.table(analysis, spoken, CATALOGUE),
    "hours.half_hours": hours.half_hours_table,
    "hours.sizes": hours.sizes_table,
    "one_more": one_more.table,
}
THEMES = ("light", "dark")
SPECS: dict[tuple[str, str, str], Spec] = {
    (name, language, theme): build(speech(language), palette(theme), CATALOGUE)
    for name, build in TEMPLATES.items()
    for language in LANGUAGES
    for theme in THEMES
}
