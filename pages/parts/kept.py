"""Everything a person may not lose, as one text for their own device. No Streamlit here.

The text is a JSON object: `answers`, `scenarios` by name, each the canonical text of a set
of answers, and `guess_skipped`. On the device it lies in a wrapping that only tells who
wrote it and how often. Both are hostile when they come back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.answers import MOST_BYTES, Answers, read_answers, to_json
from core.catalogue import Catalogue
from core.errors import AnswersError

MOST_SCENARIOS = 4
MOST_NAME = 30  # letters of a scenario's name
ALLOWED = " \u00a0.,'’+&()-"  # in such a name, beside letters and digits
MOST_CHARACTERS = 2 * (1 + MOST_SCENARIOS) * MOST_BYTES  # a text inside a text is escaped


@dataclass(frozen=True)
class Kept:
    """What a person said, the scenarios they set aside, and whether they skipped the guess."""

    answers: Answers = field(default_factory=Answers)
    scenarios: Mapping[str, Answers] = field(default_factory=dict)
    guess_skipped: bool = False

    @property
    def empty(self) -> bool:
        """Return whether nothing would be lost without it."""
        return self.answers == Answers() and not self.scenarios

    def text(self) -> str:
        """Return it as text; equal ones give equal text."""
        said = {
            "answers": to_json(self.answers),
            "scenarios": {name: to_json(said) for name, said in self.scenarios.items()},
            "guess_skipped": self.guess_skipped,
        }
        return json.dumps(said, ensure_ascii=False)


def read_kept(wrapped: str, catalogue: Catalogue) -> Kept:
    """Return what a device gives back, in its wrapping.

    Raises:
        AnswersError: If it is not exactly what this app wrote, or could have.
    """
    if len(wrapped) > MOST_CHARACTERS:
        raise AnswersError("too_large", expected=f"expected at most {MOST_CHARACTERS} characters")
    said = _object(_text(_object(wrapped), "kept"))
    scenarios, skipped = said.get("scenarios", {}), said.get("guess_skipped", False)
    if not isinstance(scenarios, dict) or not isinstance(skipped, bool):
        raise AnswersError("unreadable", given="something else than what was kept")
    if len(scenarios) > MOST_SCENARIOS or not all(map(_is_name, scenarios)):
        raise AnswersError("bad_value", "scenarios")
    return Kept(
        read_answers(_text(said, "answers"), catalogue),
        {name: read_answers(_text(scenarios, name), catalogue) for name in scenarios},
        skipped,
    )


def _object(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AnswersError("unreadable", given="a text that is no JSON") from error
    if not isinstance(said, dict):
        raise AnswersError("unreadable", given="something else than what was kept")
    return said


def _text(said: dict[str, Any], name: str) -> str:
    text = said.get(name)
    if not isinstance(text, str):
        raise AnswersError("unreadable", given="something else than what was kept")
    return text


def _is_name(name: str) -> bool:
    return 0 < len(name) <= MOST_NAME and all(one.isalnum() or one in ALLOWED for one in name)
