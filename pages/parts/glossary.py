"""The dozen words that the app uses in a sense of its own, each in a sentence or two."""

from __future__ import annotations

from pages.parts.speech import Speech


def terms(speech: Speech) -> dict[str, str]:
    """Return each word with what it means here, in the order in which one meets them."""
    return {**_of_networks(speech), **_of_plans(speech)}


def _of_networks(speech: Speech) -> dict[str, str]:
    say = speech.say
    first = {
        say("Network"): say("A platform where one is present: LinkedIn, Instagram, a forum …"),
        say("Professional, leisure"): say(
            "The two families of networks. Professional ones are about work; leisure ones are for "
            "fun first, and can still serve a project."
        ),
        say("Goal"): say("What you expect from your networks: clients, partners, to be known …"),
        say("Fit"): say(
            "How well a network suits your project, from 0 to 100. Goals, audience, formats, tone "
            "and values each add their part."
        ),
        say("Red line"): say(
            "Something you refuse, whatever it might bring. A network that crosses this "
            "line is left out."
        ),
        say("Pace"): say(
            "How much you do there each week: shop window, now and then, light, steady, active or "
            "intense."
        ),
        say("Time it takes"): say(
            "The minutes a week that a pace takes: visits, messages and profile care "
            "before the first post, then posts, replies, likes, comments and shares."
        ),
    }
    return first | _of_results(speech)


def _of_results(speech: Speech) -> dict[str, str]:
    say = speech.say
    return {
        say("Setting up"): say("The one-off minutes that bring a profile up to standard."),
    }


def _of_plans(speech: Speech) -> dict[str, str]:
    say = speech.say
    return {
        say("Useful presence"): say(
            "What a pace brings, to compare plans with. 100 is one network that fits perfectly, "
            "with a complete profile, kept at about three posts a week. It forecasts neither "
            "followers nor sales."
        ),
        say("Selection"): say("The networks to keep, each with its pace, that fit in your week."),
        say("Spread thin"): say("The same time shared equally over many networks."),
        say("Pilot and relay"): say(
            "Content is made for one network, the pilot, and adapted for another, the relay: that "
            "costs less there, and brings less."
        ),
        say("Shop window"): say(
            "A profile that is looked after but not fed. It is not counted as a network kept."
        ),
        say("Assumption"): say(
            "A figure for which we found no study. It is shown as such, and you can change it."
        ),
    }
