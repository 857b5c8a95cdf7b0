"""One card per network to keep: its name, its time, what to do there. One element for them all.

A plan of eight networks in cards of Streamlit's would be twenty-five messages to the browser,
and a seventh of what other hours cost the server.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import streamlit as st

KEY = "cards.component"
HTML = '<ul class="cards"></ul>'
_FILE = Path(__file__)
_component = st.components.v2.component(
    "peu_mais_bien.cards",
    html=HTML,
    css=_FILE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_FILE.with_suffix(".js").read_text(encoding="utf-8"),
)


class Card(NamedTuple):
    """A card, in words: a network's name, its time a week, and what to do there."""

    name: str
    time: str
    task: str


def show(cards: Iterable[Card]) -> None:
    """Show some cards, beside each other where there is room; their words may be anybody's."""
    _component(key=KEY, data={"cards": tuple(cards)})  # a list would be taken for a data frame
