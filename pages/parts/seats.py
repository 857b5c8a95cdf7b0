"""What a person says of each network: state, routine of today, lock, content, weekly counts."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

import streamlit as st

from core.ways import Candidacy
from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.questions import number, pick, prepare, show_again

FIRST_YEAR = 2003
COUNTED, USUAL = "own counts", "light"


def which() -> None:
    """Ask which networks the person is on, and which they would like."""
    say, said = speech_now().say, store.answers()
    networks = store.analysis().networks
    for state, label in (
        ("on", say("I am already on")),
        ("want", say("I would like to be on")),
    ):
        st.pills(
            label,
            list(networks),
            selection_mode="multi",
            format_func=lambda name: networks[name].name,
            **prepare(
                f"state.{state}",
                [n for n in networks if said.network(n).state == state],
                partial(_keep_state, state),
            ),
        )


def refused() -> None:
    """Ask which networks are out of the question."""
    networks, said = store.analysis().networks, store.answers()
    st.pills(
        speech_now().say("Never these"),
        list(networks),
        selection_mode="multi",
        format_func=lambda name: networks[name].name,
        **prepare("never", [n for n in networks if said.network(n).lock == "never"], _keep_never),
    )


def intense() -> None:
    """Offer the rungs above the pace on which sources agree."""
    say = speech_now().say
    st.toggle(
        say("Also consider very intense paces (more than five posts a week)"),
        help=say(
            "Above five posts a week the sources disagree: some find more reach, others less."
        ),
        **prepare("intense", store.answers().intense, lambda value: store.change(intense=value)),
    )


def details(network_id: str) -> None:
    """Ask about one network that the person named."""
    network = store.analysis().networks[network_id]
    with st.expander(network.name, key=f"seat.{network.id}"):
        if network.veto is not None and network.veto.reason == "closed":
            st.markdown(speech_now().words(store.catalogue().networks[network_id].status.note))
            return
        _routine(network)
        _counts(network)
        left, right = st.columns(2)
        with left:
            _since(network)
        with right:
            _format(network)
        _keep_lock(network)


def _routine(network: Candidacy) -> None:
    speech, catalogue, said = speech_now(), store.catalogue(), store.answers().network(network.id)
    texts: dict[str | None, str] = {None: speech.say("I do not know")}
    for name in catalogue.rungs_of(network.id):
        rung = catalogue.rungs[name]
        hint = speech.words(rung.help) if rung.help else ""
        texts[name] = f"{speech.words(rung.label)} · {hint}"
    texts[COUNTED] = speech.say("My own counts")
    value = COUNTED if said.today_counts is not None else said.today
    pick(
        f"today.{network.id}",
        speech.say("What you do there today"),
        texts,
        value,
        partial(_keep_today, network.id),
    )


def _counts(network: Candidacy) -> None:
    said = store.answers().network(network.id)
    if said.today_counts is None:
        return
    speech, actions = speech_now(), list(store.catalogue().actions.values())
    st.markdown(speech.say("Per week, roughly:"))
    for start in range(0, len(actions), 4):
        for column, action in zip(st.columns(4), actions[start : start + 4], strict=False):
            with column:
                number(
                    f"count.{network.id}.{action.id}",
                    speech.words(action.label),
                    float(said.today_counts.get(action.id, 0)),
                    partial(_keep_count, network.id, action.id),
                    min_value=0.0,
                    max_value=1000.0,
                    step=1.0,
                )


def _since(network: Candidacy) -> None:
    say, said = speech_now().say, store.answers().network(network.id)
    number(
        f"since.{network.id}",
        say("Since which year"),
        said.since_year,
        lambda year: store.change_network(network.id, since_year=year),
        min_value=FIRST_YEAR,
        max_value=datetime.date.today().year,
        step=1,
        placeholder=say("optional"),
    )


def _format(network: Candidacy) -> None:
    speech, catalogue = speech_now(), store.catalogue()
    entry = catalogue.networks.get(network.id)
    accepted = list(entry.scoring.formats) if entry and entry.scoring else list(catalogue.formats)
    texts: dict[str | None, str] = {None: speech.say("Whatever pays best for my time")}
    texts |= {name: speech.words(catalogue.formats[name].label) for name in accepted}
    said = store.answers().network(network.id).format
    pick(
        f"format.{network.id}",
        speech.say("What you would publish there"),
        texts,
        said,
        lambda value: store.change_network(network.id, format=value),
    )


def _keep_lock(network: Candidacy) -> None:
    st.toggle(
        speech_now().say("I keep this one, whatever the result"),
        **prepare(
            f"keep.{network.id}",
            store.answers().network(network.id).lock == "keep",
            partial(_keep_kept, network.id),
        ),
    )


def _keep_kept(network_id: str, on: bool) -> None:
    store.change_network(network_id, lock="keep" if on else None)
    show_again("never")


def _keep_state(state: str, names: list[str]) -> None:
    said = store.answers()
    for name in store.analysis().networks:
        now = said.network(name).state
        if name in names and now != state:
            store.change_network(name, state=state)
        elif name not in names and now == state:
            store.change_network(name, state=None)
    show_again("state.on", "state.want")


def _keep_never(names: list[str]) -> None:
    said = store.answers()
    for name in store.analysis().networks:
        lock = said.network(name).lock
        if name in names and lock != "never":
            store.change_network(name, lock="never")
            show_again(f"keep.{name}")
        elif name not in names and lock == "never":
            store.change_network(name, lock=None)


def _keep_today(network_id: str, value: str | None) -> None:
    said = store.answers().network(network_id)
    if value == COUNTED:
        way = store.analysis().networks[network_id].native(said.today or USUAL)
        counts = way.counts if way else store.catalogue().rungs_of(network_id)[USUAL].counts
        store.change_network(network_id, today=None, today_counts=dict(counts))
    else:
        store.change_network(network_id, today=value, today_counts=None)


def _keep_count(network_id: str, action: str, count: float | None) -> None:
    counts: dict[str, Any] = dict(store.answers().network(network_id).today_counts or {})
    store.change_network(network_id, today_counts={**counts, action: count or 0.0})
