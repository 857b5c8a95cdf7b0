"""Which language this visitor reads: their choice, the link's, or the browser's."""

from __future__ import annotations

import streamlit as st

from core.vocabulary import LANGUAGES, Language
from pages.parts.speech import Speech, speech

KEY, KEPT = "lang", "language"
NAMES = {"fr": "Français", "en": "English"}


def current() -> Language:
    """Return the language to speak in this run; French unless something says English."""
    chosen = st.session_state.get(KEY) or st.session_state.get(KEPT)
    asked = chosen or st.query_params.get(KEY) or _of_browser()
    return asked if asked in LANGUAGES else "fr"


def speech_now() -> Speech:
    """Return how to speak in this run."""
    return speech(current())


def switch() -> None:
    """Show the language switch. The choice is kept in the address."""
    # A default, not a value in the state: a value is sent only once, and is lost where the
    # browser draws the switch only when the next run has begun.
    st.segmented_control(
        "Langue / Language",
        LANGUAGES,
        format_func=NAMES.__getitem__,
        default=current(),
        key=KEY,
        required=True,
        label_visibility="collapsed",
    )
    st.session_state[KEPT] = current()  # the state of a widget may go with a change of page
    if current() != (st.query_params.get(KEY) or _of_browser()):  # a change of page clears it
        st.query_params[KEY] = current()


def _of_browser() -> str:
    return "en" if str(st.context.locale or "").lower().startswith("en") else "fr"
