"""What Streamlit works out anew on every run though it stays the same: worked out once.

Its theme, looked up six times a run among all settings, was half a millisecond of processor
time or more; that the names inside a specification are in order, for which it reads back all it
has just written, a tenth of a millisecond for each picture. What a component has told, it shows
through a class that it makes anew four times a run, also for one that never tells anything: a
tenth of a millisecond each. Three functions of Streamlit's own, replaced here and nowhere else;
tests/pages/test_worked_out.py says whether a newer Streamlit still has them. Without it all is as
before, only dearer (docs/scale.md).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from streamlit import config
from streamlit.components.v2.bidi_component import main as components
from streamlit.elements import vega_charts
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

THEME, NAMES_IN_ORDER = "_populate_theme_msg", "_stabilize_vega_json_spec"
MOST_SPECIFICATIONS = 500  # of pictures, languages, themes and sizes: a few megabytes
PRESENTING = "make_bidi_component_presenter"
Populate = Callable[..., None]
Presenting = Callable[..., Any]


def once() -> None:
    """Have Streamlit work that out once from now on, or not at all where nothing is told."""
    if theme := getattr(app_session, THEME, None):
        setattr(app_session, THEME, remembered(theme))
    if in_order := getattr(vega_charts, NAMES_IN_ORDER, None):
        setattr(vega_charts, NAMES_IN_ORDER, lru_cache(MOST_SPECIFICATIONS)(in_order))
    if presenting := getattr(components, PRESENTING, None):
        setattr(components, PRESENTING, of_those_who_tell(presenting))


def remembered(work_out: Populate) -> Populate:
    """Return what fills a theme as `work_out` does, but asks it once for each section."""
    known: dict[str, CustomThemeConfig] = {}

    def fill(message: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            found = CustomThemeConfig()
            work_out(found, section)
            known[section] = found
        if known[section].ByteSize():  # to merge nothing would still say that something is there
            message.MergeFrom(known[section])

    config.on_config_parsed(known.clear, force_connect=True)
    return fill


def of_those_who_tell(presenting: Presenting) -> Presenting:
    """Return what makes the same as `presenting`, and nothing for who has no state to tell."""

    def make(aggregator: str, component: str | None = None, keys: set[str] | None = None) -> Any:
        return presenting(aggregator, component, keys) if keys else None

    return make
