"""The app as it is, with parts that fail: on the first page, after a click, in a part run alone."""

from pathlib import Path

import streamlit as st

from app import app as real
from pages.parts import turn, why_fewer
from tests.browser.faults import PLACES, SECRET

ROOT = Path(__file__).resolve().parents[2]
ON_THE_PAGE, IN_A_PART, AFTER_A_CLICK = PLACES


def fails() -> None:
    """Fail with words that no visitor should see."""
    raise ZeroDivisionError(SECRET)


@st.fragment
@turn.taken()
def _part() -> None:
    if st.button(IN_A_PART):
        fails()


def _faults() -> None:
    _part()
    st.button(AFTER_A_CLICK, on_click=fails)
    if st.button(ON_THE_PAGE):
        fails()


why_fewer.show = _faults
# The server looks for such a line; what is done with a fault is what the real app does.
app = st.App(ROOT / "pages" / "main.py", on_script_error=real._on_script_error)
