"""Once per process: load what every visitor will need, and keep it out of the collector's way."""

from __future__ import annotations

import gc
import importlib

import streamlit as st

CHARTS = ("curve", "effort", "fit", "hours", "one_more")


@st.cache_resource(show_spinner=False)
def ready_for_everybody() -> None:
    """Import the pictures, then freeze the heap, at the end of the first visitor's first run.

    Importing Altair takes a second, better spent while that visitor reads than
    when they ask for their result. What lives as long as the process (modules,
    catalogue) is on the heap by then; walking it at each collection would cost
    tens of milliseconds.
    """
    for name in CHARTS:
        importlib.import_module(f"pages.charts.{name}")
    gc.collect()
    gc.freeze()
