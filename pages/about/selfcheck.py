"""Self-check: the model against published tables, other ways to the answer, and the examples."""

import streamlit as st

from pages.parts import brand, checks, frame, language

FILE = "pages/about/selfcheck.py"
say = language.speech_now().say

frame.opening(
    FILE,
    say(
        "Do not take our word for it. Here the app checks itself, now and on this machine: "
        "against tables that others published, against slower ways to the same answer, and on "
        "the examples."
    ),
)
if st.button(**brand.main(say("Run every check"), ":material/play_arrow:")):
    with st.spinner(say("Checking…")):
        checks.run()
result = checks.last()
if result is None:
    st.markdown(say("It takes a few seconds."))
else:
    checks.show(result)
frame.closing(FILE)
