"""What a visitor is told when the app itself fails, in their language instead of Streamlit's."""

from __future__ import annotations

import streamlit as st

from pages.parts.frame import START
from pages.parts.language import speech_now
from pages.parts.site import file_of


def told(_: Exception) -> bool:
    """Say that something went wrong, where it did: on a page, in a part of it, after a click.

    Streamlit calls this after it has written the error to its own log, and shows its own box
    where this returns anything but true. Tests run no `st.App`: they still see every fault.
    """
    say = speech_now().say
    with st.container(border=True, key="fault"):
        st.error(
            say(
                "Something went wrong here. Your answers are kept on this device. "
                "Reload this page, or go back to the start."
            ),
            icon=":material/error:",
        )
        st.page_link(file_of(START), label=say("To the start"), icon=":material/home:")
    return True
