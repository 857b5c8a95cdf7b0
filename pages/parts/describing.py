"""What a project is like: for whom, with what, how and for which values; and what is assumed."""

from __future__ import annotations

import streamlit as st

from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.questions import choose_one, choose_some


def audience() -> None:
    """Ask for whom the project is."""
    say, catalogue = speech_now().say, store.catalogue()
    st.header(say("For whom?"), anchor=False)
    choose_some(
        "publics",
        say("Who do you want to reach?"),
        catalogue.publics,
        assumed=say("Leave it blank: people and organisations then count alike."),
    )
    choose_some(
        "ages",
        say("How old are they?"),
        catalogue.ages,
        assumed=say("Leave it blank: age then counts neither for nor against any network."),
    )
    choose_one(
        "geography",
        say("Where do they live?"),
        catalogue.geographies,
        store.answers().geography,
        lambda place: store.change(geography=place),
    )


def formats() -> None:
    """Ask what the person can make."""
    say = speech_now().say
    st.header(say("With what?"), anchor=False)
    choose_some(
        "formats",
        say("What can you make, alone or with help?"),
        store.catalogue().formats,
        say("Only what you could make every week, without exhausting yourself."),
        say(
            "Leave it blank: any format is then possible, and we take the one that brings "
            "most for your time."
        ),
    )


def voice() -> None:
    """Ask how the project speaks, what it stands for, and what it will not have."""
    say, catalogue = speech_now().say, store.catalogue()
    assumed = say("Leave it blank: this then counts neither for nor against any network.")
    st.header(say("In what tone, and for which values?"), anchor=False)
    choose_some("tones", say("How do you speak?"), catalogue.tones, assumed=assumed)
    choose_some("values", say("What matters to you?"), catalogue.values, assumed=assumed)
    choose_some(
        "red_lines",
        say("Your red lines"),
        catalogue.red_lines,
        say("A network that crosses one of them is left out, and the app says so."),
        say("Leave it blank: no network is then left out for this reason."),
    )
