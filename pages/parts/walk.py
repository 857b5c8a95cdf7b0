"""The walk through the questions: where one is, and what is within reach at each step."""

from __future__ import annotations

from typing import Final

import streamlit as st

from core.progress import CHAPTERS, Chapter, progress
from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.speech import Speech

OF_FILE: Final[dict[str, Chapter]] = {f"pages/assessment/{name}.py": name for name in CHAPTERS}


def place(file: str) -> None:
    """Show which step of the assessment a page is, and how many questions have an answer."""
    if file not in OF_FILE:
        return
    chapters = progress(store.answers())
    asked = sum(one.asked for one in chapters.values())
    answered = sum(one.answered for one in chapters.values())
    st.progress(answered / asked, text=sentence(OF_FILE[file], speech_now()))


def sentence(chapter: Chapter, speech: Speech) -> str:
    """Return where one is, in words."""
    here = progress(store.answers())[chapter]
    step = speech.say(
        "Step {step} of {steps}",
        step=CHAPTERS.index(chapter) + 1,
        steps=len(CHAPTERS),
    )
    if not here.asked:
        return step
    said = speech.say(
        "{answered} of {asked} questions answered here", answered=here.answered, asked=here.asked
    )
    return f"{step} · {said}"


def unknown(answered: object, assumed: str) -> None:
    """Say what is assumed as long as a question has no answer."""
    if answered:
        return
    st.caption(speech_now().say("Not sure? {assumed}", assumed=assumed))
