"""The weekly check-in: what was done, in two minutes; and what follows from several."""

from __future__ import annotations

import datetime

import pandas as pd
import streamlit as st

from core.analysis import Analysis
from core.answers import MINUTES_IN_A_WEEK, CheckIn, Done
from core.catalogue import Catalogue
from core.follow_up import Pace, WeekDone, actions_done, pace, recalibrated, with_check_in
from core.switches import FIXED_ACTIONS
from core.ways import Way
from core.week import leaving
from pages.charts import activity as beside
from pages.parts import brand, clock, pictures, reality, store
from pages.parts.agenda import NONE
from pages.parts.language import speech_now
from pages.parts.questions import AS_SHORT_AS_MAY_BE
from pages.parts.sentences import fewer_sentence, way_in_words
from pages.parts.speech import Speech
from pages.parts.tables import rung_name

REPORTED = ("post", "reply", "comment", "like", "share")  # what people can count afterwards
WEEKS_OFFERED = 6
MOST_COUNT = 1000
KEPT = "check_in.kept"  # the week kept just now, until it has been said
STEADY = 0.1  # minutes within 10 % of the expected are called as expected


def form(analysis: Analysis) -> None:
    """Ask for the minutes and counts of one week, network by network."""
    speech = speech_now()
    week = st.selectbox(
        speech.say("Which week?"),
        _mondays(),
        format_func=lambda day: speech.say("Week of {day}", day=speech.day(day)),
        key="check_in.week",
    )
    if week is None or analysis.best is None:
        return
    said = next((one for one in analysis.answers.check_ins if one.week == week), CheckIn(week=week))
    with st.form(f"check_in.{week}", border=False):
        asked = {
            name: _network(week, name, way, analysis, said)
            for name, way in analysis.best.choice.items()
        }
        asked |= _elsewhere(week, analysis, said)
        if st.form_submit_button(**brand.main(speech.say("Keep this week"))):
            _keep(said, {name: one for name, one in asked.items() if one is not None})
    if st.session_state.pop(KEPT, None) == week:
        told = speech.say("The week of {day} is kept.", day=speech.day(week))
        st.success(told, icon=":material/check:")


def _keep(said: CheckIn, done: dict[str, Done]) -> None:
    """Keep what was done in a week; without a minute of any network there is nothing to keep."""
    if not done:
        st.error(speech_now().say("Say the minutes of at least one network."))
        return
    week = CheckIn(week=said.week, networks={**said.networks, **done})
    store.change(check_ins=with_check_in(store.answers(), week).check_ins)
    st.session_state[KEPT] = said.week
    st.rerun()


def _mondays() -> list[str]:
    today = clock.today()
    this = today - datetime.timedelta(days=today.weekday())
    return [(this - datetime.timedelta(weeks=n)).isoformat() for n in range(WEEKS_OFFERED)]


def _network(week: str, name: str, way: Way, analysis: Analysis, said: CheckIn) -> Done | None:
    """Ask for one network; what was reported comes back. Left empty, nothing is reported of it."""
    speech, before = speech_now(), said.networks.get(name)
    minutes = st.number_input(
        speech.say("Minutes on {network}", network=analysis.networks[name].name),
        min_value=0,
        max_value=MINUTES_IN_A_WEEK,
        value=before.minutes if before and not before.measured else None,
        step=5,
        placeholder=speech.say("planned: {time}", time=speech.duration(way.minutes.mode)),
        key=f"done.{week}.{name}",
    )
    counts = _counts(week, name, way, dict(before.counts) if before else {})
    if not minutes:  # in no time, nothing was done
        return None if minutes is None else Done(minutes=0)
    planned = (before.planned if before else None) or way.counts
    return Done(minutes=minutes, counts=counts, planned=planned if counts else {})


def _counts(week: str, name: str, way: Way, before: dict[str, float]) -> dict[str, float]:
    """Ask how often each thing was done. What is left empty was not counted: nothing is made up."""
    speech, actions, counts = speech_now(), store.catalogue().actions, dict(before)
    asked = [action for action in REPORTED if way.counts.get(action, 0.0) > 0]
    if not asked:  # a network kept as a shop window
        return counts
    with st.expander(speech.say("How many times, if you counted"), key=f"counts.{week}.{name}"):
        for column, action in zip(st.columns(len(asked)), asked, strict=False):
            planned = speech.number(way.counts[action], 1)
            with column:
                told = st.number_input(
                    speech.words(actions[action].label),
                    min_value=0.0,
                    max_value=float(MOST_COUNT),
                    value=before.get(action),
                    step=1.0,
                    format=AS_SHORT_AS_MAY_BE,
                    placeholder=speech.say("planned: {time}", time=planned),
                    key=f"done.{week}.{name}.{action}",
                )
            counts.pop(action, None)
            if told is not None:
                counts[action] = told
    return counts


def _elsewhere(week: str, analysis: Analysis, said: CheckIn) -> dict[str, Done | None]:
    """Ask for the minutes on networks that the person is on and that the plan leaves out."""
    say, asked = speech_now().say, dict[str, Done | None]()
    names = [one.network for one in leaving(analysis) if one.reason == "dropped"]
    if names:
        with st.expander(say("Time on networks outside the plan"), key=f"elsewhere.{week}"):
            for name in names:
                before = said.networks.get(name)
                minutes = st.number_input(
                    say("Minutes on {network}", network=analysis.networks[name].name),
                    min_value=0,
                    max_value=MINUTES_IN_A_WEEK,
                    value=before.minutes if before and not before.measured else None,
                    step=5,
                    key=f"done.{week}.{name}",
                )
                counts = before.counts if before else {}
                asked[name] = None if minutes is None else Done(minutes=minutes, counts=counts)
    return asked


def weeks_sentence(weeks: tuple[WeekDone, ...], speech: Speech) -> str:
    """Return how the weeks reported compare with the plan; those measured, if none was reported."""
    reported = [week for week in weeks if len(week.measured) < len(week.by_network)]
    told = reported or weeks
    mean = sum(week.done_minutes for week in told) / len(told)
    values = {
        "done": speech.duration(mean),
        "planned": speech.duration(weeks[-1].planned_minutes),
    }
    if not reported:
        return speech.count(
            "{number} week measured: {done}, and today’s plan asks for {planned}.",
            "{number} weeks measured: {done} a week on average, and today’s plan asks for "
            "{planned}.",
            len(told),
            **values,
        )
    return speech.count(
        "{number} week reported: {done}, and today’s plan asks for {planned}.",
        "{number} weeks reported: {done} a week on average, and today’s plan asks for {planned}.",
        len(told),
        **values,
    )


def measured_note(weeks: tuple[WeekDone, ...], analysis: Analysis, speech: Speech) -> str:
    """Return what minutes inferred from exports leave out; empty where there are none."""
    names = {name for week in weeks for name in week.measured}
    if not names or analysis.best is None:
        return ""
    ways = [way for name, way in analysis.best.choice.items() if name in names]
    fixed = [way.effort[n].mode for way in ways for n in FIXED_ACTIONS if n in way.effort]
    return speech.say(
        "Measured minutes are inferred from your exports, at your minutes for each action. Visits "
        "to the feed and care of the profile are in no export; on these networks the plan gives "
        "them {time}.",
        time=speech.duration(sum(fixed)),
    )


def weeks_alternative(weeks: tuple[WeekDone, ...], speech: Speech) -> str:
    """Describe the bars of the weeks."""
    parts = [
        speech.say(
            "{name}: {value}", name=speech.day(w.week), value=speech.duration(w.done_minutes)
        )
        for w in weeks
    ]
    texts = {
        "values": speech.say("; ").join(parts),
        "planned": speech.duration(weeks[-1].planned_minutes),
    }
    if any(week.measured for week in weeks):
        return speech.say(
            "Minutes reported or measured by week: {values}. Today’s plan asks for {planned}.",
            **texts,
        )
    return speech.say(
        "Minutes reported by week: {values}. Today’s plan asks for {planned}.", **texts
    )


def weeks_table(weeks: tuple[WeekDone, ...], analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per week: minutes by network, in all, and planned."""
    say, rows = speech.say, []
    names = list(dict.fromkeys(name for week in weeks for name in week.by_network))
    for week in weeks:
        row = {say("Week of"): speech.day(week.week)}
        for name in names:
            row[analysis.networks[name].name] = _minutes(week, name, speech)
        row[say("In all")] = speech.duration(week.done_minutes)
        row[say("Planned")] = speech.duration(week.planned_minutes)
        rows.append(row)
    return pd.DataFrame(rows)


def _minutes(week: WeekDone, name: str, speech: Speech) -> str:
    minutes = week.by_network.get(name)
    if minutes is None:
        return NONE
    time = speech.duration(minutes)
    return speech.say("{time}, measured", time=time) if name in week.measured else time


def actions(analysis: Analysis) -> None:
    """Show what was counted of each action beside the plan, one network at a time."""
    speech, catalogue, done = speech_now(), store.catalogue(), actions_done(analysis)
    names = list(dict.fromkeys(one.network for one in done))
    if not names:
        st.caption(speech.say("Note how many times, too, to see your week action by action."))
        return
    st.subheader(speech.say("Action by action"), anchor=False)
    network = names[0]
    if len(names) > 1:
        network = st.pills(
            speech.say("Network"),
            names,
            default=names[0],
            required=True,
            format_func=lambda name: analysis.networks[name].name,
            key=f"follow.network.{'.'.join(names)}",
        )
    name = analysis.networks[network].name
    mine = [one for one in done if one.network == network]
    table = beside.done_table(mine, speech, catalogue)
    pictures.picture(beside.done_template, table, reality.beside_alternative(table, name, speech))
    if (table["kind"] == "planned").any():
        st.caption(speech.say("Bar: done. Thick mark: the plan of those weeks."))
    pictures.table_behind("done", lambda: reality.done_frame(done, analysis, speech, catalogue))


def pace_sentence(found: Pace, speech: Speech) -> str:
    """Return whether things take longer or shorter than expected."""
    difference = found.factor - 1
    if abs(difference) < STEADY:
        return speech.say("Things take you about as long as we expected: nothing to correct.")
    if difference > 0:
        return speech.say(
            "Things take you {percent} longer than we expected.", percent=speech.percent(difference)
        )
    return speech.say(
        "Things take you {percent} less time than we expected.",
        percent=speech.percent(-difference),
    )


def recalibration(analysis: Analysis) -> None:
    """Offer minutes corrected by the weeks reported, and show what would change."""
    speech = speech_now()
    found = pace(analysis, store.catalogue())
    if found is None:
        st.caption(
            speech.say(
                "After two weeks in which you counted everything on a network, your own pace is "
                "worked out here."
            )
        )
        return
    st.markdown(pace_sentence(found, speech))
    if abs(found.factor - 1) < STEADY:
        return
    corrected = recalibrated(store.answers(), found)
    other = store.analysis_of(corrected)
    st.markdown(changes_sentence(analysis, other, speech))
    st.table(changes_table(analysis, other, speech, store.catalogue()), hide_index=True)
    st.button(
        speech.say("Use my own minutes"),
        on_click=lambda: store.change(minutes_per_action=corrected.minutes_per_action),
        icon=":material/tune:",
    )


def changes_sentence(before: Analysis, after: Analysis, speech: Speech) -> str:
    """Return what the plan becomes with corrected minutes."""
    kept, then = (
        {name: (way.rung, way.mode) for name, way in plan.best.choice.items()} if plan.best else {}
        for plan in (before, after)
    )
    if kept == then:
        return speech.say("With your own minutes, the plan stays; only its minutes change.")
    if kept.keys() == then.keys():
        return speech.say("With your own minutes, the same networks stay, at another pace.")
    plan = fewer_sentence(after, speech)
    return speech.say("With your own minutes, the plan would change. {plan}", plan=plan)


def changes_table(
    before: Analysis, after: Analysis, speech: Speech, catalogue: Catalogue
) -> pd.DataFrame:
    """Return one row per network of either plan: what is done there now, and what would be."""
    say, plans = speech.say, [plan.best.choice if plan.best else {} for plan in (before, after)]
    heads = (say("The current plan"), say("With your own minutes"))
    return pd.DataFrame(
        [
            {
                say("Network"): before.networks[name].name,
                **{
                    head: _in_short(plan.get(name), speech, catalogue)
                    for head, plan in zip(heads, plans, strict=True)
                },
            }
            for name in dict.fromkeys([*plans[0], *plans[1]])
        ]
    )


def _in_short(way: Way | None, speech: Speech, catalogue: Catalogue) -> str:
    """Return a way of keeping a network with its minutes; a dash where it is not kept."""
    if way is None:
        return NONE
    what = way_in_words(way, speech, rung_name(way, speech, catalogue))
    return speech.say("{name}: {value}", name=what, value=speech.duration(way.minutes.mode))
