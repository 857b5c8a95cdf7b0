"""The express path: main goal, hours a week, networks; then straight to the result."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.answers import Answers
from pages.parts import brand, goals, store
from pages.parts.frame import RESULT
from pages.parts.language import speech_now
from pages.parts.questions import labels, prepare
from pages.parts.schedule import choose_hours
from pages.parts.site import file_of

FULL_WEIGHT = 1.0


def questions() -> None:
    """Show the three questions and the button that leads to the result."""
    say = speech_now().say
    ask()
    ready = bool(store.answers().goals)
    if st.button(
        say("See my result"),
        type=brand.emphasis(),
        icon=":material/insights:",
        disabled=not ready,
        width="stretch",
    ):
        st.switch_page(file_of(RESULT))
    if not ready:
        st.markdown(say("Choose a goal: the rest can wait."))


def ask(under_hours: Callable[[], None] | None = None) -> None:
    """Ask the three questions; `under_hours` shows what else there is to the second."""
    speech, catalogue, said = speech_now(), store.catalogue(), store.answers()
    say = speech.say
    st.pills(
        say("1. What do you want most from your networks?"),
        list(catalogue.goals),
        format_func=labels(catalogue.goals),
        **prepare("main_goal", _main_goal(said), _keep_goal),
    )
    goals.unknown()
    choose_hours("express_hours", say("2. How many hours a week can you really give them?"))
    if under_hours is not None:
        under_hours()
    st.pills(
        say("3. Which networks are you on, or do you want to be on?"),
        [network.id for network in catalogue.networks.values()],
        selection_mode="multi",
        format_func=lambda name: catalogue.networks[name].name,
        **prepare(
            "named", [n for n in said.named_networks if n in catalogue.networks], _keep_named
        ),
    )


def _main_goal(said: Answers) -> str | None:
    if goals.all_alike():
        return None
    return max(said.goals, key=said.goals.__getitem__, default=None)


def _keep_goal(goal: str | None) -> None:
    store.change(goals={goal: FULL_WEIGHT} if goal else {})


def _keep_named(names: list[str]) -> None:
    said = store.answers()
    catalogued = {*names, *said.named_networks} - {own.id for own in said.own_networks}
    changed = {
        name: said.network(name).model_copy(update={"state": "on" if name in names else None})
        for name in sorted(catalogued)
        if (name in names) != (said.network(name).state is not None)
    }
    store.change(networks={**said.networks, **changed})
