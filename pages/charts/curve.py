"""Useful presence over the number of networks: the best choice, spread thin, and the own list."""

from __future__ import annotations

import altair as alt

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.strategies import Plan
from pages.charts.naming import ROOM, Point, beside, in_two_lines, measures_of, ring
from pages.charts.palette import Palette
from pages.charts.table import Table
from pages.charts.template import Template, data, finished, named
from pages.parts.speech import Speech

COLUMNS = ["size", "presence", "series", "kind", "best", "note", "across", "top", "room", "text"]
MOST_SIZES = 10
MARGIN = 4  # sizes shown beyond the best and the person's own


def series_names(speech: Speech) -> dict[str, str]:
    """Return the names of the three strategies."""
    return {
        "best": speech.say("Best choice"),
        "spread": speech.say("Same time, shared equally"),
        "own": speech.say("Your list"),
    }


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return two curves over the number of networks, a diamond for the own list."""
    names = list(series_names(speech).values())
    shades = dict(zip(names, (palette.best, palette.spread, palette.own), strict=True))
    colours = alt.Color(
        "series:N", scale=alt.Scale(domain=names, range=list(shades.values())), legend=None
    )
    x = alt.X(
        "size:Q",
        title=speech.say("Number of networks kept"),
        axis=alt.Axis(tickMinStep=1, format="d", grid=False),
        scale=alt.Scale(nice=False, padding=12),
    )
    y = alt.Y(
        "presence:Q",
        title=speech.say("Useful presence (index)"),
        axis=alt.Axis(grid=True, gridOpacity=0.25, tickCount=5),
        scale=alt.Scale(zero=True, nice=False),  # as high as `room`, which the names go by
    )
    base = alt.Chart(data()).encode(x, y, colours, tooltip=_tooltips(speech))
    dashes = alt.StrokeDash(
        "series:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 4], [2, 2]]), legend=None
    )
    lines = base.transform_filter("datum.kind != 'own'").mark_line(strokeWidth=3).encode(dashes)
    points = base.transform_filter("datum.kind != 'own'").mark_point(
        filled=True, size=50, opacity=1
    )
    own = base.transform_filter("datum.kind == 'own'").mark_point(
        filled=True, size=220, shape="diamond", opacity=1
    )
    best = base.transform_filter("datum.best").mark_point(size=420, strokeWidth=3, filled=False)
    room = alt.Chart(data()).mark_point(opacity=0).encode(alt.Y("room:Q"))
    chart = alt.layer(lines, points, own, best, room, *named("series:N", shades, palette))
    sized = chart.properties(height=340, width="container")
    return finished(sized, speech.language, palette)


def _tooltips(speech: Speech) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("series:N", title=" "),
        alt.Tooltip("size:Q", title=speech.say("Networks"), format="d"),
        alt.Tooltip("presence:Q", title=speech.say("Useful presence"), format=".0f"),
        alt.Tooltip("text:N", title=" "),
    ]


def shown_sizes(analysis: Analysis) -> int:
    """Return the largest number of networks to show; the best and the own list are always in."""
    best = len(analysis.best.kept) if analysis.best else 0
    own = len(analysis.own_list.networks) if analysis.own_list else 0
    return max(best, own, min(max(best + MARGIN, own + 1, 5), MOST_SIZES))


def own_name(analysis: Analysis, speech: Speech) -> str:
    """Return the name of the own list, in two lines where it takes more than the week."""
    name, own = series_names(speech)["own"], analysis.own_list
    if own is None or own.plan.minutes <= analysis.weekly_minutes:
        return name
    longer = speech.say(
        "{time} instead of {week}",
        time=speech.duration(own.plan.minutes),
        week=speech.duration(analysis.weekly_minutes),
    )
    return f"{name}\n{longer}"


def table(analysis: Analysis, speech: Speech, larger: float = 1.0) -> Table:
    """Return one row per point; sizes that do not fit the week have none.

    `note` names a curve, once, with its middle at `across` and its top at `top`; `room` is
    how high the picture goes. Words are `larger` on the wall, in proportion to the picture.
    """
    names, rows = series_names(speech), []
    best_size = len(analysis.best.kept) if analysis.best else -1
    points = _points(analysis)
    notes = _notes(points, best_size, analysis, speech, larger)
    top = max((plan.presence for one in points.values() for _, plan in one), default=0.0)
    room = top + (ROOM - 1) * top * larger
    of_own = analysis.own_list.networks if analysis.own_list else ()
    for kind, of_one in points.items():
        named_at = best_size if kind == "best" else of_one[0][0]
        for size, plan in of_one:
            listed = of_own if kind == "own" else plan.choice
            text = speech.listed([analysis.networks[name].name for name in listed])
            best = kind == "best" and size == best_size
            note = notes[kind] if size == named_at else ("", size, plan.presence)
            rows.append((size, plan.presence, names[kind], kind, best, *note, room, text))
    return Table.of(COLUMNS, rows)


def brings_anything(points: Table) -> bool:
    """Return whether there is anything to draw: at no hours, every point lies on the axis."""
    return any(presence > 0 for presence in points.column("presence"))


def _points(analysis: Analysis) -> dict[str, list[tuple[int, Plan]]]:
    """Return (number of networks, plan) along each curve that has any."""
    shown = shown_sizes(analysis)
    points = {
        kind: [(size, plan) for size, plan in enumerate(plans[: shown + 1]) if plan and size]
        for kind, plans in (("best", analysis.best_by_count), ("spread", analysis.spread_thin))
    }
    own = analysis.own_list
    if own is not None and own.plan.choice and analysis.weekly_minutes:
        points["own"] = [(len(own.networks), own.plan)]
    return {kind: of_one for kind, of_one in points.items() if of_one}


def _notes(
    points: dict[str, list[tuple[int, Plan]]],
    best_size: int,
    analysis: Analysis,
    speech: Speech,
    larger: float,
) -> dict[str, tuple[str, float, float]]:
    """Return the name of each curve, its middle and its top; of the best, at its mark."""
    curves: dict[str, list[Point]] = {
        kind: [(size, plan.presence) for size, plan in of_one] for kind, of_one in points.items()
    }
    if not curves:
        return {}
    names = {kind: in_two_lines(name) for kind, name in series_names(speech).items()}
    names["own"] = own_name(analysis, speech)
    told = {kind: names[kind] for kind in ("best", "own", "spread") if kind in curves}
    named = {kind: curves[kind] for kind in told}
    marks = list(curves.get("own", ()))
    if peak := [point for point in curves.get("best", ()) if point[0] == best_size]:
        many = speech.count("{number} network", "{number} networks", best_size)
        told["best"] = f"{series_names(speech)['best']}\n{many}"
        named["best"] = peak
        marks += peak
    measures = measures_of(list(curves.values()), larger)
    taken = [ring(point, measures) for point in marks]
    found = beside(list(told.values()), [*named.values(), *curves.values()], taken, larger)
    return {kind: (name, *place) for (kind, name), place in zip(told.items(), found, strict=True)}
