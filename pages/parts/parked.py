"""How to leave or park a network without losing what is there. Pure: analysis in, text out."""

from __future__ import annotations

import datetime

from core.analysis import Analysis
from core.week import Reason, leaving, look_again
from pages.parts.speech import Speech


def left(analysis: Analysis, reason: Reason, speech: Speech) -> str:
    """Return the networks that are closed, or those to park, as "A, B and C"; empty for none."""
    found = [one.network for one in leaving(analysis) if one.reason == reason]
    return speech.listed([analysis.networks[name].name for name in found])


def heading(analysis: Analysis, reason: Reason, speech: Speech) -> str:
    """Return which networks have closed, or are to be parked; empty where none are."""
    say, names = speech.say, left(analysis, reason, speech)
    if not names:
        return ""
    if reason == "closed":
        return say("Closed, to leave: {networks}.", networks=names)
    return say("To park, each once and in this order: {networks}.", networks=names)


def main_network(analysis: Analysis) -> str:
    """Return what the network that brings most is called; empty where none is kept."""
    kept = [item for item in analysis.best.choice.items() if item[1].kept] if analysis.best else []
    found = max(kept, key=lambda item: item[1].presence.index, default=None)
    return analysis.networks[found[0]].name if found else ""


def closed_steps(analysis: Analysis, speech: Speech) -> list[str]:
    """Return what is left to do for a network that no longer exists."""
    say = speech.say
    return [
        say("Remove links to it from your other profiles, your site and your signature."),
        say(
            "Tell the people you only know there that they can find you on {network}.",
            network=main_network(analysis),
        ),
    ]


def parking_steps(analysis: Analysis, speech: Speech, today: datetime.date) -> list[str]:
    """Return what to do, in this order, on each network to park."""
    say, network = speech.say, main_network(analysis)
    return [
        say("Pin a last message that says where you are now."),
        say("Put the link to {network} where the profile has room for one.", network=network),
        say("Export your data from the settings: what you published, and your contacts."),
        say("Keep the name, with a strong password, and turn notifications off."),
        say(
            "Look again on {day}: wake it, let it sleep on, or close it.",
            day=speech.full_date(look_again(today)),
        ),
    ]


def last_message(analysis: Analysis, speech: Speech) -> str:
    """Return a message to pin on a parked network."""
    return speech.say(
        "I no longer post here. To follow the project or write to me, find me on {network}.",
        network=main_network(analysis),
    )
