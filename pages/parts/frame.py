"""What surrounds every page: the language switch, its title, where to go next, and flags."""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from core.analysis import Analysis
from core.vocabulary import Language
from pages.parts import language, plans, signals, store, walk
from pages.parts.folded import folded
from pages.parts.sentences import fewer_sentence
from pages.parts.site import Place, file_of, path, site
from pages.parts.speech import speech as speech_of

PAGE_WIDTH = 980
RESULT = "pages/results/fewer.py"
START = "pages/home/start.py"
ACTIVITY = "pages/plan/activity.py"
METHOD, METHOD_VIEW = "pages/about/method.py", "about.view"
DOUBTS = (
    ("pages/results/robustness.py", ":material/casino:"),
    ("pages/results/assumptions.py", ":material/toggle_on:"),
)


@st.cache_resource(show_spinner=False, scope="session")
def menu(*, spoken: Language) -> dict[str, list[StreamlitPage]]:
    """Return the menu in a language. Once a session, since each page looks for its file."""
    return {
        section: [
            st.Page(file_of(p.file), title=p.title, url_path=p.address, default=not p.address)
            for p in places
        ]
        for section, places in site(speech_of(spoken)).items()
    }


def opening(file: str, intro: str = "") -> None:
    """Show the title of a page and what it is for."""
    place = next(place for place in path(language.speech_now()) if place.file == file)
    st.title(place.title, anchor=False)
    if intro:
        st.markdown(intro)
    walk.place(file)


def closing(file: str, onward: str | None = None) -> None:
    """Show the way back, the way to the result, and the way on: to `onward`, or the next page."""
    places = path(language.speech_now())
    here = next(number for number, place in enumerate(places) if place.file == file)
    coming = [place for place in places if place.file == onward] or places[here + 1 :]
    if file in walk.OF_FILE:
        with st.bottom, _centred():  # questions keep the next step and the result in reach
            _ways_of_questions(places, here)
        return
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if here > 0:
            _way(signals.WAY_BACK, places[here - 1], ":material/arrow_back:")
        if coming:
            _way(signals.WAY_ON, coming[0], ":material/arrow_forward:")


def _ways_of_questions(places: list[Place], here: int) -> None:
    """Show the step back, the result and the next step, short enough for one line of a phone."""
    say = language.speech_now().say
    result, coming = next(place for place in places if place.file == RESULT), places[here + 1]
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="xsmall"):
        _way(signals.WAY_BACK, places[here - 1], ":material/arrow_back:", say("Back"))
        if coming == result:  # the last question: both ways are one
            with st.container(key=signals.WAY_TO_RESULT, width="content"):
                _way(signals.WAY_ON, result, ":material/arrow_forward:", say("See my result"))
            return
        _way(signals.WAY_TO_RESULT, result, None, say("See my result"))
        _way(signals.WAY_ON, coming, ":material/arrow_forward:")


def _centred() -> DeltaGenerator:
    return st.container(horizontal=True, horizontal_alignment="center").container(width=PAGE_WIDTH)


def _way(key: str, place: Place, icon: str | None, label: str | None = None) -> None:
    """Show a link under a key by which the keyboard finds it."""
    side: Literal["left", "right"] = "right" if key == signals.WAY_ON else "left"
    with st.container(key=key, width="content"):
        st.page_link(file_of(place.file), label=label or place.title, icon=icon, icon_position=side)


def flags() -> None:
    """Say which figures of the catalogue are past their date, if any."""
    stale = store.stale()
    if not stale:
        return
    speech = language.speech_now()
    with st.expander(
        speech.count(
            "{number} figure of the catalogue should be checked again",
            "{number} figures of the catalogue should be checked again",
            len(stale),
        ),
        icon=":material/schedule:",
    ):
        st.markdown(
            "\n".join(f"- `{s.file}`, {s.key}: {speech.date(s.expires)}" for s in stale[:50])
        )


def paragraphs(*texts: str) -> str:
    """Return texts as paragraphs of one element: every element is a message to the browser."""
    return "\n\n".join(filter(None, texts))


def finding(sentence: str) -> None:
    """Show the sentence that states what a result screen found, before the picture."""
    with st.container(key="finding"):  # told to screen readers when it changes
        st.header(sentence, anchor=False)


def nothing_to_show() -> bool:
    """Say what to do when there is nothing to draw yet; return whether that is so."""
    analysis, say = store.analysis(), language.speech_now().say
    if not any(network.fit.score is not None for network in analysis.networks.values()):
        st.info(
            say("Tell us at least one goal, and this page will fill up."), icon=":material/flag:"
        )
        st.page_link(file_of(START), label=say("Answer three questions"), icon=":material/bolt:")
        return True
    if not analysis.usable:
        st.warning(
            say(
                "Your answers leave out every network. Remove a red line or a “never”, or add "
                "a format you can make."
            ),
            icon=":material/block:",
        )
        if store.answers().only_named:
            plans.only_named()  # what was turned here can be turned back here
        st.page_link(file_of("pages/assessment/project.py"), label=say("Go back to my project"))
        return True
    return False


def no_plan(analysis: Analysis) -> bool:
    """Say that no network is kept, and where that can change; return whether that is so."""
    if analysis.best is not None and analysis.best.kept:
        return False
    speech = language.speech_now()
    st.info(fewer_sentence(analysis, speech), icon=":material/schedule:")
    label = speech.say("Change my time")
    st.page_link(file_of("pages/assessment/time.py"), label=label, icon=":material/timer:")
    return True


def reasons_offered() -> None:
    """Offer the reason behind each affinity between a chosen goal and a network."""
    if store.answers().goals:
        label = language.speech_now().say("Why these scores: your goals, network by network")
        folded("reasons", label, _reasons)


def _reasons() -> None:
    speech, catalogue = language.speech_now(), store.catalogue()
    for network in store.analysis().ranked:
        entry = catalogue.networks.get(network.id)
        if entry is None or entry.scoring is None:
            continue
        lines = [
            f"- {speech.words(catalogue.goals[goal].label)} "
            f"({speech.number(100 * entry.scoring.goals[goal].value)}). "
            f"{speech.words(entry.scoring.goals[goal].reason)}"
            for goal in store.answers().goals
        ]
        st.markdown("\n".join([f"**{network.name}**", "", *lines]))


def measuring_offered() -> None:
    """Lead to where a person's own exports are counted."""
    say = language.speech_now().say
    label = say("Measured, not guessed: count it from my exports")
    st.page_link(file_of(ACTIVITY), label=label, icon=":material/tag:")


def calculation_offered() -> None:
    """Lead to the full calculation of the result, with the person's own figures."""
    label = language.speech_now().say("The full calculation, with my own figures")
    if st.button(label, icon=":material/calculate:", key="calculation"):
        st.session_state[METHOD_VIEW] = "own"
        st.switch_page(file_of(METHOD))


def _doubts() -> None:
    places = {place.file: place for place in path(language.speech_now())}
    with st.container(horizontal=True):
        for file, icon in DOUBTS:
            st.page_link(file_of(file), label=places[file].title, icon=icon)


def how_it_is_computed() -> None:
    """Explain the index on one screen, with what it is not, and lead to what it rests on."""
    say = language.speech_now().say
    texts = (
        say(
            "**Useful presence** is an index for comparing, not a forecast of followers or "
            "sales. 100 is one network that fits perfectly, with a complete profile and "
            "about three posts a week."
        ),
        say(
            "presence = 100 × fit × profile × response to posts × regularity × replies "
            "× reciprocity"
        ),
        say(
            "Each network has a price before its first post: visits, messages, profile care. "
            "We try every combination of networks and paces that fits your week, to the "
            "nearest five minutes, and keep the best one. Adapted content costs less and "
            "brings less. Where studies say that a second kind of content helps, it is "
            "counted too."
        ),
    )
    with st.expander(say("How is this computed?")):
        st.markdown(paragraphs(*texts))
    calculation_offered()
    _doubts()
