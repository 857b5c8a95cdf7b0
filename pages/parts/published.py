"""The pictures of a workshop that may be shown now: asked for again only when there are others."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.workshop.group import Picture
from pages.parts import rooms
from pages.storage.records import Status, Workshop

PICTURES = "workshop.pictures"


def pictures_now(workshop: Workshop, status: Status) -> tuple[Picture, ...]:
    """Return the pictures that may be shown. Raises Trouble where they cannot be had."""
    if not status.results_shown:
        return ()
    known: tuple[Any, tuple[Picture, ...]] | None = st.session_state.get(PICTURES)
    version = (workshop.id, status.pictures_version)
    if known is None or known[0] != version:
        known = (version, rooms.storage().pictures(workshop.id, now=rooms.now()))
        st.session_state[PICTURES] = known
    return known[1]
