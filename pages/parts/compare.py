"""Scenarios: sets of answers kept side by side, in words, tables and points to draw."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from core.analysis import Analysis
from core.answers import Answers
from core.vocabulary import LANGUAGES
from pages.parts import store
from pages.parts.alternatives import in_a_row
from pages.parts.language import speech_now
from pages.parts.questions import AS_SHORT_AS_MAY_BE
from pages.parts.speech import Speech
from pages.parts.speech import speech as speech_of

NONE = "–"
MOST_SCENARIOS = 4
MOST_LETTERS = 24
ALLOWED = " .,'’+&()-"
HOUR = 60
MOST_HOURS = 168.0


def keep_one() -> None:
    """Ask for a name and hours, and keep the answers of now under that name."""
    speech, kept = speech_now(), store.scenarios()
    say = speech.say
    if len(kept) >= MOST_SCENARIOS:
        st.markdown(say("Four scenarios are the most this page can compare."))
        return
    # Not by Enter: it would keep one while the name is typed, and the button then another.
    with st.form("scenario", clear_on_submit=True, enter_to_submit=False, border=False):
        left, right = st.columns(2)
        name = left.text_input(
            say("Name of the scenario"),
            max_chars=MOST_LETTERS,
            placeholder=say("exam weeks, with an intern …"),
        )
        now = store.analysis().weekly_minutes / HOUR
        hours = right.number_input(
            say("Hours a week in this scenario"),
            min_value=0.0,
            max_value=MOST_HOURS,
            value=now,
            step=0.5,
            format=AS_SHORT_AS_MAY_BE,
        )
        if st.form_submit_button(say("Keep this scenario"), icon=":material/add:"):
            _keep(_plain(name), store.answers().with_time(round(hours * HOUR)))


def _keep(name: str, said: Answers) -> None:
    """Keep answers under a name, by default their hours; the same ones are kept once."""
    speech, kept = speech_now(), store.scenarios()
    same = next((one for one, known in kept.items() if known == said), None)
    if same is not None:
        st.error(speech.say("“{name}” already holds these answers and these hours.", name=same))
        return
    kept[_free_name(name or speech.duration(said.time_minutes or 0))] = said
    st.rerun()


def _plain(name: str) -> str:
    """Return a name without what Markdown would take for something else than text."""
    return "".join(one for one in name if one.isalnum() or one in ALLOWED).strip()


def _free_name(wanted: str) -> str:
    """Return the name, with a number where it is taken: by “Now” too, in either language."""
    taken = {*store.scenarios(), *(speech_of(language).say("Now") for language in LANGUAGES)}
    others = {name.casefold() for name in taken}
    names = (wanted if n == 1 else f"{wanted} ({n})" for n in range(1, MOST_SCENARIOS + 3))
    return next(name for name in names if name.casefold() not in others)


def manage() -> None:
    """List the scenarios kept, each with a button to take it up and one to remove it."""
    say = speech_now().say
    for name in list(store.scenarios()):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(name, width="stretch")
            st.button(
                say("Take up"),
                key=f"take.{name}",
                help=say(
                    "Your answers are replaced with those of “{name}”; save your current ones "
                    "first.",
                    name=name,
                ),
                on_click=partial(_take_up, name),
            )
            st.button(
                say("Remove"),
                key=f"drop.{name}",
                icon=":material/delete:",
                on_click=partial(store.scenarios().pop, name, None),
            )


def _take_up(name: str) -> None:
    store.replace(store.scenarios()[name])


def analyses() -> dict[str, Analysis]:
    """Return the analysis of now, then of every scenario, by name."""
    now = {speech_now().say("Now"): store.analysis()}
    return now | {name: store.analysis_of(said) for name, said in store.scenarios().items()}


def sentence(compared: Mapping[str, Analysis], speech: Speech) -> str:
    """Return how many networks each scenario keeps."""
    parts = [
        speech.count(
            "{number} network with “{name}” ({time})",
            "{number} networks with “{name}” ({time})",
            len(analysis.best.kept) if analysis.best else 0,
            name=name,
            time=speech.duration(analysis.weekly_minutes),
        )
        for name, analysis in compared.items()
    ]
    return speech.say("What is worth keeping: {parts}.", parts=speech.listed(parts))


def common_sentence(compared: Mapping[str, Analysis], speech: Speech) -> str:
    """Return the networks that are worth keeping in every scenario."""
    sets = [set(a.best.kept) if a.best else set() for a in compared.values()]
    first = next(iter(compared.values()))
    common = [n.name for n in first.networks.values() if all(n.id in kept for kept in sets)]
    if not common:
        return speech.say("No network is worth keeping in all of them.")
    return speech.count(
        "Worth keeping in all of them: {networks}. Start there.",
        "Worth keeping in all of them: {networks}. Start there.",
        len(common),
        networks=speech.listed(common),
    )


def minutes_grid(compared: Mapping[str, Analysis], speech: Speech) -> pd.DataFrame:
    """Return the minutes a week of every network kept somewhere, by scenario."""
    spent = {
        name: {one: way.minutes.mode for one, way in analysis.best.choice.items()}
        for name, analysis in compared.items()
        if analysis.best
    }
    most = max((m for of_one in spent.values() for m in of_one.values()), default=1.0) or 1.0
    names = {n.id: n.name for a in compared.values() for n in a.networks.values()}
    shown = [one for one in names if any(one in of_one for of_one in spent.values())]
    rows = [
        (
            names[one],
            scenario,
            spent.get(scenario, {}).get(one, 0.0) / most,
            speech.duration(spent[scenario][one]) if one in spent.get(scenario, {}) else NONE,
        )
        for one in shown
        for scenario in compared
    ]
    return pd.DataFrame(rows, columns=["row", "column", "value", "text"])


def grid_alternative(grid: pd.DataFrame, speech: Speech) -> str:
    """Describe the minutes by scenario."""
    parts = [
        f"{scenario}: " + ", ".join(f"{r.row} {r.text}" for r in rows.itertuples() if r.value > 0)
        for scenario, rows in grid.groupby("column", sort=False)
    ]
    return speech.say("Minutes a week by network. {values}.", values=in_a_row(parts, speech))


def minutes_table(compared: Mapping[str, Analysis], speech: Speech) -> pd.DataFrame:
    """Return the same minutes as a table to read."""
    cells = minutes_grid(compared, speech)
    wide = cells.pivot_table(
        index="row", columns="column", values="text", aggfunc="first", sort=False
    )
    wide.insert(0, speech.say("Network"), wide.index)
    return wide.reset_index(drop=True).rename_axis(columns=None)


def curves_alternative(points: pd.DataFrame, speech: Speech) -> str:
    """Describe the curves: the best number and presence of each scenario."""
    parts = [
        speech.say(
            "{name}: {presence} with {number}",
            name=row.scenario,
            presence=speech.number(row.presence),
            number=speech.number(row.networks),
        )
        for row in points[points["best"]].rename(columns={"size": "networks"}).itertuples()
    ]
    return speech.say(
        "Best useful presence and number of networks by scenario. {values}.",
        values=in_a_row(parts, speech),
    )


def table(compared: Mapping[str, Analysis], speech: Speech) -> pd.DataFrame:
    """Return one row per scenario: time, networks, minutes and presence of its best plan."""
    say = speech.say
    rows = []
    for name, analysis in compared.items():
        best = analysis.best
        rows.append(
            {
                say("Scenario"): name,
                say("Time you have"): speech.duration(analysis.weekly_minutes),
                say("Networks"): speech.number(len(best.kept)) if best else NONE,
                say("Which ones"): _names(analysis, speech),
                say("Time a week"): speech.duration(best.minutes) if best else NONE,
                say("Useful presence"): speech.number(best.presence) if best else NONE,
            }
        )
    return pd.DataFrame(rows)


def _names(analysis: Analysis, speech: Speech) -> str:
    kept = analysis.best.kept if analysis.best else ()
    return speech.listed([analysis.networks[name].name for name in kept]) or NONE
