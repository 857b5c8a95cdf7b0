"""The garden: the same hours watered over many networks and over few, a plant for each network."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.strategies import Plan
from pages.charts.palette import Palette
from pages.charts.template import NARROW_PIXELS, Template, data, finished
from pages.parts.speech import Speech

COLUMNS = [
    "place",
    "presence",
    "network",
    "scene",
    "middle",
    "heading",
    "total",
    "unit",
    "top",
    "below",
]
MANY = 8  # as many networks as "all seem necessary" to
APART = {"many": 1.0, "few": 1.5}  # how far plants stand from each other; the large need room
GAP = 1.2  # between the two beds
# A sprout of two leaves, its foot at (0, 0), as in the app's mark.
SPROUT = (
    "M0,0C0,-0.95,0.55,-1.5,1.45,-1.58C1.5,-0.62,0.98,-0.02,0,0Z"
    "M0,0C-0.68,0.05,-1.15,-0.33,-1.24,-1.1C-0.48,-1.14,-0.02,-0.72,0,0Z"
)
HEIGHT = 360


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return two beds of plants as high as what their networks bring, with totals above."""
    x = alt.X("place:Q", axis=None, scale=alt.Scale(nice=False, padding=30))
    y = alt.Y("presence:Q", axis=None, scale=alt.Scale(nice=False))
    colour = alt.Color(
        "scene:N",
        scale=alt.Scale(domain=["many", "few"], range=[palette.spread, palette.best]),
        legend=None,
    )
    tooltip = [
        alt.Tooltip("network:N", title=speech.say("Network")),
        alt.Tooltip("presence:Q", title=speech.say("Useful presence"), format=".0f"),
    ]
    plants = alt.Chart(data()).encode(x, y, colour, tooltip=tooltip)
    names = (
        alt.Chart(data())
        .mark_text(angle=305, align="right", baseline="middle", dx=-4, dy=6, fontSize=12)
        .encode(x, alt.Y(datum=0, axis=None), alt.Text("network:N"))
    )
    ground = alt.Chart(data()).mark_rule(color=palette.muted).encode(alt.Y(datum=0, axis=None))
    room = alt.Chart(data()).mark_point(opacity=0)
    chart = alt.layer(
        ground,
        *_grown(plants),
        names,
        _words(palette, "heading", 12, "16"),
        _words(palette, "total", 44, f"width < {NARROW_PIXELS} ? 30 : 42").encode(colour),
        _words(palette, "unit", 76, "13"),
        room.encode(x, alt.Y("top:Q", axis=None)),
        room.encode(x, alt.Y("below:Q", axis=None)),
    ).properties(height=HEIGHT, width="container")
    return finished(chart, speech.language, palette)


def _grown(plants: Any) -> list[Any]:
    """Return stems, leaves at their tops, and leaves half way up the tall ones."""
    sizes = alt.Size("presence:Q", scale=alt.Scale(domain=[0, 80], range=[70, 1500]), legend=None)
    return [
        plants.mark_rule(strokeWidth=4).encode(alt.Y2(datum=0)),
        plants.mark_point(shape=SPROUT, filled=True, opacity=1).encode(sizes),
        plants.transform_filter("datum.presence > 25")
        .transform_calculate(half="datum.presence * 0.5")
        .mark_point(shape=SPROUT, filled=True, opacity=1, size=520)
        .encode(alt.Y("half:Q", axis=None)),
    ]


def _words(palette: Palette, column: str, pixels: int, size: str) -> Any:
    """Return the words above each bed, at some pixels from the top."""
    words = (
        alt.Chart(data())
        .transform_filter("datum.heading != ''")
        .mark_text(fontSize=alt.ExprRef(size), fontWeight="bold", color=palette.ink, y=pixels)
    )
    return words.encode(alt.X("middle:Q", axis=None), alt.Text(f"{column}:N"))


def beds(analysis: Analysis) -> tuple[Plan, Plan] | None:
    """Return the best plan of many networks and the best of all, where the second has fewer."""
    many = next(iter(analysis.best_by_count[MANY:]), None)
    if many is None or analysis.best is None or len(analysis.best.kept) >= MANY / 2:
        return None
    return many, analysis.best


def table(analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per plant, the tallest of each bed first; none where few do not win."""
    found = beds(analysis)
    if found is None:
        return pd.DataFrame([], columns=COLUMNS)
    highest = max(way.presence.index for plan in found for way in plan.choice.values())
    room, rows, start = (1.95 * highest, -0.6 * highest), [], 0.0
    for scene, plan in zip(("many", "few"), found, strict=True):
        middle = start + APART[scene] * (len(plan.choice) - 1) / 2
        words = (
            speech.count("{number} network", "{number} networks", len(plan.kept)),
            speech.number(plan.presence),
            speech.say("useful presence"),
        )
        for place, (name, presence) in enumerate(_plants(plan, analysis)):
            above = words if place == 0 else ("", "", "")
            rows.append(
                (start + APART[scene] * place, presence, name, scene, middle, *above, *room)
            )
        start += APART[scene] * len(plan.choice) + GAP
    return pd.DataFrame(rows, columns=COLUMNS)


def _plants(plan: Plan, analysis: Analysis) -> list[tuple[str, float]]:
    """Return (network, presence) of a plan, the highest presence first."""
    found = [(analysis.networks[n].name, way.presence.index) for n, way in plan.choice.items()]
    return sorted(found, key=lambda plant: -plant[1])
