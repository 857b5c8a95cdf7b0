"""The colours of the pictures, for light and dark screens.

From the palette of Okabe and Ito, which people with any colour vision can tell
apart, darkened where one stood out too little from white paper; colour never stands
alone, each series also has a label, a shape or a dash.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    ink="#22303C",
    muted="#8A94A0",
    paper="#FFFFFF",
    best="#00785A",
    spread="#B86E00",
    own="#8A3E78",
    loss="#B84700",
    categories=("#0072B2", "#C78300", "#009E73", "#CC79A7", "#8A94A0"),
)
DARK = Palette(
    ink="#E8ECEF",
    muted="#98A2AD",
    paper="#15202B",
    best="#2CC79B",
    spread="#F0B030",
    own="#DE9CCB",
    loss="#F28444",
    categories=("#56B4E9", "#F0B030", "#2CC79B", "#DE9CCB", "#98A2AD"),
)


def palette(theme: Theme) -> Palette:
    """Return the colours for a theme."""
    return DARK if theme == "dark" else LIGHT
