"""Networks that the catalogue cannot score: the person adds or rates them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from core.answers import MOST_OWN_NETWORKS, OWN_PREFIX, OwnNetwork
from core.ways import Candidacy
from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.questions import prepare, show_again

FULL = 100
HALF = 50


def questions() -> None:
    """Let the person add a network, and rate those without figures."""
    _add()
    for network in store.analysis().networks.values():
        if _unscored(network):
            _rate(network)


def _unscored(network: Candidacy) -> bool:
    entry = store.catalogue().networks.get(network.id)
    return entry is None or (entry.scoring is None and entry.status.state == "emerging")


def _add() -> None:
    say, said = speech_now().say, store.answers()
    if len(said.own_networks) >= MOST_OWN_NETWORKS:
        st.markdown(say("Five networks of your own are the most this app can compare."))
        return
    with st.form("own", clear_on_submit=True, border=False):
        name = st.text_input(
            say("Its name"), max_chars=30, placeholder=say("a forum, a newsletter …")
        )
        if st.form_submit_button(say("Add this network"), icon=":material/add:") and name.strip():
            _keep_new(name.strip())


def _keep_new(name: str) -> None:
    said = store.answers()
    taken = {own.id for own in said.own_networks}
    free = next(
        i for n in range(1, MOST_OWN_NETWORKS + 1) if (i := f"{OWN_PREFIX}{n}") not in taken
    )
    try:
        own = OwnNetwork(id=free, name=name)
    except ValueError:
        st.error(
            speech_now().say("Use letters, digits, spaces and . , ' & + ( ) - only, 30 at most."),
            icon=":material/error:",
        )
        return
    store.change(own_networks=[*said.own_networks, own])
    store.change_network(free, state="want")
    show_again("state.on", "state.want")
    st.rerun()


def _rate(network: Candidacy) -> None:
    speech, catalogue = speech_now(), store.catalogue()
    ratings = store.answers().network(network.id).ratings
    with st.container(border=True):
        st.markdown(f"**{network.name}**")
        if st.toggle(
            speech.say("I rate it myself"),
            **prepare(f"rated.{network.id}", bool(ratings), partial(_keep_rated, network.id)),
        ):
            for name, criterion in catalogue.criteria.items():
                st.slider(
                    speech.words(criterion.label),
                    0,
                    FULL,
                    step=10,
                    help=speech.words(criterion.help) if criterion.help else None,
                    **prepare(
                        f"rating.{network.id}.{name}",
                        round(ratings.get(name, HALF / FULL) * FULL),
                        partial(_keep_rating, network.id, name),
                    ),
                )
        if network.id.startswith(OWN_PREFIX):
            st.button(
                speech.say("Remove {name}", name=network.name),
                key=f"remove.{network.id}",
                on_click=partial(_remove, network.id),
                icon=":material/delete:",
            )


def _keep_rated(network_id: str, on: bool) -> None:
    half = dict.fromkeys(store.catalogue().criteria, HALF / FULL)
    store.change_network(network_id, ratings=half if on else {})


def _keep_rating(network_id: str, criterion: str, points: int) -> None:
    ratings = store.answers().network(network_id).ratings
    store.change_network(network_id, ratings={**ratings, criterion: points / FULL})


def _remove(network_id: str) -> None:
    said = store.answers()
    store.change(
        own_networks=[own for own in said.own_networks if own.id != network_id],
        networks={name: one for name, one in said.networks.items() if name != network_id},
    )
