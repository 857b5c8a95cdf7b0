"""The identity of the app: its name, its mark and the icon of its tab, as files of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

import streamlit as st

from pages.charts.palette import Theme

NAME: Final = "Peu mais bien"
FOLDER: Final = Path(__file__).with_suffix("")
ICON: Final = str(FOLDER / "favicon.svg")  # a local file: a named icon would call a font host


def logo(theme: Theme) -> None:
    """Put the name and its mark beside the menu."""
    st.logo(str(FOLDER / f"logo_{theme}.svg"), size="large")


def emphasis() -> Literal["primary", "secondary"]:
    """Return the type of the button that a page is for.

    Streamlit writes white on the main colour; on a dark screen, where that colour has to be
    light to be read, nobody could read white on it.
    """
    return "secondary" if st.context.theme.type == "dark" else "primary"
