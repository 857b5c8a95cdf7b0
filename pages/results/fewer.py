"""Fewer: the networks to keep, why that many, and why not one more."""

import streamlit as st

from pages.parts import device, findings, frame, language, plans, resume, sentences, store, turn

FILE = "pages/results/fewer.py"
speech = language.speech_now()
say = speech.say


@st.fragment
@turn.taken()
def result() -> None:
    """Show what follows from the answers; other hours draw only this part anew."""
    device.follow()
    told = store.told()
    if not told.analysis.usable:  # a switch in here has left no network to choose
        st.rerun()
    frame.finding(told.once(sentences.fewer_sentence, speech))
    thesis = told.once(sentences.thesis_sentence, speech)
    st.markdown(frame.paragraphs(thesis, told.once(sentences.alternatives_told, speech)))
    plans.time_at_hand()
    plans.selection(told.analysis)
    st.subheader(say("Why this many"), anchor=False)
    findings.why_this_many(told, speech)
    st.subheader(say("Why not one more"), anchor=False)
    findings.why_not_one_more(told, speech)
    st.subheader(say("And with more hours?"), anchor=False)
    findings.with_more_hours(told, speech)


frame.opening(FILE)
if not frame.nothing_to_show():
    result()
    resume.save()
    frame.how_it_is_computed()
    frame.flags()
frame.closing(FILE)
