"""The calendar file: the right hour whatever the clocks do, every minute, and nothing twice."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections import Counter
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from core.analysis import analyse
from core.answers import DAYS
from core.vocabulary import LANGUAGES
from pages.papers.calendar_file import calendar, monday_after
from pages.papers.dossier import Dossier
from tests.core.strategies import CATALOGUE
from tests.pages.tongues import strangers
from tests.papers.dossiers import EVERYBODY, TODAY, WITH_A_PLAN, dossier_of, renamed

WRITTEN = datetime.datetime(2026, 1, 14, 9, 30, tzinfo=datetime.UTC)
HALF_A_YEAR = 26


def events(content: bytes) -> list[Event]:
    return [part for part in Calendar.from_ical(content).walk("VEVENT") if isinstance(part, Event)]


def made(dossier: Dossier, zone: str = "Europe/Paris", **more) -> bytes:
    return calendar(dossier, zone, WRITTEN, **more)


def minutes(event: Event) -> int:
    return round((event.end - event.start).total_seconds() / 60)


def is_check_in(event: Event) -> bool:
    return str(event["uid"]).startswith("check.in.")


def is_parked(event: Event) -> bool:
    return str(event["uid"]).startswith("parked.")


def routine(content: bytes) -> list[Event]:
    return [e for e in events(content) if "rrule" in e and not is_check_in(e)]


def setup(content: bytes) -> list[Event]:
    return [e for e in events(content) if "rrule" not in e and not is_parked(e)]


def told_offset(content: bytes, local: datetime.datetime) -> datetime.timedelta:
    """Return the offset that the file's own rules give a local time: the oracle of a client
    that knows no zone by its name."""
    return next(offset for start, offset in reversed(rules_in(content)) if start <= local)


@functools.cache
def rules_in(content: bytes) -> list[tuple[datetime.datetime, datetime.timedelta]]:
    (zone,) = Calendar.from_ical(content).walk("VTIMEZONE")
    return sorted((rule["dtstart"].dt, rule["tzoffsetto"].td) for rule in zone.subcomponents)


@pytest.mark.parametrize(
    ("zone", "today", "change", "before", "after"),
    [
        ("Europe/Paris", "2026-01-14", "2026-03-29", 17, 16),
        ("Europe/Paris", "2026-08-05", "2026-10-25", 16, 17),
        ("America/Montreal", "2026-01-14", "2026-03-08", 23, 22),
        ("America/Montreal", "2026-08-05", "2026-11-01", 22, 23),
    ],
)
def test_blocks_stay_at_six_in_the_evening_when_clocks_change(zone, today, change, before, after):
    dossier = dossier_of("ines", today=datetime.date.fromisoformat(today))
    content = made(dossier, zone)
    day_of_change = datetime.date.fromisoformat(change)
    firsts = [event for event in routine(content) if event.start.hour == 18]
    seen = Counter[int]()

    assert firsts
    for event in firsts:
        for week in range(HALF_A_YEAR):
            local = event.start + datetime.timedelta(weeks=week)
            utc = local.replace(tzinfo=None) - told_offset(content, local.replace(tzinfo=None))
            assert utc.hour == (before if local.date() < day_of_change else after)
            assert local.astimezone(datetime.UTC).hour == utc.hour
            seen[utc.hour] += 1
    assert set(seen) == {before, after}


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/Montreal", "Asia/Kathmandu", "UTC"])
def test_the_rules_in_the_file_are_those_of_the_zone_hour_by_hour(zone):
    content = made(dossier_of("ines", today=datetime.date(2026, 1, 14)), zone)
    hour = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)

    while hour.year == 2026:
        local = hour.astimezone(ZoneInfo(zone))
        if not local.fold and zone != "UTC":
            assert told_offset(content, local.replace(tzinfo=None)) == local.utcoffset(), local
        hour += datetime.timedelta(hours=1)


@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_the_minutes_of_a_week_are_those_of_the_plan(who):
    dossier = dossier_of(who)
    content = made(dossier)

    assert sum(map(minutes, routine(content))) == sum(b.minutes for b in dossier.week.routine)
    assert sum(map(minutes, setup(content))) == sum(b.minutes for b in dossier.week.setup)
    by_day = Counter[int]()
    for event in routine(content):
        by_day[event.start.weekday()] += minutes(event)
    for place, day in enumerate(DAYS):
        assert by_day[place] == sum(b.minutes for b in dossier.week.routine if b.day == day)


@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_blocks_of_a_day_follow_one_another_and_end_by_midnight(who):
    content = made(dossier_of(who))
    for some in (routine(content), setup(content)):
        in_order = sorted(some, key=lambda event: event.start)
        for one, next_one in pairwise(in_order):
            assert one.end <= next_one.start
        for event in some:
            midnight = event.start.replace(hour=0, minute=0) + datetime.timedelta(days=1)
            assert event.end <= midnight


def test_it_begins_on_the_monday_after_with_the_set_up_and_the_routine_follows():
    dossier = dossier_of("ines", today=datetime.date(2026, 11, 24))
    content = made(dossier)
    weeks = datetime.timedelta(weeks=dossier.week.setup_weeks)
    monday = datetime.date(2026, 11, 30)

    assert min(event.start for event in setup(content)).date() == monday
    assert max(event.start for event in setup(content)).date() < monday + weeks
    first = min(event.start for event in routine(content)).date()
    assert monday + weeks <= first < monday + weeks + datetime.timedelta(weeks=1)
    assert {event["rrule"]["count"][0] for event in routine(content)} == {HALF_A_YEAR}


@pytest.mark.parametrize("day", range(14))
def test_the_monday_after_is_a_monday_of_the_next_seven_days(day):
    today = datetime.date(2026, 12, 21) + datetime.timedelta(days=day)

    monday = monday_after(today)

    assert monday.weekday() == 0
    assert 1 <= (monday - today).days <= 7


def test_a_day_begins_at_the_hour_asked_for():
    hours = {"monday": datetime.time(7, 45), "wednesday": datetime.time(12, 30)}

    content = made(dossier_of("ines"), hours=hours)

    first = {
        weekday: min(e.start.time() for e in routine(content) if e.start.weekday() == weekday)
        for weekday in {e.start.weekday() for e in routine(content)}
    }
    assert first == {0: datetime.time(7, 45), 2: datetime.time(12, 30), 4: datetime.time(18, 0)}


@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_a_reminder_to_look_back_comes_every_sunday_after_the_blocks(who):
    content = made(dossier_of(who))
    (reminder,) = [event for event in events(content) if is_check_in(event)]

    assert reminder.start.weekday() == 6
    assert reminder["rrule"]["freq"] == ["WEEKLY"]
    assert reminder["transp"] == "TRANSPARENT"
    sundays = [e.end for e in routine(content) if e.start.date() == reminder.start.date()]
    assert all(end <= reminder.start for end in sundays) or reminder.start.hour == 23
    firsts = {e.start.isocalendar()[:2] for e in routine(content)}
    assert firsts == {reminder.start.isocalendar()[:2]}


@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_every_event_has_its_own_name_and_says_when_it_was_written(who):
    found = events(made(dossier_of(who)))

    assert len({str(event["uid"]) for event in found}) == len(found)
    assert {event["dtstamp"].dt for event in found} == {WRITTEN}


def test_a_block_that_is_moved_keeps_its_name_and_other_answers_give_other_names():
    said = EVERYBODY["ines"]
    moved = said.with_changes(block_days={"linkedin.1": "friday"})
    other = said.with_changes(guess_minutes=95)
    names = [
        {
            str(event["uid"])
            for event in events(
                made(dataclasses.replace(dossier_of(), analysis=analyse(one, CATALOGUE)))
            )
        }
        for one in (said, moved, other)
    ]

    assert names[0] & names[1] >= {name for name in names[0] if name.startswith("linkedin.1.")}
    assert {one.split(".")[-1] for one in names[0]} == {one.split(".")[-1] for one in names[1]}
    assert not names[0] & names[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_lines_are_as_the_standard_wants_and_its_words_of_one_language(language):
    content = made(dossier_of("beatrice", language))

    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert content.decode("utf-8")
    words = [str(e[key]) for e in events(content) for key in ("summary", "description")]
    assert strangers(words, language) == set()


def test_a_hostile_name_adds_no_line_of_its_own():
    name = "X\r\nATTENDEE:mailto:all@example.org\r\nBEGIN:VALARM"

    content = made(renamed(dossier_of("ines"), "linkedin", name))

    assert b"\nATTENDEE" not in content
    assert b"\nBEGIN:VALARM" not in content
    assert len(events(content)) == len(events(made(dossier_of("ines"))))


def test_the_reminder_leads_to_the_follow_up():
    (reminder,) = [e for e in events(made(dossier_of("ines", "en"))) if is_check_in(e)]

    assert reminder["url"] == "https://reseaux.example.org/suivi?lang=en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_to_look_again_at_what_is_parked_comes_half_a_year_later(language):
    dossier = dossier_of("leaves several", language)

    (again,) = [e for e in events(made(dossier)) if is_parked(e)]

    assert again["dtstart"].dt == TODAY + datetime.timedelta(weeks=26)
    assert again["dtend"].dt - again["dtstart"].dt == datetime.timedelta(days=1)
    names = [dossier.name(one.network) for one in dossier.left if one.reason == "dropped"]
    assert names
    assert all(name in again["summary"] for name in names)


def test_who_parks_nothing_is_not_reminded_of_it():
    content = made(dossier_of("hardly anything"))

    assert not [e for e in events(content) if is_parked(e)]
