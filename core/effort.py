"""What keeping a network costs: minutes a week, by action."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from core.answers import Answers
from core.catalogue import Catalogue
from core.vocabulary import Estimate, Mode

STEP_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Range:
    """A quantity as low, most likely and high, in one unit."""

    low: float
    mode: float
    high: float

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.mode + other.mode, self.high + other.high)

    def times(self, factor: float) -> Range:
        """Return the range scaled by a factor of 0 or more."""
        return Range(self.low * factor, self.mode * factor, self.high * factor)

    @property
    def mean(self) -> float:
        """Return the mean of the range as a triangular one; means of sums are sums of means."""
        return (self.low + self.mode + self.high) / 3

    @classmethod
    def of(cls, estimate: Estimate) -> Range:
        """Return an estimate of the catalogue as a range."""
        return cls(estimate.low, estimate.mode, estimate.high)


ZERO = Range(0.0, 0.0, 0.0)


def minutes_per_action(
    answers: Answers, catalogue: Catalogue, format_id: str, mode: Mode
) -> dict[str, Range]:
    """Return the minutes of one of each action, by action id.

    A post takes the minutes of making its format, or of adapting it for a
    relay. What the person measured or set themself replaces the range.

    Raises:
        ValueError: If a relay is asked for in a format that cannot be adapted.
    """
    minutes = {name: Range.of(action.minutes) for name, action in catalogue.actions.items()}
    made = catalogue.formats[format_id]
    key, estimate = f"post.{format_id}", made.production_minutes
    if mode == "relay":
        if made.adaptation_minutes is None:
            raise ValueError(f"expected a format that can be adapted, got {format_id!r}")
        key, estimate = f"adapt.{format_id}", made.adaptation_minutes
    minutes["post"] = Range.of(estimate)
    own = answers.minutes_per_action
    minutes.update({name: _exactly(own[name]) for name in minutes if name in own})
    if key in own:
        minutes["post"] = _exactly(own[key])
    return minutes


def effort_by_action(counts: Mapping[str, float], minutes: Mapping[str, Range]) -> dict[str, Range]:
    """Return the minutes a week of each action: its count times the minutes of one."""
    return {name: minutes[name].times(count) for name, count in counts.items() if count > 0}


def total(parts: Mapping[str, Range]) -> Range:
    """Return the sum of ranges: low with low, mode with mode, high with high."""
    low = mode = high = 0.0
    for part in parts.values():
        low, mode, high = low + part.low, mode + part.mode, high + part.high
    return Range(low, mode, high)


def steps_of(minutes: float) -> int:
    """Return the whole number of 5-minute steps a plan is charged for, rounded up.

    A hair above a whole step, left by adding decimals, is not another step.
    """
    return math.ceil(minutes / STEP_MINUTES - 1e-9)


def _exactly(minutes: float) -> Range:
    return Range(minutes, minutes, minutes)
