"""The goals of a project, and how much each counts."""

from __future__ import annotations

import streamlit as st

from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.questions import Keep, labels, prepare

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
    if len(said.goals) < 2:
        return
    scale = {0.5: speech.say("a little"), 1.0: speech.say("quite"), 2.0: speech.say("a lot")}
    for name in said.goals:
        st.segmented_control(
            speech.words(catalogue.goals[name].label),
            list(scale),
            format_func=scale.__getitem__,
            required=True,
            **prepare(f"goal.{name}", _nearest(said.goals[name], list(scale)), _keeper(name)),
        )


def _keep_goals(names: list[str]) -> None:
    said = store.answers().goals
    store.change(goals={name: said.get(name, FULL_WEIGHT) for name in names})


def _keeper(name: str) -> Keep:
    return lambda weight: store.change(goals={**store.answers().goals, name: weight})


def _nearest(weight: float, scale: list[float]) -> float:
    return min(scale, key=lambda step: abs(step - weight))
