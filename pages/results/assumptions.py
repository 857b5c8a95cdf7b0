"""What if we are wrong: the assumptions behind "fewer is better", switched off one by one."""

import streamlit as st

from core.switches import SWITCHES
from pages.charts import switches
from pages.parts import frame, language, pictures, store, what_if
from pages.parts.assumptions import switch_help, switch_label

FILE = "pages/results/assumptions.py"
speech = language.speech_now()
say = speech.say
catalogue, usual = store.catalogue(), store.analysis()

frame.opening(
    FILE,
    say(
        "“Few networks, well kept” rests on a few assumptions. Take them away, one by one or "
        "together, and see what is left of it for you."
    ),
)
if not frame.nothing_to_show():
    with st.container(border=True):
        chosen = tuple(
            name
            for name in SWITCHES
            if st.toggle(
                switch_label(name, speech),
                help=switch_help(name, speech, catalogue),
                key=f"switch.{name}",
            )
        )
    if chosen:
        other = store.analysis_of(usual.answers, chosen)
        frame.finding(what_if.switch_sentence(usual, other, speech))
        st.markdown(what_if.verdict_sentence(usual, other, speech))
        curves = switches.table(usual, other, speech)
        pictures.picture(switches.template, curves, what_if.worlds_alternative(curves, speech))
        pictures.table_behind("worlds", lambda: what_if.worlds_table(usual, other, speech))
    else:
        st.info(
            say("Switch on at least one to see that world beside ours."),
            icon=":material/toggle_on:",
        )
    st.header(say("Each one alone"), anchor=False)
    alone = {name: store.analysis_of(usual.answers, (name,)) for name in SWITCHES}
    st.table(what_if.each_alone_table(usual, alone, speech), hide_index=True)
    st.caption(
        say(
            "Holds less: the best number is higher than we advise. No longer holds: "
            "keeping every possible network does just as well. The networks themselves may "
            "change in any case."
        )
    )
frame.closing(FILE)
