"""Who is there: the share of each age band that uses one network, among all the others."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.catalogue import Catalogue
from pages.charts.palette import Palette
from pages.charts.template import Template, data, finished
from pages.parts.speech import Speech

COLUMNS = ["age", "network", "share", "chosen", "note"]


def template(speech: Speech, palette: Palette, _: Catalogue) -> Template:
    """Return one row per age band: a pale tick for each network, a dot for the chosen one."""
    rows = alt.Y("age:N", sort=None, title=None, axis=alt.Axis(minExtent=90))
    share = alt.X(
        "share:Q",
        title=speech.say("Share of the age band, in %"),
        scale=alt.Scale(domain=[0, 112]),
        axis=alt.Axis(values=[0, 25, 50, 75, 100]),
    )
    tooltips = [
        alt.Tooltip("network:N", title=speech.say("Network")),
        alt.Tooltip("age:N", title=speech.say("Age band")),
        alt.Tooltip("share:Q", title=speech.say("Share in %"), format=".0f"),
    ]
    everyone = alt.Chart(data()).encode(rows, share, tooltip=tooltips)
    others = everyone.transform_filter("!datum.chosen").mark_tick(
        color=palette.muted, thickness=2, size=18
    )
    dot = everyone.transform_filter("datum.chosen").mark_circle(
        color=palette.best, size=190, opacity=1
    )
    words = (
        alt.Chart(data()).transform_filter("datum.chosen").encode(rows, share, alt.Text("note:N"))
    )
    halo = words.mark_text(
        align="left",
        dx=11,
        fontWeight="bold",
        stroke=palette.paper,
        strokeWidth=5,
        strokeJoin="round",
    )
    words = words.mark_text(align="left", dx=11, fontWeight="bold")
    chart = alt.layer(others, dot, halo, words).properties(height=alt.Step(40), width="container")
    return finished(chart, speech.language, palette)


def table(catalogue: Catalogue, network_id: str, geography: str, speech: Speech) -> pd.DataFrame:
    """Return one row per age band and network with figures there; shares in percent."""
    rows = [
        (
            speech.words(age.label),
            network.name,
            100 * audience.ages[age.id].value,
            network.id == network_id,
            speech.percent(audience.ages[age.id].value) if network.id == network_id else "",
        )
        for age in catalogue.ages.values()
        for network in catalogue.networks.values()
        if network.scoring and (audience := network.scoring.audience.get(geography))
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
