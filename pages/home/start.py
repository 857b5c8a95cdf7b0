"""Home: three questions to a first result, the longer way, examples, and resuming."""

import streamlit as st

from pages.parts import examples, express, language, resume, tour, why_fewer
from pages.parts.site import file_of

FILE = "pages/home/start.py"
say = language.speech_now().say

st.title(say("Which networks, how many minutes?"), anchor=False)
st.markdown(
    say(
        "A few social networks that suit your project, well kept, are worth more than "
        "many used badly. See whether that holds for you: with your goals, your hours, "
        "your networks."
    )
)
tour.offer()

with st.container(border=True):
    st.header(say("Three questions, one result"), anchor=False)
    express.questions()

why_fewer.show()

left, right = st.columns(2)
with left, st.container(border=True, height="stretch"):
    st.header(say("Take your time"), anchor=False)
    st.markdown(
        say(
            "Your audience, your formats, your profiles: "
            "ten minutes, and a result that is really yours."
        )
    )
    st.page_link(
        file_of("pages/assessment/project.py"),
        label=say("Start the full assessment"),
        icon=":material/checklist:",
    )
with right, st.container(border=True, height="stretch"):
    st.header(say("Resume"), anchor=False)
    resume.upload()

st.header(say("Or look at an example"), anchor=False)
examples.gallery()

st.caption(
    say(
        "No account, no tracking: your answers are kept in this browser, on your device. "
        "Take them elsewhere with a file or your link."
    )
)
