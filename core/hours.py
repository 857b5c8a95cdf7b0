"""How the answer depends on the hours: best size by budget, and what more time would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.effort import STEP_MINUTES
from core.portfolio import Portfolio, Solutions

HORIZON_STEPS = 20 * 60 // STEP_MINUTES
HALF_HOUR_STEPS = 30 // STEP_MINUTES


@dataclass(frozen=True, slots=True)
class HalfHour:
    """The best plan at one budget, and whether it keeps other networks than half an hour before."""

    minutes: int
    presence: float
    gain: float
    kept: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """From how many minutes a week the best plan keeps `size` networks or more.

    `minutes` is None where 20 hours are not enough. `holds` is false where,
    with still more time, the best plan keeps fewer again.
    """

    size: int
    minutes: int | None
    holds: bool


def half_hours(solutions: Solutions) -> tuple[HalfHour, ...]:
    """Return the best plan for every half hour from 0 to 20 hours.

    Budgets at which what must be kept does not fit are left out.
    """
    found: list[HalfHour] = []
    for steps in range(0, HORIZON_STEPS + 1, HALF_HOUR_STEPS):
        portfolio = solutions.best(steps)
        if portfolio is not None:
            found.append(_half_hour(steps, portfolio, found))
    return tuple(found)


def next_half_hour(solutions: Solutions, steps: int) -> HalfHour | None:
    """Return what half an hour more would bring; None where not even then a plan fits."""
    now, later = solutions.best(steps), solutions.best(steps + HALF_HOUR_STEPS)
    if later is None:
        return None
    before = [] if now is None else [_half_hour(steps, now, [])]
    return _half_hour(steps + HALF_HOUR_STEPS, later, before)


def thresholds(best_sizes: Sequence[int]) -> tuple[Threshold, ...]:
    """Return, for each size up to one beyond the largest reached, from when it pays.

    Args:
        best_sizes: The best size at every budget, one step apart from 0.
    """
    reached = max(best_sizes, default=0)
    return tuple(_threshold(best_sizes, size) for size in range(1, max(1, reached + 1) + 1))


def _threshold(best_sizes: Sequence[int], size: int) -> Threshold:
    first = next((step for step, best in enumerate(best_sizes) if best >= size), None)
    if first is None:
        return Threshold(size, None, holds=False)
    return Threshold(size, first * STEP_MINUTES, all(best >= size for best in best_sizes[first:]))


def _half_hour(steps: int, portfolio: Portfolio, before: Sequence[HalfHour]) -> HalfHour:
    earlier = before[-1] if before else None
    return HalfHour(
        minutes=steps * STEP_MINUTES,
        presence=portfolio.presence,
        gain=portfolio.presence - (earlier.presence if earlier else 0.0),
        kept=portfolio.kept,
        changed=earlier is not None and set(earlier.kept) != set(portfolio.kept),
    )
