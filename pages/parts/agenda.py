"""The week in words: what is done in each block, day by day. Pure: week in, text out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from core.analysis import Analysis
from core.answers import DAYS, Day
from core.catalogue import Catalogue
from core.week import Block, Week
from pages.parts.speech import Speech

NONE = "–"
ORDER = ("read", "post", "reply", "comment", "like", "share", "message", "upkeep")
WEEKLY, FORTNIGHTLY = 2 / 3, 2 / 5  # from there on nearer to every week, to one week in two


def day_name(day: Day, speech: Speech) -> str:
    """Return the name of a day."""
    say = speech.say
    return {
        "monday": say("Monday"),
        "tuesday": say("Tuesday"),
        "wednesday": say("Wednesday"),
        "thursday": say("Thursday"),
        "friday": say("Friday"),
        "saturday": say("Saturday"),
        "sunday": say("Sunday"),
    }[day]


def actions_in_words(actions: Mapping[str, float], speech: Speech) -> str:
    """Return what is done, as one says it: what comes every week, then what comes less often.

    "2 posts, 3 comments, a message one week in two; now and then, a reply and a share".
    """
    told = {name: count for name in ORDER if (count := actions.get(name, 0.0)) > 0}
    every = [_counted(name, round(n), speech) for name, n in told.items() if n >= WEEKLY]
    second = [_one(name, speech) for name, n in told.items() if FORTNIGHTLY <= n < WEEKLY]
    seldom = [_one(name, speech) for name, n in told.items() if n < FORTNIGHTLY]
    if second:
        every.append(speech.say("{actions} one week in two", actions=speech.listed(second)))
    parts = [", ".join(every)] if every else []
    if seldom:
        parts.append(speech.say("now and then, {actions}", actions=speech.listed(seldom)))
    return speech.say("; ").join(parts)


def _one(name: str, speech: Speech) -> str:
    say = speech.say
    return {
        "read": say("a visit"),
        "post": say("a post"),
        "reply": say("a reply"),
        "comment": say("a comment"),
        "like": say("a like"),
        "share": say("a share"),
        "message": say("a message"),
        "upkeep": say("a look at the profile"),
    }[name]


def _counted(name: str, number: int, speech: Speech) -> str:
    count = speech.count
    return {
        "read": lambda: count("{number} visit", "{number} visits", number),
        "post": lambda: count("{number} post", "{number} posts", number),
        "reply": lambda: count("{number} reply", "{number} replies", number),
        "comment": lambda: count("{number} comment", "{number} comments", number),
        "like": lambda: count("{number} like", "{number} likes", number),
        "share": lambda: count("{number} share", "{number} shares", number),
        "message": lambda: count("{number} message", "{number} messages", number),
        "upkeep": lambda: count(
            "{number} look at the profile", "{number} looks at the profile", number
        ),
    }[name]()


def block_in_words(block: Block, analysis: Analysis, speech: Speech, catalogue: Catalogue) -> str:
    """Return a block as "LinkedIn, 20 min: 1 visit, 3 comments, 5 likes"."""
    name, time = analysis.networks[block.network].name, speech.duration(block.minutes)
    if block.item is not None:
        what = speech.words(catalogue.checklist[block.item].label)
    else:
        what = actions_in_words(block.actions, speech) or speech.say("carry on with this")
    return speech.say("{network}, {time}: {what}", network=name, time=time, what=what)


def day_lines(
    week: Week, day: Day, analysis: Analysis, speech: Speech, catalogue: Catalogue
) -> list[str]:
    """Return one line for each routine block of a day."""
    blocks = [block for block in week.routine if block.day == day]
    return [block_in_words(block, analysis, speech, catalogue) for block in blocks]


def week_sentence(week: Week, speech: Speech) -> str:
    """Return the week in one sentence: minutes, days, blocks."""
    minutes = sum(block.minutes for block in week.routine)
    days = len({block.day for block in week.routine})
    if minutes == 0:
        return speech.say("No minute to place: no day of yours has time, or no network is kept.")
    blocks = speech.count("{number} block", "{number} blocks", len(week.routine))
    return speech.count(
        "Your week: {time} on {number} day, in {blocks}.",
        "Your week: {time} on {number} days, in {blocks}.",
        days,
        time=speech.duration(minutes),
        blocks=blocks,
    )


def setup_sentence(week: Week, speech: Speech) -> str:
    """Return what comes before the routine; empty if nothing does."""
    if not week.setup:
        return ""
    return speech.count(
        "First, {time} to complete your profiles, in the first week. The routine begins after it.",
        "First, {time} to complete your profiles, in the first {number} weeks. The routine begins "
        "after them.",
        week.setup_weeks,
        time=speech.duration(sum(block.minutes for block in week.setup)),
    )


def opening_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return which networks of the plan are still to be opened, which no block counts."""
    kept = analysis.best.choice if analysis.best else {}
    new = [n for n in kept if analysis.answers.network(n).state != "on"]
    if not new:
        return ""
    return speech.count(
        "Opening {networks}, where you are not yet, takes extra time.",
        "Opening {networks}, where you are not yet, takes extra time.",
        len(new),
        networks=speech.listed([analysis.networks[name].name for name in new]),
    )


def left_over_sentence(week: Week, speech: Speech) -> str:
    """Return what the days do not hold; empty if they hold all."""
    minutes = sum(block.minutes for block in week.left_over)
    if minutes == 0:
        return ""
    return speech.say(
        "There is no room in your days for {time}: give a day more time, or your week less.",
        time=speech.duration(minutes),
    )


def week_table(week: Week, analysis: Analysis, speech: Speech) -> pd.DataFrame:
    """Return one row per routine block: day, network, time, what to do."""
    say = speech.say
    return pd.DataFrame(
        [
            {
                say("Day"): day_name(block.day, speech) if block.day else NONE,
                say("Network"): analysis.networks[block.network].name,
                say("Time"): speech.duration(block.minutes),
                say("What to do"): actions_in_words(block.actions, speech)
                or say("carry on with this"),
            }
            for block in week.routine
        ]
    )


def setup_lines(week: Week, analysis: Analysis, speech: Speech, catalogue: Catalogue) -> list[str]:
    """Return one line per set-up item, in the order in which to do them."""
    seen: dict[tuple[str, str | None], int] = {}
    for block in week.setup:
        key = (block.network, block.item)
        seen[key] = seen.get(key, 0) + block.minutes
    return [
        block_in_words(
            Block(network, network, "setup", item, minutes, {}), analysis, speech, catalogue
        )
        for (network, item), minutes in seen.items()
    ]


def week_alternative(week: Week, analysis: Analysis, speech: Speech) -> str:
    """Describe the picture of the week."""
    parts = []
    for day in DAYS:
        blocks = [block for block in week.routine if block.day == day]
        if blocks:
            names = [
                f"{analysis.networks[b.network].name} {speech.duration(b.minutes)}" for b in blocks
            ]
            parts.append(
                speech.say("{name}: {value}", name=day_name(day, speech), value=", ".join(names))
            )
    return speech.say("The week by day. {values}.", values=speech.say("; ").join(parts) or NONE)
