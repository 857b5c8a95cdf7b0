"""The tables behind the pictures, as people read them: words, units, numbers of the language."""

from __future__ import annotations

from collections.abc import Mapping

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.strategies import Plan
from core.ways import Way
from pages.charts.curve import own_name, series_names
from pages.charts.one_more import in_whole_numbers
from pages.charts.table import Table
from pages.parts.reasons import reason
from pages.parts.sentences import way_in_words
from pages.parts.speech import Speech

NONE = "–"


def fit_table(analysis: Analysis, speech: Speech, catalogue: Catalogue) -> Table:
    """Return one row per network: its fit, its score by criterion, and why it is left out."""
    say = speech.say
    rows = []
    for network in analysis.ranked:
        row = {
            say("Network"): network.name,
            say("Fit, out of 100"): speech.number(100 * network.score),
        }
        for name, criterion in catalogue.criteria.items():
            score = network.fit.scores.get(name)
            label = speech.words(criterion.label)
            row[label] = say("not asked") if score is None else speech.number(100 * score)
        row[say("Left out because")] = (
            reason(network.veto, speech, catalogue) if network.veto else NONE
        )
        rows.append(row)
    return Table.of_records(rows)


def left_out(analysis: Analysis, speech: Speech, catalogue: Catalogue) -> list[str]:
    """Return one line of Markdown per reason, with the networks that are left out for it."""
    names: dict[str, list[str]] = {}
    for network in analysis.networks.values():
        if network.veto is not None:
            why = reason(network.veto, speech, catalogue)
            names.setdefault(why, []).append(f"**{network.name}**")
    return [f"- {speech.listed(some)}. {why}" for why, some in names.items()]


def ways_table(
    ways: Mapping[str, Way], analysis: Analysis, speech: Speech, catalogue: Catalogue
) -> Table:
    """Return one row per network of a plan: what to do, the time it takes, what it brings.

    Four columns, which a phone shows whole.
    """
    say = speech.say
    rows = []
    for name, way in sorted(ways.items(), key=lambda item: -item[1].presence.index):
        network = analysis.networks[name]
        rows.append(
            {
                say("Network"): network.name,
                say("What to do"): what_to_do(way, network.format_id, speech, catalogue),
                say("Time a week"): time_with_range(way, speech),
                say("Useful presence"): speech.number(way.presence.index),
            }
        )
    return Table.of_records(rows)


def what_to_do(way: Way, format_id: str, speech: Speech, catalogue: Catalogue) -> str:
    """Return the pace of a network and, where one posts there, the content made for it."""
    pace = way_in_words(way, speech, rung_name(way, speech, catalogue))
    if way.posts_per_week == 0:
        return pace
    return f"{pace}. {content(way, format_id, speech, catalogue)}."


def time_with_range(way: Way, speech: Speech) -> str:
    """Return the likely minutes of a week, and between which they may be."""
    low, high = speech.duration(way.minutes.low), speech.duration(way.minutes.high)
    return speech.duration(way.minutes.mode) + speech.say(" ({low} to {high})", low=low, high=high)


def content(way: Way, format_id: str, speech: Speech, catalogue: Catalogue) -> str:
    """Return the format made for a network, and whether it is adapted from another."""
    if way.posts_per_week == 0:
        return NONE
    label = speech.words(catalogue.formats[format_id].label)
    return speech.say("{format}, adapted", format=label) if way.mode == "relay" else label


def actions_table(
    ways: Mapping[str, Way], analysis: Analysis, speech: Speech, catalogue: Catalogue
) -> Table:
    """Return one row per network with the weekly count and minutes of every action."""
    say = speech.say
    rows = []
    for name, way in ways.items():
        row = {say("Network"): analysis.networks[name].name}
        for action in catalogue.actions.values():
            count = way.counts.get(action.id, 0.0)
            minutes = way.effort[action.id].mode if action.id in way.effort else 0.0
            shown = f"{speech.number(count, 2)} × = {speech.duration(minutes)}"
            row[speech.words(action.label)] = shown if count else NONE
        row[say("Time a week")] = speech.duration(way.minutes.mode)
        rows.append(row)
    return Table.of_records(rows)


def curve_table(analysis: Analysis, speech: Speech, sizes: int) -> Table:
    """Return one row per number of networks: best choice, equal shares and the own list."""
    say, names, own = speech.say, series_names(speech), analysis.own_list
    own_size = len(own.networks) if own and own.plan.choice else 0
    own_column = own_name(analysis, speech).replace("\n", " · ")
    usable, rows = len(analysis.best_by_count) - 1, []
    for size in range(1, max(min(sizes, usable), own_size) + 1):
        possible = size <= usable
        best = analysis.best_by_count[size] if possible else None
        spread = analysis.spread_thin[size] if possible else None
        row = {
            say("Networks"): speech.number(size),
            names["best"]: _presence(best, speech),
            say("Which ones"): _names(best, analysis, speech),
            names["spread"]: _presence(spread, speech),
        }
        if own and own_size:
            row[own_column] = _presence(own.plan, speech) if size == own_size else NONE
        rows.append(row)
    return Table.of_records(rows)


def thresholds_table(analysis: Analysis, speech: Speech) -> Table:
    """Return from how many hours a week each number of networks pays."""
    say = speech.say
    return Table.of_records(
        [
            {
                say("Networks"): speech.number(threshold.size),
                say("Worth it from"): say("more than 20 h")
                if threshold.minutes is None
                else speech.duration(threshold.minutes),
                say("And beyond"): say("holds")
                if threshold.holds
                else say("falls again at some hours"),
            }
            for threshold in analysis.thresholds
        ]
    )


def half_hours_table(analysis: Analysis, speech: Speech) -> Table:
    """Return what each half hour brings, and which networks the plan keeps with it."""
    say = speech.say
    return Table.of_records(
        [
            {
                say("Hours a week"): speech.duration(half_hour.minutes),
                say("Presence gained"): speech.number(half_hour.gain, 1),
                say("Networks kept"): speech.listed(
                    [analysis.networks[name].name for name in half_hour.kept]
                )
                or NONE,
            }
            for half_hour in analysis.half_hours[1:]
        ]
    )


def changes_table(analysis: Analysis, speech: Speech) -> Table:
    """Return what one network more changes for each network: presence and minutes."""
    say, more = speech.say, analysis.one_more
    whole = in_whole_numbers(more)[0] if more else {}
    return Table.of_records(
        [
            {
                say("Network"): analysis.networks[change.network].name,
                say("Useful presence"): speech.signed(whole[change.network]),
                say("Minutes a week"): speech.signed(change.minutes),
            }
            for change in (more.changes if more else ())
        ]
    )


def rung_name(way: Way, speech: Speech, catalogue: Catalogue) -> str:
    """Return the name of a rung; what the person does today is called so."""
    if way.rung not in catalogue.rungs:
        return speech.say("as today")
    return speech.words(catalogue.rungs[way.rung].label)


def _presence(plan: Plan | None, speech: Speech) -> str:
    return speech.say("does not fit") if plan is None else speech.number(plan.presence)


def _names(plan: Plan | None, analysis: Analysis, speech: Speech) -> str:
    return speech.listed([analysis.networks[n].name for n in plan.kept]) if plan else NONE
