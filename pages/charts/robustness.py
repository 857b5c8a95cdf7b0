"""How sure it is, in pictures: networks, numbers of networks, assumptions, and the curve's band."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.robustness import Robustness, Swing
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished
from pages.parts.assumptions import group_label
from pages.parts.speech import Speech

SHARE_COLUMNS = ["label", "share", "kept", "note"]
SWING_COLUMNS = ["label", "low", "high", "changes", "centre", "note"]
BAND_COLUMNS = ["size", "low", "median", "high", "planned", "best"]
LEAST_SHARE = 0.01  # a network in fewer plans than that is left to the table
ROOM_FOR_NOTE = 1.18


def shares_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return bars of shares of the cases; those of the person's plan stand out."""
    rows = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(minExtent=90))
    bars = (
        alt.Chart(data())
        .mark_bar()
        .encode(
            rows,
            alt.X(
                "share:Q",
                title=speech.say("Share of the cases (✓ in your selection)"),
                scale=alt.Scale(domain=[0, ROOM_FOR_NOTE]),
                axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
            ),
            alt.Color(
                "kept:N",
                scale=alt.Scale(domain=[True, False], range=[palette.best, palette.muted]),
                legend=None,
            ),
        )
    )
    notes = (
        alt.Chart(data())
        .mark_text(align="left", dx=5, baseline="middle")
        .encode(alt.Y("label:N", sort=None), alt.X("share:Q"), alt.Text("note:N"))
    )
    chart = alt.layer(bars, notes).properties(height=alt.Step(27), width="container")
    return finished(chart, speech.language, palette)


def in_best_table(found: Robustness, analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per network: the share of the cases whose best plan keeps it."""
    kept = analysis.best.kept if analysis.best else ()
    rows = [
        (analysis.networks[name].name, share, name in kept, _percent(share, name in kept, speech))
        for name, share in sorted(found.in_best.items(), key=lambda item: -item[1])
        if share >= LEAST_SHARE or name in kept
    ]
    return pd.DataFrame(rows, columns=SHARE_COLUMNS)


def sizes_table(found: Robustness, analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per number of networks: the share of the cases in which it is best."""
    own = len(analysis.best.kept) if analysis.best else -1
    rows = [
        (
            speech.count("{number} network", "{number} networks", size),
            found.sizes.get(size, 0.0),
            size == own,
            _percent(found.sizes.get(size, 0.0), size == own, speech),
        )
        for size in range(min(found.sizes), max(found.sizes) + 1)
        if found.sizes.get(size, 0.0) >= LEAST_SHARE or size == own
    ]
    return pd.DataFrame(rows, columns=SHARE_COLUMNS)


def _percent(share: float, kept: bool, speech: Speech) -> str:
    return f"{speech.percent(share)} ✓" if kept else speech.percent(share)


def swings_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return a bar per assumption, from the low end of its range to the high end.

    Its name stands above the bar: beside it, a phone would have no room for both.
    """
    rows = alt.Y("label:N", sort=None, title=None, axis=None)
    bars = (
        alt.Chart(data())
        .mark_bar(height=14, yOffset=8)
        .encode(
            rows,
            alt.X(
                "low:Q",
                title=speech.say("Useful presence of the best selection"),
                scale=alt.Scale(zero=False, nice=False, padding=16),
                axis=alt.Axis(grid=True, gridOpacity=0.25, tickCount=5),
            ),
            alt.X2("high:Q"),
            alt.Color(
                "changes:N",
                scale=alt.Scale(domain=[True, False], range=[palette.loss, palette.muted]),
                legend=None,
            ),
        )
    )
    centre = (
        alt.Chart(data())
        .mark_rule(color=palette.muted, strokeDash=[3, 3])
        .encode(alt.X("max(centre):Q"))
    )
    names = (
        alt.Chart(data())
        .mark_text(align="left", baseline="bottom", dy=-1)
        .encode(rows, alt.XValue(0), alt.Text("note:N"))  # type: ignore[no-untyped-call]
    )
    chart = alt.layer(centre, bars, names).properties(height=alt.Step(40), width="container")
    return finished(chart, speech.language, palette)


def swings_table(found: Robustness, analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per group of assumptions that moves anything, the strongest first."""
    centre = analysis.best.presence if analysis.best else 0.0
    rows = [
        (
            group_label(swing.group, speech),
            min(swing.presence),
            max(swing.presence),
            swing.changes,
            centre,
            _swing_note(group_label(swing.group, speech), swing, speech),
        )
        for swing in found.swings
        if _moves(swing)
    ]
    return pd.DataFrame(rows, columns=SWING_COLUMNS)


def _swing_note(label: str, swing: Swing, speech: Speech) -> str:
    if not swing.changes:
        return label
    return speech.say("{assumption} → other networks", assumption=label)


def _moves(swing: Swing) -> bool:
    return swing.changes or round(swing.presence[0]) != round(swing.presence[1])


def band_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return the range of presence over the number of networks, with the likely curve on it."""
    x = alt.X(
        "size:Q",
        title=speech.say("Number of networks kept"),
        axis=alt.Axis(tickMinStep=1, format="d", grid=False),
        scale=alt.Scale(nice=False, padding=12),
    )
    title = speech.say("Useful presence (index)")
    band = (
        alt.Chart(data())
        .mark_area(color=palette.best, opacity=0.22)
        .encode(x, alt.Y("low:Q", title=title), alt.Y2("high:Q"))
    )
    axis = alt.Axis(grid=True, gridOpacity=0.25, tickCount=5)
    median = (
        alt.Chart(data())
        .mark_line(color=palette.best, strokeDash=[6, 4], strokeWidth=2)
        .encode(x, alt.Y("median:Q", title=title, axis=axis))
    )
    planned = (
        alt.Chart(data())
        .mark_line(color=palette.best, strokeWidth=3, point=alt.OverlayMarkDef(color=palette.best))
        .encode(x, alt.Y("planned:Q", title=title))
    )
    best = (
        alt.Chart(data())
        .transform_filter("datum.best")
        .mark_point(color=palette.best, size=420, strokeWidth=3)
        .encode(x, alt.Y("planned:Q", title=title))
    )
    chart = alt.layer(band, median, planned, best).properties(height=300, width="container")
    return finished(chart, speech.language, palette)


def band_table(found: Robustness, analysis: Analysis) -> pd.DataFrame:
    """Return one row per number of networks that fits the week in most cases."""
    kept = len(analysis.best.kept) if analysis.best else -1
    rows = []
    for size, spread in found.presence_by_count.items():
        plan = analysis.best_by_count[size] if size < len(analysis.best_by_count) else None
        if size > 0 and plan is not None:
            rows.append((size, spread.low, spread.median, spread.high, plan.presence, size == kept))
    return pd.DataFrame(rows, columns=BAND_COLUMNS)
