"""What is left of "fewer is better" where assumptions do not hold: sentences and tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pandas as pd

from core.analysis import Analysis
from core.switches import Switch
from pages.parts.assumptions import switch_label
from pages.parts.sentences import SAME, thesis_sentence
from pages.parts.speech import Speech

NONE = "–"
Verdict = Literal["holds", "less", "fails"]


def switch_sentence(usual: Analysis, other: Analysis, speech: Speech) -> str:
    """Return how many networks are best in the other world, and instead of how many."""
    before = len(usual.best.kept) if usual.best else 0
    if other.best is None or not other.best.kept:
        return speech.say("In that world, no network can be kept alive in the time you have.")
    after = len(other.best.kept)
    networks = speech.listed([other.networks[name].name for name in other.best.kept])
    if usual.best is not None and set(other.best.kept) == set(usual.best.kept):
        return speech.count(
            "In that world, the same network remains the best choice: {networks}.",
            "In that world, the same {number} networks remain the best choice: {networks}.",
            after,
            networks=networks,
        )
    if after == before:
        return speech.count(
            "In that world, {number} network remains the best number, but another one: {networks}.",
            "In that world, {number} networks remain the best number, but not the same ones: "
            "{networks}.",
            after,
            networks=networks,
        )
    return speech.count(
        "In that world, {number} network would be best, instead of {before}: {networks}.",
        "In that world, {number} networks would be best, instead of {before}: {networks}.",
        after,
        before=speech.number(before),
        networks=networks,
    )


def verdict_sentence(usual: Analysis, other: Analysis, speech: Speech) -> str:
    """Return whether "fewer is better" still holds in the other world, and at whose expense."""
    if not _kept(other):
        return ""
    first = {
        "holds": speech.say("“Few networks, well kept” still holds there."),
        "less": speech.say(
            "“Few networks, well kept” holds less there: that assumption is part of why "
            "we advise so few."
        ),
        "fails": speech.say(
            "“Few networks, well kept” no longer holds there: our advice depends entirely "
            "on these assumptions."
        ),
    }[verdict(usual, other)]
    return f"{first} {thesis_sentence(other, speech)}".strip()


def verdict(usual: Analysis, other: Analysis) -> Verdict:
    """Return what is left of "fewer is better" in the other world.

    It fails where keeping every network that can be chosen is as good as keeping
    fewer, and holds less where more networks are best than we advise.
    """
    if not holds(other):
        return "fails"
    return "less" if len(_kept(other)) > len(_kept(usual)) else "holds"


def holds(analysis: Analysis) -> bool:
    """Return whether keeping every network that can be chosen is worse than keeping fewer.

    Not where the best plan keeps them all, nor where the largest plan that fits
    the week brings as much.
    """
    if analysis.best is None:
        return True
    largest = next(plan for plan in reversed(analysis.best_by_count) if plan is not None)
    if len(analysis.best.kept) >= len(analysis.best_by_count) - 1:
        return False
    return largest.presence < (1 - SAME) * analysis.best.presence


def worlds_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe the two curves: where each is best, and how far it falls."""
    parts = []
    for world, rows in table.groupby("world", sort=False):
        best, last = rows[rows["best"]], rows.iloc[-1]
        if len(best):
            parts.append(
                speech.say(
                    "{world}: best at {best}, and {share} of that with {last}",
                    world=str(world),
                    best=speech.number(int(best.iloc[0]["size"])),
                    share=speech.percent(float(last["share"]) / 100),
                    last=speech.number(int(last["size"])),
                )
            )
    return speech.say(
        "Useful presence by number of networks, as a share of the best. {values}.",
        values=". ".join(parts) or NONE,
    )


def worlds_table(usual: Analysis, other: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per number of networks: presence and networks in both worlds."""
    say, rows = speech.say, []
    longest = max(len(usual.best_by_count), len(other.best_by_count))
    for size in range(1, longest):
        before, after = (
            a.best_by_count[size] if size < len(a.best_by_count) else None for a in (usual, other)
        )
        if before is None and after is None:
            continue
        rows.append(
            {
                say("Networks"): speech.number(size),
                say("As we assume"): speech.number(before.presence) if before else NONE,
                say("In the world you chose"): speech.number(after.presence) if after else NONE,
                say("Which ones there"): speech.listed([other.networks[n].name for n in after.kept])
                if after
                else NONE,
            }
        )
    return pd.DataFrame(rows)


def each_alone_table(
    usual: Analysis, others: Mapping[Switch, Analysis], speech: Speech
) -> pd.DataFrame:
    """Return one row per assumption: the best number of networks when only that one is gone."""
    say = speech.say
    worlds = {say("As we assume"): usual}
    worlds |= {switch_label(name, speech): other for name, other in others.items()}
    rows = [_alone_row(world, usual, other, speech) for world, other in worlds.items()]
    return pd.DataFrame(rows)


def _alone_row(world: str, usual: Analysis, other: Analysis, speech: Speech) -> dict[str, str]:
    say, kept = speech.say, _kept(other)
    left = {"holds": say("holds"), "less": say("holds less"), "fails": say("no longer holds")}
    return {
        say("World"): world,
        say("Best number"): speech.number(len(kept)),
        say("Which ones"): speech.listed([other.networks[name].name for name in kept]) or NONE,
        say("“Few networks, well kept”"): left[verdict(usual, other)],
    }


def _kept(analysis: Analysis) -> tuple[str, ...]:
    return tuple(analysis.best.kept) if analysis.best else ()
