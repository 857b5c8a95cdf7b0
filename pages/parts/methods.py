"""The same answers by other methods: plainly, and for the curious with names and ranks."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.analysis import Analysis
from core.rankings import OURS, Ranking
from pages.charts import grid
from pages.parts import pictures
from pages.parts.alternatives import in_a_row
from pages.parts.folded import folded
from pages.parts.speech import Speech

CLOSE = 0.7  # Kendall's tau from which two orders are called nearly the same
SHOWN = 8  # networks in the grid; the table has all


def method_name(method: str, speech: Speech) -> str:
    """Return the name of a method."""
    return {
        "weighted_sum": speech.say("Ours (sum)"),
        "weighted_product": speech.say("Product"),
        "topsis": speech.say("TOPSIS"),
        "promethee": speech.say("PROMETHEE II"),
        "vikor": speech.say("VIKOR"),
    }[method]


def plain_sentence(found: Sequence[Ranking], analysis: Analysis, speech: Speech) -> str:
    """Return whether other ways of counting say the same, without a name of a method."""
    ours, *others = found
    names = speech.listed([analysis.networks[name].name for name in ours.first])
    if min(ranking.agreement for ranking in others) >= CLOSE:
        order = speech.say("Four other ways of counting give nearly the same order of networks.")
    else:
        order = speech.say("Four other ways of counting give a somewhat different order.")
    same = sum(1 for ranking in others if set(ranking.first) & set(ours.first))
    if same == len(others):
        return order + " " + speech.say("All of them put {network} first, too.", network=names)
    if same == 0:
        return order + " " + speech.say("None of them puts {network} first.", network=names)
    return (
        order
        + " "
        + speech.count(
            "{number} of them puts {network} first, as we do.",
            "{number} of them put {network} first, as we do.",
            same,
            network=names,
        )
    )


def details(found: Sequence[Ranking], analysis: Analysis, speech: Speech) -> None:
    """Offer the methods by name, with the ranks that each of them gives."""
    folded("methods", speech.say("For the curious"), lambda: _details(found, analysis, speech))


def _details(found: Sequence[Ranking], analysis: Analysis, speech: Speech) -> None:
    st.markdown(methods_sentence(found, analysis, speech))
    text = methods_alternative(found, analysis, speech)
    pictures.picture(grid.slanted_template, methods_grid(found, analysis, speech), text)
    st.table(methods_table(found, analysis, speech), hide_index=True)


def methods_sentence(found: Sequence[Ranking], analysis: Analysis, speech: Speech) -> str:
    """Return whether other methods put the same network first, and how far they agree."""
    ours, *others = found
    names = speech.listed([analysis.networks[name].name for name in ours.first])
    differing = [ranking for ranking in others if not set(ranking.first) & set(ours.first)]
    if not differing:
        return speech.say("All five methods put {network} first.", network=names) + _least(
            others, speech
        )
    parts = [
        speech.say(
            "{method}: {networks}",
            method=method_name(ranking.method, speech),
            networks=speech.listed([analysis.networks[name].name for name in ranking.first]),
        )
        for ranking in differing
    ]
    return speech.count(
        "We put {network} first; {number} method out of four disagrees: {others}.",
        "We put {network} first; {number} methods out of four disagree: {others}.",
        len(parts),
        network=names,
        others=speech.listed(parts),
    ) + _least(others, speech)


def _least(others: Sequence[Ranking], speech: Speech) -> str:
    least = min(others, key=lambda ranking: ranking.agreement)
    return " " + speech.say(
        "The order of all networks agrees least with {method} (Kendall’s tau {tau}, where 1 is "
        "the same order and 0 none in common).",
        method=method_name(least.method, speech),
        tau=speech.number(least.agreement, 2),
    )


def methods_grid(found: Sequence[Ranking], analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return the rank of the first networks by each method; the darker the better."""
    many, rows = len(found[0].ranks) if found else 0, []
    for name in list(found[0].ranks)[:SHOWN] if found else ():
        for ranking in found:
            rank = ranking.ranks[name]
            shade = 1 - (rank - 1) / max(1, many - 1)
            column = method_name(ranking.method, speech)
            rows.append((analysis.networks[name].name, column, shade**2, speech.number(rank)))
    return pd.DataFrame(rows, columns=["row", "column", "value", "text"])


def methods_alternative(found: Sequence[Ranking], analysis: Analysis, speech: Speech) -> str:
    """Describe the first network of each method."""
    parts = [
        speech.say(
            "{method}: {networks}",
            method=method_name(ranking.method, speech),
            networks=speech.listed([analysis.networks[name].name for name in ranking.first]),
        )
        for ranking in found
    ]
    return speech.say("First network by method. {values}.", values=in_a_row(parts, speech))


def methods_table(found: Sequence[Ranking], analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per network with its rank by each method, and one of the agreements."""
    say = speech.say
    rows = [
        {
            say("Network"): analysis.networks[name].name,
            **{method_name(r.method, speech): speech.number(r.ranks[name]) for r in found},
        }
        for name in found[0].ranks
    ]
    agreements = {
        method_name(r.method, speech): "–" if r.method == OURS else speech.number(r.agreement, 2)
        for r in found
    }
    return pd.DataFrame([*rows, {say("Network"): say("Agreement with ours (tau)"), **agreements}])
