"""The express path: main goal, hours a week, networks; then straight to the result."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.parts import brand, goals, store
from pages.parts.frame import RESULT
from pages.parts.language import speech_now
from pages.parts.questions import labels, prepare
from pages.parts.schedule import choose_hours
from pages.parts.site import file_of

FULL_WEIGHT = 1.0
PROJECT = "pages/assessment/project.py"


def questions() -> None:
    """Show the three questions and the button that leads to the result."""
    say = speech_now().say
    ask()
    ready = bool(store.answers().goals)
    if st.button(
        **brand.main(say("See my result"), ":material/insights:", disabled=not ready),
        width="stretch",
    ):
        agree_to_hours()
        st.switch_page(file_of(RESULT))
    if not ready:
        st.markdown(say("Choose a goal: the rest can wait."))


def ask(under_hours: Callable[[], None] | None = None) -> None:
    """Ask the three questions; `under_hours` shows what else there is to the second."""
    catalogue, said = store.catalogue(), store.answers()
    say = speech_now().say
    _ask_for_goal()
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


def agree_to_hours() -> None:
    """Keep the hours that are shown: who goes on to the result with them agrees to them."""
    if store.answers().time_minutes is None:
        store.change_time(int(store.catalogue().model.assumed_weekly_minutes.mode))


def _ask_for_goal() -> None:
    """Ask for one goal. Several are only told: one chosen here would throw the others away."""
    speech, catalogue, said = speech_now(), store.catalogue(), store.answers().goals
    say = speech.say
    if len(said) > 1 and not goals.all_alike():
        label = labels(catalogue.goals)
        names = [label(goal) for goal in sorted(said, key=said.__getitem__, reverse=True)]
        st.markdown(say("1\\. Your goals: {goals}.", goals=speech.listed(names)))
        st.page_link(file_of(PROJECT), label=say("Change my goals"), icon=":material/flag:")
        return
    st.pills(
        say("1. What do you want most from your networks?"),
        list(catalogue.goals),
        format_func=labels(catalogue.goals),
        **prepare("main_goal", None if goals.all_alike() else next(iter(said), None), _keep_goal),
    )
    goals.unknown()


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
