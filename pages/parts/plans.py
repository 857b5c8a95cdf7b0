"""Which plan a screen shows, and the person's own weekly counts for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from core.analysis import Analysis
from core.ways import REFERENCE_RUNG, Way
from pages.parts import cards, pictures, store
from pages.parts.cards import Card
from pages.parts.folded import folded
from pages.parts.language import speech_now
from pages.parts.questions import number, prepare
from pages.parts.schedule import choose_hours
from pages.parts.site import file_of
from pages.parts.tables import ways_table, what_to_do


def chosen(analysis: Analysis) -> Mapping[str, Way]:
    """Ask which list to look at, and return its ways by network."""
    say = speech_now().say
    views: dict[str, tuple[str, Mapping[str, Way]]] = {
        "plan": (say("Our selection"), analysis.best.choice if analysis.best else {}),
        "list": (say("My list, kept steadily"), _steady(analysis)),
    }
    if analysis.own_list and set(analysis.own_list.plan.choice) - set(analysis.own_list.assumed):
        views["today"] = (say("My list, as today"), analysis.own_list.plan.choice)
    view = st.pills(
        say("Which list?"),
        list(views),
        format_func=lambda name: views[name][0],
        default="plan",
        required=True,
        key="effort.view",
        persist_state="session",
    )
    return views[view or "plan"][1]


def _steady(analysis: Analysis) -> dict[str, Way]:
    ways = {name: analysis.networks[name].native(REFERENCE_RUNG) for name in analysis.estimate}
    return {name: way for name, way in ways.items() if way is not None}


def own_counts(analysis: Analysis) -> None:
    """Let the person change the weekly counts of any rung of any network."""
    label = speech_now().say("Change the weekly counts")
    folded("counts", label, lambda: _count_fields(analysis))


def _count_fields(analysis: Analysis) -> None:
    speech, catalogue = speech_now(), store.catalogue()
    networks = {n.id: n.name for n in analysis.usable}
    network_id = st.selectbox(
        speech.say("Network"),
        list(networks),
        format_func=networks.__getitem__,
        key="counts.network",
    )
    if network_id is None:
        return
    ways = [
        w for w in analysis.networks[network_id].ways if w.mode == "native" and w.rung != "today"
    ]
    rung = st.selectbox(
        speech.say("Pace"),
        [way.rung for way in ways],
        format_func=lambda name: speech.words(catalogue.rungs[name].label),
        key=f"counts.rung.{network_id}",
    )
    way = next(way for way in ways if way.rung == rung)
    for start in range(0, len(catalogue.actions), 4):
        some = list(catalogue.actions.values())[start : start + 4]
        for column, action in zip(st.columns(4), some, strict=False):
            with column:
                number(
                    f"counts.{network_id}.{rung}.{action.id}",
                    speech.words(action.label),
                    float(way.counts.get(action.id, 0.0)),
                    partial(_keep, network_id, way.rung, action.id),
                    min_value=0.0,
                    max_value=1000.0,
                    step=0.5,
                )


def _keep(network_id: str, rung: str, action: str, count: float | None) -> None:
    said = store.answers().network(network_id).counts
    store.change_network(
        network_id, counts={**said, rung: {**said.get(rung, {}), action: count or 0.0}}
    )


def time_at_hand() -> None:
    """Ask for the hours a week right where their effect shows."""
    speech, said = speech_now(), store.answers()
    choose_hours("result_hours", speech.say("Hours a week"))
    if said.named_networks:
        only_named()
    if said.time_minutes is None:
        st.markdown(speech.say("You have not said how much time you have: we assume this value."))


def only_named() -> None:
    """Ask whether to compare only the networks the person named."""
    st.toggle(
        speech_now().say("Only among the networks I named"),
        **prepare("only_named", store.answers().only_named, lambda on: store.change(only_named=on)),
    )


def selection(analysis: Analysis) -> None:
    """Show the networks to keep, the shop windows apart, and what stands in the way."""
    speech, catalogue = speech_now(), store.catalogue()
    for name in analysis.refused_locks:
        st.warning(
            speech.say(
                "You want to keep {network}, but it is left out.",
                network=analysis.networks[name].name,
            ),
            icon=":material/block:",
        )
    if analysis.best is None:
        st.error(
            speech.say("Give more time, or let go of a network you chose to keep."),
            icon=":material/schedule:",
        )
        return
    kept = {name: way for name, way in analysis.best.choice.items() if way.kept}
    if kept:
        _cards(kept, analysis)
        week = speech.say("Make my week")
        st.page_link(file_of("pages/plan/week.py"), label=week, icon=":material/calendar_month:")
        label = speech.say("The same in a table, with ranges")
        pictures.table_behind("kept", lambda: ways_table(kept, analysis, speech, catalogue), label)
    if analysis.best.windows:
        names = [analysis.networks[name].name for name in analysis.best.windows]
        st.markdown(
            speech.count(
                "Shop window, a few minutes a week for an up-to-date profile: {networks}.",
                "Shop windows, a few minutes a week for up-to-date profiles: {networks}.",
                len(names),
                networks=speech.listed(names),
            )
        )


def _cards(kept: Mapping[str, Way], analysis: Analysis) -> None:
    """Show one card per network to keep, the one that brings most first."""
    speech, catalogue = speech_now(), store.catalogue()
    ways = sorted(kept.items(), key=lambda item: -item[1].presence.index)
    cards.show(
        Card(
            analysis.networks[name].name,
            speech.duration(way.minutes.mode),
            what_to_do(way, analysis.networks[name].format_id, speech, catalogue),
        )
        for name, way in ways
    )
