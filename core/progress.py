"""How far a person is with the questions: which ones they have answered.

Nothing has to be answered: a question left out is neither for nor against any network. A
count of what was said only helps to see where one is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from core.answers import Answers

Chapter = Literal["project", "time", "networks", "profiles"]
CHAPTERS: Final[tuple[Chapter, ...]] = ("project", "time", "networks", "profiles")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions of a chapter there are, and how many have an answer."""

    answered: int
    asked: int


def progress(said: Answers) -> dict[Chapter, Progress]:
    """Return how far each chapter is, in the order in which they are asked.

    A network that was named asks two more questions: what one does there today, and what its
    profile is like. Where none was named, its chapter asks for names alone, and there is no
    profile to check.
    """
    named = [said.network(name) for name in said.named_networks]
    project = (said.goals, said.publics, said.ages, said.formats, said.tones, said.values)
    told = [bool(one.today or one.today_counts is not None) for one in named]
    return {
        "project": _counted([bool(answer) for answer in project]),
        "time": _counted([said.time_minutes is not None, said.guess_minutes is not None]),
        "networks": _counted([bool(named), *told]),
        "profiles": _counted([bool(one.profile) for one in named]),
    }


def _counted(answers: list[bool]) -> Progress:
    return Progress(sum(answers), len(answers))
