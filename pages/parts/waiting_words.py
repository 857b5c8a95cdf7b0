"""Why a group's pictures show nothing yet, or not everybody, in words. Pure: text out."""

from __future__ import annotations

from core.workshop.group import Picture
from pages.parts.speech import Speech


def waiting(sent: int, least: int, cell: int, speech: Speech) -> str:
    """Return what a picture that may not be shown yet waits for."""
    if sent < least:
        return speech.say(
            "This picture waits: it takes {least} answers.", least=speech.number(least)
        )
    return speech.say(
        "This picture waits: the answers to this question are too few, or too much alike, to make "
        "two groups of {cell} people.",
        cell=speech.number(cell),
    )


def missing_half(title: str, speech: Speech) -> str:
    """Return why one of the two questions of a picture has no bars."""
    return speech.say(
        "“{question}”: the answers are too much alike, or too few, to be shown.", question=title
    )


def counted(picture: Picture, sent: int, speech: Speech) -> str:
    """Return how many of those who have sent a picture counts, where it is not all of them."""
    people = picture.people
    if not people or people[0] >= sent:
        return ""
    fewest, most = speech.number(people[0]), speech.number(people[-1])
    one = people[0] == people[-1]
    return speech.say(
        "Counts {counted} of {sent} people: the others wait, or have not answered this.",
        counted=fewest if one else speech.say("{low} to {high}", low=fewest, high=most),
        sent=speech.number(sent),
    )


def why_it_waits(speech: Speech) -> str:
    """Return why a picture does not count everybody at once."""
    return speech.say(
        "A picture moves when enough people have come since, with answers that differ: else one "
        "would see what a single person said. After a correction or a withdrawal it takes more."
    )


def protection(least: int, cell: int, speech: Speech) -> str:
    """Return how the group is kept from giving one person away."""
    return speech.say(
        "Shown from {least} answers on, by groups of at least {cell}; answers join in batches.",
        least=speech.number(least),
        cell=speech.number(cell),
    )
