"""The baseline: one slider, and the result page's pictures from specifications already filled."""

import gc

import streamlit as st

from benchmarks.situations import pictures


@st.cache_resource(show_spinner=False)
def freeze_once() -> None:
    """As app.py does, so that the collector costs both the same."""
    gc.collect()
    gc.freeze()


prebuilt = pictures()
for spec in prebuilt[st.slider("Situation", 0, len(prebuilt) - 1)]:
    st.vega_lite_chart(spec)
freeze_once()
