"""A result in one sentence and on one screen; pages/parts/calculation.py has the whole. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.ways import Candidacy, Way
from pages.parts import sentences
from pages.parts.calculation import way_shown
from pages.parts.reasons import reason
from pages.parts.speech import Speech
from pages.parts.tables import rung_name

MOST_ACTIONS = 3


def network_sentence(
    analysis: Analysis, network_id: str, speech: Speech, catalogue: Catalogue
) -> str:
    """Return one network's fit, minutes and presence for this person, in one sentence."""
    network, way = analysis.networks[network_id], way_shown(analysis, network_id)
    if network.veto is not None or way is None:
        why = reason(network.veto, speech, catalogue) if network.veto else _unanswered(speech)
        return speech.say("{network} is left out. {why}", network=network.name, why=why)
    return speech.say(
        "{network} suits your project by {fit} out of 100; at the pace “{pace}”, {time} a week "
        "bring a useful presence of {presence}.",
        network=network.name,
        fit=speech.number(100 * network.score),
        pace=rung_name(way, speech, catalogue),
        time=speech.duration(way.minutes.mode),
        presence=speech.number(way.presence.index),
    )


def network_screen(
    analysis: Analysis, network_id: str, speech: Speech, catalogue: Catalogue
) -> str:
    """Return what makes the fit, takes the time and holds presence back, as a Markdown list."""
    network, way = analysis.networks[network_id], way_shown(analysis, network_id)
    lines = [network_sentence(analysis, network_id, speech, catalogue), ""]
    if network.fit.score is not None:
        lines += [f"- {line}" for line in _about_fit(network, speech, catalogue)]
    if way is not None:
        lines.append(f"- {_about_time(way, speech, catalogue)}")
        lines.append(f"- {_about_presence(way, speech)}")
    return "\n".join(lines)


def plan_sentence(analysis: Analysis, speech: Speech) -> str:
    """Return the selection in one sentence."""
    return sentences.fewer_sentence(analysis, speech)


def plan_screen(analysis: Analysis, speech: Speech) -> str:
    """Return the selection and the reasons for its number, as a Markdown list."""
    reasons = [
        sentences.thesis_sentence(analysis, speech),
        sentences.nearly_sentence(analysis, speech),
        sentences.one_more_sentence(analysis, speech),
        sentences.hours_sentence(analysis, speech),
        sentences.half_hour_sentence(analysis, speech),
    ]
    listed = [f"- {line}" for line in reasons if line]
    return "\n".join([plan_sentence(analysis, speech), "", *listed])


def _unanswered(speech: Speech) -> str:
    return speech.say("Tell us at least one goal, and it gets a score.")


def _about_fit(network: Candidacy, speech: Speech, catalogue: Catalogue) -> Iterator[str]:
    known = {name: score for name, score in network.fit.scores.items() if score is not None}
    best, worst = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
    if len(known) < 2:
        return
    yield speech.say(
        "It suits you best on: {best} ({high} out of 100); least on: {worst} ({low}).",
        best=speech.words(catalogue.criteria[best].label),
        high=speech.number(100 * known[best]),
        worst=speech.words(catalogue.criteria[worst].label),
        low=speech.number(100 * known[worst]),
    )


def _about_time(way: Way, speech: Speech, catalogue: Catalogue) -> str:
    longest = sorted(way.effort.items(), key=lambda part: -part[1].mode)[:MOST_ACTIONS]
    parts = [
        speech.say(
            "{action} {time}",
            action=speech.words(catalogue.actions[name].label),
            time=speech.duration(minutes.mode),
        )
        for name, minutes in longest
    ]
    return speech.say(
        "Most of the time goes to: {actions}. It may take from {low} to {high} a week.",
        actions=speech.listed(parts) or "–",
        low=speech.duration(way.minutes.low),
        high=speech.duration(way.minutes.high),
    )


def _about_presence(way: Way, speech: Speech) -> str:
    """Return which factor holds presence back most, the fit aside."""
    say, found = speech.say, way.presence
    factors = {
        say("Profile"): found.profile,
        say("Response to posts"): found.response,
        say("Regularity"): found.regularity,
        say("Replies"): found.replies,
        say("Reciprocity"): found.reciprocity,
    }
    label = min(factors, key=factors.__getitem__)
    if factors[label] >= 1:
        return say("Nothing but the fit holds its presence back.")
    return say(
        "Besides the fit, presence is held back most by: {factor} ({value} of the full effect).",
        factor=label,
        value=speech.percent(factors[label]),
    )
