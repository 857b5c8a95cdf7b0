"""Once per process: load what every visitor will need, and keep it out of the collector's way."""

from __future__ import annotations

import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import streamlit as st

from core.analysis import analyse
from core.errors import CatalogueError
from pages.parts import one_core, pictures, run_threads, store, worked_out

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

# How many new objects, then smaller collections, go before a larger one. Everything a person's
# analysis holds goes when it goes; a walk through those of 200 people stops all for 0.3 s, and
# with Python's own (700, 10, 10) came every twelve seconds.
COLLECTING = (700, 10, 150)


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Import the pictures before the first visitor comes: Altair takes a second.

    The templates of the first result are built too, and an analysis is run, so that the
    first visitor waits no longer than the next.
    """
    with suppress(ImportError):  # Streamlit compiles it at the first pill that anybody sees
        importlib.import_module("streamlit.emojis")
    modules = {name: importlib.import_module(f"pages.charts.{name}") for name in CHARTS}
    with suppress(CatalogueError):  # each visitor is told what is wrong with it
        first = (
            modules["curve"].template,
            modules["one_more"].template,
            modules["hours"].sizes_template,
            modules["hours"].half_hours_template,
        )
        pictures.build(first)
        analyse(store.personas()[0].answers, store.catalogue())
        store.usual()
    worked_out.once()
    run_threads.use_again()
    with one_core.kept():
        yield


@st.cache_resource(show_spinner=False)
def freeze_once() -> None:
    """Freeze the heap at the end of the first visitor's first run.

    What lives as long as the process (modules, catalogue) is on it by then;
    walking it at each collection would cost tens of milliseconds.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)
