"""The week as a calendar file (RFC 5545): blocks every week, set-up once, a weekly look back."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from core.answers import DAYS, Day, to_json
from core.presence import WEEKS
from core.week import Block, look_again
from pages.papers.dossier import FOLLOW_PATH, Dossier, link_to
from pages.parts import agenda, parked

EVENING = datetime.time(18, 0)
MINUTES_IN_A_DAY = 24 * 60
CHECK_IN_MINUTES = 5
CHECK_IN_DAY: Day = "sunday"
PRODUCT = "-//Peu mais bien//Ma semaine//FR"
MARGIN = datetime.timedelta(days=366)  # so that the zone's rules hold before and after


def calendar(
    dossier: Dossier,
    zone: str,
    written: datetime.datetime,
    hours: Mapping[Day, datetime.time] | None = None,
) -> bytes:
    """Return the week as a calendar file.

    It starts on the Monday after the dossier's day: first the set-up, then the
    routine for 26 weeks, the half year over which the model counts regularity.

    Args:
        dossier: The plan, with the day it was asked for.
        zone: The person's time zone ("Europe/Paris"): the hour on the wall stays
            the same when clocks change.
        written: When the file is written, with its own zone.
        hours: When the first block of each day begins; the others follow it. 18:00
            where not given, or earlier where the day would end after midnight.

    Raises:
        ZoneInfoNotFoundError: If there is no such zone.
    """
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", dossier.speech.say("My networks"))
    there, first = ZoneInfo(zone), monday_after(dossier.today)
    last = first + datetime.timedelta(weeks=dossier.week.setup_weeks + WEEKS)
    file.add_component(_rules(there, first - MARGIN, last + MARGIN))
    for event in _events(dossier, there, first, hours or {}):
        event.add("dtstamp", written.astimezone(datetime.UTC))
        file.add_component(event)
    content: bytes = file.to_ical()
    return content


def monday_after(day: datetime.date) -> datetime.date:
    """Return the first Monday after a day; a week later where it is one itself."""
    return day + datetime.timedelta(days=7 - day.weekday())


def _rules(zone: ZoneInfo, first: datetime.date, last: datetime.date) -> Timezone:
    """Return the rules of a zone between two days, with every change of the clock.

    The library can write them too, but puts changes in spring an hour late.
    """
    rules = Timezone()
    rules.add("tzid", zone.key)
    hour = datetime.timedelta(hours=1)
    now = datetime.datetime.combine(first, datetime.time(), datetime.UTC)
    before = now.astimezone(zone).utcoffset()
    rules.add_component(_rule(now, before, zone))
    while now.date() < last:
        now += hour
        if (after := now.astimezone(zone).utcoffset()) != before:
            rules.add_component(_rule(now, before, zone))
            before = after
    return rules


def _rule(
    change: datetime.datetime, before: datetime.timedelta | None, zone: ZoneInfo
) -> TimezoneDaylight | TimezoneStandard:
    """Return what holds from a change of the clock on, told in the time before it."""
    assert before is not None  # every zone has an offset
    there = change.astimezone(zone)
    rule = TimezoneDaylight() if there.dst() else TimezoneStandard()
    rule.add("dtstart", (change + before).replace(tzinfo=None))
    rule.add("tzoffsetfrom", before)
    rule.add("tzoffsetto", there.utcoffset())
    rule.add("tzname", there.tzname())
    return rule


def _events(
    dossier: Dossier, zone: ZoneInfo, first: datetime.date, hours: Mapping[Day, datetime.time]
) -> Iterator[Event]:
    week = dossier.week
    for blocks in _by_day(week.setup).values():
        for block, start in _one_after_the_other(blocks, first, zone, hours):
            yield _event(block, start, dossier)
    for blocks in _by_day(week.routine).values():
        for block, start in _one_after_the_other(blocks, first, zone, hours):
            event = _event(block, start, dossier)
            event.add("rrule", {"freq": "weekly", "count": WEEKS})
            yield event
    yield _check_in(dossier, zone, first, hours)
    if names := parked.left(dossier.analysis, "dropped", dossier.speech):
        yield _look_again(dossier, names)


def _look_again(dossier: Dossier, names: str) -> Event:
    """Return the day on which to look again at what is parked now."""
    say = dossier.speech.say
    event = Event()
    event.add("uid", identifier("parked.again", dossier))
    day = look_again(dossier.today)
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", say("Look again at what is parked: {networks}", networks=names))
    event.add("description", say("Wake it, let it sleep on, or close it."))
    return event


def _by_day(blocks: tuple[Block, ...]) -> dict[tuple[int, Day | None], list[Block]]:
    """Return blocks by week and day, in their order."""
    found: dict[tuple[int, Day | None], list[Block]] = {}
    for block in blocks:
        found.setdefault((block.week, block.day), []).append(block)
    return found


def _one_after_the_other(
    blocks: list[Block],
    first: datetime.date,
    zone: ZoneInfo,
    hours: Mapping[Day, datetime.time],
) -> Iterator[tuple[Block, datetime.datetime]]:
    """Yield the blocks of one day with when they start."""
    day = blocks[0].day
    assert day is not None  # what has no day is left over, and in no calendar
    date = first + datetime.timedelta(weeks=blocks[0].week - 1, days=DAYS.index(day))
    begin = hours.get(day, EVENING)
    latest = MINUTES_IN_A_DAY - sum(block.minutes for block in blocks)
    minute = max(0, min(begin.hour * 60 + begin.minute, latest))
    for block in blocks:
        midnight = datetime.datetime.combine(date, datetime.time(), zone)
        yield block, midnight + datetime.timedelta(minutes=minute)
        minute += block.minutes


def _event(block: Block, start: datetime.datetime, dossier: Dossier) -> Event:
    speech, name = dossier.speech, dossier.name(block.network)
    event = Event()
    event.add("uid", identifier(block.name, dossier))
    event.add("dtstart", start)
    event.add("dtend", start + datetime.timedelta(minutes=block.minutes))
    if block.item is None:
        event.add("summary", name)
        what = agenda.actions_in_words(block.actions, speech) or speech.say("carry on with this")
    else:
        item = dossier.catalogue.checklist[block.item]
        what = speech.words(item.help or item.label)
        label = speech.words(item.label)
        event.add("summary", speech.say("{name}: {value}", name=name, value=label))
    event.add("description", what)
    return event


def _check_in(
    dossier: Dossier, zone: ZoneInfo, first: datetime.date, hours: Mapping[Day, datetime.time]
) -> Event:
    """Return the reminder to note what was done, on Sundays from the first week of routine."""
    say, week = dossier.speech.say, dossier.week
    date = first + datetime.timedelta(weeks=week.setup_weeks, days=DAYS.index(CHECK_IN_DAY))
    busy = sum(block.minutes for block in week.routine if block.day == CHECK_IN_DAY)
    begin = hours.get(CHECK_IN_DAY, EVENING)
    latest = MINUTES_IN_A_DAY - CHECK_IN_MINUTES
    minute = min(begin.hour * 60 + begin.minute + busy, latest)
    midnight = datetime.datetime.combine(date, datetime.time(), zone)
    event = Event()
    event.add("uid", identifier("check.in", dossier))
    event.add("dtstart", midnight + datetime.timedelta(minutes=minute))
    event.add("dtend", midnight + datetime.timedelta(minutes=minute + CHECK_IN_MINUTES))
    event.add("rrule", {"freq": "weekly", "count": WEEKS})
    event.add("transp", "TRANSPARENT")
    event.add("summary", say("Look back: what did I really do this week?"))
    event.add("description", say("Note your minutes by network; your follow-up uses them."))
    if link := link_to(dossier, FOLLOW_PATH):
        event.add("url", link)
    return event


def identifier(name: str, dossier: Dossier) -> str:
    """Return the identifier of an event, the same in every file made from the same answers.

    A block that is moved, or weeks that are reported, do not change it: a calendar
    then updates what it has. Other answers are another plan.
    """
    settled = dossier.answers.with_changes(block_days={}, block_minutes={}, check_ins=())
    digest = hashlib.sha256(to_json(settled).encode()).hexdigest()[:16]
    return f"{name}.{digest}@peu-mais-bien"
