"""Entry point: `streamlit run app.py` finds `app` here and serves it."""

from pathlib import Path

import streamlit as st
from streamlit import runtime

from pages.main import show
from pages.parts import plain, warm

if runtime.exists():  # a host that runs this file itself as the script
    show()
else:
    script = Path(__file__).parent / "pages" / "main.py"
    app = st.App(script, lifespan=warm.lifespan, routes=plain.routes())
