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
    drawn = list(dict.fromkeys(tuple(curve) for curve in curves))
    for name, own in zip(names, curves, strict=False):
        boxes.append(_best_room(name, own, drawn, boxes, measures))
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


def _best_room(
    name: str, own: Curve, curves: Sequence[Curve], taken: Sequence[Box], measures: Measures
) -> Box:
    """Return the best of the places over and under a curve, all tried at once.

    `own` is the curve of that name, or the part of it that the name is for.
    """
    box, (wide, high, larger) = box_of(name, 0, 0, measures), measures
    middles = _middles(box, own, curves, measures)
    along = middles[:, None] + box.width * SAMPLES
    near, gap = _heights(own, along), GAP * high * larger
    further = LINE * high * larger * FURTHER[:, None]
    over = near.max(axis=1) + gap + box.height + further
    tops = np.concatenate([over, near.min(axis=1) - gap - further])  # by distance, then by place
    under = np.repeat([0.0, UNDER], len(FURTHER))[:, None]
    outside = (tops < gap + box.height) | (tops > (1 + (ROOM - 1) * larger) * high)
    cost = np.where(outside, np.inf, under)  # on the axis, or beyond the picture
    for curve in curves:
        cost += CROSSING * _crossed(curve, along, tops, box.height, gap / 2)
    for other in taken:
        between = (box.width + other.width) / 2 + LETTER * wide
        aside = np.abs(middles - other.middle) >= between
        apart = (tops - box.height >= other.top) | (other.top - other.height >= tops)
        cost += OVERLAP * ~(aside | apart)
    centres = tops - box.height / 2
    mine = _distance(own, middles, centres, measures)
    others = [curve for curve in curves if not set(own) <= set(curve)]
    away = [_distance(curve, middles, centres, measures) for curve in others]
    cost += mine + (mine > np.min(away, axis=0, initial=np.inf))
    row, place = np.unravel_index(int(np.argmin(cost)), cost.shape)
    return Box(float(middles[place]), float(tops[row, place]), box.width, box.height)


def _middles(box: Box, own: Curve, curves: Sequence[Curve], measures: Measures) -> Numbers:
    """Return where the middle of a name may be: along its curve, and within the picture."""
    start = min(place for curve in curves for place, _ in curve)
    first, last = start + box.width / 2, start + measures[0] - box.width / 2
    if first > last:
        return np.full(1, start + measures[0] / 2)
    reach = box.width / 2  # beside a curve of one point
    places = (own[0][0] - reach, own[-1][0] + reach)
    low, high = np.clip(places, first, last)
    exactly = np.clip(own[0][0], first, last)
    return np.append(low + (high - low) * PLACES, exactly)


def _distance(curve: Curve, places: Numbers, heights: Numbers, measures: Measures) -> Numbers:
    """Return how far places are from a curve, over it, under it or beyond its ends."""
    beyond = np.maximum(curve[0][0] - places, places - curve[-1][0]).clip(min=0)
    away = np.abs(heights - _heights(curve, places)) / measures[1] + beyond / measures[0]
    return np.asarray(away)


def _heights(curve: Curve, places: Numbers, beyond: float | None = None) -> Numbers:
    """Return how high a curve is at some places; `beyond` its ends, as there unless told."""
    across, heights = zip(*curve, strict=True)
    return np.asarray(np.interp(places, across, heights, left=beyond, right=beyond))


def _crossed(
    curve: Curve, along: Numbers, tops: Numbers, height: float, gap: float
) -> NDArray[np.bool_]:
    """Return for each place whether a curve runs through the words there."""
    lowest = _heights(curve, along, beyond=np.inf).min(axis=1)
    highest = _heights(curve, along, beyond=-np.inf).max(axis=1)
    return np.asarray((lowest < tops + gap) & (highest > tops - height - gap))
