"""The review of what was counted: row by row, beside the plan, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.activity.measure import Activity, Measured
from core.activity.use import (
    Beside,
    beside,
    measured_networks,
    rate_of,
    routine,
    with_routines,
    with_weeks,
)
from pages.charts import activity as chart
from pages.parts import brand, coverage, frame, measured, pictures, reality, store, turn
from pages.parts.language import speech_now
from pages.parts.site import file_of

WINDOWS = (coverage.FEW, coverage.MANY)
FOLLOW, EFFORT = "pages/plan/follow.py", "pages/results/effort.py"


@st.fragment
@turn.taken()
def results() -> None:
    """Show everything that was counted, let rows be left out, and offer what to do with it."""
    everything = measured.found()
    if everything is None:
        return
    speech, catalogue = speech_now(), store.catalogue()
    weeks = _window()
    kept = measured.chosen() or everything
    rows = list(beside(kept, store.analysis(), catalogue, weeks))
    frame.finding(reality.finding_sentence(rows, weeks, speech))
    st.markdown(reality.against_sentence(rows, store.analysis(), speech))
    _pictures(kept, rows)
    st.header(speech.say("Row by row: what should count?"), anchor=False)
    _review(everything, weeks)
    label = speech.say("Everything these exports tell, and what they do not")
    pictures.table_behind(
        "coverage", lambda: coverage.coverage_table(everything, speech, catalogue), label
    )
    _use(kept, weeks)


def _window() -> int:
    speech = speech_now()
    chosen = st.segmented_control(
        speech.say("Full weeks counted"),
        WINDOWS,
        default=coverage.MANY,
        required=True,
        format_func=lambda weeks: speech.count(
            "The last {number} week", "The last {number} weeks", weeks
        ),
        key="activity.weeks",
    )
    return int(chosen or coverage.MANY)


def _pictures(kept: Activity, rows: Sequence[Beside]) -> None:
    """Draw one network beside the plan and over the weeks, with the tables behind."""
    speech, catalogue = speech_now(), store.catalogue()
    planned = store.analysis().best
    names = sorted(
        measured_networks(kept), key=lambda name: not (planned and name in planned.choice)
    )
    if not names:
        return
    network = names[0]
    if len(names) > 1:
        network = st.pills(
            speech.say("Network"),
            names,
            default=names[0],
            required=True,
            format_func=lambda name: coverage.network_name(name, catalogue),
            key=f"activity.network.{'.'.join(names)}",
        )
    name = coverage.network_name(network, catalogue)
    mine = [one for one in rows if one.measured.network == network]
    table = chart.beside_table(mine, speech, catalogue)
    alternative = reality.beside_alternative(table, name, speech)
    pictures.picture(chart.beside_template, table, alternative)
    st.caption(
        speech.say(
            "Bar: measured. Thick mark: the plan. Diamond: what you said you do today. The scale "
            "is tighter to the right, so that one post is seen beside a hundred likes."
        )
    )
    pictures.table_behind("beside", lambda: reality.beside_frame(mine, speech, catalogue))
    weeks = chart.weeks_table(kept, network, speech)
    pictures.picture(chart.weeks_template, weeks, reality.weeks_alternative(weeks, name, speech))
    label = speech.say("The weeks behind the picture")
    pictures.table_behind("weeks", lambda: reality.weeks_frame(weeks, speech), label)


def _review(everything: Activity, weeks: int) -> None:
    """Show each network with a box for every row that has a number a week, the rest below."""
    speech, catalogue = speech_now(), store.catalogue()
    for network in dict.fromkeys(one.network for one in everything.measured):
        with st.container(border=True):
            st.markdown(f"**{coverage.network_name(network, catalogue)}**")
            st.caption(coverage.end_in_words(everything, network, speech))
            mine = [one for one in everything.measured if one.network == network]
            rated = [one for one in mine if rate_of(one, weeks) is not None]
            for one in rated:
                _box(one, weeks)
            lines = [
                coverage.unrated_line(one, speech, catalogue) for one in mine if one not in rated
            ]
            if lines:
                st.markdown("\n".join(f"- {line}" for line in lines))


def _box(one: Measured, weeks: int) -> None:
    speech, row = speech_now(), (one.network, one.action)
    key = f"activity.row.{one.network}.{one.action}"
    st.session_state[key] = row not in measured.left_out()
    st.checkbox(
        coverage.row_label(one, weeks, speech, store.catalogue()),
        key=key,
        help=coverage.state_in_words(one, speech) if one.state == "lower_bound" else None,
        on_change=lambda: measured.tick(row, on=bool(st.session_state[key])),
    )


def _use(kept: Activity, weeks: int) -> None:
    """Offer to take the counts as what is done today, or the weeks as done; or to forget all."""
    speech, catalogue, analysis = speech_now(), store.catalogue(), store.analysis()
    say = speech.say
    names = measured_networks(kept)
    st.header(say("Use it"), anchor=False)
    if names:
        found = [routine(kept, analysis, catalogue, name, weeks) for name in names]
        lines = [reality.routine_line(one, speech, catalogue) for one in found if one]
        with st.container(horizontal=True):
            if st.button(**brand.main(say("Use as what I do today"), ":material/check:")):
                _take("routine", kept, weeks)
            if st.button(say("Put these weeks in my follow-up"), icon=":material/event_note:"):
                _take("weeks", kept, weeks)
        with st.expander(say("What would count as my current routine?"), key="activity.routine"):
            st.markdown("\n".join(f"- {line}" for line in lines))
    _done()
    if st.button(say("Forget everything that was counted"), icon=":material/delete:"):
        measured.forget()
        st.rerun()


def _take(what: str, kept: Activity, weeks: int) -> None:
    analysis, catalogue = store.analysis(), store.catalogue()
    if what == "routine":
        store.replace(with_routines(kept, analysis, catalogue, weeks=weeks))
    else:
        store.replace(with_weeks(kept, analysis, catalogue, weeks))
    measured.note_done(what)
    st.rerun()


def _done() -> None:
    say, done = speech_now().say, measured.done()
    if done == "routine":
        st.success(say("Taken: this is now what you do today, in all results."))
        st.page_link(file_of(EFFORT), label=say("See where the minutes go"))
    elif done == "weeks":
        st.success(say("Kept: your follow-up shows these weeks beside the plan."))
        st.page_link(file_of(FOLLOW), label=say("See my follow-up"))
