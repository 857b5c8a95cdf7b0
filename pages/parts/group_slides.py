"""The wall of a workshop: how to join, the questions, the group's pictures. No Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.catalogue import Catalogue
from core.workshop.group import Picture, Table, cell_of, fewest_shown
from core.workshop.settings import Settings, Step
from pages.charts import group
from pages.parts import group_words, waiting_words
from pages.parts.slides import Build, Drawing, Slide
from pages.parts.speech import Speech

# Which slides there are, in order, and the step of the hour each belongs to.
SLIDES: Mapping[str, Step | None] = {
    "join": None,
    "guess": "guess",
    "answer": "answer",
    "guess_estimate": "reveal",
    "hours": "reveal",
    "wanted_pay": "reveal",
    "recommended": "reveal",
    "freed": "discuss",
    "guess_again": "guess_again",
    "before_after": "guess_again",
    "closing": None,
}


@dataclass(frozen=True)
class Room:
    """What the wall knows of a workshop: how it is set, how to join, and how far it is.

    `pictures` are those that may be shown now; `shown` whether results are shown at all;
    `joining_open` whether new people are let in.
    """

    settings: Settings
    code: str
    address: str
    qr: str
    joined: int
    finished: int
    guessed_again: int
    shown: bool
    pictures: Sequence[Picture]
    joining_open: bool = True


def names(settings: Settings) -> tuple[str, ...]:
    """Return which slides a workshop has, in order."""
    return tuple(
        name for name, step in SLIDES.items() if step is None or _has(settings, step, name)
    )


def _has(settings: Settings, step: Step, name: str) -> bool:
    needs_guess = name == "guess_estimate" and "guess" not in settings.steps
    return step in settings.steps and not needs_guess


def first_of(settings: Settings, step: Step) -> int:
    """Return the slide at which a step of the hour begins."""
    places = [i for i, name in enumerate(names(settings)) if SLIDES[name] == step]
    return places[0] if places else 0


def title_of(name: str, speech: Speech) -> str:
    """Return what a slide is called."""
    say = speech.say
    return {
        "join": say("How to join"),
        "guess": say("First guess"),
        "answer": say("Answers"),
        "guess_estimate": say("Guess against estimate"),
        "hours": say("Hours available"),
        "wanted_pay": say("Networks wanted, networks worth keeping"),
        "recommended": say("Most recommended"),
        "freed": say("Time freed"),
        "guess_again": say("Second guess"),
        "before_after": say("Before and after"),
        "closing": say("To take away"),
    }[name]


def listed_title(name: str, waits: bool, speech: Speech) -> str:
    """Return what a slide is called in a list, and whether there is nothing to show on it yet."""
    title = title_of(name, speech)
    return speech.say("{title} (waiting)", title=title) if waits else title


def ready(name: str, pictures: Sequence[Picture]) -> bool:
    """Return whether a slide has what it is about: its words, or its picture."""
    found = next((one for one in pictures if one.name == name), None)
    if name not in PICTURED:
        return True
    if found is None or found.empty:
        return False
    if name == "recommended":
        return bool(found.names.get("recommended"))
    return name != "before_after" or "second_networks" in found.tables


def waits(settings: Settings, pictures: Sequence[Picture] | None) -> tuple[bool, ...]:
    """Return of each slide whether it waits for answers; none does while results are hidden.

    `pictures` are those that may be shown now; None where the wall hides the results.
    """
    return tuple(pictures is not None and not ready(one, pictures) for one in names(settings))


def onward(waiting: Sequence[bool], here: int, where: int) -> int:
    """Return the place of the next slide in a direction, over those that wait for answers."""
    here = min(max(here, 0), len(waiting) - 1)
    ahead = range(here + where, len(waiting) if where > 0 else -1, where)
    return next((place for place in ahead if not waiting[place]), here)


def slides(room: Room, speech: Speech, catalogue: Catalogue) -> tuple[Slide, ...]:
    """Return the slides of a workshop as they are now."""
    found = {picture.name: picture for picture in room.pictures}
    made = []
    for name in names(room.settings):
        if name in PICTURED:
            made.append(_pictured(name, found.get(name), room, speech, catalogue))
        else:
            made.append(_worded(name, room, speech))
    return tuple(made)


# Slides in words ----------------------------------------------------------------------------


def _worded(name: str, room: Room, speech: Speech) -> Slide:
    say = speech.say
    kicker = say("{title} · {slide}", title=room.settings.title, slide=title_of(name, speech))
    if name == "join":
        return _join(room, speech)
    if name == "answer":
        return Slide(
            name,
            kicker,
            say("Answer on your phone, read the preview, then send."),
            (_touch(speech),),
            counts=_counts(room, speech),
            note=say("Nothing leaves your phone unless you send it, and your name never does."),
        )
    if name in ("guess", "guess_again"):
        again = name == "guess_again"
        sentence = say("And now? Guess again.") if again else say("Before we count: your guess.")
        questions = (
            say("How many networks can you keep well?"),
            say("How many hours a week will they take, all together?"),
            _touch(speech),
        )
        done = speech.count("{number} second guess", "{number} second guesses", room.guessed_again)
        return Slide(name, kicker, sentence, questions, note=done if again else "")
    return Slide(
        name,
        kicker,
        say("Few, but well kept."),
        (
            say("Your result stays on your phone."),
            say("Take away your week: on paper, in your calendar."),
            say("Start with one profile, today."),
        ),
    )


def _touch(speech: Speech) -> str:
    """Return how a phone gets to what the room does now: it does not by itself."""
    return speech.say("On your phone, touch “What comes next?”.")


def _join(room: Room, speech: Speech) -> Slide:
    if not room.joining_open:
        return Slide(
            "join",
            room.settings.title,
            speech.say("Joining is closed"),
            counts=_counts(room, speech),
            note=speech.say("Who has joined already goes on as before."),
        )
    return Slide(
        "join",
        room.settings.title,
        speech.say("Join on your phone: no account, no name"),
        code=room.code,
        address=room.address,
        qr=room.qr,
        counts=_counts(room, speech),
        note=speech.say(
            "The page stays blank? Open {address} in its place.",
            address=room.address.rpartition("/")[0] + "/papier",
        ),
    )


def _counts(room: Room, speech: Speech) -> tuple[tuple[str, str], ...]:
    return (
        (speech.number(room.joined), speech.count("place taken", "places taken", room.joined)),
        (speech.number(room.finished), speech.count("has sent", "have sent", room.finished)),
    )


# Slides with pictures ------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """What a picture of the group says: the sentence, a remark, and what is drawn."""

    sentence: str
    remark: str
    drawing: Drawing | None


Tell = Callable[[Picture, Speech, Catalogue], Told]


def _pictured(
    name: str, picture: Picture | None, room: Room, speech: Speech, catalogue: Catalogue
) -> Slide:
    kicker = speech.say(
        "{title} · {slide}", title=room.settings.title, slide=title_of(name, speech)
    )
    least, cell = fewest_shown(room.settings.least), cell_of(room.settings.least)
    if not room.shown:
        hidden = speech.say("The results are still hidden.")
        return Slide(name, kicker, hidden, counts=_counts(room, speech))
    told = told_of(picture, speech, catalogue) if picture else Told("", "", None)
    if picture is None or told.drawing is None:
        waits = waiting_words.waiting(room.finished, least, cell, speech)
        return Slide(name, kicker, waits, counts=_counts(room, speech), waiting=True)
    note = _joined(
        waiting_words.counted(picture, room.finished, speech),
        told.remark,
        waiting_words.protection(least, cell, speech),
    )
    waiting = not ready(name, room.pictures)
    return Slide(name, kicker, told.sentence, note=note, drawing=told.drawing, waiting=waiting)


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _bands(build: Build, picture: Picture, speech: Speech) -> Drawing | None:
    questions = questions_of(picture, speech)
    table = group.bands_table(questions, speech)
    alternative = group_words.bands_alternative(questions, speech)
    return Drawing(build, table, alternative) if len(table) else None


def _guess_estimate(picture: Picture, speech: Speech, _: Catalogue) -> Told:
    return Told(
        group_words.guess_sentence(picture, speech),
        "",
        _bands(group.guess_template, picture, speech),
    )


def _hours(picture: Picture, speech: Speech, _: Catalogue) -> Told:
    table = picture.tables.get("available_minutes")
    return Told(
        group_words.hours_sentence(picture, speech),
        group_words.together_sentence(table, speech),
        _bands(group.hours_template, picture, speech),
    )


def _wanted_pay(picture: Picture, speech: Speech, _: Catalogue) -> Told:
    return Told(
        group_words.wanted_sentence(picture, speech),
        "",
        _bands(group.wanted_template, picture, speech),
    )


def _recommended(picture: Picture, speech: Speech, catalogue: Catalogue) -> Told:
    named = picture.names.get("recommended", ())
    table = group.names_table(named, speech, catalogue)
    alternative = group_words.names_alternative(named[: group.MOST_NAMES], speech, catalogue)
    drawing = Drawing(group.names_template, table, alternative) if named else None
    return Told(group_words.recommended_sentence(picture, speech, catalogue), "", drawing)


def _freed(picture: Picture, speech: Speech, _: Catalogue) -> Told:
    table = picture.tables.get("freed_minutes")
    return Told(
        group_words.freed_sentence(picture, speech),
        _joined(group_words.freed_meaning(speech), group_words.together_sentence(table, speech)),
        _bands(group.freed_template, picture, speech),
    )


def _before_after(picture: Picture, speech: Speech, _: Catalogue) -> Told:
    return Told(
        group_words.again_sentence(picture, speech),
        "",
        _bands(group.again_template, picture, speech),
    )


PICTURED: Mapping[str, Tell] = {
    "guess_estimate": _guess_estimate,
    "hours": _hours,
    "wanted_pay": _wanted_pay,
    "recommended": _recommended,
    "freed": _freed,
    "before_after": _before_after,
}


def told_of(picture: Picture, speech: Speech, catalogue: Catalogue) -> Told:
    """Return what a picture says; of two questions of which one has no bars, why."""
    told = PICTURED[picture.name](picture, speech, catalogue)
    if told.sentence or not picture.missing:
        return told
    asked = group.titles(picture.name, speech)
    absent = " ".join(waiting_words.missing_half(asked[name], speech) for name in picture.missing)
    return replace(told, sentence=absent)


def questions_of(picture: Picture, speech: Speech) -> list[tuple[str, Table | None]]:
    """Return the tables of a picture that are drawn, each with what was asked."""
    asked = group.titles(picture.name, speech)
    return [(title, picture.tables.get(name)) for name, title in asked.items()]
