"""Buttons for what one takes away. Files are made when a button is clicked, never before."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import streamlit as st

from core.analysis import Analysis, analyse
from core.answers import DAYS
from core.robustness import Robustness
from pages.papers import calendar_file, charts_files, markdown, pdf, sheets, spreadsheet
from pages.papers.charts_files import Chart
from pages.papers.dossier import Dossier
from pages.parts import certainty, clock, links, resume, store, turn
from pages.parts.further_charts import further_charts
from pages.parts.language import speech_now
from pages.parts.speech import Speech

QUARTER = datetime.timedelta(minutes=15)
FILES = {  # by name of a button: how the file ends, and its kind
    "pdf": ("pdf", "application/pdf"),
    "fridge": ("pdf", "application/pdf"),
    "calendar": ("ics", "text/calendar"),
    "workbook": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "plan": ("csv", "text/csv"),
    "week": ("csv", "text/csv"),
    "pictures": ("zip", "application/zip"),
    "words": ("md", "text/markdown"),
}
Ask = Callable[[], Dossier]


class Asks(NamedTuple):
    """Ways to ask for what files are made from.

    quickly: The dossier as it is. thoroughly: The same with how sure it is. further:
    The charts beside the result.
    """

    quickly: Ask
    thoroughly: Ask
    further: Callable[[], Iterator[Chart]]


def asks() -> Asks:
    """Return the ways to ask for what files are made from.

    All that belongs to this visitor is read now: a file is made later, in a thread
    that knows no visitor.
    """
    analysis, catalogue, speech = store.analysis(), store.catalogue(), speech_now()
    cases = store.cases()
    today, address = clock.today(), links.base_address()

    def quickly() -> Dossier:
        return Dossier(analysis, catalogue, speech, today, address)

    @cache
    def thoroughly() -> Dossier:
        found = cases()
        told = () if found is None else _certainty(found, analysis, speech)
        return Dossier(analysis, catalogue, speech, today, address, told)

    scenarios, now = store.scenarios().copy(), speech.say("Now")

    def further() -> Iterator[Chart]:
        compared = {name: analyse(said, catalogue) for name, said in scenarios.items()}
        compared = {now: analysis, **compared}
        return further_charts(analysis, cases(), compared, speech, catalogue)

    return Asks(quickly, thoroughly, further)


def _certainty(found: Robustness, analysis: Analysis, speech: Speech) -> tuple[str, ...]:
    return (
        certainty.certainty_sentence(found, speech),
        certainty.minutes_sentence(found, speech),
        certainty.networks_sentence(found, analysis, speech),
        certainty.sizes_sentence(found, speech),
    )


def to_print(quickly: Ask, thoroughly: Ask) -> None:
    """Offer the papers to print."""
    say = speech_now().say
    _title(say("To print"), say("Everything on two pages, or the week alone in very large type."))
    with st.container(horizontal=True):
        label = say("Two pages (PDF)")
        _button("pdf", label, lambda: pdf.summary(thoroughly()), ":material/description:")
        label = say("The week for the fridge (PDF)")
        _button("fridge", label, lambda: pdf.fridge(quickly()), ":material/kitchen:")


def to_calendar(quickly: Ask) -> None:
    """Ask when blocks begin, and offer the week as a calendar file."""
    say, here = speech_now().say, clock.zone()
    _title(
        say("In your calendar"),
        say(
            "Your blocks from next Monday on, every week for six months, and a reminder on "
            "Sundays to note what you did."
        ),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        begin = st.time_input(
            say("The first block of a day begins at"),
            value=calendar_file.EVENING,
            step=QUARTER,
            key="blocks_begin",
            width=280,
            persist_state="session",
        )
        hours = dict.fromkeys(DAYS, begin or calendar_file.EVENING)

        def make() -> bytes:
            written = datetime.datetime.now(datetime.UTC)
            return calendar_file.calendar(quickly(), here, written, hours)

        _button("calendar", say("My week (calendar)"), make, ":material/event_repeat:")
    town = speech_now().town(here)
    st.caption(say("Time zone: {zone}. For Google, Apple and Outlook calendars.", zone=town))


def to_spreadsheet(quickly: Ask) -> None:
    """Offer the tables, in a workbook or as text."""
    speech = speech_now()
    say = speech.say
    _title(
        say("To go on with figures"),
        say(
            "A workbook with the plan, the week, the profiles, all networks and what it rests on; "
            "or a single table, for any other program."
        ),
    )

    def table(make: Callable[[Dossier], sheets.Sheet]) -> bytes:
        return spreadsheet.text_table(make(quickly()), speech)

    with st.container(horizontal=True):
        label = say("Workbook (Excel, LibreOffice)")
        _button("workbook", label, lambda: spreadsheet.workbook(quickly()), ":material/table:")
        label, icon = say("All networks (CSV table)"), ":material/csv:"
        _button("plan", label, lambda: table(sheets.networks_sheet), icon)
        _button("week", say("The week (CSV table)"), lambda: table(sheets.week_sheet), icon)


def to_slides(asks: Asks) -> None:
    """Offer the pictures as files, and the result as text to paste."""
    say = speech_now().say
    _title(
        say("For slides and notes"),
        say(
            "Every picture with its description, in two kinds: one for slides, one that stays "
            "sharp at any size. Or everything in words, to paste."
        ),
    )

    def pictures() -> bytes:
        return charts_files.all_charts(asks.quickly(), more=asks.further())

    with st.container(horizontal=True):
        label = say("All the pictures (ZIP)")
        _button("pictures", label, pictures, ":material/image:")
        label = say("Formatted text (Markdown)")
        _button("words", label, lambda: markdown.markdown(asks.thoroughly()), ":material/notes:")
        shown = st.button(
            say("Show it here to copy"), key="export.show", icon=":material/content_copy:"
        )
    if shown:
        with st.spinner(say("Writing …")), turn.aside():
            st.code(markdown.markdown(asks.thoroughly()), language=None, wrap_lines=True)


def to_come_back() -> None:
    """Offer what brings the person back to where they are."""
    say = speech_now().say
    _title(
        say("To come back"),
        say("A file with all your answers, or a link that holds them."),
    )
    resume.save()
    links.link_box()


def _title(title: str, purpose: str) -> None:
    st.header(title, anchor=False)
    st.markdown(purpose)


def _button(name: str, label: str, make: Callable[[], bytes | str], icon: str) -> None:
    """Offer a file that is made when the button is clicked."""
    ending, kind = FILES[name]
    st.download_button(
        label,
        data=make,
        file_name=f"{file_stem(name)}.{ending}",
        mime=kind,
        icon=icon,
        key=f"export.{name}",
        on_click="ignore",
    )


def file_stem(name: str) -> str:
    """Return what a file is called, in the language of the run."""
    say = speech_now().say
    return {
        "pdf": say("my-networks"),
        "fridge": say("my-week"),
        "calendar": say("my-week"),
        "workbook": say("my-networks"),
        "plan": say("all-networks"),
        "week": say("my-week"),
        "pictures": say("my-pictures"),
        "words": say("my-networks"),
    }[name]
