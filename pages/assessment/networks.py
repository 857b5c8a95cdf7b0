"""My networks: which ones, since when, what I do there today, which I keep or refuse."""

import streamlit as st

from pages.parts import frame, language, own_networks, seats, store

FILE = "pages/assessment/networks.py"
say = language.speech_now().say

frame.opening(
    FILE, say("Say where you are, where you would like to be, and what you do there today.")
)

with st.container(border=True):
    seats.which()

named = store.answers().named_networks
if not named:
    st.info(
        say("Choose at least one network above to describe what you do there."),
        icon=":material/info:",
    )
for network_id in named:
    seats.details(network_id)
if named:
    frame.measuring_offered()

with st.expander(say("Networks I refuse, whatever the result"), key="refused"):
    seats.refused()

with st.expander(
    say("Add a network of my own, or rate one that nobody has figures for"), key="own"
):  # a key keeps it open when a network is added above it
    own_networks.questions()

seats.intense()
frame.closing(FILE)
