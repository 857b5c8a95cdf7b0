"""The tables one takes away: their columns, typed, and their rows. Two writers share them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from core.answers import DAYS
from core.ways import Way
from pages.papers.dossier import (
    METHOD_PATH,
    Dossier,
    answers_in_short,
    link_to,
    made_on,
    no_forecast,
)
from pages.parts import agenda, sentences
from pages.parts.reasons import reason
from pages.parts.tables import content, rung_name

Kind = Literal["text", "whole", "decimal"]
Cell = str | float | int | None
# What a spreadsheet may take for the start of a formula, as typed on any keyboard.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what its cells hold, and its width in characters."""

    heading: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its title; an empty cell is None."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula: a text like one gets an apostrophe."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def sheets(dossier: Dossier) -> tuple[Sheet, ...]:
    """Return every table, in the order in which to read them."""
    made = (plan_sheet, week_sheet, checklist_sheet, networks_sheet, assumptions_sheet)
    return tuple(make(dossier) for make in made)


def plan_sheet(dossier: Dossier) -> Sheet:
    """Return one row per network of the plan: what to do, minutes a week, what it brings."""
    say, speech = dossier.speech.say, dossier.speech
    columns = (
        Column(say("Network"), width=22),
        Column(say("Kept"), width=8),
        Column(say("What to do"), width=34),
        Column(say("Content"), width=26),
        *_minute_columns(dossier),
        Column(say("Useful presence"), "decimal", 16),
    )
    in_order = {**dossier.kept, **dossier.best.choice}
    return Sheet(
        say("Plan"),
        columns,
        tuple(
            (
                dossier.name(name),
                say("yes") if way.kept else say("shop window"),
                sentences.way_in_words(way, speech, rung_name(way, speech, dossier.catalogue)),
                content(way, dossier.analysis.networks[name].format_id, speech, dossier.catalogue),
                *_minutes(way),
                round(way.presence.index, 1),
            )
            for name, way in in_order.items()
        ),
    )


def _minute_columns(dossier: Dossier) -> tuple[Column, ...]:
    say = dossier.speech.say
    return (
        Column(say("Minutes a week"), "whole", 16),
        Column(say("At least"), "whole", 11),
        Column(say("At most"), "whole", 11),
    )


def _minutes(way: Way) -> tuple[int, int, int]:
    return round(way.minutes.mode), round(way.minutes.low), round(way.minutes.high)


def week_sheet(dossier: Dossier) -> Sheet:
    """Return one row per routine block: day, network, minutes, what to do."""
    say, speech = dossier.speech.say, dossier.speech
    columns = (
        Column(say("Day"), width=12),
        Column(say("Network"), width=22),
        Column(say("Minutes"), "whole", 10),
        Column(say("What to do"), width=70),
    )
    rows = tuple(
        (
            agenda.day_name(block.day, speech),
            dossier.name(block.network),
            block.minutes,
            agenda.actions_in_words(block.actions, speech) or say("carry on with this"),
        )
        for block in sorted(dossier.week.routine, key=lambda b: DAYS.index(b.day or DAYS[0]))
        if block.day is not None
    )
    return Sheet(say("Week"), columns, rows)


def checklist_sheet(dossier: Dossier) -> Sheet:
    """Return one row per point of the profiles of the networks of the plan."""
    say, speech = dossier.speech.say, dossier.speech
    columns = (
        Column(say("Network"), width=22),
        Column(say("Point"), width=38),
        Column(say("There?"), width=16),
        Column(say("Minutes, once"), "whole", 16),
        Column(say("How"), width=90),
    )
    state = {True: say("yes"), False: say("no"), None: say("not answered")}
    rows = tuple(
        (
            dossier.name(name),
            speech.words(item.label),
            state[dossier.answers.network(name).profile.get(item.id)],
            round(item.setup_minutes.mode),
            speech.words(item.help) if item.help else None,
        )
        for name in dossier.best.choice
        for item in dossier.catalogue.checklist_of(name, dossier.analysis.networks[name].family)
    )
    return Sheet(say("Profiles"), columns, rows)


def networks_sheet(dossier: Dossier) -> Sheet:
    """Return one row per network: its place in the plan, its fit, its minutes at a steady pace."""
    say, catalogue = dossier.speech.say, dossier.catalogue
    labels = [dossier.speech.words(criterion.label) for criterion in catalogue.criteria.values()]
    columns = (
        Column(say("Network"), width=22),
        Column(say("In the plan"), width=14),
        Column(say("Fit, out of 100"), "decimal", 16),
        *(Column(label, "decimal", max(14, len(label) + 2)) for label in labels),
        Column(say("Minutes a week, steady"), "whole", 24),
        Column(say("Left out because"), width=60),
    )
    rows = tuple(_network_row(name, dossier) for name in dossier.kept_first)
    return Sheet(say("All networks"), columns, rows)


def _network_row(name: str, dossier: Dossier) -> tuple[Cell, ...]:
    say, network = dossier.speech.say, dossier.analysis.networks[name]
    place = say("no")
    if name in dossier.best.choice:
        place = say("yes") if dossier.best.choice[name].kept else say("shop window")
    steady = network.native("steady")
    return (
        network.name,
        place,
        _of_100(network.fit.score),
        *(_of_100(network.fit.scores.get(criterion)) for criterion in dossier.catalogue.criteria),
        None if steady is None else round(steady.minutes.mode),
        reason(network.veto, dossier.speech, dossier.catalogue) if network.veto else None,
    )


def _of_100(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def assumptions_sheet(dossier: Dossier) -> Sheet:
    """Return what the figures rest on: the answers in short, then each constant with its source."""
    say = dossier.speech.say
    columns = (
        Column(say("What"), width=64),
        Column(say("Likely"), "decimal", 10),
        Column(say("Low"), "decimal", 10),
        Column(say("High"), "decimal", 10),
        Column(say("Source"), width=30),
    )
    told = [*answers_in_short(dossier), no_forecast(dossier.speech), made_on(dossier)]
    if link := link_to(dossier, METHOD_PATH):
        told.append(link)
    lines = tuple((line, None, None, None, None) for line in told)
    return Sheet(say("What it rests on"), columns, (*lines, *_constants(dossier)))


def _constants(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    """Yield one row per minute assumed for an action, and per constant of the model."""
    say, speech, catalogue = dossier.speech.say, dossier.speech, dossier.catalogue
    minutes = [
        (say("Minutes: {what}", what=speech.words(action.label)), action.minutes)
        for action in catalogue.actions.values()
        if action.minutes.high > 0
    ]
    minutes += [
        (say("Minutes: {what}", what=speech.words(form.label)), form.production_minutes)
        for form in catalogue.formats.values()
    ]
    model = catalogue.model
    constants = [getattr(model, name) for name in type(model).model_fields]
    named = [(speech.words(one.label), one) for one in constants if hasattr(one, "label")]
    for what, value in (*minutes, *named):
        source = value.source if value.rows() else say("assumption")
        yield what, value.mode, value.low, value.high, source
