"""What is folded away is made only once somebody unfolds it: nobody waits for what nobody sees."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

UNFOLDED = "unfolded"  # whether this visitor wants everything unfolded


def folded(name: str, label: str, show: Callable[[], None], icon: str | None = None) -> None:
    """Offer what `show` shows behind a heading; `name` tells it from the others of the page."""
    fold = st.expander(
        label,
        expanded=bool(st.session_state.get(UNFOLDED)),
        key=f"folded.{name}",
        icon=icon,
        on_change="rerun",
    )
    if fold.open:
        with fold:
            show()
