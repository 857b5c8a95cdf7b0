"""The app as it would be if nobody saw people leave: what was kept for them stays."""

from pathlib import Path

import streamlit as st

from pages.parts import plain, trouble, warm

app = st.App(
    Path(__file__).parents[2] / "pages" / "main.py",
    lifespan=warm.lifespan,
    routes=plain.routes(),
    on_script_error=trouble.told,
)
