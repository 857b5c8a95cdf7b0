"""Days and hours are those of the visitor, wherever the server is and whenever it is asked."""

from __future__ import annotations

import datetime

import pytest

from core.workshop.settings import Settings
from pages.parts import clock, rooms
from pages.parts.rooms import JOIN
from pages.parts.speech import speech
from pages.storage.connection import workshops
from tests.pages.people import LEAVES_SEVERAL
from tests.pages.visit import arrive, go, words

# Late enough that it is Friday in Paris already, and still Thursday in Montréal.
LATE = datetime.datetime(2026, 11, 26, 23, 30, tzinfo=datetime.UTC)
THURSDAY, FRIDAY = datetime.date(2026, 11, 26), datetime.date(2026, 11, 27)
DAYS = pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Paris", FRIDAY),
        ("America/Montreal", THURSDAY),
        (None, FRIDAY),  # who tells none is taken to be in France
        ("Mars/Olympus", FRIDAY),
    ],
)


def shown(page: str, zone: str | None, answers=None, **link: str) -> str:
    at = arrive("fr", answers, **link)
    at.context = {**at.context, "timezone": zone}
    at.query_params = link
    return words(go(at, page))


@DAYS
def test_a_plan_counts_from_the_day_it_is_where_the_visitor_is(zone, day, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: clock.here(LATE))
    again = day + datetime.timedelta(weeks=26)
    assert speech("fr").date(again) in shown("pages/plan/week.py", zone, LEAVES_SEVERAL)


@DAYS
def test_a_workshop_is_deleted_on_the_day_it_is_where_the_visitor_is(zone, day, monkeypatch):
    monkeypatch.setattr(rooms, "now", lambda: LATE)
    settings = Settings(title="Promo", language="fr", days_kept=30)
    made = workshops().create(settings, visitor=f"clock {zone}", now=LATE)
    until = day + datetime.timedelta(days=30)
    assert speech("fr").full_date(until) in shown(JOIN, zone, a=made.workshop.link_key)
