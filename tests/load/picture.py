"""The picture of a measurement: how long people wait, by how many they are."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert

ACTING = "acting "


def picture(report: dict[str, Any]) -> str:
    """Return median and 95th percentile by number of people, as SVG."""
    rows = [
        {"people": int(name.removeprefix(ACTING)), "ms": found[figure], "share": share}
        for name, found in report.items()
        if name.startswith(ACTING)
        for figure, share in (("median_ms", "half of all"), ("95th_percentile_ms", "95 of 100"))
    ]
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(point=True)
        .encode(
            alt.X("people:Q", title="People acting every 3 to 5 s"),
            alt.Y("ms:Q", title="Milliseconds until the new result is sent"),
            alt.Color("share:N", title="Answered within"),
            alt.StrokeDash("share:N", title="Answered within"),
        )
        .properties(width=520, height=300, title="One process, result screens")
    )
    return vl_convert.vegalite_to_svg(chart.to_json())
