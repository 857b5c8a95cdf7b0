"""What is sent to a group, in words: the preview and the facilitator's tables share them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.catalogue import Catalogue
from pages.charts.table import Table
from pages.parts.speech import Speech

MINUTES = "_minutes"
NONE = "–"


def field_name(field: str, speech: Speech) -> str:
    """Return what a field of a sending is called."""
    say = speech.say
    return {
        "guess_networks": say("Guess: networks"),
        "guess_minutes": say("Guess: time a week"),
        "second_networks": say("Second guess: networks"),
        "second_minutes": say("Second guess: time a week"),
        "available_minutes": say("Time available a week"),
        "wanted": say("Networks one is on, or wants to be on"),
        "running": say("Of these, taken as in use today"),
        "recommended": say("Networks recommended"),
        "networks_wanted": say("Number of networks wanted"),
        "networks_that_pay": say("Number of networks worth keeping"),
        "estimate_minutes": say("Time it takes to keep all wanted networks well"),
        "plan_minutes": say("Time that the selection takes"),
        "freed_minutes": say("Time freed: what the networks left out take today, a week"),
        "consent": say("Anonymous row in the export"),
    }[field]


def value_in_words(field: str, value: object, speech: Speech, catalogue: Catalogue) -> str:
    """Return a value of a sending as people read it."""
    if isinstance(value, bool):
        return speech.say("Yes") if value else speech.say("No")
    if isinstance(value, tuple):
        return speech.listed([catalogue.networks[name].name for name in value]) or NONE
    if isinstance(value, int):
        written: Callable[[float], str] = (
            speech.duration if field.endswith(MINUTES) else speech.number
        )
        return written(value)
    return NONE


def preview_table(
    fields: Iterable[tuple[str, object]], speech: Speech, catalogue: Catalogue
) -> Table:
    """Return one row per figure that would be sent."""
    return Table.of(
        (speech.say("What is sent"), speech.say("Value")),
        (
            (field_name(field, speech), value_in_words(field, value, speech, catalogue))
            for field, value in fields
        ),
    )
