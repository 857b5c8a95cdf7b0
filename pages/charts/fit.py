"""Fit by criterion: one bar per network, made of the contributions that add up to its score."""

from __future__ import annotations

import json
from collections.abc import Sequence

import altair as alt

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.ways import Candidacy
from pages.charts.palette import Palette
from pages.charts.table import Row, Table
from pages.charts.template import DATA, Template, data, finished, in_a_row
from pages.parts.reasons import short_reason
from pages.parts.speech import Speech

COLUMNS = [
    *("network", "criterion", "points", "order", "total", "note", "left_out"),
    *("longest", "words"),  # of those left out: the highest score, and the letters beside a bar
]
ROOM = 118  # points, with the score beside the longest bar
LETTER_PIXELS, GAP_PIXELS = 6.2, 8


def template(speech: Speech, palette: Palette, catalogue: Catalogue) -> Template:
    """Return stacked bars of fit out of 100; networks left out are pale and say why."""
    criteria = [speech.words(criterion.label) for criterion in catalogue.criteria.values()]
    rows = alt.Y("network:N", sort=None, title=None, axis=alt.Axis(minExtent=90))
    parts = (
        alt.Chart(data())
        .mark_bar(stroke=palette.paper, strokeWidth=1)
        .encode(
            rows,
            alt.X(
                "points:Q",
                title=speech.say("Fit, out of 100"),
                scale=alt.Scale(domainMin=0, domainMax=_room(), nice=False),
                axis=alt.Axis(values=[0, 25, 50, 75, 100]),
            ),
            alt.Color(
                "criterion:N",
                scale=alt.Scale(domain=criteria, range=list(palette.categories[: len(criteria)])),
                legend=alt.Legend(orient="top", columns=in_a_row(4), values=_used(criteria)),
            ),
            alt.Opacity(
                "left_out:N",
                scale=alt.Scale(domain=[False, True], range=[1, 0.3]),
                legend=None,
            ),
            alt.Order("order:Q"),
            tooltip=_tooltips(speech),
        )
    )
    notes = (
        alt.Chart(data())
        .mark_text(align="left", dx=5, baseline="middle")
        .encode(
            alt.Y("network:N", sort=None),
            alt.X("total:Q"),
            alt.Text("note:N"),
        )
    )
    chart = alt.layer(parts, notes).properties(height=alt.Step(27), width="container")
    return finished(chart, speech.language, palette)


def _room() -> alt.ExprRef:
    """Return how far the scale goes, so that the words beside the bars are in the picture."""
    row = f"data('{DATA}')[0]"
    words = f"({LETTER_PIXELS} * {row}.words + {GAP_PIXELS})"
    return alt.ExprRef(f"max({ROOM}, {row}.longest * width / max(width - {words}, 1))")


def _used(criteria: Sequence[str]) -> alt.ExprRef:
    """Return the criteria that some bar has, found in the table: a template knows nobody's."""
    there = f"pluck(data('{DATA}'), 'criterion')"
    names = [json.dumps(name) for name in criteria]
    parts = [f"(indexof({there}, {name}) < 0 ? '' : '|' + {name})" for name in names]
    return alt.ExprRef(f"slice(split({' + '.join(parts)}, '|'), 1)")


def _tooltips(speech: Speech) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("network:N", title=speech.say("Network")),
        alt.Tooltip("criterion:N", title=speech.say("Criterion")),
        alt.Tooltip("points:Q", title=speech.say("Points"), format=".0f"),
    ]


def table(analysis: Analysis, speech: Speech, catalogue: Catalogue) -> Table:
    """Return one row per network and criterion, best fit first, those left out last.

    A criterion that brings nobody a point is in no row, unless there is no other.
    """
    ranked = analysis.ranked
    used = [c for c in catalogue.criteria if any(n.fit.contributions.get(c) for n in ranked)]
    used = used or list(catalogue.criteria)[:1]
    rows = [row for network in ranked for row in _rows(network, used, speech, catalogue)]
    pale = [row for row in rows if row[6]]
    longest = max((row[4] for row in pale), default=0.0)
    words = max((len(row[5]) for row in pale), default=0)
    return Table.of(COLUMNS, [(*row, longest, words) for row in rows])


def _rows(
    network: Candidacy, used: Sequence[str], speech: Speech, catalogue: Catalogue
) -> list[Row]:
    total = 100 * network.score
    reason = short_reason(network.veto, speech)
    note = f"{speech.number(total)} · {reason}" if reason else speech.number(total)
    rows: list[Row] = []
    for order, name in enumerate(used):
        label = speech.words(catalogue.criteria[name].label)
        points = 100 * network.fit.contributions.get(name, 0.0)
        shown = note if order == 0 else ""
        left_out = network.veto is not None
        rows.append((network.name, label, points, order, total, shown, left_out))
    return rows
