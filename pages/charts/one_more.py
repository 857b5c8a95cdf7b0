"""Why not one more: what the next network brings, and what it takes from the others."""

from __future__ import annotations

import altair as alt

from core.analysis import Analysis, Change, OneMore
from core.catalogue import Catalogue
from pages.charts.palette import Palette
from pages.charts.table import Table
from pages.charts.template import Template, data, finished
from pages.parts.speech import Speech

MIX = 0.5  # presence by which the bonus of a second kind of content is worth telling
LEAST = 0.05  # presence that is worth a bar
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
    more = analysis.one_more
    if more is None:
        return Table.of(COLUMNS, [])
    whole, _ = in_whole_numbers(more)
    rows = [
        (
            analysis.networks[change.network].name,
            change.presence,
            "gain" if change.presence >= 0 else "loss",
            speech.signed(whole[change.network]),
            f"{speech.signed(change.minutes)} min",
        )
        for change in sorted(_shown(more), key=lambda change: -change.presence)
    ]
    return Table.of(COLUMNS, rows)


def in_whole_numbers(more: OneMore) -> tuple[dict[str, int], int]:
    """Return what each network and the mix of contents change, in figures that add up.

    Each is rounded; those nearest to the next whole number give way, until the sum is the
    rounded difference. A mix too small to tell is 0.
    """
    exact = {change.network: change.presence for change in more.changes}
    mix = more.difference - sum(exact.values())
    told = {"": mix} if abs(mix) >= MIX else {}
    whole = {name: round(value) for name, value in (exact | told).items()}
    short = round(more.difference) - sum(whole.values())
    step = 1 if short > 0 else -1
    may = told | {change.network: change.presence for change in _shown(more)}
    for name in sorted(may, key=lambda name: step * (whole[name] - may[name]))[: abs(short)]:
        whole[name] += step
    return whole, whole.pop("", 0)


def _shown(more: OneMore) -> list[Change]:
    """Return the changes that have a bar."""
    return [change for change in more.changes if abs(change.presence) >= LEAST or change.minutes]
