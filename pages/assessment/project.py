"""My project: goals, audience, formats, tone, values, red lines."""

import streamlit as st

from pages.parts import frame, goals, language, store, weights
from pages.parts.questions import choose_one, choose_some

FILE = "pages/assessment/project.py"
say = language.speech_now().say
catalogue, answers = store.catalogue(), store.answers()

frame.opening(
    FILE,
    say(
        "Answer what you know. "
        "A question you leave out neither raises nor lowers the fit of any network."
    ),
)

with st.container(border=True):
    st.subheader(say("What for?"), anchor=False)
    goals.questions()

with st.container(border=True):
    st.subheader(say("For whom?"), anchor=False)
    choose_some("publics", say("Whom do you speak to?"), catalogue.publics)
    choose_some("ages", say("How old are they?"), catalogue.ages)
    choose_one(
        "geography",
        say("Where do they live?"),
        catalogue.geographies,
        answers.geography,
        lambda place: store.change(geography=place),
    )

with st.container(border=True):
    st.subheader(say("With what?"), anchor=False)
    choose_some(
        "formats",
        say("What can you make, alone or with help?"),
        catalogue.formats,
        say("Only what you could make every week, without exhausting yourself."),
    )

with st.container(border=True):
    st.subheader(say("How, and for which values?"), anchor=False)
    choose_some("tones", say("How do you speak?"), catalogue.tones)
    choose_some("values", say("What matters to you?"), catalogue.values)
    choose_some(
        "red_lines",
        say("Your red lines"),
        catalogue.red_lines,
        say("A network that crosses one of them is left out, and the app says so."),
    )

with st.expander(say("Weigh the criteria myself")):
    weights.questions()

frame.closing(FILE)
