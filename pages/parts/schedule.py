"""Questions on time: hours a week or by day, and the person's own minutes per action."""

from __future__ import annotations

import streamlit as st

from core.answers import DAYS, MINUTES_IN_A_WEEK, Day
from core.catalogue import Catalogue
from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.questions import Keep, key_of, number, prepare
from pages.parts.site import file_of
from pages.parts.speech import Speech

TIME = "pages/assessment/time.py"
HALF_HOURS = range(0, 20 * 60 + 1, 30)


def choose_hours(name: str, label: str) -> None:
    """Ask for the time a week on a scale of half hours, up to 20 hours."""
    minutes = store.answers().time_minutes
    if minutes is None:
        minutes = int(store.catalogue().model.assumed_weekly_minutes.mode)
    scale = sorted({*HALF_HOURS, minutes})  # the person's own figure stays on the scale
    st.select_slider(
        label,
        scale,
        format_func=speech_now().duration,
        **prepare(
            f"{name}.{len(scale)}",
            minutes,
            store.change_time,
        ),
    )


def questions() -> None:
    """Ask for the hours, by week or by day, and say what they add up to."""
    speech, said = speech_now(), store.answers()
    say = speech.say
    ways = {"week": say("By week"), "day": say("Day by day")}
    st.session_state.setdefault(key_of("by"), "day" if said.minutes_by_day else "week")
    by = st.segmented_control(
        say("I count my time"),
        list(ways),
        format_func=ways.__getitem__,
        required=True,
        key=key_of("by"),
    )
    if by == "day":
        _by_day(speech)
    else:
        _by_week()
    minutes = store.answers().time_minutes
    if minutes is None:
        assumed = store.catalogue().model.assumed_weekly_minutes.mode
        st.markdown(
            say("Until you tell us, we assume {time} a week.", time=speech.duration(assumed))
        )
    else:
        st.markdown(say("That is **{time}** a week.", time=speech.duration(minutes)))


def by_day_offered() -> None:
    """Lead to where hours are asked day by day."""
    label = speech_now().say("Give hours by day")
    if st.button(label, icon=":material/event:", key="by_day"):
        st.session_state[key_of("by")] = "day"
        st.switch_page(file_of(TIME))


def _by_week() -> None:
    """Ask for the hours; an empty field says nothing, and shows what is then assumed."""
    speech, minutes = speech_now(), store.answers().time_minutes
    assumed = store.catalogue().model.assumed_weekly_minutes.mode
    number(
        "hours",
        speech.say("Hours a week for your networks"),
        None if minutes is None else minutes / 60,
        _keep_hours,
        min_value=0.0,
        max_value=MINUTES_IN_A_WEEK / 60,
        step=0.5,
        placeholder=speech.number(assumed / 60, 1),
    )


def _keep_hours(hours: float | None) -> None:
    minutes = None if hours is None else round(hours * 60)
    store.change(weekly_minutes=minutes, minutes_by_day={})


def _by_day(speech: Speech) -> None:
    said = store.answers().minutes_by_day
    for row in (DAYS[:4], DAYS[4:]):
        for column, day in zip(st.columns(4), row, strict=False):
            with column:
                number(
                    f"day.{day}",
                    day_names(speech)[day],
                    said.get(day, 0),
                    _day_keeper(day),
                    min_value=0,
                    max_value=1440,
                    step=5,
                )


def day_names(speech: Speech) -> dict[str, str]:
    """Return the days with the unit in which they are asked."""
    say = speech.say
    return {
        "monday": say("Monday (min)"),
        "tuesday": say("Tuesday (min)"),
        "wednesday": say("Wednesday (min)"),
        "thursday": say("Thursday (min)"),
        "friday": say("Friday (min)"),
        "saturday": say("Saturday (min)"),
        "sunday": say("Sunday (min)"),
    }


def _day_keeper(day: Day) -> Keep:
    def keep(minutes: int | None) -> None:
        store.change(minutes_by_day={**store.answers().minutes_by_day, day: minutes or 0})

    return keep


def minutes_per_action() -> None:
    """Ask for the person's own minutes for each action; an empty field keeps ours."""
    speech, catalogue, said = speech_now(), store.catalogue(), store.answers()
    st.markdown(speech.say("Leave a field empty to keep our estimate, shown in grey."))
    things = timed_labels(speech, catalogue)
    for start in range(0, len(things), 2):
        for column, (name, label, likely) in zip(
            st.columns(2), things[start : start + 2], strict=False
        ):
            with column:
                number(
                    f"minutes.{name}",
                    label,
                    said.minutes_per_action.get(name),
                    _minutes_keeper(name),
                    min_value=0.0,
                    max_value=1440.0,
                    step=0.5,
                    placeholder=speech.number(likely, 1),
                )


def timed_labels(speech: Speech, catalogue: Catalogue) -> list[tuple[str, str, float]]:
    """Return (key, label, likely minutes) of every action and of a post in every format."""
    say = speech.say
    actions = [
        (
            action.id,
            say("{action}: minutes for one", action=speech.words(action.label)),
            action.minutes.mode,
        )
        for action in catalogue.actions.values()
        if action.id != "post"
    ]
    posts = [
        (
            f"post.{made.id}",
            say("{action}: minutes for one", action=speech.words(made.label)),
            made.production_minutes.mode,
        )
        for made in catalogue.formats.values()
    ]
    return actions + posts


def _minutes_keeper(name: str) -> Keep:
    def keep(minutes: float | None) -> None:
        own = {k: v for k, v in store.answers().minutes_per_action.items() if k != name}
        store.change(minutes_per_action=own if minutes is None else {**own, name: minutes})

    return keep
