"""Compare: several sets of answers or hours, side by side."""

import streamlit as st

from pages.charts import grid, scenarios
from pages.parts import compare, frame, language, pictures

FILE = "pages/results/compare.py"
speech = language.speech_now()
say = speech.say

frame.opening(
    FILE,
    say(
        "Save your current answers under a name, with these hours or others, then "
        "change them: this page shows both side by side."
    ),
)
if not frame.nothing_to_show():
    compared = compare.analyses()
    if len(compared) > 1:
        frame.finding(compare.sentence(compared, speech))
        st.markdown(compare.common_sentence(compared, speech))
        curves = scenarios.table(compared, speech)
        alternative = compare.curves_alternative(curves, speech)
        pictures.picture(scenarios.template, curves, alternative)
        pictures.table_behind("scenarios", lambda: compare.table(compared, speech))
        st.subheader(say("Minutes a week, network by network"), anchor=False)
        cells = compare.minutes_grid(compared, speech)
        pictures.picture(grid.slanted_template, cells, compare.grid_alternative(cells, speech))
        pictures.table_behind("minutes", lambda: compare.minutes_table(compared, speech))
    else:
        st.info(
            say("Nothing to compare yet: keep a first scenario below."), icon=":material/compare:"
        )
    with st.container(border=True):
        compare.keep_one()
        compare.manage()
frame.closing(FILE)
