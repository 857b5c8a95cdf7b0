"""What belongs to which language: the texts of the app and of the catalogue, in pairs."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from core.vocabulary import Language, Words
from tests.core.strategies import CATALOGUE
from tests.test_translations import FRENCH

PLACEHOLDER = re.compile(r"\{\w+\}")
MANY_WORDS = 3  # a piece of so many words is of one language, wherever it stands


def pairs() -> Iterator[tuple[str, str]]:
    """Yield (English, French) of every text of the app, its plurals, and the catalogue."""
    for message in FRENCH:
        if isinstance(message.id, str):
            yield message.id, str(message.string)
        else:
            yield from zip(message.id, message.string, strict=True)
    for words in catalogue_words(CATALOGUE):
        yield words.en, words.fr


def catalogue_words(value: object) -> Iterator[Words]:
    """Yield every text inside a value of the catalogue."""
    if isinstance(value, Words):
        yield value
        return
    children: Iterable[object] = ()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        children = [getattr(value, field.name) for field in dataclasses.fields(value)]
    elif isinstance(value, BaseModel):
        children = [getattr(value, name) for name in type(value).model_fields]
    elif isinstance(value, dict):
        children = value.values()
    elif isinstance(value, tuple):
        children = value
    for child in children:
        yield from catalogue_words(child)


PAIRS = [(english, french) for english, french in pairs() if english]
TEXTS_OF: dict[Language, set[str]] = {
    "en": {english for english, _ in PAIRS},
    "fr": {french for _, french in PAIRS},
}


def foreign_texts(language: Language) -> set[str]:
    """Return the texts of the other language that are not also texts of this one."""
    other: Language = "en" if language == "fr" else "fr"
    return TEXTS_OF[other] - TEXTS_OF[language]


def _foreign(language: Language) -> tuple[set[str], set[str]]:
    """Return what may not stand anywhere, and what may not stand alone, in a language.

    Between two placeholders stands a piece of text; three words are enough to
    recognise it inside another text, fewer only when they stand alone.
    """
    pieces = {
        piece.strip(" .,:;()").lower()
        for text in foreign_texts(language)
        for piece in PLACEHOLDER.split(text.replace("**", ""))
    }
    long = {piece for piece in pieces if len(piece.split()) >= MANY_WORDS}
    alone = {text.strip().lower() for text in foreign_texts(language)} - long
    at_home = "\n".join(TEXTS_OF[language]).lower()
    return {piece for piece in long if piece not in at_home}, alone


FOREIGN = {"fr": _foreign("fr"), "en": _foreign("en")}
UNITS = re.compile(r"\n|; |: | · |\*\*|^- |, ")


def strangers(shown: Iterable[str], language: Language) -> set[str]:
    """Return the pieces of the other language in some texts that are shown in this one."""
    inside, alone = FOREIGN[language]
    everything = "\n".join(shown).replace("**", "").lower()
    units = {unit.strip() for unit in UNITS.split("\n".join(shown).lower())}
    return {piece for piece in inside if piece in everything} | (alone & units)
