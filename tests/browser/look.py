"""How a page looks, coarsely: a small picture of it, and how far two of them differ.

Letters are blurred away: what is compared are blocks of 15 pixels, by their mean colour, row
by row; a row may move down or be missing, as when a line of text breaks elsewhere. So another
way of drawing letters passes, and a picture that is gone, another theme or other spaces do not.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from core.answers import Answers
from core.catalogue import Catalogue
from core.link import to_link
from core.personas import load_personas
from core.vocabulary import Language
from pages.charts.palette import Theme
from tests.browser.visitor import HEIGHT, Visitor

FOLDER = Path(__file__).parent / "references"
# The pages that are compared, on a phone: the first one as a newcomer sees it, then results.
LOOKS: tuple[tuple[str, Language, Theme], ...] = (
    ("", "fr", "light"),
    ("moins", "fr", "light"),
    ("semaine", "fr", "light"),
    ("effort", "en", "dark"),
)
PERSON = "ines"
TALLEST = 6000  # pixels; a page beyond that is cut in the picture
SHRUNK, BLOCK = 3, 5  # a reference is three times smaller; a block is five of its pixels
SEEN = 18  # of 255: a block that differs by less looks the same
MISSING = 0.5  # what a row weighs that one of the pictures lacks
MOST = 0.02  # measured: another font 0.008 at most, twice the margin 0.037 at least
FULL_HEIGHT = """() => Math.max(...['stMain', 'stAppViewContainer'].map(
    part => document.querySelector(`[data-testid=${part}]`)?.scrollHeight ?? 0))"""


def person(catalogue: Catalogue) -> Answers:
    """Return answers that fill every page."""
    return next(one.answers for one in load_personas(catalogue) if one.id == PERSON)


def opens(visitor: Visitor, address: str, catalogue: Catalogue) -> None:
    """Have a visitor open a page as it is compared, and wait for its pictures."""
    link = f"&r={to_link(person(catalogue), catalogue)}" if address else ""
    visitor.arrives(f"{address}?lang={visitor.language}{link}")
    visitor.sees_pictures()


def whole(visitor: Visitor) -> bytes:
    """Return a PNG of the whole page, at the width of the window."""
    visitor.sized(visitor.width, HEIGHT)
    visitor.sized(visitor.width, min(visitor.page.evaluate(FULL_HEIGHT), TALLEST))
    return visitor.page.screenshot()


def small(png: bytes) -> Image.Image:
    """Return a picture of a page as small as references are."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    size = (picture.width // SHRUNK, picture.height // SHRUNK)
    cut = picture.crop((0, 0, size[0] * SHRUNK, size[1] * SHRUNK))
    return cut.resize(size, Image.Resampling.BOX)


def reference(address: str, language: Language, theme: Theme) -> Path:
    """Return where the reference of a page is kept."""
    return FOLDER / f"{address or 'accueil'}-{language}-{theme}.png"


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of blocks that differ, 0 to 1, once rows are set beside their like."""
    above, below = _blocks(one), _blocks(other)
    apart = (np.abs(above[:, None] - below[None]).max(axis=-1) > SEEN).mean(axis=-1)
    least = [MISSING * row for row in range(len(below) + 1)]
    for number, costs in enumerate(apart.tolist(), start=1):
        least = _next_row(least, costs, MISSING * number)
    return least[-1] / max(len(above), len(below))


def _next_row(before: Sequence[float], costs: Sequence[float], first: float) -> list[float]:
    """Return the least cost of each beginning of the other picture, one row further down."""
    found = [first]
    for place, cost in enumerate(costs):
        found.append(min(before[place] + cost, before[place + 1] + MISSING, found[-1] + MISSING))
    return found


def _blocks(picture: Image.Image) -> np.ndarray:
    """Return the mean colours of blocks, each smoothed with its neighbours."""
    across, down = picture.width // BLOCK, picture.height // BLOCK
    cut = picture.crop((0, 0, across * BLOCK, down * BLOCK))
    means = np.asarray(cut.resize((across, down), Image.Resampling.BOX), dtype=float)
    edged = np.pad(means, ((1, 1), (1, 1), (0, 0)), mode="edge")
    shifts = [edged[i : i + down, j : j + across] for i in range(3) for j in range(3)]
    return np.mean(shifts, axis=0)
