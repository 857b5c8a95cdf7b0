"""Why fewer: one example's hours over many networks and over few, drawn and told."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from core.analysis import Analysis
from pages.charts import garden
from pages.parts import pictures, store
from pages.parts.language import speech_now
from pages.parts.speech import Speech

EXAMPLE: Final = "karim"  # two hours, and eight networks that all seem necessary


def show() -> None:
    """Show the picture of the example, if it is there and few networks win in it."""
    speech = speech_now()
    person = next((p for p in store.personas() if p.id == EXAMPLE), None)
    analysis = store.analysis_of(person.answers) if person else None
    if person is None or analysis is None or garden.beds(analysis) is None:
        return
    name = speech.words(person.introduction.name)
    st.header(sentence(analysis, name, speech), anchor=False)
    plants = garden.table(analysis, speech)
    pictures.picture(garden.template, plants, alternative(plants, speech))
    st.markdown(
        speech.say(
            "Each network asks for visits, messages and a profile to look after before it "
            "brings anything. Spread over eight networks, the same hours cover little "
            "else. With more hours, more networks can be worth it: the app says when."
        )
    )
    pictures.table_behind("plants", lambda: plants_table(plants, speech))


def sentence(analysis: Analysis, name: str, speech: Speech) -> str:
    """Return the finding in one sentence: same person, same hours, many networks and few."""
    found = garden.beds(analysis)
    assert found is not None  # the caller has asked
    many, few = found
    return speech.say(
        "{name}: the same {time} a week, kept as well as can be, bring {less} over "
        "{many} networks and {more} over {few}.",
        name=name,
        time=speech.duration(analysis.weekly_minutes),
        less=speech.number(many.presence),
        many=speech.number(len(many.kept)),
        more=speech.number(few.presence),
        few=speech.number(len(few.kept)),
    )


def alternative(plants: pd.DataFrame, speech: Speech) -> str:
    """Return in words what the picture shows."""
    beds = [
        speech.say(
            "{heading}, useful presence {total}: {plants}.",
            heading=bed["heading"].iloc[0],
            total=bed["total"].iloc[0],
            plants=speech.listed(
                [f"{p.network} {speech.number(p.presence)}" for p in bed.itertuples()]
            ),
        )
        for _, bed in plants.groupby("scene", sort=False)
    ]
    return " ".join([speech.say("A plant for each network, as high as what it brings."), *beds])


def plants_table(plants: pd.DataFrame, speech: Speech) -> pd.DataFrame:
    """Return the table behind the picture: a row for each plant."""
    headings = plants["heading"].where(plants["heading"] != "").ffill()
    return pd.DataFrame(
        {
            speech.say("Over"): headings,
            speech.say("Network"): plants["network"],
            speech.say("Useful presence"): plants["presence"].map(speech.number),
        }
    )
