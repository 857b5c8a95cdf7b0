"""Plain words: short sentences of short words, in both languages, wherever the app has them.

The measures are those of readability formulas (words a sentence, share of long words), held
just above what the texts are today; they find a paragraph of officialese, not a bad sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from core.vocabulary import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
DATA, GUIDES = ROOT / "data", ROOT / "docs" / "workshop"
SOURCES = "sources.yaml"  # what others found, nearly in their words
ENDS = re.compile(r"(?<=[.!?…;:])\s+|\n+")
WORD = re.compile(r"[^\W\d_]+(?:[-·][^\W\d_]+)*")  # an apostrophe parts two words
SLOT = re.compile(r"\{\w+\}")
SHORTEST = 4  # words: less is a label
LONG_WORD = 9  # letters
# Language: words a sentence on average, words at most in one, share of long words on average.
MOST: dict[str, tuple[float, int, float]] = {"fr": (9.4, 35, 0.085), "en": (8.9, 35, 0.045)}
OFFICIALESE = {
    "fr": "Préalablement à toute sollicitation, il conviendra de procéder à la formalisation "
    "exhaustive de la stratégie de communication institutionnelle, conformément aux dispositions "
    "susmentionnées, nonobstant l’indisponibilité éventuelle des interlocuteurs référents.",
    "en": "Notwithstanding the aforementioned considerations, stakeholders are respectfully "
    "requested to undertake a comprehensive formalisation of their communication strategy, "
    "in accordance with applicable organisational requirements and established procedures.",
}


def sentences(texts: Sequence[str]) -> list[list[str]]:
    """Return the words of every sentence that is more than a label."""
    parts = [part for text in texts for part in ENDS.split(SLOT.sub("X", text))]
    return [words for part in parts if len(words := WORD.findall(part)) >= SHORTEST]


def measures(texts: Sequence[str]) -> tuple[float, int, float]:
    """Return words a sentence on average, words of the longest, share of long words.

    Of a word in two genders, only the first form counts.
    """
    found = sentences(texts)
    words = [word.partition("·")[0] for sentence in found for word in sentence]
    long = sum(len(word) >= LONG_WORD for word in words)
    return len(words) / len(found), max(map(len, found)), long / len(words)


def texts(language: str) -> list[str]:
    """Return every text of the app, of the catalogue, and of the guides of a workshop."""
    with (DATA / "locales" / "fr.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="fr") if message.id]
    said = [m.string if language == "fr" else m.id for m in messages]
    shown = [text for one in said for text in ([one] if isinstance(one, str) else one)]
    files = [path for path in sorted(DATA.rglob("*.yaml")) if path.name != SOURCES]
    shown += [path.read_text("utf-8") for path in GUIDES.glob(f"*.{language}.md")]
    return shown + [
        text
        for path in files
        for text in _spoken(yaml.safe_load(path.read_text("utf-8")), language)
    ]


def _spoken(part: Any, language: str) -> Iterator[str]:
    """Yield what a file says in a language."""
    if isinstance(part, dict):
        if set(part) == set(LANGUAGES) and isinstance(part[language], str):
            yield part[language]
            return
        part = list(part.values())
    for child in part if isinstance(part, list) else ():
        yield from _spoken(child, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_are_short_sentences_of_short_words(language):
    shown = texts(language)

    assert len(shown) > 1000
    assert all(found <= most for found, most in zip(measures(shown), MOST[language], strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_officialese_is_noticed(language):
    mean, _, long = measures([OFFICIALESE[language]])

    assert mean > 2 * MOST[language][0]
    assert long > 2 * MOST[language][2]


def test_what_is_measured_is_counted_as_by_hand():
    shown = ["Un étudiant·e compte. L’heure {n} passe vite : voir.", "Titre court"]

    assert sentences(shown) == [["L", "heure", "X", "passe", "vite"]]
    assert measures([*shown, "Une communication est plus longue"]) == (5.0, 5, 0.1)
