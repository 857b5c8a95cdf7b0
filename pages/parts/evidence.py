"""Where the figures come from: every source, those that speak against us first of all."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

from core.constants import last_checked
from core.vocabulary import Source
from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.search import matching
from pages.parts.speech import Speech

ON_A_PAGE = 25
EVERY_TOPIC = "every topic"  # an option must not be None: the widget would say so in English
Item = TypeVar("Item")
DAY = re.compile(r"\d{4}(?:-\d{2})?(?:[–-]\d{2})?")


def against_us() -> None:
    """Show every source that speaks against the guide, or against another source."""
    speech, sources = speech_now(), store.catalogue().sources
    contrary = [source for source in sources.values() if source.stance == "contrary"]
    st.markdown(
        speech.count(
            "{number} source contradicts the guide, or another source. Here it "
            "is in full, so that you can judge.",
            "{number} sources contradict the guide, or another source. Here they "
            "are in full, so that you can judge.",
            len(contrary),
        )
    )
    for topic, name in topics(speech).items():
        rows = [source for source in contrary if source.id.startswith(topic)]
        if rows:
            st.markdown("\n".join([f"**{name}**", "", *lines(rows, speech)]))


def browse() -> None:
    """Show the sources that the visitor looks for, some at a time."""
    speech, say = speech_now(), speech_now().say
    query = st.text_input(
        say("Search in the sources"),
        key="about.sources.query",
        placeholder=say("a publisher, a network, a number …"),
    )
    names = topics(speech)
    topic = st.selectbox(
        say("Topic"),
        [EVERY_TOPIC, *names],
        format_func=lambda name: names.get(name, say("All topics")),
        key="about.sources.topic",
    )
    found = chosen(store.catalogue().sources.values(), speech, query=query or "", topic=topic)
    if not found:
        st.info(say("No source matches your search."), icon=":material/search_off:")
        return
    st.markdown(speech.count("{number} source", "{number} sources", len(found)))
    st.caption(tiers_in_words(speech))
    shown = one_page(found, "sources")
    st.table(sources_table(shown, speech, last_checked(store.catalogue())), hide_index=True)


def chosen(
    sources: Iterable[Source], speech: Speech, *, query: str = "", topic: str = EVERY_TOPIC
) -> list[Source]:
    """Return the sources that match words and a topic."""
    found = [s for s in sources if topic == EVERY_TOPIC or s.id.startswith(topic)]
    return matching(
        query, found, lambda s: f"{s.id} {s.publisher} {speech.words(s.finding)} {s.year}"
    )


def sources_table(
    sources: Sequence[Source], speech: Speech, checked: Mapping[str, datetime.date]
) -> pd.DataFrame:
    """Return one row per source: its id, what it says, who and when, its tier, the last check."""
    say = speech.say
    return pd.DataFrame(
        [
            {
                say("Row"): source.id,
                say("What it says"): speech.words(source.finding),
                say("Who, when, tier, last check"): ", ".join(
                    [*_told(source, speech), *_checked(source, speech, checked)]
                ),
            }
            for source in sources
        ]
    )


def _told(source: Source, speech: Speech) -> list[str]:
    return [
        link(source),
        year_in_words(source.year, speech),
        speech.say("tier {tier}", tier=source.tier),
    ]


def _checked(source: Source, speech: Speech, checked: Mapping[str, datetime.date]) -> list[str]:
    if source.id not in checked:
        return []
    return [speech.say("checked {date}", date=speech.date(checked[source.id]))]


def lines(sources: Iterable[Source], speech: Speech) -> list[str]:
    """Return one line of Markdown per source: what it says, who said it and when, its tier."""
    return [
        "- "
        + speech.say(
            "{finding} {link} ({year}, tier {tier})",
            finding=speech.words(source.finding),
            link=link(source),
            year=year_in_words(source.year, speech),
            tier=source.tier,
        )
        for source in sources
    ]


def link(source: Source) -> str:
    """Return the publisher as a Markdown link."""
    return f"[{source.publisher}]({source.url})"


def reference(source: Source, speech: Speech) -> str:
    """Return a short reference: the row as a link, and its tier."""
    return speech.say("{row} (tier {tier})", row=f"[{source.id}]({source.url})", tier=source.tier)


def tiers_in_words(speech: Speech) -> str:
    """Return what the letters of the tiers mean, and what a dash for the check means."""
    return speech.say(
        "Tier: how directly it was read. P: on the publisher’s own page. S: on "
        "somebody else’s page. E: in a public log that quotes the publisher. Checked: "
        "date of the newest figure that rests on it; blank if there is none."
    )


def topics(speech: Speech) -> dict[str, str]:
    """Return the topics by the letter with which their rows begin."""
    say = speech.say
    return {
        "F": say("How often to post"),
        "R": say("Replies, comments and what networks reward"),
        "B": say("Engagement and reach"),
        "T": say("Hours and minutes"),
        "A": say("Who is where"),
        "S": say("State of the networks"),
        "N": say("How many networks, and the profile"),
    }


def year_in_words(year: str, speech: Speech) -> str:
    """Return the year of a source, whose remarks are written in English in the catalogue."""
    say, found = speech.say, DAY.search(year)
    figures = found[0] if found else ""
    remarks = {
        "?": figures,
        "about ?": say("about {year}", year=figures),
        "? or earlier": say("{year} or earlier", year=figures),
        "? or later": say("{year} or later", year=figures),
        "read in ?": say("read in {year}", year=figures),
        "not dated (about ?)": say("not dated, about {year}", year=figures),
        "not dated": say("not dated"),
    }
    return remarks.get(year.replace(figures, "?") if figures else year, year)


def one_page(items: Sequence[Item], name: str) -> Sequence[Item]:
    """Return the items of one page, and offer the others where there are more."""
    pages = math.ceil(len(items) / ON_A_PAGE)
    if pages <= 1:
        return items
    page = st.pagination(pages, key=f"about.{name}.page.{pages}")
    return items[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
