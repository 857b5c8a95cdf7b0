"""The plan as a week: blocks of minutes by day, each with what to do in it.

Routine blocks come back every week. Set-up blocks (what profiles lack) are done
once, before the routine begins: they fill the first weeks. Nothing is squeezed:
what the days do not hold is left over, and said.
"""

from __future__ import annotations

import datetime
import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from core.analysis import Analysis
from core.answers import DAYS, Answers, Day
from core.catalogue import Catalogue
from core.effort import STEP_MINUTES
from core.vocabulary import ChecklistItem
from core.ways import Candidacy, Way

WORKING_DAYS = DAYS[:5]  # where the hours of each day were not told
LEAST_SESSION_MINUTES = 10
MOST_SESSIONS = 21  # on a network: three a day
MINUTES_IN_A_DAY = 24 * 60
PARKED_WEEKS = 26
VISIT, POST = "read", "post"

Kind = Literal["setup", "routine"]
Reason = Literal["closed", "dropped"]


@dataclass(frozen=True, slots=True)
class Block:
    """Some minutes on one network.

    Attributes:
        name: "linkedin.1" for the first routine block, "linkedin.setup_photo"
            for an item; a part that went to another day ends in "_2", "_3".
        network: Its id.
        kind: Done once ("setup") or every week ("routine").
        item: The checklist item of a set-up block.
        minutes: A multiple of 5.
        actions: What is done in it, by action; empty in a set-up block and in
            all but the first part of a block.
        day: None where no day holds it.
        week: From 1; for a routine block, the first week in which it is done.
    """

    name: str
    network: str
    kind: Kind
    item: str | None
    minutes: int
    actions: Mapping[str, float]
    day: Day | None = None
    week: int = 1


@dataclass(frozen=True, slots=True)
class Week:
    """Every block, by week and day.

    `setup` is done in the first `setup_weeks` weeks, `routine` in every later
    one. `left_over` has no day. `available` are the minutes of each day, rounded
    down to 5, as the person told them (`by_day`) or as the blocks fill working days.
    """

    setup: tuple[Block, ...]
    routine: tuple[Block, ...]
    left_over: tuple[Block, ...]
    available: Mapping[Day, int]
    by_day: bool
    setup_weeks: int

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return every block that has a day, set-up first."""
        return self.setup + self.routine

    def of_session(self, name: str) -> tuple[Block, ...]:
        """Return the parts of the session that a routine block begins."""
        parts = (*self.routine, *(block for block in self.left_over if block.kind == "routine"))
        return tuple(block for block in parts if _session_of(block) == name)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A network the person is on and that the plan leaves out."""

    network: str
    reason: Reason


def week_of(analysis: Analysis, catalogue: Catalogue) -> Week:
    """Return the best plan of an analysis as a week.

    Raises:
        ValueError: If there is no best plan.
    """
    if analysis.best is None:
        raise ValueError("expected an analysis with a best plan")
    told = _told(analysis.answers)
    days = tuple(day for day in DAYS if told[day] > 0) if told else WORKING_DAYS
    sessions = [
        session
        for network, way in sorted(analysis.best.choice.items(), key=lambda item: -item[1].steps)
        for session in _sessions(network, way, len(days), analysis.answers.block_minutes)
    ]
    room = told or dict.fromkeys(DAYS, MINUTES_IN_A_DAY)
    placed = _begun_first(_placed(sessions, room, days, analysis.answers.block_days))
    available = told or _as_placed(placed, analysis.weekly_minutes)
    setup, weeks = _setup(analysis, catalogue, available)
    routine = [replace(block, week=weeks + 1) for block in placed]
    return Week(
        setup=tuple(block for block in setup if block.day),
        routine=tuple(sorted((b for b in routine if b.day), key=_by_day)),
        left_over=tuple(block for block in [*setup, *routine] if block.day is None),
        available=available,
        by_day=bool(analysis.answers.minutes_by_day),
        setup_weeks=weeks,
    )


def leaving(analysis: Analysis) -> tuple[Leaving, ...]:
    """Return the networks the person is on without a place in the plan, closed ones first."""
    kept = analysis.best.choice if analysis.best else {}
    left = [
        network
        for name, network in analysis.networks.items()
        if analysis.answers.network(name).state == "on" and name not in kept
    ]
    found = [Leaving(n.id, "closed" if _closed(n) else "dropped") for n in left]
    return tuple(sorted(found, key=lambda one: one.reason))


def look_again(today: datetime.date) -> datetime.date:
    """Return when to look again at what is parked today: the half year of the routine later."""
    return today + datetime.timedelta(weeks=PARKED_WEEKS)


def _closed(network: Candidacy) -> bool:
    return network.veto is not None and network.veto.reason == "closed"


def _told(answers: Answers) -> dict[Day, int]:
    """Return the minutes of each day, rounded down to whole steps; empty where told by week."""
    told = answers.minutes_by_day
    return {day: told.get(day, 0) // STEP_MINUTES * STEP_MINUTES for day in DAYS} if told else {}


def _as_placed(placed: list[Block], weekly_minutes: int) -> dict[Day, int]:
    """Return the minutes of each day, where they were told for the week as a whole.

    Days have what their blocks take; what is left of the week evens out the working days.
    """
    minutes = dict.fromkeys(DAYS, 0)
    for block in placed:
        if block.day is not None:
            minutes[block.day] += block.minutes
    for _ in range((weekly_minutes - sum(minutes.values())) // STEP_MINUTES):
        emptiest = min(WORKING_DAYS, key=minutes.__getitem__)
        minutes[emptiest] += STEP_MINUTES
    return minutes


def _by_day(block: Block) -> tuple[int, int]:
    return (block.week, DAYS.index(block.day) if block.day else len(DAYS))


# The routine ----------------------------------------------------------------------------------


def _sessions(network: str, way: Way, days: int, asked: Mapping[str, int]) -> Iterator[Block]:
    """Yield the week's sessions on a network: as many as visits, days and minutes allow.

    Their minutes add up to the steps the plan is charged, and their actions to
    its counts. Where the person gave a session minutes of its own, the others
    share what is left.
    """
    minutes = way.steps * STEP_MINUTES
    if minutes == 0:
        return
    wanted = round(max(way.counts.get(VISIT, 0.0), 1.0))
    many = max(1, min(wanted, days, minutes // LEAST_SESSION_MINUTES))
    counts = [_share_of(way.counts, place, many) for place in range(many)]
    each = {
        name: effort.mode / way.counts[name]
        for name, effort in way.effort.items()
        if way.counts.get(name)
    }
    spent = [sum(count * each.get(name, 0.0) for name, count in one.items()) for one in counts]
    sizes = _in_steps(spent, way.steps)
    names = [f"{network}.{place + 1}" for place in range(MOST_SESSIONS + 1)]
    own = {
        place: asked[name] // STEP_MINUTES
        for place, name in enumerate(names[:MOST_SESSIONS])
        if name in asked
    }
    if own:
        sizes = _with_own(sizes, own, way.steps)
        counts = _dealt(way.counts, each, [size * STEP_MINUTES for size in sizes])
    for name, size, actions in zip(names, sizes, counts, strict=False):
        if size > 0:
            yield Block(name, network, "routine", None, size * STEP_MINUTES, actions)


def _with_own(sizes: list[int], own: Mapping[int, int], steps: int) -> list[int]:
    """Return the steps of each session where some are asked for, adding up to `steps`.

    The others share what is left in their proportions; where there are no others,
    what is left is one more session.
    """
    taken, left = dict[int, int](), steps
    for place, size in own.items():
        taken[place] = min(size, left)
        left -= taken[place]
    others = [place for place in range(len(sizes)) if place not in own]
    others = others or [next(place for place in range(MOST_SESSIONS + 1) if place not in own)]
    weights = [float(sizes[place]) if place < len(sizes) else 1.0 for place in others]
    taken.update(zip(others, _in_steps(weights, left), strict=True))
    return [taken.get(place, 0) for place in range(max(taken) + 1)]


def _dealt(
    counts: Mapping[str, float], each: Mapping[str, float], minutes: list[int]
) -> list[dict[str, float]]:
    """Return what is done in sessions of so many minutes, adding up to the counts.

    Visits in turn; then what takes longest, always where most minutes are left.
    """
    room, places = [float(one) for one in minutes], [p for p, m in enumerate(minutes) if m > 0]
    found: list[dict[str, float]] = [{} for _ in minutes]
    for name in sorted(counts, key=lambda one: (one != VISIT, -each.get(one, 0.0))):
        whole = math.floor(counts[name])
        for turn, part in enumerate([*([1.0] * whole), counts[name] - whole]):
            if part > 0:
                most = max(places, key=lambda place: room[place])
                place = places[turn % len(places)] if name == VISIT else most
                found[place][name] = found[place].get(name, 0.0) + part
                room[place] -= part * each.get(name, 0.0)
    return found


def minutes_of(week: Week, network: str) -> int:
    """Return the minutes of the routine on a network, those without a day too."""
    blocks = (*week.routine, *week.left_over)
    return sum(b.minutes for b in blocks if b.kind == "routine" and b.network == network)


def with_block_minutes(answers: Answers, week: Week, block: Block, minutes: int) -> Answers:
    """Return the answers with minutes of its own for a block of the week.

    What the person gave other blocks of that network before holds as long as the
    network's minutes of the week suffice for all.
    """
    total = minutes_of(week, block.network)
    asked = {**answers.block_minutes, block.name: max(STEP_MINUTES, min(minutes, total))}
    same = {name: m for name, m in asked.items() if name.split(".")[0] == block.network}
    if sum(same.values()) > total:
        for name in same.keys() - {block.name}:
            del asked[name]
    return answers.with_changes(block_minutes=asked)


def _share_of(counts: Mapping[str, float], place: int, many: int) -> dict[str, float]:
    """Return the counts of one session: whole numbers, what is broken in the last one."""
    shares = {}
    for name, count in counts.items():
        whole = math.floor(count)
        share = float(whole * (place + 1) // many - whole * place // many)
        if place == many - 1:
            share += count - whole
        if share > 0:
            shares[name] = share
    return shares


def _in_steps(minutes: list[float], steps: int) -> list[int]:
    """Return whole steps in proportion to the minutes, adding up to `steps` (largest remainder).

    Where there are enough steps, each session gets one at least.
    """
    least = 1 if steps >= len(minutes) else 0
    total, rest = sum(minutes), steps - least * len(minutes)
    exact = [rest * (one / total if total else 1 / len(minutes)) for one in minutes]
    found = [least + math.floor(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda i: (math.floor(exact[i]) - exact[i], i))
    for place in order[: steps - sum(found)]:
        found[place] += 1
    return found


def _placed(
    sessions: list[Block], room: Mapping[Day, int], days: Sequence[Day], pinned: Mapping[str, Day]
) -> list[Block]:
    """Return every session on a day, in parts where a day does not hold it whole.

    Sessions that the person moved come first, to whichever day; then those in which one
    posts, network by network, as far from each other as `days` allow. The others go where
    most is left, on a day without that network if there is one.
    """
    free, found, wishes = dict(room), list[Block](), dict(pinned)
    for session in sorted(sessions, key=lambda one: _turn(one, pinned)):
        if session.actions.get(POST) and session.name not in wishes:
            posting = [one for one in sessions if _posts_too(one, session, pinned)]
            wishes |= _apart(posting, {day: free[day] for day in days}, found)
        part, rest = 1, session
        while rest.minutes > 0:
            used = {block.day for block in found if block.network == session.network}
            day = wishes.get(session.name) if part == 1 else None
            if day is None or free[day] == 0:
                day = _day_for(rest, {day: free[day] for day in days}, used)
            if day is None:
                found.append(rest)
                break
            now = min(rest.minutes, free[day])
            free[day] -= now
            found.append(replace(rest, minutes=now, day=day))
            part += 1
            name = f"{session.name}_{part}"
            rest = replace(rest, name=name, minutes=rest.minutes - now, actions={})
    return found


def _turn(session: Block, pinned: Mapping[str, Day]) -> tuple[int, int]:
    """Return when a session is placed: the longest first, those that post by network."""
    if session.name in pinned:
        return (0, -session.minutes)
    return (1, 0) if session.actions.get(POST) else (2, -session.minutes)


def _posts_too(one: Block, session: Block, pinned: Mapping[str, Day]) -> bool:
    """Return whether one posts in a session of the same network, whose day is open."""
    return one.network == session.network and one.name not in pinned and POST in one.actions


def _apart(posting: list[Block], free: Mapping[Day, int], placed: list[Block]) -> dict[str, Day]:
    """Return a day for each posting session of a network, as far apart as can be.

    On days that hold any of them whole and have nothing of the network yet: those between
    which the fewest days pass are furthest apart; then those with most left; then the
    earliest. Nothing where such days are too few.
    """
    longest = max(one.minutes for one in posting)
    there = [block for block in placed if block.network == posting[0].network]
    used, posted = {b.day for b in there}, [b.day for b in there if b.day and POST in b.actions]
    open_days = [day for day in DAYS if free.get(day, 0) >= longest and day not in used]
    if len(open_days) < len(posting):
        return {}
    chosen = max(
        itertools.combinations(open_days, len(posting)),
        key=lambda days: (least_gap([*days, *posted]), sum(free[day] for day in days)),
    )
    roomiest = sorted(chosen, key=lambda day: -free[day])
    by_length = sorted(posting, key=lambda one: -one.minutes)
    return {one.name: day for one, day in zip(by_length, roomiest, strict=True)}


def least_gap(days: Sequence[Day]) -> int:
    """Return the fewest days from one of some days to the next, over the end of the week too."""
    places = sorted(DAYS.index(day) for day in days)
    after = [*places[1:], places[0] + len(DAYS)]
    return min(later - earlier for earlier, later in zip(places, after, strict=True))


def _session_of(block: Block) -> str:
    """Return the name of the session that a block is, or is a part of."""
    return re.sub(r"_\d+$", "", block.name)


def _begun_first(placed: list[Block]) -> list[Block]:
    """Return the blocks with what is done told in the earliest part of each session."""
    found = sorted(placed, key=_by_day)
    told: dict[str, Mapping[str, float]] = {b.name: b.actions for b in placed if b.actions}
    seen: set[str] = set()
    for place, block in enumerate(found):
        session = _session_of(block)
        actions = {} if session in seen else told.get(session, {})
        seen.add(session)
        found[place] = replace(block, actions=actions)
    return found


def _day_for(block: Block, free: Mapping[Day, int], used: set[Day | None]) -> Day | None:
    """Return the day that suits a block best; None if all are full.

    Best: it holds the whole block, has nothing of the network yet, has most left.
    """
    open_days = [day for day in DAYS if free.get(day, 0) > 0]
    if not open_days:
        return None
    return max(
        open_days,
        key=lambda day: (free[day] >= block.minutes, day not in used, free[day], -DAYS.index(day)),
    )


# The set-up -----------------------------------------------------------------------------------


def _setup(
    analysis: Analysis, catalogue: Catalogue, available: Mapping[Day, int]
) -> tuple[list[Block], int]:
    """Return what profiles lack, placed from the first week on, and how many weeks it takes."""
    missing = sorted(_missing(analysis, catalogue), key=lambda found: -found[0])
    blocks = [_setup_block(network, item) for _, network, item in missing]
    if not any(available.values()):
        return blocks, 0
    placed: list[Block] = []
    week, days = 1, [day for day in DAYS if available[day] > 0]
    free = dict(available)
    for block in blocks:
        part, rest = 1, block
        while rest.minutes > 0:
            day = next((day for day in days if free[day] > 0), None)
            if day is None:
                week, free = week + 1, dict(available)
                continue
            now = min(rest.minutes, free[day])
            free[day] -= now
            placed.append(replace(rest, minutes=now, day=day, week=week))
            part += 1
            rest = replace(rest, name=f"{block.name}_{part}", minutes=rest.minutes - now)
    return placed, week if placed else 0


def _missing(
    analysis: Analysis, catalogue: Catalogue
) -> Iterator[tuple[float, str, ChecklistItem]]:
    """Yield (presence gained, network, item) of what the audit found missing on kept networks."""
    assert analysis.best is not None  # seen by the caller
    for name, way in analysis.best.choice.items():
        network, said = analysis.networks[name], analysis.answers.network(name).profile
        items = catalogue.checklist_of(name, network.family)
        weight = sum(item.weight for item in items)
        floor = catalogue.model.profile_floor.mode
        for item in items:
            if said.get(item.id) is False:
                share = (1 - floor) * item.weight / weight
                yield way.presence.index * share / way.presence.profile, name, item


def _setup_block(network: str, item: ChecklistItem) -> Block:
    steps = max(1, math.ceil(item.setup_minutes.mode / STEP_MINUTES))
    return Block(f"{network}.setup_{item.id}", network, "setup", item.id, steps * STEP_MINUTES, {})
