"""Take away: the plan on paper, in a calendar, in a spreadsheet, as pictures or as text."""

import streamlit as st

from pages.parts import exports, frame, language, store

FILE = "pages/plan/take_away.py"
say = language.speech_now().say

frame.opening(
    FILE,
    say(
        "Your plan, for use elsewhere. Each file is made when you click, from your "
        "current answers, and sent to nobody but you."
    ),
)
if not frame.nothing_to_show() and not frame.no_plan(store.analysis()):
    asks = exports.asks()
    for group in (
        lambda: exports.to_print(asks.quickly, asks.thoroughly),
        lambda: exports.to_calendar(asks.quickly),
        lambda: exports.to_spreadsheet(asks.quickly),
        lambda: exports.to_slides(asks),
        exports.to_come_back,
    ):
        with st.container(border=True):
            group()
frame.closing(FILE)
