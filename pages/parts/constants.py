"""Every figure of the model on screen: searched, filtered, flagged when past its date."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import streamlit as st

from core.constants import Constant, Kind, constants
from core.vocabulary import Source
from pages.parts import store
from pages.parts.evidence import one_page, reference
from pages.parts.language import speech_now
from pages.parts.search import matching
from pages.parts.speech import Speech

EVERY_KIND = "every kind"  # an option must not be None: the widget would say so in English
Places = Collection[tuple[str, str]]  # (file, key) of what is past its date


@st.cache_resource(show_spinner=False)
def every_constant() -> tuple[Constant, ...]:
    """Return every figure of the catalogue, listed once for all visitors."""
    return constants(store.catalogue())


def browse() -> None:
    """Show the figures that the visitor looks for, some at a time."""
    speech = speech_now()
    late = {(stale.file, stale.key) for stale in store.stale()}
    found = _asked(late)
    _count(len(found), speech)
    shown = one_page(found, "constants")
    if shown:
        table = constants_table(shown, speech, store.catalogue().sources, late)
        st.table(table, hide_index=True)


def _asked(late: Places) -> list[Constant]:
    """Ask what to look for, and return the figures that answer it."""
    speech, say = speech_now(), speech_now().say
    query = st.text_input(
        say("Search in the figures"),
        key="about.constants.query",
        placeholder=say("a network, an action, a source …"),
    )
    names = kind_names(speech)
    kind = st.selectbox(
        say("Kind of figure"),
        [EVERY_KIND, *names],
        format_func=lambda name: names.get(name, say("All kinds")),
        key="about.constants.kind",
    )
    assumed = st.toggle(say("Only assumptions"), key="about.constants.assumed")
    past = st.toggle(say("Only past their date"), key="about.constants.past")
    return chosen(
        every_constant(),
        speech,
        query=query or "",
        kind=kind,
        late=late,
        assumed=assumed,
        past=past,
    )


def _count(number: int, speech: Speech) -> None:
    if number == 0:
        st.info(speech.say("No figure matches your search."), icon=":material/search_off:")
        return
    st.markdown(speech.count("{number} figure", "{number} figures", number))


def chosen(
    figures: Sequence[Constant],
    speech: Speech,
    *,
    query: str = "",
    kind: str = EVERY_KIND,
    late: Places = (),
    assumed: bool = False,
    past: bool = False,
) -> list[Constant]:
    """Return the figures that match words, a kind, and two conditions."""
    names = kind_names(speech)
    found = [
        figure
        for figure in figures
        if kind in (EVERY_KIND, figure.kind)
        and (figure.assumed or not assumed)
        and ((figure.file, figure.dated_by) in late or not past)
    ]
    assumption = speech.say("assumption")
    return matching(
        query,
        found,
        lambda c: " ".join(
            (speech.words(c.label), names[c.kind], *(c.rows or (assumption,)), c.path)
        ),
    )


def constants_table(
    figures: Sequence[Constant], speech: Speech, sources: Mapping[str, Source], late: Places
) -> pd.DataFrame:
    """Return one row per figure: what it is, its value and range, where from, until when."""
    say, names = speech.say, kind_names(speech)
    return pd.DataFrame(
        [
            {
                say("Figure"): _named(c, names, speech),
                say("Likely (low to high)"): in_words(c, speech),
                say("Where from, checked, to look at again"): say("; ").join(
                    [
                        ", ".join(reference(sources[row], speech) for row in c.rows)
                        or say("assumption"),
                        _dates(c, speech, late),
                    ]
                ),
            }
            for c in figures
        ]
    )


def _named(figure: Constant, names: Mapping[str, str], speech: Speech) -> str:
    """Return whose figure it is, after its kind; a constant of the model says it all itself."""
    label = speech.words(figure.label)
    if figure.kind == "model":
        return label
    return speech.say("{kind}: {label}", kind=names[figure.kind], label=label)


def in_words(figure: Constant, speech: Speech) -> str:
    """Return a figure with its range and unit: "0.5 (0.3 to 0.8) out of 1"."""
    value = speech.number(figure.mode, 3)
    if (figure.low, figure.high) != (figure.mode, figure.mode):
        value = speech.say(
            "{likely} ({low} to {high})",
            likely=value,
            low=speech.number(figure.low, 3),
            high=speech.number(figure.high, 3),
        )
    return f"{value} {units(speech).get(figure.unit, '')}".strip()


def _dates(figure: Constant, speech: Speech, late: Places) -> str:
    checked, expires = (speech.date(day) for day in (figure.checked, figure.expires) if day)
    if (figure.file, figure.dated_by) in late:
        return speech.say(
            "{checked}, **past its date** ({expires})", checked=checked, expires=expires
        )
    return f"{checked} → {expires}"


def kind_names(speech: Speech) -> dict[str, str]:
    """Return how each kind of figure is called."""
    say = speech.say
    names: dict[Kind, str] = {
        "model": say("Constant of the model"),
        "criterion_weight": say("Default weight of a criterion"),
        "criterion_floor": say("Lowest score before a network is left out"),
        "action_minutes": say("Minutes of one action"),
        "production_minutes": say("Minutes to make one"),
        "adaptation_minutes": say("Minutes to adapt one"),
        "posts_weighed": say("How many posts one counts as"),
        "checklist_weight": say("Weight in the checklist"),
        "checklist_minutes": say("Minutes to set it up, once"),
        "goal": say("Affinity with a goal"),
        "audience_age": say("Share of an age band"),
        "audience_public": say("Worth for a public"),
        "format": say("Push given to a format"),
        "tone": say("Affinity with a tone"),
        "value": say("Affinity with a value"),
        "exponent": say("Exponent of the response"),
        "reply_lift": say("Gain from answering comments"),
        "weekly_count": say("Number a week"),
        "response_without_posts": say("Response without posts"),
        "general_weekly_count": say("Number a week, on a network added by you"),
        "general_response_without_posts": say("Response without posts, on a network added by you"),
    }
    return dict(names)


def units(speech: Speech) -> dict[str, str]:
    """Return how each unit of the catalogue is called."""
    say = speech.say
    return {
        "minutes": say("min"),
        "minutes per week": say("min a week"),
        "posts per week": say("posts a week"),
        "per week": say("a week"),
        "posts": say("posts"),
        "share": say("out of 1"),
        "weight": say("(only ratios matter)"),
        "ratio": say("times"),
        "exponent": say("(exponent)"),
        "weeks of 26": say("weeks of 26"),
        "concentration": say("(concentration)"),
    }
