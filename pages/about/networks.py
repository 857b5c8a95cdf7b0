"""The networks: all of them at a glance, then all that is known of one."""

import streamlit as st

from pages.parts import frame, language, panel, store

FILE = "pages/about/networks.py"
speech = language.speech_now()

frame.opening(
    FILE,
    speech.count(
        "{number} network as it is today: where it comes from, what it is for, who is there, and "
        "what it asks of you.",
        "{number} networks as they are today: where they come from, what they are for, who is "
        "there, and what they ask of you.",
        len(store.catalogue().networks),
    ),
)
network = panel.choose()
if network is not None:
    with st.container(border=True):
        panel.details(network)
frame.flags()
frame.closing(FILE)
