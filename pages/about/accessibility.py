"""The accessibility statement: what was tested, what works, and what does not."""

import datetime

import streamlit as st

from pages.parts import access, folded, frame, language

FILE = "pages/about/accessibility.py"
WRITTEN = datetime.date(2026, 11, 26)
speech = language.speech_now()
say = speech.say

frame.opening(FILE, access.state(speech))
st.header(say("How it is tested"), anchor=False)
st.markdown("\n".join(f"- {line}" for line in access.tested(speech)))
st.header(say("What you can count on"), anchor=False)
st.markdown("\n".join(f"- {line}" for line in access.works(speech)))
st.toggle(
    say("Unfold everything: tables and details are open under every picture"),
    key=folded.UNFOLDED,
    persist_state="session",
)
st.header(say("By keyboard"), anchor=False)
st.markdown("\n".join(f"- **{key}** · {what}" for key, what in access.keys(speech).items()))
st.header(say("What does not work yet"), anchor=False)
st.markdown("\n".join(f"- {line}" for line in access.fails(speech)))
st.header(say("Tell us"), anchor=False)
st.markdown(
    say(
        "Something stands in your way? Tell the person who gave you this address; the app has no "
        "account and cannot see who uses it. In France, if nobody answers, the Défenseur des "
        "droits takes up such cases free of charge."
    )
)
st.caption(say("Written on {day}.", day=speech.full_date(WRITTEN)))
frame.closing(FILE)
