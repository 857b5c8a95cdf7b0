"""The whole calculation behind a result, written out with the person's own numbers. Pure.

Every line that computes something is an equation in plain signs, so that anybody
can follow it with a pocket calculator: "Goals: 0.4 × 85 = 34".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.effort import STEP_MINUTES, minutes_per_action
from core.fit import criterion_weights
from core.presence import WEEKS, dose_response, likely_parameters, regularity_factor
from core.strategies import Plan
from core.ways import REFERENCE_RUNG, Candidacy, Way
from pages.parts.reasons import reason
from pages.parts.speech import NO_BREAK, Speech
from pages.parts.tables import rung_name

POINTS = 2  # decimals of points out of 100
COUNTS = 4  # decimals of counts, weights and minutes of one
MINUTES = 2  # decimals of minutes a week
FACTORS = 4  # decimals of factors, so that their product is right to the decimal shown
PRESENCE = 1  # decimals of presence


def in_full(analysis: Analysis, network_id: str, speech: Speech, catalogue: Catalogue) -> str:
    """Return, as Markdown, the whole calculation of one network: fit, effort and presence.

    Effort and presence are those of the person's selection; of the reference pace
    where the network is not in it. Figures agree with the analysis to the decimals
    shown.
    """
    network = analysis.networks[network_id]
    lines = [f"**{network.name}**", ""]
    if network.veto is not None:
        lines += [reason(network.veto, speech, catalogue), ""]
    if network.fit.score is not None:
        lines += [*_fit(network, analysis, speech, catalogue), ""]
    way = way_shown(analysis, network_id)
    if way is not None:
        lines += [*_effort(way, network, analysis, speech, catalogue), ""]
        lines += [*_presence(way, network, speech, catalogue), ""]
    return "\n".join([*lines, rounding(speech)])


def of_plan(analysis: Analysis, speech: Speech, catalogue: Catalogue) -> str:
    """Return, as Markdown, how the selection adds up, and how the next best size compares.

    Empty where what the person wants to keep does not fit their week.
    """
    best = analysis.best
    if best is None:
        return ""
    title = speech.say("Your selection")
    lines = [f"**{title}**", ""]
    for name, way in best.choice.items():
        lines.append(_line(analysis.networks[name].name, _brings(way, speech), speech))
    lines += [*_sums(best, speech, catalogue), "", *_next_best(analysis, best, speech)]
    return "\n".join([*lines, "", rounding(speech)])


def way_shown(analysis: Analysis, network_id: str) -> Way | None:
    """Return the way of a network that the calculation is about; None where it has none."""
    network = analysis.networks[network_id]
    chosen = analysis.best.choice.get(network_id) if analysis.best else None
    return chosen or network.native(REFERENCE_RUNG) or next(iter(network.ways), None)


def rounding(speech: Speech) -> str:
    """Return the remark that shown figures are rounded."""
    return speech.say(
        "Figures are rounded: the last decimal may differ by one. The sign ^ means “to the power "
        "of”."
    )


# Fit.


def _fit(
    network: Candidacy, analysis: Analysis, speech: Speech, catalogue: Catalogue
) -> Iterator[str]:
    weights = criterion_weights(analysis.answers, catalogue)
    scores = network.fit.scores
    total = sum(weights[name] for name, score in scores.items() if score is not None)
    title = speech.say("Fit: weight × score out of 100, criterion by criterion")
    yield from (f"*{title}*", "")
    parts = []
    for name, score in scores.items():
        label = speech.words(catalogue.criteria[name].label)
        if score is None:
            yield _line(label, speech.say("not asked, so its weight goes to the others"), speech)
            continue
        part = speech.number(100 * network.fit.contributions[name], POINTS)
        parts.append(part)
        share = _share(weights[name], total, speech)
        yield _line(label, f"{share} × {speech.number(100 * score, POINTS)} = {part}", speech)
    yield _line(
        speech.say("Fit"), _added(parts, speech.number(100 * network.score, POINTS)), speech
    )


def _share(weight: float, total: float, speech: Speech) -> str:
    """Return a weight as it counts: over the sum of those answered, unless that is 1."""
    shown = speech.number(weight, COUNTS)
    return shown if abs(total - 1) < 1e-9 else f"{shown} ÷ {speech.number(total, COUNTS)}"


# Effort.


def _effort(
    way: Way, network: Candidacy, analysis: Analysis, speech: Speech, catalogue: Catalogue
) -> Iterator[str]:
    minutes = minutes_per_action(analysis.answers, catalogue, network.format_id, way.mode)
    pace = rung_name(way, speech, catalogue)
    chosen = analysis.best is not None and network.id in analysis.best.choice
    yield from (f"*{_effort_title(pace, speech, chosen=chosen)}*", "")
    parts = []
    for name, part in way.effort.items():
        label = speech.words(catalogue.actions[name].label)
        if name == "post":
            made = speech.words(catalogue.formats[network.format_id].label)
            label = speech.say("{action} ({detail})", action=label, detail=_made(made, way, speech))
        parts.append(speech.number(part.mode, MINUTES))
        count = speech.number(way.counts[name], COUNTS)
        each = speech.number(minutes[name].mode, COUNTS)
        yield _line(label, f"{count} × {each} = {parts[-1]}{NO_BREAK}min", speech)
    total = speech.number(way.minutes.mode, MINUTES)
    yield _line(speech.say("Time a week"), f"{_added(parts, total)}{NO_BREAK}min", speech)
    charged = f"{speech.number(way.steps * STEP_MINUTES)}{NO_BREAK}min"
    yield _line(speech.say("Counted in your week, rounded up to 5 minutes"), charged, speech)


def _effort_title(pace: str, speech: Speech, *, chosen: bool) -> str:
    if chosen:
        return speech.say(
            "Effort: count a week × minutes of one, as in your selection (pace: {pace})", pace=pace
        )
    return speech.say(
        "Effort: count a week × minutes of one; it is not in your selection (pace: {pace})",
        pace=pace,
    )


def _made(label: str, way: Way, speech: Speech) -> str:
    return speech.say("{format}, adapted", format=label) if way.mode == "relay" else label


# Presence.


def _presence(way: Way, network: Candidacy, speech: Speech, catalogue: Catalogue) -> Iterator[str]:
    found, say = way.presence, speech.say
    named = {
        say("Fit"): (found.fit, f"{speech.number(100 * found.fit, POINTS)} ÷ 100"),
        say("Profile"): (found.profile, _profile(network, speech, catalogue)),
        say("Response to posts"): (found.response, _response(way, network, speech, catalogue)),
        say("Regularity"): (found.regularity, _regularity(way, network, speech, catalogue)),
        say("Replies"): (found.replies, _replies(way, network, speech, catalogue)),
        say("Reciprocity"): (found.reciprocity, _reciprocity(way, speech, catalogue)),
    }
    title = say("Presence: 100 × the six factors")
    yield from (f"*{title}*", "")
    factors = []
    for label, (value, expression) in named.items():
        factors.append(speech.number(value, FACTORS))
        shown = f"{expression} = {factors[-1]}" if expression else factors[-1]
        yield _line(label, shown, speech)
    index = speech.number(found.index, PRESENCE)
    yield _line(say("Useful presence"), f"{' × '.join(['100', *factors])} = {index}", speech)


def _profile(network: Candidacy, speech: Speech, catalogue: Catalogue) -> str:
    floor = speech.number(catalogue.model.profile_floor.mode, COUNTS)
    return f"{floor} + (1 − {floor}) × {speech.number(network.completeness, FACTORS)}"


def _response(way: Way, network: Candidacy, speech: Speech, catalogue: Catalogue) -> str:
    """Return how the response comes about; empty where it is the floor of a rung, given as it is.

    Empty too where the model is told to use another curve than the one explained.
    """
    model = catalogue.model
    shared = f" ÷ {speech.number(model.relay_discount.mode, COUNTS)}" if way.mode == "relay" else ""
    if _rests_on_its_floor(way, network, catalogue):
        return f"{speech.number(way.silent_response, FACTORS)}{shared}" if shared else ""
    if model.response_shape != "power":
        return ""
    posts = speech.number(way.posts_per_week, COUNTS)
    weighed = catalogue.formats[network.format_id].counts_as_posts.mode
    each = f" × {speech.number(weighed, COUNTS)}" if weighed != 1 else ""
    reference = speech.number(model.reference_posts_per_week.mode, COUNTS)
    exponent = speech.number(_exponent(network, catalogue), COUNTS)
    return f"({posts}{each} ÷ {reference}) ^ {exponent}{shared}"


def _rests_on_its_floor(way: Way, network: Candidacy, catalogue: Catalogue) -> bool:
    """Return whether posts bring no more than the rung brings without any."""
    parameters = likely_parameters(
        catalogue.model, _exponent(network, catalogue), _reply_lift(network, catalogue)
    )
    weighed = catalogue.formats[network.format_id].counts_as_posts.mode
    answered = dose_response(way.posts_per_week * weighed, parameters)
    return answered * regularity_factor(way.posts_per_week, parameters) <= way.silent_response


def _regularity(way: Way, network: Candidacy, speech: Speech, catalogue: Catalogue) -> str:
    """Return how regularity comes about; empty where it is whole, or nothing is asked of it."""
    model = catalogue.model
    first, full = model.regularity_first_active_week.mode, model.regularity_full_active_week.mode
    active = WEEKS * min(1.0, way.posts_per_week)
    if _rests_on_its_floor(way, network, catalogue) or active >= full:
        return ""
    floor = speech.number(model.regularity_floor.mode, COUNTS)
    shown = [speech.number(weeks, COUNTS) for weeks in (full, max(active, first), full, first)]
    return f"{floor} ^ (({shown[0]} − {shown[1]}) ÷ ({shown[2]} − {shown[3]}))"


def _replies(way: Way, network: Candidacy, speech: Speech, catalogue: Catalogue) -> str:
    if way.presence.replies == 1:
        return ""
    return f"1 ÷ (1 + {speech.number(_reply_lift(network, catalogue), COUNTS)})"


def _reciprocity(way: Way, speech: Speech, catalogue: Catalogue) -> str:
    given_back = catalogue.model.reciprocity.mode
    if given_back == 0:
        return ""
    share = (way.presence.reciprocity * (1 + given_back) - 1) / given_back
    shown = speech.number(given_back, COUNTS)
    return f"(1 + {shown} × {speech.number(share, FACTORS)}) ÷ (1 + {shown})"


def _exponent(network: Candidacy, catalogue: Catalogue) -> float:
    known = catalogue.networks.get(network.id)
    if known is None or known.scoring is None:
        return catalogue.model.generic_exponent.mode
    return known.scoring.response.exponent.mode


def _reply_lift(network: Candidacy, catalogue: Catalogue) -> float:
    known = catalogue.networks.get(network.id)
    if known is None or known.scoring is None:
        return catalogue.model.generic_reply_lift.mode
    return known.scoring.response.reply_lift.mode


# The selection.


def _brings(way: Way, speech: Speech) -> str:
    return speech.say(
        "{minutes} min, presence {presence}",
        minutes=speech.number(way.steps * STEP_MINUTES),
        presence=speech.number(way.presence.index, PRESENCE),
    )


def _sums(plan: Plan, speech: Speech, catalogue: Catalogue) -> Iterator[str]:
    say, ways = speech.say, plan.choice.values()
    minutes = [speech.number(way.steps * STEP_MINUTES) for way in ways]
    total = f"{_added(minutes, speech.number(plan.minutes))}{NO_BREAK}min"
    yield _line(say("Time a week"), total, speech)
    alone = sum(way.presence.index for way in ways)
    parts = [speech.number(way.presence.index, PRESENCE) for way in ways]
    shown = speech.number(alone, PRESENCE)
    yield _line(say("Useful presence"), _added(parts, shown), speech)
    if plan.presence > alone * (1 + 1e-9):
        bonus = speech.number(catalogue.model.diversification_bonus.mode, COUNTS)
        with_bonus = f"{shown} × (1 + {bonus}) = {speech.number(plan.presence, PRESENCE)}"
        yield _line(say("With a second kind of content"), with_bonus, speech)


def _next_best(analysis: Analysis, best: Plan, speech: Speech) -> Iterator[str]:
    """Yield the best plan of another size, and what it lacks."""
    others = [p for p in analysis.best_by_count if p is not None and len(p.kept) != len(best.kept)]
    if not others:
        return
    second = max(others, key=lambda plan: plan.presence)
    names = speech.listed([analysis.networks[name].name for name in second.kept])
    label = (
        speech.count(
            "Next best number: {number} network ({networks})",
            "Next best number: {number} networks ({networks})",
            len(second.kept),
            networks=names,
        )
        if second.kept
        else speech.say("Next best number: none")
    )
    yield _line(label, speech.number(second.presence, PRESENCE), speech)
    ours, theirs = (speech.number(p.presence, PRESENCE) for p in (best, second))
    difference = speech.number(best.presence - second.presence, PRESENCE)
    yield _line(
        speech.say("Your selection brings more by"), f"{ours} − {theirs} = {difference}", speech
    )


def _added(parts: Sequence[str], total: str) -> str:
    """Return "1 + 2 = 3"; the total alone where there is nothing to add."""
    return f"{' + '.join(parts)} = {total}" if len(parts) > 1 else total


def _line(label: str, value: str, speech: Speech) -> str:
    return "- " + speech.say("{name}: {value}", name=label, value=value)
