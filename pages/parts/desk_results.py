"""The group's pictures on the facilitator's desk: each with its words and its table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.workshop.group import Picture
from pages.papers import group_export
from pages.parts import group_slides, pictures, published, rooms, store, waiting_words
from pages.parts.frame import paragraphs
from pages.parts.language import speech_now
from pages.storage.records import Workshop


def results(workshop: Workshop) -> None:
    """Show one picture of the group, as far as the wall may show it, in words and in a table."""
    speech, catalogue = speech_now(), store.catalogue()
    status = rooms.attempt(lambda: rooms.storage().status(workshop.id, now=rooms.now()))
    if status is None:
        return
    found = rooms.attempt(lambda: published.pictures_now(workshop, status))
    shown = {one.name: one for one in found or () if not one.empty}
    names = [name for name in group_slides.names(workshop.settings) if name in shown]
    if not names:
        st.markdown(
            speech.say(
                "Nothing yet: “The wall shows results” must be on, and enough people must have "
                "sent their answers."
            )
        )
        return
    name = st.selectbox(
        speech.say("Picture"),
        names,
        format_func=lambda name: group_slides.title_of(name, speech),
        key="desk.picture",
    )
    told = group_slides.told_of(shown[name], speech, catalogue)
    drawing = told.drawing
    st.markdown(paragraphs(f"**{told.sentence}**" if told.sentence else "", told.remark))
    counted = waiting_words.counted(shown[name], status.finished, speech)
    if counted:
        st.markdown(paragraphs(counted, waiting_words.why_it_waits(speech)))
    if drawing is not None:
        pictures.picture(drawing.build, drawing.table, drawing.alternative)
        aloud = speech.say("To read aloud to anyone who cannot see the wall:")
        st.markdown(paragraphs(aloud, drawing.alternative))
    st.table(_table(shown[name]), hide_index=True)


def _table(picture: Picture) -> pd.DataFrame:
    """Return what the export says of a picture, in words and numbers as people read them."""
    speech, catalogue = speech_now(), store.catalogue()
    sheet = group_export.group_sheet((picture,), speech, catalogue)
    rows = [
        [speech.number(cell) if isinstance(cell, int) else cell for cell in row]
        for row in sheet.rows
    ]
    return pd.DataFrame(rows, columns=[column.heading for column in sheet.columns])
