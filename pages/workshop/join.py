"""Join: take part in a workshop with the code on the wall, without an account or a name."""

import streamlit as st

from pages.parts import device, frame, joining, language, rooms, store, taking_part, turn
from pages.parts.site import file_of

FILE, GUIDE = rooms.JOIN, "pages/workshop/guide.py"
say = language.speech_now().say


@st.fragment(key=joining.ROOM)
@turn.taken()
def room() -> None:
    """Show where the visitor stands in a workshop; what they do there draws only this part."""
    device.follow()
    visit = joining.visit()
    if visit is None:
        st.markdown(
            say(
                "Everybody guesses, answers and sees their own result; the wall shows the group, "
                "never a person."
            )
        )
        joining.ask_for_code()
        label = say("I run a workshop")
        st.page_link(file_of(rooms.RUN), label=label, icon=":material/co_present:")
    elif visit.participant is None:
        joining.welcome(visit.workshop)
    else:
        taking_part.take_part(visit, visit.participant)


frame.opening(FILE)
room()
stranger = joining.current() is None and not store.answers().goals
frame.closing(FILE, onward=GUIDE if stranger else frame.RESULT)
