"""What a group's pictures say, in words. Pure: pictures that are protected already in, text out."""

from __future__ import annotations

from collections.abc import Iterable

from core.catalogue import Catalogue
from core.workshop.group import Named, Picture, Table
from pages.charts.group import band_in_words, people_in_words
from pages.parts.alternatives import in_a_row
from pages.parts.speech import Speech

NEARLY_ALL = 0.8  # of the group: below it, "nearly everybody" would say more than the bars


def guess_sentence(picture: Picture, speech: Speech) -> str:
    """Return what the group guessed against what its lists take."""
    guess, estimate = (picture.tables.get(n) for n in ("guess_minutes", "estimate_minutes"))
    if guess is None or estimate is None:
        return ""
    if guess.halves or estimate.halves:
        return speech.say(
            "A week, we guessed: {guess}. It takes: {estimate}.",
            guess=_halves_or_middle(guess, speech),
            estimate=_halves_or_middle(estimate, speech),
        )
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
    if table.halves:
        return speech.say(
            "Time a week for all networks: {time}.", time=_halves_or_middle(table, speech)
        )
    return speech.say(
        "In the middle of the group: {time} a week for all networks.", time=_middle(table, speech)
    )


def wanted_sentence(picture: Picture, speech: Speech) -> str:
    """Return how many networks people want against how many pay."""
    wanted, pay = (picture.tables.get(n) for n in ("networks_wanted", "networks_that_pay"))
    if wanted is None or pay is None:
        return ""
    if wanted.halves or pay.halves:
        return speech.say(
            "Networks wanted: {wanted}. Networks worth keeping: {pay}.",
            wanted=_halves_or_middle(wanted, speech),
            pay=_halves_or_middle(pay, speech),
        )
    return speech.say(
        "Networks wanted, in the middle of the group: {wanted}. Networks worth keeping: {pay}.",
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
        return _to_nearly_all(first, speech, catalogue)
    return speech.count(
        "{networks} is recommended most often: to {people} of {all} people.",
        "{networks} are recommended most often: to {people} of {all} people each.",
        len(first),
        networks=speech.listed([name_of(one, catalogue) for one in first]),
        people=speech.number(first[0].people),
        all=speech.number(first[0].of),
    )


def _to_nearly_all(first: list[Named], speech: Speech, catalogue: Catalogue) -> str:
    """Return to whom networks are recommended of which the number is not told."""
    networks = speech.listed([name_of(one, catalogue) for one in first])
    people, everybody = first[0].people, first[0].of
    if people >= NEARLY_ALL * everybody:
        return speech.count(
            "{networks} is recommended to nearly everybody.",
            "{networks} are recommended to nearly everybody.",
            len(first),
            networks=networks,
        )
    return speech.count(
        "{networks} is recommended to at least {people} of {all} people.",
        "{networks} are recommended to at least {people} of {all} people each.",
        len(first),
        networks=networks,
        people=speech.number(people),
        all=speech.number(everybody),
    )


def freed_sentence(picture: Picture, speech: Speech) -> str:
    """Return how much time a week the group would have back."""
    table = picture.tables.get("freed_minutes")
    if table is None:
        return ""
    if table.halves:
        return speech.say(
            "Time freed a week by closing the rest: {time}.", time=_halves_or_middle(table, speech)
        )
    return speech.say(
        "Time freed by closing the rest, in the middle of the group: {time} a week.",
        time=_middle(table, speech),
    )


def freed_meaning(speech: Speech) -> str:
    """Return what time freed is: nobody should take it for the difference of two other times."""
    return speech.say(
        "That is the time that the networks left out take today, not what keeping them well would."
    )


def again_sentence(picture: Picture, speech: Speech) -> str:
    """Return how the number of networks changed between the first guess and the second."""
    before, after = (picture.tables.get(n) for n in ("guess_networks", "second_networks"))
    if before is None or after is None:
        return ""
    if before.halves or after.halves:
        return speech.say(
            "Networks guessed before: {before}. After: {after}.",
            before=_halves_or_middle(before, speech),
            after=_halves_or_middle(after, speech),
        )
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


def _halves_or_middle(table: Table, speech: Speech) -> str:
    """Return what each half of the group said; where they share a band, that of the middle."""
    if table.halves is None:
        return speech.say("{band} in the middle of the group", band=_middle(table, speech))
    lower, upper = (band_in_words(band, table, speech) for band in table.halves)
    return speech.say("{lower} for one half, {upper} for the other", lower=lower, upper=upper)
