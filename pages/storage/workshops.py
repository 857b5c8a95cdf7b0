"""Workshops as the screens use them: each method is one transaction, and safe to try again."""

from __future__ import annotations

from pages.storage.entrance import Entrance
from pages.storage.handing_over import HandingOver
from pages.storage.keeping import Keeping
from pages.storage.running import Running
from pages.storage.seats import Seats


class Workshops(Entrance, Seats, Running, HandingOver, Keeping):
    """Every workshop there is.

    Every method raises `Trouble` where it cannot do what it says, and nothing
    else that comes from a database. Moments (`now`) are aware datetimes.
    """
