"""How sure the advice is, in words and tables: what many cases say of one plan."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.robustness import Robustness, Swing
from pages.charts import grid
from pages.charts import robustness as charts
from pages.parts import pictures, store, turn
from pages.parts.alternatives import in_a_row
from pages.parts.assumptions import figure_label, group_label
from pages.parts.language import speech_now
from pages.parts.site import file_of
from pages.parts.speech import Speech

NONE = "–"
RANKS_SHOWN = 5
OFTEN, SELDOM = 0.9, 0.5  # shares of the cases that are told as "nearly always", "less than half"
LEAST_SHARE = 0.005
LEAST_FIRST = 0.01  # a mean over fewer cases than that says nothing


def compute() -> Robustness | None:
    """Return how sure the result is; a bar shows how far it is, if this visitor computes it."""
    say = speech_now().say
    bar = st.progress(0.0, text=say("Drawing a thousand cases …"))
    with turn.aside():  # it takes seconds
        found = store.robustness(bar.progress)
    bar.empty()
    return found


def narrowing(found: Robustness) -> None:
    """Say which minutes would narrow the range most, and lead to where they can be given."""
    speech = speech_now()
    if told := narrowing_sentence(found, speech, store.catalogue()):
        st.markdown(told)
        label = speech.say("Give my own minutes")
        st.page_link(file_of("pages/assessment/time.py"), label=label, icon=":material/timer:")


def tornado(found: Robustness, analysis: Analysis) -> None:
    """Show what each group of assumptions does to the result, alone."""
    speech = speech_now()
    st.markdown(swings_sentence(found, speech))
    swings = charts.swings_table(found, analysis, speech)
    pictures.picture(charts.swings_template, swings, swings_alternative(swings, speech))
    pictures.table_behind("swings", lambda: swings_words(found, speech))


def ranks(found: Robustness, analysis: Analysis) -> None:
    """Show how often each network takes each rank by fit, and with which weights it comes first."""
    speech = speech_now()
    st.markdown(ranks_sentence(found, analysis, speech))
    cells = ranks_grid(found, analysis, speech)
    pictures.picture(grid.template, cells, ranks_alternative(cells, speech))
    pictures.table_behind("ranks", lambda: ranks_words(found, analysis, speech))
    pictures.table_behind(
        "weights",
        lambda: weights_words(found, analysis, speech, store.catalogue()),
        speech.say("Mean weights of the cases in which each network comes first"),
    )


def certainty_sentence(found: Robustness, speech: Speech) -> str:
    """Return in how many cases the plan fits the week."""
    percent = speech.percent(found.fits_share)
    if found.fits_share >= OFTEN:
        return speech.say(
            "Your selection fits your week in nearly every case ({percent}).", percent=percent
        )
    if found.fits_share >= SELDOM:
        return speech.say(
            "Your selection fits your week in {percent} of the cases.", percent=percent
        )
    return speech.say(
        "Your selection fits your week in only {percent} of the cases; in one case in "
        "ten, it takes more than {high}.",
        percent=percent,
        high=speech.duration(found.minutes.high),
    )


def minutes_sentence(found: Robustness, speech: Speech) -> str:
    """Return the minutes a week as a range."""
    return speech.say(
        "Count on {low} to {high} a week; half the cases need less than {median}.",
        low=speech.duration(found.minutes.low),
        high=speech.duration(found.minutes.high),
        median=speech.duration(found.minutes.median),
    )


def narrowing_sentence(found: Robustness, speech: Speech, catalogue: Catalogue) -> str:
    """Return which of the person's own minutes would narrow that range most; empty if none."""
    if not found.narrowing:
        return ""
    name, share = next(iter(found.narrowing.items()))
    return speech.say(
        "What would narrow that range most: your own minutes for “{figure}”, "
        "which explain {percent} of it.",
        figure=figure_label(name, speech, catalogue),
        percent=speech.percent(share),
    )


def networks_sentence(found: Robustness, analysis: Analysis, speech: Speech) -> str:
    """Return which networks of the plan are sure, and how often all of them together are best."""
    kept = analysis.best.kept if analysis.best else ()
    parts = [
        f"{analysis.networks[name].name} ({speech.percent(found.in_best.get(name, 0.0))})"
        for name in sorted(kept, key=lambda name: -found.in_best.get(name, 0.0))
    ]
    if not parts:
        return ""
    return speech.count(
        "Share of the cases in which your network is in the best selection: {networks}. "
        "Alone: {percent}.",
        "Share of the cases in which each of your networks is in the best selection: {networks}. "
        "Exactly these together: {percent}.",
        len(parts),
        networks=speech.listed(parts),
        percent=speech.percent(found.same_share),
    )


def sizes_sentence(found: Robustness, speech: Speech) -> str:
    """Return which number of networks is best most often, and how many it takes for nine in ten."""
    size, share = max(found.sizes.items(), key=lambda item: (item[1], -item[0]))
    sentence = speech.count(
        "The best number is {number} network in {percent} of the cases",
        "The best number is {number} networks in {percent} of the cases",
        size,
        percent=speech.percent(share),
    )
    low, high = _middle(found)
    if low == high:
        return f"{sentence}."
    return speech.say(
        "{sentence}, and between {low} and {high} in {percent}.",
        sentence=sentence,
        low=speech.number(low),
        high=speech.number(high),
        percent=speech.percent(sum(s for k, s in found.sizes.items() if low <= k <= high)),
    )


def _middle(found: Robustness) -> tuple[int, int]:
    """Return the numbers of networks between which at least 80 % of the cases lie."""
    reached, low, high = 0.0, None, 0
    for size in sorted(found.sizes):
        reached += found.sizes[size]
        if low is None and reached > 0.1:
            low = size
        high = size
        if reached >= 0.9:
            break
    return low or 0, high


def swings_sentence(found: Robustness, speech: Speech) -> str:
    """Return which assumption moves the result most, and which change the choice."""
    if not found.swings or found.swings[0].width == 0:
        return speech.say("No assumption alone moves the result.")
    first = found.swings[0]
    low, high = sorted(first.presence)
    sentence = speech.say(
        "What moves the result most: “{assumption}” (useful presence from {low} to {high}).",
        assumption=group_label(first.group, speech),
        low=speech.number(low),
        high=speech.number(high),
    )
    changing = sum(swing.changes for swing in found.swings)
    if changing == 0:
        return sentence + " " + speech.say("No assumption alone changes which networks to keep.")
    return (
        sentence
        + " "
        + speech.count(
            "{number} of them alone, at one end of its range, changes which networks to keep.",
            "{number} of them, each alone at one end of its range, change which networks to keep.",
            changing,
        )
    )


def band_sentence(found: Robustness, speech: Speech) -> str:
    """Return how wide the result is; the index compares, the range says how finely."""
    return speech.say(
        "The useful presence of the best selection lies between {low} and {high} in eight cases "
        "out of ten: the pale area. The full line is the likely figures, the dashed one the "
        "middle of all cases.",
        low=speech.number(found.presence.low),
        high=speech.number(found.presence.high),
    )


def shares_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe bars of shares."""
    parts = [f"{row.label} {row.note}" for row in table.itertuples()]
    return speech.say("Share of the cases: {values}.", values=in_a_row(parts, speech))


def swings_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe the bars of assumptions."""
    parts = [
        speech.say(
            "{assumption} from {low} to {high}",
            assumption=row.label,
            low=speech.number(row.low),
            high=speech.number(row.high),
        )
        for row in table.itertuples()
    ]
    return speech.say(
        "Useful presence of the best selection, by assumption: {values}.",
        values=in_a_row(parts, speech),
    )


def band_alternative(table: pd.DataFrame, speech: Speech) -> str:
    """Describe the band around the curve."""
    parts = [
        speech.say(
            "{size}: {low} to {high}",
            size=speech.number(row.networks),
            low=speech.number(row.low),
            high=speech.number(row.high),
        )
        for row in table.rename(columns={"size": "networks"}).itertuples()
    ]
    return speech.say(
        "Range of useful presence by number of networks. {values}.", values=in_a_row(parts, speech)
    )


def shares_table(found: Robustness, analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per network: how often it is in the best plan, and how often it fits best."""
    say = speech.say
    return pd.DataFrame(
        [
            {
                say("Network"): analysis.networks[name].name,
                say("In the best selection"): speech.percent(share),
                say("Best fit"): speech.percent(found.ranks[name][0]),
            }
            for name, share in sorted(found.in_best.items(), key=lambda item: -item[1])
        ]
    )


def swings_words(found: Robustness, speech: Speech) -> pd.DataFrame:
    """Return one row per group of assumptions, with both ends of its range."""
    return pd.DataFrame([_swing_row(swing, speech) for swing in found.swings])


def _swing_row(swing: Swing, speech: Speech) -> dict[str, str]:
    say = speech.say
    return {
        say("Assumption"): group_label(swing.group, speech),
        say("Presence at its low end"): speech.number(swing.presence[0]),
        say("Presence at its high end"): speech.number(swing.presence[1]),
        say("Networks at its low end"): speech.number(swing.sizes[0]),
        say("Networks at its high end"): speech.number(swing.sizes[1]),
        say("Other networks"): say("yes") if swing.changes else say("no"),
    }


def band_words(found: Robustness, speech: Speech) -> pd.DataFrame:
    """Return one row per number of networks: how often it is best, and its range of presence."""
    say = speech.say
    return pd.DataFrame(
        [
            {
                say("Networks"): speech.number(size),
                say("Best number in"): speech.percent(found.sizes.get(size, 0.0)),
                say("In one case in ten, less than"): speech.number(spread.low),
                say("In the middle"): speech.number(spread.median),
                say("In one case in ten, more than"): speech.number(spread.high),
            }
            for size, spread in found.presence_by_count.items()
            if size > 0
        ]
    )


def ranks_grid(found: Robustness, analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return the share of the cases in which each network takes each of the first ranks by fit."""
    rows = []
    for network in analysis.ranked:
        shares = found.ranks.get(network.id, ())
        for rank, share in enumerate(shares[:RANKS_SHOWN], 1):
            if max(shares[:RANKS_SHOWN]) >= LEAST_SHARE:
                text = speech.percent(share) if share >= LEAST_SHARE else NONE
                rows.append((network.name, speech.number(rank), share, text))
    return pd.DataFrame(rows, columns=["row", "column", "value", "text"])


def ranks_words(found: Robustness, analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return the same for every network and every rank, the unlikely ones too."""
    return pd.DataFrame(
        [
            {speech.say("Network"): network.name}
            | {
                speech.number(rank): speech.percent(share)
                for rank, share in enumerate(found.ranks[network.id], 1)
            }
            for network in analysis.ranked
            if network.id in found.ranks
        ]
    )


def ranks_alternative(grid: pd.DataFrame, speech: Speech) -> str:
    """Describe which networks come first by fit, and how often."""
    first = grid[(grid["column"] == speech.number(1)) & (grid["value"] >= LEAST_SHARE)]
    parts = [f"{row.row} {row.text}" for row in first.itertuples()]
    return speech.say(
        "Share of the cases with the best fit: {values}.", values=in_a_row(parts, speech)
    )


def ranks_sentence(found: Robustness, analysis: Analysis, speech: Speech) -> str:
    """Return which network fits best most often, when scores and weights are drawn."""
    name, shares = max(found.ranks.items(), key=lambda item: item[1][0])
    return speech.say(
        "{network} has the best fit in {percent} of the cases. Rank by rank:",
        network=analysis.networks[name].name,
        percent=speech.percent(shares[0]),
    )


def weights_words(
    found: Robustness, analysis: Analysis, speech: Speech, catalogue: Catalogue
) -> pd.DataFrame:
    """Return the typical criterion weights with which each network comes first by fit."""
    say, rows = speech.say, []
    for name, weights in found.central_weights.items():
        if weights is not None and found.ranks[name][0] >= LEAST_FIRST:
            row = {
                say("Network"): analysis.networks[name].name,
                say("First in"): speech.percent(found.ranks[name][0]),
            }
            for criterion, share in weights.items():
                row[speech.words(catalogue.criteria[criterion].label)] = speech.percent(share)
            rows.append(row)
    return pd.DataFrame(rows)
