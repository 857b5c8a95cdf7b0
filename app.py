"""Entry point: `streamlit run app.py` finds `app` here and serves it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import runtime

from pages.main import show
from pages.parts import plain, trouble, warm
from pages.parts.departures import Departures
from pages.parts.doorway import Doorway
from pages.parts.precompressed import Precompressed

if runtime.exists():  # a host that runs this file itself as the script
    show()
else:
    app = st.App(
        Path(__file__).parent / "pages" / "main.py",
        lifespan=warm.lifespan,
        routes=plain.routes(),
        middleware=[Middleware(Departures), Middleware(Precompressed), Middleware(Doorway)],
        on_script_error=trouble.told,
    )
