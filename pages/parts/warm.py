"""Once per process: load what every visitor will need, and keep it out of the collector's way."""

from __future__ import annotations

import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st

CHARTS = (
    "activity",
    "audience",
    "curve",
    "effort",
    "fit",
    "follow",
    "garden",
    "grid",
    "hours",
    "one_more",
    "robustness",
    "scenarios",
    "switches",
    "week",
)


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Import the pictures before the first visitor comes: Altair takes a second."""
    for name in CHARTS:
        importlib.import_module(f"pages.charts.{name}")
    yield


@st.cache_resource(show_spinner=False)
def freeze_once() -> None:
    """Freeze the heap at the end of the first visitor's first run.

    What lives as long as the process (modules, catalogue) is on it by then;
    walking it at each collection would cost tens of milliseconds.
    """
    gc.collect()
    gc.freeze()
