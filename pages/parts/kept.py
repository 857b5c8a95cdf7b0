"""Everything a person may not lose, as one text for their own device. No Streamlit here.

The text is a JSON object: `answers`, `scenarios` by name, each the canonical text of a set
of answers, `guess_skipped`, and `passes`, the workshops that this device takes part in. On
the device it lies in a wrapping that only tells who
wrote it and how often. Both are hostile when they come back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from core.answers import MINUTES_IN_A_WEEK, MOST_BYTES, Answers, read_answers, to_json
from core.catalogue import Catalogue, validated
from core.errors import AnswersError
from core.vocabulary import Entry
from core.workshop.codes import is_secret
from core.workshop.sending import MOST_NETWORKS

MOST_SCENARIOS = 4
MOST_NAME = 30  # letters of a scenario's name
ALLOWED = " \u00a0.,'’+&()-"  # in such a name, beside letters and digits
MOST_PASSES = 20
MOST_CHARACTERS = 2 * (1 + MOST_SCENARIOS) * MOST_BYTES  # a text inside a text is escaped

Networks = Annotated[int, Field(ge=0, le=MOST_NETWORKS)] | None
Minutes = Annotated[int, Field(ge=0, le=MINUTES_IN_A_WEEK)] | None


class Pass(Entry):
    """What a device holds of one workshop.

    token: who takes part with it is known by this, and by nothing else. secret: what opens
    the facilitator's desk. The guesses are the participant's, until they send them.
    """

    token: str = ""
    secret: str = ""
    guess_networks: Networks = None
    guess_minutes: Minutes = None
    second_networks: Networks = None
    second_minutes: Minutes = None
    skipped: bool = False
    consent: bool = False


@dataclass(frozen=True)
class Kept:
    """What a person said, the scenarios they set aside, and whether they skipped the guess.

    `passes` are the workshops of this device, by the key of their link, the latest last.
    """

    answers: Answers = field(default_factory=Answers)
    scenarios: Mapping[str, Answers] = field(default_factory=dict)
    guess_skipped: bool = False
    passes: Mapping[str, Pass] = field(default_factory=dict)

    @property
    def unsaid(self) -> bool:
        """Return whether the person has said nothing yet."""
        return self.answers == Answers() and not self.scenarios

    @property
    def empty(self) -> bool:
        """Return whether nothing would be lost without it."""
        return self.unsaid and not self.passes

    def text(self, canonical: str | None = None) -> str:
        """Return it as text; equal ones give equal text. `canonical`: the answers as text."""
        said: dict[str, Any] = {
            "answers": to_json(self.answers) if canonical is None else canonical,
            "scenarios": {name: to_json(said) for name, said in self.scenarios.items()},
            "guess_skipped": self.guess_skipped,
        }
        if self.passes:
            said["passes"] = {
                key: one.model_dump(exclude_defaults=True) for key, one in self.passes.items()
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
        _passes(said.get("passes", {})),
    )


def _passes(said: Any) -> dict[str, Pass]:
    if not isinstance(said, dict) or len(said) > MOST_PASSES:
        raise AnswersError("bad_value", "passes")
    try:
        found = {key: validated(one, Pass) for key, one in said.items()}
    except ValueError as error:
        raise AnswersError("bad_value", "passes") from error
    secrets = [text for one in found.values() for text in (one.token, one.secret) if text]
    if not all(map(is_secret, (*found, *secrets))):
        raise AnswersError("bad_value", "passes")
    return found


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
