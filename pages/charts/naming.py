"""Names beside curves instead of a legend: where each one has room, worked out from the values.

Everything is reckoned for a phone, in the units of the picture; on a wider screen the same
words are narrower, and lie within the room found for them. On the wall they are `larger`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]  # number of networks, height
Measures = tuple[float, float, float]  # how wide, how high, and how much larger the words are
Curve = Sequence[Point]  # from left to right
Note = tuple[str, float, float]  # words, their middle, their top
Numbers = NDArray[np.float64]
ROOM = 1.25  # how high a picture goes, over its highest point
LONG_NAME = 18  # letters
LETTER, LINE = 0.027, 0.075  # of the width and of the highest point: bold, on a narrow phone
GAP = 0.04  # between words and a curve, of the highest point
RING = 0.075  # how far the mark of the best reaches, of the highest point
RING_WIDTH = 0.11  # and how wide it is, of the width
PLACES = np.linspace(0, 1, 16)  # tried along a curve, over it and under it
FURTHER = np.array(
    [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0]
)  # lines away from it, past other words
SAMPLES = np.linspace(-0.5, 0.5, 12)  # of the curves, along a name
UNDER = 0.02  # a name stands over its curve unless there is a reason
CROSSING = 10.0  # words on a line cost more than any distance
OVERLAP = 100.0  # words on words or on a mark cost more than words on every line


@dataclass(frozen=True, slots=True)
class Box:
    """The room that some words take: its middle, its top, and its measures."""

    middle: float
    top: float
    width: float
    height: float


def notes(curves: Mapping[str, Curve], marked: Curve = ()) -> dict[str, Note]:
    """Return for each curve its name as it is written, its middle and its top.

    `marked` are points with a ring, which stays free.
    """
    shown = {name: curve for name, curve in curves.items() if curve}
    if not shown:
        return {}
    names, drawn = [in_two_lines(name) for name in shown], list(shown.values())
    places = beside(names, drawn, [ring(point, measures_of(drawn)) for point in marked])
    return {one: (n, *place) for one, n, place in zip(shown, names, places, strict=True)}


def beside(
    names: Sequence[str], curves: Sequence[Curve], taken: Sequence[Box] = (), larger: float = 1.0
) -> list[Point]:
    """Return where names of the first curves go: the middle of their width, and their top.

    As near to its own curve as may be, nearer than to any other, and on no line; `taken` is
    where other words are. Every curve has a point.
    """
    boxes, measures = list(taken), measures_of(curves, larger)
    blank = [box_of(name, 0, 0, measures) for name in names]
    places = _Places(blank, curves[: len(names)], list(dict.fromkeys(map(tuple, curves))), measures)
    for number in range(len(names)):
        boxes.append(places.best(number, boxes))
    return [(box.middle, box.top) for box in boxes[len(taken) :]]


def in_two_lines(text: str, longest: int = LONG_NAME, after: str = " ") -> str:
    """Return a text broken at the `after` nearest to its middle, if it is longer than `longest`."""
    ends = [i + len(after) for i in range(len(text)) if text.startswith(after, i)]
    if len(text) <= longest or not ends:
        return text
    middle = min(ends, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle].rstrip()}\n{text[middle:]}"


def box_of(name: str, middle: float, top: float, measures: Measures) -> Box:
    """Return the room of a name that may have two lines, in a picture of these measures."""
    lines = name.split("\n")
    width = LETTER * measures[0] * max(map(len, lines))
    return Box(middle, top, width, LINE * measures[1] * measures[2] * len(lines))


def ring(point: Point, measures: Measures) -> Box:
    """Return the room of the ring around a point."""
    reach = RING * measures[1] * measures[2]
    return Box(point[0], point[1] + reach, RING_WIDTH * measures[0], 2 * reach)


def measures_of(curves: Sequence[Curve], larger: float = 1.0) -> Measures:
    """Return how wide and how high a picture of some curves is, in its own units."""
    across = [place for curve in curves for place, _ in curve]
    highest = max(height for curve in curves for _, height in curve)
    return max(max(across) - min(across), 1.0), highest or 1.0, larger


class _Places:
    """Places over and under its curve for every name, each with its cost; all tried at once.

    `middles` has a row for every name, with the places across; `tops` and `costs` one more
    dimension between, for how far from the curve.
    """

    def __init__(
        self, boxes: Sequence[Box], owns: Sequence[Curve], curves: Sequence[Curve], size: Measures
    ) -> None:
        """Weigh what does not depend on other words; `owns` are the curves the names are for."""
        self._boxes, self._measures = boxes, size
        self._heights = np.array([box.height for box in boxes])[:, None, None]
        start = min(place for curve in curves for place, _ in curve)
        pairs = zip(boxes, owns, strict=True)
        self.middles = np.array([_across(box, own, start, size[0]) for box, own in pairs])
        widths = np.array([box.width for box in boxes])[:, None, None]
        along = self.middles[:, :, None] + widths * SAMPLES
        self.tops = self._over_and_under(owns, along)
        self.costs = self._outside()
        for curve in curves:
            self.costs += CROSSING * self._crossed(curve, along)
        self.costs += self._distances(owns, curves)

    def best(self, number: int, taken: Sequence[Box]) -> Box:
        """Return the best place of a name where other words are `taken`."""
        box, middles, tops = self._boxes[number], self.middles[number], self.tops[number]
        cost = self.costs[number].copy()
        for other in taken:
            between = (box.width + other.width) / 2 + LETTER * self._measures[0]
            aside = np.abs(middles - other.middle) >= between
            apart = (tops - box.height >= other.top) | (other.top - other.height >= tops)
            cost += OVERLAP * ~(aside | apart)
        row, place = divmod(int(cost.argmin()), len(middles))
        return Box(float(middles[place]), float(tops[row, place]), box.width, box.height)

    def _over_and_under(self, owns: Sequence[Curve], along: Numbers) -> Numbers:
        """Return the tops, by distance from the curve, first those over it."""
        _, high, larger = self._measures
        near = np.array([_heights(own, at) for own, at in zip(owns, along, strict=True)])
        gap, further = GAP * high * larger, LINE * high * larger * FURTHER[:, None]
        over = near.max(axis=2)[:, None] + gap + self._heights + further
        return np.concatenate([over, near.min(axis=2)[:, None] - gap - further], axis=1)

    def _outside(self) -> Numbers:
        """Return the cost of standing under a curve, on the axis, or beyond the picture."""
        _, high, larger = self._measures
        lowest, highest = GAP * high * larger + self._heights, (1 + (ROOM - 1) * larger) * high
        under = np.repeat([0.0, UNDER], len(FURTHER))[:, None]
        return np.where((self.tops < lowest) | (self.tops > highest), np.inf, under)

    def _crossed(self, curve: Curve, along: Numbers) -> NDArray[np.bool_]:
        """Return for each place whether a curve runs through the words there."""
        gap = GAP * self._measures[1] * self._measures[2] / 2
        lowest = _heights(curve, along, beyond=np.inf).min(axis=2)[:, None]
        highest = _heights(curve, along, beyond=-np.inf).max(axis=2)[:, None]
        bottoms = self.tops - self._heights
        return np.asarray((lowest < self.tops + gap) & (highest > bottoms - gap))

    def _distances(self, owns: Sequence[Curve], curves: Sequence[Curve]) -> Numbers:
        """Return the cost of being away from its own curve, and nearer to another."""
        centres = self.tops - self._heights / 2
        away = [_distance(one, self.middles, centres, self._measures) for one in curves]
        costs = np.empty_like(centres)
        for number, own in enumerate(owns):
            of_one = self.middles[number : number + 1], centres[number : number + 1]
            mine = _distance(own, *of_one, self._measures)[0]
            others = [a[number] for a, one in zip(away, curves, strict=True) if not _in(own, one)]
            costs[number] = mine + (mine > np.min(others, axis=0, initial=np.inf))
        return costs


def _in(part: Curve, curve: Curve) -> bool:
    return set(part) <= set(curve)


def _across(box: Box, own: Curve, start: float, wide: float) -> Numbers:
    """Return where the middle of a name may be: along its curve, and within the picture."""
    reach = box.width / 2  # beside a curve of one point
    first, last = start + reach, start + wide - reach
    if first > last:
        return np.full(len(PLACES) + 1, start + wide / 2)
    low, high, exactly = (
        min(max(place, first), last) for place in (own[0][0] - reach, own[-1][0] + reach, own[0][0])
    )
    return np.append(low + (high - low) * PLACES, exactly)


def _distance(curve: Curve, places: Numbers, heights: Numbers, measures: Measures) -> Numbers:
    """Return how far `heights` at some places are from a curve, or from its ends beyond it.

    `places` has a row for every name, `heights` one more dimension between.
    """
    beyond = np.maximum(curve[0][0] - places, places - curve[-1][0]).clip(min=0) / measures[0]
    away = np.abs(heights - _heights(curve, places)[:, None]) / measures[1] + beyond[:, None]
    return np.asarray(away)


def _heights(curve: Curve, places: Numbers, beyond: float | None = None) -> Numbers:
    """Return how high a curve is at some places; `beyond` its ends, as there unless told."""
    across, heights = zip(*curve, strict=True)
    return np.asarray(np.interp(places, across, heights, left=beyond, right=beyond))
