"""Changing a block of the week: its day, and its minutes."""

from __future__ import annotations

import zlib

import streamlit as st

from core.answers import DAYS
from core.effort import STEP_MINUTES
from core.week import Block, Week, minutes_of, with_block_minutes
from pages.parts import store
from pages.parts.agenda import block_in_words, day_name
from pages.parts.language import speech_now

CHOSEN = "block.chosen"


def blocks(week: Week) -> None:
    """Offer every block with the days that have time and its minutes; all can go back."""
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

    with st.expander(speech.say("Change a block: its day, its minutes"), key="moving"):
        state = repr([(name, block.day, block.minutes) for name, block in movable.items()])
        chosen = _chosen({name: words(name) for name in movable}, state)
        if chosen in movable:
            _day_of(movable[chosen], week)
            _minutes_of(movable[chosen], week)
        said = store.answers()
        if said.block_days or said.block_minutes:
            st.button(
                speech.say("Put all blocks back"),
                on_click=lambda: store.change(block_days={}, block_minutes={}),
                icon=":material/undo:",
            )


def _chosen(labels: dict[str, str], state: str) -> str | None:
    """Ask for a block; it stays chosen when a change gives it another label.

    A list that is open in a browser knows its choice by the label: with another `state`
    of the blocks, which the labels tell, it is another list.
    """
    names, before = list(labels), st.session_state.get(CHOSEN)
    chosen = st.selectbox(
        speech_now().say("Block"),
        names,
        index=names.index(before) if before in labels else 0,
        format_func=labels.__getitem__,
        key=f"block.{zlib.crc32(state.encode())}",
    )
    st.session_state[CHOSEN] = chosen
    return chosen


def _day_of(block: Block, week: Week) -> None:
    speech = speech_now()
    days = [day for day in DAYS if week.available[day] > 0 or not week.by_day]
    st.pills(
        speech.say("Its day"),
        days,
        default=block.day,
        format_func=lambda day: day_name(day, speech),
        key=f"day.{block.name}.{block.day}",
        required=True,
        on_change=lambda: _keep_day(block),
    )
    if store.answers().block_days.get(block.name, block.day) != block.day:
        st.caption(speech.say("That day is full: the block went elsewhere."))


def _keep_day(block: Block) -> None:
    day = st.session_state[f"day.{block.name}.{block.day}"]
    store.change(block_days={**store.answers().block_days, block.name: day})


def _minutes_of(block: Block, week: Week) -> None:
    say = speech_now().say
    session = sum(one.minutes for one in week.of_session(block.name))
    key = f"minutes.{block.name}.{session}"
    st.number_input(
        say("Its minutes"),
        min_value=STEP_MINUTES,
        max_value=minutes_of(week, block.network),
        value=session,
        step=STEP_MINUTES,
        key=key,
        on_change=lambda: _keep_minutes(block, week, key),
    )
    st.caption(
        say(
            "What you take from a block or give to it, the other blocks of the same network get "
            "or give: the plan’s minutes stay."
        )
    )


def _keep_minutes(block: Block, week: Week, key: str) -> None:
    changed = with_block_minutes(store.answers(), week, block, st.session_state[key])
    store.change(block_minutes=changed.block_minutes)
