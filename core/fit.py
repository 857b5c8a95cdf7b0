"""How well a network suits a project: a weighted sum whose parts can be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.answers import Answers
from core.catalogue import Catalogue
from core.vocabulary import Criterion, Network, Scoring


@dataclass(frozen=True, slots=True)
class Fit:
    """The fit of one network.

    Attributes:
        score: 0 (suits nothing) to 1 (suits everything); None where no
            criterion could be scored.
        scores: By criterion, 0 to 1; None where the person has not answered or
            nothing is known.
        contributions: By criterion, weight times score; they add up to `score`.
    """

    score: float | None
    scores: Mapping[str, float | None]
    contributions: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Veto:
    """Why a network is left out.

    reason: "closed", "unknown" (nobody rated it), "never" (locked out),
    "not_named" (the person wants only those they named), "red_line" or
    "below_floor"; detail: the red line or criterion.
    """

    reason: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.reason}:{self.detail}" if self.detail else self.reason


def criterion_weights(answers: Answers, catalogue: Catalogue) -> dict[str, float]:
    """Return the weight of each criterion, the person's own where given; not yet scaled."""
    return {
        name: answers.criterion_weights.get(name, criterion.weight.value)
        for name, criterion in catalogue.criteria.items()
    }


def combine(scores: Mapping[str, float | None], weights: Mapping[str, float]) -> Fit:
    """Return the weighted sum of the scores that are known.

    Weights are scaled to add up to 1 over the known scores, so an unanswered
    question neither helps nor harms. The score is None when nothing is known or
    every known criterion weighs 0.

    Source:
        Fishburn (1967), "Additive Utilities with Incomplete Product Sets".
    """
    known = {name: score for name, score in scores.items() if score is not None}
    total = sum(weights[name] for name in known)
    if total == 0:
        return Fit(None, dict(scores), dict.fromkeys(scores, 0.0))
    parts = {name: weights[name] / total * known.get(name, 0.0) for name in scores}
    return Fit(sum(parts.values()), dict(scores), parts)


def network_scores(
    scoring: Scoring, answers: Answers, format_id: str | None
) -> dict[str, float | None]:
    """Return the score of a catalogue network by criterion, each 0 to 1 or None.

    Args:
        scoring: The network's data.
        answers: The person's answers.
        format_id: The format the person would make there; None scores formats
            by the best one they can make.
    """
    return {
        "goals": goal_score(scoring, answers.goals),
        "audience": audience_score(scoring, answers),
        "formats": format_score(scoring, answers.formats, format_id),
        "tone_values": _mean_known(
            _mean_share(scoring.tones.shares, answers.tones),
            _mean_share(scoring.values.shares, answers.values),
        ),
    }


def goal_score(scoring: Scoring, goals: Mapping[str, float]) -> float | None:
    """Return the affinity to the person's goals, averaged by the weight of each goal."""
    total = sum(goals.values())
    if total == 0:
        return None
    return sum(weight * scoring.goals[name].value for name, weight in goals.items()) / total


def audience_score(scoring: Scoring, answers: Answers) -> float | None:
    """Return how many of the people aimed at are there, and whether they are of the right kind.

    The mean of two things, each left out where unanswered: the share of the
    chosen age bands that uses the network, and its worth for the chosen publics.
    A network without figures for the person's country is read by the first one.
    """
    audience = scoring.audience.get(answers.geography) or next(iter(scoring.audience.values()))
    ages = {band: share.value for band, share in audience.ages.items()}
    publics: dict[str, float] = {name: share.value for name, share in audience.publics.items()}
    return _mean_known(_mean_share(ages, answers.ages), _mean_share(publics, answers.publics))


def format_score(scoring: Scoring, formats: tuple[str, ...], format_id: str | None) -> float | None:
    """Return how much the network pushes what the person can make, 0 to 1; 0 if they cannot."""
    if not formats:
        return None
    pushed = {name: scoring.formats[name].value for name in formats if name in scoring.formats}
    if format_id is not None:
        return pushed.get(format_id, 0.0)
    return max(pushed.values(), default=0.0)


def veto_of(
    network: Network | None,
    fit: Fit,
    answers: Answers,
    network_id: str,
    criteria: Mapping[str, Criterion],
) -> Veto | None:
    """Return why the network is left out; None when it may be chosen.

    Args:
        network: The catalogue entry; None for a network of the person's own.
        fit: Its fit.
        answers: The person's answers.
        network_id: Its id.
        criteria: The criteria with their floors.
    """
    if network is not None and network.status.state == "closed":
        return Veto("closed")
    if (veto := _veto_of_the_person(network, answers, network_id)) is not None:
        return veto
    if fit.score is None and (network is None or network.scoring is None):
        return Veto("unknown")
    for name, score in fit.scores.items():
        if score is not None and score < criteria[name].floor.value:
            return Veto("below_floor", name)
    return None


def _veto_of_the_person(network: Network | None, answers: Answers, network_id: str) -> Veto | None:
    if answers.network(network_id).lock == "never":
        return Veto("never")
    if answers.only_named and network_id not in answers.named_networks:
        return Veto("not_named")
    crossed = set(network.crosses) if network is not None else set()
    return next((Veto("red_line", line) for line in answers.red_lines if line in crossed), None)


def _mean_share(shares: Mapping[str, float], chosen: tuple[str, ...]) -> float | None:
    if not chosen:
        return None
    return sum(shares.get(name, 0.0) for name in chosen) / len(chosen)


def _mean_known(*values: float | None) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
