"""The identity of the app: its name, its mark and the icon of its tab, as files of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import streamlit as st

from pages.charts.palette import Theme

NAME: Final = "Peu mais bien"
FOLDER: Final = Path(__file__).with_suffix("")
ICON: Final = str(FOLDER / "favicon.svg")  # a local file: a named icon would call a font host
WORDS_ON_MAIN: Final = "#05080B"  # on a dark screen; read on a button pointed at, too


def logo(theme: Theme) -> None:
    """Put the name and its mark beside the menu."""
    st.logo(str(FOLDER / f"logo_{theme}.svg"), size="large")


def main(label: str, icon: str | None = None, *, disabled: bool = False) -> dict[str, Any]:
    """Return what makes a button the one that its page is for.

    Streamlit writes white on the main colour. On a dark screen that colour is light, since it
    is also read as words there, and nobody could read white on it: its words are then dark.
    """
    look = {"label": label, "icon": icon, "type": "primary", "disabled": disabled}
    if st.context.theme.type != "dark":
        return look
    if disabled:  # no colour behind it, so no dark words
        return {**look, "type": "secondary"}
    return {**look, "label": f':color[{label}]{{foreground="{WORDS_ON_MAIN}"}}', "icon": None}
