"""A group as the storage publishes it, made up: what the pictures of a workshop are tried on."""

from __future__ import annotations

from core.workshop.group import Band, Named, Picture, Table, Unit


def table(unit: Unit, *bands: tuple[int, int | None, int]) -> Table:
    """Return a table of (low, high, people)."""
    return Table(unit, tuple(Band(*band) for band in bands))


PICTURES = {
    "guess_estimate": Picture(
        "guess_estimate",
        {
            "guess_minutes": table("minutes", (0, 60, 9), (60, 120, 7), (120, None, 9)),
            "estimate_minutes": table("minutes", (0, 180, 4), (180, 240, 14), (240, None, 7)),
        },
        {},
    ),
    "hours": Picture(
        "hours", {"available_minutes": table("minutes", (0, 120, 8), (120, None, 17))}, {}
    ),
    "wanted_pay": Picture(
        "wanted_pay",
        {
            "networks_wanted": table("networks", (0, 2, 4), (3, 3, 5), (4, None, 16)),
            "networks_that_pay": table("networks", (0, 1, 6), (2, 2, 12), (3, None, 7)),
        },
        {},
    ),
    "recommended": Picture(
        "recommended",
        {},
        {"recommended": (Named("linkedin", 18, 25), Named("malt", 11, 25), Named("x", 3, 25))},
    ),
    "freed": Picture("freed", {"freed_minutes": table("minutes", (0, 60, 7), (60, None, 18))}, {}),
    "before_after": Picture(
        "before_after",
        {
            "guess_networks": table("networks", (0, 3, 5), (4, 4, 13), (5, None, 7)),
            "second_networks": table("networks", (0, 1, 4), (2, 2, 14), (3, None, 7)),
        },
        {},
    ),
}
# What each template of pages/charts/group.py draws.
DRAWN = {
    "group.guess": "guess_estimate",
    "group.hours": "hours",
    "group.wanted": "wanted_pay",
    "group.freed": "freed",
    "group.again": "before_after",
}
