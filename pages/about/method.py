"""Method and sources: every formula, every figure, what speaks against us, and where from."""

import streamlit as st

from pages.parts import constants, evidence, frame, language, own_figures, store
from pages.parts.formulas import formulas

FILE = "pages/about/method.py"
speech = language.speech_now()
say = speech.say

frame.opening(
    FILE,
    say(
        "Nothing here is hidden: how each figure is made, where it comes from, and what "
        "contradicts it. Nothing is tuned so that few networks win."
    ),
)
views = {
    "formulas": say("The formulas"),
    "own": say("With your own figures"),
    "constants": say("Every figure of the model"),
    "against": say("What contradicts us"),
    "sources": say("All sources"),
}
view = st.pills(
    say("What do you want to read?"),
    list(views),
    format_func=views.__getitem__,
    default="formulas",
    required=True,
    key=frame.METHOD_VIEW,
    persist_state="session",
)
st.header(views[view or "formulas"], anchor=False)
if view == "own":
    own_figures.explained()
elif view == "constants":
    constants.browse()
elif view == "against":
    evidence.against_us()
elif view == "sources":
    evidence.browse()
else:
    st.markdown(say("The sign ^ means “to the power of”; scores go from 0 to 1."))
    for place, (chapter, written) in enumerate(formulas(speech, store.catalogue()).items()):
        with st.expander(chapter, expanded=place == 0):
            for formula in written:
                st.markdown(f"**{formula.name}**  \n{formula.words}")
                st.code(formula.written, language=None, wrap_lines=True)
frame.flags()
frame.closing(FILE)
