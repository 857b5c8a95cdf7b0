"""Every formula of the model, in plain words and as it is computed, with the constants of today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.catalogue import Catalogue
from core.effort import STEP_MINUTES
from core.hours import HORIZON_STEPS
from core.presence import WEEKS
from core.vocabulary import Constant
from pages.parts.speech import Speech


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: its name, what it says, and how it is written."""

    name: str
    words: str
    written: str


def formulas(speech: Speech, catalogue: Catalogue) -> dict[str, tuple[Formula, ...]]:
    """Return the formulas by chapter, in the order in which they are used."""
    say = speech.say
    return {
        say("Fit"): (
            *_fit(speech, catalogue),
            *_scores(speech, catalogue),
            *_left_out(speech, catalogue),
        ),
        say("Time it takes"): tuple(_effort(speech)),
        say("Presence"): tuple(_presence(speech, catalogue)),
        say("The factors of presence"): tuple(_factors(speech, catalogue)),
        say("The best combination"): tuple(_combination(speech, catalogue)),
        say("How sure it is"): tuple(_uncertainty(speech, catalogue)),
    }


def _fit(speech: Speech, catalogue: Catalogue) -> Iterator[Formula]:
    say = speech.say
    weights = speech.listed(
        [
            say(
                "{criterion} {weight}",
                criterion=speech.words(criterion.label),
                weight=speech.number(criterion.weight.value, 2),
            )
            for criterion in catalogue.criteria.values()
        ]
    )
    yield Formula(
        say("Fit of a network"),
        say(
            "Each criterion has a score from 0 to 1 and a weight. A question you left out "
            "counts for nothing: its weight goes to the others. Default weights: {weights}.",
            weights=weights,
        ),
        say("fit = sum of (weight × score) ÷ sum of the weights answered"),
    )


def _scores(speech: Speech, catalogue: Catalogue) -> Iterator[Formula]:
    say = speech.say
    yield Formula(
        say("Score: goals"),
        say("How much the network serves each of your goals, averaged by what each counts."),
        say("goals = sum of (weight of the goal × affinity) ÷ sum of the weights"),
    )
    yield Formula(
        say("Score: audience"),
        say(
            "The mean of two things, each left out if you did not answer: the share of your age "
            "bands that uses the network, and its worth for your publics."
        ),
        say("audience = (mean share of the age bands + mean worth for the publics) ÷ 2"),
    )
    yield Formula(
        say("Score: formats"),
        say(
            "How strongly the network pushes the format you would make there. Of the "
            "formats you can make and that it pushes at {least} or more, we take the one "
            "that brings most presence a minute at the steady pace. You may choose another.",
            least=_likely(catalogue.model.format_threshold, speech),
        ),
        say("formats = push given to the format made there"),
    )
    yield Formula(
        say("Score: tone and values"),
        say("How well the place agrees with your tones and with your values."),
        say("tone and values = (mean over your tones + mean over your values) ÷ 2"),
    )


def _left_out(speech: Speech, catalogue: Catalogue) -> Iterator[Formula]:
    say = speech.say
    floors = [
        say(
            "{criterion} {weight}",
            criterion=speech.words(criterion.label),
            weight=speech.number(criterion.floor.value, 2),
        )
        for criterion in catalogue.criteria.values()
        if criterion.floor.value > 0
    ]
    yield Formula(
        say("What is left out"),
        say(
            "Some networks are left out: closed, across a red line, refused by you, rated "
            "by nobody, or too low on one criterion. The reason is always given."
        ),
        say("left out if a score is below: {floors}", floors=speech.listed(floors)),
    )


def _effort(speech: Speech) -> Iterator[Formula]:
    say = speech.say
    yield Formula(
        say("Minutes a week"),
        say(
            "Each pace of a network is a list of actions with their number a week. A post takes "
            "the minutes of its format; an adapted post takes the minutes of adapting. "
            "Minutes you measured yourself replace ours."
        ),
        say("minutes = sum of (number of the action × minutes of one)"),
    )
    yield Formula(
        say("Minutes counted in your week"),
        say(
            "Plans use the likely minutes, rounded up to {step} minutes for each network.",
            step=speech.number(STEP_MINUTES),
        ),
        say("counted = likely minutes, rounded up to {step}", step=speech.number(STEP_MINUTES)),
    )


def _presence(speech: Speech, catalogue: Catalogue) -> Iterator[Formula]:
    say = speech.say
    yield Formula(
        say("Useful presence"),
        say(
            "An index for comparing, not a forecast: 100 is one network that fits "
            "perfectly, with a complete profile, at the steady pace."
        ),
        say("presence = 100 × fit × profile × response × regularity × replies × reciprocity"),
    )
    yield Formula(
        say("Without posts"),
        say(
            "A pace without posts has a small response of its own, {silent} unless its network "
            "says otherwise; posts added to it never bring less than that.",
            silent=_likely(catalogue.model.response_without_posts, speech),
        ),
        say("response × regularity = the greater of the two: with posts, without posts"),
    )


def _factors(speech: Speech, catalogue: Catalogue) -> Iterator[Formula]:
    say, model = speech.say, catalogue.model
    floor = _likely(model.profile_floor, speech)
    yield Formula(
        say("Profile"),
        say(
            "Complete is the weighted share of the checklist that is done; what you have not "
            "checked counts for {assumed}.",
            assumed=_likely(model.assumed_completeness, speech),
        ),
        say("profile = {floor} + (1 − {floor}) × complete", floor=floor),
    )
    yield Formula(
        say("Response to posts"),
        say(
            "Twice the posts bring less than twice as much where the exponent is below 1. It is "
            "{exponent} unless somebody measured the network. A story, a long video, a live or a "
            "podcast weighs less or more than one post. An adapted post brings {times} times less.",
            exponent=_likely(model.generic_exponent, speech),
            times=_likely(model.relay_discount, speech),
        ),
        say(
            "response = (posts a week × weight of the format ÷ {reference}) ^ exponent",
            reference=_likely(model.reference_posts_per_week, speech),
        ),
    )
    yield _with_a_threshold(speech, catalogue)
    yield _regularity(speech, catalogue)
    yield from _given_and_answered(speech, catalogue)


def _with_a_threshold(speech: Speech, catalogue: Catalogue) -> Formula:
    say, model = speech.say, catalogue.model
    return Formula(
        say("Response, if there were a threshold"),
        say(
            "Not used by default: it answers “what if rare posts went unnoticed?”. The response "
            "above is multiplied by the share of posts that are noticed, against that at the "
            "steady pace; half of them are at {threshold} a week.",
            threshold=_likely(model.s_curve_threshold, speech),
        ),
        say(
            "noticed = posts ^ {steepness} ÷ (posts ^ {steepness} + {threshold} ^ {steepness})",
            steepness=_likely(model.s_curve_steepness, speech),
            threshold=_likely(model.s_curve_threshold, speech),
        ),
    )


def _given_and_answered(speech: Speech, catalogue: Catalogue) -> Iterator[Formula]:
    say, model = speech.say, catalogue.model
    yield Formula(
        say("Replies"),
        say(
            "Whole when comments are answered. The gain of answering is {lift} unless somebody "
            "measured the network: an upper bound, since the two go together and answering may not "
            "be the cause.",
            lift=_likely(model.generic_reply_lift, speech),
        ),
        say("replies = 1 with answers, 1 ÷ (1 + gain) without"),
    )
    given = _likely(model.reciprocity, speech)
    yield Formula(
        say("Reciprocity"),
        say(
            "Given is the mean, over likes, comments and shares, of your number a week against "
            "the steady pace, each at most 1."
        ),
        say("reciprocity = (1 + {given} × given) ÷ (1 + {given})", given=given),
    )


def _regularity(speech: Speech, catalogue: Catalogue) -> Formula:
    say, model = speech.say, catalogue.model
    floor = _likely(model.regularity_floor, speech)
    first = _likely(model.regularity_first_active_week, speech)
    full = _likely(model.regularity_full_active_week, speech)
    return Formula(
        say("Regularity"),
        say(
            "Active weeks are counted out of {weeks}. From {full} on, a post has its whole effect; "
            "at {first} or fewer, {floor} of it.",
            weeks=speech.number(WEEKS),
            full=full,
            first=first,
            floor=floor,
        ),
        say(
            "regularity = {floor} ^ (({full} − active weeks) ÷ ({full} − {first})), "
            "between {floor} and 1",
            floor=floor,
            full=full,
            first=first,
        ),
    )


def _combination(speech: Speech, catalogue: Catalogue) -> Iterator[Formula]:
    say, bonus = speech.say, catalogue.model.diversification_bonus
    yield Formula(
        say("The selection"),
        say(
            "At most one pace for each network, within your week; an adapted post needs a network "
            "where the same kind of content is made, at least as often. The answer is exact: no "
            "combination does better. Equal ones: fewer networks, then fewer minutes, then the "
            "order of the list."
        ),
        say("selection = the greatest sum of presence with sum of minutes ≤ your week"),
    )
    yield Formula(
        say("A second kind of content"),
        say(
            "It adds {bonus} to the whole where two networks share the audience: each scores "
            "{overlap} or more on it, or no audience was given. A third kind adds nothing.",
            bonus=speech.number(bonus.mode, 3),
            overlap=_likely(catalogue.model.audience_overlap, speech),
        ),
        say(
            "sum × (1 + {bonus}) with two kinds of content or more",
            bonus=speech.number(bonus.mode, 3),
        ),
    )
    yield from _compared(speech)


def _compared(speech: Speech) -> Iterator[Formula]:
    say = speech.say
    yield Formula(
        say("Time spread thin"),
        say(
            "The best fits get equal shares of the week. Each share buys the best pace it can; "
            "what is not used raises the kept ones, best fit first."
        ),
        say("share = your week ÷ number of networks"),
    )
    hours = HORIZON_STEPS * STEP_MINUTES / 60
    yield Formula(
        say("Why not one more, and with more hours"),
        say(
            "The best selection with one more network is compared with yours. The best "
            "number is then worked out for each weekly time, in steps of {step} minutes, "
            "up to {hours} hours.",
            step=speech.number(STEP_MINUTES),
            hours=speech.number(hours),
        ),
        say("difference = presence with one more − presence of the selection"),
    )


def _uncertainty(speech: Speech, catalogue: Catalogue) -> Iterator[Formula]:
    say, model = speech.say, catalogue.model
    yield Formula(
        say("Many possible worlds"),
        say(
            "Each figure with a low and a high value is drawn between the two, most often "
            "near the likely one. Fit scores may be wrong by {error} either way, and the "
            "weights of the criteria vary around yours. What stays the same in most worlds "
            "can be relied on.",
            error=_likely(model.rating_uncertainty, speech),
        ),
        say("how sure = number of worlds with the same answer ÷ number of worlds"),
    )


def _likely(constant: Constant, speech: Speech) -> str:
    return speech.number(constant.mode, 3)
