"""How the answer depends on the hours: best size by budget, and the price of the next half hour."""

from __future__ import annotations

import altair as alt

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.effort import STEP_MINUTES
from pages.charts.palette import Palette
from pages.charts.table import Table
from pages.charts.template import Template, data, finished, in_a_row
from pages.parts.speech import Speech

SIZE_COLUMNS = ["hours", "size", "yours", "note"]
HALF_HOUR_COLUMNS = ["hours", "gain", "changed", "yours", "text"]


def sizes_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return a staircase: how many networks pay, by hours a week, with the person's own hours."""
    x = alt.X(
        "hours:Q",
        title=speech.say("Hours a week"),
        axis=alt.Axis(values=list(range(0, 21, 2))),
        scale=alt.Scale(domain=[0, 20]),
    )
    y = alt.Y(
        "size:Q",
        title=speech.say("Networks worth keeping"),
        axis=alt.Axis(tickMinStep=1, format="d", grid=True, gridOpacity=0.25),
    )
    stairs = (
        alt.Chart(data())
        .mark_area(interpolate="step-after", line=True, opacity=0.25, color=palette.best)
        .encode(x, y)
    )
    edge = (
        alt.Chart(data())
        .mark_line(interpolate="step-after", strokeWidth=3, color=palette.best)
        .encode(
            x,
            y,
            tooltip=[
                alt.Tooltip("hours:Q", title=speech.say("Hours a week"), format=".1f"),
                alt.Tooltip("size:Q", title=speech.say("Networks worth keeping"), format="d"),
            ],
        )
    )
    yours = alt.Chart(data()).transform_filter("datum.yours")
    rule = yours.mark_rule(strokeDash=[4, 4], color=palette.ink).encode(x)
    point = yours.mark_point(filled=True, size=160, color=palette.ink, opacity=1).encode(x, y)
    note = yours.mark_text(y=6, dx=6, align="left", fontWeight="bold").encode(x, alt.Text("note:N"))
    chart = alt.layer(stairs, edge, rule, point, note).properties(height=240, width="container")
    return finished(chart, speech.language, palette)


def sizes_table(analysis: Analysis, speech: Speech) -> Table:
    """Return the best size at every budget that changes it, at the ends and at the person's own.

    More hours than the picture has are not marked in it.
    """
    sizes, own = analysis.sizes_by_step, analysis.weekly_minutes // STEP_MINUTES
    turns = {0, len(sizes) - 1, *(i for i in range(1, len(sizes)) if sizes[i] != sizes[i - 1])}
    turns |= {own} & set(range(len(sizes)))
    rows = [
        (
            step * STEP_MINUTES / 60,
            max(0, sizes[step]),
            step == own,
            speech.duration(analysis.weekly_minutes) if step == own else "",
        )
        for step in sorted(turns)
    ]
    return Table.of(SIZE_COLUMNS, rows)


def half_hours_template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return what each further half hour brings; dark where it changes which networks are kept."""
    bars = (
        alt.Chart(data())
        .mark_bar()
        .encode(
            alt.X(
                "hours:Q",
                title=speech.say("Hours a week"),
                axis=alt.Axis(values=list(range(0, 21, 2))),
                scale=alt.Scale(domain=[0, 20.5], nice=False),
                bin="binned",
            ),
            alt.X2("end:Q"),
            alt.Y("gain:Q", title=speech.say("Presence gained"), axis=alt.Axis(tickCount=4)),
            alt.Color(
                "text:N",
                scale=alt.Scale(domain=choices(speech), range=[palette.best, palette.spread]),
                legend=alt.Legend(orient="top", columns=in_a_row(2, 1)),
            ),
            tooltip=[
                alt.Tooltip("hours:Q", title=speech.say("From (hours)"), format=".1f"),
                alt.Tooltip("gain:Q", title=speech.say("Presence gained"), format=".0f"),
                alt.Tooltip("text:N", title=" "),
            ],
        )
        .transform_calculate(end="datum.hours + 0.42")
    )
    rule = (
        alt.Chart(data())
        .transform_filter("datum.yours")
        .mark_rule(strokeDash=[4, 4], color=palette.ink)
        .encode(alt.X("hours:Q"))
    )
    chart = alt.layer(bars, rule).properties(height=220, width="container")
    return finished(chart, speech.language, palette)


def choices(speech: Speech) -> list[str]:
    """Return the two kinds of half hour."""
    return [speech.say("Goes to the same networks"), speech.say("Changes which networks to keep")]


def half_hours_table(analysis: Analysis, speech: Speech) -> Table:
    """Return one row per half hour, placed where it starts."""
    same, other = choices(speech)
    rows = [
        (
            half_hour.minutes / 60 - 0.5,
            half_hour.gain,
            half_hour.changed,
            half_hour.minutes - 30 <= analysis.weekly_minutes < half_hour.minutes,
            other if half_hour.changed else same,
        )
        for half_hour in analysis.half_hours[1:]
    ]
    return Table.of(HALF_HOUR_COLUMNS, rows)
