"""What the plan leaves out, with what to do about it."""

from __future__ import annotations

import streamlit as st

from core.analysis import Analysis
from pages.parts import clock, parked
from pages.parts.language import speech_now


def parking(analysis: Analysis) -> None:
    """Show how to leave what has closed and to park what is dropped, where there is any."""
    speech = speech_now()
    say = speech.say
    closed, dropped = (parked.heading(analysis, one, speech) for one in ("closed", "dropped"))
    if not closed and not dropped:
        return
    st.header(say("What you leave, without losing it"), anchor=False)
    if closed:
        st.markdown(f"**{closed}**")
        st.markdown(_numbered(parked.closed_steps(analysis, speech)))
    if dropped:
        st.markdown(f"**{dropped}**")
        st.markdown(_numbered(parked.parking_steps(analysis, speech, clock.today())))
        st.markdown(say("A message to pin:"))
        st.code(parked.last_message(analysis, speech), language=None, wrap_lines=True)


def _numbered(lines: list[str]) -> str:
    return "\n".join(f"1. {line}" for line in lines)
