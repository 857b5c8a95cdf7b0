"""Why not one more: what the next network brings, and what it takes from the others."""

from __future__ import annotations

import altair as alt

from core.analysis import Analysis
from core.catalogue import Catalogue
from pages.charts.palette import Palette
from pages.charts.table import Table
from pages.charts.template import Template, data, finished
from pages.parts.speech import Speech

COLUMNS = ["network", "change", "direction", "note", "minutes"]


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return bars to the right for presence gained and to the left for presence lost."""
    rows = alt.Y("network:N", sort=None, title=None, axis=alt.Axis(minExtent=90))
    x = alt.X(
        "change:Q",
        title=speech.say("Presence gained or lost"),
        scale=alt.Scale(padding=34),
        axis=alt.Axis(tickCount=5),
    )
    bars = (
        alt.Chart(data())
        .mark_bar()
        .encode(
            rows,
            x,
            alt.Color(
                "direction:N",
                scale=alt.Scale(domain=["gain", "loss"], range=[palette.best, palette.loss]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("network:N", title=speech.say("Network")),
                alt.Tooltip("note:N", title=speech.say("Useful presence")),
                alt.Tooltip("minutes:N", title=speech.say("Time a week")),
            ],
        )
    )
    words = alt.Chart(data()).encode(alt.Y("network:N", sort=None), x, alt.Text("note:N"))
    gains = words.transform_filter("datum.change >= 0").mark_text(align="left", dx=5)
    losses = words.transform_filter("datum.change < 0").mark_text(align="right", dx=-5)
    zero = alt.Chart(data()).mark_rule(color=palette.ink).encode(alt.X(datum=0))
    chart = alt.layer(bars, gains, losses, zero).properties(height=alt.Step(34), width="container")
    return finished(chart, speech.language, palette)


def table(analysis: Analysis, speech: Speech) -> Table:
    """Return one row per network whose presence differs with one network more."""
    if analysis.one_more is None:
        return Table.of(COLUMNS, [])
    changes = [c for c in analysis.one_more.changes if abs(c.presence) >= 0.05 or c.minutes]
    rows = [
        (
            analysis.networks[change.network].name,
            change.presence,
            "gain" if change.presence >= 0 else "loss",
            speech.signed(change.presence),
            f"{speech.signed(change.minutes)} min",
        )
        for change in sorted(changes, key=lambda change: -change.presence)
    ]
    return Table.of(COLUMNS, rows)
