"""Effort: where the minutes go, the person's guess beside the estimate."""

import streamlit as st

from pages.charts import effort
from pages.parts import (
    device,
    frame,
    language,
    pictures,
    plans,
    sentences,
    store,
    tables,
    turn,
)
from pages.parts.alternatives import actions_alternative, totals_alternative
from pages.parts.guess import guessed_or_asked

FILE = "pages/results/effort.py"
speech = language.speech_now()
say = speech.say


@st.fragment
@turn.taken()
def minutes() -> None:
    """Show where the minutes go; another list or other counts draw only this part anew."""
    device.follow()
    catalogue, analysis = store.catalogue(), store.analysis()
    if not guessed_or_asked():
        return
    frame.finding(sentences.effort_sentence(analysis, speech))
    totals = effort.totals_table(analysis, speech)
    pictures.picture(effort.totals_template, totals, totals_alternative(totals, speech))

    st.subheader(say("Network by network"), anchor=False)
    ways = plans.chosen(analysis)
    if ways:
        actions = effort.by_action_table(ways, analysis, speech, catalogue)
        pictures.picture(effort.by_action_template, actions, actions_alternative(actions, speech))
        pictures.table_behind(
            "actions", lambda: tables.actions_table(ways, analysis, speech, catalogue)
        )
    else:
        st.info(say("There is nothing in this list yet."), icon=":material/info:")
    plans.own_counts(analysis)
    frame.measuring_offered()
    frame.calculation_offered()
    frame.flags()


frame.opening(FILE)
if not frame.nothing_to_show():
    minutes()
frame.closing(FILE)
