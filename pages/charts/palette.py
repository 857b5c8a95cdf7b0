"""The colours of the pictures, for light and dark screens.

Green for what we advise, honey for the same time shared out, plum for the person's own,
grey for the rest. Chosen so that people with any colour vision tell apart what one picture
sets side by side (`tests/charts/test_colours.py` simulates it); colour never stands alone,
each series also has a label, a shape or a dash.

A network has one colour, the same in every picture, language and set of answers, and of the
same hue in both themes. Of the networks that one week holds, any two are then told apart;
with more of them than the eye keeps in mind, their names still stand beside them.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from core.answers import MOST_OWN_NETWORKS

Theme = Literal["light", "dark"]
READABLE = 4.5  # contrast of words, as WCAG 2.2 asks (1.4.3)


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
    networks: Mapping[str, str]  # by id; those one adds have an id of their own


LIGHT = Palette(
    ink="#101A22",
    muted="#84919F",
    paper="#FBFAF6",
    best="#00785A",
    spread="#B07A14",
    own="#6A2A66",
    loss="#A03A1A",
    categories=("#193F92", "#B07A14", "#2F8560", "#6A2A66", "#84919F"),
    networks={
        "bluesky": "#360963",
        "discord": "#63486C",
        "facebook": "#7587F3",
        "instagram": "#E163AB",
        "linkedin": "#365ABD",
        "malt": "#B48751",
        "mastodon": "#480936",
        "pinterest": "#C63F5A",
        "reddit": "#3F5A00",
        "snapchat": "#6C7512",
        "threads": "#99901B",
        "tiktok": "#3699AB",
        "twitch": "#003690",
        "viadeo": "#753F2D",
        "whatsapp": "#003F00",
        "work_net_world": "#1B7551",
        "x": "#751B3F",
        "youtube": "#2D2412",
        "own_1": "#997ECF",
        "own_2": "#635AA2",
        "own_3": "#90637E",
        "own_4": "#362D63",
        "own_5": "#6C997E",
    },
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
    networks={
        "bluesky": "#EAD8FC",
        "discord": "#BD75A2",
        "facebook": "#5187EA",
        "instagram": "#F399B4",
        "linkedin": "#A2BDFC",
        "malt": "#FCD875",
        "mastodon": "#A25163",
        "pinterest": "#F3757E",
        "reddit": "#517500",
        "snapchat": "#BDB448",
        "threads": "#999024",
        "tiktok": "#09D8CF",
        "twitch": "#2D6CB4",
        "viadeo": "#EAB47E",
        "whatsapp": "#C6EAB4",
        "work_net_world": "#99F3D8",
        "x": "#995190",
        "youtube": "#87633F",
        "own_1": "#7587C6",
        "own_2": "#51ABFC",
        "own_3": "#CF6C87",
        "own_4": "#A2A2CF",
        "own_5": "#6CAB51",
    },
)

ON_PAPER = replace(LIGHT, paper="#FFFFFF")  # what is printed or saved as a picture


def palette(theme: Theme) -> Palette:
    """Return the colours for a theme."""
    return DARK if theme == "dark" else LIGHT


def colour_key(network_id: str) -> str:
    """Return the name of a network's colour: its own id, or that of a network one adds.

    A network new to the catalogue shares a colour until it is given one above.
    """
    if network_id in LIGHT.networks:
        return network_id
    return f"own_{zlib.crc32(network_id.encode()) % MOST_OWN_NETWORKS + 1}"


def words_on(colour: str, palette: Palette) -> str:
    """Return the colour of words on a surface: paper or ink, whichever is read better."""
    return max(palette.paper, palette.ink, key=lambda words: contrast(words, colour))


def as_words(colour: str, palette: Palette) -> str:
    """Return a colour as words may have it on paper: with as little ink in it as reads well."""
    mixes = (_mixed(colour, palette.ink, share / 10) for share in range(11))
    return next(mix for mix in mixes if contrast(mix, palette.paper) >= READABLE)


def contrast(one: str, other: str) -> float:
    """Return how well two colours stand out from each other, 1 to 21. Source: WCAG 2.2, 1.4.3."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB, 0 to 1. Source: WCAG 2.2, 1.4.3."""
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: str, other: str, share: float) -> str:
    both = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in both)


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
