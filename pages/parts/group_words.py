"""What a group's pictures say, in words. Pure: pictures that are protected already in, text out."""

from __future__ import annotations

from collections.abc import Iterable

from core.catalogue import Catalogue
from core.workshop.group import Named, Picture, Table
from pages.charts.group import band_in_words, people_in_words
from pages.parts.alternatives import in_a_row
from pages.parts.speech import Speech


def too_few(least: int, speech: Speech) -> str:
    """Return that a picture needs more people, or people who differ."""
    return speech.say(
        "Too few people to show yet: it takes at least {least} answers that are not all alike.",
        least=speech.number(least),
    )


def protection(least: int, cell: int, speech: Speech) -> str:
    """Return how the group is kept from giving one person away."""
    return speech.say(
        "Shown from {least} answers on, by groups of at least {cell}; answers join in batches.",
        least=speech.number(least),
        cell=speech.number(cell),
    )


def guess_sentence(picture: Picture, speech: Speech) -> str:
    """Return what the group guessed against what its lists take."""
    guess, estimate = (picture.tables.get(n) for n in ("guess_minutes", "estimate_minutes"))
    if guess is None or estimate is None:
        return ""
    return speech.say(
        "In the middle of the group, the guess is {guess} a week; it takes {estimate}.",
        guess=_middle(guess, speech),
        estimate=_middle(estimate, speech),
    )


def hours_sentence(picture: Picture, speech: Speech) -> str:
    """Return how much time a week the group has."""
    table = picture.tables.get("available_minutes")
    if table is None:
        return ""
    return speech.say(
        "In the middle of the group: {time} a week for all networks.", time=_middle(table, speech)
    )


def wanted_sentence(picture: Picture, speech: Speech) -> str:
    """Return how many networks people want against how many pay."""
    wanted, pay = (picture.tables.get(n) for n in ("networks_wanted", "networks_that_pay"))
    if wanted is None or pay is None:
        return ""
    return speech.say(
        "Networks wanted, in the middle of the group: {wanted}. Networks that pay: {pay}.",
        wanted=_middle(wanted, speech),
        pay=_middle(pay, speech),
    )


def recommended_sentence(picture: Picture, speech: Speech, catalogue: Catalogue) -> str:
    """Return which network suits most people."""
    names = picture.names.get("recommended", ())
    if not names:
        return ""
    alike = (names[0].people, names[0].nearly_all)
    first = [one for one in names if (one.people, one.nearly_all) == alike]
    if names[0].nearly_all:
        return speech.count(
            "{networks} is recommended to nearly everybody.",
            "{networks} are recommended to nearly everybody.",
            len(first),
            networks=speech.listed([name_of(one, catalogue) for one in first]),
        )
    return speech.count(
        "{networks} is recommended most often: to {people} of {all} people.",
        "{networks} are recommended most often: to {people} of {all} people each.",
        len(first),
        networks=speech.listed([name_of(one, catalogue) for one in first]),
        people=speech.number(first[0].people),
        all=speech.number(first[0].of),
    )


def freed_sentence(picture: Picture, speech: Speech) -> str:
    """Return how much time a week the group would have back."""
    table = picture.tables.get("freed_minutes")
    if table is None:
        return ""
    return speech.say(
        "Time freed by closing the rest, in the middle of the group: {time} a week.",
        time=_middle(table, speech),
    )


def again_sentence(picture: Picture, speech: Speech) -> str:
    """Return how the number of networks changed between the first guess and the second."""
    before, after = (picture.tables.get(n) for n in ("guess_networks", "second_networks"))
    if before is None or after is None:
        return ""
    return speech.say(
        "Networks guessed, in the middle of the group: {before} before, {after} after.",
        before=_middle(before, speech),
        after=_middle(after, speech),
    )


def together_sentence(table: Table | None, speech: Speech) -> str:
    """Return what a time adds up to over the group, at the least."""
    if table is None or table.at_least_minutes < 60:
        return ""
    hours = table.at_least_minutes // 60 * 60
    return speech.say(
        "All {people} together: at least {time} a week.",
        people=speech.number(table.people),
        time=speech.duration(hours),
    )


def bands_alternative(questions: Iterable[tuple[str, Table | None]], speech: Speech) -> str:
    """Describe bars of people by band, for each question that is shown."""
    parts = []
    for title, table in questions:
        if table is not None:
            bands = [
                speech.say(
                    "{name}: {value}",
                    name=band_in_words(band, table, speech),
                    value=speech.number(band.people),
                )
                for band in table.bands
            ]
            parts.append(f"{title} ({in_a_row(bands, speech)})")
    return speech.say("People by band. {values}.", values=in_a_row(parts, speech))


def names_alternative(names: Iterable[Named], speech: Speech, catalogue: Catalogue) -> str:
    """Describe bars of people by network."""
    parts = [f"{name_of(one, catalogue)} {people_in_words(one, speech)}" for one in names]
    return speech.say("People by network: {values}.", values=in_a_row(parts, speech))


def name_of(named: Named, catalogue: Catalogue) -> str:
    """Return the name of a network that people named."""
    return catalogue.networks[named.network].name


def _middle(table: Table, speech: Speech) -> str:
    return band_in_words(table.middle, table, speech)
