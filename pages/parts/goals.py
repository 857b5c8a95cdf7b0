"""The goals of a project, and how much each counts."""

from __future__ import annotations

import streamlit as st

from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.questions import Keep, labels, prepare, show_again

FULL_WEIGHT = 1.0


def questions() -> None:
    """Ask for the goals, and for their weights once there are two or more."""
    speech, catalogue, said = speech_now(), store.catalogue(), store.answers()
    st.pills(
        speech.say("What do you want from your networks?"),
        list(catalogue.goals),
        selection_mode="multi",
        format_func=labels(catalogue.goals),
        **prepare("goals", list(said.goals), _keep_goals),
    )
    unknown()
    if len(said.goals) < 2 or all_alike():
        return
    st.markdown(speech.say("How much does each of them count?"))
    scale = {0.5: speech.say("a little"), 1.0: speech.say("quite"), 2.0: speech.say("a lot")}
    for name in said.goals:
        st.segmented_control(
            speech.words(catalogue.goals[name].label),
            list(scale),
            format_func=scale.__getitem__,
            required=True,
            **prepare(f"goal.{name}", _nearest(said.goals[name], list(scale)), _keeper(name)),
        )


def unknown() -> None:
    """Offer to go on without a choice: all goals then count alike."""
    say, said = speech_now().say, store.answers().goals
    if not said:
        st.button(
            say("I do not know yet: count all goals alike"),
            key="goals.unknown",
            type="tertiary",
            icon=":material/help:",
            on_click=_count_all,
        )
    elif all_alike():
        st.caption(say("All goals count alike, until you choose."))


def all_alike() -> bool:
    """Return whether the person has left the choice open."""
    said = store.answers().goals
    return len(said) == len(store.catalogue().goals) and len(set(said.values())) == 1


def _count_all() -> None:
    _keep_goals(list(store.catalogue().goals))
    show_again("goals", "main_goal")


def _keep_goals(names: list[str]) -> None:
    said = store.answers().goals
    store.change(goals={name: said.get(name, FULL_WEIGHT) for name in names})


def _keeper(name: str) -> Keep:
    return lambda weight: store.change(goals={**store.answers().goals, name: weight})


def _nearest(weight: float, scale: list[float]) -> float:
    return min(scale, key=lambda step: abs(step - weight))
