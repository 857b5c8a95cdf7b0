"""What a rung brings: an index to compare with, never a forecast of followers or sales.

100 is one perfectly fitting network with a complete profile at the reference
rung. docs/method.md gives the formula and the reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.vocabulary import Mode, Model, ResponseShape

GIVEN_TO_OTHERS = ("like", "comment", "share")
WEEKS = 26


@dataclass(frozen=True, slots=True)
class Parameters:
    """The uncertain constants of presence for one network, at one point of their ranges."""

    reference_posts_per_week: float
    exponent: float
    reply_lift: float
    reciprocity: float
    profile_floor: float
    relay_discount: float
    regularity_floor: float
    regularity_first_active_week: float
    regularity_full_active_week: float
    response_shape: ResponseShape
    threshold_posts_per_week: float
    threshold_steepness: float


@dataclass(frozen=True, slots=True)
class Presence:
    """The presence of one rung and the factors whose product it is (times 100)."""

    index: float
    fit: float
    profile: float
    response: float
    regularity: float
    replies: float
    reciprocity: float


def likely_parameters(model: Model, exponent: float, reply_lift: float) -> Parameters:
    """Return the most likely value of every constant, with a network's own response."""
    return Parameters(
        reference_posts_per_week=model.reference_posts_per_week.mode,
        exponent=exponent,
        reply_lift=reply_lift,
        reciprocity=model.reciprocity.mode,
        profile_floor=model.profile_floor.mode,
        relay_discount=model.relay_discount.mode,
        regularity_floor=model.regularity_floor.mode,
        regularity_first_active_week=model.regularity_first_active_week.mode,
        regularity_full_active_week=model.regularity_full_active_week.mode,
        response_shape=model.response_shape,
        threshold_posts_per_week=model.s_curve_threshold.mode,
        threshold_steepness=model.s_curve_steepness.mode,
    )


def presence(
    *,
    fit: float,
    completeness: float,
    counts: Mapping[str, float],
    reference_counts: Mapping[str, float],
    response_without_posts: float,
    counts_as_posts: float,
    mode: Mode,
    parameters: Parameters,
) -> Presence:
    """Return the presence of a way to keep a network.

    Args:
        fit: 0 to 1.
        completeness: Share of the profile checklist that is done, 0 to 1.
        counts: Weekly counts by action.
        reference_counts: Weekly counts of the network's reference rung.
        response_without_posts: What the rung brings without posts, as a share
            of the reference response; a floor under the effect of its posts.
        counts_as_posts: How many short posts one piece of this format weighs.
        mode: "relay" divides the response by the relay discount.
        parameters: The constants.

    Returns:
        The index, at most 100 * fit * max(1, response), and its factors.
    """
    posts = counts.get("post", 0.0)
    answered = dose_response(posts * counts_as_posts, parameters)
    regularity = regularity_factor(posts, parameters)
    if answered * regularity <= response_without_posts:
        answered, regularity = response_without_posts, 1.0
    if mode == "relay":
        answered /= parameters.relay_discount
    profile = profile_factor(completeness, parameters.profile_floor)
    asked = reference_counts.get("reply", 0.0) > 0
    replies = reply_factor(counts.get("reply", 0.0), parameters.reply_lift) if asked else 1.0
    given = reciprocity_factor(counts, reference_counts, parameters.reciprocity)
    return _with_index(fit, profile, answered, regularity, replies, given)


def fitting(found: Presence, fit: float) -> Presence:
    """Return the same presence on a network that fits as told, 0 to 1."""
    return _with_index(
        fit, found.profile, found.response, found.regularity, found.replies, found.reciprocity
    )


def _with_index(fit: float, *others: float) -> Presence:
    index = 100 * fit
    for factor in others:
        index *= factor
    return Presence(index, fit, *others)


def dose_response(posts_per_week: float, parameters: Parameters) -> float:
    """Return (posts / reference posts) ** exponent: 1 at the reference, 0 without posts.

    As an S-curve, that times the share of posts that are noticed at this pace,
    again 1 at the reference: each post then brings more than the one before,
    up to about the threshold.

    Source: rows F14 to F28; where no table exists the exponent is an assumption,
    and so is the S-curve.
    """
    if posts_per_week == 0:
        return 0.0
    reference = parameters.reference_posts_per_week
    response = float((posts_per_week / reference) ** parameters.exponent)
    if parameters.response_shape == "power":
        return response
    return response * noticed(posts_per_week, parameters) / noticed(reference, parameters)


def noticed(posts_per_week: float, parameters: Parameters) -> float:
    """Return the share of posts that are noticed, 0 to 1: one half at the threshold.

    Source: assumption (the saturating curve of Hill, 1910).
    """
    posts = posts_per_week**parameters.threshold_steepness
    return float(
        posts / (posts + parameters.threshold_posts_per_week**parameters.threshold_steepness)
    )


def regularity_factor(posts_per_week: float, parameters: Parameters) -> float:
    """Return what is left of a post's effect: the floor at few active weeks, 1 at many.

    Log-linear between the two ends. A person who posts less than once a week is
    active in as many weeks as they post.

    Source: row F38 (20 active weeks of 26 against 4 or fewer: about five times).
    """
    active_weeks = min(WEEKS, WEEKS * posts_per_week)
    first, full = parameters.regularity_first_active_week, parameters.regularity_full_active_week
    missing = min(1.0, max(0.0, (full - active_weeks) / (full - first)))
    return float(parameters.regularity_floor**missing)


def profile_factor(completeness: float, floor: float) -> float:
    """Return floor + (1 - floor) * completeness: the floor where empty, 1 where complete."""
    return floor + (1 - floor) * completeness


def reply_factor(replies_per_week: float, lift: float) -> float:
    """Return 1 when comments are answered, 1 / (1 + lift) when they are not.

    Scaled by the reference rung, which answers. Source: rows R01 to R06, an
    upper bound since they show correlation.
    """
    return 1.0 if replies_per_week > 0 else 1 / (1 + lift)


def reciprocity_factor(
    counts: Mapping[str, float], reference_counts: Mapping[str, float], reciprocity: float
) -> float:
    """Return (1 + r * share) / (1 + r), with the share of the reference's gestures that is given.

    The share is the mean over likes, comments and shares of count / reference,
    each at most 1. Source: assumption (the guide's claim; no controlled study).
    """
    asked = {name: reference_counts.get(name, 0.0) for name in GIVEN_TO_OTHERS}
    shares = [min(1.0, counts.get(name, 0.0) / most) for name, most in asked.items() if most > 0]
    share = sum(shares) / len(shares) if shares else 1.0
    return (1 + reciprocity * share) / (1 + reciprocity)
