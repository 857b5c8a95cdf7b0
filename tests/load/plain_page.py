"""The barest baseline: a page of one slider and the number it is at."""

import streamlit as st

st.write(st.slider("Situation", 0, 159))
