"""Once per process: put what was built at start-up out of the garbage collector's way."""

from __future__ import annotations

import gc

import streamlit as st


@st.cache_resource(show_spinner=False)
def freeze_once() -> None:
    """Freeze the heap after the first run: a collection then looks only at what came since.

    Everything that lives as long as the process (modules, catalogue, templates)
    is on the heap by then; walking it again for every visitor costs tens of
    milliseconds a run.
    """
    gc.collect()
    gc.freeze()
