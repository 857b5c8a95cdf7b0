"""Assumptions in words: what each switch and each group of uncertain figures is called."""

from __future__ import annotations

from core.catalogue import Catalogue
from core.switches import Switch
from pages.parts.speech import Speech


def switch_label(switch: Switch, speech: Speech) -> str:
    """Return what the world is like in which an assumption does not hold."""
    say = speech.say
    return {
        "fixed_time": say("Being on a network takes no time in itself"),
        "regularity": say("Posting now and then works as well as posting regularly"),
        "uneven_fit": say("All networks suit me equally well"),
        "relay_discount": say("Adapted content brings as much as content made for the network"),
        "s_curve": say("The first posts go unnoticed: it takes a certain pace"),
    }[switch]


def switch_help(switch: Switch, speech: Speech, catalogue: Catalogue) -> str:
    """Return what we assume instead, and what the switch changes."""
    say, model = speech.say, catalogue.model
    return {
        "fixed_time": say(
            "We count visits, messages and care of the profile, before the first post. "
            "Here they cost nothing."
        ),
        "regularity": say(
            "In an irregular routine, we keep as little as {percent} of what a post "
            "brings, based on a study. Here every post counts in full.",
            percent=speech.percent(model.regularity_floor.mode),
        ),
        "uneven_fit": say(
            "We score each network against your goals, audience, formats and tone. "
            "Here each gets the mean of those scores."
        ),
        "relay_discount": say(
            "We divide what an adapted post brings by {number}, after a study. "
            "Here it brings as much as the original.",
            number=speech.number(model.relay_discount.mode, 2),
        ),
        "s_curve": say(
            "We assume that the first posts bring most. Here fewer than half are noticed "
            "below this many posts a week: {number} (an assumption too).",
            number=speech.number(model.s_curve_threshold.mode, 1),
        ),
    }[switch]


def group_label(group: str, speech: Speech) -> str:
    """Return what a group of uncertain figures is about."""
    say = speech.say
    return {
        "minutes": say("Minutes for a like, a comment, a visit"),
        "production": say("Minutes to make a post"),
        "exponent": say("What more posts bring"),
        "reply_lift": say("What replies bring"),
        "reciprocity": say("What likes given bring back"),
        "profile_floor": say("What an empty profile is worth"),
        "assumed_completeness": say("State of your profiles"),
        "relay_discount": say("What adapted content brings"),
        "diversification_bonus": say("Gain from a second kind of content"),
        "counts_as_posts": say("Weight of a long content"),
        "response_without_posts": say("What comments alone bring"),
        "rating": say("Scores of the networks"),
        "weight": say("Weights of the criteria"),
    }[group]


def figure_label(name: str, speech: Speech, catalogue: Catalogue) -> str:
    """Return which minutes a name like "comment", "post.text" or "adapt.text" stands for."""
    action, _, made = name.partition(".")
    if not made:
        return speech.words(catalogue.actions[action].label)
    content = speech.words(catalogue.formats[made].label)
    if action == "adapt":
        return speech.say("adapting: {format}", format=content)
    return speech.say("making: {format}", format=content)
