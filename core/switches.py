"""The assumptions on which "fewer is better" rests, each of which can be taken away.

Switching one gives the same analysis in a world where it does not hold. Nothing
else is changed, so that what then happens to the best number of networks is that
assumption's doing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Literal

from core.answers import Answers
from core.catalogue import Catalogue
from core.presence import fitting
from core.vocabulary import Action, Constant
from core.ways import Candidacy

Switch = Literal["fixed_time", "regularity", "uneven_fit", "relay_discount", "s_curve"]
SWITCHES: tuple[Switch, ...] = (
    "fixed_time",
    "regularity",
    "uneven_fit",
    "relay_discount",
    "s_curve",
)
FIXED_ACTIONS = ("read", "message", "upkeep")  # what being there asks before the first post


def switched(
    answers: Answers, catalogue: Catalogue, switches: Collection[Switch]
) -> tuple[Answers, Catalogue]:
    """Return answers and catalogue as they are where some assumptions do not hold.

    fixed_time: visits, messages and care of the profile take no time.
    regularity: a post brings the same however rarely one posts.
    relay_discount: an adapted post brings as much as one made for the network.
    s_curve: posts go unnoticed below a pace (`core.presence.dose_response`).
    uneven_fit: see `with_even_fit`, which works on what comes out of these.
    """
    if not switches:
        return answers, catalogue
    model = catalogue.model
    changes: dict[str, object] = {}
    if "regularity" in switches:
        changes["regularity_floor"] = _exactly(model.regularity_floor, 1.0)
    if "relay_discount" in switches:
        changes["relay_discount"] = _exactly(model.relay_discount, 1.0)
    if "s_curve" in switches:
        changes["response_shape"] = "s_curve"
    catalogue = replace(catalogue, model=model.model_copy(update=changes))
    if "fixed_time" not in switches:
        return answers, catalogue
    own = {n: m for n, m in answers.minutes_per_action.items() if n not in FIXED_ACTIONS}
    actions = {name: _free(action) for name, action in catalogue.actions.items()}
    return answers.with_changes(minutes_per_action=own), replace(catalogue, actions=actions)


def with_even_fit(networks: Sequence[Candidacy]) -> tuple[Candidacy, ...]:
    """Return the networks where each that may be chosen fits as well as their mean."""
    usable = [network for network in networks if network.veto is None and network.ways]
    if not usable:
        return tuple(networks)
    mean = sum(network.score for network in usable) / len(usable)
    return tuple(_fitting(n, mean) if n in usable else n for n in networks)


def _fitting(network: Candidacy, score: float) -> Candidacy:
    ways = tuple(replace(way, presence=fitting(way.presence, score)) for way in network.ways)
    return replace(network, fit=replace(network.fit, score=score), ways=ways)


def _exactly(constant: Constant, value: float) -> Constant:
    return constant.model_copy(update={"low": value, "mode": value, "high": value})


def _free(action: Action) -> Action:
    if action.id not in FIXED_ACTIONS:
        return action
    nothing = action.minutes.model_copy(update={"low": 0.0, "mode": 0.0, "high": 0.0})
    return action.model_copy(update={"minutes": nothing})
