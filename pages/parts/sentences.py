"""Findings in words: what each result screen says before it draws. Pure: analysis in, text out."""

from __future__ import annotations

from collections.abc import Mapping

from core.analysis import Analysis, OneMore
from core.effort import STEP_MINUTES
from core.hours import HORIZON_STEPS
from core.strategies import Plan
from core.ways import REFERENCE_RUNG, Way
from pages.charts.one_more import in_whole_numbers
from pages.parts.speech import Speech

SAME = 0.02  # presence within 2 % is called the same
NEARLY = 0.9  # a smaller plan that brings 90 % is worth telling
MOST_NEARLY = 0.99  # and never rounded up to all of it
WEEKS_IN_A_YEAR = 52  # a post that is still rarer is said to come once a year
MOST_MILESTONES = 6


def fit_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return which networks suit the project best."""
    best = [n for n in analysis.ranked if n.veto is None][:2]
    if not best:
        return speech.say("No network is left to compare.")
    named = [f"{n.name} ({speech.number(100 * n.score)})" for n in best]
    return speech.count(
        "The network that suits your project is {networks}, out of 100.",
        "The networks that suit your project best are {networks}, out of 100.",
        len(best),
        networks=speech.listed(named),
    )


def effort_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return what keeping the person's own list takes, against their guess and their time."""
    estimate = analysis.estimate_minutes
    if estimate is None:
        return speech.say("Name the networks you are on or want, and see what keeping them takes.")
    parts = [
        speech.count(
            "Keeping up your network steadily takes about {time} a week",
            "Keeping up your {number} networks steadily takes about {time} a week",
            len(analysis.estimate),
            time=speech.duration(estimate.mode),
        )
    ]
    if analysis.guess_minutes is not None:
        parts.append(_against(estimate.mode - analysis.guess_minutes, speech, guess=True))
    parts.append(_against(estimate.mode - analysis.weekly_minutes, speech, guess=False))
    return speech.listed(parts) + "."


def _against(difference: float, speech: Speech, *, guess: bool) -> str:
    say, time = speech.say, speech.duration(abs(difference))
    if abs(difference) < 5:
        return say("just what you guessed") if guess else say("just the time you have")
    if difference > 0:
        return (
            say("{time} more than you guessed", time=time)
            if guess
            else say("{time} more than you have", time=time)
        )
    return (
        say("{time} less than you guessed", time=time)
        if guess
        else say("{time} less than you have", time=time)
    )


def fewer_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return how many networks to keep, and which."""
    time = speech.duration(analysis.weekly_minutes)
    if analysis.best is None:
        return speech.say(
            "The networks you want to keep need at least {needed} a week, and you have {time}.",
            needed=speech.duration(analysis.locked_minutes),
            time=time,
        )
    if not analysis.best.kept:
        return _too_little(analysis, speech)
    return speech.count(
        "With {time} a week, keep {number} network: {networks}.",
        "With {time} a week, keep {number} networks: {networks}.",
        len(analysis.best.kept),
        time=time,
        networks=speech.listed([analysis.networks[name].name for name in analysis.best.kept]),
    )


def _too_little(analysis: Analysis, speech: Speech) -> str:
    first = analysis.thresholds[0].minutes
    time = speech.duration(analysis.weekly_minutes)
    if first is None:
        return speech.say("With {time} a week, no network can be kept alive.", time=time)
    return speech.say(
        "With {time} a week, no network can be kept alive; a first one takes {first}.",
        time=time,
        first=speech.duration(first),
    )


def thesis_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return whether fewer networks come out ahead for this person, as the figures have it."""
    best = analysis.best
    if best is None or not best.kept:
        return ""
    size = _many(analysis, best)
    spread = analysis.spread_thin[size] if size < len(analysis.spread_thin) else None
    if spread is None or size <= len(best.kept):
        return speech.say(
            "Your time pays for as many networks as suit you: here, fewer is not better."
        )
    number = speech.number(size)
    if spread.presence <= 0:
        return speech.say(
            "The same time shared equally over {number} networks would keep none of them alive.",
            number=number,
        )
    ratio = best.presence / spread.presence
    if ratio < 1 + SAME:
        return speech.say(
            "The same time shared equally over {number} networks would bring as much: "
            "here, the number hardly matters.",
            number=number,
        )
    return speech.say(
        "The same time shared equally over {number} networks would bring {percent} "
        "less useful presence.",
        number=number,
        percent=speech.percent(1 - 1 / ratio),
    )


def new_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return which networks of the plan are on no list of theirs; empty where all are."""
    named = analysis.answers.named_networks
    kept = analysis.best.kept if analysis.best else ()
    new = [analysis.networks[name].name for name in kept if name not in named]
    if not named or not new:
        return ""
    return speech.count(
        "{networks} is not on your list: “Only among the networks I named” leaves it out.",
        "{networks} are not on your list: “Only among the networks I named” leaves them out.",
        len(new),
        networks=speech.listed(new),
    )


def opening_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return what it takes once to open the networks of the plan where they are not yet."""
    answers, kept = analysis.answers, analysis.best.kept if analysis.best else ()
    new = [analysis.networks[name] for name in kept if answers.network(name).state != "on"]
    if not answers.named_networks or not new:
        return ""
    return speech.say(
        "Opening {networks} first takes about {time}, once, on top of these weekly minutes: "
        "a profile to fill in.",
        networks=speech.listed([network.name for network in new]),
        time=speech.duration(sum(network.setup_minutes for network in new)),
    )


def average_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return what the plan takes on average, where that is more than at its most likely minutes.

    Minutes are bounded below and not above: ranges lean upwards, and so does their sum.
    """
    best = analysis.best
    if best is None or not best.kept:
        return ""
    likely, mean = best.minutes_range.mode, best.minutes_range.mean
    if mean < (1 + SAME) * likely:
        return ""
    return speech.say(
        "This counts the most likely minutes. Surprises mostly cost time: on average, "
        "allow {mean} rather than {likely}.",
        mean=speech.duration(mean),
        likely=speech.duration(likely),
    )


def best_fit_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return why the network that fits best is not in the plan; empty where it is, or is out."""
    ranked = [network for network in analysis.ranked if network.veto is None and network.ways]
    if analysis.best is None or not analysis.best.kept or not ranked:
        return ""
    first = ranked[0]
    steady = first.native(REFERENCE_RUNG)
    if first.id in analysis.best.choice or steady is None:
        return ""
    return speech.say(
        "{network} suits your project best, but a minute there brings less: kept steadily, it "
        "takes {time} a week for a useful presence of {presence}.",
        network=first.name,
        time=speech.duration(steady.minutes.mode),
        presence=speech.number(steady.presence.index),
    )


def alternatives_told(analysis: Analysis, speech: Speech) -> str:
    """Return what stands beside the plan, as a Markdown list: what weighs most comes first."""
    told = (
        nearly_sentence,
        new_sentence,
        opening_sentence,
        best_fit_sentence,
        average_sentence,
    )
    return "\n".join(f"- {text}" for sentence in told if (text := sentence(analysis, speech)))


def nearly_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return the smallest number of networks that already brings nearly as much; empty if none."""
    best = analysis.best
    if best is None or best.presence <= 0:
        return ""
    for plan in analysis.best_by_count[1 : len(best.kept)]:
        if plan is not None and plan.presence >= NEARLY * best.presence:
            return speech.count(
                "With {number} network ({networks}), you would already have {percent} "
                "of that presence.",
                "With {number} networks ({networks}), you would already have {percent} "
                "of that presence.",
                len(plan.kept),
                networks=speech.listed([analysis.networks[name].name for name in plan.kept]),
                percent=speech.percent(min(MOST_NEARLY, plan.presence / best.presence)),
            )
    return ""


def _many(analysis: Analysis, best: Plan) -> int:
    """Return the size to hold the best plan against: theirs, or three more."""
    own = len(analysis.own_list.plan.choice) if analysis.own_list else 0
    named = max(own, len([n for n in analysis.answers.named_networks if n in analysis.networks]))
    usable = len(analysis.spread_thin) - 1
    return min(usable, named if named > len(best.kept) else len(best.kept) + 3)


def one_more_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return what one network more would bring and take; the figures add up as they are shown."""
    more, best = analysis.one_more, analysis.best
    if best is None:
        return speech.say("First, the networks you want to keep must fit your week.")
    if more is None:
        return speech.say("You already keep every network that suits you.")
    if more.plan is None:
        return speech.say("One network more does not fit your week.")
    new = [analysis.networks[name].name for name in more.plan.kept if name not in best.kept]
    return speech.say(
        "With {networks} as well, useful presence would {changes}: {sum} in all.",
        networks=speech.listed(new),
        changes=speech.listed(_changes(more, analysis, speech)),
        sum=speech.signed(more.difference),
    )


def _changes(more: OneMore, analysis: Analysis, speech: Speech) -> list[str]:
    """Return what the bars add up to: the networks that win, those that lose, and the mix."""
    whole, mix = in_whole_numbers(more)
    bars = sorted(more.changes, key=lambda change: -change.presence)  # as they are drawn
    won = {bar.network: whole[bar.network] for bar in bars if whole[bar.network] > 0}
    lost = {bar.network: -whole[bar.network] for bar in bars if whole[bar.network] < 0}
    parts = []
    if won:
        parts.append(
            speech.say("rise by {number} for {networks}", **_in_all(won, analysis, speech))
        )
    if lost:
        parts.append(
            speech.say("fall by {number} for {networks}", **_in_all(lost, analysis, speech))
        )
    if mix:
        parts.append(speech.say("change by {mix} for the mix of contents", mix=speech.signed(mix)))
    return parts or [speech.say("stay the same")]


def _in_all(changes: Mapping[str, int], analysis: Analysis, speech: Speech) -> dict[str, str]:
    """Return the sum of some changes, and whose they are."""
    names = [analysis.networks[name].name for name in changes]
    return {"number": speech.number(sum(changes.values())), "networks": speech.listed(names)}


def hours_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return from how many hours more networks pay, and whether more time ever means fewer."""
    if analysis.best is None:
        return ""
    sentence = _more_hours(analysis, len(analysis.best.kept), speech)
    if any(not t.holds and t.minutes is not None for t in analysis.thresholds):
        sentence += " " + speech.say(
            "At some hours more time means fewer networks: the stairs go down too."
        )
    return sentence


def milestones_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return from how many minutes a week each number of networks pays, one after the other."""
    reached = [t for t in analysis.thresholds if t.minutes is not None][:MOST_MILESTONES]
    if analysis.best is None or not reached:
        return ""
    parts = [
        speech.say(
            "{number} from {time}",
            number=speech.number(threshold.size)
            if place
            else speech.count("{number} network", "{number} networks", threshold.size),
            time=speech.duration(threshold.minutes or 0),
        )
        for place, threshold in enumerate(reached)
    ]
    return speech.say("By hours a week: {milestones}.", milestones=speech.listed(parts))


def _more_hours(analysis: Analysis, kept: int, speech: Speech) -> str:
    if analysis.one_more is None:
        return speech.say("More hours could not go to more networks: all that suit you are kept.")
    now = analysis.weekly_minutes // STEP_MINUTES
    if now > HORIZON_STEPS:
        return speech.say("You have more than the 20 hours that this picture shows.")
    for step, size in enumerate(analysis.sizes_by_step):
        if step > now and size > kept:
            time = speech.duration(step * STEP_MINUTES)
            return speech.count(
                "From {time} a week, {number} network is worth keeping.",
                "From {time} a week, {number} networks are worth keeping.",
                size,
                time=time,
            )
    return speech.say("Even with 20 hours a week, one more network would not be worth it.")


def half_hour_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return what half an hour more a week would bring."""
    half_hour = analysis.next_half_hour
    if half_hour is None or analysis.best is None:
        return ""
    gain = speech.number(half_hour.gain, 1)
    if half_hour.changed:
        names = speech.listed([analysis.networks[name].name for name in half_hour.kept])
        return speech.say(
            "Half an hour more would add {gain} to useful presence and change the choice: "
            "{networks}.",
            gain=gain,
            networks=names,
        )
    return speech.say(
        "Half an hour more would add {gain} to useful presence, with the same networks.", gain=gain
    )


def way_in_words(way: Way, speech: Speech, rung: str) -> str:
    """Return a way of keeping a network as "steady, 3 posts a week"."""
    if way.posts_per_week <= 0:
        return rung
    if way.posts_per_week < 1:
        weeks = round(min(WEEKS_IN_A_YEAR, 1 / way.posts_per_week))
        posts = speech.count("one post a week", "one post every {number} weeks", weeks)
    else:
        number = round(way.posts_per_week)
        posts = speech.count("{number} post a week", "{number} posts a week", number)
    return f"{rung}, {posts}"
