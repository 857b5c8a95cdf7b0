"""Moving a block of the week to another day."""

from __future__ import annotations

import streamlit as st

from core.answers import DAYS
from core.week import Block, Week
from pages.parts import store
from pages.parts.agenda import block_in_words, day_name
from pages.parts.language import speech_now


def blocks(week: Week) -> None:
    """Offer every block with the days that have time; what was moved can go back."""
    speech, analysis = speech_now(), store.analysis()
    movable = {block.name: block for block in week.routine if "_" not in block.name.split(".")[1]}
    if not movable:
        return

    def words(name: str) -> str:
        """Return a block with its day: two on other days may be alike in all else."""
        block = movable[name]
        return speech.say(
            "{day}, {block}",
            day=day_name(block.day, speech) if block.day else "",
            block=block_in_words(block, analysis, speech, store.catalogue()),
        )

    with st.expander(speech.say("Move a block to another day"), key="moving"):
        chosen = st.selectbox(speech.say("Block"), list(movable), format_func=words, key="block")
        if chosen in movable:
            _day_of(movable[chosen], week)
        if store.answers().block_days:
            st.button(
                speech.say("Put all blocks back"),
                on_click=lambda: store.change(block_days={}),
                icon=":material/undo:",
            )


def _day_of(block: Block, week: Week) -> None:
    speech = speech_now()
    days = [day for day in DAYS if week.available[day] > 0]
    st.segmented_control(
        speech.say("Its day"),
        days,
        default=block.day,
        format_func=lambda day: day_name(day, speech),
        key=f"day.{block.name}.{block.day}",
        required=True,
        on_change=lambda: _keep(block),
    )
    if store.answers().block_days.get(block.name, block.day) != block.day:
        st.caption(speech.say("That day is full: the block went elsewhere."))


def _keep(block: Block) -> None:
    day = st.session_state[f"day.{block.name}.{block.day}"]
    store.change(block_days={**store.answers().block_days, block.name: day})
