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


def with_lists(text: str) -> str:
    """Return a document with its tables as lists: the first two columns, and the rest below.

    On paper and in a file a table is read at a glance; on a phone its last column, which has
    the sentences, is four words wide.
    """
    return re.sub(r"(?:^\|.*\n?)+", lambda found: _listed(found[0]), text, flags=re.MULTILINE)


def _listed(table: str) -> str:
    head, _, *rows = (
        [cell.strip() for cell in line.strip("| ").split(" | ")] for line in table.splitlines()
    )
    return "".join(
        f"- **{head[0]} {first} · {second}**\\\n{rest}\n" for first, second, rest in rows
    )
