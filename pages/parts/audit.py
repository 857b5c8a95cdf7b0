"""The audit of one profile: what is done, what is missing, and what it would take."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from core.ways import Candidacy
from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.questions import key_of, prepare, show_again


def checklist(network: Candidacy) -> None:
    """Show how complete a profile is, and its checklist once somebody wants to check it."""
    speech, said = speech_now(), store.answers().network(network.id).profile
    with st.container(border=True):
        if said:
            st.progress(network.completeness, text=_state(network, begun=True))
        else:
            st.markdown(_state(network, begun=False))
        if not said and not st.session_state.get(_opened(network)):
            st.button(
                speech.say("Check my {network} profile", network=network.name),
                key=f"audit.{network.id}",
                on_click=partial(st.session_state.__setitem__, _opened(network), True),
            )
            return
        with st.expander(
            speech.say("Checklist: {network}", network=network.name),
            expanded=True,
            key=f"checklist.{network.id}",
        ):
            _boxes(network, said)
            _ways_back(network, begun=bool(said))


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
                partial(_keep_item, network, item.id),
            ),
        )


def _ways_back(network: Candidacy, *, begun: bool) -> None:
    """Offer to say that nothing is done, before anything is ticked; then to take all of it back."""
    say = speech_now().say
    if begun:
        label, icon = say("Back to “not checked”"), ":material/undo:"
        act = partial(_forget, network)
    else:
        label, icon = say("None of this is done yet"), ":material/remove_done:"
        act = partial(_keep, network, {})
    st.button(label, key=f"audit.{network.id}.back", type="tertiary", icon=icon, on_click=act)


def _opened(network: Candidacy) -> str:
    """Return the name under which the session knows that a checklist is open."""
    return key_of(f"audit.{network.id}.opened")


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


def _keep_item(network: Candidacy, item_id: str, done: bool) -> None:
    _keep(network, {item_id: done})


def _keep(network: Candidacy, done: Mapping[str, bool]) -> None:
    """Keep what is done; once anything is said of a profile, its empty boxes are still to do."""
    items = store.catalogue().checklist_of(network.id, network.family)
    said = store.answers().network(network.id).profile
    to_do = dict.fromkeys([item.id for item in items], False)
    store.change_network(network.id, profile={**to_do, **said, **done})


def _forget(network: Candidacy) -> None:
    """Take back all that was said of a profile: it counts as assumed again."""
    items = store.catalogue().checklist_of(network.id, network.family)
    store.change_network(network.id, profile={})
    show_again(*(f"profile.{network.id}.{item.id}" for item in items))
    st.session_state[_opened(network)] = False
