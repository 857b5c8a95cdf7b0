"""A result in three sizes, with the person's own figures: a sentence, a screen, the whole."""

from __future__ import annotations

import streamlit as st

from core.analysis import Analysis
from core.ways import Candidacy
from pages.parts import calculation, explanations, store
from pages.parts.frame import START
from pages.parts.language import speech_now
from pages.parts.site import file_of

SELECTION = "selection"


def explained() -> None:
    """Ask which result and how much of it, and explain it; say what to do without answers."""
    speech, analysis = speech_now(), store.analysis()
    say = speech.say
    if all(network.fit.score is None for network in analysis.networks.values()):
        st.info(
            say("Tell us at least one goal, and this part will fill up."), icon=":material/flag:"
        )
        st.page_link(file_of(START), label=say("Answer three questions"), icon=":material/bolt:")
        return
    subjects = {SELECTION: say("My selection")}
    subjects |= {network.id: network.name for network in _in_order(analysis)}
    subject = st.selectbox(
        say("What do you want to understand?"),
        list(subjects),
        format_func=lambda name: subjects.get(name, name),
        key="about.own.subject",
    )
    sizes = {
        "sentence": say("One sentence"),
        "screen": say("One screen"),
        "full": say("The full calculation"),
    }
    size = st.segmented_control(
        say("How much of it?"),
        list(sizes),
        format_func=sizes.__getitem__,
        default="full",
        required=True,
        key="about.own.size",
    )
    with st.container(border=True):
        st.markdown(explanation(analysis, subject, size or "full"))


def explanation(analysis: Analysis, subject: str, size: str) -> str:
    """Return the explanation of the selection or of a network, in one of three sizes."""
    speech, catalogue = speech_now(), store.catalogue()
    if subject == SELECTION:
        if size == "full" and analysis.best is not None:
            return calculation.of_plan(analysis, speech, catalogue)
        if size == "screen" and analysis.best is not None:
            return explanations.plan_screen(analysis, speech)
        return explanations.plan_sentence(analysis, speech)
    explain = {
        "sentence": explanations.network_sentence,
        "screen": explanations.network_screen,
        "full": calculation.in_full,
    }[size]
    return explain(analysis, subject, speech, catalogue)


def _in_order(analysis: Analysis) -> list[Candidacy]:
    """Return the networks: those of the selection first, then by fit, then those without."""
    chosen = analysis.best.choice if analysis.best else {}
    networks = analysis.networks.values()
    return sorted(networks, key=lambda n: (n.id not in chosen, n.veto is not None, -n.score))
