"""Pictures for the wall: the same templates with everything larger, to be read from afar."""

from __future__ import annotations

from typing import Any

from pages.charts.template import Template

# What is a length, and what is an area, in the words of Vega-Lite.
LENGTHS = frozenset(
    {
        *("fontSize", "labelFontSize", "titleFontSize", "labelLimit", "titleLimit", "minExtent"),
        *("strokeWidth", "symbolStrokeWidth", "thickness", "step", "padding", "cornerRadius"),
        *("dx", "dy", "xOffset", "yOffset", "y2Offset", "offset", "labelPadding", "titlePadding"),
    }
)
STROKES = ("bar", "tick")  # of these, a size is a length; of a point it is an area
LEGEND_OFFSET = 24.0
SYMBOL_SIZE = 100.0  # the area of a legend's symbol in Vega


def enlarged(template: Template, factor: float, height: float) -> Template:
    """Return a template drawn `factor` times as large.

    A picture of a height of its own gets `height`, in pixels; one whose height follows from
    its rows grows with them. The template given is left as it is.
    """
    grown = _grown(template, factor)
    if not isinstance(grown.get("height"), dict):
        grown["height"] = height
    legend = grown.setdefault("config", {}).setdefault("legend", {})
    legend["symbolSize"] = SYMBOL_SIZE * factor**2
    legend["offset"] = LEGEND_OFFSET * factor  # room for the words above the highest point
    return dict(grown)


def _grown(part: Any, factor: float) -> Any:
    if isinstance(part, list):
        return [_grown(one, factor) for one in part]
    if not isinstance(part, dict):
        return part
    area = factor if part.get("type") in STROKES else factor**2
    powers = {**dict.fromkeys(LENGTHS, factor), "size": area}
    return {name: _value(name, value, powers, factor) for name, value in part.items()}


def _value(name: str, value: Any, powers: dict[str, float], factor: float) -> Any:
    if name in powers and isinstance(value, int | float) and not isinstance(value, bool):
        return value * powers[name]
    if name == "columns":
        return 0  # a legend in one row: the wall is wide
    if name == "strokeDash" and isinstance(value, list):
        return [length * factor for length in value]
    return _grown(value, factor)
