"""The audit of one profile: what is done, what is missing, and what it would take."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from core.ways import Candidacy
from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.questions import prepare


def checklist(network: Candidacy) -> None:
    """Show how complete a profile is, and its checklist; boxes start empty once it has begun."""
    speech, said = speech_now(), store.answers().network(network.id).profile
    with st.container(border=True):
        st.progress(network.completeness, text=_state(network, bool(said)))
        if not said:
            st.button(
                speech.say("Check my {network} profile", network=network.name),
                key=f"audit.{network.id}",
                on_click=partial(_begin, network),
            )
            return
        with st.expander(
            speech.say("Checklist: {network}", network=network.name),
            expanded=True,
            key=f"checklist.{network.id}",
        ):
            _boxes(network, said)


def _boxes(network: Candidacy, said: Mapping[str, bool]) -> None:
    speech, catalogue = speech_now(), store.catalogue()
    for item in catalogue.checklist_of(network.id, network.family):
        time = speech.duration(item.setup_minutes.mode)
        st.checkbox(
            speech.say("{item} (about {time})", item=speech.words(item.label), time=time),
            help=speech.words(item.help) if item.help else None,
            **prepare(
                f"profile.{network.id}.{item.id}",
                said.get(item.id, False),
                partial(_keep, network.id, item.id),
            ),
        )


def _state(network: Candidacy, begun: bool) -> str:
    speech = speech_now()
    if not begun:
        return speech.say(
            "**{network}**: not checked yet, we assume {percent}",
            network=network.name,
            percent=speech.percent(network.completeness),
        )
    return speech.say(
        "**{network}**: {percent} complete",
        network=network.name,
        percent=speech.percent(network.completeness),
    )


def _begin(network: Candidacy) -> None:
    items = store.catalogue().checklist_of(network.id, network.family)
    store.change_network(network.id, profile={item.id: False for item in items})


def _keep(network_id: str, item_id: str, done: bool) -> None:
    said = store.answers().network(network_id).profile
    store.change_network(network_id, profile={**said, item_id: done})
