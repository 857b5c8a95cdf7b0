"""Long texts that are documents of their own, read from docs/ in both languages."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from core.vocabulary import Words
from pages.parts.speech import Speech

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "workshop"


@lru_cache
def document(name: str) -> Words:
    """Return a document, as Markdown, in both languages; it is ours and read once."""
    french, english = (
        (FOLDER / f"{name}.{language}.md").read_text(encoding="utf-8") for language in ("fr", "en")
    )
    return Words(fr=french, en=english)


def parts(name: str, speech: Speech) -> list[str]:
    """Return a document in the language of `speech`, part by part: each begins with its heading."""
    both = document(name)
    french, english = (re.split(r"\n(?=## )", text) for text in (both.fr, both.en))
    return [speech.words(Words(fr=f, en=e)) for f, e in zip(french, english, strict=True)]
