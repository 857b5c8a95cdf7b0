"""The colours of the pictures, for light and dark screens.

Green for what we advise, honey for the same time shared out, plum for the person's own,
grey for the rest. Chosen so that people with any colour vision tell apart what one picture
sets side by side (`tests/charts/test_colours.py` simulates it); colour never stands alone,
each series also has a label, a shape or a dash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role, as hexadecimal RGB."""

    ink: str
    muted: str
    paper: str
    best: str
    spread: str
    own: str
    loss: str
    categories: tuple[str, ...]


LIGHT = Palette(
    ink="#101A22",
    muted="#84919F",
    paper="#FBFAF6",
    best="#00785A",
    spread="#B07A14",
    own="#6A2A66",
    loss="#A03A1A",
    categories=("#193F92", "#B07A14", "#2F8560", "#6A2A66", "#84919F"),
)
DARK = Palette(
    ink="#ECEFEA",
    muted="#8594A4",
    paper="#15202B",
    best="#2CC79B",
    spread="#E59A33",
    own="#F7B6EA",
    loss="#C75230",
    categories=("#4A80BC", "#E59A33", "#54CFA0", "#F7B6EA", "#8594A4"),
)

ON_PAPER = replace(LIGHT, paper="#FFFFFF")  # what is printed or saved as a picture


def palette(theme: Theme) -> Palette:
    """Return the colours for a theme."""
    return DARK if theme == "dark" else LIGHT
