"""The same answers by other methods: in words, and as a grid of ranks."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from core.analysis import Analysis
from core.rankings import OURS, Ranking
from pages.parts.alternatives import in_a_row
from pages.parts.speech import Speech

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
        "We put {network} first, and {number} method of four sees it otherwise: {others}.",
        "We put {network} first, and {number} methods of four see it otherwise: {others}.",
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
