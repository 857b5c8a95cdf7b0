"""The app as it is, with parts that fail: on the first page, after a click, in a part run alone."""

from pathlib import Path

import streamlit as st

from app import app as real
from pages.parts import turn, why_fewer

ROOT = Path(__file__).resolve().parents[2]
SECRET = "what somebody has answered"
PLACES = ("on the page", "in a part", "after a click")


def fails() -> None:
    """Fail with words that no visitor should see."""
    raise ZeroDivisionError(SECRET)


@st.fragment
@turn.taken()
def _part() -> None:
    if st.button("in a part"):
        fails()


def _faults() -> None:
    _part()
    st.button("after a click", on_click=fails)
    if st.button("on the page"):
        fails()


why_fewer.show = _faults
# The server looks for such a line; what is done with a fault is what the real app does.
app = st.App(ROOT / "pages" / "main.py", on_script_error=real._on_script_error)
